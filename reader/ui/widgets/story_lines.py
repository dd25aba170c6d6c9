"""The two lines of a story in the list: headline; source, date, tags, or the passage that answers a search. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from rich.cells import cell_len

from reader.model import Match, Span, Summary
from reader.ui.dates import short_dates
from reader.ui.paint import Layer, fit
from reader.ui.typeset import Run, minutes


class Answering(Struct, frozen=True):
    """Where a story answers a search: in its headline, else in a passage of its text."""

    title: tuple[Span, ...] = ()
    passage: Match | None = None


def highlighted(text: str, spans: Sequence[Span], role: str) -> list[Run]:
    """Text with the role `match` laid over some of it."""
    runs: list[Run] = []
    end = 0
    for start, stop, _ in Layer.of((start, stop, "match") for start, stop in spans).spans:
        runs += [(text[end:start], role), (text[start:stop], f"{role} match")]
        end = min(stop, len(text))
    return [run for run in (*runs, (text[end:], role)) if run[0]]


def excerpt(passage: Match, cells: int) -> list[Run]:
    """As much of a passage as goes into `cells`, what answers in it not far from the left."""
    text, first = passage.passage, passage.spans[0]
    cut = 0
    if cell_len(text[: first[1]]) > cells * 2 // 3:
        cut = text.rfind(" ", 0, max(0, first[0] - cells // 3)) + 1
    spans = [(start - cut, stop - cut) for start, stop in passage.spans if start >= cut]
    return [("…" if cut else "", "muted"), *highlighted(text[cut:], spans, "muted")]


def details(summary: Summary, today: date, cells: int) -> list[Run]:
    """Source, date, reading time and tags in `cells`. What does not fit goes, the least telling first: reading time,
    further tags, the day of another year, the last tag; at the end the source is cut."""
    source = summary.source or ""
    day, month = short_dates(summary.published, summary.language, today) if summary.published else ("", "")
    facts, fewer = _joined(source, day), _joined(source, month)
    every = "".join(f" #{tag}" for tag in summary.tags)
    first = f" #{summary.tags[0]}" if summary.tags else ""
    for words, tags in (
        (_joined(facts, minutes(summary)), every),
        (facts, every),
        (facts, first),
        (fewer, first),
        (facts, ""),
        (fewer, ""),
    ):
        if cell_len(words) + cell_len(tags) < cells:
            return [(words, "muted"), (" " + tags, "tag")] if tags else [(words, "muted")]
    tail = f" · {month}" if source and month else ""
    return [(fit(source, cells - cell_len(tail)) + tail, "muted")]


def _joined(*facts: str) -> str:
    return " · ".join(fact for fact in facts if fact)
