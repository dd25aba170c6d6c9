"""The people whom an English sentence names, as those whom a pronoun behind it may mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from reader.language.antecedents import Antecedents, Person
from reader.language.english.called import MAN, WOMAN
from reader.language.english.cues import CAPITAL
from reader.language.english.roles import OF_A_THING, gender_of_role, speaks
from reader.language.english.subjects import IRREGULAR
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.english.called import Called
    from reader.language.english.roles import EnglishRoles
    from reader.language.story import Story
    from reader.model import Entity, Span

GENDERS = {"he": MAN, "she": WOMAN, "his": MAN, "her": WOMAN}
ACTING = re.compile(
    r"(?:(?:And|But|Then|So|Now|Still|Finally)\s)?(?:[A-Z][a-z]+(?:ed|ing)\s[^,.!?\n]{2,120},\s)?(?P<who>[Hh]e|[Ss]he)\b"
)
"""A sentence of which «he» or «she» is the subject: «Asked if they would go, he laughed»."""

_OBLIQUE = re.compile(
    r"\b(?:of|to|by|with|for|from|against|through|than|about|like|at|in|on|under|over|up|down|into|onto|off|near|around"
    r"|past|along|towards?|between|among|behind|beside|without|unlike)\s(?:\w+\.?\s){0,2}$",
    re.IGNORECASE,
)
_OBLIQUE_ROLE = re.compile(
    r"\b(?:of|to|with|for|from|against|about|like)\s(?:[\w-]+\.?\s){2,4}?(?P<role>[a-z][\w-]+)\s$", re.IGNORECASE
)
_ASKED_BY = re.compile(
    r"\b(?:asked|confronted|pressed|questioned|quizzed|interviewed|challenged)\b[^,.;\"“”\n]{0,60}\bby\s(?:[\w-]+\.?\s){1,5}$",
    re.IGNORECASE,
)
_THANKED_ROLE = re.compile(
    rf"\w\s(?!(?:named|called|aged|retired|appointed|elected|said|added)\b)(?:[a-z]{{3,}}ed|{IRREGULAR})\s"
    r"(?:[\w-]+\s){0,2}(?P<role>[a-z][\w-]+)\s$"
)
_ASKED = re.compile(
    r"\b(?:asked|asks|urged|urges|told|tells|pressed|questioned|begged|reminded|challenged|invited)\s(?:\w+\.?\s){0,2}$"
)
_NOUN_BEHIND = re.compile(r"\s([a-z][a-z-]{3,})\b")
_NEAR = 120
_ABOUT = re.compile(
    r"(?:On|Of|About|Regarding|Asked\s(?:if|whether|about|how|why|what)|Speaking\s(?:of|about))\s[^,]*,\s$"
)
_POSSESSIVE = re.compile(r"['’]s?\b|['’]\s")
_POSSESSION = re.compile(r"['’]s?\s(\w+)")
_OBJECT = re.compile(
    rf"\b(?:(?!(?:named|called|aged|retired|appointed|elected|said|added)\b)(?:\w{{3,}}ed|told|{IRREGULAR})"
    rf"|(?:says?|said)(?:\sthat)?)\s(?:{CAPITAL}\w*\.?\s)?$"
)
_LISTENER = re.compile(
    r"\b(?:told|tells|telling)\s(?:the|an?|his|her|its|their)\s(?:[\w’'-]+\s){0,3}?[a-z][\w’'-]+,?\s(?:[A-Z]\w*\.?\s)?$"
)
_BY_DOING = re.compile(r"\b(?:[Aa]fter|[Bb]efore|[Bb]y|[Ww]ithout|[Ww]hile|[Oo]n)\s\w+ing\s(?:\w+\.?\s)?$")
_DEEPEST = 4
"""Sentences that begin with a pronoun, each meaning whom the one before means, at most."""


class Candidates:
    """Whom the sentences of a story name; `antecedents` says whom the pronouns mean, with these in turn."""

    def __init__(self, story: Story, entities: Sequence[Entity], called: Called, roles: EnglishRoles) -> None:
        self._story = story
        self._entities = entities
        self._starts = [entity.start for entity in entities]
        self._called = called
        self._roles = roles
        self._meant: dict[int, Person | None] = {}
        self._depth = 0
        self.antecedents = Antecedents(story, self._subjects, self._topic, roles)

    def within(self, start: int, stop: int) -> list[Entity]:
        """The names that lie in a stretch of the text."""
        found = self._entities[bisect_left(self._starts, start) : bisect_left(self._starts, stop)]
        return [entity for entity in found if entity.stop <= stop]

    def only_one(self, place: int, gender: str) -> Person | None:
        """The one person named before `place` whom a pronoun of a gender fits, if they are known to be of it."""
        first, second = self._first_two[gender]
        alone = first is not None and first[0] < place and (second is None or second[0] >= place)
        return first[1] if first and alone and first[1].gender == gender else None

    def sole(self, place: int) -> Person | None:
        """The one person whom the story names before `place` at all, be it as an owner."""
        first, second = self._first_named
        alone = first is not None and first.start < place and (second is None or second.start >= place)
        return self._called.bearer(first) if first and alone else None

    @cached_property
    def _first_named(self) -> tuple[Entity | None, Entity | None]:
        """Where the first two people are first named."""
        people = (entity for entity in self._entities if entity.label is Label.PERSON)
        first = next(people, None)
        name = self._called.fullest(first.name) if first else ""
        return first, next((other for other in people if self._called.fullest(other.name) != name), None)

    @cached_property
    def _first_two(self) -> dict[str, tuple[tuple[int, Person] | None, tuple[int, Person] | None]]:
        """By gender, the first two people whom a pronoun fits, with where each is first named as more than an owner."""
        people = [entity for entity in self._entities if entity.label is Label.PERSON and not self.is_owner(entity)]
        named = [(entity.start, self._called.bearer(entity)) for entity in people]
        found = {}
        for gender in (MAN, WOMAN):
            fitting = [(start, person) for start, person in named if person.fits(gender)]
            first = fitting[0] if fitting else None
            second = next((each for each in fitting if first and each[1].name != first[1].name), None)
            found[gender] = first, second
        return found

    def is_owner(self, entity: Entity) -> bool:
        """«Harrow's mayor» is not Harrow, nor are «Harrow supporters»."""
        if _POSSESSIVE.match(self._story.text, entity.stop):
            return True
        noun = _NOUN_BEHIND.match(self._story.text, entity.stop)
        return noun is not None and speaks(noun[1]) and not noun[1].endswith("ed")

    def _subjects(self, span: Span) -> list[Person]:
        """The people named outside marks in a stretch of the text, where they can be the subject: nobody whom another
        thanks, or of whom another says something."""
        text = self._story.text
        meant = self._meant_at(span)
        found: list[Person] = [meant] if meant else []
        left_out = -1  # where the last one ends who can be none
        for entity in self.within(*span):
            if entity.label is Label.PERSON and not self._story.inside_marks(entity.start):
                before = text[max(span[0], entity.start - 30) : entity.start]
                other = (
                    _OBLIQUE.search(before)
                    or self._is_of_role(span[0], entity.start)
                    or _BY_DOING.search(before)
                    or _LISTENER.search(before)
                    or OF_A_THING.search(before)
                    or self.is_owner(entity)
                )
                joined = text[left_out : entity.start] == " and " if left_out >= 0 else False
                if other or joined or (found and _OBJECT.search(before)):
                    left_out = entity.stop
                else:
                    found.append(self._called.bearer(entity))
        return found

    def _is_of_role(self, begin: int, place: int) -> bool:
        """«thanks to Echo reporter | Ann Lee», «asked in March by Echo reporter | Ann Lee»."""
        thanked = _THANKED_ROLE.search(self._story.text, max(begin, place - _NEAR), place)
        if thanked and gender_of_role(thanked["role"]):
            return True  # «praised first lady | Ann Lee»
        if _ASKED_BY.search(self._story.text, max(begin, place - _NEAR), place):
            return True
        found = _OBLIQUE_ROLE.search(self._story.text, max(begin, place - _NEAR), place)
        return found is not None and gender_of_role(found["role"]) is not None

    def _meant_at(self, span: Span) -> Person | None:
        """Whom the «He» means that a sentence of the story itself begins with."""
        pronoun = ACTING.match(self._story.text, *span)
        if pronoun is None or self._story.inside_marks(span[0]) or self._depth >= _DEEPEST:
            return None
        if span[0] not in self._meant:
            self._depth += 1
            self._meant[span[0]] = self.antecedents.of(span[0], GENDERS[pronoun["who"].lower()])
            self._depth -= 1
        return self._meant[span[0]]

    def _topic(self, span: Span, gender: str | None) -> Person | None:
        """The only person whom a sentence names, or the only one of that gender, be it not as its subject: «It was
        bought by Ann Lee»."""
        if _ABOUT.match(self._story.text, *span) and span[1] < self._story.sentence(span[0])[1]:
            return None  # «On Tom Reed, | he said»
        people = [e for e in self.within(*span) if e.label is Label.PERSON and not self._story.inside_marks(e.start)]
        if len(people) > 1:
            bearers = [self._called.bearer(entity) for entity in people]
            people = [e for e, person in zip(people, bearers, strict=True) if person.gender in (gender, None)]
        if len(people) > 1:
            text = self._story.text
            asked = [e for e in people if _ASKED.search(text, max(span[0], e.start - _NEAR), e.start)]
            people = asked if len(asked) == 1 else people  # «Ann Lee asked Tom Reed about Al Grohl. | He left»
        acting = self._roles.subject_of(span)
        if not people and not acting:
            return self._roles.known_in(span, gender)
        if len(people) != 1 or gender not in (MAN, WOMAN) or (acting and acting.fits(gender)):
            return None
        owned = _POSSESSION.match(self._story.text, people[0].stop)
        person = self._called.bearer(people[0])
        known = gender_of_role(owned[1]) if owned else None
        # «Ann's husband left. | She said»
        other = person.gender == gender and known in (MAN, WOMAN) and known != gender
        return person if person.fits(gender) and (known is None or other) else None
