"""The third pane."""

from __future__ import annotations

import pytest

from reader.model import Facet, SavedSearch
from reader.ui.screens.background import NamesFound
from tests.ui.fake_library import FakeLibrary, Story
from tests.ui.screen import Seen, opened
from tests.ui.stories import STORIES

WIDE = (120, 40)


def pane(seen: Seen) -> str:
    """The words of the pane."""
    region = seen.screen.facets.region
    lines = seen.text.split("\n")[region.y : region.bottom]
    return "\n".join(line[region.x : region.right] for line in lines)


async def to_line(seen: Seen, words: str) -> None:
    """Put the cursor on the first line that holds these words."""
    at = next(number for number, line in enumerate(pane(seen).split("\n")) if words in line)
    await seen.press("g", *"j" * at)


@pytest.mark.parametrize("key", ["b", "и"])
async def test_the_pane_stands_beside_the_list_with_everything_counted(key: str) -> None:
    async with opened(size=WIDE, typed=[key]) as seen:
        assert (seen.focus, seen.screen.facets.region.width) == ("facets", 28)
        assert seen.screen.article.region.width >= 55
        words = [line.split("▕")[0].strip(" ▌│") for line in pane(seen).split("\n")]
        assert "▾ Tags" in words
        assert any(line.startswith("Волжский вестник") and line.endswith("15") for line in words)
        assert any(line.startswith("Вера Пахомова") for line in words)
        await seen.press(key)
        assert (seen.focus, seen.screen.facets.display) == ("list", False)


async def test_enter_shows_the_stories_of_a_value() -> None:
    async with opened(size=WIDE, typed=["b"]) as seen:
        await to_line(seen, "технологии")
        await seen.press("enter")
        assert (seen.screen.search.text, seen.screen.list.rows, seen.focus) == ("tag:технологии", (2,), "list")
        assert "• технологии" in pane(seen)
        await seen.press("escape")
        assert (len(seen.screen.list.rows), seen.screen.facets.display) == (18, True)


async def test_a_value_is_chosen_with_the_mouse() -> None:
    async with opened(size=WIDE, typed=["b"]) as seen:
        at = next(number for number, line in enumerate(pane(seen).split("\n")) if "технологии" in line)
        await seen.pilot.click("#facets", offset=(5, at))
        await seen.settle()
        assert seen.screen.list.rows == (2,)


async def test_sections_fold_and_stay_folded() -> None:
    async with opened(size=WIDE, typed=["b"]) as seen:
        await to_line(seen, "Tags")
        await seen.press("h")
        assert "▸ Tags" in pane(seen)
        assert "технологии" not in pane(seen)
        await seen.press("b", "b")
        assert "▸ Tags" in pane(seen)
        await seen.press("enter")
        assert "технологии" in pane(seen)
        await to_line(seen, "транспорт")
        await seen.press("р")
        assert ("▸ Tags" in pane(seen), "▌▸ Tags" in pane(seen)) == (True, True)
        await seen.press("l")
        assert "▾ Tags" in pane(seen)


async def test_a_long_section_shows_its_first_values_and_the_rest_on_demand() -> None:
    stories = [Story(f"Сводка {n}", "Текст.", source=f"Источник {n:02}") for n in range(30)]
    async with opened(FakeLibrary(stories), size=WIDE, typed=["b"]) as seen:
        assert ("Источник 05" in pane(seen), "Источник 06" in pane(seen)) == (True, False)
        await to_line(seen, "… 24 more")
        await seen.press("enter")
        assert ("▌  Источник 06" in pane(seen), "Источник 20" in pane(seen)) == (True, True)


async def test_tab_goes_round_the_panes() -> None:
    async with opened(size=WIDE, typed=["b"]) as seen:
        focused = [seen.focus]
        for _ in range(3):
            await seen.press("tab")
            focused.append(seen.focus)
        assert focused == ["facets", "list", "article", "facets"]


