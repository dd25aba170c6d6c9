"""The command palette: every action of the key table, and every theme, shown as soon as the cursor is on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader.sanitise import one_line
from reader.ui.keys import Where, shown_key

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

_TITLE_CELLS = 32


class Commands(Provider):
    """What the palette offers."""

    async def discover(self) -> Hits:
        """Everything, in the order of the table."""
        for title, note, run in self._commands():
            yield DiscoveryHit(_line(Content(title), note), run, text=title)

    async def search(self, query: str) -> Hits:
        """What goes with the letters typed so far."""
        matcher = self.matcher(query)
        for title, note, run in self._commands():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, _line(matcher.highlight(title), note), run, text=title)

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        app = cast("ReaderApp", self.app)
        for action in app.actions:
            if action.group != "Move" and action.where is not Where.BOX and action.id != "command-palette":
                yield action.title, " ".join(map(shown_key, action.keys)), partial(app.perform, action)
        for name in app.theme_names:
            note = "now" if name == app.chosen_theme else ""
            yield f"Theme: {one_line(name)}", note, partial(app.choose_theme, name)


def theme_of(text: str, names: tuple[str, ...]) -> str | None:
    """The theme that a line of the palette stands for."""
    return next((name for name in names if text == f"Theme: {one_line(name)}"), None)


def _line(title: Content, note: str) -> Content:
    return Content.assemble(title, " " * max(2, _TITLE_CELLS - title.cell_length), note)
