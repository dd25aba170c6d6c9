"""What a query means: a tree that prints in one canonical form, which parses to the same tree.

Every node knows where it stands in the text it came from, half-open characters; equality leaves that out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import Struct

from reader.search.moments import Moment

_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Word:
    """A bare word as typed, forgiven much. `open`: it is still being typed, so it may be the beginning of one."""

    text: str
    start: int = field(default=0, compare=False)
    stop: int = field(default=0, compare=False)
    open: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand together exactly so. `open`: the closing mark is still to come."""

    text: str
    start: int = field(default=0, compare=False)
    stop: int = field(default=0, compare=False)
    open: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return _in_marks(self.text)


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on articles. `operator` is its English name; which of the other fields is filled depends on it:

    - tag, source, person, org, place, entity, language, search, is, has: `values`, any of which will do
    - said: `values`, names of which any will do, and `words` that must stand in one quotation of that person
    - quote: `words` that must stand in one quotation; title: `words`, or a `pattern` to be found in the headline
    - after, newer: `moment`, the first day that counts; before, older: the first day that no longer counts

    `open`: it ends where the typing ends, so that its last value may be the beginning of one.
    """

    operator: str
    values: tuple[str, ...] = ()
    words: tuple[Word | Phrase, ...] = ()
    pattern: str | None = None
    moment: Moment | None = None
    start: int = field(default=0, compare=False)
    stop: int = field(default=0, compare=False)
    open: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return f"{self.operator}:{self._spelled()}"

    def _spelled(self) -> str:
        if self.pattern is not None:
            return f"/{self.pattern}/"
        if self.moment is not None:
            return self.moment.spelled
        names = ",".join(map(_value, self.values))
        if len(self.words) == 1 and not names and _stands_bare(self.words[0]):
            return str(self.words[0])
        return f"({' '.join([names] * bool(names) + list(map(str, self.words)))})" if self.words else names


class Not(Struct, frozen=True):
    """What must not be."""

    part: Node

    def __str__(self) -> str:
        return f"-({self.part})" if isinstance(self.part, And | Or | Not) else f"-{self.part}"


class And(Struct, frozen=True):
    """What must be all together; at least two parts, none of them an And."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


class Or(Struct, frozen=True):
    """What will do, any of it; at least two parts, none of them an Or."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(map(str, self.parts))


Node = Word | Phrase | Filter | Not | And | Or


class Query(Struct, frozen=True):
    """A whole query: `root` is None where it asks for nothing in particular; `sort` is date, relevance, source,
    title, or None where it leaves the order open."""

    root: Node | None = None
    sort: str | None = None

    def __str__(self) -> str:
        parts = [str(self.root)] if self.root else []
        return " ".join([*parts, f"sort:{self.sort}"] if self.sort else parts)


def join(kind: type[And] | type[Or], parts: list[Node]) -> Node | None:
    """`parts` as one node: flat, and no node of its kind where there is only one of them."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, kind) else (part,))]
    if len(flat) < 2:
        return flat[0] if flat else None
    return kind(tuple(flat))


def filters_in(node: Node | None, *, negated: bool = True) -> Iterator[Filter]:
    """The filters of a query, wherever they stand in it; `negated`: also those of what must not be."""
    match node:
        case Filter():
            yield node
        case Not(part) if negated:
            yield from filters_in(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from filters_in(part, negated=negated)


def day_of(part: Node | None) -> str | None:
    """The day or month that a word or phrase is, as dates in texts are kept: `2018-02-26`, `2018-02`, and 26.02.2018
    likewise; None for anything else."""
    if not isinstance(part, Word | Phrase):
        return None
    if dotted := _DOTTED.fullmatch(part.text):
        return f"{dotted[3]}-{dotted[2]:0>2}-{dotted[1]:0>2}"
    return part.text if _DAY.fullmatch(part.text) else None


def days_in(node: Node | None) -> bool:
    """Whether a query asks for a day that texts may speak of in other words."""
    match node:
        case Not(part):
            return days_in(part)
        case And(parts) | Or(parts):
            return any(map(days_in, parts))
    return day_of(node) is not None


def _in_marks(text: str) -> str:
    return f"«{text}»" if '"' in text else f'"{text}"'


def _value(text: str) -> str:
    bare = text[0] not in '"«' and not any(c.isspace() or c in "()," for c in text)
    return text if bare else _in_marks(text)


def _stands_bare(word: Word | Phrase) -> bool:
    """Whether a word keeps its meaning right after the colon, without brackets."""
    return isinstance(word, Phrase) or ("," not in word.text and word.text[0] not in '/"«')
