"""The main screen: what the reader can do with the library, beside what concerns the open story alone."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from reader.errors import ReaderError
from reader.library import Library
from reader.ui.keys import Action, Where, bindings
from reader.ui.paint import Styles
from reader.ui.screens.background import Latest
from reader.ui.screens.naming import NamingScreen

_NEAR = 300  # stories looked at one by one for an unread one, before the library is asked for all that are unread


class ReadingScreen(NamingScreen):
    """The main screen. The table `keys` says what each action does."""

    BINDINGS = bindings(Where.SCREEN)

    def __init__(self, library: Library, styles: Styles, actions: Sequence[Action]) -> None:
        super().__init__(library, styles, actions)
        self._unread = Latest(self, "unread", self._nearest_unread, self._go_unread)

    # Panes

    def action_open(self) -> None:
        if self.list.row is None:
            return
        if self.list.gone and self.list.row != self.open_row:
            self.status.say("This story is not in the library any more", "warning")
            return
        if self.list.row != self.open_row:
            self.follow()
        self.article.focus()

    def on_article_list_opened(self) -> None:
        self.action_open()

    def on_descendant_focus(self) -> None:
        """To go into the article is to read it."""
        if self.article.has_focus:
            self.mark_read()

    def action_close(self) -> None:
        """A pane to the left."""
        if self.list.has_focus and self.facets.display:
            self.facets.focus()
        else:
            self.remove_class("-zen")
            self.list.focus()

    def action_switch_pane(self) -> None:
        """Third pane, list, article, and round."""
        if self.facets.has_focus:
            self.leave_pane()
        elif not self.article.has_focus:
            self.action_open()
        elif self.facets.display:
            self.facets.focus()
        else:
            self.action_close()

    def action_back(self) -> None:
        if self.list.selected:
            self.list.unselect_all()
        elif self.find.display:
            self.end_find()
        elif self.facets.has_focus:
            self.leave_pane()
        elif self.article.has_focus:
            self.action_close()
        elif self.search.display:
            self.end_search()

    def action_leave(self) -> None:
        if not self.list.has_focus or self.search.display or self.list.selected:
            self.action_back()
        else:
            self.app.exit()

    def action_page(self) -> None:
        """A page of the article; past its end, the next unread story."""
        if self.has_class("-narrow") and not self.article.has_focus:
            self.action_open()
            return
        self.mark_read()
        if not self.article.page():
            self.action_next_unread()

    def action_next_unread(self) -> None:
        self._unread.ask(1)

    def action_previous_unread(self) -> None:
        self._unread.ask(-1)

    def _nearest_unread(self, direction: int) -> int | None:
        """The nearest unread row below the cursor, or above it; round the end of the list, if need be."""
        rows, cursor = self.list.rows, self.list.cursor
        ahead = rows[cursor + 1 :] + rows[:cursor] if direction > 0 else rows[:cursor][::-1] + rows[cursor + 1 :][::-1]
        near = (summary.row for summary in self.library.summaries(ahead[:_NEAR]) if summary.unread)
        if (row := next(near, None)) is not None:
            return row
        unread = set(self.library.find("is:unread").rows)
        return next((row for row in ahead[_NEAR:] if row in unread), None)

    def _go_unread(self, _: int, answer: int | ReaderError | None) -> None:
        if isinstance(answer, ReaderError):
            self.complain(answer)
        elif answer is None:
            self.status.say("No other unread story is listed")
        elif answer in self.list.rows:
            self.list.move_to_row(answer)
            if self.article.has_focus:
                self.mark_read()

    # Filters and orders

    def action_show_all(self) -> None:
        self._show_only("")

    def action_show_unread(self) -> None:
        self._show_only("is:unread")

    def action_show_starred(self) -> None:
        self._show_only("is:starred")

    def _show_only(self, only: str) -> None:
        self.ask(replace(self.wanted, only=only), row=self.list.row)

    def action_sort(self) -> None:
        if self.facts.sort:
            self.status.say(f"The search says sort:{self.facts.sort}, which wins")
            return
        orders = self.facts.orders
        order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.ask(replace(self.wanted, sort=order if order != orders[0] else None), row=self.list.row)
        self.status.say(f"Sorted by {order}")
