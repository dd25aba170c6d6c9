"""Dates in English text: «on Monday», «5 January 2018», «Jan. 5», «last week», «in the 1990s»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language import moments
from reader.language.dates import Found, longest

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    Value = Callable[[re.Match[str], date | None], str | None]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_WEEKDAY = r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_YEAR = r"(?P<year>1\d{3}|20\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_UNIT = r"(?P<unit>week|month|year)"
_SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}


def _month(match: re.Match[str]) -> int:
    return _MONTHS.index(match["month"][:3]) + 1


def _day(match: re.Match[str], published: date | None) -> str | None:
    year = match["year"]
    return moments.day(int(match["day"]), _month(match), int(year) if year else None, published)


def _whole_month(match: re.Match[str], published: date | None) -> str | None:
    year = match.groupdict().get("year")
    return moments.month(_month(match), int(year) if year else None, published)


def _weekday(match: re.Match[str], published: date | None) -> str | None:
    shift = _SHIFTS.get(match["which"] or "", 0)
    return moments.weekday(_WEEKDAYS.index(match["weekday"]), published, ahead=shift > 0, strictly=shift != 0)


def _unit(match: re.Match[str], published: date | None) -> str | None:
    shift = _SHIFTS[match["which"]]
    shifted = {"week": moments.shifted_week, "month": moments.shifted_month, "year": moments.shifted_year}
    return shifted[match["unit"]](published, shift)


def _near(match: re.Match[str], published: date | None) -> str | None:
    return moments.shifted_day(published, {"yesterday": -1, "today": 0, "tomorrow": 1}[match["near"]])


def _year(match: re.Match[str], _: date | None) -> str | None:
    return moments.year_of(int(match["year"]))


def _iso(match: re.Match[str], published: date | None) -> str | None:
    return moments.day(int(match["day"]), int(match["number"]), int(match["year"]), published)


def _open(_: re.Match[str], __: date | None) -> str | None:
    return None


_TRIGGER = re.compile(
    r"(?<![\w-])(?:the\s+\d|(?=(?:(?:on|in|since|from|during)\s+)?(?:\d|the\s+(?:\d|early|late|mid)"
    r"|(?:last|past|this|next|previous|coming)\s|yesterday|today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))"
)
"""Where a date may begin. A number behind an article begins none: «the 5 March parties»."""

RULES: tuple[tuple[re.Pattern[str], Value], ...] = tuple(
    (re.compile(pattern + r"(?!\w)"), value)
    for pattern, value in (
        (rf"(?:on\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?", _day),
        (rf"(?:on\s+)?{_MONTH}\s+{_DAY}(?!\d)(?:,?\s+{_YEAR})?", _day),
        (rf"(?:in\s+)?{_MONTH},?\s+{_YEAR}", _whole_month),
        (rf"(?:in|since|last|next)\s+{_MONTH}", _whole_month),
        (
            rf"(?:on\s+)?(?:(?P<which>last|next|this|coming)\s+)?{_WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?",
            _weekday,
        ),
        (rf"(?P<which>last|past|this|next|previous|coming)\s+{_UNIT}", _unit),
        (r"(?P<near>yesterday|today|tomorrow)", _near),
        (rf"(?:in|since|from|during)\s+{_YEAR}", _year),
        (r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)", _iso),
        (r"(?:in\s+)?the\s+(?:early\s+|late\s+|mid-)?(?:1\d|20)\d0s", _open),
        (r"\d+\s+(?:days?|weeks?|months?|years?)\s+(?:ago|earlier|later)", _open),
    )
)


def find_dates(text: str, start: int, stop: int, published: date | None) -> list[Found]:
    """The dates in `text[start:stop]`, in order, disjoint. `text` in lower case."""
    return longest(
        Found(match.start(), match.end(), value(match, published))
        for trigger in _TRIGGER.finditer(text, start, stop)
        for pattern, value in RULES
        if (match := pattern.match(text, trigger.start(), stop))
    )
