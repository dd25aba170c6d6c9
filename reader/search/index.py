"""The word index inside the cache's database: which words stand where, and which words there are.

`search_rows` lists the articles. Three FTS5 tables hold their words, folded, so that a match is exact:
`search_texts` (headline, lead, body), `search_titles` (headlines alone, with an index of their beginnings, since
one or two letters would match half of all texts) and `search_names` (who an article is about, in dictionary form).
`search_words` lists every distinct word once; `search_keys` finds in it the forms and the misspellings of a word.
FTS5 serves for keys too because it merges sorted runs where a B-tree would rewrite a page for every word.

Functions take a connection of the caller's and neither begin nor commit. Answers come as one string from one step of
SQLite, which runs without the interpreter's lock; fetching row by row would take and give the lock each time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain, filterfalse
from typing import TYPE_CHECKING, NamedTuple

from reader.search.stem import stems
from reader.search.typos import STEM, is_spellable, keys_of
from reader.search.words import folded_text

if TYPE_CHECKING:
    from reader.storage.rows import Rows

# contentless tables of words that are already folded: nothing is stored twice, nothing tokenised twice
_OPTIONS = "content = '', columnsize = 0, tokenize = 'ascii'"
_TABLES = (
    f"CREATE VIRTUAL TABLE search_texts USING fts5 (title, lead, body, {_OPTIONS})",
    f"CREATE VIRTUAL TABLE search_titles USING fts5 (title, prefix = '1 2 3', {_OPTIONS})",
    "CREATE VIRTUAL TABLE search_names USING fts5 (names, columnsize = 0, tokenize = 'ascii')",
    "CREATE TABLE search_rows (row INTEGER PRIMARY KEY)",
    "CREATE TABLE search_words (word INTEGER PRIMARY KEY, spelling TEXT NOT NULL UNIQUE)",
    f"CREATE VIRTUAL TABLE search_keys USING fts5 (keys, detail = none, {_OPTIONS})",
    # fewer, larger merges than FTS5's defaults (4 and 1 MiB): a third less time for a large import
    *(f"INSERT INTO {table} ({table}, rank) VALUES ('automerge', 8)" for table in ("search_texts", "search_keys")),
    "INSERT INTO search_texts (search_texts, rank) VALUES ('hashsize', 8388608)",
)
_PARTING = "·"  # between names: no word of anybody's, so that no phrase goes from one name on to the next
_KNOWN_AT_MOST = 150_000  # words an indexer remembers, some 20 MB; those seen first are the frequent ones


class IndexedText(NamedTuple):
    """What is searched of one article. `row` is its number in the cache, `body` all that is neither headline nor
    lead."""

    row: int
    title: str
    lead: str
    body: str


def create_index(connection: sqlite3.Connection) -> None:
    """Make the tables, all named `search_…`, in the open transaction."""
    for statement in _TABLES:
        connection.execute(statement)


class Indexer:
    """Adds articles. One lives as long as an import and remembers which words the index has, so that a batch costs
    little more than its texts. To be thrown away when a transaction it wrote in is rolled back."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def add(self, connection: sqlite3.Connection, articles: Iterable[IndexedText]) -> None:
        """Index articles whose rows are not in the index. Searchable for others when the caller commits."""
        self.add_folded(connection, [IndexedText(row, *map(folded_text, parts)) for row, *parts in articles])

    def add_folded(self, connection: sqlite3.Connection, articles: Sequence[IndexedText]) -> None:
        """As `add`, for articles whose parts `folded_text` has made already."""
        _add_texts(connection, articles)
        words = chain.from_iterable(part.split(" ") for _, *parts in articles for part in parts)
        fresh = dict.fromkeys(filterfalse(self._known.__contains__, words))  # each once, in the order they are met
        fresh.pop("", None)  # of parts that are empty
        _add_words(connection, fresh)
        if len(self._known) < _KNOWN_AT_MOST:
            self._known.update(fresh)


def add_article(connection: sqlite3.Connection, row: int, title: str, lead: str, body: str) -> None:
    """Index one article whose row is not in the index; `Indexer` does it faster for many."""
    Indexer().add(connection, [IndexedText(row, title, lead, body)])


def remove_article(connection: sqlite3.Connection, row: int, title: str, lead: str, body: str) -> None:
    """Take one article out, if it is in. The texts must be those it was added with: the index keeps none itself."""
    if not connection.execute("DELETE FROM search_rows WHERE row = ?", (row,)).rowcount:
        return
    found = [folded_text(part) for part in (title, lead, body)]
    connection.execute(
        "INSERT INTO search_texts (search_texts, rowid, title, lead, body) VALUES ('delete', ?, ?, ?, ?)", (row, *found)
    )
    connection.execute(
        "INSERT INTO search_titles (search_titles, rowid, title) VALUES ('delete', ?, ?)", (row, found[0])
    )
    connection.execute("DELETE FROM search_names WHERE rowid = ?", (row,))


