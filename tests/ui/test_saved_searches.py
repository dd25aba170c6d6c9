"""Saved searches: `F` saves, `f` lists."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from reader.model import SavedSearch
from reader.ui.screens.searches_dialog import SaveDialog, SearchesDialog, fitting
from tests.ui.fake_library import FakeLibrary
from tests.ui.screen import Seen, opened
from tests.ui.stories import STORIES

MORNING, SUMMARIES, WRONG = (
    SavedSearch("утро", "tag:сша"),
    SavedSearch("сводки", "сводка"),
    SavedSearch("broken", "(дамба"),
)
DAM = STORIES[2].title


def library() -> FakeLibrary:
    made = FakeLibrary(STORIES)
    made.saved = [MORNING, SUMMARIES, WRONG]
    return made


def typed_into(seen: Seen) -> str:
    return seen.app.screen.query_one(Input).value


# Saving


@pytest.mark.parametrize("key", ["F", "А"])
async def test_the_search_is_saved_under_a_name(key: str) -> None:
    async with opened(typed=["/", *"дамба", "enter", key, *"вода", "enter"]) as seen:
        assert seen.library.saved == [SavedSearch("вода", "дамба")]
        assert "Saved as вода" in seen.text
        await seen.press("u")
        assert seen.library.saved == []


async def test_the_query_is_shown_beside_its_name() -> None:
    async with opened(typed=["/", *"дамба", "enter", "F", *"вода"]) as seen:
        assert isinstance(seen.app.screen, SaveDialog)
        assert "Save дамба" in seen.text
        assert "+ вода  new" in seen.text


async def test_a_name_that_is_taken_is_said_to_be_replaced() -> None:
    async with opened(library(), typed=["/", *"дамба", "enter", "F", *"Утро"]) as seen:
        assert "утро  replaces tag:сша" in seen.text
        await seen.press("enter")
        assert seen.library.saved[0] == SavedSearch("утро", "дамба")


async def test_a_similar_name_is_never_taken_for_the_one_typed() -> None:
    async with opened(library(), typed=["/", *"дамба", "enter", "F", *"утр", "enter"]) as seen:
        assert seen.library.saved[-1] == SavedSearch("утр", "дамба")


async def test_one_that_is_there_can_be_chosen_to_be_replaced() -> None:
    async with opened(library(), typed=["/", *"дамба", "enter", "F", *"утр", "down", "enter"]) as seen:
        assert seen.library.saved[0] == SavedSearch("утро", "дамба")


async def test_enter_without_a_name_saves_nothing() -> None:
    async with opened(library(), typed=["/", *"дамба", "enter", "F", "enter"]) as seen:
        assert isinstance(seen.app.screen, SaveDialog)
        await seen.press("escape")
        assert seen.library.saved == [MORNING, SUMMARIES, WRONG]


async def test_without_a_search_there_is_nothing_to_save() -> None:
    async with opened(typed=["F"]) as seen:
        assert "Nothing to save" in seen.text


# Choosing


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ["утро", "сводки", "broken"]),
        ("утр", ["утро"]),
        ("своки", ["сводки"]),
        ("сша", ["утро"]),
        ("ъъъ", []),
    ],
)
def test_saved_searches_are_found_by_name_and_by_query(typed: str, names: list[str]) -> None:
    assert [search.name for search in fitting(typed, [MORNING, SUMMARIES, WRONG])] == names


@pytest.mark.parametrize("key", ["f", "а"])
async def test_they_are_listed_with_their_queries_and_numbers(key: str) -> None:
    async with opened(library(), typed=[key]) as seen:
        assert isinstance(seen.app.screen, SearchesDialog)
        lines = [" ".join(line.strip(" │").split()) for line in seen.text.splitlines()]
        shown = "\n".join(lines)
        assert "утро tag:сша 1" in shown
        assert "сводки сводка 13" in shown
        assert "broken (дамба wrong" in shown


async def test_enter_runs_one_and_shows_its_query_in_the_box() -> None:
    async with opened(library(), typed=["f", *"утр", "enter"]) as seen:
        assert (seen.screen.search.text, seen.focus, seen.screen.list.rows) == ("tag:сша", "list", (2,))
        await seen.press("escape")
        assert (seen.screen.search.display, len(seen.screen.list.rows)) == (False, 18)


async def test_a_query_is_edited_in_the_box_and_saved_again() -> None:
    async with opened(library(), typed=["f", *"утр", "ctrl+e", *" xiaomi", "enter", "F"]) as seen:
        assert typed_into(seen) == "утро"
        await seen.press("enter")
        assert seen.library.saved[0] == SavedSearch("утро", "tag:сша xiaomi")


async def test_a_wrong_one_says_why_when_it_is_run() -> None:
    async with opened(library(), typed=["f", *"broken", "enter"]) as seen:
        assert "this bracket is never closed" in seen.text
        assert seen.screen.search.text == "(дамба"


@pytest.mark.parametrize("key", ["ctrl+d", "ctrl+в", "delete"])
async def test_one_is_removed_and_comes_back(key: str) -> None:
    async with opened(library(), typed=["f", "down", key]) as seen:
        assert seen.library.saved == [MORNING, WRONG]
        assert "Removed сводки" in seen.text
        await seen.press("ctrl+z")
        assert seen.library.saved == [MORNING, SUMMARIES, WRONG]
        await seen.press("ctrl+z")
        assert seen.library.saved == [MORNING, SUMMARIES, WRONG]


async def test_undo_outside_takes_it_back_too() -> None:
    async with opened(library(), typed=["f", "ctrl+d", "escape", "u"]) as seen:
        assert seen.library.saved == [MORNING, SUMMARIES, WRONG]


async def test_one_is_renamed() -> None:
    async with opened(library(), typed=["f", "ctrl+r"]) as seen:
        assert "Rename утро" in seen.text
        await seen.press(*"м", "enter")
        assert seen.library.saved[0] == SavedSearch("утром", "tag:сша")
        assert isinstance(seen.app.screen, SearchesDialog)


async def test_a_name_that_is_taken_is_refused() -> None:
    async with opened(library(), typed=["f", "ctrl+r", "ctrl+u", *"сводки", "enter"]) as seen:
        assert seen.library.saved[0] == MORNING
        assert "already a search called" in seen.text


async def test_esc_leaves_a_name_as_it_is_then_the_dialog() -> None:
    async with opened(library(), typed=["f", "ctrl+r", "x", "escape"]) as seen:
        assert isinstance(seen.app.screen, SearchesDialog)
        await seen.press("escape")
        assert seen.library.saved == [MORNING, SUMMARIES, WRONG]
        assert seen.focus == "list"


async def test_none_are_saved_yet() -> None:
    async with opened(typed=["f"]) as seen:
        assert "No saved searches yet" in seen.text


async def test_names_and_queries_are_words_never_markup() -> None:
    made = FakeLibrary(STORIES)
    made.saved = [SavedSearch("[red]x[/]", "[/nothing]")]
    async with opened(made, typed=["f"]) as seen:
        assert "[red]x[/]" in seen.text
        await seen.press("enter", "F")
        assert "Save [/nothing]" in seen.text
