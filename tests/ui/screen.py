"""The program on a screen of given size over a fake library, with words for what a test wants to see."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import cast

from textual.pilot import Pilot

from reader.library import Library
from reader.settings import Settings
from reader.themes import load_themes
from reader.ui.app import ReaderApp
from reader.ui.screens.reading import ReadingScreen
from tests.ui.fake_library import FakeLibrary
from tests.ui.stories import STORIES

TODAY = date(2018, 6, 1)


def reader_app(
    library: FakeLibrary | Library, *, theme: str = "night", keys: Mapping[str, str] | None = None
) -> ReaderApp:
    """The program over a library, in a shipped theme."""
    themes, _ = load_themes()
    chosen = next(t for t in themes if t.name == theme)
    return ReaderApp(cast(Library, library), Settings(keys=keys or {}), themes, chosen)


@dataclass
class Seen:
    """A running program and what can be seen of it."""

    app: ReaderApp
    pilot: Pilot[None]
    library: FakeLibrary

    @property
    def screen(self) -> ReadingScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, ReadingScreen)
        return screen

    async def press(self, *keys: str) -> None:
        """Press keys, then wait until nothing more is to be done."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Wait for timers that are due at once and for all that runs in the background."""
        for _ in range(2):
            await self.pilot.pause()
            await self._wait_for_answers()
        await self.pilot.pause(0.06)  # the article follows the cursor after 40 ms
        await self._wait_for_answers()
        await self.pilot.pause()

    async def _wait_for_answers(self) -> None:
        """Wait for all workers but those that work as long as the program does."""
        if answering := [worker for worker in self.app.workers if worker.group not in ("scan", "names")]:
            await self.app.workers.wait_for_complete(answering)

    @property
    def text(self) -> str:
        """The words on the screen, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def title(self) -> str | None:
        """The headline of the story under the cursor."""
        row = self.screen.list.row
        summary = self.screen.list.summary(row) if row is not None else None
        return summary.title if summary else None

    @property
    def article(self) -> str | None:
        """The headline of the story that is shown."""
        reading = self.screen.article.reading
        return reading.summary.title if reading else None

    @property
    def focus(self) -> str | None:
        """The id of the part of the screen that has the keyboard."""
        focused = self.app.focused
        return next((node.id for node in focused.ancestors_with_self if node.id), None) if focused else None

    def unread(self, row: int) -> bool:
        return self.library.readings[row].summary.unread


@asynccontextmanager
async def opened(
    library: FakeLibrary | None = None,
    *,
    size: tuple[int, int] = (100, 30),
    theme: str = "night",
    keys: Mapping[str, str] | None = None,
    typed: Sequence[str] = (),
) -> AsyncIterator[Seen]:
    """The program, running; nothing is to be done when it is handed over."""
    library = library or FakeLibrary(STORIES)
    app = reader_app(library, theme=theme, keys=keys)
    async with app.run_test(size=size, notifications=True) as pilot:
        seen = Seen(app, pilot, library)
        await seen.settle()
        if typed:
            await seen.press(*typed)
        yield seen
