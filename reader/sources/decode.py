"""From the bytes of a file to the one text of an article.

A byte order mark settles the encoding, then strict UTF-8 does, since other encodings hardly ever pass for it by chance.
What is left is mostly Cyrillic in one byte a letter. Detectors made for all the world's encodings need long texts to
tell these apart; how often a letter occurs in Russian, and that no capital follows a small letter, tell at once: of
1,000 cuts of 60 characters in each of four encodings, as printed or all in capitals, every one was recognised.
"""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from functools import cache
from math import log

from msgspec import Struct

from reader.errors import NotTextError
from reader.sanitise import REPLACEMENT, sanitise


class Decoded(Struct, frozen=True):
    """A text and how it was read. `text` is safe for a terminal and keeps its line ends; `fingerprint` is 12 hex digits
    of the SHA-256 of the text (in UTF-8, without its byte order mark) before it was made safe; `notice` says in one
    line what could not be decoded."""

    text: str
    fingerprint: str
    encoding: str
    notice: str | None = None


def decode(data: bytes) -> Decoded:
    """The text of a file. Raises NotTextError where it is none, and nothing else, whatever the bytes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if b"\0" in data and (wide := _utf16(data)):
        return _decoded(data, wide)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decoded(data, _encoding(data, error.start))
    if "\0" in text:
        _refuse_controls(text)
    return _finished(text, "utf-8", data)


_MARKS = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"))
_SAMPLE = 4096
"""Bytes looked at to choose an encoding."""
_CONTROLS = [chr(code) for code in range(32) if chr(code) not in "\b\t\n\f\r\x1b"]
_CONTROLS_AT_MOST = 1 / 30
"""Share of control characters in a text: random bytes hold one in ten, damaged texts next to none."""


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    _refuse_controls(text)
    lost = text.count(REPLACEMENT)
    if lost and encoding.startswith("utf"):
        lost -= data.count(REPLACEMENT.encode(encoding))
    notice = None
    if lost:
        what = "1 character is" if lost == 1 else f"{lost} characters are"
        notice = f"{what} damaged ({encoding.upper()} expected) and shown as {REPLACEMENT}"
    return _finished(text, encoding, text.encode("utf-8", "surrogatepass"), notice)


def _refuse_controls(text: str) -> None:
    if sum(map(text.count, _CONTROLS)) > len(text) * _CONTROLS_AT_MOST:
        raise NotTextError


def _finished(text: str, encoding: str, in_utf8: bytes, notice: str | None = None) -> Decoded:
    digest = hashlib.sha256(in_utf8).hexdigest()
    is_safe = text.replace("\n", "").isprintable()  # much the cheaper question
    return Decoded(text if is_safe else sanitise(text), digest[:12], encoding, notice)


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: the upper half of nearly every character of Russian and English is 0, 4 or (dashes and
    quotation marks) 32, the lower half hardly ever 0."""
    sample = data[:_SAMPLE]
    for encoding, upper, lower in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        usual = sum(map(upper.count, (b"\x00", b"\x04", b"\x20")))
        if usual > 0.9 * len(upper) and lower.count(b"\x00") < 0.1 * len(lower):
            return encoding
    return None


def _encoding(data: bytes, first_bad: int) -> str:
    """The encoding of bytes that are not valid UTF-8 from `first_bad` on."""
    start = max(0, first_bad - _SAMPLE // 2)
    sample = data[start : start + _SAMPLE]
    if _is_damaged_utf8(sample):
        return "utf-8"
    return _cyrillic(sample) or _western(sample) or _other(sample)


def _is_damaged_utf8(sample: bytes) -> bool:
    """Sequences of UTF-8 hardly ever arise by chance: more good ones than bad bytes are no accident."""
    text = sample.decode("utf-8", "replace")
    bad = text.count(REPLACEMENT)
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    return good > bad


_SHARES = (106, 82, 81, 80, 66, 61, 57, 57, 47, 43, 33, 32, 31, 29, 24, 19, 18, 17, 16, 16, 13, 12, 12, 8, 8, 6, 6, 6)
_RARE_SHARES = (4, 3.4, 3.2, 2.3, 0.4, 6, 0.6, 0.6, 0.3)
_PER_MILLE = dict(zip("оаеинтсрвлкдмпуягыбзьйчхжюцшфэщёъіїєў", (*_SHARES, *_RARE_SHARES), strict=True))
"""Of 1,000 letters of Russian news (267,523 letters of factRuEval and NEREL); і, ї, є, ў with a tenth of their share in
Ukrainian and Belarusian, so that Russian is not mistaken for them."""
_VOWELS = frozenset("аеёиоуыэюяіїє")
_PUNCTUATION = frozenset("«»—–…№„“”‘’ ©°•§±·")
_CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5")
_CYRILLIC_WORDS = re.compile(rb"[\x80-\xff]+")
_MIXED_WORDS = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
_ENOUGH = 400
"""Letters after which more would not change the decision."""
_LIKELY_AT_LEAST = -3.9
"""Mean logarithm of a letter's share. Russian rightly decoded has -3.2 on average, 1,000 cuts of 40 letters stayed
above -3.75, Ukrainian and Bulgarian too; Greek and East Asian texts stay below -3.95."""


class _Letter(Struct, frozen=True):
    """What a byte means in one encoding; `weight` is the logarithm of how often Russian has it."""

    weight: float
    is_capital: bool
    is_small: bool
    is_vowel: bool


@cache
def _letters(encoding: str) -> tuple[_Letter, ...]:
    """The upper 128 characters of an encoding."""
    return tuple(map(_letter, bytes(range(128, 256)).decode(encoding, "replace")))


def _letter(character: str) -> _Letter:
    small = character.lower()
    if (share := _PER_MILLE.get(small)) is None:
        return _Letter(-8.0 if character in _PUNCTUATION else -12.0, False, False, False)
    is_capital = small != character
    return _Letter(log(share / 1000) - 0.15 * is_capital, is_capital, not is_capital, small in _VOWELS)


def _cyrillic(sample: bytes) -> str | None:
    """The Cyrillic encoding that makes the best Russian of the words without an ASCII letter; None if none does."""
    words: list[bytes] = []
    length = 0
    for word in _CYRILLIC_WORDS.findall(sample):
        if len(word) > 1 and length < _ENOUGH:
            words.append(word)
            length += len(word)
    if not words or len(_MIXED_WORDS.findall(sample)) > len(words):
        return None
    likelihood, best = max((_likelihood(words, encoding) / length, encoding) for encoding in _CYRILLIC)
    return best if likelihood > _LIKELY_AT_LEAST else None


def _likelihood(words: list[bytes], encoding: str) -> float:
    letters = _letters(encoding)
    total = 0.0
    for word in words:
        before = letters[word[0] - 128]
        total += before.weight
        for byte in word[1:]:
            letter = letters[byte - 128]
            total += letter.weight
            if letter.is_capital and before.is_small:
                total -= 4.0
            if letter.is_vowel == before.is_vowel:
                total -= 0.5
            before = letter
    return total


_WESTERN = frozenset("€‚„…‹‘’“”•–—›™ ¡¢£§©«®°±·»¿ÀÁÂÄÇÈÉÊËÍÎÑÓÔÖÚÛÜßàáâãäåçèéêëíîïñóôõöùúûüœ".encode("cp1252"))


def _western(sample: bytes) -> str | None:
    """English, French, German, Spanish and their like, and nothing but them."""
    return "cp1252" if all(byte < 128 or byte in _WESTERN for byte in sample) else None


def _other(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
