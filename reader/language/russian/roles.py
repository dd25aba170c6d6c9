"""People called by what they are: whom «министр» means."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reader.language.models import words
from reader.language.russian.bounds import ITSELF, POSSESSIVES, Subject, phrase_end
from reader.language.russian.forms import KEPT_WORDS, lemma
from reader.language.russian.grammar import facts, is_of_several, person_word
from reader.language.russian.kinds import of_kind
from reader.language.russian.offices import (
    as_office,
    has_side,
    is_head,
    is_part,
    on_other_side,
    titles_of_chief,
    titles_of_heads,
)
from reader.language.russian.persons import may_be_owner, may_be_subject
from reader.language.russian.phrases import phrase_form
from reader.language.russian.titles import head_of, titles_beside
from reader.model import Entity, Label, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.language.story import Story

_MOST_HEADS = 20  # bearers of one title among whom «глава союза» is looked for
_MOST_BEARERS = 60  # bearers of one title among whom one is looked for
_CHANGED = frozenset(("бывший", "прежний", "новый", "будущий"))
_SOURCE_REACH = 60  # tokens between a source and «собеседник»
_COUNTS = frozenset(("один", "несколько", "некоторый", "многий"))
_OWNS = frozenset(("мой", "твой", "наш", "ваш", "свой"))
_OF_PLACE = ("ский", "ского", "ская", "ской", "цкий", "цкого", "цкая", "цкой")
_PARTNERS = frozenset(("собеседник", "собеседница"))
"""Words that mean whoever talks, with or without «агентства» behind them."""


class _Bearer(NamedTuple):
    """Somebody beside whose name a word for a person stands, with the lemmas of the whole phrase."""

    name: str
    start: int
    phrase: frozenset[str]
    in_part: bool = False
    """Whether the word is only a part of the title: «министр» of «премьер-министр»."""


class Roles:
    """The words for people in a story. `full` gives each person's fullest name, `gender` the gender of one: these and
    the story are there for whoever builds on the roles."""

    def __init__(
        self,
        story: Story,
        entities: Sequence[Entity],
        full: Mapping[str, str],
        gender: Callable[[str], str | None],
    ) -> None:
        self.story = story
        self._people = [entity for entity in entities if entity.label is Label.PERSON]
        self._person_at = {entity.start: entity for entity in self._people}
        self.full = full
        self.gender = gender
        self._first_places: dict[str, dict[str, int]] = {}

    def without_itself(self, subject: Subject) -> Subject:
        """«сам хоккеист» without «сам»."""
        alone = subject.stop - subject.first == 1
        own = not alone and self.story.tokens[subject.first].text.lower() in ITSELF
        return Subject(subject.first + 1, subject.stop) if own else subject

    def without_age(self, subject: Subject) -> Subject:
        """«87-летнего политика» without «87-летнего»."""
        first = self.story.tokens[subject.first].text
        aged = subject.stop - subject.first > 1 and first[0].isdecimal() and lemma(first).endswith("-летний")
        return Subject(subject.first + 1, subject.stop) if aged else subject

    def without_owner(self, subject: Subject) -> Subject:
        """«моя мать», «в её канцелярии»: without the word that says whose."""
        first = self.story.tokens[subject.first].text.lower()
        owned = subject.stop - subject.first > 1 and (first in POSSESSIVES or lemma(first) in _OWNS)
        return Subject(subject.first + 1, subject.stop) if owned else subject

    def without_count(self, subject: Subject) -> Subject:
        """«нескольких участников» without «нескольких», «одна женщина» without «одна»;
        «один из участников» is nobody else."""
        first = subject.first
        counts = subject.stop - first > 1 and lemma(self.story.tokens[first].text) in _COUNTS
        if counts and self.story.tokens[first + 1].text.lower() != "из":
            return Subject(first + 1, subject.stop)
        return subject

    def bearer(self, subject: Subject, gender: str | None, last: str | None) -> str | None:
        """The one person named before whom a phrase means: «министр» the only minister, «министр труда» the only one
        of whose title these words are a part, «глава ведомства» the only head of one; of several whoever spoke last."""
        called = self._lemmas(subject.first, subject.stop)
        word = person_word(self.story.tokens[self.head(subject)].text)
        head, wanted = as_office(word, called)
        before = self.story.tokens[subject.first].start
        meant = [
            b for b in self._bearers.get(head, ())[:_MOST_BEARERS] if len(wanted) == 1 or is_part(wanted, b.phrase)
        ]
        if not meant and has_side(wanted):
            rivals = [b for b in self._bearers.get(head, ())[:_MOST_BEARERS] if b.start < before]
            meant = [b for b in rivals if not on_other_side(wanted, b.phrase)] if len(wanted) == 2 else []
            meant = meant if len(meant) < len(rivals) and len({b.name for b in meant}) == 1 else []
        whole = [b for b in meant if not b.in_part and b.start < before]
        meant = whole or meant
        titles = titles_of_chief(called, word) if not meant or is_head(word) else ()
        chiefs = [b for title in titles for b in self._bearers.get(title, ())[:_MOST_BEARERS]]
        if is_head(word) and len(called) > 1:  # «глава союза» the only one whose title tells of a union
            chiefs += [b for b in self._heads if is_part(called - {word}, b.phrase)]
        named = {bearer.name for bearer in (*meant, *chiefs) if bearer.start < before}
        if not named and len(called) > 1:  # a lead calls by the office whom the story names later
            named = {bearer.name for bearer in (*meant, *chiefs) if not bearer.phrase & _CHANGED}
        fitting = {name for name in named if gender is None or self.gender(name) in (gender, None)}
        if last in fitting:
            return last
        return fitting.pop() if len(fitting) == 1 else None

    def of_kind(self, subject: Subject, gender: str | None, last: str | None) -> str | None:
        """Whom a wider word means: «музыкант» the only «пианист» named before; of several whoever spoke last."""
        word = person_word(self.story.tokens[self.head(subject)].text)
        before = self.story.tokens[subject.first].start
        called = any(bearer.start < before for bearer in self._bearers.get(word, ()))
        if called or not (subject.stop - subject.first == 1 or self._is_of_place(subject)):
            return None
        meant = (b for title in of_kind(word, self._bearers) for b in self._bearers[title][:_MOST_BEARERS])
        named = {bearer.name for bearer in meant if bearer.start < before}
        fitting = {name for name in named if gender is None or self.gender(name) in (gender, None)}
        if last in fitting:
            return last
        return fitting.pop() if len(fitting) == 1 else None

    def begins_with(self, sentence: Span) -> str | None:
        """Whom the first word of a sentence means, in another case than the subject's: «Геолога не позвали»."""
        place = self.story.token_from(sentence[0])
        word = self.story.tokens[place].text if place < len(self.story.tokens) else "."
        known = facts(word)
        person = known.part == "NOUN" and known.animate and not known.plural and not known.nominative
        return self.bearer(Subject(place, place + 1), None, None) if person else None

    @cached_property
    def _heads(self) -> list[_Bearer]:
        """Those who head houses, by whatever title; of more than an article has, only the first."""
        return [b for title in titles_of_heads() for b in self._bearers.get(title, ())[:_MOST_HEADS]]

    def source(self, subject: Subject) -> str | None:
        """Whom «собеседник» means where the text has spoken of one source: «источник в делегации»."""
        tokens = self.story.tokens
        placed = any(facts(token.text).part == "PREP" for token in tokens[subject.first : subject.stop])
        if placed or lemma(tokens[self.head(subject)].text) not in _PARTNERS:
            return None  # «собеседник в министерстве» is somebody else
        for place in range(subject.first - 1, max(-1, subject.first - _SOURCE_REACH), -1):
            if lemma(tokens[place].text) == "источник" and not facts(tokens[place].text).plural:
                return phrase_form(self.story.words(place, phrase_end(self.story, place, subject.first)))
        return None

    def entity_at(self, start: int) -> Entity:
        """The person named at `start`."""
        return self._person_at[start]

    def is_named_before(self, name: str, start: int) -> bool:
        """Whether a person is named before `start`."""
        return self.first_named.get(name, start) < start

    def is_written(self, surname: str) -> bool:
        """Whether somebody's name is written so in the story, alone or as the last word."""
        return surname in self._surnames

    @cached_property
    def _surnames(self) -> frozenset[str]:
        """The last words of people's names, as written."""
        return frozenset(entity.text.rpartition(" ")[2] for entity in self._people)

    def is_named_between(self, name: str, start: int, stop: int) -> bool:
        """Whether a person is named in full in a stretch of the text."""
        places = self._named_in_full.get(name, [])
        return bisect_left(places, start) < bisect_left(places, stop)

    @cached_property
    def _named_in_full(self) -> dict[str, list[int]]:
        """Where each person is named with more than one word."""
        places: dict[str, list[int]] = {}
        for entity in self._people:
            if " " in entity.text:
                places.setdefault(self.full[entity.name], []).append(entity.start)
        return places

    def bearers(self, word: str) -> list[str]:
        """The people beside whose names a word stands."""
        return [bearer.name for bearer in self._bearers.get(word, ())]

    def is_called(self, name: str, word: str, place: int) -> bool:
        """Whether a person is called so elsewhere than beside the name at `place`."""
        return any(bearer.name == name and bearer.start != place for bearer in self._bearers.get(word, ()))

    def means_somebody(self, subject: Subject) -> bool:
        """Whether a phrase can only mean a person spoken of before: «женщина», «сам учитель», «собеседник агентства»,
        where nobody is called so before and nobody's name has the word beside it."""
        own = self.without_itself(subject)
        place = self.head(own)
        word = person_word(self.story.tokens[place].text)
        partner = word in _PARTNERS and all(
            facts(token.text).part != "PREP" for token in self.story.tokens[own.first : own.stop]
        )  # not «собеседник в министерстве»
        alone = own.stop - own.first == 1 or partner or self._is_of_place(own)
        if word in self._bearers or word in self._superiors or not alone:
            return False
        if own == subject and not _called(self.story.tokens[place].text):
            return False
        return own != subject or place == self._first_place(word)

    def first_called(self, subject: Subject) -> int | None:
        """Where a lone word for somebody («музыкант») stands first in the story; None where it is no such word, or
        stands beside a name."""
        word = person_word(self.story.tokens[subject.first].text)
        place = self._first_place(word) if subject.stop - subject.first == 1 else None
        known = word in self._bearers or word in self._superiors
        return None if place is None or known else self.story.tokens[place].start

    @cached_property
    def _superiors(self) -> frozenset[str]:
        """Whom a «вице-премьер» is not: the «премьер»."""
        return frozenset(word.partition("-")[2] for word in self._bearers if "-" in word)

    def _is_of_place(self, subject: Subject) -> bool:
        """«орсийский дипломат»: one adjective, of a place, before the word."""
        adjective = self.story.tokens[subject.first].text.lower()
        return subject.stop - subject.first == 2 and adjective.endswith(_OF_PLACE)

    def _first_place(self, word: str) -> int | None:
        """Where one of the words for somebody stands first. In the singular a noun begins as its dictionary form does:
        the words of another letter need not be read for it."""
        letter = _first_letter(word)
        if letter not in self._first_places:
            places = self._first_places[letter] = {}
            for written, place in self._by_letter.get(letter, {}).items():
                if called := _called(written):
                    places.setdefault(called, place)
        return self._first_places[letter].get(word)

    @cached_property
    def _by_letter(self) -> dict[str, dict[str, int]]:
        """By first letter, where each word of the story stands first."""
        places: dict[str, dict[str, int]] = {}
        for place, token in enumerate(self.story.tokens):
            if token.text[0].isalpha():
                places.setdefault(_first_letter(token.text), {}).setdefault(token.text, place)
        return places

    @cached_property
    def first_named(self) -> dict[str, int]:
        """Where each person is first named."""
        return {self.full[entity.name]: entity.start for entity in reversed(self._people)}

    @cached_property
    def _bearers(self) -> dict[str, list[_Bearer]]:
        """The people beside whose names a word for a person stands, and where: «министр труда Анна Крылова», «Анна
        Крылова, министр труда»."""
        bearers: dict[str, list[_Bearer]] = {}
        for entity in self._people:
            before = self.story.token_from(entity.start)
            if self.is_of_house(entity, before):
                continue
            behind = self.story.token_from(entity.stop)
            owner, declined = self._is_owner(entity, before), self._is_declined(entity)
            for phrase in titles_beside(self.story, before, behind, owner=owner, declined=declined):
                head = lemma(self.story.tokens[self.head(phrase)].text)
                lemmas = self._lemmas(phrase.first, phrase.stop)
                describing = lemma(self.story.tokens[phrase.first - 1].text) if phrase.first else ""
                office, lemmas = as_office(head, lemmas | ({describing} & _CHANGED))
                parts = () if head.startswith("вице-") else head.split("-")  # a «врач-хирург» is a «врач»
                for word in dict.fromkeys((head, office, *parts)):
                    in_part = word not in (head, office)
                    bearer = _Bearer(self.full[entity.name], entity.start, lemmas | {word}, in_part)
                    bearers.setdefault(word, []).append(bearer)
        return bearers

    def is_of_house(self, entity: Entity, place: int) -> bool:
        """«представитель партии | Моралес»: whether a name is a surname that can be in the genitive, right behind a
        house, where the story has it in full."""
        house = self.story.tokens[place - 1].text if place else ""
        known = facts(house)
        short = " " not in entity.text and " " in self.full[entity.name]
        genitive = house.islower() and known.part == "NOUN" and known.genitive and not known.animate
        return short and genitive and may_be_owner(entity.text)

    def _is_owner(self, entity: Entity, place: int) -> bool:
        """«адвокат | Лугина | Олег Сомов»: whether a name in another case stands right behind a word in the
        nominative."""
        known = facts(self.story.tokens[place - 1].text) if place else None
        return bool(known and known.animate and known.nominative and not known.genitive and entity.text != entity.name)

    def _is_declined(self, entity: Entity) -> bool:
        """Whether a name may belong to the noun before it and can be no subject: «Анны Луниной», of a man
        «Александра Лугина»."""
        oblique = entity.text != entity.name and may_be_owner(entity.text)
        his = " " in entity.text and self.gender(self.full[entity.name]) == "masc"
        return oblique and (his or not may_be_subject(entity.text, None))

    def head(self, subject: Subject) -> int:
        """The noun that a phrase is about: behind the adjectives that it begins with."""
        return head_of(self.story, subject)

    def _lemmas(self, first: int, stop: int) -> frozenset[str]:
        tokens = (token.text for token in self.story.tokens[first:stop])
        return frozenset(
            lemma(word) for word in tokens if facts(word).part in ("NOUN", "ADJF", "") and word[0].isalpha()
        )


def _first_letter(word: str) -> str:
    return word[:1].lower().replace("ё", "е")


@lru_cache(KEPT_WORDS)
def _called(word: str) -> str | None:
    """What a word calls a person spoken of before («игрок» of «игрока»); None where it is rather of somebody new."""
    known, person = facts(word), person_word(word)
    if known.plural and is_of_several(word):
        return None
    if person in words("cues_ru", "somebody"):
        return person
    others = words("cues_ru", "agents") | words("cues_ru", "relatives") | words("cues_ru", "strangers")
    return person if known.part == "NOUN" and known.animate and person not in others else None
