"""What the operators of a query mean in one library: each filter as the set of rows it lets through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from reader.errors import QueryError
from reader.library.marking import Marks
from reader.library.tagging import Tagging
from reader.model import Label
from reader.search.highlight import meets
from reader.search.patterns import rows_like
from reader.search.rank import rows_with, understood
from reader.search.tree import Filter, Word
from reader.search.words import fold, folded_words
from reader.storage.annotations import Annotations
from reader.storage.cache import Cache
from reader.storage.database import Database

NAME_LABELS: Mapping[str, Label | None] = {
    "person": Label.PERSON,
    "org": Label.ORGANISATION,
    "place": Label.PLACE,
    "entity": None,
}
ABOUT_NAMES = frozenset({*NAME_LABELS, "said", "quote", "has"})
"""Operators whose answer is complete only once all articles are annotated (`has:tag` excepted)."""


class Filters:
    """Resolves the filters of queries. What it needs of user data it takes as it is at the moment of asking."""

    def __init__(self, database: Database, annotations: Annotations, marks: Marks, tagging: Tagging) -> None:
        self._database = database
        self._cache = Cache(database)
        self._annotations = annotations
        self._marks = marks
        self._tagging = tagging
        self._by_operator: Mapping[str, Callable[[Filter], set[int]]] = {
            "tag": self._tagged,
            "source": self._from_source,
            "language": lambda asked: self._cache.having("language", [fold(value) for value in asked.values]),
            "is": self._marked,
            "has": self._having,
            "title": self._titled,
            "said": self._quoting,
            "quote": self._quoting,
            "search": _no_saved_search,
            **dict.fromkeys(NAME_LABELS, self._naming),
            **dict.fromkeys(("after", "newer", "before", "older"), self._published),
        }

    def rows(self, asked: Filter) -> set[int]:
        """The rows a filter lets through. Raises QueryError for what only the library can tell to be wrong."""
        return self._by_operator[asked.operator](asked)

    def _tagged(self, asked: Filter) -> set[int]:
        ids = {id_ for value in asked.values for id_ in self._tagging.tagged(value)}
        if asked.open:
            ids.update(self._tagging.tagged(asked.values[-1], begins=True))
        return self._cache.having("id", sorted(ids))

    def _from_source(self, asked: Filter) -> set[int]:
        wanted = [folded_words(value) for value in asked.values]
        sources = [source for source in self._cache.values("source") if any(_within(w, source) for w in wanted)]
        return self._cache.having("source", sources)

    def _marked(self, asked: Filter) -> set[int]:
        texts = self._cache.fingerprints()
        tests: Mapping[str, Callable[[str], bool]] = {
            "read": lambda text: text in self._marks.read,
            "unread": lambda text: text not in self._marks.read,
            "starred": lambda text: text in self._marks.starred,
        }
        return {row for row, text in texts.items() if any(tests[value](text) for value in asked.values)}

    def _having(self, asked: Filter) -> set[int]:
        rows: set[int] = set()
        if "tag" in asked.values:
            rows |= self._cache.having("id", list(self._tagging.by_id))
        if "quote" in asked.values:
            rows |= {row for row, _ in self._annotations.quotations(None)}
        return rows

    def _titled(self, asked: Filter) -> set[int]:
        assert asked.pattern is not None  # words in headlines are the index's matter
        try:
            return rows_like(asked.pattern, self._cache.titles())
        except QueryError as error:
            raise QueryError(error.reason, asked.start, asked.stop) from error

    def _published(self, asked: Filter) -> set[int]:
        assert asked.moment is not None
        day = asked.moment.day(date.today())
        if asked.operator in ("after", "newer"):
            return self._cache.published(day, None)
        return self._cache.published(None, day - timedelta(days=1)) if day > date.min else set()

    def _naming(self, asked: Filter) -> set[int]:
        label = NAME_LABELS[asked.operator]
        return self._annotations.naming(self._names_like(asked.values, label), label)

    def _quoting(self, asked: Filter) -> set[int]:
        """Articles with one quotation that holds all the words, by anybody or by one of the names asked for."""
        speakers = self._names_like(asked.values, None) if asked.operator == "said" else None
        quotations = self._annotations.quotations(speakers)
        if not asked.words:
            return {row for row, _ in quotations}
        connection = self._database.connection
        rows, terms = rows_with(connection, asked.words), understood(connection, asked.words)
        return {row for row, said in quotations if row in rows and meets(said, terms, len(asked.words))}

    def _names_like(self, values: Iterable[str], label: Label | None) -> list[str]:
        """The names of the library that one of `values` may mean: all its words, in any case form, stand in the name
        or in a spelling of it."""
        wanted = [tuple(Word(word) for word in value.split()) for value in values]
        terms = [(understood(self._database.connection, words), len(words)) for words in wanted]
        names = {
            name
            for name, spelling in self._annotations.spellings(label)
            if any(meets(f"{name} {spelling}", wanted_words, count) for wanted_words, count in terms)
        }
        return sorted(names)


def _within(wanted: list[str], text: str) -> bool:
    """Whether every wanted word begins a word of `text`."""
    found = folded_words(text)
    return bool(wanted) and all(any(each.startswith(word) for each in found) for word in wanted)


def _no_saved_search(asked: Filter) -> set[int]:
    raise QueryError(f"no saved search is called {asked.values[0]!r}", asked.start, asked.stop)
