"""Who wrote a story.

A byline is a line with a person's name and little else. A name alone may as well caption a portrait: whoever the story
speaks of is not taken for its author.
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct

from reader.model import Kind
from reader.sources.draft import Draft, Trust
from reader.sources.lines import Block
from reader.sources.wording import Field, Wording


def mark_bylines(draft: Draft) -> None:
    """Who wrote the story, on a line of its own above the first paragraph or below the last."""
    story = draft.story()
    if not story:
        return
    undecided = draft.open()
    above = [number for number in undecided if number < story[0]]
    below = [number for number in undecided if number > story[-1]] or story[-1:]
    second = story[1] if len(story) > 1 else 0
    under_standfirst = [number for number in undecided if story[0] < number < second]
    for number in (*above, *under_standfirst, *below):
        block = draft.blocks[number]
        byline = None if block.level or block.count > _LONGEST_BYLINE else read_byline(block.words, draft.wording)
        if byline is None or (not byline.sure and (number in under_standfirst or draft.mentions(byline.author))):
            continue
        block.kind = Kind.BYLINE
        draft.offer(Field.AUTHOR, byline.author, Trust.NEAR if number < max(story[0], second) else Trust.FAR)
        if byline.source:
            draft.offer_source(byline.source, Trust.NEAR)
    author = draft.value(Field.AUTHOR) or ""
    for before, following in pairwise(draft.blocks):
        if before.kind is _BYLINE and following.kind is None and _is_about_writer(draft, following, author):
            following.kind = Kind.BYLINE


_BYLINE = Kind.BYLINE
_LONGEST_BYLINE = 16


def _is_about_writer(draft: Draft, block: Block, author: str) -> bool:
    """A line below a byline that tells the writer's role, paper or life."""
    if author and block.words.startswith(author + " "):
        return True
    if block.count > 6 or block.is_closed:
        return False
    if draft.wording.names_outlet(block.words):
        draft.offer_source(block.words, Trust.NEAR)
        return True
    return _is_role(block.words, draft.wording)


_CAPITALISED = r"(?:[^\W\d_a-zа-яё][a-zа-яё]+|[^\W\d_a-zа-яё]{2,}|O['’][A-Z][a-z]+|Ma?c[A-Z][a-z]+)"
_INITIALS = r"[^\W\d_a-zа-яё]\.(?:-?[^\W\d_a-zа-яё]\.)?"
_NAME_PART = re.compile(rf"{_CAPITALISED}(?:-{_CAPITALISED})*|{_INITIALS}")
_PARTICLES = frozenset(
    ["де", "ди", "фон", "ван", "дер", "ла", "оглы", "кызы", "de", "da", "di", "von", "van", "der", "la", "bin", "al"]
)
_ADJECTIVE = re.compile(r"[а-яё]+(?:ская|ское|ские|ная|ное|ные|вая|вое|вые|цкий|нский|ого|ему|ний|ный|шая|ший)$")
_NAME_AND = re.compile(r"\s+(?:и|and|&)\s+", re.IGNORECASE)


# --- names and bylines ---


def is_person(words: str) -> bool:
    """Whether words look like the name of one person: two to four of them, capitals where names have them."""
    parts = words.split()
    if not 2 <= len(parts) <= 4 or len(words) > 50:
        return False
    if not all(_NAME_PART.fullmatch(part) or part.lower() in _PARTICLES for part in parts):
        return False
    if _ADJECTIVE.fullmatch(parts[0].lower()) or sum(part.endswith(".") for part in parts) == len(parts):
        return False
    # «США И КИТАЙ» is no name; «Анна КРЫЛОВА» and “JANE DOE” are
    return any(len(part) > 2 for part in parts)


class Byline(Struct, frozen=True):
    """Who wrote a story, and the paper or agency named beside, if any. `sure` is False for a mere name or two."""

    author: str
    source: str | None
    sure: bool


