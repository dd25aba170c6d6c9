"""From a query to articles in order: what matches, and how well.

First every word is taken for what it surely means. Only where that leaves next to nothing are words guessed at (other
layout, misspellings), those that hardly occur before the others. So a word that is spelt right is never drowned in
words that look like it.

The score of an article is the mean, over the words of the query, of the best way in which each stands in it: how the
word resembles the one typed, times where it stands. Articles of equal score form a tier, in which the newer come first;
the caller knows which are newer.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby, pairwise

from reader.search.find import Everything, Leaf, Resolve, Search, any_of, words_in_filters
from reader.search.highlight import Terms, terms_of
from reader.search.index import count_matching, known_words, rows_matching, term
from reader.search.match import Form, Likeness, sure_forms
from reader.search.tree import Phrase, Query, Word

_TITLE, _NAME, _LEAD, _BODY = 1.0, 0.9, 0.8, 0.7
"""What it is worth where a word stands."""

_TOGETHER = 0.1  # what part of the score goes to words that stand side by side as typed
_FEW = 10  # fewer articles than this, and guessing begins
_CROWDED = 1_000  # above so many articles, those without the word in the headline are told apart less
_MANY_WORDS = 12  # a query of more was pasted: it is found as it stands, and ranked by headlines alone
_LOOKED_INTO = 8  # forms of a word that are tried beside those of the next, or asked for when telling what was forgiven

_SURE = (Likeness.EXACT, Likeness.INFLECTED, Likeness.PREFIX)

Scored = dict[float, AbstractSet[int]]


@dataclass(frozen=True, slots=True)
class Tier:
    """Articles that answer equally well."""

    score: float
    rows: AbstractSet[int]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The answer to a query, best first. `terms` find what matched in a text; `forgiven` are the words that stood in
    for others; a query without words has one tier of score 0."""

    tiers: tuple[Tier, ...]
    terms: Terms
    forgiven: tuple[str, ...] = ()

    def __len__(self) -> int:
        return sum(len(tier.rows) for tier in self.tiers)

    def rows(self, newest_first: Callable[[Collection[int]], Iterable[int]]) -> tuple[int, ...]:
        """All rows in order; `newest_first` sorts those of one tier."""
        return tuple(row for tier in self.tiers for row in newest_first(tier.rows))

    def score(self, row: int) -> float:
        """How well an article answers, 0…1."""
        return next((tier.score for tier in self.tiers if row in tier.rows), 0.0)


def evaluate(connection: sqlite3.Connection, query: Query, *, resolve: Resolve, everything: Everything) -> Ranked:
    """Find and rank the articles that answer `query`.

    `resolve` gives the rows that meet one filter (all but `title:` with words, which is a matter of the index),
    `everything` all rows there are.
    """
    if query.root is None:
        return Ranked((Tier(0.0, frozenset(everything())),), Terms())
    search = Search(connection, query.root, resolve, everything)
    rows = search.rows(query.root)
    if len(rows) < _FEW and len(search.leaves) <= _MANY_WORDS:
        found = count_matching(connection, search.scope) if search.scope else len(rows)  # whatever filters leave of it
        if found < _FEW and search.guess(found, rare=True):
            rows = search.rows(query.root)
        if not found and not rows and search.guess(found, rare=False):
            rows = search.rows(query.root)
    forms = [leaf.understood for leaf in search.leaves]
    forms += [sure_forms(connection, part) for part in words_in_filters(query.root)]
    return Ranked(_tiers(search, rows), terms_of(forms), _forgiven(search, rows))


def rows_with(connection: sqlite3.Connection, parts: Iterable[Word | Phrase]) -> set[int]:
    """The articles that hold all of some words and phrases, inflected perhaps, never guessed: where to look for
    `quote:` and `said:`."""
    return set(rows_matching(connection, " AND ".join(any_of(sure_forms(connection, part)) for part in parts)))


def understood(connection: sqlite3.Connection, parts: Iterable[Word | Phrase]) -> Terms:
    """What to look for in one quotation to see whether it holds some words, inflected perhaps, never guessed."""
    return terms_of(sure_forms(connection, part) for part in parts)


