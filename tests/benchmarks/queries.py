"""What is typed into the search box: the habits of a hurried person, made from the first pages of the press, which
stand in libraries of every size."""

from __future__ import annotations

from tests.benchmarks.pages import SOURCES, Press

_QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю"


_COMMON = (
    ("президент", "выборов", "правительство", "министр", "суд", "щкрыбоврлюн"),
    ("полиция", "санкциями", "губернатор", "экономика", "банк", "ыфщдрукшлпы"),
)


def typical_queries(press: Press, *, other: bool = False) -> dict[str, str]:
    """Queries by their sort; or others of the same sorts, which nobody has asked before."""
    common, inflected, dropping, mistyped, short, nowhere = _COMMON[other]
    pages = [press.page(number) for number in (range(40, 80) if other else range(1, 40))]
    russian = [page for page in pages if page.source in SOURCES[:35]]
    title, spoilt = russian[3].title.lower().split(), russian[4].title.lower().split()
    return {
        "a common word": common,
        "another inflection": inflected,
        "a word of one headline": max(title, key=len),
        "two letters swapped": swapped(max(spoilt, key=len)),
        "a letter dropped": dropped(dropping),
        "the wrong layout": wrong_layout(mistyped),
        "two words of one page": f"{russian[5].words[0]} {russian[5].words[1]}",
        "a rare name": russian[6].rare,
        "a word and a source": f"{short} source:{russian[7].source.split()[0].lower()}",
        "a word that occurs nowhere": nowhere,
    }


def swapped(word: str) -> str:
    """Two letters in the middle change places."""
    at = len(word) // 2
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def dropped(word: str) -> str:
    """A letter in the middle is missing."""
    return word[: len(word) // 2] + word[len(word) // 2 + 1 :]


def wrong_layout(word: str) -> str:
    """A Russian word typed while the keyboard is English."""
    return word.translate(str.maketrans(_RUSSIAN, _QWERTY))


def prefixes(query: str) -> list[str]:
    """What stands in the box after each letter; blanks at the end ask for nothing new."""
    return [query[:end] for end in range(1, len(query) + 1) if query[end - 1] != " "]
