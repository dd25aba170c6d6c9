"""Whether two pieces of text speak of the same: by the beginnings of their longer words, whatever the form."""

from __future__ import annotations

import re
from functools import cache

from reader.letters import CODE_PAGE, in_bytes, make_table

_LENGTH = 4
_STEM = re.compile(rf"([^\W\d_]{{{_LENGTH}}})[^\W\d_]*")


def stems(words: str) -> set[bytes]:
    """The beginnings of the longer words, four letters in one code page, by which forms of a word find each other."""
    letters = in_bytes(words, _small_letters())
    if letters is None:
        found = _STEM.findall(words.lower().replace("ё", "е"))
        return {stem.encode(CODE_PAGE, "xmlcharrefreplace") for stem in found}
    return {word[:_LENGTH] for word in letters.split() if len(word) >= _LENGTH}


@cache
def _small_letters() -> bytes:
    return make_table(lambda character: character.lower().replace("ё", "е") if character.isalpha() else "")


def share(of: set[bytes], among: set[bytes]) -> float:
    """How large a part of the first set is in the second; 0 for an empty one."""
    return len(of & among) / len(of) if of else 0.0
