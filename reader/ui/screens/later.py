"""What waits until nobody has asked for it for a while."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen
from textual.timer import Timer


class Later:
    """Does something `seconds` after it was asked for last: however often that was, it is done once."""

    def __init__(self, screen: Screen[Any], seconds: float, do: Callable[[], None]) -> None:
        self._screen = screen
        self._seconds = seconds
        self._do = do
        self._timer: Timer | None = None

    def ask(self) -> None:
        """Have it done; from now on the time runs anew."""
        if self._timer:
            self._timer.stop()
        self._timer = self._screen.set_timer(self._seconds, self._do)
