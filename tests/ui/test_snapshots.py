"""Screens as pictures, over stories that never change; nothing moves while the picture is taken.

After a wanted change: `pytest tests/ui/test_snapshots.py --snapshot-update`, then look at every picture.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, cast

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.ui.fake_library import FakeLibrary
from tests.ui.screen import TODAY, Seen, reader_app
from tests.ui.stories import STORIES

Compare = Callable[..., bool]

SIZES = pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=["80x24", "200x60"])


def picture(
    snap_compare: Compare,
    size: tuple[int, int],
    keys: Sequence[str] = (),
    *,
    theme: str = "night",
    library: FakeLibrary | None = None,
) -> bool:
    """Whether the screen after some keys looks as it did when the picture was approved."""
    library = library or FakeLibrary(STORIES)
    app = reader_app(library, theme=theme)

    async def before(pilot: Pilot[Any]) -> None:
        seen = Seen(app, cast(Pilot[None], pilot), library)
        await seen.settle()
        seen.screen.list.today = TODAY
        seen.screen.list.forget()
        await seen.press(*keys)
        await asyncio.sleep(0.3)
        for screen in app.screen_stack:
            for field in screen.query(Input):
                field.cursor_blink = False
        await seen.settle()

    run_before: Callable[[Pilot[Any]], Awaitable[None]] = before
    return snap_compare(app, terminal_size=size, run_before=run_before)


@SIZES
def test_reading(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert picture(snap_compare, size)


@SIZES
def test_a_quotation_in_the_article(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert picture(snap_compare, size, ["enter", "]"], theme="day")


@SIZES
def test_searching(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert picture(snap_compare, size, ["/", *"сводка", "down"])


@SIZES
def test_the_tag_dialog(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert picture(snap_compare, size, ["t", *"дал"])


@SIZES
def test_help(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert picture(snap_compare, size, ["?"], theme="paper")


@SIZES
def test_the_palette(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert picture(snap_compare, size, ["ctrl+p"])


def test_find_in_the_article(snap_compare: Compare) -> None:
    assert picture(snap_compare, (80, 24), ["enter", "/", *"автобус", "enter", "n"], theme="contrast")


def test_the_raw_page(snap_compare: Compare) -> None:
    assert picture(snap_compare, (80, 24), ["R"], theme="dusk")


def test_zen_in_sixteen_colours(snap_compare: Compare) -> None:
    assert picture(snap_compare, (120, 36), ["z"], theme="terminal")


def test_one_pane_at_a_time(snap_compare: Compare) -> None:
    assert picture(snap_compare, (60, 20), ["enter"])


def test_nothing_to_read(snap_compare: Compare) -> None:
    assert picture(snap_compare, (80, 24), library=FakeLibrary([]))
