"""The shipped articles as a library that is open and annotated, to ask hand-written queries of."""

from __future__ import annotations

from pathlib import Path

from reader.library import open_library
from reader.settings import Settings

SEEDS = Path(__file__).parents[3] / "seeds"


class Seeds:
    """Needs folders for settings and data of its own (the XDG variables); takes seconds, as names are looked for."""

    def __init__(self) -> None:
        self.library = open_library(SEEDS, settings=Settings())
        self.library.scan()
        self.library.annotate(self.library.find().rows, lambda _done, _total: None)

    def ask(self, written: str) -> list[str]:
        """The ids of the articles that answer a query as it stands in `written.py`, best first."""
        found = self.library.find(written.removesuffix("…"), typing=written.endswith("…"))
        return [summary.id for summary in self.library.summaries(found.rows)]

    def close(self) -> None:
        """Let go of the library."""
        self.library.close()
