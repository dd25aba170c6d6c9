"""What has been read of a library: its articles and their texts, in a database that may be deleted at any time.

Everything here can be made again from the articles' files. Nothing of the user's is kept here (that is `journal.py`
and `tags.py`). Rows become model objects here; beside these tables, in the same file, stand those of
`annotations.py` and of `reader.search.index`.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from reader.model import Article, ArticleRef, Stamp, Summary
from reader.storage.database import Database, execute_script
from reader.storage.records import ARTICLE_COLUMNS, COLUMNS, Record, article_of, date_of, record_of

if TYPE_CHECKING:
    from reader.storage.rows import Rows

VERSION = 5
"""Of the tables below and of the rules that turn bytes into pages: raise it when either changes."""

_SCHEMA = """
CREATE TABLE articles (
    row INTEGER PRIMARY KEY AUTOINCREMENT,  -- of an article that is gone never another's: lists on screens hold rows
    name TEXT NOT NULL UNIQUE,      -- path below the library's root
    id TEXT NOT NULL,
    path BLOB NOT NULL,             -- as the file system spells it
    mtime_ns INTEGER NOT NULL,
    size INTEGER NOT NULL,
    entry TEXT NOT NULL,            -- what index.yaml said of it, '' if nothing
    fingerprint TEXT NOT NULL,
    moment TEXT NOT NULL,           -- what it sorts by: its date, or its file's time
    characters INTEGER NOT NULL,
    title TEXT NOT NULL,
    source TEXT, author TEXT, published TEXT, language TEXT, url TEXT,
    lead TEXT, caption TEXT, credit TEXT
);
CREATE INDEX articles_by_moment ON articles (moment DESC, name);
CREATE INDEX articles_by_title ON articles (title COLLATE NOCASE, moment DESC, name);
CREATE INDEX articles_by_source ON articles (source COLLATE NOCASE, moment DESC, name);
CREATE INDEX articles_by_language ON articles (language);
CREATE INDEX articles_by_date ON articles (published);
CREATE INDEX articles_by_id ON articles (id);
CREATE INDEX articles_by_fingerprint ON articles (fingerprint);
CREATE TABLE texts (
    row INTEGER PRIMARY KEY,
    text BLOB NOT NULL,             -- as `_packed` packs it
    paragraphs TEXT NOT NULL        -- JSON [[start, stop, kind], ...]
);
CREATE TABLE generation (number INTEGER NOT NULL);  -- another one whenever articles come, change or go
INSERT INTO generation VALUES (random() >> 1);
CREATE TRIGGER article_came AFTER INSERT ON articles BEGIN UPDATE generation SET number = number + 1; END;
CREATE TRIGGER article_changed AFTER UPDATE ON articles BEGIN UPDATE generation SET number = number + 1; END;
CREATE TRIGGER article_went AFTER DELETE ON articles BEGIN UPDATE generation SET number = number + 1; END;
"""

_PUT = (
    f"INSERT INTO articles ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
    f" ON CONFLICT (name) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in COLUMNS[1:])} RETURNING row"
)
_PUT_TEXT = (  # not REPLACE: what depends on a text must go only where there was one
    "INSERT INTO texts VALUES (?, ?, ?)"
    " ON CONFLICT (row) DO UPDATE SET text = excluded.text, paragraphs = excluded.paragraphs"
)
_KNOWN = "name, row, id, mtime_ns, size, entry, fingerprint"
_SUMMARY = "row, id, path, fingerprint, title, source, author, published, language, url, characters"
_ORDERS = {
    "date": "moment DESC, name",
    "source": "source COLLATE NOCASE NULLS LAST, moment DESC, name",
    "title": "title COLLATE NOCASE, moment DESC, name",
}
_SOURCES = """WITH RECURSIVE sources (one) AS (
    SELECT min(source COLLATE NOCASE) FROM articles
    UNION ALL
    SELECT (SELECT source FROM articles WHERE source COLLATE NOCASE > one ORDER BY source COLLATE NOCASE LIMIT 1)
    FROM sources WHERE one IS NOT NULL
) SELECT one FROM sources WHERE one IS NOT NULL"""
_IN_ORDER = "SELECT group_concat(row) FROM (SELECT row FROM articles ORDER BY {})"


class Known(Struct, frozen=True):
    """What the cache remembers of a file, to tell whether it must be read again."""

    row: int
    id: str
    mtime_ns: int
    size: int
    entry: str
    fingerprint: str


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file."""
    execute_script(connection, _SCHEMA)


