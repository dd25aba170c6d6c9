"""Queries made by rule from generated articles, each with the article it was made from."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from reader.search.index import IndexedText
from reader.search.words import folded_words
from tests.search.quality import spoiling
from tests.search.quality.spoiling import LATIN, RUSSIAN

KINDS = (
    *("as it stands", "typo", "two typos", "inflection", "beginning", "beginning, typo", "ё for е"),
    *("layout, Russian", "layout, Latin", "Russian in Latin", "Latin in Russian"),
)
_SHORTEST = 4  # letters of a word asked for
_TRIES = 40  # draws after which an article is given up for another


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody types who means one article. `typing`: as in the search box, where the last word may go on;
    `in_headline`: all words meant stand in the headline."""

    kind: str
    text: str
    row: int
    typing: bool
    in_headline: bool


class Shelves:
    """The words of some articles, to tell which articles hold what."""

    def __init__(self, articles: Sequence[IndexedText]) -> None:
        self.articles = articles
        self._rows: defaultdict[str, set[int]] = defaultdict(set)
        for article in articles:
            for word in folded_words(" ".join(article[1:])):
                self._rows[word].add(article.row)
        self._sorted = sorted(self._rows)

    def __contains__(self, word: str) -> bool:
        return word in self._rows

    def rows(self, word: str) -> set[int]:
        """The articles that hold a word."""
        return self._rows.get(word, set())

    def rows_of_any(self, words: Iterable[str]) -> set[int]:
        """The articles that hold any of some words."""
        return set[int]().union(*map(self.rows, words))

    def rows_of_beginning(self, beginning: str) -> set[int]:
        """The articles that hold a word that begins so."""
        at = bisect_left(self._sorted, beginning)
        rows: set[int] = set()
        while at < len(self._sorted) and self._sorted[at].startswith(beginning):
            rows |= self._rows[self._sorted[at]]
            at += 1
        return rows


def questions(shelves: Shelves, each: int, seed: int = 1) -> Iterator[Question]:
    """So many questions of every kind.

    One, two or three words of an article that together stand in that article alone, so that «found first» means
    something: a one-word query is a word that no other article has. For other forms and for beginnings that holds of
    all forms and of all words that begin so. Half take their words from the headline. Russian words in the wrong layout
    or alphabet are all so; else the last word of the query is spoilt: of Latin words, there are few in an article. What
    turns out to be, in some form, a word of the library is not asked for, as nobody could tell that it was not meant.
    """
    for kind in KINDS:
        random = Random(f"{seed} {kind}")
        made = 0
        while made < each:
            question = _question(shelves, random.choice(shelves.articles), kind, made % 3 + 1, made % 2 == 0, random)
            if question:
                made += 1
                yield question


def unknown_words(shelves: Shelves, count: int, seed: int = 1) -> list[str]:
    """Words of both alphabets, pronounceable and not, that stand nowhere."""
    random = Random(seed)
    drawn = (spoiling.nowhere(random, kind % 4) for kind in range(2 * count))
    return [word for word in drawn if word not in shelves][:count]


def _question(
    shelves: Shelves, article: IndexedText, kind: str, count: int, in_headline: bool, random: Random
) -> Question | None:
    words = folded_words(article.title if in_headline else " ".join(article[1:]))
    others = [word for word in words if _fits(word, "as it stands")]
    lasts = [word for word in words if _fits(word, kind)]
    for _ in range(_TRIES if lasts and len(others) >= count else 0):
        chosen = [*random.sample(others, count - 1), random.choice(lasts)]
        spoilt = _spoilt(shelves, chosen, kind, random)
        if spoilt and _only(shelves, chosen, spoilt, kind) == {article.row}:
            typing = kind.startswith("beginning") or random.random() < 0.5
            return Question(kind, " ".join(spoilt), article.row, typing, in_headline)
    return None


def _fits(word: str, kind: str) -> bool:
    """Whether a word may be asked for: one whole alphabet, and long enough for what is done to it."""
    latin = kind in ("layout, Latin", "Latin in Russian")
    shortest = {"two typos": 9, "typo": 5, "beginning, typo": 7, "Latin in Russian": 5}.get(kind, _SHORTEST)
    return (
        len(word) >= shortest and set(word) <= set(LATIN if latin else RUSSIAN) and (kind != "ё for е" or "е" in word)
    )


def _spoilt(shelves: Shelves, words: Sequence[str], kind: str, random: Random) -> list[str] | None:
    *others, last = words
    match kind:
        case "as it stands":
            return [*words]
        case "layout, Russian":
            return _unknown(shelves, [spoiling.other_layout(word, random) for word in words])
        case "layout, Latin":
            return _unknown(shelves, [*others, spoiling.other_layout(last, random)])
        case "Russian in Latin":
            return _unknown(shelves, [spoiling.in_latin(word, random) for word in words])
        case "Latin in Russian":
            return _unknown(shelves, [*others, spoiling.in_cyrillic(last, random)])
        case "ё for е":
            return [spoiling.yo(word, random) for word in words]
        case "beginning":
            return [*others, last[: random.randint(_SHORTEST, len(last))]]
        case "beginning, typo":
            begun = spoiling.typo(last[: random.randint(6, len(last))], random)
            return None if shelves.rows_of_beginning(begun) else [*others, begun]
        case "inflection":
            spoilt = spoiling.inflection(last, random)
            return [*others, spoilt] if spoilt != last else None
        case _:
            spoil = spoiling.two_typos if kind == "two typos" else spoiling.typo
            return _unknown(shelves, [*others, spoil(last, random)])


def _unknown(shelves: Shelves, words: list[str]) -> list[str] | None:
    """The words, unless the last of them is one of the library's after all."""
    return None if shelves.rows_of_any(spoiling.forms(words[-1])) else words


def _only(shelves: Shelves, words: Sequence[str], spoilt: Sequence[str], kind: str) -> set[int]:
    """The articles that hold all words as meant."""
    held = [shelves.rows(word) for word in words]
    if kind == "inflection":
        held = [shelves.rows_of_any(spoiling.forms(word)) for word in words]
    if kind.startswith("beginning"):
        held[-1] = shelves.rows_of_beginning(words[-1][: len(spoilt[-1])])
    return set.intersection(*held)
