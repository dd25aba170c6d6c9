"""One of two: whom «тот», «последний», «первая» and «второй» mean by what the sentences before them name; and «обе»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.antecedents import MANY, Person
from reader.language.russian.speaker import together

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.language.russian.actors import Actors
    from reader.language.russian.candidates import Candidates
    from reader.language.story import Story
    from reader.model import Span

_THAT = {"тот": "masc", "та": "femn"}
_IN_ORDER = {"первый": (0, "masc"), "первая": (0, "femn"), "второй": (1, "masc"), "вторая": (1, "femn")}
_BOTH = {"оба": None, "обе": "femn"}
_LAST = {"последний": "masc", "последняя": "femn"}
OF_TWO = frozenset((*_IN_ORDER, *_LAST))
"""Words that mean nobody where they do not mean one of two."""

_SENTENCES = 3
"""Sentences back in which the two are named whom «оба» means, and whom «первый» and «второй» tell apart."""


class Others:
    """Tells apart the people of a sentence. `heard` gives who spoke last before a place, in the same paragraph."""

    def __init__(
        self, story: Story, actors: Actors, candidates: Candidates, heard: Callable[[int], Person | None]
    ) -> None:
        self._story = story
        self._actors = actors
        self._candidates = candidates
        self._heard = heard

    def not_meant_by(self, word: str, offset: int) -> list[str]:
        """Whom «тот» at the beginning of a sentence does not mean: the subjects of the one before."""
        number = self._story.sentence_number(offset)
        begins = self._story.sentences[number][0] == offset
        before = self._candidates.subjects(self._story.sentences[number - 1]) if number and begins else []
        return [person.name for person in before] if word in _THAT else []

    def meant_by(self, word: str, offset: int) -> Person | None:
        """Whom a lone word in lower case means at `offset`; None for other words than these, and where it is open."""
        number = self._story.sentence_number(offset)
        before = self._story.sentences[number - 1] if number else (0, 0)
        if word in _THAT:
            return self._that(before, offset, _THAT[word])
        if word in _LAST:
            return self._latter(before, offset, _LAST[word])
        if word in _BOTH:
            both = self._two(number, _BOTH[word])
            return Person(together([person.name for person in both]), MANY) if both else None
        return self._in_order(number, *_IN_ORDER[word]) if word in _IN_ORDER else None

    def _that(self, before: Span, offset: int, gender: str) -> Person | None:
        """«Лугина встретилась с Седовой. | Та сказала»: the one person of that gender in the sentence before who is
        not its subject, named or not («позвонил соседке. | Та»)."""
        subjects = {person.name for person in self._candidates.subjects(before)}
        if not subjects and (heard := self._heard(offset)):
            subjects = {heard.name}  # «Спросил у Седова, кто придёт. | Тот сказал»
        people = [self._candidates.person(entity) for entity in self._candidates.people(before)]
        others = {person.name: person for person in people if person.fits(gender) and person.name not in subjects}
        for owners in (False, True):  # «позвонил брату соседа. | Тот», then «передал слова соседа. | Тот»
            if not others:
                others = {p.name: p for p in self._actors.in_other_case(before, gender, owners=owners)}
        return others.popitem()[1] if len(others) == 1 and subjects else None

    def _latter(self, before: Span, offset: int, gender: str) -> Person | None:
        """«Лугин встретил Сомова. | Последний сказал»: whoever is named last in the sentence before; who spoke in it
        where nobody is."""
        named = self._candidates.people(before)
        person = self._candidates.person(named[-1]) if named else self._heard(offset)
        fits = person is not None and (person.gender in (gender, None) or not person.named)
        return person if fits else None

    def _in_order(self, number: int, place: int, gender: str) -> Person | None:
        """«Котова и Лугина спорят. | Первая считает, … | Вторая уверена, …»: of the two whom a sentence names."""
        two = self._two(number, gender)
        return two[place] if two else None

    def _two(self, number: int, gender: str | None) -> list[Person]:
        """The two whom one of the last sentences names; nobody where it names more."""
        for back in range(1, min(_SENTENCES, number) + 1):
            entities = self._candidates.people(self._story.sentences[number - back])
            people = [
                person for person in map(self._candidates.person, entities) if gender is None or person.fits(gender)
            ]
            named = {person.name: person for person in people}
            if len(named) > 1:
                return list(named.values()) if len(named) == 2 else []
        return []
