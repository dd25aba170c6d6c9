"""Dates and sums with their values; the article appeared on Monday, 26 February 2018."""

from __future__ import annotations

from datetime import date

import pytest

from reader.language import annotate, whole_lines

PUBLISHED = date(2018, 2, 26)


def _values(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str | None]]:
    found = annotate(text, whole_lines(text), published=published).entities
    return [(entity.text, entity.value) for entity in found if entity.label in ("DATE", "MONEY")]


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("Это было в понедельник", "в понедельник", "2018-02-26"),
        ("Это было в минувшую среду", "в минувшую среду", "2018-02-21"),
        ("Встреча состоится в пятницу", "в пятницу", "2018-03-02"),
        ("Это было на прошлой неделе", "на прошлой неделе", "2018-02-19/2018-02-25"),
        ("Это было в этом месяце", "в этом месяце", "2018-02-01/2018-02-28"),
        ("Это было в январе", "в январе", "2018-01-01/2018-01-31"),
        ("Это было 25 декабря", "25 декабря", "2017-12-25"),
        ("Это было с 3 по 9 мая 2021 года", "с 3 по 9 мая 2021 года", "2021-05-03/2021-05-09"),
        ("Это было весной 2002 года", "весной 2002 года", "2002-03-01/2002-05-31"),
        ("Это было в 1959 году", "в 1959 году", "1959-01-01/1959-12-31"),
        ("Это было вчера вечером", "вчера вечером", "2018-02-25"),
        ("Опубликовано 12.04.2019", "12.04.2019", "2019-04-12"),
        ("Опубликовано 31 февраля 2019", "31 февраля 2019", None),
        ("Это было два года назад", "два года назад", None),
        ("It happened on Monday", "on Monday", "2018-02-26"),
        ("It happened on 5 January 2018", "on 5 January 2018", "2018-01-05"),
        ("It happened on Jan. 5, 2018", "on Jan. 5, 2018", "2018-01-05"),
        ("It happened last week", "last week", "2018-02-19/2018-02-25"),
        ("It happened yesterday", "yesterday", "2018-02-25"),
        ("Они заплатили 1 200 000 рублей", "1 200 000 рублей", "1200000 RUB"),
        ("Они заплатили 8,1 млн долларов", "8,1 млн долларов", "8100000 USD"),
        ("Они заплатили £30 млн", "£30 млн", "30000000 GBP"),
        ("Они заплатили от 3 до 5 тысяч рублей", "3 до 5 тысяч рублей", None),
        ("They paid $5bn", "$5bn", "5000000000 USD"),
        ("They paid 1,200 euros", "1,200 euros", "1200 EUR"),
    ],
)
def test_values(text: str, found: str, value: str | None) -> None:
    assert _values(text) == [(found, value)]


def test_without_the_articles_date_only_full_dates_have_values() -> None:
    text = "Это было в понедельник, 5 мая 2014 года, а не вчера."
    assert _values(text, None) == [("в понедельник", None), ("5 мая 2014 года", "2014-05-05"), ("вчера", None)]


@pytest.mark.parametrize("text", ["Ему 64 года.", "Комната 2018 занята.", "Он лежал под сукном."])
def test_no_dates(text: str) -> None:
    assert _values(text) == []