_BY = re.compile(
    r"(?:(?:written |words |story |reported |reporting |interview |text )?by|(?:текст|автор)(?: подготовил[аи]?)?"
    r"|беседовал[аи]?|записал[аи]?|подготовил[аи]?|интервью (?:взял[аи]?|провел[аи]?|провёл))\s+(?=\S)",
    re.IGNORECASE,
)
_BETWEEN_PARTS = re.compile(r"\s*[|·•]\s*|,\s+")
_IN_PLACE = re.compile(r"\s+(?i:in|at|for|из|для|специально для)\s+(?P<rest>.+)$")


def read_byline(words: str, wording: Wording) -> Byline | None:
    """The byline a line is, or None. Knows «By …», «Имя Фамилия, корреспондент», «Имя Фамилия, «Газета»», a name."""
    if len(words) > 160 or words.count(" ") > 20 or not (words[0].isupper() or words[0] in "(bт" or "авт" in words):
        return None
    line = words.removeprefix("(").removesuffix(".").removesuffix(")")
    by = _BY.match(line)
    if by:
        line = line[by.end() :].split(";", 1)[0]
    parts = [part.strip() for part in _BETWEEN_PARTS.split(line) if part.strip()]
    names: list[str] = []
    while parts and (found := _names(parts[0])) and not _is_other(parts[0], wording):
        names.append(found)
        parts.pop(0)
    source: str | None = None
    sure = bool(by)
    if not names and parts:
        names, source, sure = _mixed(parts.pop(0), wording, by=bool(by))
    if not names:
        return None
    for part in parts:
        if wording.names_outlet(part) or _QUOTED.fullmatch(part):
            source = source or wording.outlet(part) or part
            sure = True
        elif "@" in part or _is_role(part, wording):
            sure = True
        elif not (part[:1].isupper() and part.count(" ") < 3 and not part.endswith((".", "!", "?"))):
            return None
    return Byline(", ".join(names), source, sure)


def _is_other(part: str, wording: Wording) -> bool:
    return wording.names_outlet(part) or _is_role(part, wording)


_LONGEST_MIXED = 8
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"(?:\w+\s)?[«\"“][^«»\"“”]{2,40}[»\"”]")


def _names(part: str) -> str:
    """A part of a byline that names people and nothing else, as it is to be spelt; empty for any other part."""
    return _spelt(part) if all(map(is_person, _NAME_AND.split(part))) else ""


def _spelt(name: str) -> str:
    """A name in small letters where all of it was in capitals, and surnames too: «Анна КРЫЛОВА»."""
    return " ".join(part.title() if len(part) > 2 and part.isupper() else part for part in name.split())


def _mixed(part: str, wording: Wording, *, by: bool) -> tuple[list[str], str | None, bool]:
    """A name with a role, a place or a paper in one part: «Jane Doe Political correspondent», «Jane Doe in Paris»."""
    if place := _IN_PLACE.search(part):
        found = _names(part[: place.start()])
        rest = place["rest"].strip('«»"“”')
        return [found] if found else [], _spelt(rest) if wording.names_outlet(rest) else None, True
    tokens = part.split()
    if len(tokens) > _LONGEST_MIXED:
        return [], None, False
    for cut in (2, 3) if _tells_role(part, wording) else ():
        front, back = " ".join(tokens[:cut]), " ".join(tokens[cut:])
        if back and is_person(front) and _is_role(back, wording) and len(tokens) <= cut + 5:
            return [_spelt(front)], None, True
        front, back = " ".join(tokens[:-cut]), " ".join(tokens[-cut:])
        if front and is_person(back) and _is_role(front, wording) and len(tokens) <= cut + 4:
            return [_spelt(back)], None, True
    if by and len(tokens) <= 4 and wording.names_outlet(part):
        return [part], wording.outlet(part), True
    return [], None, False


def _is_role(words: str, wording: Wording) -> bool:
    return words.count(" ") < 6 and _tells_role(words, wording)


def _tells_role(words: str, wording: Wording) -> bool:
    return not wording.roles.isdisjoint(_WORD.findall(words.lower()))
