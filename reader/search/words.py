"""What a word is: the one rule by which texts are indexed, queries read and matches highlighted.

A word is a run of letters and digits. Words are compared folded: case, ё/е, stress marks and the accents of Latin
letters make no difference; й stays apart from и.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

Located = tuple[str, int, int]
"""A folded word and where it stands: half-open characters."""

_WORD = re.compile(r"[\w\u0300-\u036f]+")
_ACCENTED = re.compile("[\u00c0-\u024f\u0300-\u036f\u0450-\u052f\u1e00-\u1eff]")
_MARKS = re.compile("[\u0300-\u036f]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def words(text: str) -> Iterator[Located]:
    """The words of `text`, folded, in order, with the place of each in `text`."""
    for found in _WORD.finditer(text.replace("_", " ")):
        if folded := fold(found[0]):
            yield folded, found.start(), found.end()


def folded_words(text: str) -> list[str]:
    """The words of `text` without their places: what `words` gives, four times as fast, for indexing."""
    folded = text.casefold().replace("ё", "е").replace("_", " ")
    found: list[str] = _WORD.findall(folded)
    return [plain for word in found if (plain := _without_accents(word))] if _ACCENTED.search(folded) else found


def fold(word: str) -> str:
    """The form in which a word is compared; '' for marks without a letter."""
    return _without_accents(word.casefold().replace("ё", "е"))


def is_cyrillic(word: str) -> bool:
    """Whether a word is written, at least partly, in Cyrillic letters."""
    return _CYRILLIC.search(word) is not None


def _without_accents(word: str) -> str:
    if not _ACCENTED.search(word):
        return word
    decomposed = normalize("NFD", word).replace("и\u0306", "й")
    return normalize("NFC", _MARKS.sub("", decomposed))