def _tiers(search: Search, rows: AbstractSet[int]) -> tuple[Tier, ...]:
    """The rows by score, best first. Sets are split, rows never looked at one by one."""
    if not rows:
        return ()
    leaves = search.leaves
    scored: Scored = {0.0: rows}
    for leaf in leaves:
        scored = _split(scored, _levels(search, leaf, rows), _least(leaf))
    pairs = _pairs(search) if len(rows) <= _CROWDED and len(leaves) <= _MANY_WORDS else []
    for pair in pairs:
        scored = _split(scored, [(_TOGETHER * len(leaves) / len(pairs), search.matching(pair))], 0.0)
    whole = max(1, len(leaves)) * (1 + _TOGETHER * bool(pairs))
    return tuple(Tier(round(total / whole, 3), scored[total]) for total in sorted(scored, reverse=True))


def _split(scored: Scored, levels: Sequence[tuple[float, AbstractSet[int]]], least: float) -> Scored:
    """Add to each score the worth of the first level that a row is in, or the least."""
    better: defaultdict[float, set[int]] = defaultdict(set)
    for score, rows in scored.items():
        rest = set(rows)
        for worth, found in levels:
            met = rest & found
            better[round(score + worth, 3)] |= met
            rest -= met
        better[round(score + least, 3)] |= rest
    return {score: rows for score, rows in better.items() if rows}


def _least(leaf: Leaf) -> float:
    """What a word is worth in every answer."""
    return _BODY * leaf.forms[-1].weight if leaf.required else 0.0


def _levels(search: Search, leaf: Leaf, rows: AbstractSet[int]) -> list[tuple[float, AbstractSet[int]]]:
    """How a word may stand in an article, best first: what that is worth, and the articles where it does; what every
    answer has is left out. Outside headlines, the best form and the best place in an article count, together or not;
    in crowded results all forms count alike there."""
    levels: list[tuple[float, AbstractSet[int]]] = []
    for weight, alike in groupby(leaf.understood, key=lambda form: form.weight):
        levels.append((_TITLE * weight, search.titled(alike)))
    if len(search.leaves) > _MANY_WORDS:
        return levels
    named = search.naming(leaf.understood)
    lead = search.matching(search.narrowed(leaf, f"{{lead}} : {any_of(leaf.forms)}"))
    last = leaf.forms[-1].weight
    groups = {weight: tuple(alike) for weight, alike in groupby(leaf.forms, key=lambda form: form.weight)}
    for weight, forms in groups.items() if len(rows) <= _CROWDED else [(last, leaf.forms)]:
        everywhere = leaf.required and weight == last
        met = rows if everywhere else rows & search.matching(search.narrowed(leaf, any_of(forms)))
        levels += [(_NAME * weight, met & named), (_LEAD * weight, met & lead), (_BODY * weight, met)]
    return sorted(levels, key=lambda level: -level[0])


def _pairs(search: Search) -> list[str]:
    """An expression for each two words of the query that follow one another: texts where they do as well."""
    words = [leaf for leaf in search.leaves if isinstance(leaf.part, Word) and leaf.required]
    pairs = []
    for first, second in pairwise(words):
        firsts = [form.words for form in first.forms[:_LOOKED_INTO] if not form.begins]
        seconds = [(form.words, form.begins) for form in second.forms[:_LOOKED_INTO]]
        phrases = [term(f"{one} {other}", begins=begins) for one in firsts for other, begins in seconds]
        pairs.append(" OR ".join(phrases))
    return pairs


def _forgiven(search: Search, rows: AbstractSet[int]) -> tuple[str, ...]:
    """For each word that no answer holds as it was typed, the form that stands there instead; and the likeliest of
    what it was otherwise taken for."""
    said: dict[str, None] = {}
    for leaf in search.leaves if rows and len(search.leaves) <= _MANY_WORDS else ():
        sure = [form for form in leaf.forms if form.likeness in _SURE and not leaf.part.open]
        other = [form for form in leaf.forms if form.likeness not in _SURE]
        for forms in (sure, other):
            met = next((form for form in forms[:_LOOKED_INTO] if _occurs(search, leaf, form, rows)), None)
            if met and met.likeness is not Likeness.EXACT:
                said[f"{met.words}{'…' * met.begins}"] = None
    return tuple(said)


def _occurs(search: Search, leaf: Leaf, form: Form, rows: AbstractSet[int]) -> bool:
    """Whether any of the articles found holds a form; where they are many, whether any article does."""
    if len(rows) > _CROWDED and " " not in form.words and not form.begins:
        return bool(known_words(search.connection, [form.words]))
    return not rows.isdisjoint(search.matching(search.narrowed(leaf, form.expression)))
