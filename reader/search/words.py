"""What a word is: the one rule by which texts are indexed, queries read and matches highlighted.

A word is a run of letters and digits. Words are compared folded: case, ё/е, stress marks and the accents of Latin
letters make no difference; й stays apart from и. A word of two alphabets is taken for one of a single alphabet where
letters that look alike allow it: cша with a Latin c is сша.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import normalize

from reader.letters import in_bytes, in_letters, make_table

Located = tuple[str, int, int]
"""A folded word and where it stands: half-open characters."""

_WORD = re.compile(r"[\w\u0300-\u036f]+")
_ACCENTED = re.compile("[\u00c0-\u024f\u0300-\u036f\u0450-\u052f\u1e00-\u1eff]")
_MARKS = re.compile("[\u0300-\u036f]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_TWO_ALPHABETS = re.compile("[a-z][0-9]*[а-я]|[а-я][0-9]*[a-z]")
_LATIN_LIKE, _CYRILLIC_LIKE = "abcehkmoptxy", "авсенкмортху"  # of either case: B and В, H and Н look alike
_TO_CYRILLIC = str.maketrans(_LATIN_LIKE, _CYRILLIC_LIKE)
_TO_LATIN = str.maketrans(_CYRILLIC_LIKE, _LATIN_LIKE)
_LATIN = re.compile("[a-z]")


def words(text: str) -> Iterator[Located]:
    """The words of `text`, folded, in order, with the place of each in `text`."""
    folded = _folded(text)
    if len(folded) == len(text) and not _ACCENTED.search(folded) and not _TWO_ALPHABETS.search(folded):
        for found in _WORD.finditer(folded):  # letter for letter, as nearly every text is
            yield found[0], found.start(), found.end()
        return
    for found in _WORD.finditer(_parted(text)):
        if word := fold(found[0]):
            yield word, found.start(), found.end()


def folded_text(text: str) -> str:
    """The words of `text` without their places, a space between: what `words` gives, many times as fast, for
    indexing."""
    table, alphabets = _tables()
    folded = in_bytes(text, table)
    if folded is not None:
        runs = folded.translate(alphabets, _DIGITS)
        if not (b"l" in runs and b"c" in runs and _BESIDE.search(runs)):
            return in_letters(b" ".join(folded.split()))
    return " ".join(_by_letters(text))


def folded_words(text: str) -> list[str]:
    """The words of `text` without their places."""
    return folded_text(text).split()


_DIGITS = b"0123456789"
_BESIDE = re.compile(rb"l(?:(?=c)|(?<=cl))")  # Latin beside Cyrillic, by the first letter: few Russian texts have many


@cache
def _tables() -> tuple[bytes, bytes]:
    """What becomes of the bytes of a text when it is folded, and then to tell words of two alphabets: l for a Latin
    letter, c for a Cyrillic one."""
    return make_table(lambda character: fold(character) if character.isalnum() else ""), make_table(_alphabet)


def _alphabet(character: str) -> str:
    return "l" if _LATIN.match(character) else "c" if "а" <= character <= "я" else ""


def _by_letters(text: str) -> list[str]:
    folded = _folded(text)
    found: list[str] = _WORD.findall(folded)
    if _ACCENTED.search(folded):
        return [plain for word in found if (plain := _plain_letters(word))]
    return [*map(_of_one_alphabet, found)] if _TWO_ALPHABETS.search(folded) else found


def fold(word: str) -> str:
    """The form in which a word is compared; '' for marks without a letter."""
    return _plain_letters(word.casefold().replace("ё", "е"))


def _plain_letters(word: str) -> str:
    return word if word.isascii() else _of_one_alphabet(_without_accents(word))


def is_cyrillic(word: str) -> bool:
    """Whether a word is written, at least partly, in Cyrillic letters."""
    return _CYRILLIC.search(word) is not None


def _folded(text: str) -> str:
    return _parted(text).casefold().replace("ё", "е")


def _parted(text: str) -> str:
    """A text in which what Unicode counts as letters, and is none, parts words: low lines and apostrophes."""
    return text.replace("_", " ").replace("\u02bc", "'").replace("\u02bb", "'").replace("\u0149", "n")


def _without_accents(word: str) -> str:
    if not _ACCENTED.search(word):
        return word
    decomposed = normalize("NFD", word).replace("и\u0306", "й")
    return normalize("NFC", _MARKS.sub("", decomposed))


def _of_one_alphabet(word: str) -> str:
    if not _TWO_ALPHABETS.search(word):
        return word
    russian = word.translate(_TO_CYRILLIC)
    latin = word.translate(_TO_LATIN)
    if not _LATIN.search(russian):
        return russian
    return word if _CYRILLIC.search(latin) else latin
