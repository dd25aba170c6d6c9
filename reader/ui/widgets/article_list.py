"""The list: as many stories as there are, two lines each; only those on the screen are fetched and painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from reader.model import Summary
from reader.ui.keys import Where, bindings
from reader.ui.paint import Styles, fit_runs, rich_style
from reader.ui.typeset import Run
from reader.ui.widgets.pane import Painted, Pane
from reader.ui.widgets.story_lines import Answering, details, excerpt, highlighted

_LINES = 2  # a story
_MARGIN = 2  # stories kept in sight above and below the cursor
_PAGE = 64  # summaries fetched at a time


class ArticleList(Pane, can_focus=True):
    """Shows the rows it is handed and a cursor over them. `fetch` brings summaries for rows."""

    BINDINGS = bindings(Where.PANE, Where.LIST)
    ALLOW_SELECT = False

    class Moved(Message):
        """The cursor is on another story, or on none."""

        def __init__(self, row: int | None) -> None:
            super().__init__()
            self.row = row

    class Scrolled(Message):
        """Other stories are in sight."""

    class Opened(Message):
        """A story was clicked that the cursor was on already."""

    class Selected(Message):
        """Other stories are selected."""

    def __init__(
        self,
        styles: Styles,
        fetch: Callable[[Sequence[int]], Sequence[Summary]],
        id: str,
    ) -> None:
        super().__init__(id=id)
        self.theme_styles = styles
        self.rows: tuple[int, ...] = ()
        self.cursor = 0
        self.today = date.today()
        self.message: tuple[Run, ...] = ()  # shown while there are no rows
        self.selected: set[int] = set()  # rows, listed or not
        self.selected_here = 0  # how many of them are listed
        self._fetch = fetch
        self._summaries: dict[int, Summary] = {}
        self._last: Summary | None = None  # of the story under the cursor: it may be gone when it is looked up again
        self._answers: dict[int, Answering] = {}
        self._strips: Painted[tuple[int, int, bool, bool, bool]] = Painted()

    # What is shown

    def show(self, rows: tuple[int, ...], *, row: int | None = None, scroll: int | None = None) -> None:
        """Show these rows with the cursor on `row`; if it is not among them, on the one that takes its place; on the
        first, if no row is named. `scroll` is the line to have at the top; without it a story that stays does not
        move."""
        self._show(rows, 0 if row is None else self._index(rows, row)[0], scroll)

    def show_again(self, rows: tuple[int, ...]) -> bool:
        """Show these rows instead, without moving what the reader looks at: if the story under the cursor is not among
        them, it stays where it stands. Returns whether it stays so."""
        row = self.row
        if row is None:
            self._show(rows, 0, None)
            return False
        index, listed = self._index(rows, row)
        self._show(rows if listed else (*rows[:index], row, *rows[index:]), index, None)
        return not listed

    def _index(self, rows: tuple[int, ...], row: int) -> tuple[int, bool]:
        """Where in `rows` a row stands, or would if it stood there: behind the nearest one above the cursor that is
        listed now and then."""
        with suppress(ValueError):
            return rows.index(row), True
        there = frozenset(rows)
        above = next((other for other in reversed(self.rows[: self.cursor]) if other in there), None)
        return (0 if above is None else rows.index(above) + 1), False

    def _show(self, rows: tuple[int, ...], index: int, scroll: int | None) -> None:
        before = self.row
        height_of_cursor = self.cursor * _LINES - self.scroll_offset.y
        self.rows = rows
        self.cursor = max(0, min(index, len(rows) - 1))
        self._strips.clear()
        self.virtual_size = Size(self._width, len(rows) * _LINES)
        if scroll is None and self.row == before:
            scroll = self.cursor * _LINES - height_of_cursor
        self.scroll_to(y=max(0, min(scroll or 0, self.max_scroll_y)), animate=False, force=True)
        self._keep_in_sight()
        self.refresh()
        self._answers.clear()
        self.post_message(self.Scrolled())
        if self.row != before:
            self.post_message(self.Moved(self.row))
        if self.selected:
            self._selection_changed(len(self.selected.intersection(rows)))

    def learn(self, summaries: Sequence[Summary]) -> None:
        """Take what is known of rows, so that it need not be fetched when they are drawn."""
        self._summaries.update((summary.row, summary) for summary in summaries)

    def explain(self, answers: Mapping[int, Answering]) -> None:
        """Show where these stories answer the search."""
        self._answers.update(answers)
        self._strips.clear()
        self.refresh()

    @property
    def in_sight(self) -> tuple[int, ...]:
        """The rows on the screen."""
        top = self.scroll_offset.y // _LINES
        return self.rows[top : top + self.stories + 1]

    @property
    def unexplained(self) -> tuple[int, ...]:
        """The rows on the screen of which is not known where they answer the search."""
        return tuple(row for row in self.in_sight if row not in self._answers)

    def forget(self, rows: Sequence[int] | None = None) -> None:
        """Fetch these rows anew when they are next drawn; all, if none are named."""
        if self.row in self._summaries:
            self._last = self._summaries[self.row]
        if rows is None:
            self._summaries.clear()
        for row in rows or ():
            self._summaries.pop(row, None)
        self._strips.clear()
        self.refresh()

    def restyle(self, styles: Styles) -> None:
        """Draw in the styles of another theme."""
        self.theme_styles = styles
        self._strips.clear()
        self.refresh()

    @property
    def row(self) -> int | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def summary(self, row: int) -> Summary | None:
        """What is known of a listed row; its neighbours are fetched with it."""
        if row not in self._summaries:
            self._fetch_around(self.cursor if self.row == row else self.rows.index(row))
        return self._summaries.get(row)

    def _fetch_around(self, index: int) -> None:
        start = index - index % _PAGE
        wanted = [row for row in self.rows[start : start + _PAGE] if row not in self._summaries]
        if len(self._summaries) > 100 * _PAGE:
            self._summaries.clear()
        self._summaries.update((summary.row, summary) for summary in self._fetch(wanted))

    @property
    def current(self) -> Summary | None:
        """The story under the cursor, as it was last seen if it is `gone`."""
        if self.row is None:
            return None
        return self.summary(self.row) or (self._last if self._last and self._last.row == self.row else None)

    @property
    def gone(self) -> bool:
        """Whether the story under the cursor is not in the library any more."""
        return self.row is not None and self.summary(self.row) is None

    # Selecting

    def action_select(self) -> None:
        """Select the story under the cursor, or leave it out, and go on to the next."""
        if self.row is None:
            return
        self.selected_here += -1 if self.row in self.selected else 1
        self.selected ^= {self.row}
        self.refresh_lines(self.cursor * _LINES, _LINES)
        self.post_message(self.Selected())
        self.move_to(self.cursor + 1)

    def action_select_all(self) -> None:
        """Select all that are listed; if they are, leave them out."""
        if self.selected_here == len(self.rows):
            self.selected.difference_update(self.rows)
            self._selection_changed(0)
        else:
            self.selected.update(self.rows)
            self._selection_changed(len(self.rows))

    def unselect_all(self) -> None:
        """Select none."""
        self.selected = set()
        self._selection_changed(0)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The selected rows that are listed, in the order of the list."""
        return tuple(row for row in self.rows if row in self.selected) if self.selected_here else ()

    def _selection_changed(self, listed: int) -> None:
        self.selected_here = listed
        self.refresh()
        self.post_message(self.Selected())

    # Moving

    def move_to(self, index: int) -> None:
        """Put the cursor on the story with this number in the list."""
        index = max(0, min(index, len(self.rows) - 1))
        if index == self.cursor or not self.rows:
            return
        before, self.cursor = self.cursor, index
        self._last = None
        self.refresh_lines(before * _LINES, _LINES)
        self.refresh_lines(index * _LINES, _LINES)
        self._keep_in_sight()
        self.post_message(self.Moved(self.row))

    def move_to_row(self, row: int) -> None:
        """Put the cursor on a row that is listed."""
        self.move_to(self.rows.index(row))

    def _keep_in_sight(self) -> None:
        height = self._height
        margin = min(_MARGIN * _LINES, max(0, (height - _LINES) // 2))
        top, bottom = self.cursor * _LINES - margin, (self.cursor + 1) * _LINES + margin
        if top < self.scroll_offset.y:
            self.scroll_to(y=max(0, top), animate=False, force=True)
        elif bottom > self.scroll_offset.y + height:
            self.scroll_to(y=min(bottom - height, self.max_scroll_y), animate=False, force=True)

    def action_down(self) -> None:
        self.move_to(self.cursor + 1)

    def action_up(self) -> None:
        self.move_to(self.cursor - 1)

    def action_half_page_down(self) -> None:
        self.move_to(self.cursor + self.stories // 2)

    def action_half_page_up(self) -> None:
        self.move_to(self.cursor - self.stories // 2)

    def action_page_down(self) -> None:
        self.move_to(self.cursor + self.stories - 1)

    def action_page_up(self) -> None:
        self.move_to(self.cursor - self.stories + 1)

    def action_top(self) -> None:
        self.move_to(0)

    def action_bottom(self) -> None:
        self.move_to(len(self.rows) - 1)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Textual tells that it has scrolled."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())

    def on_click(self, event: events.Click) -> None:
        """Select what was clicked; open it if it was selected."""
        index = (event.y + self.scroll_offset.y) // _LINES
        if 0 <= index < len(self.rows):
            if index == self.cursor:
                self.post_message(self.Opened())
            self.move_to(index)

    def on_resize(self) -> None:
        """Paint for another width; the cursor stays in sight."""
        self.virtual_size = Size(self._width, len(self.rows) * _LINES)
        self._strips.clear()
        self._keep_in_sight()

    def on_focus(self) -> None:
        """The cursor shows which pane has the keyboard."""
        self.refresh_lines(self.cursor * _LINES, _LINES)

    def on_blur(self) -> None:
        """The cursor shows which pane has the keyboard."""
        self.refresh_lines(self.cursor * _LINES, _LINES)

    # Painting

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _height(self) -> int:
        return self.scrollable_content_region.height

    @property
    def stories(self) -> int:
        """Stories on the screen."""
        return max(2, self._height // _LINES)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Textual's line API: the strips of a part of the widget. The list has neither border nor padding; Textual
        would work that out anew for each line, which takes longer than to paint it."""
        strips = [self.render_line(y) for y in crop.line_range]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, self.background_colors[1]) for strip in strips]
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Textual's line API: the strip at `y` of the widget."""
        index, line = divmod(y + self.scroll_offset.y, _LINES)
        if index >= len(self.rows):
            message = self.message if not self.rows and y == 1 else ()
            return self._strip([("  ", "text"), *message], current=False)
        row = self.rows[index]
        current = index == self.cursor
        selected = row in self.selected
        key = (row, line, current, self.has_focus, selected)
        strip = self._strips.get(key)
        if strip is None:
            if row not in self._summaries:
                self._fetch_around(index)
            summary = self.current if current else self._summaries.get(row)
            runs = [] if summary is None else self._headline(summary) if line == 0 else self._details(summary)
            edge = ("▌", "accent") if current and self.has_focus else (" ", "text")
            if selected and line == 0:
                edge = ("✓", "accent")
            strip = self._strip([edge, *runs], current=current)
            self._strips[key] = strip
        return strip

    def _strip(self, runs: Sequence[Run], *, current: bool) -> Strip:
        styles = self.theme_styles
        base = styles["background"] + styles["text"]
        over = styles["cursor"] if current else None
        fitted = fit_runs(runs, self._width)
        ground = rich_style(base + over)
        segments: list[Segment] = []
        for words, role in fitted:
            role, _, mark = role.partition(" ")  # a match is laid over the cursor
            style = base + styles[role] + over
            segments.append(Segment(words, rich_style(style + styles[mark] if mark else style)))
        strip = Strip(segments).adjust_cell_length(self._width, ground)
        return strip.adjust_cell_length(self.outer_size.width, rich_style(base))  # beside it, the scroll bar

    def _headline(self, summary: Summary) -> list[Run]:
        mark = ("● ", "unread") if summary.unread else ("  ", "text")
        role = "heading" if summary.unread else "text"
        answer = self._answers.get(summary.row)
        return [mark, *highlighted(summary.title, answer.title if answer else (), role)]

    def _details(self, summary: Summary) -> list[Run]:
        mark = ("★ ", "star") if summary.starred else ("  ", "text")
        if summary.row not in self._summaries:
            return [mark, ("not in the library any more", "warning")]
        answer = self._answers.get(summary.row)
        if answer and answer.passage and answer.passage.spans:
            return [mark, *excerpt(answer.passage, self._width - 4)]
        return [mark, *details(summary, self.today, self._width - 4)]
