"""The third pane on the screen: from 120 columns beside the list; below, in place of it for as long as it has the
keyboard."""

from __future__ import annotations

from reader.ui.screens.searching import SearchingScreen
from reader.ui.widgets.facet_pane import FacetPane


class FacetsScreen(SearchingScreen):
    """The library screen with the third pane. The class `-facets` shows it where there is room, `-over` in place of the
    list."""

    def action_third_pane(self) -> None:
        if self.facets.display:
            self.remove_class("-facets", "-over")
            self.list.focus()
        else:
            self.remove_class("-zen")
            self.add_class("-facets" if self.has_class("-wide") else "-over")
            self.facets.focus()
        self._count_while_shown()

    def leave_pane(self) -> None:
        """From the pane on to the list."""
        self.remove_class("-over")
        self.list.focus()

    def on_descendant_focus(self) -> None:
        """The pane makes room for what has the keyboard now."""
        if not self.facets.has_focus:
            self.remove_class("-over")
        self._count_while_shown()

    def on_resize(self) -> None:
        """There may be room for the pane beside the list now, or none."""
        self.call_after_refresh(self._fit_pane)

    def _fit_pane(self) -> None:
        if self.has_class("-wide") and self.has_class("-over"):
            self.remove_class("-over")
            self.add_class("-facets")
        self._count_while_shown()

    def _count_while_shown(self) -> None:
        self.counts.show(self.facets.display)

    def on_facet_pane_chosen(self, event: FacetPane.Chosen) -> None:
        """Show the stories of a value."""
        self.leave_pane()
        self.search_for(event.facet.query)

    def on_facet_pane_left(self) -> None:
        """On to the list."""
        self.leave_pane()
