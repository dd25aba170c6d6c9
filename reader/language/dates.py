"""Dates in Russian text, with the preposition that belongs to them («в понедельник», «с 3 по 9 мая 2021 года»).

`RULES` are tried together; where two meet, the longer wins. A rule is a pattern and a function that works out the value
from its groups and the article's date.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from reader.language import moments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_MONTH = (
    r"(?P<month>январ[ьяюе]м?|феврал[ьяюе]м?|март[аеу]?|мартом|апрел[ьяюе]м?|ма[йяею]|маем|июн[ьяюе]м?|июл[ьяюе]м?"
    r"|август[аеу]?|августом|сентябр[ьяюе]м?|октябр[ьяюе]м?|ноябр[ьяюе]м?|декабр[ьяюе]м?"
    r"|янв\.?|фев\.?|авг\.?|сент\.?|окт\.?|нояб\.?|дек\.?)(?!\w)"
)
_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_WEEKDAY = (
    r"(?P<weekday>понедельник[ауе]?|вторник[ауе]?|сред[уыае]|четверг[ауе]?|пятниц[уыае]|суббот[уыае]|воскресень[еяю])"
)
_SEASONS = {"весн": 3, "лет": 6, "осен": 9, "зим": 12}
_YEAR = r"(?P<year>1\d{3}|20\d\d)"
_OF_YEAR = rf"(?:{_YEAR}(?:\s*(?:год(?:а|у|ом|е)?|гг?\.?)(?!\w))?)"
_WHICH = (
    r"(?P<which>прошл|минувш|предыдущ|нынешн|текущ|эт|следующ|будущ|ближайш|последн|т)"
    r"(?:ый|ой|ом|ого|его|ему|ий|ем|ей|ая|ую|ие|ые|их|ых|им|от|у|юю|яя|а|о)"
)
_NUMBER = (
    r"(?:\d+(?:[.,]\d+)?|од(?:ин|на|ного|ной|ну)|дв[аеух]{1,2}|тр(?:и|ёх|ех)|четыр(?:е|ёх|ех)|пят[ьи]|шест[ьи]|сем[ьи]"
    r"|восемь|восьми|девят[ьи]|десят[ьи]|двенадцат[ьи]|пятнадцат[ьи]|двадцат[ьи]|несколько|нескольких|полтора|полутора|пару?)"
)
_SMALL_NUMBER = (
    r"(?:дв[аух]{1,2}|три|тр[её]х|четыре|четыр[её]х|пят[ьи]|шест[ьи]|сем[ьи]|восемь|девят[ьи]|десят[ьи]"
    r"|полтора|несколько)"
)
_UNIT = (
    r"(?:год(?:а|у|ом|е|ы|ов|ах|ам)?|лет|месяц(?:а|у|ем|е|ы|ев|ах|ам)?|недел(?:я|и|ю|е|ь|ях)|дн(?:я|ей|и|ю|ём|ем|е)|день"
    r"|сут(?:ки|ок)|квартал(?:а|е)?|полугоди[еяи]|десятилети[еяий]|столети[еяий])"
)
_LEAD = re.compile(
    r"(?<!\w)(?:(?P<in>в|во|на|с|со|до|к|ко|по|от|за)\s+)?(?:(?:ночь|ночи|утро|утра|вечер|вечера|начале|начала|конце|конца"
    r"|концу|середине|середины|первой половине|второй половине)\s+(?:на\s+)?)?$"
)
_LEAD_REACH = 28
_AHEAD = re.compile(
    r"\b(?:будет|будут|состоится|состоятся|пройд[её]т|пройдут|начн[её]тся|откроется|планиру\w+|намерен\w*|ожида\w+)\b"
)
_SHIFTS = {"прошл": -1, "минувш": -1, "предыдущ": -1, "нынешн": 0, "текущ": 0, "эт": 0, "следующ": 1, "будущ": 1}
_AHEAD_REACH = 60


class Found(NamedTuple):
    """A date or a sum: where it stands, and its value if it could be worked out."""

    start: int
    stop: int
    value: str | None


def _month_number(word: str) -> int:
    lowered = word.rstrip(".")
    return next(
        n
        for n, stem in enumerate(_MONTHS, 1)
        if lowered.startswith(stem[:3] if len(lowered) < 5 else stem)
        and (stem != "ма" or not lowered.startswith("мар"))
    )


def _group(match: re.Match[str], name: str) -> str | None:
    """A group that not every rule has."""
    return match.groupdict().get(name)


def _year(match: re.Match[str]) -> int | None:
    found = _group(match, "year")
    return int(found) if found else None


def _day_value(match: re.Match[str], published: date | None) -> str | None:
    number, year = _month_number(match["month"]), _year(match)
    if match["last"]:
        return moments.days(int(match["first"]), int(match["last"]), number, year, published)
    return moments.day(int(match["first"]), number, year, published)


def _month_value(match: re.Match[str], published: date | None) -> str | None:
    number = _month_number(match["month"])
    which = _group(match, "which")
    if which is None:
        return moments.month(number, _year(match), published)
    shift = _SHIFTS.get(which)
    return moments.month(number, published.year + shift, published) if published and shift is not None else None


def _weekday_value(match: re.Match[str], published: date | None) -> str | None:
    word = match["weekday"]
    number = next(n for n, stem in enumerate(_WEEKDAYS) if word.startswith(stem))
    which = match["which"] or ""
    around = match.string[max(0, match.start() - _AHEAD_REACH) : match.end() + _AHEAD_REACH]
    ahead = _SHIFTS.get(which, 0) > 0 or which == "ближайш" or (not which and _AHEAD.search(around) is not None)
    return moments.weekday(number, published, ahead=ahead, strictly=_SHIFTS.get(which, 0) != 0)


def _unit_value(match: re.Match[str], published: date | None) -> str | None:
    shift = _SHIFTS.get(match["which"])
    unit = match["unit"]
    if shift is None:
        return None
    if unit.startswith("недел"):
        return moments.shifted_week(published, shift)
    if unit.startswith("месяц"):
        return moments.shifted_month(published, shift)
    return moments.shifted_year(published, shift) if unit.startswith("год") else None


_NEAR_DAYS = {"сегодня": 0, "вчера": -1, "накануне": -1, "завтра": 1, "позавчера": -2, "послезавтра": 2}


def _near_value(match: re.Match[str], published: date | None) -> str | None:
    return moments.shifted_day(published, _NEAR_DAYS[match["near"]])


def _season_value(match: re.Match[str], published: date | None) -> str | None:
    first = next(month for stem, month in _SEASONS.items() if match["season"].startswith(stem))
    year = _year(match)
    if year is None and match["which"] and published and (shift := _SHIFTS.get(match["which"])) is not None:
        year = published.year + shift
    return moments.months(first, 3, year) if year else None


def _year_value(match: re.Match[str], _: date | None) -> str | None:
    first = moments.year_of(int(match["year"]))
    until = _group(match, "last")
    last = moments.year_of(int(until)) if until else first
    return f"{first[:10]}/{last[-10:]}" if first and last and first <= last else None


def _numeric_value(match: re.Match[str], published: date | None) -> str | None:
    year = int(match["year"])
    return moments.day(int(match["day"]), int(match["number"]), year + 2000 if year < 100 else year, published)


def _no_value(_: re.Match[str], __: date | None) -> str | None:
    return None


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    value: Callable[[re.Match[str], date | None], str | None]
    needs_preposition: bool


def _rule(
    pattern: str, value: Callable[[re.Match[str], date | None], str | None], *, needs_preposition: bool = False
) -> _Rule:
    return _Rule(re.compile(pattern), value, needs_preposition)


# Rules are tried where a trigger stands, on text in lower case; what leads a date («в начале», «с») is added
# afterwards. So the whole costs a fraction of a millisecond.
_TRIGGER = re.compile(
    r"(?<![\w-])(?:\d|янв|фев|мар|апр|ма[йяею]|июн|июл|авг|сен|окт|ноя|дек|прошл|минувш|предыдущ|нынешн|текущ|эт|следующ"
    r"|будущ|ближайш|последн|т[оеу]|понедел|вторн|сред|четверг|пятн|суббот|воскрес|сегодня|вчера|завтра|позавчера|послезавтра"
    r"|накануне|весн|лет|осен|зим|[ivx]|од[ин]|дв|тр[иеё]|четыр|пят|шест|сем|вос|девя|десят|нескольк|пол[ту]|пар|через|спустя"
    r"|за|в\s+теч|на\s+протяж|более|свыше|почти|около|менее|год|месяц|недел|выходн)"
)
RULES = (
    _rule(
        rf"(?P<first>\d{{1,2}})(?:-?(?:го|е|му))?(?:\s*(?:[-–—,и]|по)\s*(?P<last>\d{{1,2}}))?\s+{_MONTH}(?:\s+{_OF_YEAR})?",
        _day_value,
    ),
    _rule(rf"{_MONTH}(?:\s*[-–—]\s*\w+(?:е|я|ь))?\s+{_OF_YEAR}", _month_value),
    _rule(rf"{_WHICH}\s+{_MONTH}", _month_value),
    _rule(rf"{_MONTH}", _month_value, needs_preposition=True),
    _rule(rf"(?:{_WHICH}\s+)?{_WEEKDAY}(?!\w)", _weekday_value, needs_preposition=True),
    _rule(rf"{_WHICH}\s+(?:же\s+)?(?P<unit>{_UNIT})(?!\w)", _unit_value),
    _rule(
        r"(?P<near>сегодня|вчера|завтра|позавчера|послезавтра|накануне)(?:\s+(?:утром|вечером|дн[её]м|ночью))?(?!\w)",
        _near_value,
    ),
    _rule(
        r"(?P<season>весн(?:ой|ы|у|а)|летом|лета|лето|осен(?:ью|и|ь)|зим(?:ой|ы|у|а))"
        rf"(?:\s+{_OF_YEAR}|\s+{_WHICH}\s+года)(?!\w)",
        _season_value,
    ),
    _rule(
        rf"{_YEAR}(?:\s*[-–—]\s*(?P<last>1\d{{3}}|20\d\d))?(?:-?(?:й|го|м|ом|х|е))?\s*(?:год(?:а|у|ом|е|ы|ов|ам|ах)?|гг?\.?)(?!\w)",
        _year_value,
    ),
    _rule(
        rf"{_YEAR}(?:-(?:м|го|му))?(?![\w%]|[.,]\d|\s*(?:руб|долл|евро|тыс|млн|чел|штук|мест))",
        _year_value,
        needs_preposition=True,
    ),
    _rule(rf"(?<=\(){_YEAR}(?:\s*[-–—]\s*(?P<last>1\d{{3}}|20\d\d))?(?=\))", _year_value),
    _rule(r"(?P<day>\d{1,2})\.(?P<number>\d{2})\.(?P<year>\d{4}|\d\d)(?![\w.])", _numeric_value),
    _rule(r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?!\w)", _numeric_value),
    _rule(rf"{_YEAR}\s+по\s+(?P<last>1\d{{3}}|20\d\d)\s+(?:год\w*|гг?\.?)", _year_value),
    _rule(r"(?:[ivxх]{1,5}|\d{1,2}(?:-?(?:м|ом|го|й))?)\s+век(?:а|е|ов|ах)?(?!\w)", _no_value),
    _rule(r"(?:\d{2}|\d{4})-(?:е|х)(?:\s+год(?:ы|ов|ах|ам))?(?!\w)", _no_value),
    _rule(rf"{_NUMBER}\s+{_UNIT}\s+(?:тому\s+)?(?:назад|спустя)(?!\w)", _no_value),
    _rule(
        r"(?:через|спустя|за|в\s+течение|на\s+протяжении|более|свыше|почти|около|менее)\s+(?:последни[ех]\s+)?"
        rf"{_NUMBER}\s+{_UNIT}(?!\w)",
        _no_value,
    ),
    _rule(rf"{_NUMBER}\s+(?:месяц(?:а|ев|ам|у)?|недел[ьиюя]|дн(?:я|ей|ям)|суток)(?!\w)", _no_value),
    _rule(rf"(?:{_SMALL_NUMBER}|\d)\s+(?:год(?:а|у|ам)?|лет)(?!\w)", _no_value),
    _rule(r"(?:на\s+протяжении|в\s+течение)\s+(?:\w+\s+)?(?:недели|месяца|года|дня|десятилетий|лет)(?!\w)", _no_value),
    _rule(r"через\s+(?:год|месяц|неделю|день|сутки)(?!\w)|(?:год|месяц|неделю)\s+назад|выходные(?!\w)", _no_value),
)
# Most triggers begin no date («за», «этот», «последний»): all rules in one pattern tell so at once.
_ANY = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", rule.pattern.pattern) for rule in RULES))


def find_dates(text: str, start: int, stop: int, published: date | None) -> list[Found]:
    """The dates in `text[start:stop]`, in order, disjoint. `text` in lower case."""
    found = []
    for trigger in _TRIGGER.finditer(text, start, stop):
        at = trigger.start()
        lead = None
        for rule in RULES if _ANY.match(text, at, stop) else ():
            if match := rule.pattern.match(text, at, stop):
                lead = lead or _LEAD.search(text, max(start, at - _LEAD_REACH), at)
                if not rule.needs_preposition or (lead and lead["in"]):
                    found.append(Found(lead.start() if lead else at, match.end(), rule.value(match, published)))
    return longest(found)


def longest(found: Iterable[Found]) -> list[Found]:
    """Those that remain when of two that overlap the longer stays."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda f: (f.start, -f.stop)):
        if kept and kept[-1].stop > each.start:
            if each.stop - each.start > kept[-1].stop - kept[-1].start:
                kept[-1] = each
            continue
        kept.append(each)
    return kept
