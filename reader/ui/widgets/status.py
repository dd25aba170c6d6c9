"""The first and the last line: where one is, how far the work in the background is, which keys lead on."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from reader.model import Annotation, Label
from reader.sanitise import one_line
from reader.ui.paint import BAR, ENTITY_ROLES, Styles, fit_runs, quoted, rich_style, shown
from reader.ui.typeset import Run

_SAID_FOR = 4.0  # seconds
_LEGEND = {
    "ru": ("люди", "орг.", "места", "цитаты"),
    "en": ("people", "org.", "places", "quotes"),
}


class Bar(Widget):
    """One line with something at its left end and something at its right end, which gives way first."""

    def __init__(
        self,
        styles: Styles,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._theme_styles = styles
        self._left: Sequence[Run] = ()
        self._right: Sequence[Run] = ()

    def show(self, left: Sequence[Run], right: Sequence[Run] = ()) -> None:
        """Show these words."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def restyle(self, styles: Styles) -> None:
        """Draw in the styles of another theme."""
        self._theme_styles = styles
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 -- there is one line
        """Textual's line API."""
        width = self.size.width
        right = self._right if _cells(self._left) + _cells(self._right) < width or not self._left else ()
        left = fit_runs(self._left, width - _cells(right))
        gap = width - _cells(left) - _cells(right)
        return self._strip([*left, (" " * max(0, gap), "text"), *fit_runs(right, width)], width)

    def _strip(self, runs: Sequence[Run], width: int) -> Strip:
        surface = self._theme_styles["surface"]
        segments = [Segment(words, rich_style(surface + self._theme_styles[role])) for words, role in runs if words]
        return Strip(segments).adjust_cell_length(width, rich_style(surface))


class TopBar(Bar):
    """Name of the library, what is listed, progress."""

    def tell(self, name: str, facts: Sequence[str], progress: tuple[str, int, int] | None) -> None:
        """`progress` is what is being done, how much of it is done, and how much there is."""
        left: list[Run] = [(" Reader  ", "accent"), (shown(one_line(name)), "heading")]
        left += [(f" · {fact}", "muted") for fact in facts]
        right: list[Run] = []
        if progress and progress[1] < progress[2]:
            what, done, total = progress
            filled = done * 10 // total
            right = [(f" {what} {done:,} of {total:,} ", "muted"), ("▰" * filled, "accent")]
            right += [("▱" * (10 - filled), "muted"), (" ", "text")]
        self.show(left, right)


class StatusBar(Bar):
    """Keys that lead on from here, or for a moment what has just happened; at the right what the story holds."""

    _hints: Sequence[tuple[str, str]] = ()
    _lead = ""
    _legend: Sequence[Run] = ()
    _said: Sequence[Run] = ()
    _silence: Timer | None = None

    def hint(self, hints: Sequence[tuple[str, str]], lead: str = "") -> None:
        """Show keys, each with a word for what it does, the most useful first; before them `lead`."""
        self._hints, self._lead = hints, lead
        self.refresh()

    def legend(self, annotation: Annotation | None, language: str | None) -> None:
        """Show how many people, organisations, places and quotations the story holds, in its language."""
        self._legend = _counted(annotation, _LEGEND["ru" if language == "ru" else "en"]) if annotation else ()
        self.refresh()

    def say(self, words: str, role: str = "text") -> None:
        """Show one sentence for a moment."""
        if self._silence:
            self._silence.stop()
            self._silence = None
        self._said = [(f" {shown(one_line(words))}", role)] if words else ()
        if words:
            self._silence = self.set_timer(_SAID_FOR, lambda: self.say(""))
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 -- there is one line
        """Textual's line API."""
        width = self.size.width
        legend = self._legend if _cells(self._legend) <= width // 2 + 4 else ()
        room = width - _cells(legend)
        left = self._said or self._fitting_hints(room - 1)
        left = fit_runs(left, room)
        return self._strip([*left, (" " * (room - _cells(left)), "text"), *legend], width)

    def _fitting_hints(self, room: int) -> list[Run]:
        """As many whole hints as there is room for."""
        runs: list[Run] = [(f" ✓ {self._lead}  ", "heading")] if self._lead else []
        for key, word in self._hints:
            hint: list[Run] = [(f" {key}", "accent"), (f" {word} ", "muted")]
            if _cells(runs) + _cells(hint) > room:
                break
            runs += hint
        return runs


def _counted(annotation: Annotation, words: tuple[str, str, str, str]) -> list[Run]:
    runs: list[Run] = []
    labels = (Label.PERSON, Label.ORGANISATION, Label.PLACE)
    for label, word in zip(labels, words, strict=False):
        names = {entity.name for entity in annotation.entities if entity.label is label}
        if names:
            runs += [("■", ENTITY_ROLES[label]), (f" {word} {len(names)}  ", "muted")]
    if quotes := quoted(annotation):
        runs += [(BAR, "quote-mark"), (f" {words[3]} {len(quotes)}  ", "muted")]
    return runs


def _cells(runs: Sequence[Run]) -> int:
    return sum(cell_len(words) for words, _ in runs)
