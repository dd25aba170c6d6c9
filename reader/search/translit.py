"""One alphabet's words in the other's letters: putin → путин, шаоми → xaomi.

People write names by ear and by several standards at once, so a letter or a group of letters has several readings,
the usual one first. Readings multiply; `respellings` gives the likeliest few dozen, and typing errors cover the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice, product

_MOST = 48

# endings, tried first, where the letters stand at the end of the word
_RUSSIAN_ENDINGS = {
    **{"skiy": "ский", "skii": "ский", "skij": "ский", "sky": "ский", "ski": "ский", "skaya": "ская"},
    **{"ny": "ный", "iy": "ий", "yi": "ый", "ry": "рий", "ri": "рий"},
}
_RUSSIAN = {
    **{"shch": "щ", "sch": "ш щ", "sh": "ш", "zh": "ж", "kh": "х", "ch": "ч х", "ck": "к", "ts": "ц тс", "tz": "ц"},
    **{"ph": "ф", "th": "т", "ya": "я ья", "ja": "я", "ia": "ия я", "yu": "ю ью", "ju": "ю", "yo": "е йо", "jo": "е"},
    **{"ye": "е ье ые", "je": "е", "ee": "и ее", "oo": "у оо", "ei": "ей еи", "ai": "ай аи", "oi": "ой ои"},
    **{"ay": "ай", "ey": "ей", "oy": "ой", "uy": "уй", "ayo": "айо", "eyo": "ейо", "oyo": "ойо", "dj": "дж"},
    **{
        f"{vowel}y{other}": f"{first}{second}"
        for vowel, first in zip("aeiouy", "аеиоуы", strict=True)
        for other, second in zip("aue", "яюе", strict=True)
    },
    **{"a": "а", "b": "б", "c": "к ц с", "d": "д", "e": "е э", "f": "ф", "g": "г", "h": "х г", "i": "и й", "j": "й дж"},
    **{"k": "к", "l": "л ль", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т", "u": "у"},
    **{"v": "в", "w": "в у", "x": "кс х", "y": "ы й и", "z": "з ц"},
}
_LATIN = {
    **{
        "ай": "ai i ay",
        "ей": "ei ay ey",
        "эй": "a ay ei",
        "ой": "oi oy",
        "ью": "ew yu",
        "ия": "ia iya",
        "дж": "j g dzh",
    },
    **{"кс": "x ks", "кв": "qu kv", "сь": "s xi", "ши": "shi xi chi", "ша": "sha xia", "чж": "zh"},
    **{"а": "a", "б": "b", "в": "v w", "г": "g h", "д": "d", "е": "e ye", "ж": "zh j g", "з": "z s", "и": "i y ee"},
    **{"й": "y i", "к": "k c", "л": "l ll", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s c", "т": "t"},
    **{"у": "u oo w", "ф": "f ph", "х": "h kh", "ц": "ts c z", "ч": "ch", "ш": "sh x", "щ": "shch", "ъ": "", "ы": "y"},
    **{"ь": "", "э": "e a", "ю": "yu u iu", "я": "ya ia"},
}


def respellings(word: str) -> tuple[str, ...]:
    """Ways to write a folded word in the other alphabet, the usual one first; none for a word with signs of neither."""
    if word.isascii():
        for ending, russian in _RUSSIAN_ENDINGS.items():
            if word.endswith(ending) and len(word) > len(ending) + 1:
                stems = _read(word.removesuffix(ending), _RUSSIAN)
                return tuple(dict.fromkeys([*(stem + russian for stem in stems), *_read(word, _RUSSIAN)]))[:_MOST]
        return _read(word, _RUSSIAN)
    return _read(word, _LATIN)


def _read(word: str, letters: dict[str, str]) -> tuple[str, ...]:
    """The readings of a word, letter groups before letters; none if it holds anything else."""
    longest = max(map(len, letters))
    readings: list[list[str]] = []
    at = 0
    while at < len(word):
        sizes = (size for size in range(longest, 0, -1) if word[at : at + size] in letters)
        size = next(sizes, 0)
        if not size:
            return ()
        readings.append(letters[word[at : at + size]].split(" "))
        at += size
    return tuple(dict.fromkeys(islice(_combined(readings), _MOST)))


def _combined(readings: Sequence[Sequence[str]]) -> Iterator[str]:
    """Every choice of one reading in each place, those with the fewest unusual ones first."""
    open_places = [place for place, choice in enumerate(readings) if len(choice) > 1]
    for changes in range(len(open_places) + 1):
        for places in combinations(open_places, changes):
            for unusual in product(*(readings[place][1:] for place in places)):
                chosen = dict(zip(places, unusual, strict=True))
                yield "".join(chosen.get(place, choice[0]) for place, choice in enumerate(readings))
