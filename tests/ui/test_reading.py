"""Moving, opening, reading, marking: what a reader does all day."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from reader.library import ScanProgress
from tests.ui.fake_library import FakeLibrary, Story
from tests.ui.screen import Seen, opened, reader_app
from tests.ui.stories import STORIES

BUS, XIAOMI, DAM, ROVERS = (story.title for story in STORIES[:4])


async def test_the_newest_story_is_open_at_the_start() -> None:
    async with opened() as seen:
        assert (seen.title, seen.article, seen.focus) == (BUS, BUS, "list")
        assert "18 stories · 16 unread" in seen.text


@pytest.mark.parametrize("down", ["j", "о", "down"])
async def test_the_article_follows_the_cursor(down: str) -> None:
    async with opened(typed=[down]) as seen:
        assert (seen.title, seen.article) == (XIAOMI, XIAOMI)


async def test_moving_marks_nothing_read() -> None:
    async with opened(typed=["j", "j", "k", "G", "g", "ctrl+d", "ctrl+u"]) as seen:
        assert seen.library.counts().unread == 16


@pytest.mark.parametrize("key", ["enter", "l", "д", "right", "tab"])
async def test_opening_is_reading(key: str) -> None:
    async with opened(typed=[key]) as seen:
        assert (seen.focus, seen.unread(1)) == ("article", False)
        assert "15 unread" in seen.text


@pytest.mark.parametrize("key", ["h", "р", "left", "escape", "q", "tab"])
async def test_back_to_the_list(key: str) -> None:
    async with opened(typed=["enter", key]) as seen:
        assert (seen.focus, seen.app.is_running) == ("list", True)


async def test_keys_move_the_article_once_it_is_open() -> None:
    async with opened(size=(80, 12), typed=["enter", "j", "j"]) as seen:
        assert (seen.title, seen.screen.article.scroll_offset.y) == (BUS, 2)
        await seen.press("G")
        assert "скамью и печь" in seen.text
        await seen.press("g")
        assert seen.screen.article.scroll_offset.y == 0


async def test_the_article_scrolls_from_the_list() -> None:
    async with opened(size=(80, 12), typed=["J"]) as seen:
        assert (seen.focus, seen.screen.article.scroll_offset.y) == ("list", 3)
        await seen.press("K")
        assert seen.screen.article.scroll_offset.y == 0


async def test_space_pages_and_at_the_end_goes_to_the_next_unread_story() -> None:
    async with opened(size=(80, 20), typed=["space"]) as seen:
        assert (seen.title, seen.screen.article.scroll_offset.y > 0, seen.unread(1)) == (BUS, True, False)
        await seen.press("space", "space")
        assert seen.title == XIAOMI


async def test_the_next_and_the_previous_unread_story() -> None:
    async with opened(typed=["j", "j", "n"]) as seen:
        assert seen.title == "Сводка происшествий за сутки, выпуск 25"  # two read stories stand between
        await seen.press("p")
        assert seen.title == DAM


async def test_n_in_the_article_opens_the_next_unread_story() -> None:
    async with opened(typed=["enter", "n"]) as seen:
        assert (seen.article, seen.focus, seen.unread(2)) == (XIAOMI, "article", False)


async def test_without_unread_stories_n_says_so() -> None:
    async with opened(FakeLibrary([Story("Один", "Текст.", unread=False)]), typed=["n"]) as seen:
        assert "No other unread story" in seen.text


async def test_read_and_unread_and_undone() -> None:
    async with opened(typed=["r"]) as seen:
        assert not seen.unread(1)
        await seen.press("r")
        assert seen.unread(1)
        await seen.press("u", "ctrl+z")
        assert (seen.unread(1), "Undone: read" in seen.text) == (True, True)
        await seen.press("ctrl+я")
        assert "Nothing to undo" in seen.text


async def test_all_listed_are_read() -> None:
    async with opened(typed=["A"]) as seen:
        assert seen.library.counts().unread == 0
        assert "●" not in seen.text
        await seen.press("u")
        assert seen.library.counts().unread == 16


async def test_a_star_shows_in_list_and_article() -> None:
    async with opened(typed=["s"]) as seen:
        assert seen.library.readings[1].summary.starred
        assert "★ · Волжский вестник" in seen.text


async def test_filters() -> None:
    async with opened(typed=["3"]) as seen:
        assert (seen.title, len(seen.screen.list.rows)) == (XIAOMI, 1)
        await seen.press("2")
        assert (seen.title, len(seen.screen.list.rows)) == (XIAOMI, 16)
        await seen.press("1")
        assert (seen.title, len(seen.screen.list.rows)) == (XIAOMI, 18)


async def test_the_list_is_sorted_by_one_order_after_another() -> None:
    async with opened(typed=["\\"]) as seen:
        assert "Sorted by source" in seen.text
        assert seen.screen.list.rows[0] == 5  # no source at all
        assert seen.title == BUS
        await seen.press("\\", "\\")
        assert seen.screen.list.rows[0] == 1


async def test_from_quotation_to_quotation() -> None:
    async with opened(typed=["]"]) as seen:
        assert "Вера Пахомова · quotation 1 of 2" in seen.text
        await seen.press("ъ")
        assert "Глеб Останин · quotation 2 of 2" in seen.text
        await seen.press("]")
        assert "last quotation" in seen.text
        await seen.press("[")
        assert "Вера Пахомова · quotation 1 of 2" in seen.text


async def test_from_name_to_name() -> None:
    async with opened(typed=["}", "}"]) as seen:
        assert "«Белореченские линии» · organisation · 2 mentions" in seen.text
        await seen.press("{")
        assert "Дальние Ключи · place · 1 mention" in seen.text


async def test_what_is_named_in_the_story_is_counted_in_its_language() -> None:
    async with opened() as seen:
        assert "■ люди 3  ■ орг. 2  ■ места 2  ▌ цитаты 2" in seen.text
        await seen.press("j", "j", "j")
        assert "■ people 1" in seen.text


async def test_the_raw_page_and_back() -> None:
    async with opened(typed=["R"]) as seen:
        assert "Войти в почту" in seen.text
        await seen.press("К")
        assert "Войти в почту" not in seen.text
        await seen.press("R", "j")
        assert "Войти в почту" not in seen.text  # the next story is clean again


async def test_highlights_change() -> None:
    async with opened(typed=["H"]) as seen:
        assert "Showing names only" in seen.text
        assert "▌ Мы не против" not in seen.text


async def test_zen_shows_the_article_alone() -> None:
    async with opened(typed=["z"]) as seen:
        assert (seen.screen.list.display, seen.focus) == (False, "article")
        await seen.press("z")
        assert seen.screen.list.display
        await seen.press("z", "h")
        assert (seen.screen.list.display, seen.focus) == (True, "list")


async def test_narrower_and_wider_text() -> None:
    async with opened(size=(200, 40), typed=["<"]) as seen:
        assert "64 columns" in seen.text
        await seen.press(">", ">")
        assert "80 columns" in seen.text


async def test_the_link_is_copied_or_the_text() -> None:
    stories = [Story("Со ссылкой", "Текст.", url="https://example.org/a"), Story("Без ссылки", "Текст.")]
    async with opened(FakeLibrary(stories), typed=["y"]) as seen:
        assert seen.app.clipboard == "https://example.org/a"
        await seen.press("j", "y")
        assert seen.app.clipboard == "Без ссылки\n\nТекст."


async def test_a_quotation_is_copied_with_its_speaker_and_source() -> None:
    async with opened(typed=["]", "]", "Y"]) as seen:
        assert seen.app.clipboard == (
            "«Шины придут в четверг, в пятницу утром автобус выйдет на линию» — Глеб Останин"
            " (Волжский вестник, 26 февраля 2018)"
        )


async def test_names_that_come_later_do_not_move_the_text() -> None:
    library = FakeLibrary(STORIES, annotated=False)
    async with opened(library, size=(80, 12)) as seen:
        assert seen.library.annotated  # the language process has come to the open story
        assert "люди 3" in seen.text


class _Scanning(FakeLibrary):
    """A library that goes on reading files until it is told that all are read."""

    def scan(
        self,
        report: Callable[[ScanProgress], None] | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> bool:
        if report:
            report(ScanProgress(10, 40, False))
        while not stop() and not self.all_read.wait(0.01):
            pass
        return False

    all_read = threading.Event()


async def test_the_open_story_gets_its_names_while_files_are_still_read() -> None:
    library = _Scanning(STORIES, annotated=False)
    app = reader_app(library)
    async with app.run_test(size=(110, 30)) as pilot:
        seen = Seen(app, pilot, library)
        for _ in range(100):
            await pilot.pause(0.05)
            if "люди 3" in seen.text:
                break
        assert "люди 3" in seen.text
        assert "reading 10 of 40 ▰▰▱▱▱▱▱▱▱▱" in seen.text
        library.all_read.set()
        await seen.settle()
        assert "reading" not in seen.text


async def test_the_place_is_remembered_and_restored() -> None:
    library = FakeLibrary(STORIES, place="003")
    async with opened(library) as seen:
        assert (seen.title, seen.article) == (DAM, DAM)
        await seen.press("j")
    assert library.left_at == 4


async def test_a_place_that_is_gone_does_no_harm() -> None:
    async with opened(FakeLibrary(STORIES, place="gone")) as seen:
        assert seen.title == BUS


async def test_an_empty_library_says_where_it_looked() -> None:
    async with opened(FakeLibrary([])) as seen:
        assert "No stories here yet" in seen.text
        assert "/library/seeds" in seen.text
        await seen.press("j", "enter", "space", "]", "}", "t", "T", "r", "A", "s", "y", "Y", "R", "n", "G")
        assert seen.app.is_running


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (60, 20), (20, 5), (3, 2), (1, 1)])
async def test_no_size_is_too_small(size: tuple[int, int]) -> None:
    async with opened(size=size, typed=["j", "enter", "j", "/", "x", "escape", "escape", "t", "escape", "?"]) as seen:
        assert seen.app.is_running


async def test_one_pane_at_a_time_below_80_columns() -> None:
    async with opened(size=(70, 24)) as seen:
        assert (seen.screen.list.region.width, seen.screen.article.region.width) == (70, 0)
        await seen.press("enter")
        assert (seen.screen.list.region.width, seen.screen.article.region.width) == (0, 70)
        await seen.press("escape")
        assert (seen.screen.list.region.width, seen.screen.article.region.width) == (70, 0)


async def test_resizing_keeps_the_words_at_the_top() -> None:
    async with opened(size=(80, 12), typed=["enter", *"jjjjjjjjjj"]) as seen:
        before = seen.screen.article.top_offset
        await seen.pilot.resize_terminal(140, 12)
        await seen.settle()
        text = seen.screen.article.reading
        assert text is not None
        top = seen.screen.article.top_offset
        assert top <= before < top + 80


async def test_the_mouse_selects_and_opens() -> None:
    async with opened() as seen:
        await seen.pilot.click("#list", offset=(5, 3))
        await seen.settle()
        assert (seen.title, seen.article, seen.focus) == (XIAOMI, XIAOMI, "list")
        await seen.pilot.click("#list", offset=(5, 3))
        await seen.settle()
        assert (seen.focus, seen.unread(2)) == ("article", False)


async def test_a_click_into_the_article_is_reading_too() -> None:
    async with opened() as seen:
        await seen.pilot.click("#article", offset=(10, 5))
        await seen.settle()
        assert (seen.focus, seen.unread(1)) == ("article", False)


async def test_q_leaves() -> None:
    async with opened(typed=["q"]) as seen:
        assert not seen.app.is_running


async def test_q_goes_back_where_there_is_something_to_go_back_from() -> None:
    async with opened(typed=["/", "а", "enter", "enter", "q"]) as seen:
        assert (seen.focus, seen.screen.search.display) == ("list", True)
        await seen.press("q")
        assert (seen.screen.search.display, seen.app.is_running) == (False, True)
        await seen.press("й")
        assert not seen.app.is_running


async def test_ctrl_q_leaves_from_anywhere() -> None:
    async with opened(typed=["enter", "/", "ctrl+й"]) as seen:
        assert not seen.app.is_running


async def test_keys_can_be_rebound_in_both_layouts() -> None:
    async with opened(keys={"down": "x", "star": "j"}, typed=["x"]) as seen:
        assert seen.title == XIAOMI
        await seen.press("ч")
        assert seen.title == DAM
        await seen.press("о")
        assert seen.library.readings[3].summary.starred


async def test_notices_are_shown_as_plain_words() -> None:
    from reader.model import Notice

    library = FakeLibrary(STORIES)
    library.notices = [Notice("[@click=app.quit]x[/]\x1b[2J")]
    async with opened(library) as seen:
        assert "[@click=app.quit]x[/]␛[2J" in seen.text
