"""What one library is measured with: its shelf, the homes of the programs, the figures that come in."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import programs
from tests.benchmarks.figures import Figures
from tests.benchmarks.probe import Probe
from tests.benchmarks.programs import Home, Newsboat, ReaderScreen
from tests.benchmarks.shelves import Shelf


@dataclass(frozen=True, slots=True)
class Bench:
    """One library on the bench. `home` is Reader's, its cache warm once the first opening is measured; `work` is a
    folder to be thrown away; `newsboat` is None where it is not installed."""

    shelf: Shelf
    figures: Figures
    screen: ReaderScreen
    home: Home
    work: Path
    queries: Mapping[str, str]
    other_queries: Mapping[str, str]
    newsboat: Newsboat | None

    @property
    def size(self) -> int:
        """Articles in the library."""
        return self.shelf.count

    def note(self, subject: str, program: str, *values: float | None) -> None:
        """Note what was measured on this library."""
        self.figures.add(self.size, subject, program, *values)

    @contextmanager
    def reader(self, *, rest: float = 1.0) -> Iterator[Probe]:
        """Reader, started, and left alone for a moment."""
        with Probe(programs.reader(self.home, self.shelf, self.screen)) as probe:
            probe.started()
            probe.rest(rest)
            yield probe

    @contextmanager
    def bare(self) -> Iterator[Probe]:
        """The bare app, started, and left alone for a moment."""
        with Probe(programs.bare(self.home)) as probe:
            probe.started()
            probe.rest(0.5)
            yield probe

    @contextmanager
    def newsboat_articles(self) -> Iterator[Probe]:
        """newsboat with the articles of its feed listed; the time from the one list to the other is noted."""
        assert self.newsboat is not None
        with Probe(self.newsboat.program) as probe:
            probe.started()
            probe.rest(0.5)
            self.note("articles", "newsboat", probe.until(Newsboat.lists_articles, 120, "\r"))
            probe.rest(0.5)
            yield probe


def say(sentence: str) -> None:
    """Tell on stderr how far the benchmarks are."""
    print(f"{time.strftime('%H:%M:%S')} {sentence}", file=sys.stderr, flush=True)
