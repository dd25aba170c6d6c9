"""Whom pronouns mean in somebody's words: people whom those words have brought up («Бабушка ездит кругами. Я её
спрашиваю, а | она мне: „Смотрю“»)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.antecedents import Person
from reader.language.russian.bounds import phrase_end
from reader.language.russian.grammar import facts
from reader.language.russian.phrases import phrase_form, usual_case
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.language.russian.candidates import Candidates
    from reader.language.russian.roles import Roles
    from reader.model import Span

_END = re.compile(r"[.!?…]+[»“”]?\s")
_SENTENCES = 6
_REACH = 1_200
"""Sentences and characters of somebody's words in which a person is looked for."""


class ToldOf:
    """The people whom somebody tells of."""

    def __init__(self, roles: Roles, candidates: Candidates) -> None:
        self._story = roles.story
        self._roles = roles
        self._candidates = candidates

    def of(self, said: Sequence[Span], offset: int, gender: str | None) -> Person | None:
        """The one person whom a pronoun at `offset` in words `said` can mean: of the nearest sentence with one who
        fits."""
        for start, stop in reversed([(start, min(stop, offset)) for start, stop in said if start < offset]):
            start = max(start, stop - _REACH)
            ends = [found.end() for found in _END.finditer(self._story.text, start, stop)]
            for begin in reversed([start, *ends][-_SENTENCES:]):
                told = [(person, acts) for person, acts in self._in((begin, stop)) if person.fits(gender)]
                fitting = {person.name: person for person, acts in told if acts} or {p.name: p for p, _ in told}
                if fitting:
                    return fitting.popitem()[1] if len(fitting) == 1 else None
                stop = begin
        return None

    def _in(self, span: Span) -> Iterator[tuple[Person, bool]]:
        """The people named, and those called by what they are; and whether they can be the subject."""
        story = self._story
        for place in range(*(story.token_from(offset) for offset in span)):
            name, word = story.name_at.get(place), story.tokens[place].text
            if name is not None:
                if name.label is Label.PERSON and name.start == story.tokens[place].start:
                    yield self._candidates.person(self._roles.entity_at(name.start)), True
                continue
            known = facts(word)
            person = known.part == "NOUN" and known.animate and not known.plural
            if person and word[0].isalpha() and place + 1 not in story.name_at:
                called = usual_case(
                    phrase_form(story.words(place, phrase_end(story, place, story.token_from(span[1]))))
                )
                yield Person(called, known.gender, named=False), known.nominative
