"""People's names in their dictionary form: «Терезы Мэй» is Тереза Мэй, «Ван Сяна» is Ван Сян.

The words of a name agree in gender and case, so they are read together, and with the noun before them («адвокату
Саифу Малуку»). Foreign surnames are in no dictionary: besides pymorphy's readings each word is tried with the endings
of the regular declensions, and the forms that an article shows of one name support the reading that explains them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from reader.language.russian.forms import KEPT_WORDS, parses
from reader.language.russian.phrases import each_word, is_declined, like
from reader.language.russian.readings import CASES, GENDERS, NAME_MARKS, VOWELS, Reading, genders_of, is_fixed, readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.language.russian.namings import Votes

_LIKELY_SHARE = 0.35
_OFTEN = 0.75
_OF_NAME_IN_FULL = 0.8
_ACTING_ELSEWHERE = 1.5
_LONGEST_EASTERN = 5  # letters
_STEM = 3  # letters that a lone word and a name in full have in common, at least
_OF_MEN = ("ов", "ев", "ёв", "ин", "ын", "им", "ым", "ом", "ем", "ём")
"""Ends of surnames that women have in another form, and of forms that are no nominative."""

ByForm = dict[tuple[str, str], tuple[Reading, float]]
Choices = tuple[tuple[str, str] | None, "Sequence[ByForm]"]


class Paradigms:
    """The forms an article shows of people's names, and which nominatives would explain them. `acting` are the names
    beside verbs that they are the subjects of, in lower case, with the gender of the verb: «панченко», masc."""

    def __init__(self, names: Sequence[str] = (), acting: Iterable[tuple[str, str | None]] = ()) -> None:
        self._acting = frozenset(acting)
        self._written = Counter(word.lower() for name in names for word in name.split() if is_declined(word))
        self._explains: Counter[str] = Counter()
        self.forms: dict[tuple[str, Votes], str] = {}
        self._best: dict[str, ByForm] = {}
        for word in self._written:
            self._explains.update({reading.nominative for reading in readings(word) if reading.weight > 0.3})
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
            weighed = [(reading, reading.weight + self.support(reading)) for reading in readings(word)]
            weighed.sort(key=itemgetter(1))
            self._best[word] = {(reading.gender, reading.case): (reading, weight) for reading, weight in weighed}
        return self._best[word]

    def support(self, reading: Reading) -> float:
        """What speaks for a reading: other written forms of its paradigm, its nominative among them, and how often that
        is written (a name stands in the nominative most of the time)."""
        others = self._explains.get(reading.nominative, 0) - 1
        often = 0.0
        nominative = reading.case == "nomn" or is_fixed(reading.nominative)
        if nominative and (repeated := self._written.get(reading.nominative, 0) - 1) > 0:
            often = min(_OFTEN, 0.25 * repeated)
        return often if others < 1 else often + 0.4 * others + (0.4 if reading.nominative in self._written else 0)

    def in_full(self, reading: Reading) -> float:
        """What speaks for a lone word that is part of a name in full: «Губина» where the article has Анна Губина."""
        return _OF_NAME_IN_FULL if (reading.nominative, reading.gender) in self._in_full else 0

    def acts(self, reading: Reading) -> float:
        """What speaks for the gender of a name in full: «Панченко отметил» for Евгений Панченко."""
        return _ACTING_ELSEWHERE if (reading.nominative, reading.gender) in self._acting else 0


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
            votes.update({("masc", case): 0.2 for case in CASES})
    for choices in readings:
        for key, (_, weight) in choices.items():
            votes[key] += weight
    if not votes:
        return None, readings
    if len(words) == 1:
        for key, (reading, _) in readings[0].items():
            votes[key] += paradigms.in_full(reading)
    else:
        for key, (reading, _) in readings[-1].items():
            votes[key] += paradigms.acts(reading)
    for gender, case, weight in beside:
        if (gender, case) in votes:
            votes[gender, case] += weight
    return max(votes, key=lambda key: (votes[key], key[1] == "nomn")), readings


def _is_syllable(word: str) -> bool:
    return len(word) < 5 and sum(letter in VOWELS for letter in word.lower()) == 1 and is_declined(word)


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
            possible = readings(word)
            best = max(reading.weight for reading in possible)
            fitting = [
                reading.weight
                for reading in possible
                if reading.case == case and (gender not in GENDERS or reading.gender == gender)
            ]
            if not fitting or max(fitting) < _LIKELY_SHARE * best:
                return False
    return True


def _is_same_for_women(word: str) -> bool:
    """Whether a woman's surname is the same in every case: «Анна Мороз», «Анны Мороз»; not «Иванов», «Иваном»."""
    lowered = word.lower()
    if not is_declined(word) or lowered[-1] in VOWELS + "йь" or lowered.endswith(_OF_MEN):
        return False
    return any(parse.tag.case == "nomn" and "Name" not in parse.tag for parse in parses(lowered))


@lru_cache(KEPT_WORDS)
def gender_of(name: str) -> str | None:
    """Whether a name in its dictionary form is a man's or a woman's, where the first name in it tells."""
    if _is_eastern(name.split()):
        return None
    for word in name.split():
        readings = [p for p in parses(word.lower()) if p.tag.case == "nomn" and p.tag.number == "sing"]
        for marks in (("Name",), NAME_MARKS):  # «Роман» is a surname of women too
            named = (parse for parse in readings if any(mark in parse.tag for mark in marks))
            told = {str(gender) for parse in named for gender in genders_of(parse)}
            if is_declined(word) and len(told) == 1:
                return told.pop()
    return _gender_by_surname(name.rpartition(" ")[2].lower(), alone=" " not in name)


def _is_eastern(words: Sequence[str]) -> bool:
    """«Ким Ё Чжон», «Нгуен Тхи Лан»: three short words, of which none is a given name as the dictionary has them."""
    short = len(words) == 3 and all(len(word) <= _LONGEST_EASTERN for word in words)
    return short and not any("Patr" in parse.tag for parse in parses(words[1].lower()))


def _gender_by_surname(surname: str, *, alone: bool) -> str | None:
    """What the end of a surname tells that the dictionary lacks, or has as another word: «Сомов», «Кашина». Behind a
    given name that it lacks too, «-ин» tells nothing: «Санна Марин»."""
    if surname.endswith(("ова", "ева", "ёва", "ская", "цкая")) or (alone and surname.endswith(("ина", "ына"))):
        return "femn"
    return "masc" if surname.endswith(("ов", "ев", "ёв")) or (alone and surname.endswith(("ин", "ын"))) else None


def gender_by_form(written: str, name: str) -> str | None:
    """What the declension of a name tells: «Хадима» of Хадим is a man, «Асии» of Асия a woman."""
    for form, nominative in zip(written.lower().split(), name.lower().split(), strict=False):
        if form != nominative and is_declined(nominative):
            return "femn" if nominative.endswith(("а", "я")) else "masc"
    return None
