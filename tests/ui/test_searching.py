"""The search over the library and the find in the article."""

from __future__ import annotations

import pytest

from tests.ui.fake_library import FakeLibrary
from tests.ui.screen import opened
from tests.ui.stories import STORIES

BUS, XIAOMI, DAM = (story.title for story in STORIES[:3])


@pytest.mark.parametrize("slash", ["/", "."])
async def test_results_change_with_every_letter(slash: str) -> None:
    async with opened(typed=[slash]) as seen:
        assert seen.focus == "search"
        counts = []
        for letter in "дамба":
            await seen.press(letter)
            counts.append(len(seen.screen.list.rows))
        assert counts == sorted(counts, reverse=True)
        assert (counts[-1], seen.title, seen.article) == (1, DAM, DAM)
        assert "1 found" in seen.text


async def test_arrows_move_in_the_results_while_typing() -> None:
    async with opened(typed=["/", *"сводка", "down", "down", "up"]) as seen:
        assert (seen.focus, seen.title) == ("search", STORIES[6].title)


async def test_enter_goes_to_the_results_and_keeps_them() -> None:
    async with opened(typed=["/", *"дамба", "enter"]) as seen:
        assert (seen.focus, seen.screen.list.rows, seen.screen.search.text) == ("list", (3,), "дамба")


@pytest.mark.parametrize("keys", [["escape"], ["enter", "escape"]])
async def test_esc_restores_the_list_and_the_place_in_it(keys: list[str]) -> None:
    async with opened(size=(100, 14), typed=["G", "k"]) as seen:
        title, scroll = seen.title, seen.screen.list.scroll_offset.y
        await seen.press("/", *"дамба", *keys)
        assert (seen.title, seen.screen.list.scroll_offset.y) == (title, scroll)
        assert (seen.focus, len(seen.screen.list.rows)) == ("list", 18)
        assert "16 unread" in seen.text


async def test_a_story_read_among_the_results_is_where_one_is_afterwards() -> None:
    async with opened(typed=["/", *"дамба", "enter", "enter", "escape", "escape"]) as seen:
        assert (seen.title, len(seen.screen.list.rows), seen.focus) == (DAM, 18, "list")


async def test_what_does_not_match_is_not_shown() -> None:
    async with opened(typed=["/", *"щщщ"]) as seen:
        assert seen.screen.list.rows == ()
        assert "Nothing matches" in seen.text
        assert BUS not in seen.text
        await seen.press("escape")
        assert (seen.title, seen.article) == (BUS, BUS)


async def test_a_wrong_query_says_why_and_leaves_the_last_results() -> None:
    async with opened(typed=["/", *"дамба"]) as seen:
        await seen.press("(")
        assert "this bracket is never closed" in seen.text
        assert seen.title == DAM
        await seen.press("backspace")
        assert "bracket" not in seen.text


async def test_tags_are_searched_too() -> None:
    async with opened(typed=["/", *"tag:сша"]) as seen:
        assert seen.title == XIAOMI


async def test_a_search_within_the_unread() -> None:
    async with opened(typed=["2", "/", *"a"]) as seen:
        assert seen.screen.wanted.query == "is:unread a"
        await seen.press("escape")
        assert len(seen.screen.list.rows) == 16


async def test_matches_are_highlighted_in_list_and_text() -> None:
    async with opened(typed=["/", *"автобус"]) as seen:
        text = seen.screen.article.reading
        assert text is not None
        assert {text.article.text[a:b].casefold() for a, b in seen.screen.article.matches} == {"автобус"}
        await seen.press("escape")
        assert seen.screen.article.matches == ()


async def test_the_article_is_shown_where_it_answers() -> None:
    async with opened(size=(80, 14), typed=["/", *"скамью"]) as seen:
        assert "скамью и печь" in seen.text
        await seen.press("escape")
        assert seen.article == BUS


async def test_pasted_text_becomes_one_safe_line() -> None:
    from textual import events

    async with opened(typed=["/"]) as seen:
        assert seen.app.focused is not None
        seen.app.focused.post_message(events.Paste("дам\nба\x1b[2J" + "\u0301" * 20_000))
        await seen.settle()
        assert seen.screen.search.text == "дам ба␛[2J" + "\u0301" * 8


async def test_find_in_the_article() -> None:
    async with opened(typed=["enter", "/", *"автобус"]) as seen:
        assert seen.focus == "find"
        assert "1 of 4" in seen.text
        await seen.press("enter", "n")
        assert "2 of 4" in seen.text
        await seen.press("т", "n", "n")
        assert "1 of 4" in seen.text  # round the end
        await seen.press("N")
        assert "4 of 4" in seen.text
        assert (seen.focus, seen.title) == ("article", BUS)


async def test_esc_closes_the_find_box_then_the_article() -> None:
    async with opened(typed=["enter", ".", *"автобус", "enter", "escape"]) as seen:
        assert (seen.screen.find.display, seen.focus, seen.screen.article.matches) == (False, "article", ())
        await seen.press("n")
        assert seen.article == XIAOMI  # n means the next unread story again
        await seen.press("escape")
        assert seen.focus == "list"


async def test_find_says_when_there_is_nothing() -> None:
    async with opened(typed=["enter", "/", *"щщщ"]) as seen:
        assert "not in this story" in seen.text
        await seen.press("enter")
        assert (seen.screen.find.display, seen.focus) == (False, "article")


async def test_an_order_within_the_results() -> None:
    async with opened(FakeLibrary(STORIES), typed=["/", *"сводка", "enter", "\\", "\\", "\\"]) as seen:
        assert "by title" in seen.text
        assert seen.screen.list.rows[0] == 18
