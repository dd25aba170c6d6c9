"""What hurried people do to a word, by rule: slips, other forms, half a word, the wrong layout, the other alphabet.

None of it uses the tables by which the program forgives, so that it cannot pass by agreeing with itself; other forms
alone come from the same dictionary, as there is no second one.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from reader.search.stem import paradigm

Spoil = Callable[[str, Random], str]

RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
_ON_JCUKEN = "йцукенгшщзхъфывапролджэячсмитьбюё"
_ON_QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_TO_QWERTY = str.maketrans(_ON_JCUKEN, _ON_QWERTY)
_TO_JCUKEN = str.maketrans(_ON_QWERTY, _ON_JCUKEN)

# Russian in Latin letters: passports (ICAO Doc 9303), maps (BGN/PCGN, without its signs), and how people chat
_PASSPORT = "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y _ e iu ia"
_MAPS = "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya"
_CHAT = "a b v g d e zh z i y k l m n o p r s t u f h c ch sh sch _ y _ e yu ya"
_STANDARDS = [
    str.maketrans({letter: other.strip("_") for letter, other in zip(RUSSIAN, table.split(), strict=True)})
    for table in (_PASSPORT, _MAPS, _CHAT)
]

# Latin names in Russian letters, the readings that names get in the press, letter groups first
_READINGS = (
    *(("sch", "ш"), ("sh", "ш"), ("ch", "ч"), ("ck", "к"), ("ph", "ф"), ("th", "т"), ("zh", "ж"), ("kh", "х")),
    *(("ts", "ц"), ("qu", "кв"), ("ee", "и"), ("oo", "у"), ("ya", "я"), ("yu", "ю"), ("ce", "це"), ("ci", "ци")),
    *zip(
        LATIN,
        [
            "а",
            "б",
            "к",
            "д",
            "е",
            "ф",
            "г",
            "х",
            "и",
            "дж",
            "к",
            "л",
            "м",
            "н",
            "о",
            "п",
            "к",
            "р",
            "с",
            "т",
            "у",
            "в",
            "в",
            "кс",
            "и",
            "з",
        ],
        strict=True,
    ),
)


def typo(word: str, random: Random) -> str:
    """`word` with a letter put in, left out, replaced, or swapped with the next, anywhere in it."""
    at = random.randrange(len(word))
    other = random.choice(RUSSIAN if word[0] in RUSSIAN else LATIN)
    slips = [word[:at] + other + word[at:], word[:at] + word[at + 1 :], word[:at] + other + word[at + 1 :]]
    if at + 1 < len(word):
        slips.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    return random.choice(slips)


def two_typos(word: str, random: Random) -> str:
    """`word` with two slips."""
    return typo(typo(word, random), random)


def inflection(word: str, random: Random) -> str:
    """Another form of a Russian word."""
    return random.choice(sorted(forms(word) - {word}) or [word])


def forms(word: str) -> set[str]:
    """All forms of a Russian word, itself among them."""
    return {word, *paradigm(word)[0]}


def yo(word: str, random: Random) -> str:
    """`word` with one of its е as ё, right or wrong."""
    places = [at for at, letter in enumerate(word) if letter == "е"]
    at = random.choice(places) if places else len(word)
    return word[:at] + "ё" * bool(places) + word[at + 1 :]


def other_layout(word: str, _: Random) -> str:
    """The same keys with the other layout on."""
    return word.translate(_TO_QWERTY if word[0] in RUSSIAN else _TO_JCUKEN)


def in_latin(word: str, random: Random) -> str:
    """A Russian word in Latin letters, by one of three standards."""
    return word.translate(random.choice(_STANDARDS))


def in_cyrillic(word: str, _: Random) -> str:
    """A Latin word in Russian letters, read letter by letter."""
    read = ""
    while word:
        group, other = next(pair for pair in _READINGS if word.startswith(pair[0]))
        read, word = read + other, word.removeprefix(group)
    return read


def nowhere(random: Random, kind: int) -> str:
    """A word that nobody has written: pronounceable or not (odd kinds), Latin or Russian (from 2 on)."""
    vowels, consonants = ("aeiou", "bcdfghjklmnpqrstvwxz") if kind < 2 else ("аеиоуыэюя", "бвгджзклмнпрстфхцчшщ")
    length = random.randint(5, 10)
    if kind % 2:
        return "".join(random.choices(LATIN if kind < 2 else RUSSIAN, k=length))
    return "".join(random.choice(vowels if place % 2 else consonants) for place in range(length))