async def test_from_pane_to_pane_to_the_left_and_right() -> None:
    async with opened(size=WIDE, typed=["b", "l", "h", "escape", "l", "h", "h"]) as seen:
        assert seen.focus == "facets"
        await seen.press("q")
        assert (seen.focus, seen.app.is_running) == ("list", True)


@pytest.mark.parametrize("size", [(100, 30), (60, 20)])
@pytest.mark.parametrize("key", ["b", "escape", "l", "tab", "q"])
async def test_in_a_narrow_terminal_the_pane_stands_in_for_the_list(size: tuple[int, int], key: str) -> None:
    async with opened(size=size, typed=["b"]) as seen:
        assert (seen.focus, seen.screen.list.display, seen.screen.facets.display) == ("facets", False, True)
        await seen.press(key)
        assert (seen.focus, seen.screen.list.display, seen.screen.facets.display) == ("list", True, False)


async def test_in_a_narrow_terminal_the_pane_goes_when_a_value_is_chosen() -> None:
    async with opened(size=(80, 24), typed=["b"]) as seen:
        await to_line(seen, "технологии")
        await seen.press("enter")
        assert (seen.focus, seen.screen.facets.display, seen.screen.list.rows) == ("list", False, (2,))


async def test_the_pane_makes_room_when_the_terminal_narrows_and_comes_back() -> None:
    async with opened(size=WIDE, typed=["b", "tab"]) as seen:
        await seen.pilot.resize_terminal(90, 40)
        await seen.settle()
        assert (seen.screen.facets.display, seen.screen.list.display) == (False, True)
        await seen.pilot.resize_terminal(130, 40)
        await seen.settle()
        assert (seen.screen.facets.display, seen.screen.list.display, seen.focus) == (True, True, "list")


async def test_tags_are_counted_anew_when_they_change() -> None:
    async with opened(size=WIDE, typed=["b", "tab", "t", *"зима", "enter"]) as seen:
        assert "зима" in pane(seen)
        await seen.press("u")
        assert "зима" not in pane(seen)


async def test_names_say_so_while_they_are_incomplete(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.ui.screens.counting._APART", 0.01)
    async with opened(size=WIDE, typed=["b"]) as seen:
        assert "names" not in pane(seen)
        seen.library.annotated = False
        seen.screen.post_message(NamesFound(1))
        await seen.pilot.pause(0.1)
        await seen.settle()
        heading = next(line for line in pane(seen).split("\n") if "People" in line)
        assert "names 0 %" in heading


async def test_saved_searches_and_one_that_is_wrong() -> None:
    library = FakeLibrary(STORIES)
    library.saved = [SavedSearch("Паводок", "дамба"), SavedSearch("Сломан", "(")]
    async with opened(library, size=WIDE, typed=["b"]) as seen:
        lines = {line.strip(" ▌│▕").split("  ")[0]: line for line in pane(seen).split("\n")}
        assert lines["Паводок"].rstrip("▕│ ").endswith("1")
        assert lines["Сломан"].rstrip("▕│ ").endswith("!")


async def test_words_from_outside_are_words() -> None:
    library = FakeLibrary([Story("Один", "Текст.", source="[@click=app.quit]x[/]\x1b[2J", tags=("a" * 300,))])
    async with opened(library, size=WIDE, typed=["b", "G", "g", "ctrl+d", "ctrl+u", "pagedown", "pageup"]) as seen:
        assert "[@click=app.quit]x" in pane(seen)
        assert "\x1b" not in seen.text


async def test_nothing_to_show_yet() -> None:
    class Slow(FakeLibrary):
        def facets(self) -> tuple[Facet, ...]:
            return ()

    async with opened(Slow([]), size=WIDE, typed=["b", "j", "enter", "l", "h"]) as seen:
        assert "t tags a story" in pane(seen)
        assert seen.app.is_running
