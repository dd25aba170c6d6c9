"""What the parts of the screen that scroll have in common."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView


class Pane(ScrollView):
    """Draws its own lines and scrolls over them. That other lines are shown changes nothing on the rest of the screen:
    Textual would lay all of it out again and paint every scroll bar whenever their number changes, at each letter
    typed into the search box."""

    virtual_size = Reactive(Size(0, 0))

    def watch_virtual_size(self, size: Size) -> None:
        """Have the scroll bar show how much there is; the screen is laid out again where the bar comes or goes."""
        scrolls = size.height > self.container_size.height
        if scrolls != self.show_vertical_scrollbar:
            self.refresh(layout=True)
        elif scrolls:
            self.vertical_scrollbar.window_virtual_size = size.height
