"""English cues: the verbs and phrases that say that somebody said something."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from reader.language.models import words

if TYPE_CHECKING:
    from collections.abc import Iterable

_LISTS = "cues_en"
_POINT_OUT = r"point(?:ed|s)?\sout"
_IS = r"(?:\b(?:is|are|was|were)|['’](?:s|re))\s(?:(?:now|also|again|still|already|openly|publicly)\s)?"
_BEFORE_VERB = r"(?:(?:has|have|had|also|later|then|once|just|already|since|further|repeatedly|previously)\s+){0,2}"


def _reporting(
    key: Iterable[str], going_on: Iterable[str], before: str = "", phrases: str = _POINT_OUT
) -> re.Pattern[str]:
    """A pattern for verbs that report, in their own forms and, behind «is», in those that go on: «is warning that»."""
    going = _one_of(going_on)
    return re.compile(
        rf"(?:\b{before}(?!(?:{going})\b)|{_IS}(?=(?:{going})\b))(?P<verb>{phrases}|{_one_of({*key, *going_on})})\b"
    )


def _one_of(forms: Iterable[str]) -> str:
    """A pattern for any of some words, by their first letters: most words of a text are none, and are seen to be so at
    once."""
    by_letter = groupby(sorted(forms), key=lambda form: form[0])
    return "|".join(f"{letter}(?:{'|'.join(form[1:] for form in found)})" for letter, found in by_letter)


@cache
def speech_verb() -> re.Pattern[str]:
    """A verb of saying, in the forms that report: said, says, has told."""
    return _reporting(words(_LISTS, "speech"), words(_LISTS, "going_on") - _NEVER_ALONE, _BEFORE_VERB)


@cache
def reporting_verb() -> re.Pattern[str]:
    """A verb that reports before «that»."""
    return _reporting(words(_LISTS, "speech") | words(_LISTS, "weak"), words(_LISTS, "going_on") - _NEVER_ALONE)


@cache
def naming_verb() -> re.Pattern[str]:
    """A verb that says in whose words a thing is so or so: «called it "a disgrace"»."""
    return _reporting(
        words(_LISTS, "naming"), ("calling", "describing", "branding", "labelling", "labeling", "dubbing")
    )


@cache
def voiced_verb() -> re.Pattern[str]:
    """A verb that reports beside a saying in marks: besides those of saying, «laughed», «fumed»."""
    forms = _one_of(words(_LISTS, "speech") | words(_LISTS, "voiced")) + r"|(?:went|goes)\son"
    return re.compile(rf"\b{_BEFORE_VERB}(?P<verb>{_POINT_OUT}|{forms})\b")


@cache
def judging_verb() -> re.Pattern[str]:
    """A verb that says what somebody thinks of a thing: «dismissed it as "theatre"»."""
    return _reporting(words(_LISTS, "judging"), words(_LISTS, "judging_on"))


ACCORDING = re.compile(r"\b(?:according\s+to|in\s+the\s+words\s+of)\b", re.IGNORECASE)
_NEVER_ALONE = frozenset(("pointing", "asking", "writing", "recalling", "joking", "stating"))
"""Of the forms in which a report goes on, those that tell of something else behind «is»: «is writing a book»."""

_NEGATED = re.compile(
    r"\b(?:not|never|n't|n’t|cannot|if|would|could|should|may|might|to|will|be|been|being|is|are|was|were)\s*$",
    re.IGNORECASE,
)

CAPITAL = r"[A-ZÀ-ÖØ-ÞŠŽĆČŁŚ]"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
NOT_ABBREVIATED = (
    r"(?<!\b[A-Z])(?<!\b(?:Dr|Mr|Ms|Lt|Fr|St))(?<!\b(?:Mrs|Sgt|Det|Col|Gen|Rev|Rep|Gov|Sen|Maj|Cpl))"
    r"(?<!\b(?:Prof|Capt|Insp|Supt|Cllr|Cmdr|Corp|Sens|Reps|Atty|Bros|Govs))(?<!\b(?:Ltd|Inc|Del|Adm|Hon|Ald|Pvt))(?<!\b(?:Co|Jr|Sr))"
)
"""Before a full stop that is one: not that of «Sgt. Lee» or «A. Lee»."""


def negated(text: str, verb: re.Match[str]) -> bool:
    """Whether what stands before a verb makes it no report: «did not say», «if he says», «to say», «was told»."""
    return _NEGATED.search(text, max(0, verb.start() - 12), verb.start()) is not None
