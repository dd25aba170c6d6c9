"""Dates in a query, absolute and relative, kept as typed until somebody says what day it is."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from msgspec import Struct

FORMS = "2026-02-26, 26.02.2026, 2026-02, 2026, 3d (d w m y), today, yesterday"
"""The ways to write a moment, for messages."""

_ABSOLUTE = re.compile(r"(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d{1,2})\.(\d{4})", re.ASCII)
_AGO = re.compile(r"(\d{1,4})([a-zа-я]+)", re.ASCII)
_UNITS = {
    **dict.fromkeys(("d", "day", "days", "д", "дн", "день", "дня", "дней"), "d"),
    **dict.fromkeys(("w", "week", "weeks", "н", "нед", "неделя", "неделю", "недели", "недель"), "w"),
    **dict.fromkeys(("m", "month", "months", "м", "мес", "месяц", "месяца", "месяцев"), "m"),
    **dict.fromkeys(("y", "year", "years", "г", "л", "год", "года", "лет"), "y"),
}
_DAYS = {"today": 0, "сегодня": 0, "yesterday": 1, "вчера": 1}


class Moment(Struct, frozen=True):
    """A day, the first day of a month or year, or a day so many days, weeks, months or years ago.

    `spelled` is the one way it is printed: `2026-02-26`, `2026-02`, `2026`, `3d`.
    """

    spelled: str

    def day(self, today: date) -> date:
        """The day meant, as seen from `today`; the first day there is where it would lie before that."""
        ago = _AGO.fullmatch(self.spelled)
        if ago is None:
            return date.fromisoformat(self.spelled + "-01" * ((10 - len(self.spelled)) // 3))
        count, unit = int(ago[1]), ago[2]
        if unit in "dw":
            days = count * (7 if unit == "w" else 1)
            return today - timedelta(days) if days < today.toordinal() else date.min
        months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(today.day, monthrange(year, month)[1])) if year > 0 else date.min


def parse_moment(text: str) -> Moment:
    """Read a moment. Raises ValueError where there is no such form or no such day."""
    typed = text.casefold()
    if typed in _DAYS:
        return Moment(f"{_DAYS[typed]}d")
    if (ago := _AGO.fullmatch(typed)) and ago[2] in _UNITS:
        return Moment(f"{int(ago[1])}{_UNITS[ago[2]]}")
    if dotted := _DOTTED.fullmatch(typed):
        return Moment(date(int(dotted[3]), int(dotted[2]), int(dotted[1])).isoformat())
    if monthly := _MONTH.fullmatch(typed):
        return Moment(date(int(monthly[2]), int(monthly[1]), 1).isoformat()[:7])
    if absolute := _ABSOLUTE.fullmatch(typed):
        year, month, day = (int(part or 1) for part in absolute.groups())
        whole = date(year, month, day).isoformat()
        return Moment(whole[: 4 if absolute[2] is None else 7 if absolute[3] is None else 10])
    raise ValueError(f"{text!r} is no date")
