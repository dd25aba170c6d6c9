"""The lines of dialogue in a story («— Куда? — спросил Лугин. | — Туда, — сказал тот.»): who answers whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.russian.speaker import Speaker
from reader.language.turns import Line, in_turns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.language.report import Report
    from reader.language.story import Story

_LONGEST = 20
"""Lines of a dialogue with whoever writes, at most."""


class Lines:
    """Reports by the paragraphs that they are lines of dialogue in."""

    def __init__(self, story: Story, reports: Sequence[Report]) -> None:
        self._story = story
        self._reports = {report.line: report for report in reports if report.line is not None}

    def are_around(self, line: int) -> bool:
        """Whether the paragraph before or behind a line is one too."""
        return line - 1 in self._reports or line + 1 in self._reports

    def answers(self, paragraph: int) -> bool:
        """Whether a paragraph is a line of somebody else than the line before it: one of the two asks."""
        both = paragraph in self._reports and paragraph - 1 in self._reports
        return both and (self._asks(paragraph - 1) or self._asks(paragraph))

    def asked_from(self, line: int) -> int | None:
        """The first line of a dialogue in which whoever writes asks («— А вы? — спрашиваю.») and `line` answers."""
        first = line
        while first - 1 in self._reports and line - first <= _LONGEST:
            first -= 1
        if first - 1 in self._reports:
            return None
        asking = range(first, line, 2)
        asked = (line - first) % 2 == 1 and all(self._asks(n) and self._is_of_author(n) for n in asking)
        return first if asked and not any(self._reports[n].cue for n in range(first + 1, line + 1, 2)) else None

    def in_turns(self, known: Mapping[int, Speaker]) -> Iterator[tuple[int, Speaker]]:
        """The speakers of the lines that only their turn attributes, by the identity of their reports."""
        said = [self._reports[line] for line in sorted(self._reports)]
        lines = [Line(r.line or 0, known[id(r)].name, r.cue is None and r.subject is None) for r in said]
        for place, name in in_turns(lines):
            yield id(said[place]), Speaker(name)

    def _asks(self, line: int) -> bool:
        return "?" in self._story.text[slice(*self._story.paragraphs[line])]

    def _is_of_author(self, line: int) -> bool:
        """Whether nobody is named as who asks."""
        report = self._reports[line]
        return report.subject is None and (report.cue is None or report.cue.first_person)
