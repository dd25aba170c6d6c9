"""Who is who in one article: spellings of one person under the fullest name that the article gives.

`RULES` say when a name can be a short form of a fuller one. They are asked in order; the first that any fuller name
satisfies decides, and a short form goes with nobody when those names are of several people.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reader.language.models import given_names
from reader.language.russian.forms import is_known, parses
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from reader.model import Entity

_KEPT_NAMES = 4_000
_MOST_BEARERS = 12
"""Names with one surname, or with one given name, among which a short form is looked for; more tell nothing."""

_TITLES = frozenset(("mr", "mrs", "ms", "dr", "sir", "dame", "lord", "lady", "prof", "г-н", "г-жа"))
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "младший", "старший"))
_PARTICLES = frozenset(("фон", "де", "ди", "да", "дель", "бин", "ибн", "von", "van", "de", "di", "bin", "ibn"))
_ARTICLE = re.compile(r"^(?:аль|ан|ас|аш|эль|эд|al|el)-")
_WORD = re.compile(r"[^\s.,]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_SURNAME_ENDING = re.compile(r"(?:[оеё]ва?|[иы]на?|[сц]к(?:ий|ая|ой)|ко|[ую]к|ян|дзе|швили|ых|их)$")
_ADJECTIVE_FORMS = (
    (("ая", "яя"), ("ая", "яя", "ой", "ей", "ую", "юю", "ою", "ею")),
    (("ий", "ый", "ой"), ("ий", "ый", "ой", "ого", "его", "ому", "ему", "им", "ым", "ом", "ем")),
)


class PersonName(NamedTuple):
    """A person's name taken apart. `text` is as in `Entity.name`, the words are folded: given name first, surname
    last, wherever they stand in the text; `written` holds the folded spellings. `given` is empty for a lone word,
    `surname` for a given name with a patronymic; initials are words of one letter."""

    text: str
    words: tuple[str, ...]
    given: str
    middle: tuple[str, ...]
    surname: str
    written: frozenset[str]

    @property
    def fullness(self) -> tuple[int, int, int]:
        """Greater for a name that says more: given name written out and in front, more words, fewer initials."""
        initials = sum(len(word) == 1 for word in self.words)
        complete = bool(self.given and self.surname)
        written_out = complete and len(self.given) > 1
        in_front = written_out and _fold(self.text).startswith(self.given)
        return complete + written_out + in_front, len(self.words) - initials, -initials


def full_names(entities: Iterable[Entity]) -> Mapping[str, str]:
    """For every person's name (in its dictionary form) the fullest name of that person in the article.

    «Песков» is Дмитрий Песков where the article knows one Песков; where it knows two, «Песков» stays alone. Initials
    go with the one full name that they fit.
    """
    written: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if entity.label is Label.PERSON:
            written[entity.name].add(entity.text)
    return _full_names(tuple((name, frozenset(spellings)) for name, spellings in written.items()))


@lru_cache(1)  # of one article they are asked for twice: for its quotations, then for its canonical names
def _full_names(written: tuple[tuple[str, frozenset[str]], ...]) -> Mapping[str, str]:
    names = [_taken_apart(*name) for name in written]
    full = {name.text: name.text for name in names}
    fuller: dict[tuple[str, str], list[PersonName]] = defaultdict(list)
    for name in sorted(names, key=lambda name: name.fullness, reverse=True):
        full[name.text] = full[_fullest(name, fuller).text]
        for key in dict.fromkeys(_keys(name)):
            fuller[key].append(name)
    return full


@lru_cache(_KEPT_NAMES)
def _taken_apart(name: str, spellings: frozenset[str]) -> PersonName:
    words = [_POSSESSIVE.sub("", _fold(word)) for word in _WORD.findall(name)]
    words = [word for word in words if word not in _TITLES] or words
    if len(words) > 1 and words[-1] in _GENERATIONS:
        words[-2:] = [" ".join(words[-2:])]
    words = [_ARTICLE.sub("", word) or word for word in _given_first(words)]
    given, surname = (words[0], words[-1]) if len(words) > 1 else ("", "".join(words))
    middle = tuple(words[1:-1])
    if given in _PARTICLES or name[:1].islower():  # «ван дорн» of Анна ван Дорн
        given, middle = "", ()
    if len(words) == 2 and given in given_names() and _is_patronymic(surname):
        middle, surname = (surname,), ""
    return PersonName(name, tuple(words), given, middle, surname, frozenset(_fold(text) for text in spellings))


def _fold(word: str) -> str:
    return word.lower().replace("ё", "е").replace("’", "'")


def _given_first(words: list[str]) -> list[str]:
    """«Ланская С. А.», «Ланская Софья Андреевна», «Ланская Софья»: the surname moves to the end."""
    first, *others = words or [""]
    initials = len(first) > 1 and all(len(word) == 1 for word in others)
    with_patronymic = len(others) == 2 and _is_patronymic(others[1])
    listed = len(others) == 1 and others[0] in given_names() and first not in given_names()
    if others and (initials or with_patronymic or (listed and _SURNAME_ENDING.search(first))):
        return [*others, first]
    return words


def _is_patronymic(word: str) -> bool:
    """«Андреевна», not «Абрамович»: what the dictionary has as a patronymic and not as a surname."""
    if not word.endswith(("ич", "на")):
        return False
    tags = [parse.tag for parse in parses(word) if is_known(parse)]
    return any("Patr" in tag for tag in tags) and not any("Surn" in tag for tag in tags)


def _keys(name: PersonName) -> list[tuple[str, str]]:
    if not name.words:
        return []
    last = name.words[-1].partition(" ")[0]  # «lee» of «lee jr»
    return [("last", last), ("stem", _stem(last)), ("first", name.given)]


def _stem(word: str) -> str:
    """What the case forms of an adjective have in common."""
    return re.sub(r"(?:ая|яя|ий|ый|ой|ей|ую|юю|[оеую]ю|[ое]го|[ое]му|[иы]м|[ое]м)$", "", word)


def _fullest(name: PersonName, fuller: dict[tuple[str, str], list[PersonName]]) -> PersonName:
    lone = [("first", word) for word in name.words[:1]]
    near = {other.text: other for key in (*_keys(name), *lone) for other in _few(fuller.get(key, ()))}
    for rule in RULES:
        bearers = [other for other in near.values() if rule(name, other)]
        if bearers:
            best = max(bearers, key=lambda other: other.fullness)
            return best if all(_one_person(other, best) for other in bearers) else name
    return name


def _few(bearers: Sequence[PersonName]) -> Sequence[PersonName]:
    return bearers if len(bearers) <= _MOST_BEARERS else ()


def _fits(word: str, other: str) -> bool:
    """The same word, or the initial of it."""
    return word == other or (len(word) == 1 and other.startswith(word)) or (len(other) == 1 and word.startswith(other))


def _one_person(one: PersonName, other: PersonName) -> bool:
    middles = all(_fits(*pair) for pair in zip(one.middle, other.middle, strict=False))
    return one.surname == other.surname and _fits(one.given, other.given) and middles


def same_words(short: PersonName, full: PersonName) -> bool:
    """«С.А. Ланская» and «Ланская С. А.», «Петр» and «Пётр»."""
    return short.words == full.words


def part_of_name(short: PersonName, full: PersonName) -> bool:
    """«Софья Ланская», «С. Ланская», «С. А. Ланская» for «Софья Андреевна Ланская»."""
    return bool(short.given and short.surname) and _one_person(short, full)


def surname_alone(short: PersonName, full: PersonName) -> bool:
    """«Ланская», «фон дер Ляйен»: the last words of a fuller name."""
    ends = full.words[-len(short.words) :] == short.words
    return bool(full.given) and not short.given and len(short.words) < len(full.words) and ends


def without_generation(short: PersonName, full: PersonName) -> bool:
    """«Lee» for Tom Lee Jr. where the article knows no other Lee."""
    surname, _, generation = full.surname.partition(" ")
    return len(short.words) == 1 and generation in _GENERATIONS and short.words[0] == surname


def form_of_surname(short: PersonName, full: PersonName) -> bool:
    """«Ланской» for Софья Ланская where every spelling can be a case form of hers; never «Ланский»."""
    for endings, forms in _ADJECTIVE_FORMS:
        if len(short.words) == 1 and full.given and full.surname.endswith(endings):
            stem = _stem(full.surname)
            return all(text in {stem + form for form in forms} for text in short.written)
    return False


def with_patronymic(short: PersonName, full: PersonName) -> bool:
    """«Софья Андреевна» for «Софья Андреевна Ланская»."""
    return not short.surname and full.given == short.given and full.middle == short.middle and bool(full.surname)


def without_surname(short: PersonName, full: PersonName) -> bool:
    """«Лев Абрамович» for «Лев Абрамович Лугин», though «Абрамович» could be a surname."""
    return len(short.words) == 2 and len(full.words) == 3 and short.words == full.words[:2] and len(short.given) > 1


def with_unknown_patronymic(short: PersonName, full: PersonName) -> bool:
    """«Софья Андреевна» for «Софья Ланская», whose patronymic nobody has told."""
    return not short.surname and full.given == short.given and not full.middle


def given_alone(short: PersonName, full: PersonName) -> bool:
    """«Софья», «Си»: the first word of a full name."""
    return len(short.words) == 1 and len(short.words[0]) > 1 and full.given == short.words[0] and bool(full.surname)


RULES: tuple[Callable[[PersonName, PersonName], bool], ...] = (
    same_words,
    part_of_name,
    surname_alone,
    without_generation,
    form_of_surname,
    with_patronymic,
    without_surname,
    with_unknown_patronymic,
    given_alone,
)
