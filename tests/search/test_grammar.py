"""What holds of every query: cut anywhere it is only half typed, printed it means the same, and its parts know their
places."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.search.operators import OPERATORS, Takes
from reader.search.query import parse_query
from reader.search.tree import And, Filter, Node, Not, Or, Phrase, Word
from tests.search.test_query import understood_or_refused

_BARE = st.text(alphabet="абвёйeхz05-/.,;'[]:#|«\"+%&ъЁ\\", min_size=1, max_size=8).filter(
    lambda typed: any(c.isalnum() for c in typed) and typed[0] not in '-#"«' and ":" not in typed
)
_NAME = st.one_of(
    st.text(alphabet="абвz5-", min_size=1, max_size=6).filter(lambda typed: any(c.isalnum() for c in typed)),
    st.text(alphabet="абв z,()/:-", max_size=8).map(lambda inner: f'"{inner}а"'),
    st.text(alphabet='абв "z', max_size=8).map(lambda inner: f"«{inner}а»"),
)
_PHRASE = st.one_of(
    st.text(alphabet="абв z,()/:-|", max_size=10).map(lambda inner: f'"{inner}а"'),
    st.text(alphabet='абв z"(', max_size=10).map(lambda inner: f"«{inner}а»"),
)
_DATE = st.sampled_from(["2026", "2026-03", "2026-3-1", "26.02.2018", "3d", "2н", "1м", "5г", "today", "вчера"])
_LISTED = st.text(alphabet="абв5/-", min_size=1, max_size=6).filter(
    lambda typed: any(c.isalnum() for c in typed) and typed[0] != "/"
)


def _spellings(takes: Takes) -> st.SearchStrategy[str]:
    """The words of the operators that take something, in any case."""
    found = [word for operator in OPERATORS if operator.takes is takes for word in (operator.name, *operator.twins)]
    return st.sampled_from([*found, *map(str.upper, found)])


def _after(operators: st.SearchStrategy[str], values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(operators, values).map(":".join)


def _bracketed(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=1, max_size=3).map(lambda each: f"({' '.join(each)})")


_CHOICES = [
    f"{word}:{spelling}"
    for operator in OPERATORS
    if operator.takes is Takes.CHOICE and operator.name != "sort"
    for word in (operator.name, *operator.twins)
    for spelling, _ in operator.choices
]
_SORTS = [
    f"{word}:{spelling}"
    for operator in OPERATORS
    if operator.name == "sort"
    for word in (operator.name, *operator.twins)
    for spelling, _ in operator.choices
]
_WORDS_OF_SPEECH = st.lists(st.one_of(_LISTED, _PHRASE), max_size=2).map(" ".join)
_LEAVES = st.one_of(
    _BARE,
    _PHRASE,
    _LISTED.map("#".__add__),
    _after(_spellings(Takes.NAMES), st.lists(_NAME, min_size=1, max_size=3).map(",".join)),
    _after(_spellings(Takes.MOMENT), _DATE),
    _after(_spellings(Takes.WORDS), st.one_of(_LISTED, _PHRASE, _bracketed(st.one_of(_LISTED, _PHRASE)))),
    _after(_spellings(Takes.WORDS), st.lists(st.one_of(_LISTED, _PHRASE), min_size=2, max_size=3).map(",".join)),
    _after(_spellings(Takes.SPEECH), _NAME),
    _after(_spellings(Takes.SPEECH), st.tuples(_NAME, _WORDS_OF_SPEECH).map(lambda parts: f"({' '.join(parts)})")),
    st.sampled_from(_CHOICES),
    st.sampled_from([r"title:/выбор\w+/", "заголовок:/а|б (в)/", r"title:/а\/б/"]),
)


def _combined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(parts, min_size=2, max_size=3)
    joined = st.one_of(
        several.map(" ".join), several.map(" OR ".join), several.map(" ИЛИ ".join), several.map(" | ".join)
    )
    grouped = several.map(lambda each: f"({' | '.join(each)})")
    negated = st.one_of(_LEAVES, grouped).filter(lambda text: text[0] != "-").map("-".__add__)
    return st.one_of(joined, grouped, negated)


_BODY = st.recursive(_LEAVES, _combined, max_leaves=6)
QUERIES = st.one_of(_BODY, st.tuples(_BODY, st.sampled_from(_SORTS)).map(" ".join), st.sampled_from(_SORTS))
"""Queries without a mistake."""


def _nodes(node: Node | None) -> Iterator[Node]:
    """Every part of a query."""
    if node is None:
        return
    yield node
    match node:
        case Not(part):
            yield from _nodes(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _nodes(part)
        case Filter(words=words):
            yield from words


@settings(deadline=None)
@given(QUERIES)
def test_a_query_printed_is_the_same_query(typed: str) -> None:
    query = parse_query(typed)
    assert parse_query(str(query)) == query
    assert str(parse_query(str(query))) == str(query)


@settings(deadline=None)
@given(QUERIES)
def test_a_query_cut_off_anywhere_is_only_half_typed(typed: str) -> None:
    for cut in range(len(typed) + 1):
        query = parse_query(typed[:cut], typing=True)
        assert parse_query(str(query), typing=True) == query, typed[:cut]


@settings(deadline=None)
@given(QUERIES)
def test_parts_know_their_places(typed: str) -> None:
    for node in _nodes(parse_query(typed).root):
        if isinstance(node, Word | Phrase):
            assert str(node).strip('"«»') == typed[node.start : node.stop].strip('"«»')
        if isinstance(node, Filter):
            written = typed[node.start : node.stop]
            assert node in [*_nodes(parse_query(written).root)]


@settings(deadline=None)
@given(QUERIES, st.text(alphabet=' ()"«»-#:,/|абтегORИЛИ\u0301\u200b\ud800', max_size=6), st.data())
def test_whatever_gets_into_a_query_it_is_understood_or_refused(typed: str, noise: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(typed)))
    text = typed[:at] + noise + typed[at:]
    for typing in (False, True):
        answer = understood_or_refused(text, typing)
        if isinstance(answer, QueryError):
            assert 0 <= answer.start <= answer.stop <= len(text)
        else:
            assert parse_query(str(answer), typing=typing) == answer
