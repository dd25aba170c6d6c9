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
    from collections.abc import Iterable, Iterator, Sequence

    from pymorphy3.analyzer import Parse

    from reader.language.namings import Votes

_NAME_MARKS = ("Surn", "Name", "Patr")
_GENDERS = ("masc", "femn")
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_DECLINED = frozenset((*_CASES, "gen2", "acc2", "loc2"))  # not the vocative that a dictionary guesses
_LIKELY_SHARE = 0.35
_OFTEN = 0.75
_OF_NAME_IN_FULL = 0.8
_ACTING_ELSEWHERE = 1.5
_GIVEN_TOO = 2.2
_LONGEST_EASTERN = 5  # letters
_OF_OTHERS = ("ии", "ого", "его", "ому", "ему")  # ends that a nominative hardly has
_FIXED = 0.6
_GUESSED = 0.75
_STEM = 3  # letters that a lone word and a name in full have in common, at least
_VOWELS = "аеёиоуыэюя"
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
        same = nominative == lowered
        declined = case != "nomn" and weight < _FIXED and lowered[-1] not in "уюы"  # «Валентина», not «Айсулу»
        unlike = same and (form_of_other or declined)
        listed = 1.4 if nominative in given_names() and not unlike else 0
        found[key] = max(found.get(key, 0), weight, listed)

    for parse in parses(lowered):
        if parse.tag.POS not in ("NOUN", "ADJF") or parse.tag.number == "plur" or parse.tag.case not in _DECLINED:
            continue
        if parse.tag.case == "accs" and "inan" in parse.tag and lowered[-1] not in _VOWELS + "йь":
            continue  # people are animate: of «Хольм» the accusative is «Хольма»
        if parse.tag.gender == "neut" and parse.tag.case != "nomn" and "Fixd" not in parse.tag:
            continue  # «Горского» is of no «Горское»
        weight = _weight(parse)
        if parse.tag.case == "nomn" and lowered in words("names_ru", "given_too"):
            weight = max(weight, _GIVEN_TOO)
        for gender in _genders(parse):
            nominative = _nominative_of(parse, lowered, gender)
            guessed = nominative == lowered and lowered.endswith("ии")  # «Селии» is rather of Селия
            if not is_known(parse) and _changes(lowered, nominative):
                weight *= 0.6
            add(nominative, gender, parse.tag.case, 0.1 if guessed and not is_known(parse) else weight)
    for ending, of_nominative, gender, cases in _ENDINGS:
        root = lowered.removesuffix(ending)
        after_vowel = len(root) > 1 and root[-1] in _VOWELS
        if lowered.endswith(("ской", "цкой")) and of_nominative == "а":
            continue
        if root != lowered and len(root) > 1 and after_vowel in _AFTER_VOWEL.get(of_nominative, (False,)):
            for case in cases:
                usual = 0.3 if lowered.endswith("ая") else 0.9 if len(ending) > _STEM else 0.6  # «-овой» is of «-ова»
                add(root + of_nominative, gender, case, usual)
    nouns = [parse.tag for parse in parses(lowered) if is_known(parse) and parse.tag.POS == "NOUN"]
    known = any(tag.number != "plur" for tag in nouns)  # «Айдаров» are several Айдар, but here it is a surname
    for gender in _GENDERS:
        first, others = _unchanged(lowered, gender)
        add(lowered, gender, "nomn", 0.1 if known else first)
        for case in _CASES[1:]:
            add(lowered, gender, case, others)
    return tuple(Reading(*key, weight) for key, weight in found.items())


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
    if word[-1] in _VOWELS:
        return 0.7, _FIXED
    his = word.endswith(("ой", "ов", "ев", "ёв"))  # «Крутовой» is of Крутова, «Крутов» no woman
    return 0.7, 0.2 if gender == "masc" or his else _FIXED


