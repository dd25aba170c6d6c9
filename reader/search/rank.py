"""From a query to articles in order: what matches, and how well.

First every word is taken for what it surely means. Only where that leaves next to nothing are words guessed at (other
layout, misspellings), those that hardly occur before the others. So a word that is spelt right is never drowned in
words that look like it.

The score of an article is the mean, over the words of the query, of the best way in which each stands in it: how the
word resembles the one typed, times where it stands. So a headline with another form of a word goes before a text with
the very word somewhere in it. But where only a few texts resemble the query best, as they do when somebody looks for
one article by its words, those go before all headlines. Of articles of equal score the newer come first. How often a
word stands in an article does not count: with three words of one article among 10,000, that would add nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from itertools import pairwise

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from reader.search.find import Leaf, Resolve, Search, by_weight, words_in_filters
from reader.search.highlight import Terms, terms_of
from reader.search.index import known_words, term
from reader.search.match import Form, Likeness, any_of
from reader.search.snapshot import Mask, Snapshot
from reader.search.tree import Phrase, Query, Word
from reader.storage.rows import Rows

_TITLE, _NAME, _LEAD, _BODY = 1.0, 0.9, 0.8, 0.7
"""What it is worth where a word stands."""

_TOGETHER = 0.1  # what part of the score goes to words that stand side by side as typed
_FEW = 10  # fewer articles than this, and guessing begins
_CROWDED = 1_000  # above so many articles, they are told apart less
_MANY_WORDS = 12  # a query of more was pasted: it is found as it stands, and ranked by headlines alone
_LOOKED_INTO = 8  # forms of a word that are tried beside those of the next, or asked for when telling what was forgiven

_SURE = (Likeness.EXACT, Likeness.INFLECTED, Likeness.PREFIX)

Scores = NDArray[np.float32]


class Ranked(Struct, frozen=True):
    """The answer to a query on `snapshot`: `rows` best first and their `scores`, 0 for a query without words. `terms`
    find what matched in a text; `stood_in` are the words that stood in for a word of the query."""

    snapshot: Snapshot
    rows: Rows
    scores: Scores
    terms: Terms = field(default_factory=Terms)
    stood_in: Mapping[Word | Phrase, tuple[str, ...]] = field(default_factory=dict)

    @property
    def forgiven(self) -> tuple[str, ...]:
        """All the words that stood in for others."""
        return tuple(dict.fromkeys(word for words in self.stood_in.values() for word in words))

    def __len__(self) -> int:
        return len(self.rows)

    def in_order(self, order: Rows) -> Rows:
        """The same rows in another order; `order` has all rows there are."""
        return self.snapshot.in_order(self.snapshot.mask(self.rows), order)

    def score(self, row: int) -> float:
        """How well an article answers, 0…1."""
        return round(float(self.scores[self.rows == row].sum()), 3)


def evaluate(connection: sqlite3.Connection, query: Query, *, resolve: Resolve, snapshot: Snapshot) -> Ranked:
    """Find and rank the articles that answer `query`, of those in `snapshot`. `resolve` is asked for all filters but
    `title:` with words, which is a matter of the index."""
    if query.root is None:
        return Ranked(snapshot, snapshot.newest, np.zeros(len(snapshot), np.float32))
    search = Search(connection, query.root, resolve, snapshot)
    found = search.rows(query.root)
    if np.count_nonzero(found) < _FEW and len(search.leaves) <= _MANY_WORDS:
        count = int(np.count_nonzero(search.rows_for_words()))  # whatever filters leave of it
        if count < _FEW and search.guess(count, rare=True):
            found = search.rows(query.root)
        if not count and not found.any() and search.guess(count, rare=False):
            found = search.rows(query.root)
    forms = [leaf.understood for leaf in search.leaves]
    forms += [search.sure_forms(part) for part in words_in_filters(query.root)]
    return Ranked(snapshot, *_in_order(search, found), terms_of(forms), _forgiven(search, found))


def _in_order(search: Search, found: Mask) -> tuple[Rows, Scores]:
    """The rows of a mask, best first, and their scores."""
    rows = search.snapshot.in_order(found, search.snapshot.newest)
    if not search.leaves or not len(rows):
        return rows, np.zeros(len(rows), np.float32)
    scores, likeness = both = np.zeros((2, len(rows)), np.float32)
    for leaf in search.leaves:
        both += _worth(search, leaf, rows)
    whole = float(len(search.leaves))
    if len(rows) <= _CROWDED and 1 < len(search.leaves) <= _MANY_WORDS:
        pairs = list(_pairs(search))
        for pair in pairs:
            scores += np.float32(_TOGETHER * whole / len(pairs)) * pair[rows]
        whole *= 1 + _TOGETHER * bool(pairs)
    scores /= whole
    likest = likeness > likeness.max() - 0.001
    if np.count_nonzero(likest) < min(_FEW, len(rows)):
        highest = scores[~likest].max()
        scores[likest] = highest + (1 - highest) * scores[likest]
    scores = np.round(scores, 3)
    best = np.argsort((scores * -1000).astype(np.int16), kind="stable")  # 16 bits are sorted in one pass
    return rows[best], scores[best]


def _worth(search: Search, leaf: Leaf, rows: Rows) -> Scores:
    """What the best way is worth in which a word stands in each article, and below that how much the best form of it
    resembles what was typed. Outside headlines, the best form and the best place count, together or not."""
    worth, likeness = both = np.zeros((2, len(rows)), np.float32)
    for weight, alike in by_weight(leaf.understood):
        np.maximum(worth, np.float32(_TITLE * weight) * search.titled(alike)[rows], out=worth)
    for weight, alike in by_weight(leaf.headline_forms):
        np.maximum(likeness, np.float32(weight) * search.titled(alike)[rows], out=likeness)
    place = np.full(len(rows), _BODY, np.float32)
    if len(search.leaves) <= _MANY_WORDS:
        place[search.snapshot.matching(search.connection, f"{{lead}} : {any_of(leaf.forms)}")[rows]] = _LEAD
        place[search.snapshot.naming(search.connection, any_of(leaf.forms))[rows]] = _NAME
    for weight, alike in by_weight(leaf.forms):
        met = np.float32(weight) * search.matching(alike)[rows]
        np.maximum(worth, met * place, out=worth)
        np.maximum(likeness, met, out=likeness)
    return both


def _pairs(search: Search) -> Iterator[Mask]:
    """For each two words of the query that follow one another, the articles in which they do as well."""
    for first, second in pairwise(leaf for leaf in search.leaves if leaf.required and isinstance(leaf.part, Word)):
        firsts, seconds = ([f.words for f in leaf.forms[:_LOOKED_INTO] if not f.begins] for leaf in (first, second))
        phrases = (term(f"{one} {other}") for one in firsts for other in seconds)
        yield search.snapshot.matching(search.connection, " OR ".join(phrases))


def _forgiven(search: Search, found: Mask) -> dict[Word | Phrase, tuple[str, ...]]:
    """For each word that no answer holds as it was typed, the form that stands there instead; and the likeliest of
    what it was otherwise taken for."""
    said: dict[Word | Phrase, tuple[str, ...]] = {}
    for leaf in search.leaves if found.any() and len(search.leaves) <= _MANY_WORDS else ():
        sure = [form for form in leaf.forms if form.likeness in _SURE and not leaf.part.open]
        other = [form for form in leaf.forms if form.likeness not in _SURE]
        for forms in (sure, other):
            met = next((form for form in forms[:_LOOKED_INTO] if _occurs(search, form, found)), None)
            if met and met.likeness is not Likeness.EXACT:
                said[leaf.part] = (*said.get(leaf.part, ()), f"{met.words}{'…' * met.begins}")
    return said


def _occurs(search: Search, form: Form, found: Mask) -> bool:
    """Whether any of the articles found holds a form; where they are many, whether any article does."""
    if np.count_nonzero(found) > _CROWDED and " " not in form.words and not form.begins:
        return bool(known_words(search.connection, [form.words]))
    return bool((found & search.matching([form])).any())
