"""Whom a pronoun means: the nearest sentence before it that has one fitting person decides.

A person counts where they could be the subject of their sentence, or where they have just been quoted. A sentence with
two who fit leaves the pronoun open; so does a change of subject that only another paragraph tells of.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.language.story import Story
    from reader.model import Span

MEMORY = 3
"""Paragraphs back in which a pronoun may have its person."""

SENTENCES = 12
"""Sentences back, at most: paragraphs may be of any length."""


class Person(NamedTuple):
    """Somebody whom a pronoun can mean; `gender` as far as the text or the name tells. A person may also be a role
    («представитель полиции»): then `named` is false and only the gender that a verb gave it counts."""

    name: str
    gender: str | None
    named: bool = True

    def fits(self, gender: str | None) -> bool:
        """Whether a pronoun of that gender (None: of either) can mean this one."""
        return gender is None or self.gender == gender or (self.gender is None and self.named)


class Antecedents:
    """The people of a story for its pronouns. `subjects` gives those that a stretch of the text names as possible
    subjects of a sentence; `topic` the one that a sentence begins with in another case."""

    def __init__(
        self, story: Story, subjects: Callable[[Span], list[Person]], topic: Callable[[Span], Person | None]
    ) -> None:
        self._story = story
        self._subjects = subjects
        self._topic = topic
        self._places: list[int] = []
        self._speakers: list[Person] = []

    def heard(self, place: int, person: Person) -> None:
        """Note who spoke at `place`; to be called in the order of the text."""
        self._places.append(place)
        self._speakers.append(person)

    def of(self, offset: int, gender: str | None) -> Person | None:
        """The one person that a pronoun at `offset` can mean."""
        story = self._story
        horizon = story.paragraphs[max(0, story.paragraph_number(offset) - MEMORY)][0]
        number = story.sentence_number(offset)
        for back in range(SENTENCES):
            if number - back < 0:
                return None
            start, stop = story.sentences[number - back]
            if start < horizon:
                return None
            if back and story.text[stop - 1].isalnum():
                continue  # a headline or a byline, no sentence
            found = self._in(start, min(stop, offset), gender, before=back)
            if len(found) > 1:
                return None
            if found:
                person = found.popitem()[1]
                return None if self._contradicted(start, offset, person, gender) else person
        return None

    def _in(self, start: int, stop: int, gender: str | None, *, before: int) -> dict[str, Person]:
        """Who fits in a sentence; `before` counts the sentences between it and the pronoun's."""
        first, last = bisect_left(self._places, start), bisect_left(self._places, stop)
        fitting = {p.name: p for p in (*self._subjects((start, stop)), *self._speakers[first:last]) if p.fits(gender)}
        if not fitting and before == 1 and (topic := self._topic((start, stop))) and topic.fits(gender):
            fitting[topic.name] = topic
        return fitting

    def _contradicted(self, start: int, offset: int, person: Person, gender: str | None) -> bool:
        """Whether somebody else spoke last, and only the paragraph before brought up the person found."""
        story = self._story
        if story.paragraph_number(start) == story.paragraph_number(offset):
            return False
        place = bisect_left(self._places, offset) - 1
        if place < 0 or story.paragraph_number(self._places[place]) < story.paragraph_number(start):
            return False
        last = self._speakers[place]
        return last.name != person.name and last.fits(gender)
