"""Names in English text: a chain of tags over the tokens that has learnt how far to trust what the rules say.

The rules of `name_rules` are written for news; the weights were learnt from encyclopaedia text that may be shipped (see
`tests/evaluation/train_english.py`). What the rules say of a token and of its neighbours is evidence beside its letters
and the words around it. Everything that depends on a word alone is summed once per word and kept.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from reader.language.chain import Chain
from reader.language.english import name_rules as english
from reader.language.english.headlines import mend_headlines, person_spans
from reader.language.english.people import find_more_people
from reader.language.mention import Mention
from reader.language.models import EnglishWeights, english_weights, words
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from reader.language.tokens import Token

T = TypeVar("T")
OUTSIDE = "O"
REACH = 2
"""How many tokens to the left and to the right are looked at."""

OFFSETS = tuple(range(-REACH, REACH + 1))

KEPT_WORDS = 12_000
"""Words whose sums of weights are kept: 140 bytes of figures each."""

LONGEST_WORD = 60
"""Characters of a word that are looked at; what is longer is no word, and would be kept."""

BLOCK = 4_000
"""Tokens scored at once: bounds the memory for a text of any length."""

_LISTS = (
    "given_names",
    "organisations",
    "countries",
    "cities",
    "regions",
    "honorifics",
    "roles",
    "organisation_begins",
    "organisation_ends",
    "place_begins",
    "place_ends",
    "demonyms",
    "calendar",
    "openers",
)
_PERSON = Label.PERSON.value
_PERSON_BEGINS, _PERSON_GOES_ON = f"B-{Label.PERSON.value}", f"I-{Label.PERSON.value}"
_REPEATED = re.compile(r"(.)\1+")
_AT_OFFSET = re.compile(r"(-?\d)([wsl]=.*)", re.DOTALL)
"""A feature of a token that another gives it: from how far, and what."""


class Sight(NamedTuple):
    """What is known of a token beside its letters and its neighbours: what the rules say of it and of those beside it;
    for a capital letter, whether it opens a sentence and whether the article has the word without one; what the rules
    say of the same word elsewhere."""

    before: str
    rules: str
    after: str
    opens: bool | None
    common: bool | None
    elsewhere: str | None


class Rows(NamedTuple):
    """One paragraph, token by token."""

    words: list[str]
    sights: list[Sight]


def find_names(paragraphs: Sequence[Sequence[Token]], tagger: EnglishTagger | None = None) -> list[Mention]:
    """The people, places and organisations of the English paragraphs of an article, in order, disjoint. `tagger` is for
    weights other than those that come with Reader."""
    tagger = tagger or shipped_tagger()
    mentions: list[Mention] = []
    block = Rows([], [])
    tokens: list[Token] = []
    breaks: list[int] = []
    for paragraph, rows in zip(paragraphs, evidence(paragraphs), strict=True):
        for begin in range(0, len(paragraph), BLOCK):
            part = slice(begin, begin + BLOCK)
            if len(tokens) + len(paragraph[part]) > BLOCK:
                mentions += _mentions(tokens, tagger.tags_of(block, breaks), breaks)
                block, tokens, breaks = Rows([], []), [], []
            breaks.append(len(tokens))
            tokens += paragraph[part]
            block.words.extend(rows.words[part])
            block.sights.extend(rows.sights[part])
    if tokens:
        mentions += _mentions(tokens, tagger.tags_of(block, breaks), breaks)
    return mentions


def word_features(word: str, offset: int) -> list[str]:
    """What a word says about the token that stands `offset` tokens before it; fewer things, the farther away."""
    far, near, own = _told_by(word)
    found = [f"{offset}{name}" for name in (far + near if abs(offset) < REACH else far)]
    return found + own if offset == 0 else found


def _told_by(word: str) -> tuple[list[str], list[str], list[str]]:
    """What a word says of the tokens around it: of all, of those right beside it, of itself alone."""
    lowered = word.lower()
    listing = [f"l={key}" for key, listed in _lists() if lowered in listed]
    return [f"w={lowered}", f"s={shape(word)}"], listing, [f"{size}e={lowered[-size:]}" for size in (2, 3, 4)]


@cache
def _lists() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((key, words("names_en", key)) for key in _LISTS)


def sight_features(sight: Sight) -> list[str]:
    """What is seen of a token beside its letters, as features."""
    found = ["every", f"before={sight.before}", f"rules={sight.rules}", f"after={sight.after}"]
    found.append(f"rules={sight.rules} {sight.after}")
    for name, value in (("opens", sight.opens), ("common", sight.common), ("elsewhere", sight.elsewhere)):
        if value is not None:
            found.append(f"{name}={value}")
    return found


@lru_cache(KEPT_WORDS)
def shape(word: str) -> str:
    """«Bray» → «Xx+», «B-52» → «X-9+»: case, digits and marks; repetitions are one."""
    if word.isalpha() and word.islower():
        return "x+" if len(word) > 1 else "x"
    letters = ("X" if c.isupper() else "x" if c.isalpha() else "9" if c.isdigit() else c for c in word)
    return _REPEATED.sub(r"\1+", "".join(letters))


def evidence(paragraphs: Sequence[Sequence[Token]]) -> list[Rows]:
    """The words of an article and what the rules, the sentence and the rest of the article say of each."""
    told = _told(paragraphs)
    votes: dict[str, Counter[str]] = {}
    for tokens in paragraphs:
        for token in tokens:
            if tag := told.get(token.start):
                votes.setdefault(token.text, Counter())[tag[2:]] += 1
    settled = {word: counted.most_common(1)[0][0] for word, counted in votes.items()}
    common = frozenset(token.text for tokens in paragraphs for token in tokens if token.text.islower())
    return [Rows(_words(tokens), _sights(tokens, told, settled, common)) for tokens in paragraphs]


def _words(tokens: Sequence[Token]) -> list[str]:
    """The words, with straight double marks told apart: behind a closing one stands whoever said it, behind an opening
    one a title or speech."""
    said = [token.text[:LONGEST_WORD] for token in tokens]
    inside = False
    for place, token in enumerate(tokens):
        if token.text == '"':
            glued_left = place > 0 and tokens[place - 1].stop == token.start
            glued_right = place + 1 < len(tokens) and tokens[place + 1].start == token.stop
            opens = not inside if glued_left == glued_right else glued_right
            said[place] = "“" if opens else "”"
            inside = opens
    return said


def _told(paragraphs: Sequence[Sequence[Token]]) -> dict[int, str]:
    """What the rules say, as tags («B-PER», «I-PER») of the tokens that begin at these offsets."""
    told: dict[int, str] = {}
    mentions = iter(english.find_names(paragraphs))
    mention = next(mentions, None)
    for tokens in paragraphs:
        for token in tokens:
            while mention and mention.stop <= token.start:
                mention = next(mentions, None)
            if mention and token.start >= mention.start:
                told[token.start] = f"{'B' if token.start == mention.start else 'I'}-{mention.label.value}"
    return told


def _sights(
    tokens: Sequence[Token], told: dict[int, str], settled: dict[str, str], common: frozenset[str]
) -> list[Sight]:
    tags = [OUTSIDE, *(told.get(token.start, OUTSIDE) for token in tokens), OUTSIDE]
    sights = []
    for place, (token, before, own, after) in enumerate(zip(tokens, tags, tags[1:], tags[2:], strict=False)):
        word = token.text
        opens = among = None
        if word[0].isupper():
            opens, among = english.opens_sentence(tokens, place), word.lower() in common
        sights.append(Sight(before, own, after, opens, among, settled.get(word)))
    return sights


class EnglishTagger(Chain):
    """Weights ready for use: scores every token for every tag, and decodes."""

    def __init__(self, weights: EnglishWeights) -> None:
        super().__init__(np.array(weights.moves, np.float32), weights.tags.index(OUTSIDE))
        self._tags = weights.tags
        split = [_AT_OFFSET.fullmatch(name) or (name, 0, name) for name in weights.features]
        self._places = {name: place for place, name in enumerate(dict.fromkeys(each[2] for each in split))}
        self._weights = np.zeros((len(self._places), len(OFFSETS), len(self._tags)), np.float32)
        rows = [self._places[each[2]] for each in split], [int(each[1]) + REACH for each in split]
        self._weights[rows] = list(weights.features.values())
        self._of_word = lru_cache(KEPT_WORDS)(self._sums_of_word)
        self._of_sight = lru_cache(KEPT_WORDS)(self._sum_of_sight)

    def tags_of(self, rows: Rows, breaks: Sequence[int]) -> list[str]:
        """The best tag of every token. `breaks` are where paragraphs begin."""
        scores = self._scores(rows, breaks)
        return [self._tags[tag] for tag in self.best_tags(scores, self.stretches(scores, breaks))]

    def _scores(self, rows: Rows, breaks: Sequence[int]) -> NDArray[np.float32]:
        edge = [""] * REACH  # around every paragraph, so that none sees another's words
        padded = list(edge)
        places: list[int] = []
        for begin, end in pairwise((*breaks, len(rows.words))):
            places += range(len(padded), len(padded) + end - begin)
            padded += [*rows.words[begin:end], *edge]
        spelt, numbers = _distinct(padded)
        given = np.concatenate([self._of_word(word) for word in spelt]).reshape(len(spelt), len(OFFSETS), -1)
        of_each = np.array(numbers)
        at = np.array(places)
        seen, numbers = _distinct(rows.sights)
        scores: NDArray[np.float32] = np.stack([self._of_sight(sight) for sight in seen])[numbers]
        for row, offset in enumerate(OFFSETS):
            scores += given[of_each[at + offset], row]
        return scores

    def _sums_of_word(self, word: str) -> NDArray[np.float32]:
        """What a word gives to the tokens around it, one row for each of OFFSETS."""
        far, near, own = _told_by(word)
        return self._sum([*far, *near, *own])

    def _sum_of_sight(self, sight: Sight) -> NDArray[np.float32]:
        total: NDArray[np.float32] = self._sum(sight_features(sight))[REACH]
        return total

    def _sum(self, names: Sequence[str]) -> NDArray[np.float32]:
        """The weights of features, summed; what was never learnt from counts nothing."""
        known = [self._places[name] for name in names if name in self._places]
        total: NDArray[np.float32] = self._weights[known].sum(axis=0)
        return total


def _distinct(things: Iterable[T]) -> tuple[list[T], list[int]]:
    """The different ones of some things, and for each of all which of them it is."""
    found: dict[T, int] = {}
    numbers = [found.setdefault(thing, len(found)) for thing in things]
    return list(found), numbers


@cache
def shipped_tagger() -> EnglishTagger:
    """With the weights that come with Reader."""
    return EnglishTagger(english_weights())


def no_title(tokens: Sequence[Token], tags: list[str]) -> None:
    """«Dr Marchetti»: the title is no part of the name. The corpus is of two minds about it."""
    first = 0
    while first < len(tags):
        stop = first + 1
        if tags[first][2:] == _PERSON:
            while stop < len(tags) and tags[stop] == _PERSON_GOES_ON:
                stop += 1
            begins = first + english.titles([token.text.lower() for token in tokens[first:stop]])
            if begins > first:
                tags[first:begins] = [OUTSIDE] * (begins - first)
                tags[begins] = _PERSON_BEGINS
        first = stop


def no_figures(tokens: Sequence[Token], tags: list[str]) -> None:
    """«Ann Lee 2-2 Tom Bray»: a figure ends the name of a person."""
    for place, token in enumerate(tokens):
        if tags[place][2:] == _PERSON and token.text[0].isdigit():
            tags[place] = OUTSIDE


def no_dates_or_headlines(tokens: Sequence[Token], tags: list[str]) -> None:
    """«on Jan. 5»: what holds no other word than months and days is no name; nor is a line in capitals."""
    first = 0
    while first < len(tags):
        stop = first + 1
        if tags[first] != OUTSIDE:
            while stop < len(tags) and tags[stop][0] == "I":
                stop += 1
            named = [token.text.lower() for token in tokens[first:stop] if token.text[0].isalpha()]
            if len(named) > english.LONGEST or all(word in words("names_en", "calendar") for word in named):
                tags[first:stop] = [OUTSIDE] * (stop - first)
        first = stop


def no_marks_at_the_ends(tokens: Sequence[Token], tags: list[str]) -> None:
    """«…did not." Pelletier said»: the mark that closes what was said before is no part of the name."""
    for place, token in enumerate(tokens):
        if token.text not in _MARKS:
            continue
        inside = 0 < place < len(tags) - 1 and tags[place - 1] != OUTSIDE and tags[place + 1][0] == "I"
        if not (inside and tags[place][0] == "I"):
            tags[place] = OUTSIDE


