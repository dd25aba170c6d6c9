from __future__ import annotations

import pytest

from reader.errors import QueryError
from reader.search.patterns import check_pattern, rows_like

TITLES = [(1, "Итоги выборов"), (2, "Выборы в Минске"), (3, "Ёлка на площади"), (4, "Рынок нефти")]


@pytest.mark.parametrize(
    ("pattern", "rows"),
    [
        (r"выбор\w+", {1, 2}),
        (r"^выбор", {2}),
        (r"ВЫБОР(ы|ов)\b", {1, 2}),
        (r"елка|ёлка", {3}),
        (r"[а-яё]лка", {3}),
        (r"^$", set()),
    ],
)
def test_patterns_are_found_whatever_the_case(pattern: str, rows: set[int]) -> None:
    assert rows_like(pattern, TITLES) == rows


@pytest.mark.parametrize("pattern", ["(", "[", "*", "a{2,1}", r"\1", "(?P<x", "(" * 300, "a" * 501])
def test_what_is_no_pattern(pattern: str) -> None:
    assert check_pattern(pattern)


def test_a_pattern_that_would_run_for_ever_is_given_up() -> None:
    with pytest.raises(QueryError, match="takes longer"):
        rows_like(r"(а|аа)+$", [(1, "а" * 60 + "!")], seconds=0.05)
