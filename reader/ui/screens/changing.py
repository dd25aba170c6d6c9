"""How the screen follows what changes: files, names and quotations that come in, marks and tags, the reader's own and
those of others.

Nothing moves under the reader's eyes. The story under the cursor stays where it is, also when it no longer answers what
the list shows; once the cursor has left it and rests, the list is asked again, and it goes.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.timer import Timer

from reader.errors import ReaderError
from reader.library import Library
from reader.ui.keys import Action
from reader.ui.paint import Styles
from reader.ui.screens.background import Failed, Latest, NamesFound, ScanReported, Upkeep
from reader.ui.screens.counting import FacetCounts
from reader.ui.screens.later import Later
from reader.ui.screens.library import LibraryScreen
from reader.ui.widgets.article_list import ArticleList

_OTHERS = 2.0  # seconds between two looks at what an editor or another reader has changed
_QUIET = 0.4  # seconds the cursor rests before the list is asked again
_NAMES = 5.0  # seconds between two questions whose answer grows with every name that comes in


class ChangingScreen(LibraryScreen):
    """The library screen, kept up to date."""

    def __init__(self, library: Library, styles: Styles, actions: Sequence[Action]) -> None:
        super().__init__(library, styles, actions)
        self.upkeep = Upkeep(self, library, lambda: self.open_row)
        self.counts = FacetCounts(self, library, self.facets)
        self._comparing = Latest(self, "others", self._compare, self._compared)
        self._outdated = False  # whether the list would be another one if it were asked again
        self._asking_again = Later(self, _QUIET, self.ask_again)
        self._names_timer: Timer | None = None

    def on_mount(self) -> None:
        """Once the list is on the screen, look for what has changed."""
        self.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        """Stop what goes on in the background."""
        self.upkeep.end()

    def _begin(self) -> None:
        self.overview.recount()
        self.upkeep.begin()
        self.set_interval(_OTHERS, lambda: self._comparing.ask(None))

    # Stories and names come in

    def on_scan_reported(self, event: ScanReported) -> None:
        """Show stories as they come in."""
        if event.progress is None:
            self.scanning = False
        if event.progress is None or event.progress.changed:
            self.ask_again()
        self.counts.recount_soon()
        self.overview.tell_scan(event.progress)

    def on_names_found(self, event: NamesFound) -> None:
        """The highlights of the open story come in; the list grows with them where it depends on names."""
        if event.row == self.open_row:
            self.follow()
        if self.listing.incomplete and self._names_timer is None:
            self._names_timer = self.set_timer(_NAMES, self._names_came)
        self.overview.names_found()
        self.counts.recount_soon()

    def _names_came(self) -> None:
        self._names_timer = None
        if self.listing.incomplete:
            self.ask_again()

    def on_failed(self, event: Failed) -> None:
        """Say what went wrong in the background."""
        self.complain(event.error)

    # Marks and tags change

    def _compare(self, _: None) -> bool:
        return self.library.refresh()

    def _compared(self, _: None, answer: bool | ReaderError) -> None:
        """Show what somebody else has changed."""
        if answer is True:
            self.show_changes(None)

    def show_changes(self, rows: Sequence[int] | None) -> None:
        """Show the marks and tags that these rows have now; None: any may have changed, and what names are called, and
        what the list shows may be another selection of stories at once."""
        self.list.forget(rows)
        self.overview.recount()
        self.counts.recount()
        if self.open_row is not None and (rows is None or self.open_row in rows):
            self.follow()
        if self.facts.marks or (rows is None and self.facts.names):
            self._outdated = True
            if rows is None:
                self.ask_again()
            elif self.list.row not in rows:
                self._asking_again.ask()  # the cursor was quicker than the change

    def on_article_list_moved(self, event: ArticleList.Moved) -> None:  # noqa: ARG002 -- as LibraryScreen takes it
        """The cursor has left a story: it may go now, if it no longer answers."""
        if self._outdated or self.staying:
            self._asking_again.ask()

    def ask_again(self) -> None:
        """Have the list show the same, with what has changed; the cursor stays on its story."""
        self._outdated = False
        super().ask_again()
