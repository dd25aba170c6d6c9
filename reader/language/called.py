"""What those are called who speak without a name: «представитель полиции», «один из жителей»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.cues import CueKind
from reader.language.forms import genitive_to_nominative
from reader.language.grammar import facts
from reader.language.phrases import phrase_form, usual_case
from reader.language.whose import cites_others

if TYPE_CHECKING:
    from reader.language.bounds import Subject
    from reader.language.report import Report
    from reader.language.roles import Roles


def what_is_called(roles: Roles, report: Report, subject: Subject) -> str:
    """What a phrase calls whoever speaks, in the dictionary form: the subject of a verb stands in it."""
    story = roles.story
    own = roles.without_count(roles.without_itself(subject))
    phrase, first = story.words(*own), story.tokens[own.first].text
    cue = report.cue
    if own.stop - own.first == 1 and cue is not None and cue.kind is CueKind.NOMINAL:
        formed = genitive_to_nominative(first)
        return formed if formed != first else phrase_form(first)
    governed = own.first > 0 and facts(story.tokens[own.first - 1].text).part == "PREP"  # «в | мэрии сообщили»
    stands = own == subject and cue is not None and cue.kind is CueKind.VERB and not governed
    agrees = cue is not None and any(reading.plural == cue.plural for reading in facts(first).nominatives)
    counted = facts(story.tokens[subject.first].text)  # «некоторые | жители», not «нескольких | жителей»
    is_many = own.first > subject.first and counted.nominative and not counted.genitive and not governed
    is_subject = is_many or (stands and agrees and not (cue and cites_others(story, cue)))
    return usual_case(phrase if is_subject else phrase_form(phrase), named=own.first in story.name_at)
