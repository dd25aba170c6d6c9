"""Dates and small words in the language of the article they stand with."""

from __future__ import annotations

from datetime import date

_RUSSIAN = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
_RUSSIAN_SHORT = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_ENGLISH = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_date(day: date, language: str | None) -> str:
    """«26 февраля 2018» or «26 February 2018»."""
    months = _RUSSIAN if language == "ru" else _ENGLISH
    return f"{day.day} {months[day.month - 1]} {day.year}"


def short_dates(day: date, language: str | None, today: date) -> tuple[str, str]:
    """«26 фев», twice; where the year is not this one, «26 фев 2018» and, for little room, «фев 2018»."""
    month = _RUSSIAN_SHORT[day.month - 1] if language == "ru" else _ENGLISH[day.month - 1][:3]
    if day.year == today.year:
        return (f"{day.day} {month}",) * 2
    return f"{day.day} {month} {day.year}", f"{month} {day.year}"
