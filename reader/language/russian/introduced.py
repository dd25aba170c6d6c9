"""Names that somebody gives himself: «водитель, представившийся Сергеем», «женщина по имени Анна», «пользователь под
ником Лиса»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.russian.bounds import QUOTE_MARKS, Subject
from reader.language.russian.forms import lemma
from reader.language.russian.grammar import facts
from reader.model import Label

if TYPE_CHECKING:
    from reader.language.story import Story

_REACH = 8  # tokens behind a phrase in which a name that somebody gave begins, at most
_LONGEST = 3  # words of a nickname
_BEFORE_NAME = frozenset(("как", "только", "лишь", "просто"))
_BY = {"имя": "по", "фамилия": "по", "прозвище": "по", "кличка": "по"}
_UNDER = frozenset(("под", "с"))


def introduced_as(story: Story, subject: Subject, limit: int) -> Subject | None:
    """The tokens of the name that whoever a phrase is of has given himself, in the phrase or right behind it."""
    if not any(facts(story.tokens[place].text).animate for place in range(*subject)):
        return None
    for place in range(subject.first + 1, min(subject.stop + _REACH, limit)):
        word = story.tokens[place].text
        if place >= subject.stop and not _goes_on(story, place, subject.stop):
            return None
        if place in story.name_at or not word.islower():
            continue
        before = story.tokens[place - 1].text.lower()
        presents = facts(word).part == "PRTF" and lemma(word) in words("cues_ru", "introducing")
        by = _BY.get(lemma(word)) == before
        under = before in _UNDER and lemma(word) in words("cues_ru", "nicknames")
        if presents or by or under:
            return _name(story, place + 1, limit, declined=presents)
    return None


def _goes_on(story: Story, place: int, stop: int) -> bool:
    """Whether what stands behind a phrase may still tell more of it: up to a mark, a comma right behind it apart."""
    word = story.tokens[place].text
    return word[0].isalpha() or (word == "," and place == stop)


def _name(story: Story, place: int, limit: int, *, declined: bool) -> Subject | None:
    while place < limit and story.tokens[place].text.lower() in _BEFORE_NAME:
        place += 1
    if place < limit and story.tokens[place].text in QUOTE_MARKS:
        place += 1
    if place >= limit:
        return None
    name = story.name_at.get(place)
    if name is not None and name.label is Label.PERSON:
        return Subject(place, story.token_from(name.stop))
    stop = place
    while stop < min(limit, place + _LONGEST) and story.tokens[stop].text[:1].isupper():
        stop += 1
    return None if declined or stop == place else Subject(place, stop)
