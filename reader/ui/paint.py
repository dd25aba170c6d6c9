"""Lines into coloured words: article, what was found in it, styles; nothing else. Pure.

Spans are laid over one another in a fixed order: quotation, name, speaker, search match, the place one jumped to. Text
from outside only ever becomes the text of a segment; no markup is read anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct, field
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.style import Style

from reader.model import Annotation, Label, Quote, QuoteKind, Span
from reader.sanitise import sanitise
from reader.ui.typeset import Line, Run, shown_gap

Styles = Mapping[str, Style]
"""A style for every role of a theme."""

ENTITY_ROLES = {
    Label.PERSON: "person",
    Label.ORGANISATION: "organisation",
    Label.PLACE: "place",
    Label.DATE: "date",
    Label.MONEY: "money",
}
BAR = "▌"
_UNSEEN = "unseen"  # the role of signs that the clean text is shown without
_MARKS_SHOWN = 8  # combining marks shown on one letter; more are an attack on the terminal (alacritty shows 9)
_GAPS = re.compile(r"[ \t\r\n]*[\t\r\n][ \t\r\n]*")


class Highlights(StrEnum):
    """What is coloured in an article, in the order in which one key goes through them."""

    ALL = "all highlights"
    NAMES = "names only"
    QUOTES = "quotations only"
    NONE = "no highlights"

    @property
    def next(self) -> Highlights:
        every = list(Highlights)
        return every[(every.index(self) + 1) % len(every)]


class Layer(Struct, frozen=True):
    """Spans that do not overlap, sorted, each with its role."""

    spans: tuple[tuple[int, int, str], ...] = ()
    starts: tuple[int, ...] = field(default=())
    stops: tuple[int, ...] = field(default=())

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int, str]]) -> Layer:
        """Where spans overlap, the earlier one keeps what both want."""
        kept: list[tuple[int, int, str]] = []
        end = 0
        for start, stop, role in sorted(spans):
            if stop > max(start, end):
                kept.append((max(start, end), stop, role))
                end = stop
        return cls(tuple(kept), tuple(s[0] for s in kept), tuple(s[1] for s in kept))

    def within(self, start: int, stop: int) -> tuple[tuple[int, int, str], ...]:
        """The spans that touch the half-open range."""
        return self.spans[bisect_right(self.stops, start) : bisect_left(self.starts, stop)]


class Marks(Struct, frozen=True):
    """All that is laid over the text of one article. `barred` are the direct quotations: they get a bar beside them."""

    layers: tuple[Layer, ...] = ()
    barred: Layer = Layer()
    speakers: tuple[tuple[int, str], ...] = ()  # where a quotation begins, and who speaks

    def speaker(self, line: Line) -> str | None:
        """Who begins to speak in this line, if somebody does."""
        at = bisect_left(self.speakers, (line.start, ""))
        return self.speakers[at][1] if at < len(self.speakers) and self.speakers[at][0] < line.stop else None


def marks_of(
    annotation: Annotation | None,
    highlights: Highlights = Highlights.ALL,
    matches: Iterable[Span] = (),
    place: Span | None = None,
    signs: Iterable[Span] = (),
) -> Marks:
    """What to lay over a text: what was found in it, as far as it is wanted, the matches of a search, the place one
    jumped to, and the signs that are not to be seen."""
    layers: list[Layer] = []
    barred = Layer()
    told: tuple[tuple[int, str], ...] = ()
    if annotation and highlights in (Highlights.ALL, Highlights.QUOTES):
        quotes = quoted(annotation)
        layers.append(Layer.of((a, b, "quote") for q in quotes for a, b in q.contents))
        barred = Layer.of((a, b, "quote-mark") for q in quotes if q.kind is QuoteKind.DIRECT for a, b in q.contents)
        told = tuple(sorted((q.contents[0][0], q.speaker) for q in quotes if q.speaker))
    if annotation and highlights in (Highlights.ALL, Highlights.NAMES):
        layers.append(Layer.of((e.start, e.stop, ENTITY_ROLES[e.label]) for e in annotation.entities))
    if annotation and highlights in (Highlights.ALL, Highlights.QUOTES):
        spans = (q.name_span or q.speaker_span for q in quoted(annotation))
        layers.append(Layer.of((*span, "speaker") for span in spans if span))
    layers.append(Layer.of((a, b, "match") for a, b in matches))
    if place:
        layers.append(Layer.of([(*place, "cursor")]))
    layers.append(Layer.of((a, b, _UNSEEN) for a, b in signs))
    return Marks(tuple(layer for layer in layers if layer.spans), barred, told)


def quoted(annotation: Annotation) -> tuple[Quote, ...]:
    """The quotations whose words stand in the text as they were said; what is only retold is left out."""
    return tuple(q for q in annotation.quotes if q.kind is not QuoteKind.INDIRECT and q.contents)


def paint_line(text: str, line: Line, marks: Marks, styles: Styles) -> list[Segment]:
    """The words of one line in their colours, without margins."""
    base = styles["background"] + styles[line.role]
    if line.runs:
        return [Segment(shown(words), rich_style(base + styles[role])) for words, role in line.runs]
    return [
        Segment(words, rich_style(_styled(base, roles, styles)))
        for start, stop, roles in _pieces(line, marks.layers)
        if _UNSEEN not in roles and (words := shown(text[start:stop]))
    ]


def has_bar(line: Line, marks: Marks) -> bool:
    """Whether the line holds words of a direct quotation."""
    return bool(marks.barred.within(line.start, line.stop))


def _pieces(line: Line, layers: tuple[Layer, ...]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The line cut wherever a span begins or ends; with each piece the roles over it, the lowest first."""
    over = [layer.within(line.start, line.stop) for layer in layers]
    cuts = {line.start, line.stop}
    for spans in over:
        for start, stop, _ in spans:
            cuts.update((max(start, line.start), min(stop, line.stop)))
    edges = sorted(cuts)
    for start, stop in pairwise(edges):
        yield start, stop, tuple(role for spans in over for a, b, role in spans if a <= start and stop <= b)


def _styled(base: Style, roles: tuple[str, ...], styles: Styles) -> Style:
    for role in roles:
        base += styles[role]
    return base


@lru_cache(4096)
def rich_style(style: Style) -> RichStyle:
    """A style as segments carry it."""
    return style.rich_style


def shown(text: str) -> str:
    """Words as they are painted: nothing in them that a terminal must not receive, white space inside a line is one
    space, a tab four, and a letter wears at most eight combining marks."""
    text = sanitise(text)
    text = _GAPS.sub(lambda gap: shown_gap(gap[0]), text)
    if text.isascii():
        return text
    combining = {c for c in set(text) if unicodedata.category(c) in ("Mn", "Me", "Cf")}
    if not combining:
        return text
    crowd = re.compile(f"([{re.escape(''.join(combining))}]{{{_MARKS_SHOWN}}})[{re.escape(''.join(combining))}]+")
    return crowd.sub(r"\1", text)


def fit(text: str, cells: int) -> str:
    """Words in at most `cells` cells, with an ellipsis where some were cut off."""
    text = shown(text)
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + "…" if cells > 0 else ""


def fit_runs(runs: Iterable[Run], cells: int) -> list[Run]:
    """Runs in at most `cells` cells, with an ellipsis where some words were cut off."""
    fitted: list[Run] = []
    for words, role in runs:
        words = shown(words)
        width = cell_len(words)
        if width > cells:
            return [*fitted, (fit(words, cells), role)] if cells > 0 else fitted
        fitted.append((words, role))
        cells -= width
    return fitted
