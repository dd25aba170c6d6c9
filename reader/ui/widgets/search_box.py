"""One line to type into, with what came of it at its right end: the search of the library, the find of the article."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.style import Style
from textual.widgets import Input

from reader.model import Span
from reader.sanitise import one_line
from reader.ui.keys import Where, bindings
from reader.ui.paint import Styles, rich_style, shown
from reader.ui.typeset import Run
from reader.ui.widgets.status import Bar

_LONGEST = 10_000  # characters pasted
_CLOSING = (",", ")")  # what is typed right after a completed value takes the place of the space behind it


class _Wrong(Highlighter):
    """Underlines what a search could not be made of."""

    def __init__(self) -> None:
        self.style = Style()
        self.span: Span = (0, 0)

    def highlight(self, text: Text) -> None:
        """Rich asks for the text to be styled."""
        text.stylize(rich_style(self.style), *self.span)


class _Field(Input):
    """The line itself; its keys are those of the box."""

    BINDINGS = bindings(Where.BOX)
    virtual_size = Reactive(Size(0, 0))  # a longer text moves nothing: no reason to lay the screen out again

    def __init__(self, box: SearchBox, placeholder: str) -> None:
        self.wrong = _Wrong()
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False, highlighter=self.wrong)
        self.space_given: int | None = None  # where a space stands that nobody typed
        self._box = box

    def action_result_down(self) -> None:
        self._box.move(1)

    def action_result_up(self) -> None:
        self._box.move(-1)

    def action_accept(self) -> None:
        self._box.accept()

    def action_cancel(self) -> None:
        self._box.cancel()

    def action_complete(self) -> None:
        self._box.complete(1)

    def action_complete_back(self) -> None:
        self._box.complete(-1)

    def action_older_search(self) -> None:
        self._box.recall(-1)

    def action_newer_search(self) -> None:
        self._box.recall(1)

    def insert_text_at_cursor(self, text: str) -> None:
        """A comma or a bracket belongs to the value before it, not behind the space that completing has put there."""
        at, self.space_given = self.space_given, None
        if text in _CLOSING and at is not None and at + 1 == self.cursor_position:
            self.replace(text, at, at + 1)
        else:
            super().insert_text_at_cursor(text)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted comes from outside: one line, nothing a terminal must not receive."""
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(shown(one_line(event.text[:_LONGEST])))


class SearchBox(Vertical):
    """A sign, a field and a note. Messages say what the reader did; the screen knows what to do about it."""

    class Used(Message):
        """Base of the messages of a box."""

        def __init__(self, box: SearchBox) -> None:
            super().__init__()
            self.box = box

        @property
        def control(self) -> SearchBox:
            """The box, for `@on(…, "#search")`."""
            return self.box

    class Changed(Used):
        """Another text stands in the box."""

    class ResultMoved(Used):
        """An arrow key was pressed while typing: `step` results down, or up if negative."""

        def __init__(self, box: SearchBox, step: int) -> None:
            super().__init__(box)
            self.step = step

    class Accepted(Used):
        """Enter: keep what was found."""

    class Cancelled(Used):
        """Esc: give up."""

    def __init__(self, styles: Styles, sign: str, placeholder: str, id: str) -> None:
        super().__init__(id=id)
        self._theme_styles = styles
        self._sign = Bar(styles, classes="sign")
        self._sign.show([(f" {sign} ", "accent")])
        self._field = _Field(self, placeholder)
        self._note = Bar(styles, classes="note")

    def compose(self) -> ComposeResult:
        with Horizontal(classes="line"):
            yield self._sign
            yield self._field
            yield self._note

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self._field.value

    @property
    def typing(self) -> bool:
        """Whether the cursor is in the box."""
        return self._field.has_focus

    def open(self, text: str | None = None, *, typing: bool = True) -> None:
        """Show the box; `text` replaces what stands there, without a message; `typing` puts the cursor into it."""
        self.display = True
        if text is not None:
            with self._field.prevent(Input.Changed):
                self._field.value = text
        self._field.cursor_position = len(self._field.value)
        if typing:
            self._field.focus()

    def close(self) -> None:
        """Empty the box and hide it, without a message."""
        self.display = False
        with self._field.prevent(Input.Changed):
            self._field.value = ""
        self.mark_wrong(None)
        self._note.styles.width = 0
        self.note([])

    def note(self, runs: Sequence[Run]) -> None:
        """Say at the right end what came of the text. Room once taken is kept while the box is open: to lay out the
        screen anew at every letter costs more than to paint it."""
        width = sum(cell_len(words) for words, _ in runs) + 2 if runs else 0
        taken = self._note.styles.width
        if taken is None or width > taken.value:
            self._note.styles.width = width
        self._note.show([], [*runs, (" ", "text")] if runs else [])

    def mark_wrong(self, span: Span | None) -> None:
        """Mark what could not be understood; None: nothing is wrong."""
        wrong = self._field.wrong
        if (span or (0, 0)) != wrong.span:
            wrong.style = self._theme_styles["error"] + Style(underline=True)
            wrong.span = span or (0, 0)
            self._field.refresh()

    def restyle(self, styles: Styles) -> None:
        """Draw in the styles of another theme."""
        self._theme_styles = styles
        self._sign.restyle(styles)
        self._note.restyle(styles)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what was typed."""
        event.stop()
        self.changed()

    # What keys do

    def changed(self) -> None:
        """Another text stands in the field."""
        self.post_message(self.Changed(self))

    def move(self, step: int) -> None:
        """An arrow key."""
        self.post_message(self.ResultMoved(self, step))

    def accept(self) -> None:
        """Enter."""
        self.post_message(self.Accepted(self))

    def cancel(self) -> None:
        """Esc."""
        self.post_message(self.Cancelled(self))

    def complete(self, step: int) -> None:
        """Tab: here is nothing to complete."""

    def recall(self, step: int) -> None:
        """Ctrl and an arrow: here is nothing to call back."""
