"""Organisations that «it» and «the company» mean as speakers of English reports."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from reader.language.english.roles import bodies
from reader.language.models import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.story import Story
    from reader.model import Entity

_OPENING = re.compile(
    r"(?:(?:But|And|Yet|Then|Later|However),?\s)?(?:(?:The|Its|A|An)\s)?"
    r"(?P<house>(?:[\w’'-]+\s){0,3}?[\w’'-]+)(?=,?\s(?:(?:has|had|have|also|which|will|would|is|was)\b|\w+(?:ed|s)\b))"
)
_CALLED = re.compile(r"(?:[\w’'-]+\s){0,2}?(?P<noun>[A-Za-z][a-z]+)\s(?P<name>[A-Z][\w&’'-]*(?:\s[A-Z][\w&’'-]*)*)")
_AT_ONCE = 30
"""Characters of a sentence in which the house stands that it is about."""

_FIRST_WORD = re.compile(r"(?:(?:But|And|Yet|Then|Later|However),?\s)?(?:The\s)?(?P<word>[A-Z][\w&-]*)")
_TALKS_TO = re.compile(
    r"\b(?:told|tells|(?:seen|obtained|reviewed|heard)\sby|sp(?:ea|o)k(?:e|en|ing)\s(?:to|with)|interview\swith)\s(?:the\s)?$"
)
_PROPER = re.compile(r"[A-Z][\w&’'-]*(?:\s(?:&\s|and\s|of\s)?[A-Z][\w&’'-]*)+")
_OFTEN = 3
"""Sentences that the house opens which a story is about, at least."""


def _is_other(name: str, noun: str) -> bool:
    """Whether a name says that whoever bears it is something else than a noun says: a union is no company."""
    kinds = {word.lower() for word in name.split()} & bodies()
    firms = words("cues_en", "firms")
    return bool(kinds) and noun not in kinds and not (noun in firms and kinds <= firms)


class Houses:
    """The organisations of a story, and those who spoke so far; `named` are its organisations by place."""

    def __init__(self, story: Story, named: Sequence[Entity]) -> None:
        self._story = story
        self._named = named
        self._starts = [entity.start for entity in named]
        others = (entity.start for entity in named if entity.name != named[0].name)
        self._another = next(others, sys.maxsize)
        self._last: tuple[int, str, bool] | None = None

    def heard(self, place: int, speaker: str, *, is_person: bool) -> None:
        """Note who spoke at `place`; to be called in the order of the text."""
        self._last = (place, speaker, is_person)

    def before(self, place: int) -> str | None:
        """The one that «it» at `place` means: who spoke last, not more than a sentence before, or whoever the sentence
        or the one before it is about."""
        if heard := self.just_heard(place):
            return heard
        number = self._story.sentence_number(place)
        for back in range(min(2, number + 1)):
            start, stop = self._story.sentences[number - back]
            stop = min(stop, place)
            if opening := self._opens(start, stop):
                return opening
            if inside := self._within(start, stop):
                return inside[0].name if len(inside) == 1 else None
        return None

    def _opens(self, start: int, stop: int) -> str | None:
        """The one that a sentence begins with: «The city council wants»."""
        found = _OPENING.match(self._story.text, start, stop)
        if found is None or self._story.inside_marks(start):
            return None
        beside = self._within(found.start("house"), found.end() + 1)
        if beside and beside[0].start == found.start("house"):
            return beside[0].name
        if called := _CALLED.fullmatch(found["house"]):
            return called["name"] if called["noun"].lower() in bodies() else None  # «Ferry firm Blue Line»
        plain = not self._story.names_in(found.start(), found.end("house"))
        if not plain or found["house"].split()[-1] not in bodies():
            return None
        known = found["house"] in words("cues_en", "houses") and self._story.text.startswith("The ", start)
        again = self.called(found["house"], start) if known else None
        return again or found["house"]  # «The firm wants it. | It said»

    def just_heard(self, place: int) -> str | None:
        """The one that spoke last before `place`, not more than a sentence before."""
        if self._last is None or self._last[2]:
            return None
        number = self._story.sentence_number(place)
        return self._last[1] if number - self._story.sentence_number(self._last[0]) <= 1 else None

    def again(self, noun: str, place: int) -> str | None:
        """«Lantern Foods said it was late. | The firm added»: the one by name that has just spoken."""
        heard = self.just_heard(place)
        named = heard and (_PROPER.fullmatch(heard) or any(entity.name == heard for entity in self._named))
        return heard if heard and named and not _is_other(heard, noun) else None

    def ending_in(self, noun: str, place: int) -> str | None:
        """The only one named before `place` whose name ends in a noun: «the commission» for the «Basin Commission»."""
        before = self._named[: bisect_left(self._starts, place)]
        found = {entity.name for entity in before if entity.name.lower().endswith(f" {noun}")}
        return found.pop() if len(found) == 1 else None

    def called(self, noun: str, place: int) -> str | None:
        """The one that «the company» at `place` means: the only one that the story has named so far, or for a firm the
        one that the story is about."""
        if not self._named or self._starts[0] >= place:
            return None
        firm = noun in words("cues_en", "firms")
        if place <= self._another:
            only = self._named[0].name
            return None if (firm and only in self._outlets) or _is_other(only, noun) else only
        return self._main if firm and self._main and not _is_other(self._main, noun) else None

    @cached_property
    def _outlets(self) -> frozenset[str]:
        """Those whom people talk to: «told the Marlow Echo», «seen by the Marlow Echo»."""
        text = self._story.text
        return frozenset(e.name for e in self._named if _TALKS_TO.search(text, max(0, e.start - _AT_ONCE), e.start))

    @cached_property
    def _main(self) -> str | None:
        """The one that opens sentences at least twice as often as any other, be it with the first word of its name."""
        longest: dict[str, str] = {}
        for entity in self._named:
            if entity.name not in self._outlets:
                word = entity.name.split()[0]
                longest[word] = max(longest.get(word, ""), entity.name, key=len)
        begun = (_FIRST_WORD.match(self._story.text, *sentence) for sentence in self._story.sentences)
        opening = Counter(found["word"] for found in begun if found and found["word"] in longest)
        ranked = opening.most_common(2)
        plain = ranked and ranked[0][1] >= _OFTEN and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1])
        return longest[ranked[0][0]] if plain else None

    def _within(self, start: int, stop: int) -> Sequence[Entity]:
        return self._named[bisect_left(self._starts, start) : bisect_left(self._starts, stop)]
