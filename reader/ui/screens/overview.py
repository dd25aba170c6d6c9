"""The top line kept up to date: what the library holds, what is listed, how far the work in the background is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from textual.screen import Screen
from textual.timer import Timer

from reader.errors import ReaderError
from reader.library import Counts, Library, ScanProgress
from reader.model import Notice
from reader.ui.notices import show_error, show_notice
from reader.ui.screens.background import Latest
from reader.ui.widgets.status import TopBar

_PROGRESS = 0.4  # seconds between two looks at how far the names are


class _Facts(Struct, frozen=True):
    """`names` are the stories whose names are known, and all stories."""

    counts: Counts
    names: tuple[int, int]
    notices: Sequence[Notice]


class Overview:
    """Asks the library for what the top line tells, and for its notices. `listed` says what there is to say of the
    list."""

    def __init__(
        self, screen: Screen[None], library: Library, top: TopBar, listed: Callable[[], Sequence[str]]
    ) -> None:
        self._screen = screen
        self._library = library
        self._top = top
        self._listed = listed
        self._counting = Latest(screen, "counting", self._count, self._counted)
        self._timer: Timer | None = None
        self._counts: Counts | None = None  # None: they are to be counted, which takes a while in a large library
        self._facts: _Facts | None = None
        self._scan: ScanProgress | None = None

    @property
    def names(self) -> tuple[int, int]:
        """The stories whose names are known, and all stories, as they were last counted."""
        return self._facts.names if self._facts else (0, 0)

    def recount(self) -> None:
        """Stories or marks have changed."""
        self._counts = None
        self._counting.ask(None)

    def tell_scan(self, progress: ScanProgress | None) -> None:
        """The scan is this far; None: it is done."""
        self._scan = progress
        if progress is None or progress.changed:
            self.recount()
        else:
            self.tell()

    def names_found(self) -> None:
        """Names come in: progress is shown now and then."""
        if self._timer is None:
            self._timer = self._screen.set_timer(_PROGRESS, self._look)

    def _look(self) -> None:
        self._timer = None
        self._counting.ask(None)

    def _count(self, _: None) -> _Facts:
        library = self._library
        counts = self._counts or library.counts()
        return _Facts(counts, library.names_progress(), library.take_notices())

    def _counted(self, _: None, answer: _Facts | ReaderError) -> None:
        if isinstance(answer, ReaderError):
            show_error(self._screen.app, answer)
            return
        self._facts, self._counts = answer, answer.counts
        self.tell()
        for notice in answer.notices:
            show_notice(self._screen.app, notice)

    def tell(self) -> None:
        """Show what is known."""
        listed = self._listed()
        if self._facts is None:
            self._top.tell(self._library.name, listed, None)
            return
        counts = self._facts.counts
        progress = ("names", *self._facts.names)
        if self._scan is not None:
            progress = ("reading", self._scan.done, self._scan.total)
        self._top.tell(self._library.name, [stories(counts.articles), f"{counts.unread:,} unread", *listed], progress)


def stories(count: int) -> str:
    """«1 story», «12 stories»."""
    return "1 story" if count == 1 else f"{count:,} stories"
