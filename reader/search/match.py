"""What a typed word stands for: which words of the library, how they resemble it, and what that is worth.

Nothing here looks at all the words there are: the index is asked for a few thousand candidates by key, and rapidfuzz,
which holds the interpreter's lock while it compares, gets them in slices.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, product

from reader.search.index import beginnings, known_words, term, words_with_keys, words_with_stem
from reader.search.keyboard import other_layout
from reader.search.stem import paradigm, stems
from reader.search.translit import respellings
from reader.search.tree import Phrase, Word
from reader.search.typos import (
    head_keys,
    is_likely_slip,
    is_spellable,
    keys_of_typed,
    slips_allowed,
    slips_allowed_in_prefix,
)
from reader.search.words import folded_words


class Likeness(StrEnum):
    """How a word of the library resembles the one typed."""

    EXACT = "exact"
    INFLECTED = "inflected"
    PREFIX = "prefix"
    RESPELT = "respelt"  # in the other alphabet
    LAYOUT = "layout"  # typed in the wrong keyboard layout
    TYPO = "typo"


_WEIGHT = {
    Likeness.EXACT: 1.0,
    Likeness.INFLECTED: 0.95,
    Likeness.PREFIX: 0.85,
    Likeness.RESPELT: 0.8,
    Likeness.LAYOUT: 0.75,
}
_TYPO_WEIGHT = (0.65, 0.6, 0.5, 0.4)  # one likely slip, one, two, more: all less than an exact word in a body (0.7)

_SLICE = 2_000  # candidates that rapidfuzz compares in one call: a quarter of a millisecond
_MOST_TYPOS = 24
_ENDING = 3  # letters by which forms of a word may differ in length
_MOST_PARTS = 3  # of a word with hyphens, for it to be inflected
_MOST_TOGETHER = 100  # combinations of the forms of its parts
_RESPELT_AT = 5  # letters; shorter words mean too many things in the other alphabet (more, море)
_FAMILIES = 4  # candidates whose inflected forms are looked up as well
_ENDLESS = 99


@dataclass(frozen=True, slots=True)
class Form:
    """Folded words that a typed word stands for, mostly one; `begins`: anything that begins so. `weight` is 1 for the
    word itself, less for what resembles it less."""

    words: str
    likeness: Likeness
    weight: float
    begins: bool = False

    @property
    def expression(self) -> str:
        """The form as the index is asked for it."""
        return term(self.words, begins=self.begins)


def load() -> None:
    """Load what the first search would else load itself, half a second of work: Russian morphology and rapidfuzz. To
    be called from a thread of the background."""
    paradigm("слово")
    _near("слово", ["слова"], 1)


def sure_forms(connection: sqlite3.Connection, word: Word | Phrase) -> tuple[Form, ...]:
    """What a word stands for without guessing: itself, its inflected forms, what begins so if it is being typed, and
    its spelling in the other alphabet. A phrase stands for itself. The best first."""
    parts = folded_words(word.text)
    typed = " ".join(parts)
    if isinstance(word, Phrase):
        return (_form(typed, Likeness.EXACT, begins=word.open),)
    forms = [_form(typed, Likeness.EXACT)]
    if len(parts) <= _MOST_PARTS:
        families = [[part, *_inflections(connection, part)] for part in parts]
        together = map(" ".join, islice(product(*families), _MOST_TOGETHER))
        forms += [_form(other, Likeness.INFLECTED) for other in together if other != typed]
    if word.open:
        forms.append(_form(typed, Likeness.PREFIX, begins=True))
    if len(parts) == 1 and len(typed) >= _RESPELT_AT:
        forms += _respelt(connection, typed, word.open)
    return _distinct(forms)


def guessed_forms(connection: sqlite3.Connection, word: Word) -> tuple[Form, ...]:
    """What else a word might stand for, for when there is little else: the keys in the other layout, the other
    alphabet for a short word, and mistyped words. The best first."""
    parts = folded_words(word.text)
    typed = parts[0] if len(parts) == 1 else ""
    switched = other_layout(word.text)
    respelt = _respelt(connection, typed, word.open) if typed else []
    retyped = _switched(connection, switched, word.open) if switched else []
    forms = respelt + retyped + _mistyped(connection, typed, word.open)
    # misspelt and in the wrong alphabet or layout at once
    spellings = respellings(typed)[:2] if is_spellable(typed) else ()
    for spelling in (*spellings, switched) if switched and not retyped else spellings:
        forms += _mistyped(connection, spelling, word.open, detour=1)
    return _distinct(forms)


def _form(words: str, likeness: Likeness, *, begins: bool = False) -> Form:
    return Form(words, likeness, _WEIGHT[likeness], begins)


def _distinct(forms: Iterable[Form]) -> tuple[Form, ...]:
    """The forms by weight, each once, at its best."""
    best: dict[tuple[str, bool], Form] = {}
    for form in sorted(forms, key=lambda form: -form.weight):
        best.setdefault((form.words, form.begins), form)
    return tuple(best.values())


def _known(connection: sqlite3.Connection, spellings: Sequence[str]) -> list[str]:
    """Those of some words that the library has, in their order."""
    known = known_words(connection, spellings)
    return [spelling for spelling in dict.fromkeys(spellings) if spelling in known]


def _inflections(connection: sqlite3.Connection, word: str) -> list[str]:
    """The other words of the library that are forms of a word: by the dictionary, or by the stem where it is not in
    there."""
    if not is_spellable(word):
        return []
    forms, in_dictionary = paradigm(word)
    found = known_words(connection, forms)
    if not in_dictionary:
        found.update(words_with_stem(connection, word))
    return sorted(found - {word})


def _respelt(connection: sqlite3.Connection, typed: str, is_open: bool) -> list[Form]:
    spellings = respellings(typed) if is_spellable(typed) else ()
    found = _known(connection, spellings)
    families = [form for spelling in found or spellings[:_FAMILIES] for form in _inflections(connection, spelling)]
    forms = [_form(spelling, Likeness.RESPELT) for spelling in [*found, *families]]
    if is_open:
        begun = beginnings(connection, spellings)
        forms += [_form(spelling, Likeness.RESPELT, begins=True) for spelling in spellings if spelling in begun]
    return forms


def _switched(connection: sqlite3.Connection, switched: str, is_open: bool) -> list[Form]:
    known = _known(connection, [switched, *_inflections(connection, switched)])
    forms = [_form(other, Likeness.LAYOUT) for other in known]
    if is_open and beginnings(connection, [switched]):
        forms.append(_form(switched, Likeness.LAYOUT, begins=True))
    return forms


def _mistyped(connection: sqlite3.Connection, typed: str, is_open: bool, detour: int = 0) -> list[Form]:
    """The words that differ from `typed` by a few slips, with forms of the nearest; beginnings of words likewise.
    `detour` counts as so many slips more: 1 for a word put into another alphabet or layout before."""
    if not is_spellable(typed) or not (allowed := slips_allowed(len(typed))):
        return []
    reach = allowed + _ENDING
    candidates = words_with_keys(connection, keys_of_typed(typed), len(typed) - reach, len(typed) + reach)
    near = [
        (slips - (slips == 1 and is_likely_slip(typed, other)), other)
        for other, slips in _near(typed, candidates, allowed) or _near_in_stem(typed, candidates)
    ]
    near.sort(key=lambda pair: pair[0])  # a stable sort: of words equally near, the frequent ones stay first
    forms = []
    for place, (slips, other) in enumerate(near[:_MOST_TYPOS]):
        forms.append(_mistype(other, slips + detour))
        if place < _FAMILIES:
            forms += [_mistype(form, slips + detour + 1) for form in _inflections(connection, other)]
    if is_open:
        allowed = slips_allowed_in_prefix(len(typed))
        begun = _begun(words_with_keys(connection, head_keys(typed), len(typed), _ENDLESS), len(typed))
        nearest = sorted(_near(typed, begun, allowed), key=lambda pair: pair[1])
        forms += [_mistype(other, slips + detour + 1, begins=True) for other, slips in nearest[:_MOST_TYPOS]]
    return forms


def _mistype(words: str, slips: int, *, begins: bool = False) -> Form:
    return Form(words, Likeness.TYPO, _TYPO_WEIGHT[min(slips, len(_TYPO_WEIGHT) - 1)], begins)


def _near_in_stem(typed: str, candidates: Sequence[str]) -> list[tuple[str, int]]:
    """The candidates whose stems have few slips: a misspelt word in a form that the library does not have."""
    (stem,) = stems([typed])
    by_stem: dict[str, list[str]] = {}
    for start in range(0, len(candidates), _SLICE):
        part = candidates[start : start + _SLICE]
        for candidate, candidate_stem in zip(part, stems(part), strict=True):
            by_stem.setdefault(candidate_stem, []).append(candidate)
    near = _near(stem, list(by_stem), slips_allowed(len(stem)))
    return [(candidate, slips + 1) for candidate_stem, slips in near for candidate in by_stem[candidate_stem]]


def _begun(candidates: Iterable[str], length: int) -> list[str]:
    """How the candidates begin, about as far as has been typed; the longer beginnings, which say more, come first."""
    return list(dict.fromkeys(word[:size] for size in (length + 1, length, length - 1) for word in candidates))


def _near(typed: str, candidates: Sequence[str], allowed: int) -> list[tuple[str, int]]:
    """The candidates with at most so many slips, and how many. A slip is a letter too many, too few, another, or two
    neighbours swapped (optimal string alignment)."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found: list[tuple[str, int]] = []
    for start in range(0, len(candidates), _SLICE):
        part = candidates[start : start + _SLICE]
        near = process.extract(typed, part, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        found += [(candidate, int(slips)) for candidate, slips, _ in near]
    return found
