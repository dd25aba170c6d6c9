"""The list: as many stories as there are, two lines each; only those on the screen are fetched and painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.model import Match, Span, Summary
from reader.ui.dates import short_dates
from reader.ui.keys import Where, bindings
from reader.ui.paint import Layer, Styles, fit, fit_runs, rich_style
from reader.ui.typeset import Run, minutes

_LINES = 2  # a story
_MARGIN = 2  # stories kept in sight above and below the cursor
_PAGE = 64  # summaries fetched at a time


class ArticleList(ScrollView, can_focus=True):
    """Shows the rows it is handed and a cursor over them. `fetch` brings summaries for rows; `matches` where a headline
    answers the search."""

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

    def __init__(
        self,
        styles: Styles,
        fetch: Callable[[Sequence[int]], Sequence[Summary]],
        matches: Callable[[Summary], Sequence[Span]],
        id: str,  # noqa: A002 -- Textual's name
    ) -> None:
        super().__init__(id=id)
        self.theme_styles = styles
        self.rows: tuple[int, ...] = ()
        self.cursor = 0
        self.today = date.today()
        self.message: tuple[Run, ...] = ()  # shown while there are no rows
        self._fetch = fetch
        self._matches = matches
        self._summaries: dict[int, Summary] = {}
        self._passages: dict[int, Match | None] = {}
        self._strips: LRUCache[tuple[int, int, bool, bool], Strip] = LRUCache(512)

    # What is shown

    def show(self, rows: tuple[int, ...], *, row: int | None = None, scroll: int | None = None) -> None:
        """Show these rows with the cursor on `row`; if it is not among them, where the cursor was; on the first, if no
        row is named. `scroll` is the line to have at the top; without it a story that stays does not move."""
        before = self.row
        height_of_cursor = self.cursor * _LINES - self.scroll_offset.y
        self.rows = rows
        self._strips.clear()
        self.virtual_size = Size(self._width, len(rows) * _LINES)
        if row is None:
            self.cursor = 0
        elif row in rows:
            self.cursor = rows.index(row)
        self.cursor = max(0, min(self.cursor, len(rows) - 1))
        if scroll is None and self.row == before:
            scroll = self.cursor * _LINES - height_of_cursor
        self.scroll_to(y=max(0, min(scroll or 0, self.max_scroll_y)), animate=False, force=True)
        self._keep_in_sight()
        self.refresh()
        self._passages.clear()
        self.post_message(self.Scrolled())
        if self.row != before:
            self.post_message(self.Moved(self.row))

    def explain(self, passages: Mapping[int, Match | None]) -> None:
        """Show under these headlines the passage that answers the search, where there is one."""
        self._passages.update(passages)
        self._strips.clear()
        self.refresh()

    @property
    def unexplained(self) -> tuple[int, ...]:
        """The rows in sight whose passages are not known."""
        top = self.scroll_offset.y // _LINES
        return tuple(row for row in self.rows[top : top + self._stories + 1] if row not in self._passages)

    def forget(self, rows: Sequence[int] | None = None) -> None:
        """Fetch these rows anew when they are next drawn; all, if none are named."""
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
        """What is known of a row; its neighbours are fetched with it."""
        if row not in self._summaries:
            index = self.cursor if self.row == row else self.rows.index(row)
            start = index - index % _PAGE
            wanted = [r for r in self.rows[start : start + _PAGE] if r not in self._summaries]
            if len(self._summaries) > 100 * _PAGE:
                self._summaries.clear()
            self._summaries.update((s.row, s) for s in self._fetch(wanted))
        return self._summaries.get(row)

    # Moving

    def move_to(self, index: int) -> None:
        """Put the cursor on the story with this number in the list."""
        index = max(0, min(index, len(self.rows) - 1))
        if index == self.cursor or not self.rows:
            return
        before, self.cursor = self.cursor, index
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
        self.move_to(self.cursor + self._stories // 2)

    def action_half_page_up(self) -> None:
        self.move_to(self.cursor - self._stories // 2)

    def action_page_down(self) -> None:
        self.move_to(self.cursor + self._stories - 1)

    def action_page_up(self) -> None:
        self.move_to(self.cursor - self._stories + 1)

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
    def _stories(self) -> int:
        """Stories on the screen."""
        return max(2, self._height // _LINES)

    def render_line(self, y: int) -> Strip:
        """Textual's line API: the strip at `y` of the widget."""
        index, line = divmod(y + self.scroll_offset.y, _LINES)
        if index >= len(self.rows):
            message = self.message if not self.rows and y == 1 else ()
            return self._strip([("  ", "text"), *message], current=False)
        row = self.rows[index]
        current = index == self.cursor
        key = (row, line, current, self.has_focus)
        strip = self._strips.get(key)
        if strip is None:
            summary = self.summary(row)
            runs = [] if summary is None else self._headline(summary) if line == 0 else self._details(summary)
            edge = ("▌", "accent") if current and self.has_focus else (" ", "text")
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
        return Strip(segments).adjust_cell_length(self._width, ground)

    def _headline(self, summary: Summary) -> list[Run]:
        mark = ("● ", "unread") if summary.unread else ("  ", "text")
        role = "heading" if summary.unread else "text"
        return [mark, *highlighted(summary.title, self._matches(summary), role)]

    def _details(self, summary: Summary) -> list[Run]:
        mark = ("★ ", "star") if summary.starred else ("  ", "text")
        passage = self._passages.get(summary.row)
        if passage is not None and passage.spans and not self._matches(summary):
            return [mark, *excerpt(passage, self._width - 4)]
        return [mark, *details(summary, self.today, self._width - 4)]


