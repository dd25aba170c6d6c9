"""A query as the parts it was understood to have, to be shown and taken away one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.model import Chip, Span
from reader.search.tree import And, Filter, Node, Not, Or, Phrase, Word


def chips_of(root: Node, text: str, stood_in: Mapping[Word | Phrase, tuple[str, ...]]) -> tuple[Chip, ...]:
    """A chip for each part of the outermost AND of a query that was parsed from `text`; `stood_in` tells which words
    stood in for the words of it."""
    parts = root.parts if isinstance(root, And) else (root,)
    return tuple(_chip(part, text, stood_in) for part in parts)


def _chip(part: Node, text: str, stood_in: Mapping[Word | Phrase, tuple[str, ...]]) -> Chip:
    wanted = not isinstance(part, Not)
    forgiven = dict.fromkeys(word for leaf in _words(part) for word in stood_in.get(leaf, ()))
    return Chip(str(part), *_place(part, text), tuple(forgiven), wanted)


def _place(part: Node, text: str) -> Span:
    """Where a part stands, with the brackets that hold nothing else and the minus before it."""
    match part:
        case Word() | Phrase() | Filter():
            return _bracketed(part.start, part.stop, text)
        case Not(inner):
            start, stop = _place(inner, text)
            return start - 1, stop
        case And(parts) | Or(parts):
            places = [_place(inner, text) for inner in parts]
            return _bracketed(places[0][0], places[-1][1], text)


def _bracketed(start: int, stop: int, text: str) -> Span:
    while True:
        before, after = text[:start].rstrip(), text[stop:]
        if not before.endswith("(") or not after.lstrip().startswith(")"):
            return start, stop
        start, stop = len(before) - 1, stop + after.index(")") + 1


def _words(node: Node) -> Iterator[Word | Phrase]:
    match node:
        case Word() | Phrase():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from _words(part)
