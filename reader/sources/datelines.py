"""Place, day and agency at the beginning of a report: «МОСКВА, 3 мар — РИА Новости.», “LONDON (Reuters) -”."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from msgspec import Struct

from reader.model import Kind
from reader.sources.dates import MONTH, find_date
from reader.sources.draft import Draft, Trust
from reader.sources.wording import Wording


def mark_dateline(draft: Draft) -> None:
    """The dateline before the first paragraph; it tells the source."""
    for number in sorted({*draft.open()[:3], *draft.story()[:2]}):
        block = draft.blocks[number]
        dateline = read_dateline(draft.raw(block), draft.wording)
        if dateline is None:
            continue
        if dateline.source:
            draft.offer_source(dateline.source, Trust.WIRE)
        if dateline.day:
            draft.days.append((Trust.WIRE, dateline.day))
        if block.start + dateline.start < block.stop:
            draft.split(number, block.start + dateline.stop, block.start + dateline.start, Kind.DATELINE, None)
        else:
            block.kind = Kind.DATELINE
        return


class Dateline(Struct, frozen=True):
    """`stop` is where the dateline ends and `start` where the report begins, in characters of what was read; `day` is
    None where the year is not told."""

    stop: int
    start: int
    source: str | None
    day: date | None


_CAPITALS = r"[А-ЯЁA-Z][А-ЯЁA-Z.’'-]{2,}(?:[ -][А-ЯЁA-Z][А-ЯЁA-Z.’'-]*){0,3}"
_PLACE = rf"(?:{_CAPITALS}|[А-ЯЁA-Z][а-яёa-z]+(?:[ -][А-ЯЁA-Z]?[а-яёa-z]+){{0,2}})"
_REGION = r"(?:\s*/[^/\n]{2,40}/|,\s[^\W\d_][\w. ]{1,25})?"
_YEAR = r"(?:,?\s(?:19|20)\d\d(?:\s?г(?:ода|\.)?)?)?"
_DAY = rf"(?:\d{{1,2}}\s(?i:{MONTH})|(?i:{MONTH})\s\d{{1,2}})"
_WHEN = rf"(?P<when>{_DAY}{_YEAR})(?:,\s\d\d?:\d\d)?"
_MARKED = r"(?P<marked>/[^/\n]{2,60}/|\([^()\n]{2,40}\))"
_NAME = r"[«\"]?[А-ЯЁA-Z][\w«»\"-]*(?:\.\w+)*"
_BARE = rf"(?P<bare>{_NAME}(?:\s{_NAME}){{0,3}}?)"
_AGENCY = _BARE.replace("<bare>", "<agency>")  # where a place may stand too: only a known name tells them apart
_DASH = r"\s*(?:—|–|--?)\s+"
_END = rf"(?P<end>\s*[.:]?(?:{_DASH}|\s+|$))"

_OWNER = rf"(?:{_MARKED}|{_BARE}(?=\.\s|[.:]?{_DASH}|[.:]?$))"
_AMERICAN_PLACE = r"[A-Z][A-Z.’'-]{3,}(?: [A-Z][A-Z.’'-]+){0,2}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?"

_DIGIT, _BRACKET, _ANY_DASH = _SIGNS = tuple(re.compile(signs) for signs in (r"\d", r"[/(]", r"[—–-]"))
# each form with the sign without which it cannot be: most beginnings of paragraphs hold none of them
_FORMS = (
    # ТАСС, 3 марта.
    (_DIGIT, rf"{_AGENCY},\s{_WHEN}(?=[.:]|{_DASH}){_END}"),
    # ГОРОХОВЕЦ, 21 апреля. /ТАСС/. · МОСКВА, 3 мар — РИА Новости. · Москва. 3 марта. INTERFAX.RU -
    (_DIGIT, rf"{_PLACE}{_REGION}[.,]\s+{_WHEN}[.,]?(?:{_DASH}|\s+){_OWNER}{_END}"),
    # LONDON (Reuters) - · SEOUL, South Korea (AP) — · МОСКВА. /ТАСС/. · (Reuters) - · /ТАСС/.
    (_BRACKET, rf"{_PLACE}{_REGION}[.,]?\s+{_MARKED}{_END}"),
    (_BRACKET, rf"{_MARKED}(?=\s*(?:[.:]|{_DASH})){_END}"),
    # PARIS, March 3 — · ГОРОХОВЕЦ, 21 апреля 2024. · WASHINGTON —
    (_DIGIT, rf"{_CAPITALS}{_REGION}[.,]\s{_WHEN}(?=[.,]?{_DASH}|[.:]\s){_END}"),
    # Самара, 5 июня 2023 года —
    (_DIGIT, rf"{_PLACE}{_REGION},\s(?P<when>{_DAY},?\s(?:19|20)\d\d(?:\s?г(?:ода|\.)?)?)(?={_DASH}){_END}"),
    (_ANY_DASH, rf"{_AMERICAN_PLACE}(?=\s+(?:—|–|--)\s){_END}"),
)
_LATIN_AGENCY = re.compile(r"[A-Za-z]{2,8}")
_MAY_BEGIN = re.compile(r"[А-ЯЁA-Z(/]")
_LOOKED_AT = 160


@cache
def _forms() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The forms, compiled when the first article is read: it takes longer than all the rest of a start."""
    return tuple((sign, re.compile(form)) for sign, form in _FORMS)


def read_dateline(text: str, wording: Wording) -> Dateline | None:
    """The dateline at the beginning of `text`, if there is one."""
    beginning = text[:_LOOKED_AT]
    if not _MAY_BEGIN.match(beginning):
        return None
    present = [sign for sign in _SIGNS if sign.search(beginning)]
    for sign, form in _forms() if present else ():
        if sign in present and (match := form.match(beginning)) and (dateline := _checked(match, wording)):
            return dateline
    return None


def _checked(match: re.Match[str], wording: Wording) -> Dateline | None:
    """What a form has found, if it is convincing: a sentence may begin like a dateline."""
    found = match.groupdict()
    if (agency := found.get("agency")) and not wording.names_outlet(agency):
        return None
    source = agency or found.get("bare") or (found.get("marked") or "").strip("/()").split(",")[0].strip()
    known = bool(source) and (wording.names_outlet(source) or source.isupper())
    known = known or ("-" in match["end"] and _LATIN_AGENCY.fullmatch(source) is not None)
    is_all = match.end() == len(match.string)  # and no report behind: only a known name is an agency then
    begins_in_capitals = match[0][:3].isupper()
    if source and not known and (is_all or not begins_in_capitals or not found.get("when")):
        return None
    when = find_date(found.get("when") or "")
    return Dateline(
        match.start("end") + (match["end"].lstrip()[:1] in ".:"),
        match.end(),
        _agency(source, wording) if source else None,
        when[0] if when else None,
    )


def _agency(source: str, wording: Wording) -> str:
    """An agency by the name in the word lists; «Корр. ТАСС Иван Петров» is the agency too."""
    if name := wording.outlet(source):
        return name
    if wording.names_outlet(source):  # «Вести Севера» are not «Вести»
        return source
    return next((name for word in source.split() if (name := wording.outlet(word))), source)
