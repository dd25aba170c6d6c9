"""The numbers of the third pane, counted in a thread while it is shown."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen
from textual.timer import Timer

from reader.errors import ReaderError
from reader.library import Library
from reader.model import Facet
from reader.ui.notices import show_error
from reader.ui.screens.background import Latest
from reader.ui.widgets.facet_pane import FacetPane

_APART = 10.0  # seconds between two counts while stories and names come in

Counted = tuple[tuple[Facet, ...], tuple[int, int]]  # with the stories whose names are known, and all stories


class FacetCounts:
    """Counts while the pane is `shown`; what has changed meanwhile is counted when it is shown again."""

    def __init__(self, screen: Screen[Any], library: Library, pane: FacetPane) -> None:
        self._screen = screen
        self._library = library
        self._pane = pane
        self._counting = Latest(screen, "facets", self._count, self._counted)
        self._shown = False
        self._outdated = True
        self._timer: Timer | None = None

    def show(self, shown: bool) -> None:
        """The pane is shown, or hidden."""
        self._shown = shown
        if shown and self._outdated:
            self.recount()

    def recount(self) -> None:
        """The reader has changed something: show it at once."""
        self._outdated = not self._shown
        if self._shown:
            self._counting.ask(None)

    def recount_soon(self) -> None:
        """Something has come in."""
        self._outdated = True
        if self._shown and self._timer is None:
            self._timer = self._screen.set_timer(_APART, self._due)

    def _due(self) -> None:
        self._timer = None
        self.recount()

    def _count(self, _: None) -> Counted:
        return self._library.facets(), self._library.names_progress()

    def _counted(self, _: None, answer: Counted | ReaderError) -> None:
        if isinstance(answer, ReaderError):
            show_error(self._screen.app, answer)
        else:
            self._pane.show(*answer)
