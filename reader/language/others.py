"""One of two: whom «тот», «последний», «первая» and «второй» mean by what the sentences before them name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.antecedents import Person
from reader.language.bounds import Subject, phrase_end
from reader.language.grammar import facts
from reader.language.phrases import phrase_form, usual_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.language.candidates import Candidates
    from reader.language.roles import Roles
    from reader.model import Span

_THAT = {"тот": "masc", "та": "femn"}
_IN_ORDER = {"первый": (0, "masc"), "первая": (0, "femn"), "второй": (1, "masc"), "вторая": (1, "femn")}
_LAST = {"последний": "masc", "последняя": "femn"}
OF_TWO = frozenset((*_IN_ORDER, *_LAST))
"""Words that mean nobody where they do not mean one of two."""

_SENTENCES = 3
"""Sentences back in which the two are named whom «первый» and «второй» tell apart."""


class Others:
    """Tells apart the people of a sentence. `heard` gives who spoke last before a place, in the same paragraph, `named`
    whom a word for a person means."""

    def __init__(
        self,
        roles: Roles,
        candidates: Candidates,
        heard: Callable[[int], Person | None],
        named: Callable[[Subject, str | None], str | None],
    ) -> None:
        self._story = roles.story
        self._roles = roles
        self._candidates = candidates
        self._heard = heard
        self._named = named

    def meant_by(self, word: str, offset: int) -> Person | None:
        """Whom a lone word in lower case means at `offset`; None for other words than these, and where it is open."""
        number = self._story.sentence_number(offset)
        before = self._story.sentences[number - 1] if number else (0, 0)
        if word in _THAT:
            return self._that(before, offset, _THAT[word])
        if word in _LAST:
            return self._latter(before, offset, _LAST[word])
        return self._in_order(number, *_IN_ORDER[word]) if word in _IN_ORDER else None

    def _that(self, before: Span, offset: int, gender: str) -> Person | None:
        """«Лугина встретилась с Седовой. | Та сказала»: the one person of that gender in the sentence before who is
        not its subject, named or not («позвонил соседке. | Та»)."""
        subjects = {person.name for person in self._candidates.subjects(before)}
        if not subjects and (heard := self._heard(offset)):
            subjects = {heard.name}  # «Спросил у Седова, кто придёт. | Тот сказал»
        people = [self._candidates.person(entity) for entity in self._candidates.people(before)]
        others = {person.name: person for person in people if person.fits(gender) and person.name not in subjects}
        others = others or {person.name: person for person in self._unnamed(before, gender)}
        return others.popitem()[1] if len(others) == 1 and subjects else None

    def _unnamed(self, sentence: Span, gender: str) -> list[Person]:
        """Those of one gender who are called by what they are in another case than the subject's."""
        story = self._story
        found = []
        for place in range(*(story.token_from(offset) for offset in sentence)):
            known = facts(story.tokens[place].text)
            person = known.part == "NOUN" and known.animate and not known.plural and known.gender == gender
            alone = place not in story.name_at and place + 1 not in story.name_at
            if person and alone and not known.nominative and not self._candidates.is_speech(story.tokens[place].start):
                stop = phrase_end(story, place, story.token_from(sentence[1]))
                called = Subject(place, stop)
                name = self._roles.bearer(called, gender, None) or self._named(called, gender)
                role = usual_case(phrase_form(story.words(*called)))
                found.append(Person(name, gender) if name else Person(role, gender, named=False))
        return found

    def _latter(self, before: Span, offset: int, gender: str) -> Person | None:
        """«Лугин встретил Сомова. | Последний сказал»: whoever is named last in the sentence before; who spoke in it
        where nobody is."""
        named = self._candidates.people(before)
        person = self._candidates.person(named[-1]) if named else self._heard(offset)
        fits = person is not None and (person.gender in (gender, None) or not person.named)
        return person if fits else None

    def _in_order(self, number: int, place: int, gender: str) -> Person | None:
        """«Котова и Лугина спорят. | Первая считает, … | Вторая уверена, …»: of the two whom a sentence names."""
        for back in range(1, min(_SENTENCES, number) + 1):
            entities = self._candidates.people(self._story.sentences[number - back])
            named = {person.name: person for person in map(self._candidates.person, entities) if person.fits(gender)}
            if len(named) > 1:
                return list(named.values())[place] if len(named) == 2 else None
        return None
