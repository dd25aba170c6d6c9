"""Quotation marks paired: which runs of the text stand in marks.

Only the outermost pairs count; a mark inside belongs to what is said. Straight marks open or close by the white space
around them. A quotation may run over paragraphs, each of which then begins with a mark of its own («… ⏎ «… ⏎ «…»).
Marks without a partner are nobody's words: nothing is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model import Span

MAX_DEPTH = 4
MAX_PARAGRAPHS = 12
"""A quotation that is not closed after so many paragraphs was never meant as one."""

_MARK = re.compile(r"[«»„“”\"]|''")
_SINGLE = re.compile(
    r"(?<![\w’'])(?:‘(?=[\w“])((?>(?:[^\n‘’]|’(?=\w)|(?<=s)’(?=\s[^‘\n]{0,300}[,.!?…]’)){2,600}))’(?!\w)"
    r"|'(?=\w)((?:[^\n']|'(?=\w)|(?<=s)'(?=\s)){2,600}?[,.!?…][\"”]?)'(?!\w)"
    r"|'(?=\w)((?:[^\n']|'(?=\w)|(?<=s)'(?=\s)){2,600}?)'(?=,\s(?:said|says|told|added|he|she|they)\s)"
    r"|'(?!\d|til\b|em\b|cause\b|tis\b|twas\b|n\b)(?=\w)([^\n']{2,80}?)(?<!s)'(?=[\s,.;:!?)]|$))"
)
_UNCLOSED = re.compile(r"(?<![\w’'])‘(?=[\w“])((?:[^\n‘’]|’(?=\w)|(?<=s)’(?=\s)){2,})$")
_ATTRIBUTION = re.compile(r"\s*[,.!?…]*\s*[-–—]\s")
_LETTER = re.compile(r"[^\W\d_]")
_NEXT_OPENS = re.compile(r"\s{1,10}«(?=\w)")
_LOOK_AHEAD = 2_000
_CLOSED_BY = {"«": "»", "„": "“”»", "“": '”“"', '"': '"”', "''": "''"}
_BEFORE_OPENING = frozenset(' \t\n\xa0([-–—«„“"/:')
_AFTER_CLOSING = frozenset(' \t\n\xa0.,;:!?…)]-–—»”“"/')


class Quoted(Struct, frozen=True):
    """A run of text in quotation marks. `start` and `stop` cover the marks, `parts` are what stands between them: one
    span, or one for each paragraph."""

    start: int
    stop: int
    parts: tuple[Span, ...]


class _Open(Struct):
    mark: str
    start: int
    parts: list[Span]
    begin: int


def find_quoted(text: str, paragraphs: Sequence[Span], *, single: bool = False) -> list[Quoted]:
    """The outermost runs in quotation marks, in order. `single` also takes ‘English’ 'marks' round whole sayings."""
    found: list[Quoted] = []
    stack: list[_Open] = []
    carried = 0
    for number, (start, stop) in enumerate(paragraphs):
        begin = start
        if stack:
            outer = stack[0]
            outer.begin = start
            if _opens(text, start, outer.mark):
                outer.begin = begin = start + len(outer.mark)
            elif not _closes_first(text, start, stop, outer.mark):
                stack.clear()
        for mark in _MARK.finditer(text, begin, stop):
            _take(text, mark, (start, stop), stack, found)
        carried = carried + 1 if stack else 0
        if stack and number + 1 < len(paragraphs) and carried < MAX_PARAGRAPHS:
            del stack[1:]
            stack[0].parts.append((stack[0].begin, stop))
        else:
            stack.clear()
    if single:
        singles = _single_marks(text, paragraphs, found)
        found = [quoted for quoted in found if not _inside(quoted, singles)] + singles
    return sorted(found, key=lambda quoted: quoted.start)


def _opens(text: str, at: int, mark: str) -> bool:
    return text.startswith(mark, at) and text[at + len(mark) : at + len(mark) + 1].strip() != ""


def _closes_first(text: str, start: int, stop: int, mark: str) -> bool:
    """Whether the first mark of a paragraph closes what `mark` opened."""
    first = _MARK.search(text, start, stop)
    if first is None:
        return False
    if mark in ('"', "''"):  # what opens and closes alike tells by where it stands
        at, end, bounds = first.start(), first.end(), (start, stop)
        closes = _is_closing(text, at, end, mark, bounds) and not _is_opening(text, at, end, bounds)
        return first.group() == mark and closes
    return first.group() in _CLOSED_BY[mark]


def _take(text: str, found: re.Match[str], bounds: Span, stack: list[_Open], done: list[Quoted]) -> None:
    mark, at = found.group(), found.start()
    if mark == "”" and not stack and at == bounds[0] and "”" in text[found.end() : bounds[1]]:
        mark = "“"  # ” printed for “
    closes = next((depth for depth in range(len(stack) - 1, -1, -1) if mark in _CLOSED_BY[stack[depth].mark]), None)
    if mark in _CLOSED_BY and (closes is None or not _is_closing(text, at, found.end(), mark, bounds)):
        if len(stack) < MAX_DEPTH and (mark not in ('"', "''", "“") or _is_opening(text, at, found.end(), bounds)):
            stack.append(_Open(mark, at, [], found.end()))
        return
    if closes is None:
        return
    if closes and _ends_both(text, found, stack, bounds):
        closes = 0
    opened = stack[closes]
    del stack[closes:]
    if not stack:
        parts = tuple(part for part in (*opened.parts, (opened.begin, at)) if text[part[0] : part[1]].strip())
        if parts:
            done.append(Quoted(opened.start, found.end(), parts))


def _ends_both(text: str, found: re.Match[str], stack: list[_Open], bounds: Span) -> bool:
    """One » for two levels («… «Газпром», — сказал): no other closing mark of the kind follows in the paragraph
    before an attribution."""
    stop = min(bounds[1], found.end() + _LOOK_AHEAD)
    if stack[0].mark == found.group() == '"':  # the next straight mark, if any, opens another saying
        following = text.find('"', found.end(), stop)
        alone = following < 0 or _is_opening(text, following, following + 1, bounds)
        return alone and _ATTRIBUTION.match(text, found.end(), stop) is not None
    if stack[0].mark != "«" or found.group() != "»" or _goes_on(text, found.end(), stack[0], bounds):
        return False
    following = text.find("»", found.end(), stop)
    reopened = text.find("«", found.end(), stop)
    return following < 0 or (0 <= reopened < following and _ATTRIBUTION.match(text, found.end(), stop) is not None)


def _goes_on(text: str, at: int, outer: _Open, bounds: Span) -> bool:
    """Whether a paragraph that is all somebody's words says more behind `at`, without an attribution, and the next one
    begins with the mark that opens it: then a closing mark closes what is said within."""
    whole = bool(outer.parts) or outer.start == bounds[0]
    more = _LETTER.search(text, at, bounds[1]) is not None and _ATTRIBUTION.match(text, at, bounds[1]) is None
    return whole and more and _NEXT_OPENS.match(text, bounds[1]) is not None


def _is_opening(text: str, at: int, end: int, bounds: Span) -> bool:
    before = text[at - 1] if at > bounds[0] else " "
    after = text[end] if end < bounds[1] else " "
    return before in _BEFORE_OPENING and not after.isspace()


def _is_closing(text: str, at: int, end: int, mark: str, bounds: Span) -> bool:
    """Whether a mark that can do both closes: white space or a full stop follows, and it does not rather open."""
    if mark not in ('"', "''", "“"):
        return False
    before = text[at - 1] if at > bounds[0] else " "
    after = text[end] if end < bounds[1] else " "
    return after in _AFTER_CLOSING and not (before in _BEFORE_OPENING and not after.isspace() and before != '"')


def _inside(quoted: Quoted, singles: Sequence[Quoted]) -> bool:
    place = bisect_right([single.start for single in singles], quoted.start) - 1
    return place >= 0 and quoted.stop <= singles[place].stop


def _single_marks(text: str, paragraphs: Sequence[Span], double: Sequence[Quoted]) -> list[Quoted]:
    """Runs in single marks, with “double” ones perhaps inside: an apostrophe has a letter behind it, and straight ones
    end in a comma or full stop."""
    found = []
    starts = [quoted.start for quoted in double]
    for start, stop in paragraphs:
        for match in _SINGLE.finditer(text, start, stop):
            around = bisect_right(starts, match.start()) - 1
            last = bisect_right(starts, match.end()) - 1
            if all(place < 0 or not _cuts(double[place], match) for place in (around, last)):
                found.append(Quoted(match.start(), match.end(), (match.span(match.lastindex or 0),)))
    return _over_paragraphs(text, paragraphs, found)


def _over_paragraphs(text: str, paragraphs: Sequence[Span], singles: Sequence[Quoted]) -> list[Quoted]:
    """Runs in ‘single marks’ with those that go on in the next paragraph, which begins with a mark of its own."""
    starts = [quoted.start for quoted in singles]
    by_start = {quoted.start: quoted for quoted in singles}
    last: Span | None = None
    for start, stop in reversed(paragraphs):
        following = by_start.get(last[0]) if last else None
        last = (start, stop)
        open_one = _UNCLOSED.search(text, max(start, stop - _LOOK_AHEAD), stop) if following else None
        if following and open_one and bisect_right(starts, open_one.start()) == bisect_right(starts, stop):
            by_start[open_one.start()] = Quoted(open_one.start(), following.stop, (open_one.span(1), *following.parts))
            del by_start[following.start]
    return [by_start[start] for start in sorted(by_start)]


def _cuts(double: Quoted, single: re.Match[str]) -> bool:
    """Whether a run in double marks overlaps one in single marks without lying in it."""
    return (
        double.start < single.end()
        and double.stop > single.start()
        and not (single.start() < double.start and double.stop < single.end())
    )
