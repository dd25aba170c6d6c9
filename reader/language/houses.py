"""Organisations called by what they are: whom «газета» or «ведомство» means."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reader.language.bounds import QUOTE_MARKS
from reader.language.forms import lemma
from reader.language.grammar import facts
from reader.language.models import words
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.bounds import Subject
    from reader.language.story import Story
    from reader.model import Entity


class Houses:
    """The words for organisations in a story."""

    def __init__(self, story: Story, entities: Sequence[Entity]) -> None:
        self._story = story
        self._organisations = [entity for entity in entities if entity.label is Label.ORGANISATION]
        self._name_at = {entity.start: entity.name for entity in self._organisations}

    def meant_by(self, subject: Subject) -> str | None:
        """The one organisation named before that a lone word for one means: «газета» the only one called so."""
        place = subject.first
        if subject.stop - subject.first > 1 or place in self._story.name_at:
            return None
        before = self._story.tokens[subject.first].start
        word = lemma(self._story.tokens[place].text)
        called = self._houses.get(word, ())
        named = {name for name, start in called if start < before} or self._just_named(word, before)
        return named.pop() if len(named) == 1 else None

    def _just_named(self, word: str, before: int) -> set[str]:
        """The organisations of the sentence before, and of the one that `before` lies in, where a word is for any."""
        if word not in words("cues_ru", "any_house"):
            return set()
        number = self._story.sentence_number(before)
        start = self._story.sentences[max(0, number - 1)][0]
        named = self._story.names_in(start, before)
        return {self._name_at[name.start] for name in named if name.label is Label.ORGANISATION}

    @cached_property
    def _houses(self) -> dict[str, list[tuple[str, int]]]:
        """The organisations by the word before their name («газета «Весть»») or that it begins with, and where."""
        houses: dict[str, list[tuple[str, int]]] = {}
        tokens = self._story.tokens
        for entity in self._organisations:
            place = self._story.token_from(entity.start)
            before = place - 1 - (place > 0 and tokens[place - 1].text in QUOTE_MARKS)
            of_name = place if place < len(tokens) and tokens[place].text[0].isalpha() else before
            for near in (before, of_name):
                if near >= 0 and tokens[near].text[0].isalpha() and not facts(tokens[near].text).animate:
                    houses.setdefault(lemma(tokens[near].text), []).append((entity.name, entity.start))
        return houses
