"""Questions asked in threads: the newest wins, one at a time; deeds keep their order."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from textual.app import App
from textual.screen import Screen

from reader.errors import QueryError, ReaderError
from reader.library import Library, ScanProgress
from reader.ui.screens.background import Deeds, Latest, Upkeep

Report = Callable[[ScanProgress], None]
Stop = Callable[[], bool]


class _Asking(Screen[None]):
    """A screen that asks slow questions."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.taken: list[tuple[str, str | ReaderError]] = []
        self.latest = Latest(self, "test", self._ask, lambda question, answer: self.taken.append((question, answer)))
        self.failed: list[ReaderError] = []
        self.deeds = Deeds(self, self.failed.append)
        self.gate = threading.Event()

    def _ask(self, question: str) -> str:
        self.asked.append(question)
        if question == "slow":
            self.gate.wait(10)
        if question == "wrong":
            raise QueryError("why", 0, 1)
        return question.upper()


class _App(App[None]):
    def get_default_screen(self) -> Screen[None]:
        return _Asking()


class _Changing:
    """A library in which one article after the other turns up: the names of each are wanted."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.closed = threading.Event()
        self._come = threading.Semaphore(0)
        self._names = 0

    def comes(self) -> None:
        self._come.release()

    def annotator(self) -> _Changing:
        return self

    def scan(self, report: Report, _stop: Stop) -> bool:
        report(ScanProgress(1, 1, True))
        return True

    def prepare_search(self) -> None:
        self.found.append("search")

    def watch(self, report: Report, stop: Stop) -> None:
        while not stop():
            if self._come.acquire(timeout=0.01):
                report(ScanProgress(1, 1, True))

    def run(self, *, rows: Sequence[int] | None, **_: object) -> None:
        if rows is None:
            self._names += 1
            self.found.append(f"names {self._names}")

    def close(self) -> None:
        self.closed.set()


async def test_names_of_what_turns_up_later_are_found_too_and_the_end_is_prompt() -> None:
    library = _Changing()
    app = _App()
    async with app.run_test():
        upkeep = Upkeep(cast(Screen[None], app.screen), cast(Library, library), lambda: None)
        upkeep.begin()
        for wanted in ("names 1", "names 2", "names 3"):
            end = time.monotonic() + 20
            while wanted not in library.found and time.monotonic() < end:
                await asyncio.sleep(0.01)
            assert wanted in library.found
            library.comes()
        upkeep.end()
        assert library.closed.is_set()
        await asyncio.wait_for(app.workers.wait_for_complete(), 20)


async def test_only_the_newest_question_that_waits_is_asked_and_an_overtaken_answer_is_dropped() -> None:
    app = _App()
    async with app.run_test():
        screen = app.screen
        assert isinstance(screen, _Asking)
        for question in ("slow", "a", "ab", "abc"):
            screen.latest.ask(question)
            await asyncio.sleep(0.02)
        screen.gate.set()
        await app.workers.wait_for_complete()
        assert screen.asked == ["slow", "abc"]
        assert screen.taken == [("abc", "ABC")]


async def test_where_overtaken_answers_are_wanted_they_come_before_the_newest() -> None:
    app = _App()
    async with app.run_test():
        screen = app.screen
        assert isinstance(screen, _Asking)
        taken: list[str] = []
        latest = Latest(screen, "test", screen._ask, lambda question, _: taken.append(question), overtaken=True)
        for question in ("slow", "a", "ab"):
            latest.ask(question)
            await asyncio.sleep(0.02)
        screen.gate.set()
        await app.workers.wait_for_complete()
        assert taken == ["slow", "ab"]


async def test_a_named_error_is_an_answer() -> None:
    app = _App()
    async with app.run_test():
        screen = app.screen
        assert isinstance(screen, _Asking)
        screen.latest.ask("wrong")
        await app.workers.wait_for_complete()
        assert [type(answer) for _, answer in screen.taken] == [QueryError]
        screen.latest.ask("right")
        await app.workers.wait_for_complete()
        assert screen.taken[-1] == ("right", "RIGHT")


async def test_deeds_are_done_in_order_and_a_failed_one_does_not_stop_the_next() -> None:
    app = _App()
    async with app.run_test():
        screen = app.screen
        assert isinstance(screen, _Asking)
        done: list[str] = []

        def deed(name: str, seconds: float) -> str:
            time.sleep(seconds)
            if name == "b":
                raise ReaderError(name)
            return name

        for name, seconds in (("a", 0.05), ("b", 0.0), ("c", 0.0)):
            screen.deeds.do(partial(deed, name, seconds), done.append)
        await app.workers.wait_for_complete()
        assert (done, [str(error) for error in screen.failed]) == (["a", "c"], ["b"])
