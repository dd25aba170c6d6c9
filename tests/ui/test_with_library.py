"""The screen over the real library, in folders made for the test."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import pytest
from textual import events

from reader.library import Library, open_library
from reader.settings import Settings, data_folder
from tests.ui.fake_library import FakeLibrary
from tests.ui.screen import Seen, reader_app

BRIDGE = """Войти в почту

Мост через Вёглу в Затонске открыт для движения

ЗАТОНСК, 3 ноября. Мост через реку Вёглу в Затонске открыли после ремонта.

«Мы ждали этого дня два года», — сказал начальник стройки Глеб Останин.

Первым по мосту прошёл автобус, за ним пожарная машина и два грузовика с песком.
"""
FERRY = """Паром «Кулик» отходит в последний раз

Паромная переправа через Вёглу закрывается: жители Затонска будут ездить по мосту.

Капитан парома собирается на пенсию и хочет разводить пчёл.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two stories, the one about the bridge newer."""
    for name, text, time in (("ferry.txt", FERRY, 1_000_000), ("bridge.txt", BRIDGE, 2_000_000)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        os.utime(tmp_path / name, (time, time))
    return tmp_path


@asynccontextmanager
async def reading(folder: Path, *, size: tuple[int, int] = (110, 32)) -> AsyncIterator[Seen]:
    """The program over a folder; the language process is left alone, so that nothing runs behind the test."""
    library = open_library(folder, settings=Settings())
    library.scan()
    app = reader_app(library)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            seen = Seen(app, pilot, cast(FakeLibrary, library))
            await until(seen, lambda: "Мост через Вёглу" in seen.text)
            yield seen
    finally:
        library.close()


async def until(seen: Seen, true: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for something to be seen."""
    for _ in range(int(seconds / 0.05)):
        if true():
            return
        await seen.pilot.pause(0.05)
    raise AssertionError(f"not seen within {seconds} s:\n{seen.text}")


async def test_a_folder_is_listed_and_read(folder: Path) -> None:
    async with reading(folder) as seen:
        await until(seen, lambda: "2 stories · 2 unread" in seen.text)
        assert "Войти в почту" not in seen.text
        await seen.pilot.press("enter")
        await until(seen, lambda: "1 unread" in seen.text)


async def test_names_and_quotations_come_by_themselves(folder: Path) -> None:
    async with reading(folder) as seen:
        await until(seen, lambda: "▌ цитаты 1" in seen.text, 60)
        assert "▌ «Мы ждали этого дня два года»" in seen.text
        await seen.pilot.press("]")
        await until(seen, lambda: "Глеб Останин · quotation 1 of 1" in seen.text)


@pytest.mark.parametrize("typed", ["пчел", "пчйл", "пчёлы", "gxtk"])
async def test_a_search_forgives_and_shows_the_passage(folder: Path, typed: str) -> None:
    async with reading(folder) as seen:
        await seen.pilot.press("/", *typed)
        await until(seen, lambda: "1 found" in seen.text)
        await until(seen, lambda: seen.title == "Паром «Кулик» отходит в последний раз")
        await until(seen, lambda: "разводить пчёл" in seen.text.split("│")[0] or "пчёл" in seen.text)
        await seen.pilot.press("escape")
        await until(seen, lambda: len(seen.screen.list.rows) == 2)


async def test_a_wrong_query_leaves_the_last_results(folder: Path) -> None:
    async with reading(folder) as seen:
        await seen.pilot.press("/", *"паром")
        await until(seen, lambda: "1 found" in seen.text)
        assert seen.app.focused is not None
        seen.app.focused.post_message(events.Paste(" foo:bar"))
        await until(seen, lambda: "foo" in seen.text.split("\n")[1])
        assert seen.title == "Паром «Кулик» отходит в последний раз"


async def test_a_tag_goes_into_the_file_and_can_be_searched_and_undone(folder: Path) -> None:
    async with reading(folder) as seen:
        await seen.pilot.press("t", *"мосты", "enter")
        await until(seen, lambda: "#мосты" in seen.text)
        tags = data_folder() / "tags.yaml"
        await until(seen, lambda: tags.is_file() and "мосты" in tags.read_text(encoding="utf-8"))
        await seen.pilot.press("/", *"tag:мосты")
        await until(seen, lambda: "1 found" in seen.text)
        await seen.pilot.press("escape", "u")
        await until(seen, lambda: "мосты" not in tags.read_text(encoding="utf-8"))


async def test_tags_that_an_editor_writes_appear(folder: Path) -> None:
    async with reading(folder) as seen:
        await seen.pilot.pause(2.5)
        tags = data_folder() / "tags.yaml"
        tags.parent.mkdir(parents=True, exist_ok=True)
        tags.write_text("version: 1\narticles:\n  bridge:\n    tags: [вручную]\n", encoding="utf-8")
        await until(seen, lambda: "#вручную" in seen.text)


async def test_the_place_is_kept_from_one_reading_to_the_next(folder: Path) -> None:
    async with reading(folder) as seen:
        await seen.pilot.press("j")
        await until(seen, lambda: seen.article == "Паром «Кулик» отходит в последний раз")
    async with reading(folder) as seen:
        assert seen.title == "Паром «Кулик» отходит в последний раз"


async def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    library: Library = open_library(tmp_path, settings=Settings())
    app = reader_app(library)
    async with app.run_test(size=(80, 24)) as pilot:
        seen = Seen(app, pilot, cast(FakeLibrary, library))
        await until(seen, lambda: "No stories here yet" in seen.text)
    library.close()
