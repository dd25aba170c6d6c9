"""The name of the site that published a page: a line above the menu or below the story, which tells the source."""

from __future__ import annotations

import re

from reader.model import Kind
from reader.sources.dates import find_date
from reader.sources.draft import Draft, Trust
from reader.sources.headline import is_menu_row
from reader.sources.lines import Block
from reader.sources.wording import Phrase, plain

_LONGEST = 80
_MAY_NAME_IT = (None, Kind.BOILERPLATE)
_LONGEST_PROOF = 400
_COMMAND = re.compile(r"\w+(?:ть|ти|ться|те|тесь)\b", re.IGNORECASE)
_GENERAL = re.compile(r"\w+(?:ая|ое|ый|ий)\s(?:газета|журнал|портал|издание|агентство)", re.IGNORECASE)
_CALLED = re.compile(r"(?:газета|журнал|портал|агентство)\s+[«\"“]([^«»\"“”]+)[»\"”]", re.IGNORECASE)
_TAGLINE = re.compile(r"\s+[—–|:·-]+\s+|\.\s+")


def find_site(draft: Draft) -> None:
    """Lines that are nothing but the name of a paper are not shown; one that the page names twice is the source."""
    above = draft.headline is not None
    story = draft.story()
    inside = range(story[0], story[-1]) if story else range(0)
    for number, block in enumerate(draft.blocks):
        above = above and block is not draft.headline
        if len(block.words) > _LONGEST or block.kind not in _MAY_NAME_IT:
            continue
        if "@" in block.words:
            continue
        if block.kind is None and number in inside:
            continue  # a heading inside the story may be called so
        if block.phrase is not None and block.plain not in draft.wording.outlets:
            continue
        name = _name(draft, block.words)
        known = draft.wording.outlet(name) is not None
        may_be = block.kind is Kind.BOILERPLATE and (_is_named(draft, name) or (above and _is_masthead(draft, number)))
        if known or may_be:
            unconfirmed = Trust.NEAR if known else Trust.MASTHEAD if draft.wording.names_outlet(name) else Trust.FAR
            draft.offer_source(name, Trust.SITE if _is_confirmed(draft, block, plain(name)) else unconfirmed)
            block.kind = Kind.BOILERPLATE


def _name(draft: Draft, words: str) -> str:
    """The name in a line such as «Приокский курьер – городская газета» or “Dunmere Gazette Sport”."""
    name = _TAGLINE.split(words.strip("()/ "), maxsplit=1)[0]
    called = _CALLED.fullmatch(name)
    name = (called[1] if called else name).strip('«»"“” ')
    shorter, _, last = name.rpartition(" ")
    is_section = plain(last) in draft.wording.lines and draft.wording.names_outlet(shorter)
    return shorter if is_section and draft.wording.outlet(name) is None else name


def _is_named(draft: Draft, name: str) -> bool:
    is_general = _GENERAL.fullmatch(name) is not None and draft.wording.outlet(name) is None
    return name[:1].isupper() and draft.wording.names_outlet(name) and not is_general


def _is_masthead(draft: Draft, number: int) -> bool:
    """Whether a line may be the name of the site for standing just above the menu, or first, but for a notice, on a
    page with lines of the site."""
    block = draft.blocks[number]
    name = _TAGLINE.split(block.words, maxsplit=1)[0]
    if block.phrase is not None or block.is_closed or name.count(" ") > 2 or not name[:1].isupper() or find_date(name):
        return False
    if _COMMAND.match(name):
        return False
    if number + 1 < len(draft.blocks) and is_menu_row(draft, draft.blocks[number + 1]):
        return True
    above = {other.phrase for other in draft.blocks[:number]}
    if above and (Phrase.NOTICE not in above or above - {Phrase.NOTICE, Phrase.FURNITURE}):
        return False
    has_lines = any(other.phrase is not None for other in draft.blocks)
    return has_lines and (" " in name or _is_confirmed(draft, block, plain(name)))


def _is_confirmed(draft: Draft, block: Block, name: str) -> bool:
    return any(
        other is not block and other.kind is Kind.BOILERPLATE and name in other.plain
        for other in draft.blocks
        if len(other.words) <= _LONGEST_PROOF
    )
