"""What the parts of the screen that scroll have in common."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import TypeVar

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

_EIGHTHS = 8  # of a cell: what a scroll bar is drawn in
_KEPT = 512  # lines: some screens

Key = TypeVar("Key", bound=Hashable)


class Painted(dict[Key, Strip]):
    """Lines as they were painted last, all forgotten when there are too many. Textual's caches are rings, which keep
    themselves and every line in them until Python looks for garbage."""

    def __setitem__(self, key: Key, strip: Strip) -> None:
        if len(self) >= _KEPT:
            self.clear()
        super().__setitem__(key, strip)


class Pane(ScrollView):
    """Draws its own lines and scrolls over them. That other lines are shown changes nothing on the rest of the screen:
    Textual would lay all of it out again and paint every scroll bar whenever their number changes, at each letter
    typed into the search box. The place of the scroll bar is kept (`overflow-y: scroll`), seen or not."""

    virtual_size = Reactive(Size(0, 0))

    def watch_virtual_size(self, size: Size) -> None:
        """Have the scroll bar painted anew only if that can be seen: of two long lists it shows the same."""
        bar = self.vertical_scrollbar
        before, now = (_thumb(n, bar.window_size, bar.position) for n in (bar.window_virtual_size, size.height))
        if before == now:
            bar.set_reactive(ScrollBar.window_virtual_size, size.height)
        else:
            bar.window_virtual_size = size.height


def _thumb(lines: int, window: int, position: float) -> tuple[int, int]:
    """Where Textual lets the thumb of a scroll bar start, in eighths of a cell, and how long it is; (0, 0) for none."""
    if lines <= window:
        return 0, 0
    length = max(1.0, window * window / max(1, lines))
    start = (window - length) * position / max(1, lines - window)
    return int(start * _EIGHTHS), math.ceil(length * _EIGHTHS)