def set_names(connection: sqlite3.Connection, row: int, names: Iterable[str]) -> None:
    """Say who and what an article is about, in dictionary forms, and of which days it speaks; replaces what was
    said before."""
    connection.execute("DELETE FROM search_names WHERE rowid = ?", (row,))
    joined = f" {_PARTING} ".join(map(folded_text, names))
    connection.execute("INSERT INTO search_names (rowid, names) VALUES (?, ?)", (row, joined))


def _add_texts(connection: sqlite3.Connection, articles: Sequence[IndexedText]) -> None:
    connection.executemany("INSERT INTO search_rows VALUES (?)", [(row,) for row, *_ in articles])
    connection.executemany("INSERT INTO search_texts (rowid, title, lead, body) VALUES (?, ?, ?, ?)", articles)
    connection.executemany(
        "INSERT INTO search_titles (rowid, title) VALUES (?, ?)", [(row, title) for row, title, *_ in articles]
    )


def _add_words(connection: sqlite3.Connection, spellings: Iterable[str]) -> None:
    """List words that may be new, in the order in which they were met: frequent words get low numbers that way."""
    (last,) = connection.execute("SELECT coalesce(max(word), 0) FROM search_words").fetchone()
    connection.executemany(
        "INSERT OR IGNORE INTO search_words (spelling) VALUES (?)", [(s,) for s in spellings if is_spellable(s)]
    )
    new = connection.execute("SELECT word, spelling FROM search_words WHERE word > ?", (last,)).fetchall()
    keys = [
        (word, " ".join([STEM + stem, *keys_of(spelling)]))
        for (word, spelling), stem in zip(new, stems([spelling for _, spelling in new]), strict=True)
    ]
    connection.executemany("INSERT INTO search_keys (rowid, keys) VALUES (?, ?)", keys)


# Asking. An expression is one of FTS5's query language, made by `term` and joined by AND, OR, NOT and brackets.


def term(words: str, *, begins: bool = False) -> str:
    """The expression for folded words that stand together in this order; `begins`: the last may go on."""
    return f'"{words}" *' if begins else f'"{words}"'


def rows_matching(connection: sqlite3.Connection, expression: str) -> Rows:
    """The rows of all articles that meet an expression, ascending; `{lead} : (…)` in it limits a part to one field."""
    return _rows(connection, "search_texts", expression)


def rows_titled(connection: sqlite3.Connection, expression: str) -> Rows:
    """The rows of the articles whose headlines meet an expression, ascending."""
    return _rows(connection, "search_titles", expression)


def rows_naming(connection: sqlite3.Connection, expression: str) -> Rows:
    """The rows of the articles whose names meet an expression, of those whose names are known, ascending."""
    return _rows(connection, "search_names", expression)


def _rows(connection: sqlite3.Connection, table: str, expression: str) -> Rows:
    from reader.storage.rows import fetch_rows

    return fetch_rows(connection, f"SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH ?", (expression,))


def count_matching(connection: sqlite3.Connection, expression: str) -> int:
    """How many articles meet an expression."""
    (count,) = connection.execute(
        "SELECT count(*) FROM search_texts WHERE search_texts MATCH ?", (expression,)
    ).fetchone()
    return int(count)


def known_words(connection: sqlite3.Connection, spellings: Iterable[str]) -> set[str]:
    """Those of some folded words that stand in some article, or did once."""
    asked = sorted(set(spellings))
    marks = ", ".join("?" * len(asked))
    found = connection.execute(f"SELECT spelling FROM search_words WHERE spelling IN ({marks})", asked)
    return {spelling for (spelling,) in found}


def beginnings(connection: sqlite3.Connection, prefixes: Iterable[str]) -> set[str]:
    """Those of some folded beginnings with which a word of the library begins."""
    statement = "SELECT 1 FROM search_words WHERE spelling >= ? AND spelling < ? LIMIT 1"
    return {p for p in prefixes if connection.execute(statement, (p, p + "\U0010ffff")).fetchone()}


def words_with_keys(connection: sqlite3.Connection, keys: Iterable[str], shortest: int, longest: int) -> list[str]:
    """The words of the library under any of `keys`, `shortest` to `longest` letters long; those met first, and so the
    more frequent ones, come first."""
    (joined,) = connection.execute(
        "SELECT group_concat(spelling, ' ') FROM search_keys JOIN search_words ON word = search_keys.rowid"
        " WHERE search_keys MATCH ? AND length(spelling) BETWEEN ? AND ?",
        (" OR ".join(map(term, sorted(keys))), shortest, longest),
    ).fetchone()
    return joined.split(" ") if joined else []


def words_with_stem(connection: sqlite3.Connection, word: str) -> list[str]:
    """The words of the library that share the stem of a folded word."""
    (stem,) = stems([word])
    return words_with_keys(connection, [STEM + stem], 1, 2 * len(word) + 8)
