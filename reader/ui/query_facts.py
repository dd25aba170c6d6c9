"""What the screen must know of a query beside its answer: in which order the answer comes, and when it may change."""

from __future__ import annotations

from msgspec import Struct

from reader.search.query import parse_query
from reader.search.tree import And, Node, Or, Phrase, Word, filters_in

_ORDERS = ("date", "source", "title")
_ABOUT_NAMES = frozenset({"person", "org", "place", "entity", "said"})
_ABOUT_MARKS = frozenset({"is", "tag", "has", "search"})  # a saved search may ask for any of them


class QueryFacts(Struct, frozen=True):
    """`sort` is the order that the query itself asks for, `words` whether it holds words to match, `marks` whether its
    answer changes with read marks, stars and tags, `names` whether it changes with what names are called."""

    sort: str | None = None
    words: bool = False
    marks: bool = False
    names: bool = False

    @property
    def orders(self) -> tuple[str, ...]:
        """The orders that its answer can be brought into, the usual one first."""
        return ("relevance", *_ORDERS) if self.words else _ORDERS

    def order(self, wanted: str | None) -> str:
        """The order of the answer, where the reader wants one or, None, leaves it open: what is typed wins."""
        return self.sort or (wanted if wanted in self.orders else self.orders[0])


def facts_of(query: str) -> QueryFacts:
    """Read a query that is still being typed. Raises QueryError."""
    parsed = parse_query(query, typing=True)
    operators = {part.operator for part in filters_in(parsed.root)}
    marks, names = not operators.isdisjoint(_ABOUT_MARKS), not operators.isdisjoint(_ABOUT_NAMES)
    return QueryFacts(parsed.sort, _has_words(parsed.root), marks, names)


def _has_words(node: Node | None) -> bool:
    """Whether there are words that an answer should hold."""
    if isinstance(node, And | Or):
        return any(map(_has_words, node.parts))
    return isinstance(node, Word | Phrase)
