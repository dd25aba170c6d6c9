"""The people whom stretches of a story name, as those whom a pronoun behind them may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.antecedents import PRONOUNS, Person
from reader.language.models import words
from reader.language.russian.forms import lemma
from reader.language.russian.grammar import facts, is_instrumental
from reader.language.russian.persons import may_be_owner, may_be_subject
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reader.language.russian.actors import Actors
    from reader.language.russian.namesakes import Namesakes
    from reader.language.russian.roles import Roles
    from reader.model import Entity, Span


class Candidates:
    """The people named in a story by where they are named. `entity_at` gives the entities by where they start,
    `is_speech` tells what is somebody's words: nobody named in them counts. `meant` says whom a pronoun means."""

    def __init__(
        self,
        roles: Roles,
        actors: Actors,
        namesakes: Namesakes,
        entity_at: Mapping[int, Entity],
        is_speech: Callable[[int], bool],
        meant: Callable[[int, str], Person | None],
    ) -> None:
        self._story = roles.story
        self._roles = roles
        self._actors = actors
        self._namesakes = namesakes
        self._entity_at = entity_at
        self.is_speech = is_speech
        self._meant = meant

    def subjects(self, span: Span) -> list[Person]:
        """The people named in a stretch of the text, outside quotation marks, in what can be the nominative; and whom
        its own pronoun means, where nobody of that gender is."""
        people = self.people(span)
        found = [self.person(e) for e in people if may_be_subject(e.text, None) and not self._is_governed(e)]
        tokens = self._story.tokens[self._story.token_from(span[0]) : self._story.token_from(span[1])]
        pronoun = next((token for token in tokens if token.text.lower() in PRONOUNS), None)
        if pronoun is None or self.is_speech(pronoun.start):
            return found
        gender = PRONOUNS[pronoun.text.lower()]
        if any(person.fits(gender) for person in found) or not (person := self._meant(pronoun.start, gender)):
            return found
        return [*found, person]

    def _is_governed(self, entity: Entity) -> bool:
        """Whether the word before a name puts it in another case: «с бухгалтером Л. Ситник», «укрыть Моралес»,
        «соседа Петра Лугина»."""
        place = self._story.token_from(entity.start) - 1
        word = self._story.tokens[place].text if place >= 0 else "."
        known = facts(word)
        time = lemma(word) in words("cues_ru", "times")  # «в мае | Губин уехал»
        noun = known.part == "NOUN" and word.islower() and not known.animate and not time
        governing = known.part == "INFN" or noun
        agreeing = known.part in ("ADJF", "PRTF") and word.islower() and not known.nominative  # «старшего Губина»
        instrumental = known.animate and is_instrumental(word)
        oblique = known.part == "NOUN" and known.animate and not known.nominative and entity.text != entity.name
        lone = " " not in entity.text  # a name in full is rather of the whole title before it
        return (
            known.part == "PREP"
            or instrumental
            or oblique
            or agreeing
            or (governing and lone and may_be_owner(entity.text))
        )

    def topic(self, span: Span, gender: str | None) -> Person | None:
        """The person whose name begins a sentence, in any case («Осокину это пересказали», «У мэра Осокина»), or the
        only one of that gender in a sentence that is about somebody else («Мэр встретился с Ольгой Лаптевой»)."""
        named = self.people(span)
        people = [self.person(entity) for entity in named]
        if not people and (name := self._roles.begins_with(span)):
            found = Person(name, self._roles.gender(name))  # «Геолога не позвали. | Он не обижен»
            return found if found.fits(gender) else None
        if people and people[0].fits(gender) and self._begins(span[0], named[0]):
            return people[0]
        fitting = {person.name: person for person in people if gender and person.gender == gender}
        if len(fitting) != 1 or not self._actors.is_about_others(span, gender):
            return None
        return fitting.popitem()[1]

    def _begins(self, start: int, entity: Entity) -> bool:
        """Whether a sentence begins with a name, be it behind a preposition or a title: «У мэра Петра Лугина»."""
        place, stop = self._story.token_from(start), self._story.token_from(entity.start)
        place += place < stop and facts(self._story.tokens[place].text).part == "PREP"
        title = [facts(token.text) for token in self._story.tokens[place:stop]]
        return not title or (title[0].animate and all(known.part in ("NOUN", "ADJF") for known in title))

    def people(self, span: Span) -> list[Entity]:
        """The people named in a stretch of the text, outside anybody's words."""
        return [
            self._entity_at[name.start]
            for name in self._story.names_in(*span)
            if name.label is Label.PERSON and not self.is_speech(name.start)
        ]

    def person(self, entity: Entity) -> Person:
        name = self._namesakes.meant_by(entity, None, None)
        return Person(name, self._roles.gender(name))
