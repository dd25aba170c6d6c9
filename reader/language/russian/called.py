"""What those are called who speak without a name: «представитель полиции», «один из жителей»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.russian.bounds import is_house
from reader.language.russian.cues import CueKind
from reader.language.russian.forms import genitive_to_nominative, lemma
from reader.language.russian.grammar import facts, is_of_several, stands_for_person
from reader.language.russian.phrases import is_declined, phrase_form, usual_case
from reader.language.russian.whose import cites_others

if TYPE_CHECKING:
    from reader.language.report import Report
    from reader.language.russian.bounds import Subject
    from reader.language.russian.roles import Roles
    from reader.language.story import Story

_HIS = re.compile(r" (?:его|её|ее|их) ")  # «источник в | его | администрации»
_SEXES = {"женский": "femn", "мужской": "masc"}
_ONE = dict.fromkeys(("одна", "одной", "одну"), "femn")


def gender_called(first: str, head: str, spoken: str | None) -> str | None:
    """Whether a phrase is of a he or a she, by its first word and its noun: «женский голос» is a she whatever its verb
    says (`spoken`), «одного из жителей» a he; of houses and people the noun tells."""
    if told := _SEXES.get(lemma(first)) or spoken:
        return told
    if lemma(first) == "один" and not facts(first).plural:
        return _ONE.get(first.lower(), "masc")
    noun = facts(head if is_house(head) else first)
    source = lemma(first) in words("cues_ru", "sources") or stands_for_person(first)
    return (
        noun.gender
        if (noun.animate or source or is_house(head)) and not (noun.plural and is_of_several(head))
        else None
    )


def _is_all_in_marks(story: Story, subject: Subject) -> bool:
    """«в | «Тепловых сетях»»: whether a phrase is all that stands in marks, and so a name."""
    span = story.span(*subject)
    quoted = story.marks_around(span[0])
    return quoted is not None and quoted.parts[0] == span


def what_is_called(roles: Roles, report: Report, subject: Subject) -> str:
    """What a phrase calls whoever speaks, in the dictionary form: the subject of a verb stands in it."""
    story = roles.story
    governed = subject.first > 0 and facts(story.tokens[subject.first - 1].text).part == "PREP"  # «в мэрии сообщили»
    subject = roles.without_owner(subject)
    own = roles.without_count(roles.without_itself(subject))
    phrase, first = _HIS.sub(" ", story.words(*own)), story.tokens[own.first].text
    cue = report.cue
    if own.stop - own.first == 1 and cue is not None and cue.kind is CueKind.NOMINAL:
        formed = genitive_to_nominative(first) if is_declined(first) else first
        return formed if formed != first else phrase_form(first)
    stands = own == subject and cue is not None and cue.kind is CueKind.VERB and not governed
    agrees = cue is not None and any(reading.plural == cue.plural for reading in facts(first).nominatives)
    counted = facts(story.tokens[subject.first].text)  # «некоторые | жители», not «нескольких | жителей»
    is_many = own.first > subject.first and counted.nominative and not counted.genitive and not governed
    is_subject = is_many or (stands and agrees and not (cue and cites_others(story, cue)))
    named = own.first in story.name_at or _is_all_in_marks(story, own)
    return usual_case(phrase if is_subject else phrase_form(phrase), named=named)
