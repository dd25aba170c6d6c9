"""What was measured: samples by library size, subject and program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

READER, BARE, NEWSBOAT, FZF = "reader", "bare app", "newsboat", "fzf"
PROGRAMS = (READER, BARE, NEWSBOAT, FZF)


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest of some values that `part` (0 to 1) of them do not exceed: always one that was measured.

    Raises ValueError when there are none.
    """
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(0, -int(-part * len(ordered) // 1) - 1)]


@dataclass(slots=True)
class Figures:
    """Samples as they come in."""

    _samples: defaultdict[tuple[int, str, str], list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, size: int, subject: str, program: str, *values: float | None) -> None:
        """Note values; None, what could not be seen, is left out."""
        self._samples[size, subject, program] += [value for value in values if value is not None]

    def get(self, size: int, subject: str, program: str, part: float) -> float | None:
        """A percentile; None if nothing was measured."""
        samples = self._samples.get((size, subject, program))
        return percentile(samples, part) if samples else None

    def count(self, size: int, subject: str, program: str) -> int:
        """How many values there are."""
        return len(self._samples.get((size, subject, program), ()))

    def sizes(self) -> list[int]:
        """The libraries that anything was measured on, the smallest first."""
        return sorted({size for size, _, _ in self._samples})
