"""Bylines and datelines."""

from __future__ import annotations

from datetime import date

import pytest

from reader.sources.datelines import read_dateline
from reader.sources.people import is_person, read_byline
from reader.sources.wording import load_wording


@pytest.mark.parametrize(
    "words",
    [
        "Иван Петров",
        "Анна КРЫЛОВА",
        "А. С. Волков",
        "Анна-Мария Петрова",
        "Jane Doe",
        "JANE DOE",
        "Mary O'Neil",
        "Ян ван дер Меер",
    ],
)
def test_names_of_people(words: str) -> None:
    assert is_person(words)


@pytest.mark.parametrize(
    "words",
    ["Иван", "Мост открыт", "Волжская правда", "А. С.", "иван петров", "Мост Через Реку Ворша Открыт", "Иван 5"],
)
def test_names_of_nobody(words: str) -> None:
    assert not is_person(words)


@pytest.mark.parametrize(
    ("words", "author", "source", "sure"),
    [
        ("Иван Петров", "Иван Петров", None, False),
        ("Анна КРЫЛОВА.", "Анна Крылова", None, False),
        ("Иван Петров, корреспондент", "Иван Петров", None, True),
        ("Мария Лебедева (редактор)", "Мария Лебедева", None, True),
        ("Иван Петров, «Волжский вестник»", "Иван Петров", "«Волжский вестник»", True),
        ("Антон Ширяев, Вера Малышева", "Антон Ширяев, Вера Малышева", None, False),
        ("Иван Петров и Анна Крылова", "Иван Петров и Анна Крылова", None, False),
        ("Корреспондент Иван Петров", "Иван Петров", None, True),
        ("Ирина Вольская, Усть-Лаба", "Ирина Вольская", None, False),
        ("Беседовала Лия Гордон", "Лия Гордон", None, True),
        ("By Jane Doe", "Jane Doe", None, True),
        ("By JANE DOE and JOHN ROE, Associated Press", "Jane Doe and John Roe", "Associated Press", True),
        ("By Jane Doe, Staff Writer", "Jane Doe", None, True),
        ("Jane Doe in Paris", "Jane Doe", None, True),
        ("Jane Doe Political correspondent", "Jane Doe", None, True),
        ("(Reporting by Jane Doe; Editing by John Roe)", "Jane Doe", None, True),
        ("By Jane Doe | jane@example.com | The Lowell Sentinel", "Jane Doe", "The Lowell Sentinel", True),
        ("By ELLIE MARSH FOR THE DAILY GAZETTE", "Ellie Marsh", "The Daily Gazette", True),
    ],
)
def test_bylines(words: str, author: str, source: str | None, sure: bool) -> None:
    byline = read_byline(words, load_wording())
    assert byline is not None
    assert (byline.author, byline.source, byline.sure) == (author, source, sure)


@pytest.mark.parametrize(
    "words",
    [
        "Мост открыт",
        "By the river stood a mill.",
        "Иван Петров открыл мост.",
        "Иван Петров, который открыл мост, уехал",
        "Волжский вестник",
        "Associated Press",
        "13 марта",
    ],
)
def test_no_bylines(words: str) -> None:
    assert read_byline(words, load_wording()) is None


@pytest.mark.parametrize(
    ("text", "dateline", "source", "day"),
    [
        ("ГОРОХОВЕЦ, 21 апреля. /ТАСС/.| Дамба", "ГОРОХОВЕЦ, 21 апреля. /ТАСС/.", "ТАСС", None),
        ("ГОРОХОВЕЦ, 21 апреля 2024 года. /ТАСС/.| Дамба", "", "ТАСС", date(2024, 4, 21)),
        ("МОСКВА, 3 мар — РИА Новости.| Дамба", "", "РИА Новости", None),
        ("НИЖНИЙ НОВГОРОД, 3 марта - РИА Новости.| Дамба", "", "РИА Новости", None),
        ("МОСКВА, 8 ноября, ФедералПресс.| Дамба", "", "ФедералПресс", None),
        ("Москва. 21 апреля. INTERFAX.RU -| Дамба", "Москва. 21 апреля. INTERFAX.RU", "INTERFAX.RU", None),
        ("МИНСК, 3 мар /Корр. БЕЛТА/.| Дамба", "", "БЕЛТА", None),
        ("МОСКВА. /ТАСС/.| Дамба", "", "ТАСС", None),
        ("/Интерфакс/.| Дамба", "", "Интерфакс", None),
        ("ТАСС, 3 марта.| Дамба", "", "ТАСС", None),
        ("Петрозаводск, 14 августа, 2018, 16:45 — ИА REGNUM.| Дамба", "", "REGNUM", date(2018, 8, 14)),
        ("LONDON (Reuters) -| Text", "LONDON (Reuters)", "Reuters", None),
        ("LONDON, March 3 (Reuters) -| Text", "LONDON, March 3 (Reuters)", "Reuters", None),
        ("PARIS, March 3, 2021 (AP) —| Text", "PARIS, March 3, 2021 (AP)", "AP", date(2021, 3, 3)),
        ("SEOUL, South Korea (AP) —| Text", "SEOUL, South Korea (AP)", "AP", None),
        ("MOSCOW, March 3. /TASS/.| Text", "", "TASS", None),
        ("Paris (AFP) –| Text", "Paris (AFP)", "AFP", None),
        ("(Reuters) -| Text", "(Reuters)", "Reuters", None),
        ("ГОРОХОВЕЦ, 21 апреля 2024.| Дамба выдержала", "", None, date(2024, 4, 21)),
        ("PARIS, March 3 —| Text", "PARIS, March 3", None, None),
        ("WASHINGTON —| Text", "WASHINGTON", None, None),
        ("HARLOW FALLS, N.Y. —| Text", "HARLOW FALLS, N.Y.", None, None),
        ("Самара, 5 июня 2023 года —| Текст", "Самара, 5 июня 2023 года", None, date(2023, 6, 5)),
        ("ЗАРЕЧЕНСК, 3 мар - Вести Севера.| Текст", None, "Вести Севера", None),
    ],
)
def test_datelines(text: str, dateline: str, source: str | None, day: date | None) -> None:
    before, _, report = text.partition("|")
    text = before + report
    found = read_dateline(text, load_wording())
    assert found is not None
    assert text[found.start :] == report.lstrip()
    assert text[: found.stop] == (dateline or before)
    assert (found.source, found.day) == (source, day)


@pytest.mark.parametrize(
    "text",
    [
        "Москва, 3 марта. Погода в столице испортится.",
        "США и Китай договорились.",
        "РОССИЯ — страна возможностей.",
        "Иван Петров (справа) открыл мост.",
        "A bridge has been opened.",
        "В Москве 3 марта (в среду) открыли мост.",
        "NASA: Text",
    ],
)
def test_no_datelines(text: str) -> None:
    assert read_dateline(text, load_wording()) is None
