"""People's names in their dictionary form: «Терезы Мэй» is Тереза Мэй, «Ван Сяна» is Ван Сян.

The words of a name agree in gender and case, so they are read together, and with the noun before them («адвокату
Саифу Малуку»). Foreign surnames are in no dictionary: besides pymorphy's readings each word is tried with the endings
of the regular declensions, and the forms that an article shows of one name support the reading that explains them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from reader.language.forms import KEPT_WORDS, is_known, parses
from reader.language.models import given_names, words
from reader.language.phrases import each_word, inflected, is_declined, like

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pymorphy3.analyzer import Parse

    from reader.language.namings import Votes

_NAME_MARKS = ("Surn", "Name", "Patr")
_GENDERS = ("masc", "femn")
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_DECLINED = frozenset((*_CASES, "gen2", "acc2", "loc2"))  # not the vocative that a dictionary guesses
_LIKELY_SHARE = 0.35
_OFTEN = 0.75
_OF_NAME_IN_FULL = 0.8
_GIVEN_TOO = 2.2
_PLAIN = 1.5
_STEM = 3  # letters that a lone word and a name in full have in common, at least
_VOWELS = "аеёиоуыэюя"

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
    ("ии", "ия", "femn", ("gent", "datv", "loct")),
    ("ию", "ия", "femn", ("accs",)),
    ("ией", "ия", "femn", ("ablt",)),
    ("и", "я", "femn", ("gent",)),
    ("ю", "я", "femn", ("accs",)),
    ("ей", "я", "femn", ("ablt",)),
)
_AFTER_VOWEL = frozenset("й")
_OF_WOMEN = ("ская", "цкая")
_OF_MEN = ("ов", "ев", "ёв", "ин", "ын", "им", "ым", "ом", "ем", "ём")
"""Ends of surnames that women have in another form, and of forms that are no nominative."""


class Reading(NamedTuple):
    """A word of a name taken as one form of a nominative; `weight` says how likely that is by the word alone."""

    nominative: str
    gender: str
    case: str
    weight: float


ByForm = dict[tuple[str, str], tuple[Reading, float]]
Choices = tuple[tuple[str, str] | None, "Sequence[ByForm]"]


@lru_cache(KEPT_WORDS)
def _readings(word: str) -> tuple[Reading, ...]:
    """All ways to read a word of a person's name; lower case."""
    lowered = word.lower()
    found: dict[tuple[str, str, str], float] = {}
    given = [p for p in parses(lowered) if "Name" in p.tag and p.normal_form in given_names()]
    # «Ивана» is listed as a woman's name, but the dictionary has it as a form of Иван alone
    form_of_other = bool(given) and all(p.normal_form != lowered for p in given)

    def add(nominative: str, gender: str, case: str, weight: float) -> None:
        key = (nominative, gender, case)
        other = form_of_other and nominative == lowered
        listed = 1.4 if nominative in given_names() and not other else 0
        found[key] = max(found.get(key, 0), weight, listed)

    for parse in parses(lowered):
        if parse.tag.POS not in ("NOUN", "ADJF") or parse.tag.number == "plur" or parse.tag.case not in _DECLINED:
            continue
        if parse.tag.case == "accs" and "inan" in parse.tag and lowered[-1] not in _VOWELS + "йь":
            continue  # people are animate: of «Хольм» the accusative is «Хольма»
        weight = _weight(parse)
        if parse.tag.case == "nomn" and lowered in words("names_ru", "given_too"):
            weight = max(weight, _GIVEN_TOO)
        for gender in _genders(parse):
            nominative = _nominative_of(parse, lowered, gender)
            guessed = nominative == lowered and lowered.endswith("ии")  # «Селии» is rather of Селия
            add(nominative, gender, parse.tag.case, 0.1 if guessed and not is_known(parse) else weight)
    for ending, of_nominative, gender, cases in _ENDINGS:
        root = lowered.removesuffix(ending)
        if lowered.endswith(_OF_WOMEN) and gender == "masc":
            continue
        if root != lowered and len(root) > 1 and (root[-1] in _VOWELS) == (of_nominative in _AFTER_VOWEL):
            for case in cases:
                add(root + of_nominative, gender, case, 0.6)
    nouns = [parse.tag for parse in parses(lowered) if is_known(parse) and parse.tag.POS == "NOUN"]
    known = any(tag.number != "plur" for tag in nouns)  # «Айдаров» are several Айдар, but here it is a surname
    for gender in _GENDERS:
        add(
            lowered,
            gender,
            "nomn",
            _PLAIN
            if gender == "femn" and lowered.endswith(_OF_WOMEN)
            else 0.1
            if known or lowered.endswith("ии")
            else 0.5
            if gender == "masc" and lowered[-1] in "ая"
            else 0.7,
        )
        his = lowered.endswith(("ой", "ов", "ев", "ёв"))  # «Крутовой» is of Крутова, «Крутов» no woman
        hers = gender == "femn" and lowered[-1] not in _VOWELS and not his
        if lowered.endswith(_OF_WOMEN):
            continue
        fixed = 0.6 if lowered[-1] in "еёиоуыэю" or hers else 0.2
        for case in _CASES[1:]:
            add(lowered, gender, case, fixed)
    return tuple(Reading(*key, weight) for key, weight in found.items())


