"""Selecting stories, and doing something to all that are selected."""

from __future__ import annotations

import pytest

from reader.ui.screens.tag_dialog import TagDialog
from tests.ui.fake_library import FakeLibrary
from tests.ui.screen import Seen, opened
from tests.ui.stories import STORIES

BUS, XIAOMI, DAM = (story.title for story in STORIES[:3])


def tags(seen: Seen, row: int) -> tuple[str, ...]:
    return seen.library.readings[row].summary.tags


@pytest.mark.parametrize("key", ["v", "м"])
async def test_a_story_is_selected_and_the_cursor_goes_on(key: str) -> None:
    async with opened(typed=[key, key]) as seen:
        assert (seen.screen.list.selected, seen.title) == ({1, 2}, DAM)
        assert "✓ 2 selected" in seen.text
        await seen.press("k", key)
        assert seen.screen.list.selected == {1}


async def test_the_mark_of_a_selected_story_does_not_move_its_words() -> None:
    async with opened() as seen:
        column = seen.text.split("\n")[1].index(BUS[:10])
        await seen.press("v")
        line = seen.text.split("\n")[1]
        assert (line[:2], line.index(BUS[:10])) == ("✓●", column)


async def test_the_last_story_can_be_selected() -> None:
    async with opened(typed=["G", "v"]) as seen:
        assert seen.screen.list.selected == {18}


@pytest.mark.parametrize("key", ["V", "М"])
async def test_all_listed_stories_or_none(key: str) -> None:
    async with opened(typed=["v", key]) as seen:
        assert len(seen.screen.list.selected) == 18
        await seen.press(key)
        assert seen.screen.list.selected == set()


async def test_esc_lets_the_selection_go_before_it_closes_anything() -> None:
    async with opened(typed=["/", *"сводка", "enter", "V", "escape"]) as seen:
        assert (seen.screen.list.selected, len(seen.screen.list.rows)) == (set(), 13)
        await seen.press("escape")
        assert len(seen.screen.list.rows) == 18


async def test_q_lets_the_selection_go_before_it_quits() -> None:
    async with opened(typed=["v", "q"]) as seen:
        assert (seen.screen.list.selected, seen.app.is_running) == (set(), True)


async def test_all_selected_stories_are_tagged_and_one_undo_takes_it_back() -> None:
    async with opened(typed=["v", "v", "t"]) as seen:
        assert "Tag 2 stories" in seen.text
        await seen.press(*"зима", "enter")
        assert "Tagged #зима: 2 stories · u undoes" in seen.text
        assert ("зима" in tags(seen, 1), "зима" in tags(seen, 2), "зима" in tags(seen, 3)) == (True, True, False)
        await seen.press("u")
        assert not any("зима" in tags(seen, row) for row in seen.library.readings)


async def test_a_tag_that_only_some_have_is_offered_for_the_others() -> None:
    async with opened(typed=["v", "v", "t", *"сша", "enter"]) as seen:
        assert "сша" in tags(seen, 1)


async def test_the_tags_that_any_of_the_selected_has_can_be_taken_away() -> None:
    async with opened(typed=["V", "T"]) as seen:
        assert "Take a tag from 18 stories" in seen.text
        assert all(f"#{tag}  1" in seen.text for tag in ("транспорт", "дальние ключи", "сша", "технологии"))
        await seen.press(*"сша", "enter")
        assert tags(seen, 2) == ("технологии",)


async def test_enter_before_the_tags_have_come_waits_for_them() -> None:
    async with opened() as seen:
        dialog = TagDialog("слова", seen.screen.list.theme_styles)
        chosen: list[object] = []
        seen.app.push_screen(dialog, chosen.append)
        await seen.press(*"трансп", "enter")
        assert chosen == []
        dialog.supply([("транспорт", 1)], ())
        await seen.settle()
        assert [getattr(choice, "tag", None) for choice in chosen] == ["транспорт"]


async def test_read_marks_and_stars_go_to_all_selected() -> None:
    async with opened(typed=["v", "v", "r"]) as seen:
        assert [row for row in (1, 2, 3) if seen.unread(row)] == [3]
        assert "Marked read: 2 stories · u undoes" in seen.text
        await seen.press("r")
        assert seen.unread(1)
        assert seen.unread(2)
        await seen.press("s")
        assert all(seen.library.readings[row].summary.starred for row in (1, 2))
        await seen.press("s")
        assert not any(seen.library.readings[row].summary.starred for row in (1, 2))


async def test_what_a_search_hides_is_never_touched() -> None:
    async with opened(typed=["v", "v", "v", "/", *"дамба", "enter"]) as seen:
        assert seen.screen.list.selected == {1, 2, 3}
        assert "✓ 1 of 3 selected are listed" in seen.text
        await seen.press("t", *"вода", "enter")
        assert [row for row in seen.library.readings if "вода" in tags(seen, row)] == [3]


async def test_with_nothing_of_the_selection_listed_nothing_is_done() -> None:
    async with opened(typed=["v", "/", *"дамба", "enter", "r", "s", "t"]) as seen:
        assert not isinstance(seen.app.screen, TagDialog)
        assert "None of the selected stories is listed" in seen.text
        assert (seen.unread(3), seen.unread(1)) == (True, True)


async def test_in_the_article_keys_act_on_the_open_story() -> None:
    async with opened(typed=["v", "v", "enter", "s"]) as seen:
        assert [row for row in (1, 2, 3) if seen.library.readings[row].summary.starred] == [2, 3]


async def test_a_search_and_all_it_finds() -> None:
    async with opened(typed=["/", *"сводка", "enter", "V", "t", *"сводки", "enter"]) as seen:
        assert sum("сводки" in tags(seen, row) for row in seen.library.readings) == 13
        await seen.press("escape", "escape", "u")
        assert not any("сводки" in tags(seen, row) for row in seen.library.readings)


async def test_the_selection_outlives_searches() -> None:
    async with opened(typed=["v", "/", *"щщщ", "escape"]) as seen:
        assert seen.screen.list.selected == {1}
        assert "✓ 1 selected" in seen.text


async def test_stories_that_are_gone_are_not_selected_any_more() -> None:
    async with opened(FakeLibrary(STORIES), typed=["v", "v"]) as seen:
        del seen.library.readings[1]
        seen.screen.ask_again()
        await seen.settle()
        assert seen.screen.list.selected == {2}


async def test_nothing_can_be_selected_where_nothing_is_listed() -> None:
    async with opened(FakeLibrary([]), typed=["v", "V", "t", "r", "escape"]) as seen:
        assert seen.screen.list.selected == set()
