"""One line to type into, with what came of it at its right end: the search of the library, the find of the article."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from reader.sanitise import one_line
from reader.ui.keys import Where, bindings
from reader.ui.paint import Styles, shown
from reader.ui.typeset import Run
from reader.ui.widgets.status import Bar

_LONGEST = 10_000  # characters pasted


class _Field(Input):
    """The line itself; its keys are those of the box."""

    BINDINGS = bindings(Where.BOX)

    def __init__(self, box: SearchBox, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False)
        self._box = box

    def action_result_down(self) -> None:
        self.post_message(SearchBox.ResultMoved(self._box, 1))

    def action_result_up(self) -> None:
        self.post_message(SearchBox.ResultMoved(self._box, -1))

    def action_accept(self) -> None:
        self.post_message(SearchBox.Accepted(self._box))

    def action_cancel(self) -> None:
        self.post_message(SearchBox.Cancelled(self._box))

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted comes from outside: one line, nothing a terminal must not receive."""
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(shown(one_line(event.text[:_LONGEST])))


class SearchBox(Horizontal):
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

    def __init__(self, styles: Styles, sign: str, placeholder: str, id: str) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._sign = Bar(styles, classes="sign")
        self._sign.show([(f" {sign} ", "accent")])
        self._field = _Field(self, placeholder)
        self._note = Bar(styles, classes="note")

    def compose(self) -> ComposeResult:
        yield self._sign
        yield self._field
        yield self._note

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self._field.value

    def open(self, text: str | None = None) -> None:
        """Show the box and put the cursor into it; `text` replaces what stands there, without a message."""
        self.display = True
        if text is not None:
            with self._field.prevent(Input.Changed):
                self._field.value = text
        self._field.cursor_position = len(self._field.value)
        self._field.focus()

    def close(self) -> None:
        """Empty the box and hide it, without a message."""
        self.display = False
        with self._field.prevent(Input.Changed):
            self._field.value = ""
        self.note([])

    @property
    def typing(self) -> bool:
        """Whether the cursor is in the box."""
        return self._field.has_focus

    def note(self, runs: Sequence[Run]) -> None:
        """Say at the right end what came of the text."""
        self._note.styles.width = sum(len(words) for words, _ in runs) + 2 if runs else 0
        self._note.show([], [*runs, (" ", "text")] if runs else [])

    def restyle(self, styles: Styles) -> None:
        """Draw in the styles of another theme."""
        self._sign.restyle(styles)
        self._note.restyle(styles)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what was typed."""
        event.stop()
        self.post_message(self.Changed(self))
