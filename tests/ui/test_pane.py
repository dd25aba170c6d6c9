"""What scrolls: its scroll bar shows how much there is, and is painted anew only where that can be seen."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.strip import Strip

from reader.ui.widgets.pane import Painted, Pane

HEIGHT = 20


class PaneApp(App[None]):
    """A pane alone."""

    CSS = "Pane { overflow: hidden scroll; scrollbar-size-vertical: 1; }"

    def compose(self) -> ComposeResult:
        yield Pane()


@pytest.mark.parametrize(
    ("before", "after", "top"),
    [
        (100, 40, 0),
        (40, 10, 0),
        (10, 40, 5),
        (40, 400, 0),
        (100_000, 50_000, 50_000),
        (200_000, 5_000, 0),
        (200_000, 100_000, 70_000),
    ],
)
async def test_the_scroll_bar_shows_how_much_there_is(before: int, after: int, top: int) -> None:
    """Whatever was shown before: the same as in a pane that never showed anything else."""
    assert await bar_of([before, after], top) == await bar_of([after], top)


async def bar_of(heights: list[int], top: int) -> list[str]:
    """The cells of the scroll bar of a pane that has had these numbers of lines, one after the other."""
    app = PaneApp()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        pane = app.query_one(Pane)
        for height in heights:
            pane.virtual_size = Size(30, height)
            await pilot.pause()
            pane.scroll_to(y=top, animate=False, force=True)
            await pilot.pause()
        return [str(strip) for strip in app.screen._compositor.render_strips()]


async def test_a_scroll_bar_that_would_look_the_same_is_not_painted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    app = PaneApp()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        pane = app.query_one(Pane)
        pane.virtual_size = Size(30, 200_000)
        await pilot.pause()
        painted = Mock(return_value="")
        monkeypatch.setattr(pane.vertical_scrollbar, "render", painted)
        pane.virtual_size = Size(30, 100_000)
        await pilot.pause()
        painted.assert_not_called()
        pane.virtual_size = Size(30, 50)
        await pilot.pause()
        painted.assert_called()


def test_painted_lines_are_forgotten_when_there_are_many() -> None:
    painted: Painted[int] = Painted()
    for number in range(5_000):
        painted[number] = Strip([])
        assert painted.get(number) is not None
    assert len(painted) < 1_000
