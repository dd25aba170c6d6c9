"""Whose report a Russian cue makes, of whatever kind the cue is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.cues import CueKind
from reader.language.forms import lemma
from reader.language.grammar import facts
from reader.language.subjects import subject_after, subject_before
from reader.language.whose import document, house_that_says, whom_it_cites

if TYPE_CHECKING:
    from reader.language.bounds import Subject
    from reader.language.cues import Cue
    from reader.language.story import Story


def reporter(story: Story, cue: Cue, first: int, limit: int, *, inverted: bool = False) -> Subject | None:
    """Who a cue says it was, between the tokens `first` and `limit`; `inverted` where he rather stands behind it."""
    if cue.kind is CueKind.GERUND:
        found = subject_before(story, cue, first)
        return found if found and (names_somebody(story, found) or story.names_in(*story.span(*found))) else None
    if cue.kind is CueKind.IMPERSONAL:
        return document(story, cue, first, limit)
    if cited := whom_it_cites(story, cue, limit):
        return cited
    rules = (subject_after, subject_before) if inverted else (subject_before, subject_after)
    for rule in rules:
        if subject := rule(story, cue, limit if rule is subject_after else first):
            return subject
    return house_that_says(story, cue, first, limit)


def names_somebody(story: Story, subject: Subject) -> bool:
    """«некоторые | жители»: whether the noun that a phrase begins with is a person."""
    for place in range(*subject):
        known = facts(story.tokens[place].text)
        if known.part not in ("ADJF", "NUMR"):
            return known.animate or known.part == "NPRO"
    return False


def cue_lemma(story: Story, cue: Cue) -> str:
    """The dictionary form of the verb that a cue begins with."""
    return lemma(story.tokens[cue.first].text)