def highlighted(text: str, spans: Sequence[Span], role: str) -> list[Run]:
    """Text with the role `match` laid over some of it."""
    runs: list[Run] = []
    end = 0
    for start, stop, _ in Layer.of((start, stop, "match") for start, stop in spans).spans:
        runs += [(text[end:start], role), (text[start:stop], f"{role} match")]
        end = min(stop, len(text))
    return [run for run in (*runs, (text[end:], role)) if run[0]]


def excerpt(passage: Match, cells: int) -> list[Run]:
    """As much of a passage as goes into `cells`, what answers in it not far from the left."""
    text, first = passage.passage, passage.spans[0]
    cut = 0
    if cell_len(text[: first[1]]) > cells * 2 // 3:
        cut = text.rfind(" ", 0, max(0, first[0] - cells // 3)) + 1
    spans = [(start - cut, stop - cut) for start, stop in passage.spans if start >= cut]
    return [("…" if cut else "", "muted"), *highlighted(text[cut:], spans, "muted")]


def details(summary: Summary, today: date, cells: int) -> list[Run]:
    """Source, date, reading time and tags in `cells`. What does not fit goes, the least telling first: reading time,
    further tags, the day of another year, the last tag; at the end the source is cut."""
    source = summary.source or ""
    day, month = short_dates(summary.published, summary.language, today) if summary.published else ("", "")
    facts, fewer = _joined(source, day), _joined(source, month)
    every = "".join(f" #{tag}" for tag in summary.tags)
    first = f" #{summary.tags[0]}" if summary.tags else ""
    for words, tags in (
        (_joined(facts, minutes(summary)), every),
        (facts, every),
        (facts, first),
        (fewer, first),
        (facts, ""),
        (fewer, ""),
    ):
        if cell_len(words) + cell_len(tags) < cells:
            return [(words, "muted"), (" " + tags, "tag")] if tags else [(words, "muted")]
    tail = f" · {month}" if source and month else ""
    return [(fit(source, cells - cell_len(tail)) + tail, "muted")]


def _joined(*facts: str) -> str:
    return " · ".join(fact for fact in facts if fact)
