"""Whether two pieces of text speak of the same: by the beginnings of their longer words, whatever the form."""

from __future__ import annotations

import re
from functools import cache

from reader.letters import in_bytes, in_letters, make_table

_LENGTH = 4
_STEM = re.compile(rf"([^\W\d_]{{{_LENGTH}}})[^\W\d_]*")


def stems(words: str) -> set[str]:
    """The beginnings of the longer words, four letters, by which forms of a word find each other."""
    letters = in_bytes(words, _small_letters())
    if letters is None:
        return set(_STEM.findall(words.lower().replace("ё", "е")))
    return {word[:_LENGTH] for word in in_letters(letters).split() if len(word) >= _LENGTH}


@cache
def _small_letters() -> bytes:
    return make_table(lambda character: character.lower().replace("ё", "е") if character.isalpha() else "")


def share(of: set[str], among: set[str]) -> float:
    """How large a part of the first set is in the second; 0 for an empty one."""
    return len(of & among) / len(of) if of else 0.0
