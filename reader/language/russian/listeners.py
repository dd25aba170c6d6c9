"""Outlets that somebody tells something: «сообщил ТАСС источник» is not what ТАСС says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.russian.bounds import QUOTE_MARKS, is_inside_house
from reader.language.russian.cues import CueKind
from reader.language.russian.forms import lemma
from reader.language.russian.grammar import facts
from reader.model import Label

if TYPE_CHECKING:
    from reader.language.russian.cues import Cue
    from reader.language.story import Story


def is_listener(story: Story, cue: Cue, first: int, stop: int, end: int) -> bool:
    """«рассказал РИА Новости | глава фонда», «рассказали «Вести» | в мэрии»: an organisation beside the verb listens
    when somebody else follows."""
    if story.name_at[first].label is Label.PERSON:
        return False
    behind = stop + (stop < end and story.tokens[stop].text in QUOTE_MARKS)
    if cue.plural and is_inside_house(story, behind, end):
        return True
    return any(_may_tell(story, cue, place) for place in range(stop, end))


def _may_tell(story: Story, cue: Cue, place: int) -> bool:
    """«сообщил ТАСС | источник в мэрии», «сообщила «Вести» | пресс-служба»: whether a word behind an organisation that
    a verb stands before is for whoever tells it something."""
    name = story.name_at.get(place)
    if name is not None:
        return name.label is Label.PERSON
    word = story.tokens[place].text
    known = facts(word)
    if known.animate and known.nominative:
        return True
    if known.part == "NUMR" and known.nominative and place + 1 < len(story.tokens):
        word = story.tokens[place + 1].text  # «два | источника»
        return facts(word).animate or lemma(word) in words("cues_ru", "sources")
    governed = facts(story.tokens[place - 1].text).part == "PREP"
    if governed or not known.nominative or known.genitive:
        return False
    if lemma(word) in words("cues_ru", "sources"):
        return cue.kind is CueKind.VERB
    agrees = any(not reading.plural and reading.gender == cue.gender for reading in known.nominatives)
    return agrees and cue.gender == "femn" and lemma(word) in words("cues_ru", "parts")
