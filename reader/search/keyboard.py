"""Words typed in the wrong keyboard layout: ЙЦУКЕН for QWERTY and the other way round."""

from __future__ import annotations

from reader.search.words import folded_words, is_cyrillic

_QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,." + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
_JCUKEN = "ёйцукенгшщзхъфывапролджэячсмитьбю" + "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
_TO_CYRILLIC = str.maketrans(_QWERTY, _JCUKEN)
_TO_LATIN = str.maketrans(_JCUKEN, _QWERTY)


def other_layout(typed: str) -> str | None:
    """The folded word that the same keys give in the other layout: `,.l;tn` → бюджет, `чшфщьш` → xiaomi. None where
    they give no single word of letters."""
    found = folded_words(typed.translate(_TO_LATIN if is_cyrillic(typed) else _TO_CYRILLIC))
    return found[0] if len(found) == 1 and found[0].isalpha() else None
