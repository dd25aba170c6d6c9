"""Whose words stand beside a verb that is not of speech: «Q», — развёл руками X; X пожал плечами: «Q».

Some verbs are of speech only there, and then a cue: «Q», — начал X; «Q», — прочла она.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.language.models import words
from reader.language.russian.attribution import words_end
from reader.language.russian.cues import Cue, CueKind
from reader.language.russian.forms import lemma
from reader.language.russian.grammar import facts, finite, is_instrumental, predicate
from reader.language.russian.subjects import subject_after, subject_before

if TYPE_CHECKING:
    from reader.language.russian.bounds import Subject
    from reader.language.story import Story
    from reader.model import Span

_BETWEEN = re.compile(r"[,!?…]\s*[-–—]+\s+(?=[^\W\d_])(?P<acts>[^.,:;!?«»„“”\"\n]{3,80})[.,]\s*[-–—]+\s+")


class Act(NamedTuple):
    """Who does what beside his words; `cue` where the verb is one of speech there."""

    cue: Cue | None
    subject: Subject


def acting_inside(story: Story, span: Span) -> tuple[Act, Span] | None:
    """«Q1, — развёл руками | X. — Q2»: who acts between dashes within a saying, and the span that this takes."""
    for found in _BETWEEN.finditer(story.text, *span):
        first, limit = (story.token_from(offset) for offset in found.span("acts"))
        left = words_end(story, found.start())
        if act := acting(story, first, limit):
            return act, (left, found.end())
    return None


def acting(story: Story, first: int, limit: int) -> Act | None:
    """«Q», — радуется | Иван Петров, «Q», — машет рукой | директор Иван Петров, «Q», — ткнул | он пальцем: who is named
    behind a verb that is not of speech."""
    first += first < limit and story.tokens[first].text.lower() == "не"  # «не унимается | он»
    if first + 1 >= limit or first in story.name_at or not _does(story.tokens[first].text):
        return None
    verb = finite(story.tokens[first].text)
    gender, plural = (verb.gender, verb.plural) if verb else (facts(story.tokens[first].text).gender, False)
    following = story.tokens[first + 1].text
    spoken = verb is not None and verb.infinitive in words("cues_ru", "spoken")
    # «не может успокоиться | отец», «огласил решение | судья»
    stop = first + 1 + (facts(following).part == "INFN" or (spoken and following.lower() in words("cues_ru", "voiced")))
    cue = Cue(first, stop, CueKind.VERB, gender=gender, plural=plural)
    subject = subject_after(story, cue, limit)
    lone = subject is not None and subject.first <= stop + 1 and is_one(story, subject)
    known = subject and (lone or story.people(*subject))
    return Act(cue if spoken else None, subject) if subject and known else None


def with_these_words(story: Story, first: int, limit: int) -> Act | None:
    """«Q», — | с этими словами | Иван Петров ушёл: what it is said with, and whoever does something."""
    opening = [token.text.lower() for token in story.tokens[first : first + 3]]
    if len(opening) < 3 or opening[0] != "с" or opening[1] not in ("этими", "такими") or opening[2] != "словами":
        return None
    place = next((n for n in range(first + 3, limit) if finite(story.tokens[n].text)), limit)
    verb = finite(story.tokens[place].text) if place < limit else None
    if verb is None:
        return None
    cue = Cue(place, place + 1, CueKind.VERB, gender=verb.gender, plural=verb.plural)
    subject = subject_before(story, cue, first + 3) or subject_after(story, cue, limit)
    return Act(cue._replace(first=first, stop=first + 3), subject) if subject else None


def _does(word: str) -> bool:
    """A finite verb of the third person, or in the past, other than of seeing and hearing; or «возмущён»."""
    verb = finite(word)
    if verb is None and facts(word).part in ("ADJS", "PRTS"):
        return not facts(word).plural
    return verb is not None and (
        verb.infinitive not in words("cues_ru", "perceiving") or verb.infinitive in words("cues_ru", "spoken")
    )


def gesturing(story: Story, first: int, limit: int) -> Subject | None:
    """«Иван Петров разводит руками: «Q»»: the person who is the subject, where no noun is left that the words in marks
    could be («увидел надпись: «Q»»)."""
    last = story.tokens[limit - 1].text if limit > first else ""
    # «придерживается того же мнения», «звонил каждый час»
    plain = bool(last) and lemma(last) in words("cues_ru", "opinions") | words("cues_ru", "times")
    if not last or (facts(last).part == "NOUN" and not is_instrumental(last) and not plain):
        return None
    place = next((n for n in range(first, limit) if predicate(story.tokens[n].text)), limit)
    verb = predicate(story.tokens[place].text)
    if place == limit or verb is None or verb.infinitive in words("cues_ru", "perceiving"):
        return None
    cue = Cue(place, place + 1, CueKind.VERB, gender=verb.gender, plural=verb.plural)
    subject = subject_before(story, cue, first)
    known = subject and (
        story.people(*subject) or is_one(story, subject) or (verb.plural and _are_many(story, subject))
    )
    return subject if known else None


def _are_many(story: Story, subject: Subject) -> bool:
    """«болельщики», «местные жители»: whether a phrase is of people."""
    known = [facts(story.tokens[place].text) for place in range(*subject)]
    return any(word.part == "NOUN" and word.animate and word.nominative and word.plural for word in known)


def spoken_before(story: Story, first: int, limit: int) -> Act | None:
    """«Мэр поздравил пару в письме: «Q»»: a verb that is one of speech beside words in marks, and its subject."""
    place = next((n for n in range(first, limit) if finite(story.tokens[n].text)), limit)
    verb = finite(story.tokens[place].text) if place < limit else None
    spoken = (words("cues_ru", "spoken") | words("cues_ru", "naming")) - words("cues_ru", "perceiving")
    if verb is None or verb.infinitive not in spoken:
        return None
    cue = Cue(place, place + 1, CueKind.VERB, gender=verb.gender, plural=verb.plural)
    subject = subject_before(story, cue, first) or subject_after(story, cue, limit)
    return Act(cue, subject) if subject and (story.people(*subject) or is_one(story, subject)) else None


def is_one(story: Story, subject: Subject) -> bool:
    """«хирург», «он»: whether a phrase begins with a word for one person."""
    known = facts(story.tokens[subject.first].text)
    pronoun = story.tokens[subject.first].text.lower() in ("он", "она", "тот", "та")
    return pronoun or (known.part == "NOUN" and known.animate and known.nominative and not known.plural)
