"""Which articles answer a query: its tree put to the index, and to whoever knows about tags, sources and people."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import groupby
from operator import and_, or_

import numpy as np
from msgspec import Struct

from reader.search.index import count_matching
from reader.search.match import Form, Likeness, any_of, guessed_forms, in_dictionary, sure_forms, switched_forms
from reader.search.snapshot import Mask, Snapshot
from reader.search.tree import And, Filter, Node, Not, Or, Phrase, Word, day_of, filters_in

Resolve = Callable[[Filter], Mask]
"""Gives the articles that meet one filter."""

_PREFIX_FROM = ((2_000, 1), (8_000, 2), (40_000, 3))
"""Up to so many articles, beginnings of so many letters are looked for in whole texts, which takes 15 ms at most;
shorter ones, and below four letters among more articles, in headlines alone."""
_RARE = 5  # words that occur in more articles than this are taken to be meant, unless that leaves nothing at all
_GUESSED = 3  # words taken for misspelt at a time, the rarest first: each is some ten milliseconds of work
_OVERWHELMING = 10  # beside a word that occurs, a guess must occur so many times as often


class Leaf(Struct):
    """A word or phrase that an article is to hold, and what it stands for: `forms` anywhere, `headline_forms` in
    headlines alone. `required`: articles without it do not answer."""

    part: Word | Phrase
    required: bool
    forms: tuple[Form, ...]
    headline_forms: tuple[Form, ...] = ()

    @property
    def understood(self) -> tuple[Form, ...]:
        """All it stands for."""
        return self.forms + self.headline_forms


class Search:
    """One query being answered."""

    def __init__(self, connection: sqlite3.Connection, root: Node, resolve: Resolve, snapshot: Snapshot) -> None:
        self.connection = connection
        self.root = root
        self.snapshot = snapshot
        self._resolve = resolve
        self._leaves = {(part, part.open): self._leaf(part, required) for part, required in _asked_for(root)}

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The words and phrases asked for, in the order of the query; not those that must not be."""
        return tuple(self._leaves.values())

    def matching(self, forms: Iterable[Form]) -> Mask:
        """The articles with any of some forms; not to be changed. Forms of one weight are asked for together, as they
        are ranked, so that no question is put twice."""
        return reduce(or_, (self.snapshot.matching(self.connection, any_of(alike)) for _, alike in by_weight(forms)))

    def titled(self, forms: Iterable[Form]) -> Mask:
        """The articles with any of some forms in their headlines; not to be changed."""
        return self.snapshot.titled(self.connection, any_of(forms))

    def sure_forms(self, part: Word | Phrase) -> tuple[Form, ...]:
        """What a word or phrase stands for without guessing."""
        return self.snapshot.kept((sure_forms, part, part.open), lambda: sure_forms(self.connection, part))

    def _leaf(self, part: Word | Phrase, required: bool) -> Leaf:
        forms, headline_forms = self._placed(self.sure_forms(part))
        return Leaf(part, required, forms, headline_forms)

    def _placed(self, forms: Iterable[Form]) -> tuple[tuple[Form, ...], tuple[Form, ...]]:
        """The forms to be looked for anywhere, and the beginnings that are too short for whole texts."""
        shortest = next((letters for articles, letters in _PREFIX_FROM if len(self.snapshot) <= articles), 4)
        placed: tuple[list[Form], list[Form]] = ([], [])
        for form in forms:
            placed[form.begins and len(form.words) < shortest].append(form)
        return tuple(placed[0]), tuple(placed[1])

    def guess(self, found: int, *, rare: bool) -> bool:
        """Let words stand for what they may be misspellings of, either the `rare` ones or the rarest of the others;
        whether that adds anything. Where `found` articles have been found without, only for what is far more common,
        and a word of the dictionary that occurs is meant."""
        guessed = False
        counted = [
            (int(np.count_nonzero(self.matching(leaf.forms))), leaf, leaf.part)
            for leaf in self.leaves
            if isinstance(leaf.part, Word)
        ]
        chosen = [one for one in counted if rare is (one[0] <= _RARE)]
        for place, (occurring, leaf, word) in enumerate(sorted(chosen, key=lambda one: one[0])):
            if found and occurring and in_dictionary(word):
                continue
            enough = _OVERWHELMING * occurring if found else 0
            known = {(form.words, form.begins) for form in leaf.understood}
            guesses = self._guesses(guessed_forms if place < _GUESSED else switched_forms, word)
            fresh = [form for form in guesses if (form.words, form.begins) not in known]
            forms, headline_forms = self._placed(fresh)
            if enough:
                forms = tuple(f for f in forms if count_matching(self.connection, f.expression) >= enough)
                headline_forms = tuple(f for f in headline_forms if np.count_nonzero(self.titled([f])) >= enough)
            leaf.forms += forms
            leaf.headline_forms += headline_forms
            guessed |= bool(forms or headline_forms)
        return guessed

    def _guesses(self, guess: Callable[[sqlite3.Connection, Word], tuple[Form, ...]], word: Word) -> tuple[Form, ...]:
        return self.snapshot.kept((guess, word, word.open), lambda: guess(self.connection, word))

    def rows(self, node: Node, strict: bool = False) -> Mask:
        """The articles that answer a part of the query, not to be changed; `strict` takes words for themselves and
        their inflected forms alone, as is right for what must not be."""
        match node:
            case Word() | Phrase() if strict:
                forms = self.sure_forms(replace(node, open=False))
                sure = [form for form in forms if form.likeness in (Likeness.EXACT, Likeness.INFLECTED)]
                return self._holding(node, sure)
            case Word() | Phrase():
                leaf = self._leaves[node, node.open]
                found = self._holding(node, leaf.forms)
                return found | self.titled(leaf.headline_forms) if leaf.headline_forms else found
            case Filter(operator="title", words=words) if words:
                return reduce(and_, (self.titled(self.sure_forms(word)) for word in words))
            case Filter():
                return self._resolve(node)
            case Or(parts):
                return reduce(or_, (self.rows(part, strict) for part in parts))
            case Not(part):
                return self.snapshot.everything & ~self.rows(part, strict=True)
            case And(parts):
                return reduce(and_, (self.rows(part, strict) for part in parts))

    def _holding(self, part: Word | Phrase, forms: Sequence[Form]) -> Mask:
        """The articles that hold a word or phrase in one of its forms; a day, also those that speak of it in other
        words."""
        found = self.matching(forms)
        return found | self.snapshot.naming(self.connection, any_of(forms)) if day_of(part) else found

    def rows_for_words(self) -> Mask:
        """The articles that answer the parts of the query without conditions."""
        parts = self.root.parts if isinstance(self.root, And) else (self.root,)
        free = (part for part in parts if not any(filters_in(part)))
        return reduce(and_, map(self.rows, free), self.snapshot.everything)


def by_weight(forms: Iterable[Form]) -> Iterator[tuple[float, tuple[Form, ...]]]:
    """Forms that stand side by side and weigh the same, with their weight."""
    return ((weight, tuple(alike)) for weight, alike in groupby(forms, key=lambda form: form.weight))


def words_in_filters(node: Node) -> Iterator[Word | Phrase]:
    """The words and phrases that the conditions of a query look for, in headlines or quotations."""
    match node:
        case Filter(words=words):
            yield from words
        case And(parts) | Or(parts):
            for part in parts:
                yield from words_in_filters(part)


def _asked_for(node: Node, required: bool = True) -> Iterator[tuple[Word | Phrase, bool]]:
    """The words and phrases of a query that an article is to hold, and whether it must."""
    match node:
        case Word() | Phrase():
            yield node, required
        case And(parts) | Or(parts):
            for part in parts:
                yield from _asked_for(part, required and isinstance(node, And))
