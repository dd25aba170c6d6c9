"""One article as the cache keeps it, and back: the values of its columns, its text packed."""

from __future__ import annotations

import json
import os
import zlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from reader.letters import CODE_PAGE
from reader.model import Article, Kind, Page, Paragraph, Stamp

COLUMNS = (
    *("name", "id", "path", "mtime_ns", "size", "entry", "fingerprint", "moment", "characters"),
    *("title", "source", "author", "published", "language", "url", "lead", "caption", "credit"),
)
"""Of the table `articles`, in the order in which a record has their values."""

ARTICLE_COLUMNS = (
    *("id", "path", "fingerprint", "title", "source", "author", "published", "language", "url"),
    *("lead", "caption", "credit", "text", "paragraphs"),
)
"""What `article_of` makes an article from."""

_ONE_BYTE, _UTF8 = b"1", b"8"
"""How a packed text is encoded: its first byte."""
_WINDOW, _MEMORY = 13, 6
"""Of zlib: 8 kB of text looked back on. By default it takes 256 kB of memory, which takes longer than packing."""


class Record(Struct, frozen=True):
    """One article as it is written: the values of its columns, its text (packed), its paragraphs as JSON. Made by
    whoever has read the article, so that writing costs the writer as little as can be."""

    columns: tuple[Any, ...]
    text: bytes
    paragraphs: str

    @property
    def name(self) -> str:
        """Its path below the library's root."""
        return str(self.columns[0])


def record_of(stamp: Stamp, entry: str, article: Article) -> Record:
    """What is to be written of an article; `entry` is what index.yaml said of it, '' if nothing."""
    page = article.page
    published = page.published.isoformat() if page.published else None
    columns = (
        stamp.name,
        article.id,
        os.fsencode(stamp.path),
        stamp.mtime_ns,
        stamp.size,
        entry,
        article.fingerprint,
        published or _file_time(stamp),
        sum(p.stop - p.start for p in article.shown),
        page.title,
        page.source,
        page.author,
        published,
        page.language,
        page.url,
        page.lead,
        page.caption,
        page.credit,
    )
    paragraphs = "[" + ", ".join([f'[{p.start}, {p.stop}, "{p.kind}"]' for p in page.paragraphs]) + "]"  # JSON
    return Record(columns, _packed(article.text), paragraphs)


def _packed(text: str) -> bytes:
    """A text deflated, behind a sign for its encoding: one byte a letter where that can be, a fifth smaller and as much
    quicker than UTF-8."""
    try:
        sign, data = _ONE_BYTE, text.encode(CODE_PAGE)
    except UnicodeEncodeError:
        sign, data = _UTF8, text.encode("utf-8")
    deflate = zlib.compressobj(1, wbits=_WINDOW, memLevel=_MEMORY)
    return sign + deflate.compress(data) + deflate.flush()


def _unpacked(blob: bytes) -> str:
    return zlib.decompress(blob[1:]).decode(CODE_PAGE if blob[:1] == _ONE_BYTE else "utf-8")


def article_of(
    id_: str,
    path: bytes,
    fingerprint: str,
    title: str,
    source: str | None,
    author: str | None,
    published: str | None,
    language: str | None,
    url: str | None,
    lead: str | None,
    caption: str | None,
    credit: str | None,
    text: bytes,
    paragraphs: str,
) -> Article:
    """An article from the values of ARTICLE_COLUMNS."""
    page = Page(
        title=title,
        paragraphs=tuple(Paragraph(start, stop, Kind(kind)) for start, stop, kind in json.loads(paragraphs)),
        lead=lead,
        source=source,
        author=author,
        published=date_of(published),
        caption=caption,
        credit=credit,
        language=language,
        url=url,
    )
    return Article(id_, Path(os.fsdecode(path)), _unpacked(text), fingerprint, page)


def date_of(text: str | None) -> date | None:
    """A date as the cache writes it."""
    return date.fromisoformat(text) if text else None


def _file_time(stamp: Stamp) -> str:
    return datetime.fromtimestamp(stamp.mtime_ns / 1e9).isoformat(timespec="seconds")