def _nominative_of(parse: Parse, word: str, gender: str) -> str:
    """The dictionary form within a gender: of a surname the dictionary gives a man's for both."""
    if parse.tag.POS == "ADJF" or "Surn" in parse.tag or "Patr" in parse.tag:
        return inflected(parse, word, gender if parse.tag.POS == "ADJF" else None).lower()
    return word if parse.tag.case == "nomn" else str(parse.normal_form)


def _genders(parse: Parse) -> tuple[str, ...]:
    common = "inan" in parse.tag and parse.normal_form.endswith(("а", "я"))  # «Олегом Рыбой»: a man's surname too
    either = common or parse.tag.gender not in _GENDERS or "ms-f" in parse.tag or "GNdr" in parse.tag
    return _GENDERS if either else (parse.tag.gender,)


def _weight(parse: Parse) -> float:
    """Names of the dictionary first, then its other words, then guesses by the ending."""
    name = any(mark in parse.tag for mark in _NAME_MARKS)
    score = float(parse.score)
    if "Fixd" in parse.tag and is_known(parse):
        score = 1.0  # one form for all cases: how often it is which says nothing here
    if "Name" in parse.tag and parse.normal_form not in given_names():
        return 1.0
    if is_known(parse):
        return (0.5 + score) * (2 if name else 1)
    return (0.4 + score) * (1.3 if name else 0.8)


class Paradigms:
    """The forms an article shows of people's names, and which nominatives would explain them."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        self._written = Counter(word.lower() for name in names for word in name.split() if is_declined(word))
        self._explains: Counter[str] = Counter()
        self.forms: dict[tuple[str, Votes], str] = {}
        self._best: dict[str, ByForm] = {}
        for word in self._written:
            self._explains.update({reading.nominative for reading in _readings(word) if reading.weight > 0.3})
        alone = {name[:_STEM].lower() for name in names if " " not in name}
        in_full = [
            parts
            for name in dict.fromkeys(names)
            if len(parts := name.split()) > 1 and any(word[:_STEM].lower() in alone for word in parts)
        ]
        self._in_full = frozenset(
            (word.lower(), gender) for name in in_full for word, gender in _with_gender(name, _choices(name, self))
        )

    def best(self, word: str) -> ByForm:
        """The best reading of a word for every gender and case, and what speaks for it."""
        if word not in self._best:
            weighed = [(reading, reading.weight + self.support(reading)) for reading in _readings(word)]
            weighed.sort(key=itemgetter(1))
            self._best[word] = {(reading.gender, reading.case): (reading, weight) for reading, weight in weighed}
        return self._best[word]

    def support(self, reading: Reading) -> float:
        """What speaks for a reading: other written forms of its paradigm, its nominative among them, and how often that
        is written (a name stands in the nominative most of the time)."""
        others = self._explains.get(reading.nominative, 0) - 1
        often = 0.0
        if reading.case == "nomn" and (repeated := self._written.get(reading.nominative, 0) - 1) > 0:
            often = min(_OFTEN, 0.25 * repeated)
        return often if others < 1 else often + 0.4 * others + (0.4 if reading.nominative in self._written else 0)

    def in_full(self, reading: Reading) -> float:
        """What speaks for a lone word that is part of a name in full: «Губина» where the article has Анна Губина."""
        return _OF_NAME_IN_FULL if (reading.nominative, reading.gender) in self._in_full else 0


def person_form(name: str, paradigms: Paradigms, beside: Votes = ()) -> str:
    """The nominative of a person's name. `beside` is what the words beside it say of its gender and case."""
    key = (name, beside)
    if key not in paradigms.forms:
        paradigms.forms[key] = each_word(name, lambda words: _nominative(words, paradigms, beside))
    return paradigms.forms[key]


