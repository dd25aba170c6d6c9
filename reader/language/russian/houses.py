"""Organisations called by what they are: whom «газета» or «ведомство» means."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.russian.bounds import QUOTE_MARKS, is_house
from reader.language.russian.forms import KEPT_WORDS, lemma
from reader.language.russian.grammar import facts
from reader.language.russian.phrases import phrase_form, usual_case
from reader.language.russian.titles import head_of
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.russian.bounds import Subject
    from reader.language.story import Story
    from reader.model import Entity

_BODY = "ведомство"
_OF_NAME = 3  # words of a name among which the one for the house stands


class Houses:
    """The words for organisations in a story."""

    def __init__(self, story: Story, entities: Sequence[Entity]) -> None:
        self._story = story
        self._organisations = [entity for entity in entities if entity.label is Label.ORGANISATION]
        self._name_at = {entity.start: entity.name for entity in self._organisations}
        self._entity_at = {entity.start: entity for entity in entities}

    def named_by(self, subject: Subject) -> Entity | None:
        """«CNN», «телекомпания CNN»: the house that a phrase names. None where the phrase is of somebody or something
        that belongs to one: «представитель МВД», «правительство Орсии», «пресс-служба МВД», «комитет Госдумы»."""
        story = self._story
        start, stop = story.span(*subject)
        names = story.names_in(start, stop)
        house = self._entity_at[names[0].start] if names else None
        if house is None or house.label is Label.PERSON:
            return None
        begins = house.start == start
        head = story.tokens[head_of(story, subject)].text
        if not begins and (facts(head).animate or house.label is Label.PLACE or _is_part(head, house)):
            return None
        whole = begins or house.stop >= stop - 1
        return house if whole and lemma(head) not in words("cues_ru", "sources") else None

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
        found = {self._name_at[name.start] for name in named if name.label is Label.ORGANISATION}
        return found or (self._unnamed(before) if word == _BODY else set())

    def _unnamed(self, before: int) -> set[str]:
        """The bodies without a name that the paragraph has spoken of, or the sentence before: «транспортная
        прокуратура» of «По данным ведомства»."""
        story = self._story
        number = story.sentence_number(before)
        start = min(story.paragraph(before)[0], story.sentences[max(0, number - 1)][0])
        found: dict[str, str] = {}
        for place in range(story.token_from(start), story.token_from(before)):
            word = story.tokens[place].text
            if place not in story.name_at and lemma(word) in words("cues_ru", "bodies"):
                first = place
                while first and facts(story.tokens[first - 1].text).part == "ADJF":
                    first -= 1
                whose = story.name_at.get(place + 1)
                phrase = story.words(first, story.token_from(whose.stop) if whose else place + 1)
                found[lemma(word)] = found.get(lemma(word)) or usual_case(phrase_form(phrase))
        return set(found.values())

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
                word = tokens[near].text if near >= 0 else "."
                if not word[0].isalpha() or facts(word).animate:
                    continue
                name = entity.name
                if near == before and _is_part(word, entity):
                    name = usual_case(phrase_form(self._story.text[tokens[near].start : entity.stop]))
                houses.setdefault(lemma(word), []).append((name, entity.start))
            for kind in _kinds_of(entity.name):
                houses.setdefault(kind, []).append((entity.name, entity.start))
        return houses


@lru_cache(KEPT_WORDS)
def _kinds_of(name: str) -> frozenset[str]:
    """The words for houses that a name tells itself: «суд» of «Верховный суд», «министерство» of «Минздрав»."""
    written = [word.lower() for word in name.split()[:_OF_NAME] if word.isalpha()]
    kinds = {lemma(word) for word in written[1:] if is_house(word)}
    if written and written[0].startswith("мин") and is_house(written[0]):
        kinds.add("министерство")
    kinds.update(kind for kind in ("банк", "прокуратура", "компания") if written and written[0].endswith(kind))
    return frozenset(kinds)


def _is_part(head: str, house: Entity) -> bool:
    """Whether a noun before the name of a house is a part of it: by what it means, or where the name is in the
    genitive («комитет Госдумы»), which a name of its own is not («газета «Весть»»)."""
    return lemma(head) in words("cues_ru", "parts") or (house.text != house.name and is_house(head))
