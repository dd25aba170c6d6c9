"""What the language room found, article by article, kept beside the cached texts.

An annotation is kept as the JSON that `reader annotate` prints, with the version of the rules that made it; the names
in it are kept once more as rows, to be counted and looked up. Triggers drop both when an article's text changes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.model import Label
from reader.storage.database import Database, execute_script

_SCHEMA = """
CREATE TABLE annotations (
    row INTEGER PRIMARY KEY,
    rules INTEGER NOT NULL,         -- version of the language rules that made it
    answer TEXT NOT NULL            -- JSON as `reader annotate` prints it
);
CREATE TABLE mentions (
    row INTEGER NOT NULL,
    label TEXT NOT NULL,
    name TEXT NOT NULL,
    spelling TEXT NOT NULL,
    times INTEGER NOT NULL
);
CREATE TABLE quotations (
    row INTEGER NOT NULL,
    speaker TEXT,                   -- canonical name; NULL where nobody is named
    words TEXT NOT NULL             -- what was said, folded as the search index folds it
);
CREATE INDEX quotations_by_row ON quotations (row);
CREATE INDEX mentions_by_row ON mentions (row);
CREATE INDEX mentions_by_name ON mentions (name, label, row);
CREATE TRIGGER text_changed AFTER INSERT ON texts BEGIN
    DELETE FROM annotations WHERE row = NEW.row;
    DELETE FROM mentions WHERE row = NEW.row;
    DELETE FROM quotations WHERE row = NEW.row;
END;
CREATE TRIGGER text_removed AFTER DELETE ON texts BEGIN
    DELETE FROM annotations WHERE row = OLD.row;
    DELETE FROM mentions WHERE row = OLD.row;
    DELETE FROM quotations WHERE row = OLD.row;
END;
"""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in one article: its label, dictionary form, one spelling, and how often it is spelt so."""

    row: int
    label: Label
    name: str
    spelling: str
    times: int


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation as it is looked up: who spoke, and the folded words."""

    speaker: str | None
    words: tuple[str, ...]


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables, after those of `cache`."""
    execute_script(connection, _SCHEMA)


class Annotations:
    """The annotations in a library's cache that were made by one version of the rules; others count as missing."""

    def __init__(self, database: Database, rules: int) -> None:
        self._database = database
        self._rules = rules

    def put(
        self, row: int, fingerprint: str, answer: str, mentions: Iterable[Mention], quotations: Iterable[Said]
    ) -> bool:
        """Keep what was found in one article, inside a transaction of the caller's. False, and nothing is kept, if the
        article is gone or its text is no longer the one with this fingerprint."""
        connection = self._database.connection
        if not connection.execute(
            "SELECT 1 FROM articles WHERE row = ? AND fingerprint = ?", (row, fingerprint)
        ).fetchone():
            return False
        connection.execute("INSERT OR REPLACE INTO annotations VALUES (?, ?, ?)", (row, self._rules, answer))
        connection.execute("DELETE FROM mentions WHERE row = ?", (row,))
        connection.executemany(
            "INSERT INTO mentions VALUES (?, ?, ?, ?, ?)",
            [(m.row, m.label, m.name, m.spelling, m.times) for m in mentions],
        )
        connection.execute("DELETE FROM quotations WHERE row = ?", (row,))
        connection.executemany(
            "INSERT INTO quotations VALUES (?, ?, ?)", [(row, q.speaker, " ".join(q.words)) for q in quotations]
        )
        return True

    def answer(self, row: int) -> str | None:
        """The JSON kept for one article."""
        found = self._database.connection.execute(
            "SELECT answer FROM annotations WHERE row = ? AND rules = ?", (row, self._rules)
        ).fetchone()
        return str(found[0]) if found else None

    def missing(self) -> list[int]:
        """Rows of the articles without an annotation, newest article first."""
        found = self._database.connection.execute(
            "SELECT row FROM articles LEFT JOIN annotations USING (row) WHERE rules IS NOT ? ORDER BY moment DESC",
            (self._rules,),
        )
        return [row for (row,) in found]

    def missing_among(self, rows: Sequence[int]) -> list[int]:
        """Those of `rows`, in their order, without an annotation."""
        done = {
            row
            for (row,) in self._database.select_in(
                "SELECT row FROM annotations WHERE rules = ? AND row IN", rows, self._rules
            )
        }
        return [row for row in rows if row not in done]

    def count(self) -> int:
        """How many articles have an annotation."""
        found = self._database.connection.execute("SELECT count(*) FROM annotations WHERE rules = ?", (self._rules,))
        return int(found.fetchone()[0])

    def mentions(self, rows: Sequence[int]) -> Iterator[Mention]:
        """The names in some articles."""
        statement = "SELECT row, label, name, spelling, times FROM mentions WHERE row IN"
        for row, label, name, spelling, times in self._database.select_in(statement, rows):
            yield Mention(row, Label(label), name, spelling, times)

    def spellings(self, label: Label | None) -> Iterator[tuple[str, str]]:
        """Distinct (name, spelling) pairs of one label, or of all."""
        yield from self._database.connection.execute(
            "SELECT DISTINCT name, spelling FROM mentions WHERE label = ? OR ? IS NULL", (label, label)
        )

    def naming(self, names: Sequence[str], label: Label | None) -> set[int]:
        """Rows in which one of `names` occurs, with this label or with any."""
        statement = "SELECT row FROM mentions WHERE (label = ? OR ? IS NULL) AND name IN"
        return {row for (row,) in self._database.select_in(statement, names, label, label)}

    def quotations(self, speakers: Sequence[str] | None) -> Iterator[tuple[int, str]]:
        """Row and folded words of every quotation of one of `speakers`, or of anybody."""
        if speakers is None:
            yield from self._database.connection.execute("SELECT row, words FROM quotations")
        else:
            statement = "SELECT row, words FROM quotations WHERE speaker IN"
            yield from ((row, words) for row, words in self._database.select_in(statement, speakers))
