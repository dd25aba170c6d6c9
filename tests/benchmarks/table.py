"""The figures as text: one table a library, and how cost grows from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tests.benchmarks.figures import PROGRAMS, READER, Figures
from tests.benchmarks.subjects import P50, P95, SUBJECTS, WHY, WORST, Subject

_TITLE, _CELL = 50, 16
_PART_NAMES = {P50: "p50", P95: "p95", WORST: "most"}


def table(figures: Figures, size: int) -> Iterator[str]:
    """What was measured on one library. Each cell is the median / the 95th percentile, or a single value."""
    yield f"{size:,} articles (median / 95th percentile where there are several values)"
    yield "".join([" " * _TITLE, *(f"{program:>{_CELL}}" for program in PROGRAMS), "  target"])
    for subject in SUBJECTS:
        cells = [cell(figures, size, subject, program) for program in PROGRAMS]
        if any(cells):
            title = f"{subject.title}, {subject.unit}"
            row = "".join([f"{title:{_TITLE}}", *(f"{text or '–':>{_CELL}}" for text in cells)])
            yield f"{row}  {'; '.join(verdicts(figures, size, subject))}".rstrip()


def cell(figures: Figures, size: int, subject: Subject, program: str) -> str:
    """What one program did; '' if that was not measured."""
    median, tail = (figures.get(size, subject.id, program, part) for part in (P50, P95))
    if median is None or tail is None:
        return ""
    if figures.count(size, subject.id, program) == 1:
        return number(median)
    return f"{number(median)} / {number(tail)}"


def verdicts(figures: Figures, size: int, subject: Subject) -> Iterator[str]:
    """Each target of a subject, the limit it comes to, and whether it is met."""
    value = figures.get(size, subject.id, READER, subject.part)
    for target in subject.targets:
        limit = target.limit(figures, size, subject)
        if value is not None and limit is not None:
            named = f"{target} = {number(limit)}" if target.program else number(limit)
            yield f"{_PART_NAMES[subject.part]} ≤ {named}: {'met' if value <= limit else 'MISSED'}"


def growth(figures: Figures) -> Iterator[str]:
    """How each cost grows from library to library, and why."""
    sizes = figures.sizes()
    yield "How cost grows" + "".join(f"{size:>{_CELL},}" for size in sizes).rjust(_TITLE + _CELL * len(sizes) - 14)
    for subject in SUBJECTS:
        values = [figures.get(size, subject.id, READER, subject.part) for size in sizes]
        if sum(value is not None for value in values) > 1:
            title = f"{subject.title}, {subject.unit} ({_PART_NAMES[subject.part]})"
            cells = [f"{number(value) if value is not None else '–':>{_CELL}}" for value in values]
            yield f"{title:{_TITLE}}{''.join(cells)}   {factors(values)}".rstrip()
            if subject.id in WHY:
                yield f"    {WHY[subject.id]}"


def factors(values: list[float | None]) -> str:
    """By how much each value exceeds the one before it."""
    pairs = pairwise(values)
    return "  ".join(f"× {after / before:.1f}" if before and after is not None else "–" for before, after in pairs)


def number(value: float) -> str:
    """A figure with as many digits as mean anything."""
    return f"{value:,.0f}" if value >= 20 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"
