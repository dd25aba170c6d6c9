"""A query as chips: one for each part of the outermost AND, standing where it was typed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.library.chipping import chips_of
from reader.search.query import parse_query
from reader.search.tree import And, Not
from tests.library.folders import news, opened


def shown(query: str) -> list[tuple[str, str, bool]]:
    root = parse_query(query).root
    return [(c.text, query[c.start : c.stop], c.wanted) for c in chips_of(root, query, {})] if root else []


@pytest.mark.parametrize(
    ("query", "chips"),
    [
        ("", []),
        ("дамба", [("дамба", "дамба", True)]),
        ("тег:a  -b", [("tag:a", "тег:a", True), ("-b", "-b", False)]),
        ("#a,b дамба sort:date", [("tag:a,b", "#a,b", True), ("дамба", "дамба", True)]),
        ("a OR b", [("a OR b", "a OR b", True)]),
        ("x (a ИЛИ b) y", [("x", "x", True), ("a OR b", "(a ИЛИ b)", True), ("y", "y", True)]),
        ("((a | b)) -(c d)", [("a OR b", "((a | b))", True), ("-(c d)", "-(c d)", False)]),
        ("(a (b OR c))", [("a", "a", True), ("b OR c", "(b OR c)", True)]),
        ('"a b" «c»', [('"a b"', '"a b"', True), ('"c"', "«c»", True)]),
        ("said:(Иванов дамба) (x)", [("said:(Иванов дамба)", "said:(Иванов дамба)", True), ("x", "(x)", True)]),
        ("-(( a OR -b ))", [("-(a OR -b)", "-(( a OR -b ))", False)]),
    ],
)
def test_parts_with_their_places(query: str, chips: list[tuple[str, str, bool]]) -> None:
    assert shown(query) == chips


def test_each_chip_tells_what_stood_in_for_its_words(tmp_path: Path) -> None:
    library = opened(news(tmp_path))
    for query, chips in (
        ("дмаба language:ru", [("дмаба", ("дамба",)), ("language:ru", ())]),
        ("is:unread (дмаба OR смартфны)", [("is:unread", ()), ("дмаба OR смартфны", ("дамба", "смартфоны"))]),
        ("дамба -дмаба", [("дамба", ()), ("-дмаба", ())]),
    ):
        assert [(chip.text, chip.forgiven) for chip in library.find(query).chips] == chips


@given(st.text('ab -|()"OR:tag#,', max_size=25))
def test_each_chip_alone_means_what_it_says(query: str) -> None:
    try:
        root = parse_query(query).root
    except QueryError:
        return
    parts = root.parts if isinstance(root, And) else (root,) if root else ()
    chips = chips_of(root, query, {}) if root else ()
    assert [chip.wanted for chip in chips] == [not isinstance(part, Not) for part in parts]
    assert all(one.stop <= other.start for one, other in pairwise(chips))
    for chip, part in zip(chips, parts, strict=True):
        assert parse_query(query[chip.start : chip.stop]).root == part
        assert chip.text == str(part)
