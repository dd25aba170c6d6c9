"""Calendar arithmetic for dates in news: what «в понедельник» means on the day an article appeared.

Every function gives an ISO date, or two joined by a slash for a stretch of days, both included; None where the words
and the article's date do not settle it.
"""

from __future__ import annotations

from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta

_FIRST_YEAR, _LAST_YEAR = 1, 9998


def stretch(first: date, last: date) -> str:
    """Two days and all between them."""
    return f"{first.isoformat()}/{last.isoformat()}"


def day(number: int, month: int, year: int | None, published: date | None) -> str | None:
    """A day of a month; without a year, the one nearest to the article's date."""
    found = _day(number, month, year, published)
    return found.isoformat() if found else None


def days(first: int, last: int, month: int, year: int | None, published: date | None) -> str | None:
    """«25–28 июля»."""
    begin, end = _day(first, month, year, published), _day(last, month, year, published)
    return stretch(begin, end) if begin and end and begin <= end else None


def _day(number: int, month: int, year: int | None, published: date | None) -> date | None:
    years = [year] if year else [published.year + step for step in (-1, 0, 1)] if published else []
    found = []
    for candidate in years:
        with suppress(ValueError):
            found.append(date(candidate, month, number))
    return min(found, key=lambda each: abs((each - published).days) if published else 0, default=None)


def month(number: int, year: int | None, published: date | None) -> str | None:
    """A whole month; without a year, the nearest one."""
    if year is None:
        if published is None:
            return None
        distance = (number - published.month) % 12  # months ahead; more than half a year ahead is behind
        year = (
            published.year + (published.month + distance > 12)
            if distance <= 5
            else published.year - (number > published.month)
        )
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    return stretch(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def months(first: int, count: int, year: int) -> str | None:
    """A season or a quarter: `count` months from `first` on, of one year."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    last = first + count - 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return stretch(date(year, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1]))


def year_of(number: int) -> str | None:
    """A whole year."""
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        return None
    return stretch(date(number, 1, 1), date(number, 12, 31))


def weekday(number: int, published: date | None, *, ahead: bool = False, strictly: bool = False) -> str | None:
    """The Monday (0) … Sunday (6) at or before the article's date, or with `ahead` at or after it; with `strictly`
    never that day itself."""
    if published is None:
        return None
    distance = (number - published.weekday()) % 7 if ahead else -((published.weekday() - number) % 7)
    if strictly and distance == 0:
        distance = 7 if ahead else -7
    return (published + timedelta(days=distance)).isoformat()


def shifted_day(published: date | None, shift: int) -> str | None:
    """Yesterday (-1), tomorrow (1)."""
    return (published + timedelta(days=shift)).isoformat() if published else None


def shifted_week(published: date | None, shift: int) -> str | None:
    """Last week (-1), this week (0): Monday to Sunday."""
    if published is None:
        return None
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=shift)
    return stretch(monday, monday + timedelta(days=6))


def shifted_month(published: date | None, shift: int) -> str | None:
    """Last month (-1), this month (0)."""
    if published is None:
        return None
    count = published.year * 12 + published.month - 1 + shift
    return month(count % 12 + 1, count // 12, published)


def shifted_year(published: date | None, shift: int) -> str | None:
    """Last year (-1), this year (0)."""
    return year_of(published.year + shift) if published else None
