"""What the language room found, article by article, kept beside the cached texts.

An annotation is kept as the JSON that `reader annotate` prints, with the version of the rules that made it; the names
in it are kept once more as rows, to be counted and looked up. Triggers drop both when an article's text changes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from reader.model import Label
from reader.storage.database import Database, execute_script

if TYPE_CHECKING:
    from reader.storage.rows import Rows

_SCHEMA = """
CREATE TABLE annotations (
    row INTEGER PRIMARY KEY,
    rules INTEGER NOT NULL,         -- version of the language rules that made it
    answer TEXT NOT NULL            -- JSON as `reader annotate` prints it
);
CREATE TABLE mentions (
    row INTEGER NOT NULL,
    label TEXT NOT NULL,
    name TEXT NOT NULL,             -- canonical
    form TEXT NOT NULL,             -- the dictionary form of the spelling
    spelling TEXT NOT NULL,         -- as printed; '' for what an adjective stands for
    times INTEGER NOT NULL
);
CREATE TABLE quotations (
    number INTEGER PRIMARY KEY,     -- the article's row, times 65536, and which of its quotations
    row INTEGER NOT NULL,
    speaker TEXT,                   -- canonical name; NULL where nobody is named
    form TEXT NOT NULL,             -- the dictionary form in which the speaker is named; '' for a pronoun
    words TEXT NOT NULL             -- what was said, folded as the search index folds it
);
CREATE VIRTUAL TABLE quoted_words USING fts5 (
    words, content = 'quotations', content_rowid = 'number', columnsize = 0, tokenize = 'ascii'
);
CREATE TRIGGER quotation_came AFTER INSERT ON quotations BEGIN
    INSERT INTO quoted_words (rowid, words) VALUES (NEW.number, NEW.words);
END;
CREATE TRIGGER quotation_went AFTER DELETE ON quotations BEGIN
    INSERT INTO quoted_words (quoted_words, rowid, words) VALUES ('delete', OLD.number, OLD.words);
END;
CREATE TABLE names (                -- who and what occurs in the library, kept in step with mentions and quotations
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,             -- a label, or SPEAKER for who is quoted
    words TEXT NOT NULL,            -- of the name, folded, a space before each, to look for how a word begins
    articles INTEGER NOT NULL,
    UNIQUE (name, role)
);
CREATE TABLE name_words (           -- every word that a name has in any of its spellings
    word TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (word, number)
) WITHOUT ROWID;
CREATE INDEX names_by_articles ON names (role, articles DESC, words, name);
CREATE INDEX names_by_words ON names (words);
CREATE INDEX annotations_by_rules ON annotations (rules);
CREATE INDEX quotations_by_row ON quotations (row);
CREATE INDEX quotations_by_speaker ON quotations (speaker, row);
CREATE INDEX mentions_by_row ON mentions (row);
CREATE INDEX mentions_by_name ON mentions (name, label, row);
CREATE TRIGGER mention_removed AFTER DELETE ON mentions
WHEN NOT EXISTS (SELECT 1 FROM mentions WHERE name = OLD.name AND label = OLD.label AND row = OLD.row) BEGIN
    UPDATE names SET articles = articles - 1 WHERE name = OLD.name AND role = OLD.label;
END;
CREATE TRIGGER quotation_removed AFTER DELETE ON quotations
WHEN NOT EXISTS (SELECT 1 FROM quotations WHERE speaker = OLD.speaker AND row = OLD.row) BEGIN
    UPDATE names SET articles = articles - 1 WHERE name = OLD.speaker AND role = 'SPEAKER';
END;
CREATE TRIGGER text_changed AFTER UPDATE ON texts BEGIN
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


Word = Sequence[tuple[str, bool]]
"""The folded forms that one word of a name may have, and whether each is only the beginning of it."""


class Mention(Struct, frozen=True):
    """A name in one article: its label, canonical form, one spelling with the dictionary form of that, and how often it
    is spelt so. The spelling is '' for what an adjective stands for: counted, never shown."""

    row: int
    label: Label
    name: str
    form: str
    spelling: str
    times: int


class KnownName(Struct, frozen=True):
    """A name as it is looked up: `role` is its label or SPEAKER; `words` those of the name, `spelt` those of all its
    spellings, folded as the search index folds them."""

    name: str
    role: str
    words: tuple[str, ...]
    spelt: frozenset[str]


class Said(Struct, frozen=True):
    """A quotation as it is looked up: who spoke, the dictionary form in which the text names the speaker, '' where it
    does not, and the folded words."""

    speaker: str | None
    form: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """A name of the library as it was found in its texts, in a role, and in how many articles it is at most; without
    `form` and `spelling`, in all its forms and spellings."""

    role: str
    name: str
    form: str | None = None
    spelling: str | None = None
    articles: int = field(default=0, compare=False)


_ROW_SHIFT = 16

SPEAKER = "SPEAKER"
"""The role of a name whose bearer is quoted."""