class Cache:
    """The articles in a library's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._database.connection

    # Files

    def known(self) -> dict[str, Known]:
        """What is remembered of every file, by its name below the root."""
        rows = self._connection.execute(f"SELECT {_KNOWN} FROM articles")
        return {name: Known(*rest) for name, *rest in rows}

    def known_files(self, names: Sequence[str]) -> dict[str, Known]:
        """What is remembered of some files."""
        found = self._database.select_in(f"SELECT {_KNOWN} FROM articles WHERE name IN", names)
        return {name: Known(*rest) for name, *rest in found}

    def known_below(self, folder: str) -> dict[str, Known]:
        """What is remembered of the files in a folder, at any depth, by its name below the root."""
        return self._known_between(folder + "/", folder + "0")  # the character after the slash

    def known_beside(self, stem: str) -> dict[str, Known]:
        """What is remembered of the files whose name is `stem` and something behind a dot."""
        return self._known_between(stem + ".", stem + "/")  # the character after the dot

    def _known_between(self, first: str, behind: str) -> dict[str, Known]:
        statement = f"SELECT {_KNOWN} FROM articles WHERE name >= ? AND name < ?"
        return {name: Known(*rest) for name, *rest in self._connection.execute(statement, (first, behind))}

    def put(self, stamp: Stamp, entry: str, article: Article) -> int:
        """Add or replace one article; see `put_record`."""
        return self.put_record(record_of(stamp, entry, article))

    def put_record(self, record: Record) -> int:
        """Add or replace one article inside a transaction of the caller's; returns its row. Replacing keeps the
        row, so that a list on the screen stays valid."""
        (row,) = self._connection.execute(_PUT, record.columns).fetchone()
        self._connection.execute(_PUT_TEXT, (row, record.text, record.paragraphs))
        return int(row)

    def move(self, row: int, stamp: Stamp, new_id: str) -> None:
        """Say that the file of an article has another name now, inside a transaction of the caller's."""
        self._connection.execute(
            "UPDATE articles SET name = ?, id = ?, path = ? WHERE row = ?",
            (stamp.name, new_id, os.fsencode(stamp.path), row),
        )

    def remove(self, row: int) -> None:
        """Take one article out, inside a transaction of the caller's."""
        for table in ("articles", "texts"):
            self._connection.execute(f"DELETE FROM {table} WHERE row = ?", (row,))

    def rename(self, row: int, new_id: str) -> None:
        """Give an article another id, inside a transaction of the caller's."""
        self._connection.execute("UPDATE articles SET id = ? WHERE row = ?", (new_id, row))

    # Lists

    def rows(self, order: str = "date") -> tuple[int, ...]:
        """All rows in one of the orders `date` (newest first), `source` or `title`."""
        joined = self._connection.execute(_IN_ORDER.format(_ORDERS[order])).fetchone()[0]
        return tuple(map(int, joined.split(","))) if joined else ()

    def ordered(self, order: str = "date") -> Rows:
        """The same as an array."""
        from reader.storage.rows import fetch_rows

        return fetch_rows(self._connection, _IN_ORDER.format(_ORDERS[order]))

    def generation(self) -> int:
        """A number that stays the same while no article comes, changes or goes."""
        return int(self._connection.execute("SELECT number FROM generation").fetchone()[0])

    def count(self) -> int:
        """How many articles there are."""
        return int(self._connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    def count_texts(self, fingerprints: Collection[str]) -> int:
        """How many articles have one of these texts."""
        (count,) = self._connection.execute(
            "SELECT count(*) FROM articles WHERE fingerprint IN (SELECT value FROM json_each(?))",
            (json.dumps(list(fingerprints)),),
        ).fetchone()
        return int(count)

    def ids(self, ending: str) -> list[tuple[int, str]]:
        """Rows and ids of the articles whose id is `ending` or ends in it at any character."""
        exact = self._connection.execute("SELECT row, id FROM articles WHERE id = ?", (ending,)).fetchall()
        return (
            exact
            or self._connection.execute(
                "SELECT row, id FROM articles WHERE substr(id, -length(?)) = ? ORDER BY id", (ending, ending)
            ).fetchall()
        )

    def refs(self, rows: Sequence[int]) -> list[ArticleRef]:
        """How user data points at some articles; those that are gone are left out."""
        found = self._database.select_in("SELECT id, title, fingerprint FROM articles WHERE row IN", rows)
        return [ArticleRef(*ref) for ref in found]

    def by_id(self, article_id: str) -> ArticleRef | None:
        """The article with this id."""
        found = self._connection.execute(
            "SELECT id, title, fingerprint FROM articles WHERE id = ?", (article_id,)
        ).fetchone()
        return ArticleRef(*found) if found else None

    def by_fingerprint(self, fingerprint: str) -> list[str]:
        """The ids of all articles with this text."""
        found = self._connection.execute("SELECT id FROM articles WHERE fingerprint = ?", (fingerprint,))
        return [article_id for (article_id,) in found]

    def sources(self) -> list[str]:
        """The distinct sources, those that differ in the case of Latin letters alone once: one step in the index for
        each."""
        return [source for (source,) in self._connection.execute(_SOURCES)]

    def counted(self, column: str) -> list[tuple[str, int]]:
        """The values of `source` or `language` with the number of their articles, the most first; those that differ in
        the case of Latin letters alone are one, as the index has them."""
        group = f"{column} COLLATE NOCASE" if column == "source" else column
        return self._connection.execute(
            f"SELECT {column}, count(*) AS articles FROM articles WHERE {column} IS NOT NULL"
            f" GROUP BY {group} ORDER BY articles DESC, {column}"
        ).fetchall()

    def having(self, column: str, values: Iterable[str]) -> Rows:
        """Rows whose `id`, `source`, `language` or `fingerprint` is one of `values`; of a source the case of Latin
        letters does not matter."""
        from reader.storage.rows import fetch_rows

        compared = f"{column} COLLATE NOCASE" if column == "source" else column  # as its index has it
        statement = f"SELECT group_concat(row) FROM articles WHERE {compared} IN (SELECT value FROM json_each(?))"
        return fetch_rows(self._connection, statement, (json.dumps(list(values)),))

    def without_text(self, fingerprints: Iterable[str]) -> Rows:
        """Rows whose text is none of these."""
        from reader.storage.rows import fetch_rows

        statement = "SELECT group_concat(row) FROM articles WHERE fingerprint NOT IN (SELECT value FROM json_each(?))"
        return fetch_rows(self._connection, statement, (json.dumps(list(fingerprints)),))

    def published(self, first: date | None, last: date | None) -> Rows:
        """Rows with a publication date from `first` to `last`, both included, either open."""
        from reader.storage.rows import fetch_rows

        return fetch_rows(
            self._connection,
            "SELECT group_concat(row) FROM articles WHERE published >= ? AND published <= ?",
            (first.isoformat() if first else "", last.isoformat() if last else "9999"),
        )

    def titles(self) -> Iterator[tuple[int, str]]:
        """Every row with its headline."""
        yield from self._connection.execute("SELECT row, title FROM articles")

    def summaries(
        self,
        rows: Sequence[int],
        *,
        tags: Mapping[str, tuple[str, ...]],
        read: Container[str],
        starred: Container[str],
    ) -> list[Summary]:
        """The lines of the list for `rows`, in their order; rows that are gone are left out. `tags` are by
        id; `read` and `starred` hold fingerprints."""
        found: dict[int, Summary] = {}
        for (
            row,
            id_,
            path,
            fingerprint,
            title,
            source,
            author,
            published,
            language,
            url,
            characters,
        ) in self._database.select_in(f"SELECT {_SUMMARY} FROM articles WHERE row IN", rows):
            found[row] = Summary(
                row=row,
                id=id_,
                path=Path(os.fsdecode(path)),
                fingerprint=fingerprint,
                title=title,
                source=source,
                author=author,
                published=date_of(published),
                language=language,
                url=url,
                characters=characters,
                tags=tags.get(id_, ()),
                unread=fingerprint not in read,
                starred=fingerprint in starred,
            )
        return [found[row] for row in rows if row in found]

    # Texts

    def article(self, row: int) -> Article | None:
        """One article with its text; None if it is gone."""
        found = self._connection.execute(
            f"SELECT {', '.join(ARTICLE_COLUMNS)} FROM articles JOIN texts USING (row) WHERE row = ?", (row,)
        ).fetchone()
        return article_of(*found) if found else None
