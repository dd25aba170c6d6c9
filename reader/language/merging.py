"""Under which name each entity of an article is known: spellings of one entity merge, several entities never do.

`RULES` are applied in order, each to the names of the article; the first that knows a name's fuller one decides, and
what several rules say together is followed to its end. The table of names that everybody knows has the last word.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.language.aliases import aliases, of_other_states
from reader.language.organisations import acronyms, class_nouns, fold, may_abbreviate, shortened
from reader.language.people import full_names
from reader.model import Entity, Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_NAMED = (Label.PERSON, Label.ORGANISATION, Label.PLACE)
_OPENING_BRACKET = re.compile(r"[»”\"]?\s{0,2}\((?:далее\s?[-–—]\s?)?[«“\"]?")
_CLOSING_BRACKET = re.compile(r"[»”\"]?\)")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)

Key = tuple[Label, str]


class Cast(NamedTuple):
    """What the rules look at: a text, its named entities in order, and the organisations among them, each name once."""

    text: str
    entities: Sequence[Entity]
    organisations: tuple[str, ...]


def known_as(
    text: str, entities: Sequence[Entity], counted: Sequence[tuple[str, int]] = ()
) -> tuple[tuple[Label, str, str], ...]:
    """For the names of an article whose canonical name is another one: label, `Entity.name`, canonical name; in the
    order in which they are first met. `counted` are the states that adjectives mean, and how often."""
    named = [entity for entity in entities if entity.label in _NAMED]
    organisations = dict.fromkeys(entity.name for entity in named if entity.label is Label.ORGANISATION)
    cast = Cast(text, named, tuple(organisations))
    fuller: dict[Key, str] = {}
    for rule in RULES:
        for (label, name), full in rule(cast):
            if full != name and _end(fuller, (label, full)) != name:
                fuller.setdefault((label, name), full)
    elsewhere = of_other_states(cast.organisations, _states(named) + Counter(dict(counted)))
    found = {key: _known(fuller, key, elsewhere) for key in dict.fromkeys((e.label, e.name) for e in named)}
    return tuple((label, name, canonical) for (label, name), canonical in found.items() if canonical != name)


def _states(entities: Sequence[Entity]) -> Counter[str]:
    """How often each state of the table is named."""
    places = (aliases().names.get((Label.PLACE, fold(entity.name))) for entity in entities)
    return Counter(place for place in places if place)


def _end(fuller: dict[Key, str], key: Key) -> str:
    label, name = key
    while (label, name) in fuller:
        name = fuller[label, name]
    return name


def _known(fuller: dict[Key, str], key: Key, elsewhere: frozenset[str]) -> str:
    """The canonical name of one name: by the table for itself or its fuller names, else the fullest."""
    label, name = key
    while True:
        if label is not Label.PERSON and (canonical := aliases().canonical(label, name, elsewhere)):
            return canonical
        if (label, name) not in fuller:
            return name
        name = fuller[label, name]


def people(cast: Cast) -> Iterator[tuple[Key, str]]:
    """«Ланская», «С. Ланская»: Софья Ланская."""
    for name, full in full_names(cast.entities).items():
        yield (Label.PERSON, name), full


def spelt_alike(cast: Cast) -> Iterator[tuple[Key, str]]:
    """«Нижний Торг» and «Нижний торг»: the spelling of a place that is met first stands."""
    first: dict[str, str] = {}
    for entity in cast.entities:
        if entity.label is Label.PLACE:
            yield (entity.label, entity.name), first.setdefault(fold(entity.name), entity.name)


def explained_in_brackets(cast: Cast) -> Iterator[tuple[Key, str]]:
    """«Сяоми (Xiaomi)», «Министерство финансов (Минфин)», «АНБ (Агентство национальной безопасности)»."""
    for first, second in pairwise(cast.entities):
        between = second.start - first.stop < 20 and _OPENING_BRACKET.fullmatch(cast.text, first.stop, second.start)
        if first.label is second.label and between and _CLOSING_BRACKET.match(cast.text, second.stop):
            organisation = first.label is Label.ORGANISATION
            if _in_two_scripts(first.name, second.name) or (organisation and may_abbreviate(second.name, first.name)):
                yield (second.label, second.name), first.name
            elif organisation and may_abbreviate(first.name, second.name):
                yield (first.label, first.name), second.name


def _in_two_scripts(one: str, other: str) -> bool:
    def told(name: str) -> tuple[bool, bool]:
        return bool(_CYRILLIC.search(name)), bool(_LATIN.search(name))

    return {told(one), told(other)} == {(True, False), (False, True)}


def spelt_out(cast: Cast) -> Iterator[tuple[Key, str]]:
    """«АНБ» and «Агентство национальной безопасности» anywhere in the article."""
    yield from _of_organisations(acronyms(cast.organisations))


def named_by_class(cast: Cast) -> Iterator[tuple[Key, str]]:
    """«завод «Кварцит»» and «Кварцит», «Apple Inc» and «Apple»."""
    yield from _of_organisations(class_nouns(cast.organisations))


def cut_short(cast: Cast) -> Iterator[tuple[Key, str]]:
    """«Верховный суд» and «Верховный суд Пакистана»."""
    yield from _of_organisations(shortened(cast.organisations, aliases().organisations))


def _of_organisations(pairs: Iterator[tuple[str, str]]) -> Iterator[tuple[Key, str]]:
    return (((Label.ORGANISATION, name), full) for name, full in pairs)


RULES: tuple[Callable[[Cast], Iterator[tuple[Key, str]]], ...] = (
    people,
    spelt_alike,
    explained_in_brackets,
    spelt_out,
    named_by_class,
    cut_short,
)
