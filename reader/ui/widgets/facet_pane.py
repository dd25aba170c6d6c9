"""The third pane: what stories share, in sections that fold, each value with its number of stories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct
from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.model import Facet
from reader.sanitise import one_line
from reader.ui.keys import Where, bindings
from reader.ui.paint import Styles, fit, fit_runs, rich_style
from reader.ui.typeset import Run
from reader.ui.widgets.pane import Pane

_FEW = 6  # values of a section that are shown until one asks for the rest
_MARGIN = 2  # lines kept in sight above and below the cursor


class _Section(Struct, frozen=True):
    operator: str
    title: str
    role: str
    none: str = "none"

    @property
    def of_names(self) -> bool:
        return self.operator in ("person", "org", "place")


_SECTIONS = (
    _Section("search", "Saved searches", "text", "F saves a search"),
    _Section("tag", "Tags", "tag", "t tags a story"),
    _Section("source", "Sources", "text"),
    _Section("person", "People", "person"),
    _Section("org", "Organisations", "organisation"),
    _Section("place", "Places", "place"),
)


class _Line(NamedTuple):
    """One line of the pane: a value or, without one, the heading of its section, or `more`: how many are not shown."""

    section: _Section
    facet: Facet | None = None
    more: int = 0
    note: str = ""

    @property
    def key(self) -> tuple[str, str | None, bool, bool]:
        """By which it is found again when the numbers have changed."""
        return self.section.operator, self.facet.value if self.facet else None, bool(self.more), bool(self.note)

    @property
    def is_heading(self) -> bool:
        return self.facet is None and not self.more and not self.note


class FacetPane(Pane, can_focus=True):
    """Shows the facets it is handed. What is folded and unfolded stays so while the program runs."""

    BINDINGS = bindings(Where.PANE, Where.FACETS)
    ALLOW_SELECT = False

    class Chosen(Message):
        """The stories of a value are wanted."""

        def __init__(self, facet: Facet) -> None:
            super().__init__()
            self.facet = facet

    class Left(Message):
        """On to the list."""

    def __init__(self, styles: Styles, id: str) -> None:
        super().__init__(id=id)
        self.theme_styles = styles
        self.cursor = 0
        self._facets: dict[str, list[Facet]] | None = None  # None: nobody has counted yet
        self._names = ""  # how far the names are, if not all are known
        self._query = ""  # what the list shows
        self._folded: set[str] = set()
        self._whole: set[str] = set()
        self._lines: list[_Line] = []

    # What is shown

    def show(self, facets: Sequence[Facet], names: tuple[int, int]) -> None:
        """Show these facets, in their order; `names` are the stories whose names are known, and all stories."""
        self._facets = {section.operator: [] for section in _SECTIONS}
        for facet in facets:
            self._facets[facet.operator].append(facet)
        done, total = names
        self._names = f"names {done * 100 // total} %" if done < total else ""
        self._lay_out()

    def mark(self, query: str) -> None:
        """Mark the value whose stories the list shows."""
        if query != self._query:
            self._query = query
            self.refresh()

    def restyle(self, styles: Styles) -> None:
        """Draw in the styles of another theme."""
        self.theme_styles = styles
        self.refresh()

    def _lay_out(self) -> None:
        """Make the lines anew; the cursor stays on what it is on, at its height."""
        at = self._lines[self.cursor].key if self._lines else None
        height = self.cursor - self.scroll_offset.y
        self._lines = [line for section in _SECTIONS for line in self._lines_of(section)] if self._facets else []
        keys = [line.key for line in self._lines]
        self.cursor = keys.index(at) if at in keys else max(0, min(self.cursor, len(keys) - 1))
        self.virtual_size = Size(self._width, len(self._lines))
        self.scroll_to(y=max(0, min(self.cursor - height, self.max_scroll_y)), animate=False, force=True)
        self._keep_in_sight()
        self.refresh()

    def _lines_of(self, section: _Section) -> list[_Line]:
        facets = self._facets[section.operator] if self._facets else []
        lines = [_Line(section)]
        if section.operator in self._folded:
            return lines
        shown = len(facets) if section.operator in self._whole or len(facets) == _FEW + 1 else _FEW
        lines += [_Line(section, facet) for facet in facets[:shown]]
        if len(facets) > shown:
            lines.append(_Line(section, more=len(facets) - shown))
        return lines if facets else [*lines, _Line(section, note=section.none)]

    @property
    def facet(self) -> Facet | None:
        """The value under the cursor."""
        return self._lines[self.cursor].facet if self._lines else None

    # Keys and mouse

    def action_choose_value(self) -> None:
        """Show the stories of a value; fold or unfold a section."""
        if not self._lines:
            return
        line = self._lines[self.cursor]
        if line.facet:
            self.post_message(self.Chosen(line.facet))
        elif line.more:
            self.action_unfold()
        elif line.is_heading:
            self._fold(line.section, folded=line.section.operator not in self._folded)

    def action_unfold(self) -> None:
        """Unfold a section, show all of it; on to the list where there is nothing to unfold."""
        line = self._lines[self.cursor] if self._lines else None
        if line and line.more:
            self._whole.add(line.section.operator)
            first = self.cursor
            self._lay_out()
            self.move_to(first)
        elif line and line.is_heading and line.section.operator in self._folded:
            self._fold(line.section, folded=False)
        else:
            self.post_message(self.Left())

    def action_fold(self) -> None:
        """Fold the section one is in."""
        if self._lines:
            self._fold(self._lines[self.cursor].section, folded=True)

    def _fold(self, section: _Section, *, folded: bool) -> None:
        if folded:
            self._folded.add(section.operator)
            self._whole.discard(section.operator)
            self.cursor = next(i for i, line in enumerate(self._lines) if line.section is section)
        else:
            self._folded.discard(section.operator)
        self._lay_out()

    def move_to(self, index: int) -> None:
        """Put the cursor on a line."""
        self.cursor = max(0, min(index, len(self._lines) - 1))
        self._keep_in_sight()
        self.refresh()

    def _keep_in_sight(self) -> None:
        height = self._height
        margin = min(_MARGIN, max(0, (height - 1) // 2))
        top = max(self.cursor + margin - height + 1, min(self.scroll_offset.y, self.cursor - margin))
        if top != self.scroll_offset.y:
            self.scroll_to(y=max(0, min(top, self.max_scroll_y)), animate=False, force=True)

    def action_down(self) -> None:
        self.move_to(self.cursor + 1)

    def action_up(self) -> None:
        self.move_to(self.cursor - 1)

    def action_half_page_down(self) -> None:
        self.move_to(self.cursor + self._height // 2)

    def action_half_page_up(self) -> None:
        self.move_to(self.cursor - self._height // 2)

    def action_page_down(self) -> None:
        self.move_to(self.cursor + self._height - 1)

    def action_page_up(self) -> None:
        self.move_to(self.cursor - self._height + 1)

    def action_top(self) -> None:
        self.move_to(0)

    def action_bottom(self) -> None:
        self.move_to(len(self._lines) - 1)

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        line = event.y + self.scroll_offset.y
        if line < len(self._lines):
            self.move_to(line)
            self.action_choose_value()

    def on_resize(self) -> None:
        """Paint for another width; the cursor stays in sight."""
        self.virtual_size = Size(self._width, len(self._lines))
        self._keep_in_sight()

    # Painting

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _height(self) -> int:
        return max(1, self.scrollable_content_region.height)

    def render_line(self, y: int) -> Strip:
        """Textual's line API: the strip at `y` of the widget."""
        number = y + self.scroll_offset.y
        current = number == self.cursor and self.has_focus and bool(self._lines)
        runs: list[Run] = []
        if number < len(self._lines):
            runs = self._runs(self._lines[number], current=current)
        elif self._facets is None and y == 1:
            runs = [("  counting…", "muted")]
        styles = self.theme_styles
        base = styles["background"] + styles["text"]
        over = styles["cursor"] if current else None
        segments = [Segment(words, rich_style(base + styles[role] + over)) for words, role in runs]
        return Strip(segments).adjust_cell_length(self._width, rich_style(base + over))

    def _runs(self, line: _Line, *, current: bool) -> list[Run]:
        edge: Run = ("▌", "accent") if current else (" ", "text")
        section, facet = line.section, line.facet
        if line.more:
            return [edge, (f"  … {line.more:,} more", "muted")]
        if line.note:
            return [edge, (f"  {line.note}", "muted")]
        if facet is None:
            sign = "▸" if section.operator in self._folded else "▾"
            names = self._names if section.of_names else ""
            return self._spread([edge, (f"{sign} ", "muted"), (section.title, "heading")], (names, "warning"))
        count: Run = ("!", "error") if facet.articles is None else (f"{facet.articles:,}", "muted")
        sign = "• " if facet.query == self._query else "  "
        return self._spread([edge, (sign, "accent"), (one_line(facet.value), section.role)], count)

    def _spread(self, left: Sequence[Run], right: Run) -> list[Run]:
        """Words at the left edge, one at the right; what is at the left gives way."""
        room = self._width - 1 - cell_len(right[0])
        fitted = fit_runs(left, room - 1) if right[0] else fit_runs(left, room)
        gap = room - sum(cell_len(words) for words, _ in fitted)
        return [*fitted, (" " * gap, "text"), (fit(*right[:1], self._width), right[1])]