def _changes(word: str, nominative: str) -> bool:
    """Whether other letters change than those of the end: of «Вольда» hardly «Волёд»."""
    adjective = nominative.endswith(("ий", "ый", "ой", "ая"))
    return not (adjective or "-" in word or word.startswith(nominative[:-1]))


def _nominative_of(parse: Parse, word: str, gender: str) -> str:
    """The dictionary form within a gender: of a surname the dictionary gives a man's for both."""
    if parse.tag.POS == "ADJF" or "Surn" in parse.tag or "Patr" in parse.tag:
        return inflected(parse, word, gender if parse.tag.POS == "ADJF" else None).lower()
    return word if parse.tag.case == "nomn" else str(parse.normal_form)


def _genders(parse: Parse) -> tuple[str, ...]:
    common = "inan" in parse.tag and parse.normal_form.endswith(("а", "я"))  # «Олегом Рыбой»: a man's surname too
    common |= (
        "Surn" in parse.tag and parse.tag.POS == "NOUN" and parse.normal_form.endswith(("а", "я"))
    )  # «Сары Дубяги»
    either = common or parse.tag.gender not in _GENDERS or "ms-f" in parse.tag or "GNdr" in parse.tag
    return _GENDERS if either else (parse.tag.gender,)


def _weight(parse: Parse) -> float:
    """Names of the dictionary first, then its other words, then guesses by the ending."""
    name = any(mark in parse.tag for mark in _NAME_MARKS)
    score = float(parse.score)
    if "Fixd" in parse.tag and name and is_known(parse):
        score = 1.0  # one form for all cases: how often it is which says nothing here
    if "Name" in parse.tag and parse.normal_form not in given_names():
        return 1.0 if is_known(parse) else _GUESSED + (0.05 if parse.tag.case == "nomn" else 0)
    if is_known(parse):
        return max((0.5 + score) * (2 if name else 1), 1.5 if "Name" in parse.tag else 0)
    return (0.4 + score) * (1.3 if name else 0.8)


class Paradigms:
    """The forms an article shows of people's names, and which nominatives would explain them. `acting` are the names
    beside verbs that they are the subjects of, in lower case, with the gender of the verb: «минченко», masc."""

    def __init__(self, names: Sequence[str] = (), acting: Iterable[tuple[str, str | None]] = ()) -> None:
        self._acting = frozenset(acting)
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
        nominative = reading.case == "nomn" or _is_fixed(reading.nominative)
        if nominative and (repeated := self._written.get(reading.nominative, 0) - 1) > 0:
            often = min(_OFTEN, 0.25 * repeated)
        return often if others < 1 else often + 0.4 * others + (0.4 if reading.nominative in self._written else 0)

    def in_full(self, reading: Reading) -> float:
        """What speaks for a lone word that is part of a name in full: «Губина» where the article has Анна Губина."""
        return _OF_NAME_IN_FULL if (reading.nominative, reading.gender) in self._in_full else 0

    def acts(self, reading: Reading) -> float:
        """What speaks for the gender of a name in full: «Минченко отметил» for Евгений Минченко."""
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
            votes.update({("masc", case): 0.2 for case in _CASES})
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


@lru_cache(KEPT_WORDS)
def _is_fixed(word: str) -> bool:
    """«Минченко», «Чаудхри»: the same in every case, so that seeing it often says nothing of the case; not «Любови»."""
    return word[-1] in _FIXED_ENDS and all("Fixd" in parse.tag for parse in parses(word) if is_known(parse))


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
    if _is_eastern(name.split()):
        return None
    for word in name.split():
        readings = [p for p in parses(word.lower()) if p.tag.case == "nomn" and p.tag.number == "sing"]
        for marks in (("Name",), _NAME_MARKS):  # «Роман» is a surname of women too
            named = (parse for parse in readings if any(mark in parse.tag for mark in marks))
            told = {str(gender) for parse in named for gender in _genders(parse)}
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
