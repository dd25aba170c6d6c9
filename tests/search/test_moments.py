from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.moments import parse_moment

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("typed", "spelled", "day"),
    [
        ("2026-02-26", "2026-02-26", date(2026, 2, 26)),
        ("2026-2-6", "2026-02-06", date(2026, 2, 6)),
        ("26.02.2026", "2026-02-26", date(2026, 2, 26)),
        ("2026.02.26", "2026-02-26", date(2026, 2, 26)),
        ("2026/2/6", "2026-02-06", date(2026, 2, 6)),
        ("10дней", "10d", date(2026, 3, 21)),
        ("2недели", "2w", date(2026, 3, 17)),
        ("1month", "1m", date(2026, 2, 28)),
        ("3года", "3y", date(2023, 3, 31)),
        ("2026-02", "2026-02", date(2026, 2, 1)),
        ("2.2026", "2026-02", date(2026, 2, 1)),
        ("2026", "2026", date(2026, 1, 1)),
        ("today", "0d", TODAY),
        ("Сегодня", "0d", TODAY),
        ("вчера", "1d", date(2026, 3, 30)),
        ("3d", "3d", date(2026, 3, 28)),
        ("3д", "3d", date(2026, 3, 28)),
        ("2н", "2w", date(2026, 3, 17)),
        ("1m", "1m", date(2026, 2, 28)),  # there is no 31 February
        ("13м", "13m", date(2025, 2, 28)),
        ("1г", "1y", date(2025, 3, 31)),
        ("5л", "5y", date(2021, 3, 31)),
        ("9999y", "9999y", date.min),
        ("9999w", "9999w", date(1834, 8, 12)),
    ],
)
def test_moments(typed: str, spelled: str, day: date) -> None:
    moment = parse_moment(typed)
    assert moment.spelled == spelled
    assert moment.day(TODAY) == day
    assert parse_moment(spelled) == moment


@pytest.mark.parametrize(
    "typed", ["", "3", "d", "3x", "2026-13", "2026-02-30", "30.02.2026", "13.2026", "0000", "вчерра", "3 d"]
)
def test_what_is_no_moment(typed: str) -> None:
    with pytest.raises(ValueError, match=r"date|day|month|year"):
        parse_moment(typed)


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_moment_or_none(typed: str) -> None:
    try:
        moment = parse_moment(typed)
    except ValueError:
        return
    assert moment.day(TODAY) <= date.max