def _nominative(words: list[str], paradigms: Paradigms, beside: Votes) -> list[str]:
    return [word for word, _ in _with_gender(words, _choices(words, paradigms, beside))]


def _with_gender(words: Sequence[str], choices: Choices) -> Iterator[tuple[str, str]]:
    """The nominatives of the words of a name, with the gender they are read in."""
    chosen, readings = choices
    for word, reading in zip(words, readings, strict=True):
        form = reading.get(chosen) if chosen else None
        yield like(form[0].nominative, word) if form else word, chosen[0] if chosen else ""


def _choices(words: Sequence[str], paradigms: Paradigms, beside: Votes = ()) -> Choices:
    """The gender and case that the words of a name have in common, and the readings of each."""
    readings = [paradigms.best(word) if is_declined(word) else {} for word in words]
    votes: dict[tuple[str, str], float] = defaultdict(float)
    for word in words[:-1]:
        if not _is_syllable(word):
            break
    else:
        if len(words) > 1 and readings[-1]:  # «Ван Сяна»: in such names the last word alone is declined
            readings = [*({} for _ in words[:-1]), readings[-1]]
            votes.update({("masc", case): 0.2 for case in _CASES})
    for choices in readings:
        for key, (_, weight) in choices.items():
            votes[key] += weight
    if not votes:
        return None, readings
    if len(words) == 1:
        for key, (reading, _) in readings[0].items():
            votes[key] += paradigms.in_full(reading)
    for gender, case, weight in beside:
        if (gender, case) in votes:
            votes[gender, case] += weight
    return max(votes, key=lambda key: (votes[key], key[1] == "nomn")), readings


def _is_syllable(word: str) -> bool:
    return len(word) < 5 and sum(letter in _VOWELS for letter in word.lower()) == 1 and is_declined(word)


@lru_cache(KEPT_WORDS)
def may_be_subject(name: str, gender: str | None) -> bool:
    """Whether a person's name, as written, can be a nominative of that grammatical gender (None: of any)."""
    return _may_stand_in(name, "nomn", gender)


@lru_cache(KEPT_WORDS)
def may_be_owner(name: str) -> bool:
    """Whether a person's name, as written, can be a genitive: «Горелова» of «адвокат Горелова»."""
    return _may_stand_in(name, "gent", None)


def _may_stand_in(name: str, case: str, gender: str | None) -> bool:
    for place, word in enumerate(name.split()):
        same = case == "nomn" if gender == "femn" else case == "gent" and place > 0
        if same and _is_same_for_women(word):
            continue
        if is_declined(word):
            readings = _readings(word)
            best = max(reading.weight for reading in readings)
            fitting = [
                reading.weight
                for reading in readings
                if reading.case == case and (gender not in _GENDERS or reading.gender == gender)
            ]
            if not fitting or max(fitting) < _LIKELY_SHARE * best:
                return False
    return True


def _is_same_for_women(word: str) -> bool:
    """Whether a woman's surname is the same in every case: «Анна Мороз», «Анны Мороз»; not «Иванов», «Иваном»."""
    lowered = word.lower()
    if not is_declined(word) or lowered[-1] in _VOWELS + "йь" or lowered.endswith(_OF_MEN):
        return False
    return any(parse.tag.case == "nomn" and "Name" not in parse.tag for parse in parses(lowered))


@lru_cache(KEPT_WORDS)
def gender_of(name: str) -> str | None:
    """Whether a name in its dictionary form is a man's or a woman's, where the first name in it tells."""
    for word in name.split():
        told = {
            str(gender)
            for parse in parses(word.lower())
            if parse.tag.case == "nomn"
            and parse.tag.number == "sing"
            and any(mark in parse.tag for mark in _NAME_MARKS)
            for gender in _genders(parse)
        }
        if is_declined(word) and len(told) == 1:
            return told.pop()
    return None


def gender_by_form(written: str, name: str) -> str | None:
    """What the declension of a name tells: «Хадима» of Хадим is a man, «Асии» of Асия a woman."""
    for form, nominative in zip(written.lower().split(), name.lower().split(), strict=False):
        if form != nominative and is_declined(nominative):
            return "femn" if nominative.endswith(("а", "я")) else "masc"
    return None
