"""Mistyped words: how many slips a word may hold, and keys that bring a word and its misspellings together.

A word is kept under its first five letters, its last five, and each of those with one letter left out. Two words that
differ by one slip (a letter too many, too few, another, or two swapped) at either end share such a key, whatever else
differs, so a typed word with two or three slips still meets the word meant unless both ends are spoilt. Looking up
some twenty keys replaces comparing with every word; measured in tests/search/measure.py.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

_EDGE = 5
_KEYBOARDS = (("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"), ("qwertyuiop", "asdfghjkl", "zxcvbnm"))
_CONFUSED = "ао еи еэ ея иы оу шщ бп вф гк дт жш зс цс ae ei iy ou ck cs sz vw fv"
_LONGEST = 32
"""Longer runs of letters are no words; they are found only as they stand."""

STEM, HEAD, TAIL = "0", "1", "2"
"""What a key begins with, so that keys of different sorts never meet."""


def is_spellable(word: str) -> bool:
    """Whether a folded word is one that people might mistype: letters only, neither tiny nor endless."""
    return word.isalpha() and 2 <= len(word) <= _LONGEST


def slips_allowed(length: int) -> int:
    """How many slips are forgiven in a typed word of so many letters."""
    if length < 4:
        return 0
    if length < 7:
        return 1
    return 2 if length < 10 else 3


def slips_allowed_in_prefix(length: int) -> int:
    """How many slips are forgiven in the beginning of a word: fewer, since so much more begins like it."""
    return min(slips_allowed(length), 1 if length < 10 else 2)


def is_likely_slip(typed: str, word: str) -> bool:
    """Whether the one slip between two words is one that people make: neighbours swapped, a letter doubled or not, a
    sign left out, a letter for one that sounds like it or lies beside it on the keyboard."""
    before, after, typed_part, part = _slip(typed, word)
    if len(typed_part) == len(part) == 1:
        return frozenset((typed_part, part)) in _ALIKE
    if len(typed_part) == len(part):
        return typed_part == part[::-1]
    letter = typed_part or part
    return letter in "ьъ" or (letter == word[before - 1 : before]) or letter == word[len(word) - after :][:1]


def is_heard_alike(typed: str, word: str) -> bool:
    """Whether the one slip between two words cannot be heard: a sign left out, a letter for one that sounds like it."""
    *_, typed_part, part = _slip(typed, word)
    return {typed_part, part} <= {"", "ь", "ъ"} or frozenset((typed_part, part)) in _SOUND_ALIKE


def _slip(typed: str, word: str) -> tuple[int, int, str, str]:
    """How many letters two words share at the beginning and at the end, and what each has between."""
    before = _shared(typed, word)
    after = _shared(typed[before:][::-1], word[before:][::-1])
    return before, after, typed[before : len(typed) - after], word[before : len(word) - after]


def keys_of(word: str) -> set[str]:
    """The keys under which a word of the library is kept."""
    if len(word) <= _EDGE:
        return {HEAD + edge for edge in _shortened(word)}
    return {*_keys_of_edge(HEAD + word[:_EDGE]), *_keys_of_edge(TAIL + word[-_EDGE:])}


def _keys_of_edge(key: str) -> tuple[str, ...]:
    """The key of an edge of five letters and those with one letter left out: what `_shortened` gives, in half the
    time, as an import makes some 200 keys an article."""
    return key, key[0] + key[2:], key[:2] + key[3:], key[:3] + key[4:], key[:4] + key[5:], key[:5]


def keys_of_typed(typed: str) -> set[str]:
    """The keys under which the words that `typed` may stand for are kept."""
    if slips_allowed(len(typed)) < 2:
        return head_keys(typed)  # wherever one slip is, a key of the head stays
    return head_keys(typed) | {TAIL + edge[::-1] for edge in _probes(typed[::-1])}


def head_keys(typed: str) -> set[str]:
    """The keys of the words that begin like `typed`, give or take one slip among the first letters."""
    return {HEAD + edge for edge in _probes(typed)}


def _shortened(edge: str) -> set[str]:
    """An edge whole and with any one letter left out."""
    return {edge, *(edge[:i] + edge[i + 1 :] for i in range(len(edge)))}


def _probes(typed: str) -> set[str]:
    """Edges to look for at the beginning of `typed`: as they are, a letter too few, a letter too many."""
    probes = _shortened(typed[:_EDGE])
    if len(typed) > _EDGE:
        probes |= {edge for edge in _shortened(typed[: _EDGE + 1]) if len(edge) == _EDGE}
        probes.add(typed[: _EDGE - 1])
    return probes


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common from the beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _neighbours() -> set[frozenset[str]]:
    """The pairs of letters that lie side by side, or one below the other."""
    pairs = set()
    for rows in _KEYBOARDS:
        for row in rows:
            pairs |= {frozenset(pair) for pair in pairwise(row)}
        for upper, lower in pairwise(rows):
            pairs |= {frozenset((upper[i + step], letter)) for i, letter in enumerate(lower) for step in (0, 1)}
    return pairs


_SOUND_ALIKE = {frozenset(pair) for pair in _CONFUSED.split()}
_ALIKE = _neighbours() | _SOUND_ALIKE
