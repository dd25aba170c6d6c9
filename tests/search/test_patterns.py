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


@pytest.mark.parametrize(
    "pattern", ["(", "[", "*", "a{2,1}", r"\1", "(?P<x", "(" * 300, "a" * 501, r"\L<words>", "a**"]
)
def test_what_is_no_pattern(pattern: str) -> None:
    assert check_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("a{1000000000}", "more than 10,000 times"),
        (".{60000}", "more than 10,000 times"),
        ("((a{30}){30}){30}", "more than 10,000 times"),
        (f"a{{{'9' * 400}}}", "more than 10,000 times"),
        ("a(?R)?b", "refers to itself"),
        ("(a)(?1)", "refers to itself"),
        ("(?P<x>a)(?&x)", "refers to itself"),
    ],
)
def test_a_pattern_that_would_take_all_memory_is_refused(pattern: str, reason: str) -> None:
    assert reason in (check_pattern(pattern) or "")


@pytest.mark.parametrize("pattern", [r"\d{4}-\d{2}", "а{0,60000}", "(?:да|нет){2,}", r"\{5}", "(?<!не )дам"])
def test_what_is_harmless_stays_allowed(pattern: str) -> None:
    assert check_pattern(pattern) is None


@pytest.mark.parametrize("pattern", [r"(а|аа)+$", r"((а{0,9}){0,9}){0,99}$", r"(\w+\s?)*\1\1$"])
def test_a_pattern_that_would_run_for_ever_is_given_up(pattern: str) -> None:
    assert check_pattern(pattern) is None
    with pytest.raises(QueryError, match="takes longer"):
        rows_like(pattern, [(row, "а" * 600 + "!") for row in range(1_000)], seconds=0.05)
