"""What dialogs have in common: a title, a field to type into, below it what can be chosen, and the keys for it."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.ui.keys import in_russian_layout
from reader.ui.paint import Styles
from reader.ui.widgets.choices import Choices

Result = TypeVar("Result")

CELLS = 50  # for words inside a dialog
LIKE = 60  # a likeness from which on a name is offered: one letter wrong in four is still what was meant


def both_layouts(key: str) -> str:
    """A key and its twin in the Russian layout, as Textual reads them."""
    return ",".join(filter(None, (key, in_russian_layout(key))))


class ChoiceDialog(ModalScreen[Result | None]):
    """Type a few letters and choose. What is offered and what choosing does is for each dialog to say."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]
    PLACEHOLDER = ""
    FOOT = "enter choose   tab complete   esc close"

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self.theme_styles = styles
        self.field = Input(placeholder=self.PLACEHOLDER, compact=True)
        self.choices = Choices(styles, id="offers")

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(self.title_line(), id="title")
            yield self.field
            yield self.choices
            yield Static(Content(self.FOOT), id="foot")

    def on_mount(self) -> None:
        """Begin to take letters."""
        self.field.focus()

    def action_close(self) -> None:
        """Choose nothing."""
        self.dismiss(None)

    def action_move(self, step: int) -> None:
        self.choices.move(step)

    def action_complete(self) -> None:
        """Put what is under the cursor into the field."""
        if (word := self.completed()) is not None:
            self.field.value = word
            self.field.cursor_position = len(word)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what goes with the letters typed so far."""
        self.offer(event.value)

    def on_input_submitted(self) -> None:
        """Enter takes what is under the cursor."""
        self.choose()

    def on_choices_clicked(self) -> None:
        """So does a click."""
        self.choose()

    # What a dialog says of itself

    def title_line(self) -> Content:
        """The first line."""
        raise NotImplementedError

    def offer(self, typed: str) -> None:
        """Show what can be chosen."""
        raise NotImplementedError

    def choose(self) -> None:
        """Take what was chosen."""
        raise NotImplementedError

    def completed(self) -> str | None:
        """What tab puts into the field."""
        raise NotImplementedError


def likeness(wanted: str, name: str) -> float:
    """How well a name goes with the letters typed so far, 0 to 100, both `folded`: it begins with them, or one of its
    words does; it holds them; it holds them in this order, first letter first; or it is spelt nearly so as far as it is
    typed."""
    from rapidfuzz import fuzz

    if name == wanted:
        return 100
    words = (name, *name.split())
    if any(word.startswith(wanted) for word in words):
        return 95
    if wanted in name:
        return 90
    letters = iter(name)
    if name[0] == wanted[0] and all(letter in letters for letter in wanted):
        return 85
    lengths = (len(wanted) - 1, len(wanted), len(wanted) + 1)
    return max(fuzz.ratio(wanted, word[:length]) for word in words for length in lengths) - 15


def folded(name: str) -> str:
    """A name as it is compared."""
    return name.casefold().replace("ё", "е")
