"""A small library in memory to search in, and texts marked with brackets to compare highlights by."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence

from reader.model import Span
from reader.search.index import IndexedText, Indexer, create_index
from reader.search.query import parse_query
from reader.search.rank import Ranked, evaluate
from reader.search.snapshot import Mask, Snapshot
from reader.search.tree import Filter
from reader.storage.rows import rows_of


class Shelf:
    """Articles in an index of their own. Each is a title, or a title, a lead and a body; rows count from 1, later
    ones are newer. `filters` gives the rows that meet a filter, by its canonical form."""

    def __init__(
        self, articles: Sequence[str | tuple[str, str, str]], filters: Mapping[str, Collection[int]] | None = None
    ) -> None:
        self.connection = sqlite3.connect(":memory:")
        self._filters = filters or {}
        texts = [(article, "", "") if isinstance(article, str) else article for article in articles]
        self.texts = [IndexedText(row, *parts) for row, parts in enumerate(texts, 1)]
        create_index(self.connection)
        Indexer().add(self.connection, self.texts)
        self.snapshot = Snapshot(rows_of(text.row for text in reversed(self.texts)))

    def ask(self, text: str, *, typing: bool = False) -> Ranked:
        """What the shelf answers to a query."""
        return evaluate(
            self.connection, parse_query(text, typing=typing), resolve=self._resolve, snapshot=self.snapshot
        )

    def rows(self, text: str, *, typing: bool = False) -> list[int]:
        """The rows that answer a query, best first, the newer first among equals."""
        rows: list[int] = self.ask(text, typing=typing).rows.tolist()
        return rows

    def titles(self, text: str, *, typing: bool = False) -> list[str]:
        """The titles that answer a query, best first."""
        return [self.texts[row - 1].title for row in self.rows(text, typing=typing)]

    def _resolve(self, condition: Filter) -> Mask:
        return self.snapshot.mask(rows_of(self._filters[str(condition)]))


def unmarked(marked: str) -> str:
    """A text without the brackets that mark its highlights."""
    return marked.replace("[", "").replace("]", "")


def marked(text: str, spans: Sequence[Span]) -> str:
    """A text with its highlights in brackets."""
    for start, stop in reversed(spans):
        text = f"{text[:start]}[{text[start:stop]}]{text[stop:]}"
    return text
