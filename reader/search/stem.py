"""Which words are forms of one word: stems for the index, whole paradigms for what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reader.search.words import is_cyrillic

_SHORT = {
    **{"тыс": "тысяча", "млн": "миллион", "млрд": "миллиард", "трлн": "триллион"},
    **{"руб": "рубль", "долл": "доллар"},
}
"""Words that texts write short or whole as they like."""

_LIKELY = 0.05  # readings of a form that pymorphy3 finds less likely than this are left aside
_REMEMBERED = 512  # words whose paradigms are kept, a megabyte: each letter typed onto a word brings mostly the same


def stems(words: Sequence[str]) -> list[str]:
    """The Snowball stem of each folded word, Russian for Cyrillic letters, English for the rest."""
    from Stemmer import Stemmer

    russian, english = Stemmer("russian", 0), Stemmer("english", 0)  # not to be shared between threads
    return [(russian if is_cyrillic(word) else english).stemWord(word) for word in words]


@lru_cache(_REMEMBERED)
def is_russian(word: str) -> bool:
    """Whether the dictionary has a folded word; a tenth of the work of `paradigm`."""
    if not is_cyrillic(word):
        return False
    from reader.language.models import morphology

    return bool(morphology().word_is_known(word))


@lru_cache(_REMEMBERED)
def paradigm(word: str) -> tuple[frozenset[str], bool]:
    """The forms of the Russian words that `word`, folded, may be a form of (рынка → рынок, рынком, …) or be short for
    (млн → миллион), and whether the dictionary has the word: the forms of other words are a guess.

    Stems alone would not do: рынок and рынка, Песков and Пескова have different ones.
    """
    if not is_cyrillic(word):
        return frozenset(), False
    from reader.language.models import morphology

    readings = [reading for reading in morphology().parse(_SHORT.get(word, word)) if reading.score >= _LIKELY]
    forms = frozenset(form.word.replace("ё", "е") for reading in readings for form in reading.lexeme)
    short = {short for short, whole in _SHORT.items() if whole in forms}
    return forms | short, any(reading.is_known for reading in readings)
