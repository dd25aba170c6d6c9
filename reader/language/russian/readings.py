"""All ways to read a word of a person's name: by pymorphy3, and by the endings of the regular declensions.

Foreign surnames are in no dictionary, and pymorphy3's guesses are made for common nouns; so every ending is tried, and
each reading weighed by what it rests on: names of the dictionary, its other words, guesses, the end of the word alone.
The weights were chosen on 150,000 forms made by rule of the listed given names and of surnames of every kind, and on
names of real news (BSNLP).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reader.language.models import given_names, words
from reader.language.russian.forms import KEPT_WORDS, is_known, parses
from reader.language.russian.phrases import inflected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pymorphy3.analyzer import Parse

GENDERS = ("masc", "femn")
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
NAME_MARKS = frozenset(("Surn", "Name", "Patr"))
VOWELS = "аеёиоуыэюя"
_DECLINED = frozenset((*CASES, "gen2", "acc2", "loc2"))  # not the vocative that a dictionary guesses
_LISTED = 1.4
_KNOWN_NAME = 1.5
_GIVEN_TOO = 2.2
_FIXED = 0.6
_GUESSED = 0.75
_LONG_ENDING = 3  # letters
_OF_OTHERS = ("ии", "ого", "его", "ому", "ему")  # ends that a nominative hardly has
_FIXED_ENDS = "еёиоуэю"  # of surnames that are not declined

# Endings of the regular declensions: of the form, of the nominative ("" after a consonant), gender, cases.
_ENDINGS = (
    ("а", "", "masc", ("gent", "accs")),
    ("у", "", "masc", ("datv",)),
    ("ом", "", "masc", ("ablt",)),
    ("ем", "", "masc", ("ablt",)),
    ("е", "", "masc", ("loct",)),
    ("я", "ь", "masc", ("gent", "accs")),
    ("ю", "ь", "masc", ("datv",)),
    ("ем", "ь", "masc", ("ablt",)),
    ("я", "й", "masc", ("gent", "accs")),
    ("ю", "й", "masc", ("datv",)),
    ("ем", "й", "masc", ("ablt",)),
    ("ы", "а", "femn", ("gent",)),
    ("и", "а", "femn", ("gent",)),
    ("е", "а", "femn", ("datv", "loct")),
    ("у", "а", "femn", ("accs",)),
    ("ой", "а", "femn", ("ablt",)),
    ("овой", "ова", "femn", ("gent", "datv", "ablt", "loct")),
    ("евой", "ева", "femn", ("gent", "datv", "ablt", "loct")),
    ("иной", "ина", "femn", ("gent", "datv", "ablt", "loct")),
    ("овым", "ов", "masc", ("ablt",)),
    ("евым", "ев", "masc", ("ablt",)),
    ("иным", "ин", "masc", ("ablt",)),
    ("ии", "ия", "femn", ("gent", "datv", "loct")),
    ("ию", "ия", "femn", ("accs",)),
    ("ией", "ия", "femn", ("ablt",)),
    ("и", "я", "femn", ("gent",)),
    ("е", "я", "femn", ("datv", "loct")),
    ("ю", "я", "femn", ("accs",)),
    ("ей", "я", "femn", ("ablt",)),
)
_AFTER_VOWEL = {"й": (True,), "я": (True, False)}
_OF_WOMEN = ("ова", "ева", "ёва", "ина", "ына", "ая", "ия")


class Reading(NamedTuple):
    """A word of a name taken as one form of a nominative; `weight` says how likely that is by the word alone."""

    nominative: str
    gender: str
    case: str
    weight: float


@lru_cache(KEPT_WORDS)
def readings(word: str) -> tuple[Reading, ...]:
    """Every reading of a word of a person's name; nominatives in lower case."""
    lowered = word.lower()
    found: dict[tuple[str, str, str], float] = {}
    given = [p for p in parses(lowered) if "Name" in p.tag.grammemes and p.normal_form in given_names()]
    # «Ивана» is listed as a woman's name, but the dictionary has it as a form of Иван alone
    form_of_other = bool(given) and all(p.normal_form != lowered for p in given)
    for reading in (*_by_dictionary(lowered), *_by_ending(lowered), *_as_it_stands(lowered)):
        nominative, gender, case, weight = reading
        # «Валентина» is no genitive of itself, «Айсулу» is
        declined = case != "nomn" and weight < _FIXED and lowered[-1] not in "уюы"
        itself = nominative == lowered and (form_of_other or declined)
        listed = _LISTED if nominative in given_names() and not itself else 0
        key = (nominative, gender, case)
        found[key] = max(found.get(key, 0), weight, listed)
    return tuple(Reading(*key, weight) for key, weight in found.items())


