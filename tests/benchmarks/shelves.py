"""Libraries on disk: folders of pages by year, the same items as a feed for newsboat, their headlines for fzf."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from tests.benchmarks.pages import Page, Press

_MADE = "made"  # the file that says that a library is complete
_ITEM = (
    "<item><title>{title}</title><link>http://news.invalid/{number}</link><guid>http://news.invalid/{number}</guid>"
    "<pubDate>{published:%a, %d %b %Y %H:%M:00} +0000</pubDate><description>{text}</description></item>\n"
)
_FEED_START = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>{title}</title>'
    "<link>http://news.invalid/</link><description>-</description>\n"
)
_FEED_END = "</channel></rss>\n"
FEED_TITLE = "Benchmark feed"


@dataclass(frozen=True, slots=True)
class Shelf:
    """One library of `count` pages: its folder, the same as an RSS feed, and a file of headlines, newest first."""

    count: int
    folder: Path
    feed: Path
    headlines: Path

    def titles(self) -> list[str]:
        """The headlines, newest first."""
        return self.headlines.read_text(encoding="utf-8").splitlines()


def make_shelf(parent: Path, count: int, press: Press) -> Shelf:
    """The library of `count` pages below `parent`, made unless it is there whole."""
    home = parent / str(count)
    shelf = Shelf(count, home / "pages", home / "feed.xml", home / "headlines.txt")
    if (home / _MADE).exists():
        return shelf
    shelf.folder.mkdir(parents=True, exist_ok=True)
    headlines: list[tuple[datetime, str]] = []
    with shelf.feed.open("w", encoding="utf-8") as feed:
        feed.write(_FEED_START.format(title=FEED_TITLE))
        for page in _pages(press, count):
            _write_page(shelf.folder, page)
            text, title = escape(page.text), escape(page.title)
            feed.write(_ITEM.format(title=title, number=page.number, published=page.published, text=text))
            headlines.append((page.published, page.title))
        feed.write(_FEED_END)
    headlines.sort(reverse=True)
    shelf.headlines.write_text("".join(f"{title}\n" for _, title in headlines), encoding="utf-8")
    (home / _MADE).touch()
    return shelf


def _pages(press: Press, count: int) -> Iterator[Page]:
    return (press.page(number) for number in range(1, count + 1))


def _write_page(folder: Path, page: Page) -> None:
    path = folder / str(page.published.year) / f"{page.number:06}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(page.text, encoding="utf-8")
    moment = page.published.timestamp()
    os.utime(path, (moment, moment))
