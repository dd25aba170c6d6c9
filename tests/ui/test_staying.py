"""What the reader looks at stays where it is, whatever changes around it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs

from reader.model import Listing
from reader.ui.screens.background import NamesFound, ScanReported
from tests.ui.fake_library import FakeLibrary, Story, made
from tests.ui.screen import Seen, opened
from tests.ui.stories import STORIES

BUS, XIAOMI, DAM = (story.title for story in STORIES[:3])


async def quiet(seen: Seen) -> None:
    """Wait until the cursor has rested long enough for the list to be asked again."""
    await seen.pilot.pause(0.45)
    await seen.settle()


async def scanned(seen: Seen) -> None:
    """A scan that has found something is done."""
    seen.screen.post_message(ScanReported(None))
    await seen.settle()


def shown_rows(seen: Seen) -> tuple[int, ...]:
    return seen.screen.list.rows


@pytest.mark.parametrize("keys", [["2"], ["/", *"is:unread", "enter"]])
async def test_a_story_read_among_the_unread_stays_until_the_cursor_leaves_it(keys: list[str]) -> None:
    async with opened(typed=[*keys, "enter", "escape"]) as seen:
        await quiet(seen)
        assert (seen.unread(1), seen.title, seen.article, len(shown_rows(seen))) == (False, BUS, BUS, 16)
        await seen.press("j")
        await quiet(seen)
        assert (1 in shown_rows(seen), seen.title, len(shown_rows(seen))) == (False, XIAOMI, 15)


async def test_next_unread_goes_on_from_a_story_that_stays() -> None:
    async with opened(typed=["2", "enter", "n"]) as seen:
        await quiet(seen)
        assert (seen.title, seen.unread(2), shown_rows(seen)[:2]) == (XIAOMI, False, (2, 3))
        await seen.press("n")
        await quiet(seen)
        assert (seen.title, shown_rows(seen)[0]) == (DAM, 3)


async def test_a_star_taken_away_among_the_starred() -> None:
    async with opened(typed=["s", "3", "s"]) as seen:
        await quiet(seen)
        assert (seen.title, shown_rows(seen)) == (BUS, (1, 2))
        await seen.press("j")
        await quiet(seen)
        assert (seen.title, shown_rows(seen)) == (XIAOMI, (2,))


async def test_a_tag_taken_away_among_its_stories() -> None:
    async with opened(typed=["/", *"tag:сша", "enter", "T", "enter"]) as seen:
        await quiet(seen)
        assert (seen.title, shown_rows(seen)) == (XIAOMI, (2,))
        assert "сша" not in seen.library.readings[2].summary.tags


async def test_a_story_that_stays_stays_through_a_scan() -> None:
    async with opened(typed=["2", "j", "j", "r"]) as seen:
        height = seen.screen.list.cursor
        await scanned(seen)
        assert (seen.title, seen.screen.list.cursor, len(shown_rows(seen))) == (DAM, height, 16)


async def test_undo_brings_back_what_has_left_the_list() -> None:
    async with opened(typed=["2", "r", "j"]) as seen:
        await quiet(seen)
        assert 1 not in shown_rows(seen)
        await seen.press("u")
        await quiet(seen)
        assert (shown_rows(seen)[:2], seen.title) == ((1, 2), XIAOMI)


async def test_what_goes_above_the_screen_moves_no_line_of_it() -> None:
    async with opened(size=(100, 14), typed=["2", "j", "j", "j", "r", "G", "k", "k", "k"]) as seen:
        lines = [line[:34] for line in seen.text.split("\n")[1:13]]
        await quiet(seen)
        assert 5 not in shown_rows(seen)
        assert [line[:34] for line in seen.text.split("\n")[1:13]] == lines


async def test_an_unread_filter_goes_to_the_neighbour_of_a_read_story() -> None:
    async with opened(typed=["j", "j", "j", "j", "2"]) as seen:
        assert seen.title == STORIES[5].title


async def test_new_files_move_nothing() -> None:
    async with opened(size=(100, 14), typed=["j", "j", "j"]) as seen:
        title = seen.title
        before = seen.screen.list.cursor * 2 - seen.screen.list.scroll_offset.y
        new = made(19, Story("Новая сводка", "Текст."))
        seen.library.readings = {19: new, **seen.library.readings}
        await scanned(seen)
        assert (shown_rows(seen)[0], seen.title) == (19, title)
        assert seen.screen.list.cursor * 2 - seen.screen.list.scroll_offset.y == before


async def test_a_changed_file_is_shown_in_place() -> None:
    async with opened(size=(80, 12), typed=["enter", *"jjjjjjjj"]) as seen:
        top = seen.screen.article.top_offset
        text = made(1, STORIES[0]).article.text[top:]
        longer = replace(STORIES[0], body="Вступление, которого не было.\n\n" + STORIES[0].body)
        seen.library.readings[1] = made(1, longer)
        await scanned(seen)
        assert "changed on disk" in seen.text
        reading = seen.screen.article.reading
        assert reading is not None
        assert reading.article.text[seen.screen.article.top_offset :] == text


async def test_a_find_goes_on_in_a_changed_story() -> None:
    async with opened(typed=["enter", "/", *"автобус", "enter"]) as seen:
        seen.library.readings[1] = made(1, replace(STORIES[0], body="Автобус.\n\n" + STORIES[0].body))
        await scanned(seen)
        assert "of 5" in seen.text


async def test_a_deleted_story_stays_to_be_read_until_it_is_left() -> None:
    async with opened(typed=["j"]) as seen:
        del seen.library.readings[2]
        await scanned(seen)
        assert (seen.title, seen.article) == (None, XIAOMI)
        assert "not in the library any more" in seen.text.split("\n")[4]
        assert seen.text.split("\n")[3].startswith("▌● Xiaomi")
        await seen.press("j")
        await quiet(seen)
        assert (2 in shown_rows(seen), seen.title) == (False, DAM)


@pytest.mark.parametrize("key", ["t", "T", "s", "r", "enter", "space", "]", "y", "R", "v", "A"])
async def test_no_key_fails_on_a_deleted_story(key: str) -> None:
    async with opened(typed=["j"]) as seen:
        del seen.library.readings[2]
        await scanned(seen)
        await seen.press(key)
        assert seen.app.is_running
        if key in "tTsr":
            assert "This story is not in the library any more" in seen.text


async def test_all_files_deleted() -> None:
    async with opened(typed=["j"]) as seen:
        seen.library.readings.clear()
        await scanned(seen)
        assert (shown_rows(seen), seen.article) == ((2,), XIAOMI)
        await seen.press("j", "k", "G", "n", "2", "1")
        assert shown_rows(seen) == ()


class _Naming(FakeLibrary):
    """A library whose answers grow with the names that come in."""

    known: tuple[int, ...] = (1,)

    def find(
        self, query: str = "", *, sort: str | None = None, limit: int | None = None, typing: bool = False
    ) -> Listing:
        found = super().find(query, sort=sort, limit=limit, typing=typing)
        return structs.replace(found, rows=self.known, incomplete=True) if "person:" in query else found


async def test_an_answer_about_names_grows_as_they_come_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.ui.screens.changing._NAMES", 0.01)
    async with opened(_Naming(STORIES), typed=["/", *"person:пахомова", "enter"]) as seen:
        assert shown_rows(seen) == (1,)
        _Naming.known = (3, 1)
        seen.screen.post_message(NamesFound(3))
        await quiet(seen)
        assert (shown_rows(seen), seen.title) == ((3, 1), BUS)


async def test_a_question_that_waits_is_not_lost_when_stories_come_in() -> None:
    async with opened(typed=["j", "j", "/", *"сводка"]) as seen:
        await seen.pilot.press("escape")
        seen.screen.post_message(ScanReported(None))
        await seen.settle()
        assert (seen.title, len(shown_rows(seen))) == (DAM, 18)


async def test_the_order_is_shown_and_one_that_is_typed_wins() -> None:
    async with opened(typed=["\\"]) as seen:
        assert "by source" in seen.text.split("\n")[0]
        await seen.press("/", *"сводка sort:title", "enter")
        assert "by title" in seen.text.split("\n")[0]
        await seen.press("\\")
        assert "sort:title" in seen.text.split("\n")[-1]


class _Filling(FakeLibrary):
    """A library whose first list is short: the scan brings the newest story last."""

    def scan(self, *args: Any) -> bool:
        self.rows = (1, 2, 3)
        return super().scan(*args)


async def test_the_last_stories_of_the_first_scan_leave_the_newest_on_top() -> None:
    library = _Filling(STORIES)
    library.rows = (2,)
    async with opened(library) as seen:
        assert (shown_rows(seen), seen.screen.list.row) == ((1, 2, 3), 1)
        library.rows = (3, 1, 2)
        await scanned(seen)
        assert seen.screen.list.row == 1  # from now on nothing moves the cursor