def _by_dictionary(lowered: str) -> Iterator[Reading]:
    """What pymorphy3 knows or guesses."""
    given_too = lowered in words("names_ru", "given_too")
    nominatives: dict[tuple[str, str | None, str], str] = {}
    for parse in parses(lowered):
        tag, marks = parse.tag, parse.tag.grammemes
        part, case, gender = tag.POS, tag.case, tag.gender
        if part not in ("NOUN", "ADJF") or "plur" in marks or case not in _DECLINED:
            continue
        if case == "accs" and "inan" in marks and lowered[-1] not in VOWELS + "йь":
            continue  # people are animate: of «Хольм» the accusative is «Хольма»
        if gender == "neut" and case != "nomn" and "Fixd" not in marks:
            continue  # «Горского» is of no «Горское»
        known = is_known(parse)
        weight = _weight(parse, known=known)
        if case == "nomn" and given_too:
            weight = max(weight, _GIVEN_TOO)
        for own in genders_of(parse):
            key = (parse.normal_form, part, own)
            if case == "nomn":
                nominative = lowered
            elif key in nominatives:
                nominative = nominatives[key]
            else:
                nominative = nominatives[key] = _nominative_of(parse, lowered, own)
            likely = weight if known or not _changes(lowered, nominative) else 0.6 * weight
            guessed = not known and nominative == lowered and lowered.endswith("ии")  # «Селии» is rather of Селия
            yield Reading(nominative, own, case, 0.1 if guessed else likely)


def _by_ending(lowered: str) -> Iterator[Reading]:
    """What the regular declensions would have it be the form of."""
    adjective = lowered.endswith(("ской", "цкой"))
    for ending, of_nominative, gender, cases in _ENDINGS:
        root = lowered.removesuffix(ending)
        if root == lowered or len(root) < 2 or (adjective and of_nominative == "а"):
            continue
        if (root[-1] in VOWELS) not in _AFTER_VOWEL.get(of_nominative, (False,)):
            continue
        usual = 0.3 if lowered.endswith("ая") else 0.9 if len(ending) > _LONG_ENDING else 0.6  # «-овой» is of «-ова»
        for case in cases:
            yield Reading(root + of_nominative, gender, case, usual)


def _as_it_stands(lowered: str) -> Iterator[Reading]:
    """As a nominative, and as a form that is the same in every case."""
    nouns = [parse.tag for parse in parses(lowered) if is_known(parse) and parse.tag.POS == "NOUN"]
    known = any(tag.number != "plur" for tag in nouns)  # «Айдаров» are several Айдар, but here it is a surname
    for gender in GENDERS:
        nominative, others = _unchanged(lowered, gender)
        yield Reading(lowered, gender, "nomn", 0.1 if known else nominative)
        for case in CASES[1:]:
            yield Reading(lowered, gender, case, others)


def _unchanged(word: str, gender: str) -> tuple[float, float]:
    """How likely a form is that of the nominative, and that it is not declined: by its end."""
    if word.endswith(("ская", "цкая")):
        return 1.5 if gender == "femn" else 0.1, 0.1
    if word.endswith(_OF_OTHERS):
        return 0.1, 0.2
    if word[-1] in "аяы":
        return 0.5 if gender == "masc" else 0.7 if word.endswith(_OF_WOMEN) else 0.6, 0.2
    if word[-1] in "ую":
        return 0.5, 0.3
    if word[-1] in VOWELS:
        return 0.7, _FIXED
    his = word.endswith(("ой", "ов", "ев", "ёв"))  # «Крутовой» is of Крутова, «Крутов» no woman
    return 0.7, 0.2 if gender == "masc" or his else _FIXED


def _changes(word: str, nominative: str) -> bool:
    """Whether other letters change than those of the end: of «Вольда» hardly «Волёд»."""
    adjective = nominative.endswith(("ий", "ый", "ой", "ая"))
    return not (adjective or "-" in word or word.startswith(nominative[:-1]))


def _nominative_of(parse: Parse, word: str, gender: str) -> str:
    """The dictionary form within a gender: of a surname the dictionary gives a man's for both."""
    marks = parse.tag.grammemes
    if "ADJF" in marks or "Surn" in marks or "Patr" in marks:
        return inflected(parse, word, gender if "ADJF" in marks else None).lower()
    return str(parse.normal_form)


def genders_of(parse: Parse) -> tuple[str, ...]:
    """Whom a word of a name that is read so can be of: of either gender «Рыба», «Дубяга», «Саша», «Белых»."""
    marks, gender = parse.tag.grammemes, parse.tag.gender
    common = parse.normal_form.endswith(("а", "я")) and ("inan" in marks or ("Surn" in marks and "NOUN" in marks))
    either = common or gender not in GENDERS or "ms-f" in marks or "GNdr" in marks
    return GENDERS if either else (gender,)


def _weight(parse: Parse, *, known: bool) -> float:
    """Names of the dictionary first, then its other words, then guesses by the ending."""
    marks, score = parse.tag.grammemes, float(parse.score)
    name = not NAME_MARKS.isdisjoint(marks)
    if "Fixd" in marks and name and known:
        score = 1.0  # one form for all cases: how often it is which says nothing here
    if "Name" in marks and parse.normal_form not in given_names():
        return 1.0 if known else _GUESSED + (0.05 if parse.tag.case == "nomn" else 0)
    if known:
        return max((0.5 + score) * (2 if name else 1), _KNOWN_NAME if "Name" in marks else 0)
    return (0.4 + score) * (1.3 if name else 0.8)


@lru_cache(KEPT_WORDS)
def is_fixed(word: str) -> bool:
    """«Панченко», «Келли»: the same in every case, so that seeing it often says nothing of the case; not «Любови»."""
    return word[-1] in _FIXED_ENDS and all("Fixd" in parse.tag.grammemes for parse in parses(word) if is_known(parse))
