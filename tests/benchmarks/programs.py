"""The programs that are measured, how each is started, and where to look on their screens.

Nothing here depends on where Reader draws things, but for this: a line of its list begins with a headline (signs before
it do not count), and the story under the cursor has ▌ at the left edge.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pyte

from tests.benchmarks.probe import Program
from tests.benchmarks.shelves import FEED_TITLE, Shelf

_KNOWN = 16  # characters by which a headline is known again; every headline is longer
_SIGNS = " ▌●★✓◆▪[]x"
_CURSOR = "▌"
_LISTS_END = 40  # the list is at least so wide, the article begins to its right
_FOUND = re.compile(r"([\d,]+) (?:found|of )")
_STORIES = re.compile(r"([\d,]+) stor(?:y|ies)")
LEAVE = "\x11"  # ctrl+q


@dataclass(frozen=True, slots=True)
class Home:
    """A home folder of a benchmark's own, for settings, data and caches."""

    folder: Path

    @property
    def env(self) -> dict[str, str]:
        """The environment of a program at home there."""
        kinds = ("cache", "data", "config", "state")
        own = {f"XDG_{kind.upper()}_HOME": str(self.folder / kind) for kind in kinds}
        compiled = {"PYTHONDONTWRITEBYTECODE": ""}  # an installed program does not compile itself at every start
        return dict(os.environ) | own | compiled


class ReaderScreen:
    """What stands on Reader's screen, for one who knows the headlines of the library."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._known = frozenset(title[:_KNOWN] for title in titles)

    def titles(self, screen: pyte.Screen) -> tuple[str, ...]:
        """The headlines in the list, as far as they are legible."""
        starts = (line.lstrip(_SIGNS)[:_KNOWN] for line in screen.display)
        return tuple(start for start in starts if start in self._known)

    def ready(self, screen: pyte.Screen) -> bool:
        """Whether any story is listed."""
        return bool(self.titles(screen))

    def results(self, screen: pyte.Screen) -> Hashable:
        """What answers a query: the headlines listed and the number found, where it is told."""
        found = _FOUND.search("\n".join(screen.display[:3]))
        return self.titles(screen), found and found[1]

    def listed(self, screen: pyte.Screen) -> int:
        """How many stories the top line counts."""
        told = _STORIES.search(screen.display[0])
        return int(told[1].replace(",", "")) if told else 0

    def article(self, screen: pyte.Screen) -> str | None:
        """The headline under the cursor, once the article beside the list has it too; None while it has not."""
        for line in screen.display:
            if line.startswith(_CURSOR) and (title := line.lstrip(_SIGNS)[:_KNOWN]) in self._known:
                return title if any(title in other[_LISTS_END:] for other in screen.display) else None
        return None


def cursor(screen: pyte.Screen) -> Hashable:
    """The line of Reader's list that the cursor is on, and what stands there."""
    return tuple((y, line[:_LISTS_END]) for y, line in enumerate(screen.display) if line.startswith(_CURSOR))


def naming(screen: pyte.Screen) -> bool:
    """Whether Reader's top line says that names are still being found."""
    return re.search(r"names [\d,]+ of", screen.display[0]) is not None


def painted(screen: pyte.Screen) -> Hashable:
    """Everything on a screen, with colours."""
    return tuple(tuple(screen.buffer[y][x] for x in range(screen.columns)) for y in range(screen.lines))


def echoed(screen: pyte.Screen) -> Hashable:
    """What the bare app repeats of what was typed."""
    return tuple(line.rstrip() for line in screen.display if line.startswith(("typed:", "bare-ready")))


def reader(home: Home, shelf: Shelf, screen: ReaderScreen) -> Program:
    """Reader on a library."""
    return Program([sys.executable, "-m", "reader", shelf.folder], home.env, screen.ready, LEAVE)


def bare(home: Home) -> Program:
    """A Textual app that does next to nothing."""
    command = [sys.executable, "-m", "tests.benchmarks.bare"]
    return Program(command, home.env, lambda screen: "bare-ready" in "\n".join(screen.display), LEAVE)


class Newsboat:
    """newsboat on the items of a shelf, with a cache of its own."""

    def __init__(self, folder: Path, shelf: Shelf) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "urls").write_text(f"file://{shelf.feed}\n", encoding="utf-8")
        (folder / "config").write_text("max-items 0\nbind-key j down\nbind-key k up\n", encoding="utf-8")
        self.cache = folder / "cache.db"
        self._command: list[str | Path] = ["newsboat", "-u", folder / "urls", "-C", folder / "config", "-c", self.cache]
        self._env = dict(os.environ) | {
            "TERM": "linux",
            "HOME": str(folder),
        }  # what pyte understands

    @staticmethod
    def installed() -> bool:
        """Whether there is any."""
        return shutil.which("newsboat") is not None

    def load(self, seconds: float = 300) -> float:
        """Take in all items; returns the seconds it took."""
        began = time.perf_counter()
        subprocess.run(
            [*self._command, "-x", "reload"], env=self._env, timeout=seconds, check=True, capture_output=True
        )
        return time.perf_counter() - began

    @property
    def program(self) -> Program:
        """newsboat on a terminal; ready when its list of feeds is there."""
        return Program(self._command, self._env, lambda screen: FEED_TITLE in "\n".join(screen.display), "Q")

    @staticmethod
    def lists_articles(screen: pyte.Screen) -> bool:
        """Whether the articles of the feed are listed."""
        return "Articles in feed" in "\n".join(screen.display)


def fzf_installed() -> bool:
    """Whether there is any."""
    return shutil.which("fzf") is not None


def fzf(query: str, headlines: Path) -> float:
    """Milliseconds that `fzf --filter` takes over a file of headlines."""
    with headlines.open("rb") as lines:
        began = time.perf_counter()
        subprocess.run(["fzf", f"--filter={query}"], stdin=lines, capture_output=True, timeout=30, check=False)
    return (time.perf_counter() - began) * 1000
