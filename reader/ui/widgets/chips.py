"""A query as it was understood: one chip for each part of it, on one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.model import Chip
from reader.sanitise import one_line
from reader.ui.paint import Styles, fit, fit_runs, rich_style, shown
from reader.ui.typeset import Run

_FORGIVEN_SHOWN = 3
_ROLES = {
    "tag": "tag",
    "person": "person",
    "org": "organisation",
    "place": "place",
    "entity": "person",
    "said": "speaker",
    "quote": "quote",
    **dict.fromkeys(("after", "before", "newer", "older"), "date"),
}
"""A filter is painted as what it asks for is painted in a story; any other filter as a key."""


def role_of(chip: Chip) -> str:
    """The role that a part of a query is painted in."""
    if not chip.wanted:
        return "muted"
    if chip.text[:1] in ('"', "«"):
        return "quote"
    operator, colon, _ = chip.text.partition(":")
    if colon and operator.isalpha():
        return _ROLES.get(operator, "accent")
    return "text"


def chip_line(chips: Sequence[Chip], cells: int) -> list[list[Run]]:
    """As many whole chips as go into `cells`, each as runs, one cell between them; where some are left out, `+3` tells
    how many. The first is cut rather than left out."""
    line: list[list[Run]] = []
    room = cells
    for number, chip in enumerate(chips):
        runs = _runs(chip)
        width = _width(runs)
        left = len(chips) - number - 1
        reserve = len(f" +{left}") if left else 0
        if line and width + reserve > room:
            return [*line, [(f"+{left + 1}", "muted")]]
        if width + reserve > room:
            runs = _cut(runs, room - reserve)
            width = _width(runs)
        line.append(runs)
        room -= width + 1
    return line


def _runs(chip: Chip) -> list[Run]:
    text = one_line(chip.text)
    if not chip.wanted and not text.startswith("-"):
        text = f"-{text}"
    runs = [(f" {shown(text)} ", role_of(chip))]
    if chip.forgiven:
        more = ", …" if len(chip.forgiven) > _FORGIVEN_SHOWN else ""
        words = ", ".join(shown(one_line(word)) for word in chip.forgiven[:_FORGIVEN_SHOWN])
        runs.append((f"≈ {words}{more} ", "warning"))
    return runs


def _cut(runs: Sequence[Run], cells: int) -> list[Run]:
    """Runs in `cells`, the space at the end kept."""
    fitted = fit_runs(runs, cells - 1)
    return [*fitted, (" ", "text")] if fitted else [(fit("…", cells), "muted")]


def _width(runs: Iterable[Run]) -> int:
    return sum(cell_len(words) for words, _ in runs)


class ChipLine(Widget):
    """Shows the chips of a query; or one sentence in their place, when there are none."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self._theme_styles = styles
        self._chips: Sequence[Chip] = ()
        self._sentence: Sequence[Run] = ()

    def show(self, chips: Sequence[Chip], sentence: Sequence[Run] = ()) -> None:
        """Show these chips; `sentence` where there are none."""
        if (chips, sentence) != (self._chips, self._sentence):
            self._chips, self._sentence = chips, sentence
            self.refresh()

    def restyle(self, styles: Styles) -> None:
        """Draw in the styles of another theme."""
        self._theme_styles = styles
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 -- there is one line
        """Textual's line API."""
        styles, width = self._theme_styles, self.size.width
        ground, chip_ground = styles["surface"], styles["background"]
        segments = [Segment("  ", rich_style(ground))]  # the first word stands under the first letter of the box
        room = max(0, width - 3)
        if self._chips:
            for runs in chip_line(self._chips, room):
                below = ground if runs[0][0].startswith("+") else chip_ground
                segments += [Segment(words, rich_style(below + styles[role])) for words, role in runs]
                segments.append(Segment(" ", rich_style(ground)))
        else:
            runs = fit_runs([(" ", "text"), *self._sentence], room)
            segments += [Segment(words, rich_style(ground + styles[role])) for words, role in runs]
        return Strip(segments).adjust_cell_length(width, rich_style(ground))
