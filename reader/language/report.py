"""Words of somebody as first found: where they stand, which cue reports them, which phrase names who said them."""

from __future__ import annotations

import sys
from bisect import bisect_right, insort
from typing import TYPE_CHECKING

from msgspec import Struct

from reader.model import QuoteKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.language.interviews import Turn
    from reader.language.russian.bounds import Subject
    from reader.language.russian.cues import Cue


class Report(Struct):
    """A quotation before its speaker is known. `inherits` points at the report whose speaker also said this one
    («…, добавив, что …»); `possessive` is the pronoun of «по его словам»; `turn` the answer of an interview
    that it is; `line` the number of the paragraph that it is a line of dialogue in; `within` the report in whose words
    these are told."""

    kind: QuoteKind
    contents: tuple[Span, ...]
    cue: Cue | None = None
    subject: Subject | None = None
    possessive: Span | None = None
    inherits: Report | None = None
    covers: tuple[Span, ...] = ()
    turn: Turn | None = None
    line: int | None = None
    within: Report | None = None

    @property
    def start(self) -> int:
        """Where the words, their marks and what attributes them begin."""
        return min(start for start, _ in (*self.contents, *self.covers))

    def attributes(self, offset: int) -> bool:
        """Whether `offset` lies between parts of the words: «Q1, — | сказал X. — | Q2»."""
        covered = any(start <= offset < stop for start, stop in self.covers)
        return covered and not any(start <= offset < stop for start, stop in self.contents)


class Covered:
    """Stretches of the text that are already known to be somebody's words."""

    def __init__(self, reports: Iterable[Report] = ()) -> None:
        self._spans = sorted(span for report in reports for span in report.contents)

    def add(self, report: Report) -> None:
        """Count the words of a report in."""
        for span in report.contents:
            insort(self._spans, span)

    def holds(self, offset: int) -> bool:
        """Whether `offset` lies in somebody's words."""
        return self.around(offset) is not None

    def around(self, offset: int) -> Span | None:
        """The words that `offset` lies in."""
        place = bisect_right(self._spans, (offset, sys.maxsize))
        return next((span for span in reversed(self._spans[max(0, place - 2) : place]) if offset < span[1]), None)


def trimmed(text: str, span: Span, edges: str = "") -> Span | None:
    """`span` without white space and the characters of `edges` at its ends; None where no letter is left."""
    start, stop = span
    while start < stop and (text[start].isspace() or text[start] in edges):
        start += 1
    while start < stop and (text[stop - 1].isspace() or text[stop - 1] in edges):
        stop -= 1
    return (start, stop) if any(character.isalpha() for character in text[start:stop]) else None
