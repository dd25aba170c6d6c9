"""Which articles answer a query: its tree put to the index, and to whoever knows about tags, sources and people."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from reader.search.index import count_matching, newest_row, rows_matching, rows_naming, rows_titled
from reader.search.match import Form, Likeness, guessed_forms, sure_forms
from reader.search.tree import And, Filter, Node, Not, Or, Phrase, Word

Resolve = Callable[[Filter], Collection[int]]
Everything = Callable[[], Collection[int]]
Ask = Callable[[sqlite3.Connection, str], list[int]]

_PREFIX_FROM = ((2_000, 1), (8_000, 2), (40_000, 3))
"""Up to so many articles, beginnings of so many letters are looked for in whole texts, which takes 15 ms at most;
shorter ones, and below four letters among more articles, in headlines alone."""
_RARE = 5  # words that occur in more articles than this are taken to be meant, unless that leaves nothing at all
_GUESSED = 3  # words guessed at a time, the rarest first: each is some ten milliseconds of work
_OVERWHELMING = 10  # beside a word that occurs, a guess must occur so many times as often


@dataclass(slots=True)
class Leaf:
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

    def __init__(self, connection: sqlite3.Connection, root: Node, resolve: Resolve, everything: Everything) -> None:
        self.connection = connection
        self.root = root
        self._resolve = resolve
        self._everything = everything
        self._articles = newest_row(connection)
        self._answers: dict[tuple[Ask, str], set[int]] = {}
        self._leaves = {(part, part.open): self._leaf(part, required) for part, required in _asked_for(root)}

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The words and phrases asked for, in the order of the query; not those that must not be."""
        return tuple(self._leaves.values())

    def matching(self, expression: str) -> set[int]:
        """The articles that meet an expression; not to be changed."""
        return self._ask(rows_matching, expression)

    def titled(self, forms: Iterable[Form]) -> set[int]:
        """The articles with any of some forms in their headlines; not to be changed."""
        return self._ask(rows_titled, any_of(forms))

    def naming(self, forms: Iterable[Form]) -> set[int]:
        """The articles with any of some forms in their names; not to be changed."""
        return self._ask(rows_naming, any_of(forms))

    def _ask(self, ask: Ask, expression: str) -> set[int]:
        """The answer to one question, asked once: finding and ranking have many in common."""
        if (ask, expression) not in self._answers:
            self._answers[ask, expression] = set(ask(self.connection, expression))
        return self._answers[ask, expression]

    def _leaf(self, part: Word | Phrase, required: bool) -> Leaf:
        forms = sure_forms(self.connection, part)
        shortest = next((letters for articles, letters in _PREFIX_FROM if self._articles <= articles), 4)
        short = tuple(form for form in forms if form.begins and len(form.words) < shortest)
        return Leaf(part, required, tuple(form for form in forms if form not in short), short)

    def guess(self, found: int, *, rare: bool) -> bool:
        """Let words stand for what they may be misspellings of, either the `rare` ones or the rarest of the others;
        whether that adds anything. Where `found` articles have been found without, only for what is far more common."""
        guessed = False
        counted = [
            (count_matching(self.connection, any_of(leaf.forms)), leaf, leaf.part)
            for leaf in self.leaves
            if isinstance(leaf.part, Word)
        ]
        chosen = [one for one in counted if rare is (one[0] <= _RARE)]
        for occurring, leaf, word in sorted(chosen, key=lambda one: one[0])[:_GUESSED]:
            enough = _OVERWHELMING * occurring if found else 0
            known = {(form.words, form.begins) for form in leaf.understood}
            fresh = [f for f in guessed_forms(self.connection, word) if (f.words, f.begins) not in known]
            added = [f for f in fresh if not enough or count_matching(self.connection, f.expression) >= enough]
            leaf.forms += tuple(added)
            guessed |= bool(added)
        return guessed

    def rows(self, node: Node, strict: bool = False) -> set[int]:
        """The articles that answer a part of the query, not to be changed; `strict` takes words for themselves and
        their inflected forms alone, as is right for what must not be."""
        if (expression := self._expression(node, strict)) is not None:
            return self.matching(expression)
        match node:
            case Word() | Phrase():
                leaf = self._leaves[node, node.open]
                return self.matching(any_of(leaf.forms)) | self.titled(leaf.headline_forms)
            case Filter(operator="title", words=words) if words:
                return set.intersection(*(self.titled(sure_forms(self.connection, word)) for word in words))
            case Filter():
                return set(self._resolve(node))
            case Or(parts):
                return set[int]().union(*(self.rows(part, strict) for part in parts))
            case Not(part):
                return set(self._everything()) - self.rows(part, strict=True)
            case And(parts):
                return self._rows_of_all(parts, strict)

    @property
    def scope(self) -> str | None:
        """An expression that every answer meets; None if there is none."""
        parts = self.root.parts if isinstance(self.root, And) else (self.root,)
        return _joined("AND", filter(None, map(self._expression, parts)))

    def narrowed(self, leaf: Leaf, expression: str) -> str:
        """`expression`, which tells more of one leaf, together with what else every answer must hold: the rare words
        of a query spare the index going through the common ones."""
        parts = self.root.parts if isinstance(self.root, And) else ()
        others = (self._expression(part) for part in parts if part is not leaf.part)
        return _joined("AND", [*filter(None, others), expression]) or expression

    def _rows_of_all(self, parts: Iterable[Node], strict: bool) -> set[int]:
        """What meets every part: the words in one question to the index, then the rest."""
        unwanted = [part.part for part in parts if isinstance(part, Not)]
        wanted = [(part, self._expression(part, strict)) for part in parts if not isinstance(part, Not)]
        together = _joined("AND", (expression for _, expression in wanted if expression))
        found = [self.matching(together)] if together else []
        found += [self.rows(part, strict) for part, expression in wanted if expression is None]
        rows = set.intersection(*found) if found else set(self._everything())
        return rows.difference(*(self.rows(part, strict=True) for part in unwanted))

    def _expression(self, node: Node, strict: bool = False) -> str | None:
        """A part of the query as one question to the index; None if it takes more than that."""
        match node:
            case Word() | Phrase() if strict:
                forms = sure_forms(self.connection, replace(node, open=False))
                return any_of(form for form in forms if form.likeness in (Likeness.EXACT, Likeness.INFLECTED))
            case Word() | Phrase():
                leaf = self._leaves[node, node.open]
                return None if leaf.headline_forms else any_of(leaf.forms)
            case And(parts) | Or(parts):
                expressions = [self._expression(part, strict) for part in parts]
                whole = [expression for expression in expressions if expression is not None]
                joiner = "AND" if isinstance(node, And) else "OR"
                return _joined(joiner, whole) if len(whole) == len(expressions) else None
        return None


def any_of(forms: Iterable[Form]) -> str:
    """The expression for texts that hold any of some forms."""
    return f"({' OR '.join(form.expression for form in forms)})"


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


def _joined(joiner: str, expressions: Iterable[str]) -> str | None:
    whole = f" {joiner} ".join(expressions)
    return f"({whole})" if whole else None
