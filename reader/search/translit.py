"""One alphabet's words in the other's letters: putin → путин, шаоми → xaomi.

People write names by ear and by several standards at once, so a letter or a group of letters has several readings,
the usual one first. Readings multiply; `respellings` gives the likeliest few dozen. Whether two words are spellings of
one is told by how they sound: `sounds` writes either alphabet in one set of letters, in which the standards agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, islice, product
from typing import NamedTuple

_MOST = 48
_MOST_SOUNDS = 16
_HEARD_IN_HEAD = 9  # letters that surely spell five in the other alphabet, or nearly so
_WORDS_HEARD = 1 << 13  # whose sounds are remembered, some 4 MB: each letter typed onto a word meets mostly the same


class _Letters(NamedTuple):
    """How letters and groups of them are read: `groups` finds them in a word, the longest first."""

    groups: re.Pattern[str]
    readings: Mapping[str, list[str]]


def _letters(table: Mapping[str, str]) -> _Letters:
    """From a table whose readings are parted by spaces."""
    longest_first = sorted(table, key=len, reverse=True)
    return _Letters(re.compile("|".join(longest_first)), {group: read.split(" ") for group, read in table.items()})


# endings, tried first, where the letters stand at the end of the word
_RUSSIAN_ENDINGS = {
    **{"skiy": "ский", "skii": "ский", "skij": "ский", "sky": "ский", "ski": "ский", "skaya": "ская"},
    **{"ny": "ный", "iy": "ий", "yi": "ый", "ry": "рий", "ri": "рий"},
}
_RUSSIAN = {
    **{"shch": "щ", "sch": "ш щ", "sh": "ш", "zh": "ж чж", "kh": "х", "ch": "ч х к", "ck": "к", "ts": "ц тс"},
    **{
        "tz": "ц тз",
        "ph": "ф",
        "th": "т",
        "ya": "я ья",
        "ja": "я джа",
        "ia": "ия я",
        "iu": "ю иу",
        "yu": "ю ью",
        "ju": "ю джу",
        "yo": "е йо",
        "jo": "е джо",
    },
    **{"ye": "е ье ые", "je": "е дже", "ee": "и ее", "oo": "у оо", "ei": "ей еи", "ai": "ай аи", "oi": "ой ои"},
    **{"ie": "ие ъ", "ieia": "ъя", "ieiu": "ъю", "iee": "ъе"},  # ъ as passports have it
    **{"hl": "л ль хл", "hm": "м хм", "hn": "н хн", "hr": "р хр"},  # mute before a consonant: John, Kohl
    **{"qi": "ци ки", "xi": "си кси хи", "ng": "нг н"},  # Palladius
    **{"ay": "ай", "ey": "ей", "oy": "ой", "uy": "уй", "ayo": "айо", "eyo": "ейо", "oyo": "ойо", "dj": "дж"},
    **{
        f"{vowel}y{other}": f"{first}{second}"
        for vowel, first in zip("aeiouy", "аеиоуы", strict=True)
        for other, second in zip("aue", "яюе", strict=True)
    },
    **{
        "a": "а",
        "b": "б",
        "c": "к ц с",
        "d": "д",
        "e": "е э",
        "f": "ф",
        "g": "г",
        "h": "х г",
        "i": "и й",
        "j": "й дж цз",
    },
    **{"k": "к", "l": "л ль", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т", "u": "у"},
    **{"v": "в", "w": "в у", "x": "кс х", "y": "ы й и", "z": "з ц"},
}
_LATIN = {
    **{
        "ай": "ai i ay",
        "ей": "ei ay ey",
        "эй": "a ay ei",
        "ой": "oi oy",
        "ью": "ew yu",
        "ия": "ia iya",
        "дж": "j g dzh",
    },
    **{"кс": "x ks", "кв": "qu kv", "сь": "s xi", "ши": "shi xi chi", "ша": "sha xia", "чж": "zh"},
    **{"а": "a", "б": "b", "в": "v w", "г": "g h", "д": "d", "е": "e ye", "ж": "zh j g", "з": "z s", "и": "i y ee"},
    **{"ся": "xia sya sia", "си": "si xi ci", "сю": "xu syu siu", "цз": "z j", "ци": "qi tsi ci"},  # Palladius
    **{"й": "y i", "к": "k c", "л": "l ll", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s c", "т": "t"},
    **{"у": "u oo w", "ф": "f ph", "х": "h kh", "ц": "ts c z", "ч": "ch", "ш": "sh x", "щ": "shch", "ъ": "", "ы": "y"},
    **{"ь": "", "э": "e a", "ю": "yu u iu", "я": "ya ia"},
}

# vowels as English names have them, for guesses: biden → байден, facebook → фейсбук, trump → трамп
_RUSSIAN_BY_EAR = {
    **_RUSSIAN,
    "ja": "я джа дже",
    "a": "а ей э",
    "i": "и ай",
    "u": "у а ю",
    "oo": "у о",
    "ea": "и ей",
    "y": "й и ай",
}
_LATIN_BY_EAR = {
    **_LATIN,
    "ей": "a ai ay ei ey",
    "ай": "i ai ay",
    "а": "a u o",
    "и": "i ea ee",
    "о": "o a",
    "эй": "a ai ay",
    "он": "on ohn",
    "оу": "o ow oa ou",
}

# capital letters stand for what one Latin letter does not spell: C for ч, S for ш and щ, Z for ж
_SOUND_OF_CYRILLIC = str.maketrans(
    dict(
        zip(
            "абвгдежзийклмнопрстуфхцчшщыэюяъьіїєґў",
            "a b v g d e Z z i i k l m n o p r s t u f h c C S S i e iu ia _ _ i i e g u".replace("_", "").split(" "),
            strict=True,
        )
    )
)
_SOUND_OF_GROUPS = (("ts", "c"), ("tz", "c"), ("cz", "dZ"), ("CZ", "Z"))  # the last two Chinese, by Palladius
_SOUND_OF_LATIN = {
    **{"shch": "S", "sch": "S", "sh": "S", "zh": "Z", "kh": "h", "ch": "C k", "ck": "k", "ts": "c", "tz": "c"},
    **{
        "ph": "f",
        "th": "t",
        "qu": "kv",
        "dj": "dZ",
        "yo": "io e",
        "jo": "io e dZo",
        "io": "io e",
        "oo": "o u",
        "ee": "e i",
    },
    **{"hl": "l hl", "hm": "m hm", "hn": "n hn", "hr": "r hr", "ng": "ng n"},
    **{
        "ce": "ce se ke",
        "ci": "ci si ki",
        "cy": "ci si ki",
        "c": "k c",
        "j": "i dZ",
        "q": "k c",
        "w": "v u",
        "x": "ks h",
    },
    **{"y": "i", **{letter: letter for letter in "abdefghiklmnoprstuvz"}},
}
_TO_RUSSIAN, _TO_LATIN = _letters(_RUSSIAN), _letters(_LATIN)
_ENGLISH_TO_RUSSIAN, _RUSSIAN_TO_ENGLISH = _letters(_RUSSIAN_BY_EAR), _letters(_LATIN_BY_EAR)
_SOUNDS = _letters(_SOUND_OF_LATIN)
_SOUND_OF_FIRST = {"x": "ks s S h"}
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiou]")


def respellings(word: str) -> tuple[str, ...]:
    """Ways to write a folded word in the other alphabet, the usual one first; none for a word with signs of neither."""
    if word.isascii():
        for ending, russian in _RUSSIAN_ENDINGS.items():
            if word.endswith(ending) and len(word) > len(ending) + 1:
                stems = _read(word.removesuffix(ending), _TO_RUSSIAN)
                return tuple(dict.fromkeys([*(stem + russian for stem in stems), *_read(word, _TO_RUSSIAN)]))[:_MOST]
        return _read(word, _TO_RUSSIAN)
    return _read(word, _TO_LATIN)


def heads(word: str, size: int, *, english: bool = False) -> set[str]:
    """How spellings of a folded word in the other alphabet may begin: up to `size` letters; `english` also reads
    vowels as English does."""
    if word.isascii():
        groups = _groups(word[:_HEARD_IN_HEAD], _ENGLISH_TO_RUSSIAN if english else _TO_RUSSIAN)
    else:
        groups = _groups(word[:_HEARD_IN_HEAD], _RUSSIAN_TO_ENGLISH if english else _TO_LATIN)
    begun = {""} if groups is not None else set()
    for readings in groups or ():
        begun = {(head + reading)[:size] for head in begun for reading in readings}
    return begun


@lru_cache(_WORDS_HEARD)
def sounds(word: str) -> frozenset[str]:
    """How a folded word may sound, in letters common to both alphabets: шаоми and xiaomi, putin and путин share one;
    none for a word that holds anything else. й, и and ы are one, soft and hard signs none, doubled letters single."""
    if not word.isascii():
        heard = word.translate(_SOUND_OF_CYRILLIC)
        for group, sound in _SOUND_OF_GROUPS:
            heard = heard.replace(group, sound)
        return frozenset([_plain(heard)]) if heard.isascii() else frozenset()
    first = _SOUND_OF_FIRST.get(word[:1], "")
    openings = [(other, word[1:]) for other in first.split()] if first else [("", word)]
    return frozenset(
        _plain(opening + heard)
        for opening, rest in openings
        for heard in (_read(rest, _SOUNDS, _MOST_SOUNDS) if rest else [""])
    )


def consonants(sound: str) -> str:
    """What is left of a sound where vowels are heard differently, as English ones are (facebook, фейсбук)."""
    return _VOWELS.sub("", sound)


def _plain(heard: str) -> str:
    return _DOUBLED.sub(r"\1", _DOUBLED.sub(r"\1", heard).replace("iei", "i").replace("ie", "e"))


def _read(word: str, letters: _Letters, most: int = _MOST) -> tuple[str, ...]:
    """The readings of a word, letter groups before letters; none if it holds anything else."""
    groups = _groups(word, letters)
    return () if groups is None else tuple(dict.fromkeys(islice(_combined(groups), most)))


def _groups(word: str, letters: _Letters) -> list[list[str]] | None:
    """The readings of each group of letters in a word; None if it holds anything else."""
    found = letters.groups.findall(word)
    return [letters.readings[group] for group in found] if sum(map(len, found)) == len(word) else None


def _combined(readings: Sequence[Sequence[str]]) -> Iterator[str]:
    """Every choice of one reading in each place, those with the fewest unusual ones first."""
    usual = [choice[0] for choice in readings]
    yield "".join(usual)
    open_places = [place for place, choice in enumerate(readings) if len(choice) > 1]
    for changes in range(1, len(open_places) + 1):
        for places in combinations(open_places, changes):
            for unusual in product(*(readings[place][1:] for place in places)):
                chosen = usual.copy()
                for place, reading in zip(places, unusual, strict=True):
                    chosen[place] = reading
                yield "".join(chosen)
