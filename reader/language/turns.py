"""Lines of a dialogue between two people that take turns: whose the lines without an attribution are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Line(NamedTuple):
    """A line by the number of its paragraph. `speaker` is None where nobody knows; `is_open` where nothing attributes
    it."""

    paragraph: int
    speaker: str | None
    is_open: bool


def in_turns(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """The place in `lines` and the speaker of every open line in a run of paragraphs between two people of whom every
    other line is one's."""
    begin = 0
    for place in range(1, len(lines) + 1):
        if place < len(lines) and lines[place].paragraph == lines[place - 1].paragraph + 1:
            continue
        run = range(begin, place)
        begin = place
        sides = [{name for n in run[side::2] if (name := lines[n].speaker)} for side in (0, 1)]
        if all(len(side) == 1 for side in sides) and sides[0] != sides[1]:
            speakers = [side.pop() for side in sides]
            yield from ((n, speakers[(n - run.start) % 2]) for n in run if lines[n].is_open)
