"""From a query to a list: parsed, answered, put in order; and what matched, for each article looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from reader.library.filtering import ABOUT_NAMES, Filters
from reader.model import Hit, Kind, Listing, Match, Span
from reader.search.highlight import Terms, match_spans, matches, passage
from reader.search.query import parse_query
from reader.search.rank import Ranked, evaluate
from reader.search.tree import And, Filter, Node, Not, Or, Query
from reader.storage.cache import Cache
from reader.storage.database import Database

SORTS = ("date", "relevance", "source", "title")
_REMEMBERED = 16  # queries whose terms are kept for highlighting: what is on the screen, and some typing before


class Finder:
    """Answers queries on one library."""

    def __init__(self, database: Database, filters: Filters) -> None:
        self._database = database
        self._cache = Cache(database)
        self._filters = filters
        self._terms: dict[str, Terms] = {}

    def find(self, text: str, *, sort: str | None, limit: int | None, typing: bool) -> Listing:
        """See `Library.find`."""
        query = parse_query(text, typing=typing)
        order = sort or query.sort
        if query.root is None:
            return Listing(self._cache.rows(order if order and order != "relevance" else "date")[:limit], str(query))
        ranked = self._evaluate(query)
        self._remember(text, ranked.terms)
        return Listing(self._in_order(ranked, order)[:limit], str(query), ranked.forgiven)

    def explain(self, listing: Listing, text: str) -> Listing:
        """See `Library.explain`."""
        ranked = self._evaluate(parse_query(text))
        hits = {row: Hit(row, ranked.score(row), tuple(self._matched(row, ranked.terms))) for row in listing.rows}
        return Listing(listing.rows, listing.echo, listing.forgiven, hits)

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

    def asks_for_names(self, text: str) -> bool:
        """Whether the answer to a query depends on names or quotations."""
        return any(
            part.operator in ABOUT_NAMES and not (part.operator == "has" and part.values == ("tag",))
            for part in _filters_in(parse_query(text).root)
        )

    def _evaluate(self, query: Query) -> Ranked:
        return evaluate(
            self._database.connection, query, resolve=self._filters.rows, everything=lambda: self._cache.rows()
        )

    def forget(self) -> None:
        """Forget what words stood for: the library has other words now."""
        self._terms = {}

    def _terms_of(self, text: str) -> Terms:
        terms = self._terms.get(text)
        if terms is None:
            terms = self._evaluate(parse_query(text, typing=True)).terms
            self._remember(text, terms)
        return terms

    def _remember(self, text: str, terms: Terms) -> None:
        recent = list(self._terms.items())[-_REMEMBERED:]
        self._terms = dict([*recent, (text, terms)])  # a new one, as other threads read the old one

    def _in_order(self, ranked: Ranked, order: str | None) -> tuple[int, ...]:
        if order in (None, "relevance"):
            return ranked.rows(self._newest_first)
        wanted = {row for tier in ranked.tiers for row in tier.rows}
        return tuple(row for row in self._cache.rows(order) if row in wanted)

    def _newest_first(self, rows: Collection[int]) -> Iterable[int]:
        return self._cache.newest_first(rows)

    def _matched(self, row: int, terms: Terms) -> Iterator[Match]:
        article = self._cache.article(row)
        if article is not None:
            yield from matches(article.page.title, article.text, article.shown, terms)


def _filters_in(node: Node | None) -> Iterator[Filter]:
    match node:
        case Filter():
            yield node
        case Not(part):
            yield from _filters_in(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _filters_in(part)
