"""Offices that go by several names («премьер» and «глава правительства»), and titles that say less than others."""

from __future__ import annotations

from functools import cache

from reader.language.models import lines, words
from reader.language.russian.grammar import facts

_COUNTRIES = {"рф": "россия", "сша": "америка", "великобритания": "британия", "фрг": "германия", "кнр": "китай"}
_OF_PLACE = ("ский", "цкий")
_SAME_STEM = 4  # letters that «российский» and «россия» have in common, at least
_MINISTRY = "мин"
_HEADS = frozenset(("глава", "руководитель"))
_SIDES = {"гость": "хозяин", "хозяин": "гость"}


@cache
def _offices() -> tuple[tuple[frozenset[str], str], ...]:
    """What an office may be called, as lemmas, and the word that stands for it; the longest first."""
    found = []
    for line in lines("cues_ru", "offices"):
        names = line.split(" = ")
        found += [(frozenset(name.split()), names[0]) for name in names]
    return tuple(sorted(found, key=lambda office: -len(office[0])))


def as_office(head: str, phrase: frozenset[str]) -> tuple[str, frozenset[str]]:
    """The head and the lemmas of a title with the words for a known office replaced by the one that stands for it."""
    for called, office in _offices():
        if head in called and called <= phrase:
            return office, phrase - called | {office}
    return head, phrase


@cache
def _chiefs() -> dict[str, frozenset[str]]:
    """What whoever heads a house may be called, by a word for such houses."""
    found = {}
    for line in lines("cues_ru", "chiefs"):
        houses, titles = line.split(" = ")
        found.update(dict.fromkeys(houses.split(), frozenset(titles.split())))
    return found


def titles_of_chief(phrase: frozenset[str], word: str) -> frozenset[str]:
    """What else «глава ведомства» or «директор организации», without a name, may be: «министр», «руководитель».
    `word` is the one of the phrase that is the title."""
    house = phrase - {word}
    titles = _chiefs().get(next(iter(house)), frozenset()) if len(house) == 1 and len(phrase) == 2 else frozenset()
    return titles if is_head(word) or word in titles else frozenset()


@cache
def titles_of_heads() -> frozenset[str]:
    """What whoever heads any house may be called: the «президент» of a union is its «глава»."""
    return _HEADS.union(*_chiefs().values())


def is_head(word: str) -> bool:
    """Whether a word is for whoever heads a house of any kind: «глава»."""
    return word in _HEADS


def is_part(wanted: frozenset[str], phrase: frozenset[str]) -> bool:
    """Whether a fuller title says all that a shorter one does: «представитель российского МИД» is all in
    «официальный представитель МИД РФ». Foreign names and abbreviations contradict only one another: «создатель Husk»
    is rather the «создатель сети»."""
    foreign = any(map(_is_foreign, phrase))
    told = (word for word in wanted - words("cues_ru", "neutral") if foreign or not _is_foreign(word))
    return all(word in phrase or any(_says_same(word, other) for other in phrase) for word in told)


def on_other_side(wanted: frozenset[str], phrase: frozenset[str]) -> bool:
    """Whether «тренер гостей» is nobody whose title is «тренер хозяев»."""
    return any(_SIDES.get(word) in phrase for word in wanted)


def has_side(wanted: frozenset[str]) -> bool:
    """Whether a title tells which of two sides somebody is of: «тренер гостей»."""
    return not wanted.isdisjoint(_SIDES)


def _is_foreign(word: str) -> bool:
    return not facts(word).part


def _says_same(one: str, other: str) -> bool:
    """«российский» and «РФ», «Минздрав» and «здравоохранение», «бывший» and «экс-директор»."""
    ministry = one.startswith(_MINISTRY) and len(one) > _SAME_STEM + 1 and other.startswith(one[3 : 3 + _SAME_STEM - 1])
    return ministry or (one == "бывший" and other.startswith("экс-")) or _same_place(one, other)


def _same_place(one: str, other: str) -> bool:
    """«российский» and «РФ»."""
    one, other = _COUNTRIES.get(one, one), _COUNTRIES.get(other, other)
    adjective = one.endswith(_OF_PLACE) != other.endswith(_OF_PLACE)
    return one == other or (adjective and one[:_SAME_STEM] == other[:_SAME_STEM])
