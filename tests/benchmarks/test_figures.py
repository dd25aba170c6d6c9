"""The arithmetic of the benchmarks."""

from __future__ import annotations

import pytest

from tests.benchmarks.figures import BARE, NEWSBOAT, READER, Figures, percentile
from tests.benchmarks.probe import Reaction
from tests.benchmarks.searching import settled
from tests.benchmarks.subjects import SUBJECTS, WHY
from tests.benchmarks.table import growth, table


@pytest.mark.parametrize(
    ("part", "expected"), [(0.5, 10), (0.95, 19), (0.951, 20), (1.0, 20), (0.0, 1), (0.05, 1), (0.051, 2)]
)
def test_a_percentile_is_a_value_that_was_measured(part: float, expected: float) -> None:
    assert percentile(list(range(20, 0, -1)), part) == expected


def test_there_is_no_percentile_of_nothing() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_a_target_is_judged_by_the_reference_of_the_same_run() -> None:
    figures = Figures()
    figures.add(1_000, "move", READER, 10, 30, None)
    figures.add(1_000, "move", BARE, 20, 22)
    (row,) = (line for line in table(figures, 1_000) if line.startswith("one line down"))
    assert "10.0 / 30" in row
    assert "p95 ≤ 1.3 × bare app = 29: MISSED" in row


def test_half_of_newsboats_start_is_asked_for_at_the_full_size_only() -> None:
    figures = Figures()
    for size in (1_000, 100_000):
        figures.add(size, "start", READER, 600)
        figures.add(size, "start", NEWSBOAT, 1_000)
    assert "newsboat = " not in "\n".join(table(figures, 1_000))
    assert "p50 ≤ 0.5 × newsboat = 500: MISSED" in "\n".join(table(figures, 100_000))


def test_growth_tells_the_factor_from_size_to_size() -> None:
    figures = Figures()
    for size, value in ((1_000, 5.0), (10_000, 10.0), (100_000, 15.0)):
        figures.add(size, "move", READER, value)
    lines = list(growth(figures))
    assert lines[1].endswith("× 2.0  × 1.5")
    assert lines[2].strip() == WHY["move"]


def test_results_have_come_with_the_first_frame_of_those_that_stay() -> None:
    reaction = Reaction(("old", 0), ((20, ("old", 1)), (40, ("new", 1)), (60, ("new", 2))))
    assert (reaction.first, settled(reaction), reaction.last) == (20, 40, 60)


def test_a_letter_after_which_the_same_results_stand_cannot_be_timed() -> None:
    assert settled(Reaction(("old", 0), ((20, ("old", 1)),))) is None
    assert Reaction("old", ((20, "new"), (30, "old"))).last is None


def test_what_is_explained_is_measured() -> None:
    assert WHY.keys() <= {subject.id for subject in SUBJECTS}
