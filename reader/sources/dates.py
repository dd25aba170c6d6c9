"""Dates as news pages print them, Russian and English, and the lines that hold nothing else.

A date counts only where a line is shaped for it; one inside a sentence tells when something happened, not when it was
published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

_MONTHS = (
    "янв(?:ар[ья])?|jan(?:uary)?",
    "фев(?:р(?:ал[ья])?)?|feb(?:ruary)?",
    "мар(?:та?)?|mar(?:ch)?",
    "апр(?:ел[ья])?|apr(?:il)?",
    "ма[йя]|may",
    "июн[ья]?|june?",
    "июл[ья]?|july?",
    "авг(?:уста?)?|aug(?:ust)?",
    "сен(?:т(?:ябр[ья])?)?|sept?(?:ember)?",
    "окт(?:ябр[ья])?|oct(?:ober)?",
    "ноя(?:б(?:р[ья])?)?|nov(?:ember)?",
    "дек(?:абр[ья])?|dec(?:ember)?",
)
_BEGINNINGS = (
    *("янв jan", "фев feb", "мар mar", "апр apr", "май мая may", "июн jun"),
    *("июл jul", "авг aug", "сен sep", "окт oct", "ноя nov", "дек dec"),
)
"""Three letters tell the months from each other."""
MONTH = "(?:" + "|".join(_MONTHS) + r")\b\.?"
"""A month's name in Russian or English, whole or cut short, as a piece of a case-insensitive pattern."""

_YEAR = r"(?:19|20)\d\d"
_FROM_NUMBER = re.compile(
    rf"""(?P<y1>{_YEAR})[-./](?P<m1>\d\d?)[-./](?P<d1>\d\d?)(?=T\d|\D|$)
    | (?P<d2>\d\d?)[./](?P<m2>\d\d?)[./](?P<y2>{_YEAR}|\d\d)(?![\d./])
    | (?P<d3>\d\d?)(?:st|nd|rd|th)?\s(?P<m3>{MONTH}),?\s(?P<y3>{_YEAR})\b""",
    re.IGNORECASE | re.VERBOSE,
)
_FROM_MONTH = re.compile(rf"\b(?P<m4>{MONTH})\s(?P<d4>\d\d?)(?:st|nd|rd|th)?,?\s(?P<y4>{_YEAR})\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d.,/-])\d")
_MONTH_NUMBERS = {name: number for number, names in enumerate(_BEGINNINGS, 1) for name in names.split()}

_TIME = re.compile(
    r"""(?:\b(?:в|at|—|-|T)\s?)?(?<!\d)[0-2]?\d[:.][0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?!\d)
        (?:\s?[ap]\.?m\b\.?)?(?:\s?(?:мск|msk|utc|gmt|bst|cet|e[sd]?t|p[sd]?t|по\sмосковскому\sвремени|Z\b)
        (?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d)?""",
    re.IGNORECASE | re.VERBOSE,
)
_RELATIVE = re.compile(
    r"""\b(?:сегодня|вчера|позавчера|только\sчто|today|yesterday|just\snow
        |\d+\s(?:сек|мин|час|д[ен]|нед|мес|sec|min|hour|day|week|month)\w*\.?\s(?:назад|ago))\b,?""",
    re.IGNORECASE | re.VERBOSE,
)
_DAY = re.compile(rf"(?<!\d)\d\d?(?:st|nd|rd|th)?\s{MONTH}(?!\w)|{MONTH}\s\d\d?(?!\d)", re.IGNORECASE)
_FILLER = re.compile(
    r"""\b(?:понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|пн|вт|ср|чт|пт|сб|вс
        |(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|года?|г|дата|date|on)\b\.?""",
    re.IGNORECASE | re.VERBOSE,
)
_EDGES = " \t\xa0,;:|·•—–-/\\()[]*_.…🕒🕑📅⏰🗓️"
_DIGIT = re.compile(r"\d")


class DateLine(Struct, frozen=True):
    """A line that tells when. `day` is None where it tells no full date; `rest` are the other words of the line, by
    the separators around them; `has_time` tells that it gives a time or a word such as «сегодня»."""

    day: date | None
    rest: tuple[str, ...]
    has_time: bool


def find_date(words: str) -> tuple[date, int, int] | None:
    """The first full date in `words` and the characters it takes; None if there is none between 1900 and 2099."""
    return _first_date(_dates(words))


def _first_date(matches: Iterable[re.Match[str]]) -> tuple[date, int, int] | None:
    for match in matches:
        if (day := _day(match)) is not None:
            return day, match.start(), match.end()
    return None


def _dates(words: str) -> Iterator[re.Match[str]]:
    """What is written like a full date, in order of the forms."""
    for number in _NUMBER.finditer(words):
        if match := _FROM_NUMBER.match(words, number.start()):
            yield match
    if _DIGIT.search(words):
        yield from _FROM_MONTH.finditer(words)


def _day(match: re.Match[str]) -> date | None:
    fields = {name[0]: value for name, value in match.groupdict().items() if value is not None}
    month_name, year_digits = fields["m"], fields["y"]
    day_number, year = int(fields["d"]), int(year_digits)
    if len(year_digits) == 2:
        year += 2000 if year < 70 else 1900
    if month_name.isdigit():
        month = int(month_name)
        if month > 12 >= day_number and "/" in match[0]:  # American order, where no other is possible
            day_number, month = month, day_number
    else:
        month = _MONTH_NUMBERS[month_name[:3].casefold()]
    try:
        return date(year, month, day_number)
    except ValueError:
        return None


def read_date_line(words: str) -> DateLine | None:
    """What a line tells of when, if telling when is what it is for; None for any other line."""
    if len(words) > 160 or not (_DIGIT.search(words) or _RELATIVE.match(words)):
        return None
    matches = [*_dates(words)]
    found = _first_date(matches)
    rest = words
    for match in sorted(matches, key=lambda match: -match.start()) if found else ():
        rest = f"{rest[: match.start()]}|{rest[match.end() :]}"
    rest, times = _TIME.subn("|", rest)
    if not rest.strip(_EDGES):  # a date, a time and no word, as most of these lines are
        return DateLine(found[0] if found else None, (), bool(times))
    rest, relative = _RELATIVE.subn("|", rest)
    if not found:
        rest, days = _DAY.subn("|", rest)
        if not (times or relative or days):
            return None
    return DateLine(found[0] if found else None, tuple(_parts(_FILLER.sub("", rest))), bool(times or relative))


_SEPARATOR = re.compile(r"\s*[|·•]\s*|,\s+|\s+[—–/-]\s+|\s*\(\s*|\s*\)\s*|\s{2,}")


def _parts(rest: str) -> list[str]:
    return [part for piece in _SEPARATOR.split(rest) if (part := piece.strip(_EDGES))]
