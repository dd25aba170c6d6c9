"""From a query to a list: parsed, answered, put in order; and what matched, for each article looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reader.errors import QueryError
from reader.library.catalogue import Catalogue
from reader.library.chipping import chips_of
from reader.library.correcting import Correcting
from reader.library.filtering import ABOUT_NAMES, Filters
from reader.library.naming import NameAsked, name_match
from reader.library.searching import Searches, in_saved_search
from reader.model import Hit, Kind, Listing, Match, Span
from reader.search.highlight import Terms, match_spans, matches, passage
from reader.search.query import parse_query
from reader.search.tree import And, Filter, Node, Query, Word, days_in, join
from reader.storage.annotations import Annotations
from reader.storage.cache import Cache
from reader.storage.database import Database

if TYPE_CHECKING:
    from reader.search.rank import Ranked

SORTS = ("date", "relevance", "source", "title")
_REMEMBERED = 16  # queries whose terms are kept for highlighting: what is on the screen, and some typing before


class Finder:
    """Answers queries on one library."""

    def __init__(
        self,
        database: Database,
        catalogue: Catalogue,
        annotations: Annotations,
        correcting: Correcting,
        filters: Filters,
        searches: Searches,
    ) -> None:
        self._database = database
        self._cache = Cache(database)
        self._catalogue = catalogue
        self._annotations = annotations
        self._correcting = correcting
        self._filters = filters
        self._searches = searches
        self._terms: dict[str, Terms] = {}

    def find(self, text: str, *, sort: str | None, limit: int | None, typing: bool) -> Listing:
        """See `Library.find`."""
        query, filters = self._parsed(text, typing=typing)
        if query.root is None:
            order = sort or query.sort
            return Listing(
                self._catalogue.rows(order if order and order != "relevance" else "date")[:limit], str(query)
            )
        ranked, own_order = self._evaluate(query)
        self._remember(text, ranked.terms)
        return Listing(
            self._in_order(ranked, sort or own_order)[:limit],
            str(query),
            ranked.forgiven,
            chips=chips_of(query.root, text, ranked.stood_in),
            incomplete=_about_names(query.root, filters) and self._annotations.count() < self._cache.count(),
        )

    def prepare(self) -> None:
        """Load what the first answer would wait for."""
        self._ranked(Query(Word("я")))

    def explain(self, listing: Listing, text: str) -> Listing:
        """See `Library.explain`."""
        query, filters = self._parsed(text)
        ranked, _ = self._evaluate(query)
        names = self._filters.names_asked(filters)
        hits = {
            row: Hit(row, ranked.score(row), tuple(self._matched(row, ranked.terms, names))) for row in listing.rows
        }
        return replace(listing, hits=hits)

    def matches(self, text: str, query: str) -> tuple[Span, ...]:
        """See `Library.matches`."""
        return match_spans(text, self._terms_of(query))

    def excerpt(self, row: int, query: str) -> Match | None:
        """See `Library.excerpt`."""
        article = self._cache.article(row)
        if article is None:
            return None
        spans = [(p.start, p.stop) for p in article.shown if p.kind is not Kind.HEADLINE]
        return passage(article.text, spans, self._terms_of(query))

    def quotations(self, text: str) -> frozenset[int] | None:
        """The numbers of the quotations that the `said:` and `quote:` of a query ask for; None where it has none."""
        query, _ = self._parsed(text)
        asked = [part for part in self._searches.asserted(query.root) if part.operator in ("said", "quote")]
        if not asked:
            return None
        return frozenset(number for part in asked for number in self._filters.quotations(part).tolist())

    def rows_to_annotate(self, text: str) -> Sequence[int]:
        """The articles whose names decide what a query finds: those that meet the parts of it that ask for no names."""
        query, filters = self._parsed(text)
        if not _about_names(query.root, filters):
            return ()
        while alone := self._searches.single(query):
            query = self._searches.query_of(*alone)
        parts = query.root.parts if isinstance(query.root, And) else ()
        rest = join(And, [part for part in parts if not _about_names(part, self._searches.filters(part))])
        if rest is None:
            return self._cache.rows()
        return self._in_order(self._ranked(Query(rest)), "date")

    def _parsed(self, text: str, *, typing: bool = False) -> tuple[Query, tuple[Filter, ...]]:
        """A query with all its filters, those of saved searches included, none of which asks for itself."""
        query = parse_query(text, typing=typing)
        return query, self._searches.filters(query.root)

    def _evaluate(self, query: Query) -> tuple[Ranked, str | None]:
        """The answer to a query and the order it wants. One saved search alone is as good as its query; in company its
        order does not count."""
        alone = self._searches.single(query)
        if alone is None:
            return self._ranked(query), query.sort
        search, asked = alone
        try:
            ranked, order = self._evaluate(self._searches.query_of(search, asked))
        except QueryError as error:
            raise in_saved_search(error, search, asked) from error
        return ranked, query.sort or order

    def _ranked(self, query: Query) -> Ranked:
        from reader.search.rank import evaluate

        snapshot = self._catalogue.snapshot()
        return evaluate(self._database.connection, query, resolve=self._filters.resolver(snapshot), snapshot=snapshot)

    def forget(self) -> None:
        """Forget what words stood for: the library has other words now."""
        self._terms = {}

    def _terms_of(self, text: str) -> Terms:
        terms = self._terms.get(text)
        if terms is None:
            terms = self._evaluate(self._parsed(text, typing=True)[0])[0].terms
            self._remember(text, terms)
        return terms

    def _remember(self, text: str, terms: Terms) -> None:
        recent = list(self._terms.items())[-_REMEMBERED:]
        self._terms = dict([*recent, (text, terms)])  # a new one, as other threads read the old one

    def _in_order(self, ranked: Ranked, order: str | None) -> tuple[int, ...]:
        rows = ranked.rows
        if order and order != "relevance":
            rows = ranked.in_order(self._catalogue.ordered(ranked.snapshot, order))
        return tuple(rows.tolist())

    def _matched(self, row: int, terms: Terms, names: Sequence[NameAsked]) -> Iterator[Match]:
        article = self._cache.article(row)
        if article is not None:
            yield from matches(article.page.title, article.text, article.shown, terms)
            called = self._correcting.mentions(self._annotations.mentions([row]))
            named = name_match(called, terms, names)
            yield from [named] if named else []


def _about_names(root: Node | None, filters: Iterable[Filter]) -> bool:
    """Whether an answer depends on what the language process finds."""
    return days_in(root) or any(
        part.operator in ABOUT_NAMES and not (part.operator == "has" and part.values == ("tag",)) for part in filters
    )
