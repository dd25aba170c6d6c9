"""Dates as pages print them, and the lines that hold nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from reader.sources.dates import find_date, read_date_line


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("26 февраля 2018", date(2018, 2, 26)),
        ("1 мая 2020 года", date(2020, 5, 1)),
        ("3 мар 2021", date(2021, 3, 3)),
        ("3 сент. 2021", date(2021, 9, 3)),
        ("26.02.2018", date(2018, 2, 26)),
        ("26.02.18", date(2018, 2, 26)),
        ("26/02/2018", date(2018, 2, 26)),
        ("02/26/2018", date(2018, 2, 26)),
        ("2018-02-26", date(2018, 2, 26)),
        ("2018-02-26T14:30:00Z", date(2018, 2, 26)),
        ("March 3, 2021", date(2021, 3, 3)),
        ("Mar. 3 2021", date(2021, 3, 3)),
        ("3rd March 2021", date(2021, 3, 3)),
        ("3 Sept 2021", date(2021, 9, 3)),
        ("31.02.2018", None),
        ("26.13.2018", None),
        ("3 марта", None),
        ("март 2021", None),
        ("192.168.10.21", None),
        ("3 марта 1821", None),
        ("3 марта 2121", None),
        ("3 маркера 2021", None),
    ],
)
def test_full_dates_of_two_centuries_are_found(words: str, day: date | None) -> None:
    found = find_date(f"Дата {words}, вот")
    assert (found[0] if found else None) == day


def test_the_place_of_a_date_is_told() -> None:
    words = "Волжский вестник, 3 марта 2021 года"
    found = find_date(words)
    assert found is not None
    assert words[found[1] : found[2]] == "3 марта 2021"


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("3 марта 2021", ()),
        ("Среда, 3 марта 2021 г.", ()),
        ("3 марта 2021 года, 14:30 МСК", ()),
        ("12:04 03.03.2021 (обновлено: 12:31 03.03.2021)", ("обновлено",)),
        ("March 3, 2021 at 5:30 PM EST", ()),
        ("Wednesday 3 March 2021 10.30 GMT", ()),
        ("ТАСС · 26 фев · 2 мин", ("ТАСС", "2 мин")),
        ("3 марта 2021 | Общество | 15 просмотров", ("Общество", "15 просмотров")),
        ("Сегодня, 10:32", ()),
        ("3 hours ago", ()),
        ("Иван Петров, 3 марта 2021", ("Иван Петров",)),
    ],
)
def test_what_stands_beside_a_date(words: str, rest: tuple[str, ...]) -> None:
    line = read_date_line(words)
    assert line is not None
    assert line.rest == rest


@pytest.mark.parametrize("words", ["Мост открыт", "Счёт 3:2", "маркетинг 5", "Май", "2021", "Волна 2021 года"])
def test_a_line_that_does_not_tell_when(words: str) -> None:
    assert read_date_line(words) is None


@pytest.mark.parametrize(("words", "has_time"), [("3 марта 2021", False), ("3 марта, 14:30", True), ("вчера", True)])
def test_a_time_is_noticed(words: str, has_time: bool) -> None:
    line = read_date_line(words)
    assert line is not None
    assert line.has_time is has_time
