"""The help screen: the table of keys, grouped, with a line to look for a key or a word in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.ui.keys import Action, Where, shown_key
from reader.ui.paint import Styles

_KEYS_CELLS = 12
_NAME_CELLS = 62  # where the names of actions begin
_NAMED_CELLS = 77  # cells for a table with names
_FOOT = "All keys work in the Russian layout too. settings.yaml can change them."


class HelpScreen(ModalScreen[None]):
    """Shows what every key does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", show=False),
        Binding("down", "scroll(1)", show=False, priority=True),
        Binding("up", "scroll(-1)", show=False, priority=True),
        Binding("pagedown", "scroll(10)", show=False, priority=True),
        Binding("pageup", "scroll(-10)", show=False, priority=True),
    ]

    def __init__(self, actions: Sequence[Action], styles: Styles) -> None:
        super().__init__()
        self._actions = actions
        self._styles_of = styles

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Input(placeholder="look for a key or a word", compact=True, id="wanted")
            with VerticalScroll(id="keys", can_focus=False):
                yield Static(id="table")
            yield Static(Content(_FOOT), id="foot")

    def on_resize(self) -> None:
        """Show the table as wide as there is room."""
        self.call_after_refresh(self._show)

    def on_input_changed(self) -> None:
        """Show what goes with the letters typed so far."""
        self._show()

    def _show(self) -> None:
        actions = matching(self._actions, self.query_one(Input).value.strip())
        width = self.query_one("#keys").scrollable_content_region.width
        self.query_one("#table", Static).update(help_text(actions, self._styles_of, width))

    def on_input_submitted(self) -> None:
        """Enter closes the page, as esc does."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        self.query_one("#keys").scroll_relative(y=lines, animate=False)


def matching(actions: Iterable[Action], wanted: str) -> list[Action]:
    """The actions that have `wanted` as a key, or in their words."""
    if not wanted:
        return list(actions)
    folded = wanted.casefold()
    return [
        action
        for action in actions
        if wanted in action.keys
        or wanted in map(shown_key, action.keys)
        or (len(wanted) > 1 and folded in f"{action.title} {action.help} {action.id} {action.group}".casefold())
    ]


def help_text(actions: Iterable[Action], styles: Styles, width: int) -> Content:
    """The table as lines: keys, what they do and, where there is room for it in `width` cells, the name of the action;
    a heading above each group."""
    lines: list[Content] = []
    group = ""
    for action in actions:
        if action.group != group:
            group = action.group
            above = [Content("")] if lines else []
            lines += [*above, Content(group).stylize(styles["accent"])]
        keys = " ".join(map(shown_key, action.keys))
        place = f" ({action.where})" if action.where in (Where.FACETS, Where.BOX) else ""
        pad = " " * max(1, _KEYS_CELLS - cell_len(keys))
        words = f"{action.help}{place}"
        line = Content.assemble("  ", (keys, styles["heading"]), pad, (words, styles["text"]))
        if width >= _NAMED_CELLS:
            line = Content.assemble(line, " " * max(2, _NAME_CELLS - line.cell_length), (action.id, styles["muted"]))
        lines.append(line)
    return Content("\n").join(lines) if lines else Content("No key does that.").stylize(styles["muted"])
