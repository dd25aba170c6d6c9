"""Whom a pronoun means: the nearest sentence before it that has one fitting person decides.

A person counts where they could be the subject of their sentence, or where they have just been quoted. A sentence with
two who fit leaves the pronoun open; so does a change of subject that only another paragraph tells of.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reader.language.models import words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from reader.language.story import Story
    from reader.model import Span

MANY = "many"
"""The gender, so to say, of «они»."""

EITHER = "either"
"""The gender of a role that a man or a woman may have."""

MEMORY = 3
"""Paragraphs back in which a pronoun may have its person."""

PRONOUNS = {"он": "masc", "она": "femn"}
_OPENING_WORDS = 8
_ENDS = tuple('.!?…»”“’":')
SENTENCES = 12
"""Sentences back, at most: paragraphs may be of any length."""


class Person(NamedTuple):
    """Somebody whom a pronoun can mean; `gender` as far as the text or the name tells. A person may also be a role
    («представитель полиции»): then `named` is false and only the gender that a verb gave it counts. A `house` («суд»)
    has a gender of grammar alone: it is meant where its sentence has nobody else."""

    name: str
    gender: str | None
    named: bool = True
    house: bool = False

    def fits(self, gender: str | None) -> bool:
        """Whether a pronoun of that gender (None: of either) can mean this one."""
        if gender is None:
            return self.gender != MANY and not self.house and (self.named or self.gender is not None)
        if self.gender == EITHER:
            return gender != MANY
        return self.gender == gender or (self.gender is None and self.named and gender != MANY)


class Unnamed(Protocol):
    """People who are only called by what they are: «министр»."""

    def subjects_of(self, sentence: Span) -> list[Person]:
        """Those who act in a sentence, in order."""

    def met(self, sentence: Span, gender: str) -> Person | None:
        """The only one whom a sentence about somebody else has as an object: «Полиция задержала вора»."""

    def speaks_of(self, sentence: Span, gender: str | None) -> bool:
        """Whether a sentence has one of that gender in any case: «переписка подсудимого»."""


class Antecedents:
    """The people of a story for its pronouns. `subjects` gives those that a stretch of the text names as possible
    subjects of a sentence; `topic` the one whom a sentence names in another case; `roles` knows those who have no
    name."""

    def __init__(
        self,
        story: Story,
        subjects: Callable[[Span], list[Person]],
        topic: Callable[[Span, str | None], Person | None],
        roles: Unnamed,
    ) -> None:
        self._story = story
        self._subjects = subjects
        self._topic = topic
        self._roles = roles
        self._places: list[int] = []
        self._speakers: list[Person] = []

    def heard(self, place: int, person: Person) -> None:
        """Note who spoke at `place`; to be called in the order of the text."""
        self._places.append(place)
        self._speakers.append(person)

    def of(
        self,
        offset: int,
        gender: str | None,
        others: Collection[str] = (),
        reach: int = SENTENCES,
        *,
        acting: bool = False,
    ) -> Person | None:
        """The one person that a pronoun at `offset` can mean, not more than `reach` sentences before it; it means none
        of `others`, and where it must be `acting` nobody without a name who is an object."""
        story = self._story
        horizon = story.paragraphs[max(0, story.paragraph_number(offset) - MEMORY)][0]
        number = story.sentence_number(offset)
        brought_up = False  # whether somebody without a name has come up in the same paragraph
        for back in range(reach):
            if number - back < 0:
                return None
            start, stop = story.sentences[number - back]
            beside = story.paragraph_number(start) == story.paragraph_number(offset)
            if start < horizon or (brought_up and not beside):
                return None
            if back and story.text[stop - 1].isalnum():
                continue  # a headline or a byline, no sentence
            further = beside and not acting
            fitting = self._in(start, min(stop, offset), gender, before=back, further=further, others=others)
            if not fitting and (back == 1 or (not back and gender == MANY)) and gender and not acting:
                met = self._roles.met((start, min(stop, offset)), gender)
                fitting = {met.name: met} if met else {}
            found = _likeliest({name: person for name, person in fitting.items() if name not in others}, gender)
            if len(found) > 1:
                return None
            if found:
                person = found.popitem()[1]
                vague = person.gender == EITHER or (not person.named and person.name in words("cues_ru", "relatives"))
                known = (person.name, *others)
                rival = vague and number > back and self._rival(number - back - 1, gender, known)
                return None if rival or self._contradicted(start, offset, gender, known) else person
            brought_up = brought_up or (back > 0 and self._roles.speaks_of((start, stop), gender))
        return None

    def just_heard(self, offset: int, paragraphs: int = 0) -> Person | None:
        """Who spoke last before `offset`, in the sentence before or in its own, and in the same paragraph or so many
        before."""
        place = bisect_left(self._places, offset) - 1
        if place < 0 or self._story.sentence_number(offset) - self._story.sentence_number(self._places[place]) > 1:
            return None
        back = self._story.paragraph_number(offset) - self._story.paragraph_number(self._places[place])
        return self._speakers[place] if back <= paragraphs else None

    def last_in(self, paragraph: int) -> Person | None:
        """Who spoke last in a paragraph."""
        place = bisect_left(self._places, self._story.paragraphs[paragraph][1]) - 1 if paragraph >= 0 else -1
        there = place >= 0 and self._places[place] >= self._story.paragraphs[paragraph][0]
        return self._speakers[place] if there else None

    def directly_before(self, offset: int) -> Person | None:
        """The one person who spoke, or was the subject, in the last sentence before a paragraph."""
        number = self._story.sentence_number(offset)
        start, stop = self._story.sentences[number - 1] if number else (0, 0)
        if "?" in self._story.text[start:stop]:
            return self._answering(offset)
        first, last = bisect_left(self._places, start), bisect_left(self._places, stop)
        spoke = {person.name: person for person in self._speakers[first:last] if person.fits(None)}
        if len(spoke) == 1:
            return spoke.popitem()[1]
        found = self._in(start, stop, None, before=1) if self._story.text[stop - 1 : stop] in _ENDS else {}
        if not found:  # «Говорит он охотно.»
            first = self._story.token_from(start)
            words_there = self._story.tokens[first : min(self._story.token_from(stop), first + _OPENING_WORDS)]
            pronoun = next((token for token in words_there if token.text.lower() in PRONOUNS), None)
            return self.of(pronoun.start, PRONOUNS[pronoun.text.lower()]) if pronoun else None
        return found.popitem()[1] if len(found) == 1 else None

    def _answering(self, offset: int) -> Person | None:
        """Whom somebody has just asked something, at the end of the paragraph before: who spoke in the one before that,
        if it is another."""
        place = bisect_left(self._places, offset) - 1
        if place < 1 or not self._speakers[place - 1].named:
            return None
        back = [
            self._story.paragraph_number(offset) - self._story.paragraph_number(n)
            for n in self._places[place - 1 : place + 1]
        ]
        other = self._speakers[place - 1].name != self._speakers[place].name
        return self._speakers[place - 1] if back == [2, 1] and other else None

    def last(self) -> str | None:
        """Who spoke last so far."""
        return self._speakers[-1].name if self._speakers else None

    def _in(
        self,
        start: int,
        stop: int,
        gender: str | None,
        *,
        before: int,
        further: bool = False,
        others: Collection[str] = (),
    ) -> dict[str, Person]:
        """Who fits in a sentence; `before` counts the sentences from it to the pronoun's, `further` is whether one
        whom it names in another case is meant further on than in the next."""
        first, last = bisect_left(self._places, start), bisect_left(self._places, stop)
        heard = [person for person in self._speakers[first:last] if person.fits(gender) and person.name not in others]
        spoke = {person.name: person for person in heard if not person.house}
        if before == 1 and len(spoke) == 1:
            return spoke  # whoever is retold goes before those in his words
        fitting = {p.name: p for p in (*self._subjects((start, stop)), *spoke.values()) if p.fits(gender)}
        if not fitting and before:
            acting = (role for role in self._roles.subjects_of((start, stop)) if role.fits(gender))
            fitting = {role.name: role for role in islice(acting, 1)}
        if not fitting and (before <= 1 or further) and (topic := self._topic((start, stop), gender)):
            fitting[topic.name] = topic
        return fitting or {person.name: person for person in heard}

    def _rival(self, number: int, gender: str | None, known: Collection[str]) -> bool:
        """Whether the sentence before the one with a role of either gender, or with «сын», has somebody, not among
        `known`, whom a pronoun fits better."""
        found = self._in(*self._story.sentences[number], gender, before=1)
        return any(other.name not in known and other.gender != EITHER for other in found.values())

    def _contradicted(self, start: int, offset: int, gender: str | None, known: Collection[str]) -> bool:
        """Whether somebody else than those `known` spoke last, and only the paragraph before brought up the person
        found."""
        story = self._story
        if story.paragraph_number(start) == story.paragraph_number(offset):
            return False
        place = bisect_left(self._places, offset) - 1
        if place < 0 or story.paragraph_number(self._places[place]) < story.paragraph_number(start):
            return False
        last = self._speakers[place]
        return last.name not in known and last.fits(gender)


def _likeliest(people: dict[str, Person], gender: str | None) -> dict[str, Person]:
    """Of several whom a pronoun fits, the first where the gender is known of that one alone: a subject comes first."""
    known = [person for person in people.values() if person.gender == gender is not None]
    if len(people) > 1 and len(known) == 1 and next(iter(people.values())) is known[0]:
        return {known[0].name: known[0]}
    return people
