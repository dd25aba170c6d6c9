"""What a typed word stands for: which words of the library, how they resemble it, and what that is worth.

Nothing here looks at all the words there are: the index is asked for a few thousand candidates by key, and rapidfuzz,
which holds the interpreter's lock while it compares, gets them in slices.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import islice, product

from msgspec import Struct

from reader.search.index import beginnings, known_words, term, words_with_keys, words_with_stem
from reader.search.keyboard import other_layout
from reader.search.stem import is_russian, paradigm, stems
from reader.search.translit import consonants, heads, respellings, sounds
from reader.search.tree import Phrase, Word, day_of
from reader.search.typos import (
    HEAD,
    head_keys,
    is_heard_alike,
    is_likely_slip,
    is_spellable,
    keys_of_typed,
    slips_allowed,
    slips_allowed_in_prefix,
)
from reader.search.words import folded_words, is_cyrillic


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
_LESS_FOR_FORMS = 0.03  # of a word that itself stands for the one typed
_LESS_FOR_PREDICTED = 0.11  # forms of what may be no word at all: less than what begins as typed
_LESS_FOR_BEGUN = 0.05  # what begins nearly as typed, beside whole words with as many slips
_TYPO_WEIGHT = (0.65, 0.6, 0.5, 0.4)  # one likely slip, one, two, more: all less than an exact word in a body (0.7)
_ONE_SLIP = _TYPO_WEIGHT[1] - _LESS_FOR_BEGUN
_TELLING_LETTERS = 7
"""A word of so many letters that is one slip away from a word of the library, or the beginning of one, is that word."""

_SLICE = 2_000  # candidates that rapidfuzz compares in one call: a quarter of a millisecond
_MOST_TYPOS = 24
_ENDING = 3  # letters by which forms of a word may differ in length
_MOST_PARTS = 3  # of a word with hyphens, for it to be inflected
_SHORTEST_PART = 3  # letters of a word that is forgiven anything, or that was typed together with another
_BEFORE_APOSTROPHE, _AFTER_APOSTROPHE = frozenset({"d", "l", "o"}), frozenset({"d", "ll", "m", "re", "s", "t", "ve"})
_MOST_TOGETHER = 100  # combinations of the forms of its parts
_RESPELT_AT = 5  # letters; shorter words mean too many things in the other alphabet (more, море)
_HEAD_HEARD = 4  # letters by which words of the other alphabet are looked up
_TELLING = 3  # consonants that are enough to tell a word by
_FAMILIES = 4  # candidates whose inflected forms are looked up as well
_ENDLESS = 99


class Form(Struct, frozen=True):
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
    nearby("слово", ["слова"], 1)


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
        less = 0.0 if all(_is_a_word(connection, part) for part in parts) else _LESS_FOR_PREDICTED
        together = map(" ".join, islice(product(*families), _MOST_TOGETHER))
        forms += [_form(other, Likeness.INFLECTED, less=less) for other in together if other != typed]
    if day := day_of(word):
        forms.append(_form(" ".join(folded_words(day)), Likeness.INFLECTED))
    if len(parts) > 1:  # с.ш.а, смарт-фон
        forms += [_form(whole, Likeness.INFLECTED) for whole in _known(connection, ["".join(parts)])]
    if word.open:
        forms.append(_form(typed, Likeness.PREFIX, begins=True))
    if len(parts) == 1 and len(typed) >= _RESPELT_AT:
        forms += _respelt(connection, typed, word.open)
    return _distinct(forms)


def any_of(forms: Iterable[Form]) -> str:
    """The expression for texts that hold any of some forms."""
    return f"({' OR '.join(form.expression for form in forms)})"


def all_of(connection: sqlite3.Connection, parts: Iterable[Word | Phrase]) -> str | None:
    """The expression for texts that hold all of some words and phrases, inflected perhaps, never guessed; None where
    there are none."""
    return " AND ".join(any_of(sure_forms(connection, part)) for part in parts) or None


def switched_forms(connection: sqlite3.Connection, word: Word) -> tuple[Form, ...]:
    """What a word might stand for if it is spelt right: the keys in the other layout, the other alphabet for a short
    word, two words run together. A hundredth of the work of `guessed_forms`. The best first."""
    typed = _single(word)
    switched = other_layout(word.text)
    respelt = _respelt(connection, typed, word.open) if typed else []
    retyped = _switched(connection, switched, word.open) if switched else []
    return _distinct(respelt + retyped + _parted(connection, typed))


def guessed_forms(connection: sqlite3.Connection, word: Word) -> tuple[Form, ...]:
    """What else a word might stand for, for when there is little else: `switched_forms` and mistyped words. The best
    first."""
    typed = _single(word)
    switched = other_layout(word.text)
    sure = switched_forms(connection, word)
    mistyped = _mistyped(connection, typed, word.open)
    forms = [*sure, *mistyped, *_heard(connection, typed)]
    if len(typed) < _TELLING_LETTERS or all(form.weight < _ONE_SLIP for form in mistyped):
        # misspelt and in the wrong alphabet or layout at once
        spellings = respellings(typed)[:2] if is_spellable(typed) else ()
        retyped = any(form.likeness is Likeness.LAYOUT for form in sure)
        for spelling in (*spellings, switched) if switched and not retyped else spellings:
            forms += _mistyped(connection, spelling, word.open, detour=1)
    return _distinct(forms)


def in_dictionary(word: Word) -> bool:
    """Whether what was typed is a Russian word, whole and spelt right."""
    return not word.open and is_russian(_single(word))


def _single(word: Word) -> str:
    """What was typed, folded, if that is one word; else ''."""
    parts = folded_words(word.text)
    return parts[0] if len(parts) == 1 else ""


def _form(words: str, likeness: Likeness, *, begins: bool = False, less: float = 0.0) -> Form:
    return Form(words, likeness, _WEIGHT[likeness] - less, begins)


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
    if in_dictionary:
        found = known_words(connection, forms)
    else:
        alike = word[: len(word) // 2 + 1]  # what a form is predicted from is the ending alone
        found = known_words(connection, [form for form in forms if form.startswith(alike)])
        found.update(words_with_stem(connection, word))
    return sorted(found - {word})


def _is_a_word(connection: sqlite3.Connection, word: str) -> bool:
    """Whether a word is one that people write, as far as anybody knows; of Latin ones nobody does."""
    return not is_cyrillic(word) or is_russian(word) or bool(known_words(connection, [word]))


def _respelt(connection: sqlite3.Connection, typed: str, is_open: bool) -> list[Form]:
    """The words of the other alphabet that a word spells as people do, their forms, and beginnings likewise."""
    if not is_spellable(typed) or not (spellings := respellings(typed)):
        return []
    heard = sounds(typed)
    candidates = _in_other_alphabet(connection, typed, heads(typed, _HEAD_HEARD))
    alike = [other for other in candidates if not heard.isdisjoint(sounds(other))]
    found = list(dict.fromkeys([*_known(connection, spellings), *_nearest_first(spellings[0], alike)]))
    forms = [_form(other, Likeness.RESPELT, less=_LESS_FOR_FORMS * (other != found[0])) for other in found]
    families = [form for other in (found or spellings)[:_FAMILIES] for form in _inflections(connection, other)]
    forms += [_form(form, Likeness.RESPELT, less=_LESS_FOR_FORMS) for form in families]
    if is_open:
        begun = {
            *beginnings(connection, spellings),
            *(part for other in candidates for part in _heard_in(other, heard)),
        }
        forms += [_form(part, Likeness.RESPELT, begins=True, less=_LESS_FOR_FORMS) for part in sorted(begun)]
    return forms


def _heard(connection: sqlite3.Connection, typed: str) -> list[Form]:
    """The words of the other alphabet that sound nearly as typed, vowels heard the English way or not at all."""
    allowed = slips_allowed(len(typed))
    if not is_spellable(typed) or not allowed:
        return []
    heard = sorted(sounds(typed))
    candidates = _in_other_alphabet(connection, typed, heads(typed, _HEAD_HEARD, english=True))
    sounding = {sound: other for other in candidates for sound in sounds(other)}
    near: dict[str, int] = {}
    for one in heard:
        for sound, slips in nearby(one, list(sounding), allowed):
            near[sound] = min(slips, near.get(sound, slips))
    bones = {bone for one in heard if len(bone := consonants(one)) >= _TELLING}
    near |= {sound: near.get(sound, allowed) for sound in sounding if consonants(sound) in bones}
    nearest = sorted(near, key=near.__getitem__)[:_MOST_TYPOS]
    return [_mistype(sounding[sound], near[sound]) for sound in nearest]


def _in_other_alphabet(connection: sqlite3.Connection, typed: str, begun: Iterable[str]) -> list[str]:
    keys = [HEAD + head for head in begun if head]
    found = words_with_keys(connection, keys, 1, _ENDLESS) if keys else []
    return [other for other in found if other.isascii() is not typed.isascii()]


def _heard_in(word: str, heard: Iterable[str]) -> list[str]:
    """The shortest beginning of a word that sounds like one of `heard`, if there is one."""
    wanted = tuple(heard)
    if not any(sound.startswith(wanted) for sound in sounds(word)):
        return []
    beginning = (word[:size] for size in range(1, len(word) + 1))
    return [next((part for part in beginning if not sounds(part).isdisjoint(wanted)), word)]


def _nearest_first(spelling: str, words: Sequence[str]) -> list[str]:
    return [word for word, _ in sorted(nearby(spelling, words, _ENDLESS), key=lambda pair: pair[1])]


def _switched(connection: sqlite3.Connection, switched: str, is_open: bool) -> list[Form]:
    forms = [_form(other, Likeness.LAYOUT) for other in _known(connection, [switched])]
    forms += [_form(f, Likeness.LAYOUT, less=_LESS_FOR_FORMS) for f in _inflections(connection, switched)]
    if is_open and beginnings(connection, [switched]):
        forms.append(_form(switched, Likeness.LAYOUT, begins=True, less=_LESS_FOR_FORMS))
    return forms


def _parted(connection: sqlite3.Connection, typed: str) -> list[Form]:
    """Two words of the library that were typed as one (вицепремьер, dont), the second in any of its forms."""
    if not is_spellable(typed):
        return []
    halves = [(typed[:at], typed[at:]) for at in range(1, len(typed))]
    halves = [
        (first, second)
        for first, second in halves
        if (len(first) >= _SHORTEST_PART or first in _BEFORE_APOSTROPHE)
        and (len(second) >= _SHORTEST_PART or second in _AFTER_APOSTROPHE)
    ]
    known = known_words(connection, [half for pair in halves for half in pair])
    pairs = [(first, second) for first, second in halves if first in known and _is_a_word(connection, second)]
    together = [f"{first} {form}" for first, second in pairs for form in (second, *_inflections(connection, second))]
    return [Form(words, Likeness.TYPO, _TYPO_WEIGHT[0]) for words in together[:_MOST_TOGETHER]]


def _mistyped(connection: sqlite3.Connection, typed: str, is_open: bool, detour: int = 0) -> list[Form]:
    """The words that differ from `typed` by a few slips, with forms of the nearest; beginnings of words likewise.
    `detour` counts as so many of the slips: 1 for a word put into another alphabet or layout before."""
    if not is_spellable(typed):
        return []
    if not (allowed := slips_allowed(len(typed))):
        return _misheard(connection, typed, detour)
    allowed = max(1, allowed - detour)
    reach = len(typed) + allowed + _ENDING
    shortest = len(typed) - allowed - _ENDING
    longer = words_with_keys(connection, keys_of_typed(typed), shortest, _ENDLESS if is_open else reach)
    candidates = [other for other in longer if len(other) <= reach] if is_open else longer
    near = [
        (slips - (slips == 1 and is_likely_slip(typed, other)), other)
        for other, slips in nearby(typed, candidates, allowed) or _near_in_stem(typed, candidates, allowed)
    ]
    near.sort(key=lambda pair: pair[0])  # a stable sort: of words equally near, the frequent ones stay first
    forms = []
    for place, (slips, other) in enumerate(near[:_MOST_TYPOS]):
        forms.append(_mistype(other, slips + detour))
        if place < _FAMILIES:
            forms += [_mistype(form, slips + detour + 1) for form in _inflections(connection, other)]
    if is_open:
        allowed = slips_allowed_in_prefix(len(typed))
        begun = _begun([other for other in longer if len(other) >= len(typed)], len(typed))
        nearest = sorted(nearby(typed, begun, allowed), key=lambda pair: pair[1])[:_MOST_TYPOS]
        forms += [_mistype(other, slips + detour, begins=True) for other, slips in nearest]
    return forms


def _misheard(connection: sqlite3.Connection, typed: str, detour: int) -> list[Form]:
    """The words that a short one may be, spelt by ear (мей, мэй): nothing else is forgiven in it."""
    if len(typed) < _SHORTEST_PART:
        return []
    candidates = words_with_keys(connection, head_keys(typed), len(typed), len(typed) + 1)
    near = [other for other, slips in nearby(typed, candidates, 1) if slips and is_heard_alike(typed, other)]
    return [_mistype(other, detour) for other in near[:_FAMILIES]]


def _mistype(words: str, slips: int, *, begins: bool = False) -> Form:
    weight = _TYPO_WEIGHT[min(slips, len(_TYPO_WEIGHT) - 1)]
    return Form(words, Likeness.TYPO, weight - _LESS_FOR_BEGUN * begins, begins)


def _near_in_stem(typed: str, candidates: Sequence[str], allowed: int) -> list[tuple[str, int]]:
    """The candidates whose stems have few slips: a misspelt word in a form that the library does not have."""
    (stem,) = stems([typed])
    by_stem: dict[str, list[str]] = {}
    for start in range(0, len(candidates), _SLICE):
        part = candidates[start : start + _SLICE]
        for candidate, candidate_stem in zip(part, stems(part), strict=True):
            by_stem.setdefault(candidate_stem, []).append(candidate)
    spellings = [stem, typed] if stem != typed else [stem]  # what is misspelt may look like an ending
    near = [pair for spelling in spellings for pair in nearby(spelling, list(by_stem), allowed)]
    return [(candidate, slips + 1) for candidate_stem, slips in near for candidate in by_stem[candidate_stem]]


def _begun(candidates: Sequence[str], length: int) -> list[str]:
    """How the candidates begin, about as far as has been typed; the longer beginnings, which say more, come first."""
    return list(dict.fromkeys(word[:size] for size in (length + 1, length, length - 1) for word in candidates))


def nearby(typed: str, candidates: Sequence[str], allowed: int) -> list[tuple[str, int]]:
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
