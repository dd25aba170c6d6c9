"""The main screen: what the reader can do with the library, beside what concerns the open story alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from reader.errors import ReaderError
from reader.library import Library
from reader.model import Summary
from reader.ui.keys import Action, Where, bindings
from reader.ui.paint import Styles
from reader.ui.screens.article import ArticleScreen
from reader.ui.screens.background import Latest
from reader.ui.screens.library import Wanted
from reader.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from reader.ui.screens.tag_dialog import TagChoice

_ORDERS = (None, "source", "title")  # None is the usual order: by date, by relevance in a search
_SEARCH_ORDERS = (None, "date", "source", "title")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader was: what was listed, the story under the cursor, the line at the top of the list."""

    wanted: Wanted
    row: int | None
    scroll: int | None


class ReadingScreen(ArticleScreen):
    """The main screen. The table `keys` says what each action does."""

    BINDINGS = bindings(Where.SCREEN)

    def __init__(self, library: Library, styles: Styles, actions: Sequence[Action]) -> None:
        super().__init__(library, styles, actions)
        self._before_search: Place | None = None
        self._unread = Latest(self, "unread", self._nearest_unread, self._go_unread)

    # Panes

    def action_open(self) -> None:
        if self.list.row is None:
            return
        if self.list.row != self.open_row:
            self.follow()
        self.article.focus()

    def on_article_list_opened(self) -> None:
        self.action_open()

    def on_descendant_focus(self) -> None:
        """To go into the article is to read it."""
        if self.article.has_focus:
            self._mark_read()

    def action_close(self) -> None:
        self.remove_class("-zen")
        self.list.focus()

    def action_switch_pane(self) -> None:
        if self.article.has_focus:
            self.action_close()
        else:
            self.action_open()

    def action_back(self) -> None:
        if self.find.display:
            self.end_find()
        elif self.article.has_focus:
            self.action_close()
        elif self.search.display:
            self._end_search()

    def action_leave(self) -> None:
        if self.article.has_focus or self.search.display:
            self.action_back()
        else:
            self.app.exit()

    def action_page(self) -> None:
        """A page of the article; past its end, the next unread story."""
        if self.has_class("-narrow") and not self.article.has_focus:
            self.action_open()
            return
        self._mark_read()
        if not self.article.page():
            self.action_next_unread()

    def action_next_unread(self) -> None:
        self._unread.ask(1)

    def action_previous_unread(self) -> None:
        self._unread.ask(-1)

    def _nearest_unread(self, direction: int) -> int | None:
        """The nearest unread row below the cursor, or above it; round the end of the list, if need be."""
        rows, cursor = self.list.rows, self.list.cursor
        unread = set(self.library.find(replace(self.wanted, only="is:unread").query).rows)
        ahead = rows[cursor + 1 :] + rows[:cursor] if direction > 0 else rows[:cursor][::-1] + rows[cursor + 1 :][::-1]
        return next((row for row in ahead if row in unread), None)

    def _go_unread(self, _: int, answer: int | ReaderError | None) -> None:
        if isinstance(answer, ReaderError):
            self.complain(answer)
        elif answer is None:
            self.status.say("No other unread story is listed")
        elif answer in self.list.rows:
            self.list.move_to_row(answer)
            if self.article.has_focus:
                self._mark_read()

    # Search and filters

    def action_search(self) -> None:
        if self._before_search is None:
            self._before_search = Place(self.wanted, self.list.row, self.list.scroll_offset.y)
        self.top.display = False
        self.search.open()

    @on(SearchBox.Changed, "#search")
    def _search_changed(self) -> None:
        self.ask(replace(self.wanted, text=self.search.text.strip()))

    @on(SearchBox.ResultMoved, "#search")
    def _result_moved(self, event: SearchBox.ResultMoved) -> None:
        self.list.move_to(self.list.cursor + event.step)

    @on(SearchBox.Accepted, "#search")
    def _search_accepted(self) -> None:
        if self.search.text.strip():
            self.list.focus()
        else:
            self._end_search()

    @on(SearchBox.Cancelled, "#search")
    def _end_search(self) -> None:
        """Back to where one was before the search, or to the story one has read since."""
        place = self._before_search or Place(Wanted(), self.list.row, None)
        self._before_search = None
        self.search.close()
        self.top.display = True
        self.list.focus()
        wanted = replace(self.wanted, text=place.wanted.text, sort=place.wanted.sort)
        self.ask(wanted, row=place.row, scroll=place.scroll)

    def action_show_all(self) -> None:
        self._show_only("")

    def action_show_unread(self) -> None:
        self._show_only("is:unread")

    def action_show_starred(self) -> None:
        self._show_only("is:starred")

    def _show_only(self, only: str) -> None:
        self.ask(replace(self.wanted, only=only), row=self.list.row)

    def action_sort(self) -> None:
        orders = _SEARCH_ORDERS if self.wanted.text else _ORDERS
        at = orders.index(self.wanted.sort) if self.wanted.sort in orders else 0
        order = orders[(at + 1) % len(orders)]
        self.ask(replace(self.wanted, sort=order), row=self.list.row)
        self.status.say(f"Sorted by {order or ('relevance' if self.wanted.text else 'date')}")

    # Marks

    def _mark_read(self) -> None:
        """The story under the cursor is being read; that is where one is now, also after a search."""
        row = self.list.row
        if row is None:
            return
        if self._before_search:
            self._before_search = replace(self._before_search, row=row, scroll=None)
        summary = self.list.summary(row)
        if summary and summary.unread:
            self._change((row,), partial(self.library.mark_read, (row,)))

    def action_toggle_read(self) -> None:
        if summary := self._current:
            read = summary.unread
            said = "Marked read" if read else "Marked unread"
            self._change((summary.row,), partial(self.library.mark_read, (summary.row,), read), said)

    def action_read_all(self) -> None:
        rows = self.list.rows
        self._change(rows, partial(self.library.mark_read, rows), "All listed stories are marked read · u undoes")

    def action_star(self) -> None:
        if summary := self._current:
            starred = not summary.starred
            said = "Starred" if starred else "Star removed"
            self._change((summary.row,), partial(self.library.star, (summary.row,), starred), said)

    def action_undo(self) -> None:
        def undone(sentence: str | None) -> None:
            self.status.say(sentence or "Nothing to undo")
            self.show_changes(None)

        self.deeds.do(self.library.undo, undone)

    def action_tag(self) -> None:
        if summary := self._current:
            from reader.ui.screens.tag_dialog import TagDialog

            self.app.push_screen(TagDialog(summary, self.library.tags(), self.article.theme_styles), self._tag)

    def action_untag(self) -> None:
        summary = self._current
        if summary and summary.tags:
            from reader.ui.screens.tag_dialog import TagDialog

            tags = [(tag, 0) for tag in summary.tags]
            self.app.push_screen(TagDialog(summary, tags, self.article.theme_styles, removing=True), self._tag)
        elif summary:
            self.status.say("This story has no tags")

    def _tag(self, choice: TagChoice | None) -> None:
        if choice is None:
            return
        rows = (choice.row,)
        if choice.added:
            self._change(rows, partial(self.library.tag, rows, choice.tag), f"Tagged #{choice.tag}")
        else:
            self._change(rows, partial(self.library.untag, rows, choice.tag), f"Removed #{choice.tag} · u undoes")

    @property
    def _current(self) -> Summary | None:
        """The story under the cursor."""
        return self.list.summary(self.list.row) if self.list.row is not None else None

    def _change(self, rows: Sequence[int], deed: Callable[[], None], said: str = "") -> None:
        """Change marks or tags of these rows in a thread, then show what has changed."""

        def then(_: None) -> None:
            if said:
                self.status.say(said)
            self.show_changes(rows)

        self.deeds.do(deed, then)
