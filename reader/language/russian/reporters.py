"""Whose report a Russian cue makes, of whatever kind the cue is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.report import Report
from reader.language.russian.cues import CueKind
from reader.language.russian.forms import lemma
from reader.language.russian.gerunds import subject_of_gerund
from reader.language.russian.subjects import subject_after, subject_before
from reader.language.russian.whose import carries, cites_others, document, his_words, house_that_says, whom_it_cites
from reader.model import QuoteKind

if TYPE_CHECKING:
    from reader.language.russian.bounds import Subject
    from reader.language.russian.cues import Cue
    from reader.language.story import Story
    from reader.model import Span


def reporter(story: Story, cue: Cue, first: int, limit: int, *, inverted: bool = False) -> Subject | None:
    """Who a cue says it was, between the tokens `first` and `limit`; `inverted` where he rather stands behind it."""
    if cue.kind is CueKind.GERUND:
        return subject_of_gerund(story, cue, first)
    if cue.kind is CueKind.IMPERSONAL:
        return document(story, cue, first, limit)
    if cited := whom_it_cites(story, cue, limit):
        return cited
    rules = (subject_after, subject_before) if inverted else (subject_before, subject_after)
    for rule in rules:
        if subject := rule(story, cue, limit if rule is subject_after else first):
            return subject
    return house_that_says(story, cue, first, limit)


def cue_lemma(story: Story, cue: Cue) -> str:
    """The dictionary form of the verb that a cue begins with."""
    return lemma(story.tokens[cue.first].text)


def said_by(story: Story, contents: tuple[Span, ...], cue: Cue, subject: Subject | None) -> Report:
    """Words in marks of the cue's subject, or of whom «приводит его слова» means."""
    his = his_words(story, cue)
    carried = his or (subject and cites_others(story, cue) and carries(story, subject))
    return Report(QuoteKind.DIRECT, contents, cue, None if carried else subject, his)
