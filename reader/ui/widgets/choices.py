"""A short list to choose one line from, with the cursor of the theme over words in any colour."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.ui.paint import Styles, fit_runs, rich_style
from reader.ui.typeset import Run
from reader.ui.widgets.pane import Pane


class Choices(Pane, can_focus=False):
    """The keyboard stays in the field above it: the dialog moves the cursor."""

    class Clicked(Message):
        """A line was clicked; the cursor is on it."""

    def __init__(self, styles: Styles, id: str) -> None:
        super().__init__(id=id)
        self._theme_styles = styles
        self._lines: Sequence[Sequence[Run]] = ()
        self.cursor = 0

    def show(self, lines: Sequence[Sequence[Run]], cursor: int = 0) -> None:
        """Offer these lines, the cursor on one of them; -1: on none."""
        other_height = len(lines) != len(self._lines)
        self._lines = lines
        self.cursor = cursor
        self.virtual_size = Size(self.size.width, len(lines))
        self.refresh(layout=other_height)
        self.call_after_refresh(self._keep_in_sight)

    def move(self, step: int) -> None:
        """Move the cursor; it stops at the ends."""
        self.move_to(self.cursor + step)

    def move_to(self, line: int) -> None:
        """Put the cursor on a line."""
        self.cursor = max(0, min(line, len(self._lines) - 1))
        self._keep_in_sight()
        self.refresh()

    def restyle(self, styles: Styles) -> None:
        """Draw in the styles of another theme."""
        self._theme_styles = styles
        self.refresh()

    def _keep_in_sight(self) -> None:
        height = max(1, self.scrollable_content_region.height)
        line = max(0, self.cursor)
        top = max(line - height + 1, min(self.scroll_offset.y, line))
        self.scroll_to(y=top, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Choose with the mouse."""
        line = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if 0 <= line < len(self._lines):
            self.move_to(line)
            self.post_message(self.Clicked())

    def render_line(self, y: int) -> Strip:
        """Textual's line API."""
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        styles = self._theme_styles
        over = styles["cursor"] if number == self.cursor else None
        runs = self._lines[number] if number < len(self._lines) else ()
        base = styles["surface"] + styles["text"]
        ground = rich_style(base + over if runs else base)
        segments = [Segment(words, rich_style(base + styles[role] + over)) for words, role in fit_runs(runs, width)]
        return Strip(segments).adjust_cell_length(width, ground)
