"""Themes, palette, help, and what happens when something goes wrong."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from reader.model import Span
from reader.settings import load_settings
from reader.ui.keys import ACTIONS
from reader.ui.screens.help import HelpScreen, matching
from tests.ui.fake_library import FakeLibrary
from tests.ui.screen import opened, reader_app
from tests.ui.stories import STORIES

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


async def test_the_palette_shows_a_theme_and_keeps_it_on_enter() -> None:
    async with opened(typed=["ctrl+p", *"theme: paper"]) as seen:
        await seen.pilot.pause(0.5)
        assert seen.app.theme == "paper"
        await seen.press("enter")
        assert seen.app.theme == "paper"
    assert load_settings()[0].theme == "paper"


async def test_a_theme_that_was_only_looked_at_goes() -> None:
    async with opened(typed=["ctrl+з", *"theme: paper"]) as seen:
        await seen.pilot.pause(0.5)
        await seen.press("escape")
        assert seen.app.theme == "night"
    assert load_settings()[0].theme is None


async def test_the_palette_does_what_keys_do() -> None:
    async with opened(typed=["ctrl+p", *"star or unstar"]) as seen:
        await seen.pilot.pause(0.5)
        await seen.press("enter")
        assert seen.library.readings[1].summary.starred


async def test_a_theme_that_cannot_be_saved_is_shown_all_the_same(home: Path) -> None:
    folder = home / "config" / "reader-news"
    folder.mkdir(parents=True)
    (folder / "settings.yaml").write_text("theme: [", encoding="utf-8")
    async with opened() as seen:
        seen.app.choose_theme("day")
        await seen.settle()
        assert seen.app.theme == "day"
        assert "could not be saved" in seen.text


@pytest.mark.parametrize("key", ["?", "f1", ","])
async def test_help_shows_every_key(key: str) -> None:
    async with opened(size=(120, 130), typed=[key]) as seen:
        assert isinstance(seen.app.screen, HelpScreen)
        for action in ACTIONS:
            assert action.help in seen.text
        await seen.press("escape")
        assert not isinstance(seen.app.screen, HelpScreen)


async def test_help_can_be_searched() -> None:
    async with opened(typed=["?", *"quotation"]) as seen:
        assert "the next quotation" in seen.text
        assert "half a page down" not in seen.text


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [("]", ["next-quote"]), ("^d", ["half-page-down"]), ("undo", ["undo"]), ("n", ["next-unread", "next-match"])],
)
def test_help_finds_keys_and_words(wanted: str, ids: list[str]) -> None:
    assert [action.id for action in matching(ACTIONS, wanted)] == ids


async def test_ctrl_c_says_how_to_leave() -> None:
    async with opened(typed=["ctrl+c"]) as seen:
        assert "quits" in seen.text
        assert seen.app.is_running


class _Faulty(FakeLibrary):
    def matches(self, text: str, query: str) -> tuple[Span, ...]:  # noqa: ARG002 -- it fails whatever
        if query:
            raise RuntimeError("the article said \x1b]52;c;YQ==\x07")
        return ()


async def test_a_fault_prints_no_raw_bytes_of_an_article(capsys: pytest.CaptureFixture[str]) -> None:
    app = reader_app(_Faulty(STORIES))
    said = io.StringIO()
    app.error_console = Console(file=said, markup=False, highlight=False)
    with pytest.raises(Exception, match="the article said"):
        async with app.run_test() as pilot:
            await pilot.pause(0.2)
            await pilot.press("/", "a")
            await pilot.pause(0.5)
    printed = said.getvalue() + "".join(capsys.readouterr())
    assert "␛]52;c;YQ==␇" in printed
    assert not CONTROL.search(printed)
