"""Text from outside on every part of the screen: never markup, never a control byte, never a freeze."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.ui.fake_library import FakeLibrary, Story
from tests.ui.screen import Seen, opened

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]")
NAUGHTY = Path(__file__).parents[2].parent / "shared" / "corpora" / "naughty" / "blns.json"
OWN = (
    "\x1b]52;c;YQ==\x07\x1b[2J\x1bc\x9b31m",
    "[@click=app.quit]quit[/] [/] [red] [bold",
    "\u202eright to left\u202c \u2066x\u2069 \U000e0041",
    "a" + "\u0301" * 20_000,
    "\u200d" * 20_000,
    "字" * 500 + "\ud800",
    "{person:[/]} {quote:[@click=app.quit]x[/]}, — сказал {speaker:\x1b[31mКто}.",
    "\t\r\n \x0b\x0c\u2028\u2029\x85.",
)


def naughty() -> list[str]:
    return [*OWN, *(json.loads(NAUGHTY.read_text(encoding="utf-8")) if NAUGHTY.is_file() else [])]


def story(text: str) -> Story:
    """A story that says the same thing everywhere."""
    return Story(text or "-", f"{text or '-'}\n\n{text or '-'}", source=text, tags=(text,), url=text)


def look(seen: Seen) -> None:
    for line in seen.text.split("\n"):
        assert not CONTROL.search(line)


async def test_nothing_on_the_screen_is_markup_or_a_control_character() -> None:
    stories = [story(text) for text in naughty()]
    async with opened(FakeLibrary(stories), size=(120, 50)) as seen:
        for _ in range(0, len(stories), 20):
            look(seen)
            seen.screen.list.action_page_down()
            await seen.pilot.pause()
        await seen.press("g")
        for _ in OWN:
            for keys in (["R"], ["R", "]", "}", "t"], ["escape", "T"], ["escape", "Y", "y", "j"]):
                await seen.press(*keys)
                look(seen)
        assert seen.app.is_running


@pytest.mark.parametrize("text", OWN)
async def test_the_names_of_library_and_folder_come_from_outside_too(text: str) -> None:
    library = FakeLibrary([])
    library.name = text
    library.root = Path("/" + text.replace("\x00", ""))
    async with opened(library) as seen:
        look(seen)


async def test_what_is_typed_is_not_markup_either() -> None:
    async with opened(typed=["/", *"[/][@click=app.quit]x"]) as seen:
        assert "[/][@click=app.quit]x" in seen.text
        await seen.press("escape", "t", *"[/][red]")
        assert "#[/][red]" in seen.text
        await seen.press("enter")
        assert "[/][red]" in seen.library.readings[1].summary.tags
        assert "Tagged #[/][red]" in seen.text


async def test_a_click_on_hostile_text_only_selects() -> None:
    async with opened(FakeLibrary([story(OWN[1]), story(OWN[1])])) as seen:
        for y in range(1, 12):
            await seen.pilot.click(offset=(45, y))
            await seen.pilot.click(offset=(6, y))
        await seen.settle()
        assert seen.app.is_running


async def test_a_story_of_million_characters_in_one_line_opens_and_can_be_read_to_its_end() -> None:
    async with opened(FakeLibrary([Story("Длинный", "слово " * 170_000 + "конец")]), size=(80, 24)) as seen:
        assert "слово слово" in seen.text
        await seen.press("enter", "G")
        for _ in range(200):
            if "конец" in seen.text:
                break
            await seen.pilot.pause(0.05)
        assert "конец" in seen.text


async def test_a_hundred_thousand_stories_are_listed() -> None:
    library = FakeLibrary([Story("Первая", "Текст."), Story("Вторая", "Текст.")])
    library.rows = tuple(range(1, 100_001))
    async with opened(library) as seen:
        assert len(seen.screen.list.rows) == 100_000
        await seen.press("j", "G", "k", "g", "j")
        assert seen.title == "Вторая"