_ASKED = (
    "FROM (SELECT value ->> 0 AS asked_role, value ->> 1 AS asked_name, value ->> 2 AS asked_form,"
    " value ->> 3 AS asked_spelling FROM json_each(?)) CROSS JOIN"
)
_MENTIONED = f"{_ASKED} mentions WHERE name = asked_name AND label = asked_role"  # answered by an index alone
_MENTIONED_SO = f"{_MENTIONED} AND (asked_form IS NULL OR (form = asked_form AND spelling = asked_spelling))"
_QUOTED = f"{_ASKED} quotations WHERE speaker = asked_name AND (asked_form IS NULL OR form = asked_form)"


def _where(variants: Sequence[Variant]) -> str:
    """Where names stand, all of them with labels or all SPEAKER."""
    if variants and variants[0].role == SPEAKER:
        return _QUOTED
    return _MENTIONED if all(each.form is None for each in variants) else _MENTIONED_SO


def _asked(variants: Iterable[Variant]) -> str:
    return json.dumps([[each.role, each.name, each.form, each.spelling] for each in variants])


def quotation_number(row: int, place: int) -> int:
    """The number of a quotation: the article's row, and how many of its quotations come before."""
    return (row << _ROW_SHIFT) + place


def spaced(words: Iterable[str]) -> str:
    """Folded words as the table of names keeps them, to be found by how each begins."""
    return "".join(f" {word}" for word in words)


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables, after those of `cache`."""
    execute_script(connection, _SCHEMA)


class Annotations:
    """The annotations in a library's cache that were made by one version of the rules; others count as missing."""

    def __init__(self, database: Database, rules: int) -> None:
        self._database = database
        self._rules = rules

    def put(
        self,
        row: int,
        fingerprint: str,
        answer: str,
        mentions: Iterable[Mention],
        quotations: Iterable[Said],
        names: Iterable[KnownName],
    ) -> bool:
        """Keep what was found in one article, inside a transaction of the caller's; `names` are those in it, each once
        for each role. False, and nothing is kept, if the article is gone or its text is no longer the one with this
        fingerprint."""
        connection = self._database.connection
        if not connection.execute(
            "SELECT 1 FROM articles WHERE row = ? AND fingerprint = ?", (row, fingerprint)
        ).fetchone():
            return False
        connection.execute("INSERT OR REPLACE INTO annotations VALUES (?, ?, ?)", (row, self._rules, answer))
        connection.execute("DELETE FROM mentions WHERE row = ?", (row,))
        connection.executemany(
            "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?)",
            [(m.row, m.label, m.name, m.form, m.spelling, m.times) for m in mentions],
        )
        connection.execute("DELETE FROM quotations WHERE row = ?", (row,))
        connection.executemany(
            "INSERT INTO quotations VALUES (?, ?, ?, ?, ?)",
            [
                (quotation_number(row, place), row, quotation.speaker, quotation.form, " ".join(quotation.words))
                for place, quotation in enumerate(islice(quotations, 1 << _ROW_SHIFT))
            ],
        )
        for name in names:
            (number,) = connection.execute(
                "INSERT INTO names (name, role, words, articles) VALUES (?, ?, ?, 1)"
                " ON CONFLICT (name, role) DO UPDATE SET articles = articles + 1 RETURNING number",
                (name.name, name.role, spaced(name.words)),
            ).fetchone()
            spelt = [(word, number) for word in name.spelt.union(name.words)]
            connection.executemany("INSERT OR IGNORE INTO name_words VALUES (?, ?)", spelt)
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
        statement = "SELECT row, label, name, form, spelling, times FROM mentions WHERE row IN"
        for row, label, *found in self._database.select_in(statement, rows):
            yield Mention(row, Label(label), *found)

    # Names

    def names_with(self, words: Iterable[Word], roles: Sequence[str]) -> list[str]:
        """The names in some roles that have one of the forms of each word, in whatever spelling."""
        from reader.storage.rows import in_both

        numbers = [self._numbered(word) for word in words]
        if not numbers:
            return []
        (found,) = self._database.connection.execute(
            "SELECT json_group_array(DISTINCT name) FROM names WHERE number IN (SELECT value FROM json_each(?))"
            " AND role IN (SELECT value FROM json_each(?))",
            (json.dumps(reduce(in_both, numbers).tolist()), json.dumps(roles)),
        ).fetchone()
        names: list[str] = json.loads(found)
        return names

    def _numbered(self, forms: Word) -> Rows:
        """The numbers of the names that have one of some forms."""
        from reader.storage.rows import fetch_rows, joined

        select = "SELECT group_concat(number) FROM name_words WHERE word"
        whole = json.dumps([form for form, begins in forms if not begins])
        found = [fetch_rows(self._database.connection, f"{select} IN (SELECT value FROM json_each(?))", (whole,))]
        for form, begins in forms:
            if begins:
                bounds = (form, form + "\U0010ffff")
                found.append(fetch_rows(self._database.connection, f"{select} >= ? AND word < ?", bounds))
        return joined(found)

    def used_names(self, roles: Sequence[str], beginning: str, most: int) -> list[tuple[str, int]]:
        """The names in some roles with a word that begins as the folded `beginning`, and in how many articles each
        is at least; those in most articles first. Quick: it goes through an index in that order and stops."""
        found: dict[str, int] = {}
        for role in roles:
            for name, articles in self._database.connection.execute(
                "SELECT name, articles FROM names INDEXED BY names_by_articles"
                " WHERE role = ? AND articles > 0 AND instr(words, ?) ORDER BY articles DESC LIMIT ?",
                (role, f" {beginning}", most),
            ):
                found[name] = max(articles, found.get(name, 0))
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most]

    def named(self, words: Iterable[Sequence[str]]) -> list[Variant]:
        """The names that consist of just these folded words, each once for each of its roles."""
        found = self._database.connection.execute(
            "SELECT role, name, articles FROM names WHERE words IN (SELECT value FROM json_each(?)) AND articles > 0",
            (json.dumps([spaced(each) for each in words]),),
        )
        return [Variant(role, name, articles=articles) for role, name, articles in found]

    def newest(self) -> object:
        """What is another value once names or spellings have come in."""
        newest = "SELECT (SELECT max(number) FROM names), (SELECT max(rowid) FROM mentions)"
        return self._database.connection.execute(newest).fetchone()

    def variants(self, whole: Variant) -> list[Variant]:
        """The forms and spellings of a name in one role."""
        select = (
            "SELECT DISTINCT form, '' FROM quotations WHERE speaker = ? AND ? = 'SPEAKER'"
            if whole.role == SPEAKER
            else "SELECT DISTINCT form, spelling FROM mentions WHERE name = ? AND label = ?"
        )
        found = self._database.connection.execute(select, (whole.name, whole.role))
        return [Variant(whole.role, whole.name, form, spelling, whole.articles) for form, spelling in found]

    def spellings(self, variants: Sequence[Variant]) -> list[tuple[str, int]]:
        """How some names with labels are spelt, and how often, the most frequent first; '' for what adjectives stand
        for."""
        found = self._database.connection.execute(
            f"SELECT spelling, sum(times) AS often {_where(variants)} GROUP BY spelling ORDER BY often DESC, spelling",
            (_asked(variants),),
        )
        return [(spelling, times) for spelling, times in found]

    def naming(self, names: Sequence[str], label: Label | None) -> Rows:
        """Rows in which one of `names` occurs, with this label or with any; perhaps more than once each."""
        from reader.storage.rows import fetch_rows

        return fetch_rows(
            self._database.connection,
            "SELECT group_concat(row) FROM mentions"
            " WHERE name IN (SELECT value FROM json_each(?)) AND (label = ? OR ? IS NULL)",
            (json.dumps(names), label, label),
        )

    def naming_so(self, variants: Sequence[Variant]) -> Rows:
        """Rows in which one of some names with labels occurs, perhaps in a certain spelling; perhaps more than once
        each."""
        from reader.storage.rows import fetch_rows

        return fetch_rows(
            self._database.connection, f"SELECT group_concat(row) {_where(variants)}", (_asked(variants),)
        )

    def count_naming(self, variants: Sequence[Variant]) -> int:
        """In how many articles one of some names occurs, all of them with labels or all SPEAKER."""
        statement = f"SELECT count(DISTINCT row) {_where(variants)}"
        found = self._database.connection.execute(statement, (_asked(variants),))
        return int(found.fetchone()[0])

    def quoting(self, expression: str | None = None, speakers: Sequence[Variant] | None = None) -> Rows:
        """Rows with one of the quotations that `quotations` gives; perhaps more than once each."""
        from reader.storage.rows import fetch_rows

        if expression is None and speakers is None:
            select = "SELECT group_concat(row) FROM (SELECT DISTINCT row FROM quotations)"
            return fetch_rows(self._database.connection, select)
        return self.quotations(expression, speakers) >> _ROW_SHIFT

    def quotations(self, expression: str | None, speakers: Sequence[Variant] | None) -> Rows:
        """The numbers, as `quotation_number` gives them, of the quotations of one of `speakers`, or of anybody, whose
        folded words meet an expression of FTS5's query language; one of the two is asked for at least."""
        from reader.storage.rows import fetch_rows, in_both

        connection = self._database.connection
        found = []
        if expression is not None:
            statement = "SELECT group_concat(rowid) FROM quoted_words WHERE quoted_words MATCH ?"
            found.append(fetch_rows(connection, statement, (expression,)))
        if speakers is not None:
            statement = f"SELECT group_concat(quotations.number) {_QUOTED}"
            found.append(fetch_rows(connection, statement, (_asked(speakers),)))
        return in_both(found[0], found[-1])
