"""What the operators of a query mean in one library: each filter as the set of rows it lets through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from reader.errors import QueryError
from reader.library.correcting import NAMED, Correcting
from reader.library.marking import Marks
from reader.library.naming import NameAsked
from reader.library.searching import Searches, in_saved_search
from reader.library.tagging import Tagging
from reader.model import Label, SavedSearch
from reader.search.highlight import terms_of
from reader.search.match import Form, all_of, sure_forms
from reader.search.patterns import rows_like
from reader.search.tree import Filter, Word
from reader.search.words import fold, folded_words
from reader.storage.annotations import SPEAKER, Annotations, Variant
from reader.storage.cache import Cache
from reader.storage.database import Database

if TYPE_CHECKING:
    from reader.search.find import Resolve
    from reader.search.snapshot import Mask, Snapshot
    from reader.storage.rows import Rows

NAME_LABELS: Mapping[str, Label | None] = {
    "person": Label.PERSON,
    "org": Label.ORGANISATION,
    "place": Label.PLACE,
    "entity": None,
}
ABOUT_NAMES = frozenset({*NAME_LABELS, "said", "quote", "has"})
"""Operators whose answer is complete only once all articles are annotated (`has:tag` excepted)."""

_OF_ARTICLES = frozenset({"source", "language", "title", "after", "newer", "before", "older"})
"""Operators whose answer changes with the articles alone, and with the day."""


class Filters:
    """Resolves the filters of queries. What it needs of user data it takes as it is at the moment of asking."""

    def __init__(
        self,
        database: Database,
        annotations: Annotations,
        correcting: Correcting,
        marks: Marks,
        tagging: Tagging,
        searches: Searches,
    ) -> None:
        self._database = database
        self._cache = Cache(database)
        self._annotations = annotations
        self._correcting = correcting
        self._marks = marks
        self._tagging = tagging
        self._searches = searches
        self._by_operator: Mapping[str, Callable[[Filter], Rows]] = {
            "tag": self._tagged,
            "source": self._from_source,
            "language": lambda asked: self._cache.having("language", [fold(value) for value in asked.values]),
            "is": self._marked,
            "has": self._having,
            "title": self._titled,
            "said": self._quoting,
            "quote": self._quoting,
            **dict.fromkeys(NAME_LABELS, self._naming),
            **dict.fromkeys(("after", "newer", "before", "older"), self._published),
        }

    def resolver(self, snapshot: Snapshot) -> Resolve:
        """What tells, for one query, the articles that a filter lets through: a saved search is answered once, however
        often it is asked for, and a filter that depends on the articles alone once for a snapshot. It raises QueryError
        for what only the library can tell to be wrong."""
        from reader.search.rank import evaluate

        answers: dict[str, Mask] = {}

        def resolve(asked: Filter) -> Mask:
            if asked.operator == "search":
                found = [answer(search, asked) for search in self._searches.meant(asked)]
                return reduce(or_, found)
            make = self._by_operator[asked.operator]
            if asked.operator in _OF_ARTICLES:
                return snapshot.remembered((asked, asked.open, date.today()), lambda: make(asked))
            if asked.operator == "is":
                return snapshot.remembered((asked, self._marks.read, self._marks.starred), lambda: make(asked))
            return snapshot.mask(make(asked))

        def answer(search: SavedSearch, asked: Filter) -> Mask:
            if search.name not in answers:
                query = self._searches.query_of(search, asked)
                try:
                    ranked = evaluate(self._database.connection, query, resolve=resolve, snapshot=snapshot)
                except QueryError as error:
                    raise in_saved_search(error, search, asked) from error
                answers[search.name] = snapshot.mask(ranked.rows)
            return answers[search.name]

        return resolve

    def _tagged(self, asked: Filter) -> Rows:
        ids = {id_ for value in asked.values for id_ in self._tagging.tagged(value)}
        if asked.open:
            ids.update(self._tagging.tagged(asked.values[-1], begins=True))
        return self._cache.having("id", ids)

    def _from_source(self, asked: Filter) -> Rows:
        wanted = [folded_words(value) for value in asked.values]
        sources = [source for source in self._cache.sources() if any(_within(w, source) for w in wanted)]
        return self._cache.having("source", sources)

    def _marked(self, asked: Filter) -> Rows:
        """Articles with one of the marks."""
        from reader.storage.rows import joined

        rows = [self._cache.having("fingerprint", self._marks.starred if "starred" in asked.values else ())]
        if "read" in asked.values:
            rows.append(self._cache.having("fingerprint", self._marks.read))
        if "unread" in asked.values:
            rows.append(self._cache.without_text(self._marks.read))
        return joined(rows)

    def _having(self, asked: Filter) -> Rows:
        from reader.storage.rows import joined

        tagged = self._cache.having("id", self._tagging.by_id if "tag" in asked.values else ())
        return joined([tagged, self._annotations.quoting()]) if "quote" in asked.values else tagged

    def _titled(self, asked: Filter) -> Rows:
        from reader.storage.rows import rows_of

        assert asked.pattern is not None  # words in headlines are the index's matter
        try:
            return rows_of(rows_like(asked.pattern, self._cache.titles()))
        except QueryError as error:
            raise QueryError(error.reason, asked.start, asked.stop) from error

    def _published(self, asked: Filter) -> Rows:
        assert asked.moment is not None
        day = asked.moment.day(date.today())
        if asked.operator in ("after", "newer"):
            return self._cache.published(day, None)
        return self._cache.published(None, day - timedelta(days=1) if day > date.min else date.min)

    def _naming(self, asked: Filter) -> Rows:
        from reader.storage.rows import joined

        label = NAME_LABELS[asked.operator]
        names, corrected = self._names_like(asked, [label] if label else NAMED)
        rows = self._annotations.naming(names, label)
        return joined([rows, self._annotations.naming_so(corrected)]) if corrected else rows

    def _quoting(self, asked: Filter) -> Rows:
        """Articles with one quotation that holds all the words, by anybody or by one of the names asked for."""
        return self._annotations.quoting(*self._said(asked))

    def quotations(self, asked: Filter) -> Rows:
        """The numbers of the quotations that a `said:` or `quote:` asks for."""
        return self._annotations.quotations(*self._said(asked))

    def _said(self, asked: Filter) -> tuple[str | None, list[Variant] | None]:
        """What must be said, as an expression of FTS5, and by whom."""
        speakers = None
        if asked.operator == "said":
            names, corrected = self._names_like(asked, [SPEAKER])
            speakers = [*(Variant(SPEAKER, name) for name in names), *corrected]
        return all_of(self._database.connection, asked.words), speakers

    def _names_like(self, asked: Filter, roles: Sequence[str]) -> tuple[list[str], list[Variant]]:
        """The names of the library that one of the values may mean: all its words, in any case form, stand in the name
        or in spellings of it. The last word may still be being typed. What corrections are about comes apart, as it
        was found in the texts."""
        groups, taken = self._correcting.groups(roles)
        names: set[str] = set()
        corrected: dict[Variant, None] = {}
        for value in asked.values:
            forms = self._forms(value, is_open=asked.open and value == asked.values[-1])
            words = [[(form.words, form.begins) for form in each] for each in forms]
            names.update(self._annotations.names_with(words, roles))
            if not groups:
                continue
            spelt = set(self._annotations.names_with(words, [*Label, SPEAKER]))
            for group in groups:
                if any(each.form is None and each.name in spelt for each in group.members) or _holds(
                    group.words, words
                ):
                    corrected |= dict.fromkeys(group.members)
        return sorted(names - taken), list(corrected)

    def _forms(self, value: str, *, is_open: bool) -> list[tuple[Form, ...]]:
        """What each word of a name stands for."""
        words = [Word(word) for word in folded_words(value)]
        if words and is_open:
            words[-1] = replace(words[-1], open=True)
        return [sure_forms(self._database.connection, word) for word in words]

    def names_asked(self, filters: Iterable[Filter]) -> list[NameAsked]:
        """The names that some filters ask for."""
        return [
            (NAME_LABELS.get(asked.operator), terms_of(self._forms(value, is_open=asked.open)))
            for asked in filters
            if asked.operator in NAME_LABELS or asked.operator == "said"
            for value in asked.values
        ]


def _holds(known: set[str], words: Sequence[Sequence[tuple[str, bool]]]) -> bool:
    """Whether one of the forms of each word is known."""
    return bool(words) and all(
        any(word in known or (begins and any(each.startswith(word) for each in known)) for word, begins in forms)
        for forms in words
    )


def _within(wanted: list[str], text: str) -> bool:
    """Whether every wanted word begins a word of `text`."""
    found = folded_words(text)
    return bool(wanted) and all(any(each.startswith(word) for each in found) for word in wanted)
