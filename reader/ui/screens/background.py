"""All that is handed to the library in threads, so that the screen never waits for a disk: questions, deeds, upkeep."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from textual.message import Message
from textual.screen import Screen

from reader.errors import ReaderError
from reader.library import Library, ScanProgress

_TYPING = 0.7  # seconds after a letter in which another one may come
_FIRST_LIST = 1.0  # seconds after which nobody waits for the first list any more
_OPEN_STORY = 0.3  # seconds between two looks, while files are still read, whether the open story has its names

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Latest(Generic[Question, Answer]):
    """Asks one question at a time. Of those that come meanwhile only the newest is asked next, and an answer that has
    been overtaken is dropped, unless `overtaken` ones are wanted too: holding a key down costs no more than the library
    can give, and an old answer can never arrive after a newer one. `take` gets the question with its answer, or with
    the named error that it ended in."""

    def __init__(
        self,
        screen: Screen[Any],
        group: str,
        ask: Callable[[Question], Answer],
        take: Callable[[Question, Answer | ReaderError], None],
        *,
        overtaken: bool = False,
    ) -> None:
        self._screen = screen
        self._group = group
        self._ask = ask
        self._take = take
        self._overtaken = overtaken
        self._waiting: list[Question] = []
        self._busy = False

    def ask(self, question: Question) -> None:
        """Ask this, instead of whatever is still waiting to be asked."""
        self._waiting = [question]
        if not self._busy:
            self._busy = True
            self._screen.run_worker(self._answer(), group=self._group)

    async def _answer(self) -> None:
        try:
            while self._waiting:
                question = self._waiting.pop()
                answer: Answer | ReaderError
                try:
                    answer = await asyncio.to_thread(self._ask, question)
                except ReaderError as error:
                    answer = error
                if self._overtaken or not self._waiting:
                    self._take(question, answer)
        finally:
            self._busy = False


class Deeds:
    """Changes to the user's data, done one after the other in the order in which they were asked for."""

    def __init__(self, screen: Screen[Any], failed: Callable[[ReaderError], None]) -> None:
        self._screen = screen
        self._failed = failed
        self._turn = asyncio.Lock()

    def do(self, deed: Callable[[], Answer], then: Callable[[Answer], None]) -> None:
        """Do it in a thread, then call `then` with what it returned."""
        self._screen.run_worker(self._done(deed, then), group="deeds")

    async def _done(self, deed: Callable[[], Answer], then: Callable[[Answer], None]) -> None:
        async with self._turn:
            try:
                result = await asyncio.to_thread(deed)
            except ReaderError as error:
                self._failed(error)
            else:
                then(result)


class ScanReported(Message):
    """The scan is this far; None: it is done."""

    def __init__(self, progress: ScanProgress | None) -> None:
        super().__init__()
        self.progress = progress


class NamesFound(Message):
    """The names and quotations of one article are in the cache."""

    def __init__(self, row: int) -> None:
        super().__init__()
        self.row = row


class Failed(Message):
    """Something in the background went wrong."""

    def __init__(self, error: ReaderError) -> None:
        super().__init__()
        self.error = error


class Upkeep:
    """What goes on by itself while the reader reads: looking for new files, then for names, the open story first."""

    def __init__(self, screen: Screen[None], library: Library, open_row: Callable[[], int | None]) -> None:
        self._screen = screen
        self._library = library
        self._open_row = open_row
        self._annotator = library.annotator()
        self._scanned = threading.Event()
        self._changed = threading.Event()
        self._ended = threading.Event()
        self._quiet_at = 0.0

    def begin(self) -> None:
        """Look for new, changed and deleted files, then watch for more: posts `ScanReported`, with None when all that
        there is has been read. Look for names: posts `NamesFound` for each article."""
        self._screen.run_worker(self._scan, thread=True, group="scan")
        self._screen.run_worker(self._prepare, thread=True, group="prepare")
        self._screen.run_worker(self._find_names, thread=True, group="names")

    def end(self) -> None:
        """Stop as soon as can be; nobody is told anything any more."""
        self._ended.set()
        self._scanned.set()
        self._changed.set()
        self._annotator.close()

    def hold(self) -> None:
        """The reader is typing: what is found while names wait is on the screen sooner."""
        self._quiet_at = time.monotonic() + _TYPING

    def _scan(self) -> None:
        try:
            self._library.scan(lambda progress: self._tell(ScanReported(progress)), self._ended.is_set)
        except ReaderError as error:
            self._tell(Failed(error))
        self._scanned.set()
        self._tell(ScanReported(None))
        self._library.watch(self._taken_in, self._ended.is_set)

    def _prepare(self) -> None:
        """Load what the first search needs once the first list stands, however long the scan takes."""
        self._scanned.wait(_FIRST_LIST)
        if not self._ended.is_set():
            self._library.prepare_search()

    def _taken_in(self, progress: ScanProgress) -> None:
        """Something on disk has changed after the first scan, or there is something to be said of it."""
        is_all = progress.done == progress.total
        self._tell(ScanReported(None if is_all else progress))
        if is_all:
            self._changed.set()

    def _find_names(self) -> None:
        try:
            while not self._scanned.wait(_OPEN_STORY):
                self._annotate(())
            while True:
                self._changed.clear()
                if self._ended.is_set():
                    return
                self._annotate(None)
                self._changed.wait()
        except ReaderError as error:
            self._tell(Failed(error))
        except Exception:
            if not self._ended.is_set():  # else the language process was taken away while it worked
                raise

    def _annotate(self, rows: Sequence[int] | None) -> None:
        """Annotate the open story, then what is missing among `rows`; None: among all."""
        self._annotator.run(
            first=self._next_row, done=lambda row: self._tell(NamesFound(row)), stop=self._ended.is_set, rows=rows
        )

    def _next_row(self) -> int | None:
        """The row to annotate before all others, once nobody is typing."""
        while (left := self._quiet_at - time.monotonic()) > 0 and not self._ended.is_set():
            self._ended.wait(left)
        return self._open_row()

    def _tell(self, message: Message) -> None:
        if not self._ended.is_set():
            self._screen.post_message(message)
