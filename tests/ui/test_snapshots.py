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

from reader.model import SavedSearch
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
def test_completing(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert picture(snap_compare, size, ["/", *"сводка tag:т", "tab"])


@pytest.mark.parametrize("theme", ["night", "day", "plain"])
def test_a_query_as_it_was_understood(snap_compare: Compare, theme: str) -> None:
    library = FakeLibrary(STORIES)
    library.forgiven["автобсу"] = ("автобус", "автобуса")
    keys = ["/", *'автобсу "школьный" tag:транспорт person:Пахомова -зима after:2018']
    assert picture(snap_compare, (80, 24), keys, theme=theme, library=library)


def test_a_wrong_query(snap_compare: Compare) -> None:
    assert picture(snap_compare, (80, 24), ["/", *"сводка (выпуск"])


def saved_searches() -> FakeLibrary:
    library = FakeLibrary(STORIES)
    library.saved = [
        SavedSearch("утро", "сводка is:unread"),
        SavedSearch("сша", "tag:сша"),
        SavedSearch("хм", "(дамба"),
    ]
    return library


@SIZES
def test_saved_searches(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert picture(snap_compare, size, ["f", "down"], library=saved_searches())


@SIZES
def test_saving_a_search(snap_compare: Compare, size: tuple[int, int]) -> None:
    keys = ["/", *"дамба", "enter", "F", *"утро"]
    assert picture(snap_compare, size, keys, theme="day", library=saved_searches())


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


@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=["120x36", "80x24"])
def test_the_third_pane(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert picture(snap_compare, size, ["b", "j", "j", "j"])


def test_the_third_pane_in_sixteen_colours(snap_compare: Compare) -> None:
    assert picture(snap_compare, (120, 36), ["b", "j", "j", "enter"], theme="terminal")


def test_selected_stories(snap_compare: Compare) -> None:
    assert picture(snap_compare, (80, 24), ["v", "v", "j", "v"], theme="day")


def test_untagging_selected_stories(snap_compare: Compare) -> None:
    assert picture(snap_compare, (80, 24), ["V", "T"])