_MARKS = frozenset('"“”„«»')


def no_acronyms(tokens: Sequence[Token], tags: list[str]) -> None:
    """«RT», «the E.U.»: a few capitals are an organisation or a place rather than a person."""
    for first, stop in person_spans(tags, 0, len(tags)):
        letters = [token.text for token in tokens[first:stop] if token.text != "."]
        dotted = stop - first > 1 and all(len(text) == 1 and text.isupper() for text in letters)
        if dotted or (stop - first == 1 and letters and letters[0].isupper() and 1 < len(letters[0]) <= _ACRONYM):
            label = Label.PLACE if "".join(letters).lower() in _STATES else Label.ORGANISATION
            tags[first:stop] = [f"B-{label.value}", *[f"I-{label.value}"] * (stop - first - 1)]


_ACRONYM = 5
_STATES = frozenset(("us", "usa", "uk", "uae", "dc", "ny", "nyc", "la", "dr"))


def no_brackets(tokens: Sequence[Token], tags: list[str]) -> None:
    """«Ann Lee (Ky.)»: what stands in brackets is no part of the name."""
    for first, stop in list(person_spans(tags, 0, len(tags))):
        cut = next((place for place in range(first, stop) if tokens[place].text == "("), stop)
        tags[cut:stop] = [OUTSIDE] * (stop - cut)
        edge = next((place for place in range(first, cut) if tokens[place].text == "]"), None)
        if edge is not None:
            tags[first : edge + 1] = [OUTSIDE] * (edge + 1 - first)
            tags[edge + 1 : cut] = [f"B{tag[1:]}" if n == 0 else tag for n, tag in enumerate(tags[edge + 1 : cut])]


RULES = (no_brackets, no_acronyms, no_title, no_figures, no_dates_or_headlines, no_marks_at_the_ends)


def _mentions(tokens: Sequence[Token], tags: list[str], breaks: Sequence[int]) -> Iterator[Mention]:
    """The names that the tags mark, after `RULES`: a «B-» begins one, an «I-» of the same label goes on."""
    find_more_people(tokens, tags)
    mend_headlines(tokens, tags, breaks)
    for begin, end in pairwise((*breaks, len(tokens))):
        part, marked = tokens[begin:end], tags[begin:end]
        for rule in RULES:
            rule(part, marked)
        begun: Mention | None = None
        for token, tag in zip(part, marked, strict=True):
            label = None if tag == OUTSIDE else Label(tag[2:])
            if begun and (label is not begun.label or tag[0] == "B"):
                yield begun
                begun = None
            if label:
                begun = Mention(begun.start if begun else token.start, token.stop, label)
        if begun:
            yield begun
