"""Organisations that «it» and «the company» mean as speakers of English reports."""

from __future__ import annotations

import sys
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.story import Story
    from reader.model import Entity


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
        """The one that «it» at `place` means: whose name opens the sentence or one before it in the paragraph, or who
        spoke last, not more than a sentence before."""
        if heard := self.just_heard(place):
            return heard
        number = self._story.sentence_number(place)
        for back in range(2):
            if number - back < 0:
                return None
            start, stop = self._story.sentences[number - back]
            if len(inside := self._within(start, min(stop, place))) == 1:
                return inside[0].name
            if inside:
                return None
        return None

    def just_heard(self, place: int) -> str | None:
        """The one that spoke last before `place`, not more than a sentence before."""
        if self._last is None or self._last[2]:
            return None
        number = self._story.sentence_number(place)
        return self._last[1] if number - self._story.sentence_number(self._last[0]) <= 1 else None

    def only(self, place: int) -> str | None:
        """The one organisation that the story has named before `place`."""
        if not self._named or not self._starts[0] < place <= self._another:
            return None
        return self._named[0].name

    def _within(self, start: int, stop: int) -> Sequence[Entity]:
        return self._named[bisect_left(self._starts, start) : bisect_left(self._starts, stop)]
