"""The article: a story of any length, drawn line by line.

Only lines on the screen are painted, and only as many lines are set as have been asked for; the rest follow in slices
between two frames, so that five million characters open as fast as five hundred.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from reader.library import Reading
from reader.model import Span
from reader.sanitise import one_line
from reader.ui.keys import Where, bindings
from reader.ui.paint import BAR, Highlights, Marks, Styles, fit, has_bar, marks_of, paint_line, rich_style
from reader.ui.typeset import Galley, Line, Part, clean_parts, raw_parts
from reader.ui.widgets.pane import Painted, Pane

_MEASURE = 72  # cells: DESIGN section 1; 45–75 characters a line are commonly held to read best
_NARROWEST, _WIDEST, _STEP = 40, 120, 8
_AT_ONCE = 200  # lines set before the first paint
_SLICE = 0.008  # seconds of setting lines between two frames
_TOP, _BOTTOM = 1, 2  # blank lines above the headline and below the end
_NOTE = 16  # cells that a speaker's name needs in the margin
_NOTHING = Galley("", (), 1)


class ArticleView(Pane, can_focus=True):
    """Shows one story. It is handed all it draws; it knows neither library nor list."""

    BINDINGS = bindings(Where.PANE, Where.ARTICLE)
    ALLOW_SELECT = True

    class FindRequested(Message):
        """`/` was pressed in the article."""

    class MatchReached(Message):
        """Another match is the place one is at."""

    def __init__(self, styles: Styles, id: str) -> None:
        super().__init__(id=id)
        self.theme_styles = styles
        self.reading: Reading | None = None
        self.raw = False
        self.highlights = Highlights.ALL
        self.matches: tuple[Span, ...] = ()
        self.place: Span | None = None
        self.finding = False  # whether matches are walked through with n and N
        self._message: tuple[Part, ...] = ()
        self._measure = _MEASURE
        self._width = 0
        self._marks = Marks()
        self._galley = _NOTHING
        self._waiting = False  # whether a timer will set more lines
        self._seek: int | None = None  # character to scroll to once its line is set
        self._strips: Painted[int] = Painted()

    # What is shown

    def show(self, reading: Reading | None, *, matches: Iterable[Span] = ()) -> None:
        """Show another story from its top; if it answers a search, from where it does."""
        self.reading = reading
        self.matches = tuple(matches)
        self.place = None
        self.raw = False
        self.finding = False
        self._message = ()
        self._set(0)
        self._reveal_first_match()

    def show_message(self, parts: Iterable[Part]) -> None:
        """Show words of the program's own instead of a story."""
        self.show(None)
        self._message = tuple(parts)
        self._set(0)

    def update_story(self, reading: Reading, matches: Iterable[Span]) -> None:
        """Show the same story with what has come since: names, tags, marks, what a search has found, another text.
        Nothing moves, unless it answers another search now and is not being read."""
        offset = self.top_offset
        if self.reading and self.reading.article.text != reading.article.text:
            offset = moved(offset, self.reading.article.text, reading.article.text)
            self.place = None
        before, self.matches = self.matches, tuple(matches)
        self.reading = reading
        self._set(offset)
        if self.matches != before and not self.has_focus:
            self._reveal_first_match()

    def _reveal_first_match(self) -> None:
        if self.matches:
            self.reveal(self.matches[0][0])

    def mark_matches(self, matches: Iterable[Span]) -> None:
        """Highlight what a search has found."""
        self.matches = tuple(matches)
        self._paint_again()

    def restyle(self, styles: Styles) -> None:
        """Draw in the styles of another theme."""
        self.theme_styles = styles
        self._paint_again()

    def next_highlights(self) -> Highlights:
        """Change what is coloured; returns what is now."""
        self.highlights = self.highlights.next
        self._paint_again()
        return self.highlights

    def toggle_raw(self) -> bool:
        """Between the page as it was scraped and the clean text; returns whether it is raw now."""
        offset = self.top_offset
        self.raw = not self.raw
        self._set(offset)
        return self.raw

    def widen(self, steps: int) -> int:
        """Make the lines wider, or narrower; returns their width in cells."""
        self._measure = min(_WIDEST, max(_NARROWEST, self.text_width + steps * _STEP))
        self._set(self.top_offset)
        return self.text_width

    # Moving

    def jump(self, spans: Iterable[Span], direction: int) -> Span | None:
        """Go to the next span (`direction` 1) or the previous one (-1), seen from the one jumped to last if that is on
        the screen, else from the top of the screen. None where there is none further."""
        first, last = self._visible_span
        here = self.place if self.place and first <= self.place[0] < last else None
        if direction > 0:
            target = min((s for s in spans if (s > here if here else s[0] >= first)), default=None)
        else:
            target = max((s for s in spans if (s < here if here else s[0] < first)), default=None)
        if target:
            self.place = target
            self._paint_again()
            self.reveal(target[0])
        return target

    def reveal(self, offset: int) -> None:
        """Bring a character to the upper third of the screen, unless it can be seen already."""
        line = self._galley.line_of(offset)
        if line is None:
            self._seek = offset
            self._lines_set()
            return
        y = line + _TOP
        if not self.scroll_offset.y < y < self.scroll_offset.y + self._height - 2:
            self.scroll_to(y=max(0, y - self._height // 3), animate=False)

    @property
    def top_offset(self) -> int:
        """The first character on the screen; 0 while the top of the story is."""
        line = self.scroll_offset.y - _TOP
        return self._galley.lines[line].start if 0 < line < len(self._galley.lines) else 0

    @property
    def _visible_span(self) -> Span:
        top = max(0, self.scroll_offset.y - _TOP)
        lines = [line for line in self._galley.lines[top : top + self._height] if line.start < line.stop]
        return (min(line.start for line in lines), max(line.stop for line in lines)) if lines else (0, 0)

    @property
    def _height(self) -> int:
        return self.scrollable_content_region.height

    def page(self, direction: int = 1) -> bool:
        """A page on, two lines kept in sight; False where there is nothing further."""
        before = self.scroll_offset.y
        self.move(direction * max(1, self._height - 2))
        return self.scroll_offset.y != before

    def move(self, lines: int) -> None:
        """Scroll by lines."""
        self._seek = None
        self._galley.fill(self.scroll_offset.y + lines + 2 * self._height)
        self._lines_set()
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)

    def action_down(self) -> None:
        self.move(1)

    def action_up(self) -> None:
        self.move(-1)

    def action_half_page_down(self) -> None:
        self.move(self._height // 2)

    def action_half_page_up(self) -> None:
        self.move(-(self._height // 2))

    def action_page_down(self) -> None:
        self.page()

    def action_page_up(self) -> None:
        self.page(-1)

    def action_top(self) -> None:
        self._seek = None
        self.scroll_to(y=0, animate=False)

    def action_bottom(self) -> None:
        if self.reading:
            self._seek = len(self.reading.article.text)  # no line holds it: the end, once all lines are set
            self._lines_set()

    def action_next_match(self) -> None:
        self.walk(1)

    def action_previous_match(self) -> None:
        self.walk(-1)

    def walk(self, direction: int) -> None:
        """To the next match; after the last one, to the first."""
        if not self.jump(self.matches, direction) and self.matches:
            self.place = self.matches[0 if direction > 0 else -1]
            self._paint_again()
            self.reveal(self.place[0])
        self.post_message(self.MatchReached())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 -- as Textual calls it
        """The keys of matches are others' keys until something was looked for."""
        return self.finding if action in ("next_match", "previous_match") else True

    def action_find(self) -> None:
        self.post_message(self.FindRequested())

    # Setting

    @property
    def _edge(self) -> int:
        """Cells kept free on either side; the bar of a quotation stands in them."""
        return 3 if self._width >= 48 else 2 if self._width >= 16 else 0

    @property
    def text_width(self) -> int:
        """Cells in a line of text."""
        return max(1, min(self._measure, self._width - 2 * self._edge))

    @property
    def _margin(self) -> int:
        """Cells to the left of the text. In a wide pane the text stands a third of the way: room for speakers is at
        its right."""
        return max(self._edge, (self._width - self.text_width) // 3)

    def _set(self, offset: int) -> None:
        """Begin to set the story anew, with the line of `offset` at the top."""
        self._width = self.scrollable_content_region.width
        self._galley = _NOTHING
        self._seek = offset or None
        if self.reading is not None and self._width > 0:
            article, summary = self.reading.article, self.reading.summary
            parts = raw_parts(article) if self.raw else clean_parts(article, summary)
            self._galley = Galley(article.text, parts, self.text_width)
        elif self._message:
            self._galley = Galley("", self._message, self.text_width)
        self._galley.fill(_AT_ONCE)
        self._paint_again()
        if not offset:
            self.scroll_to(y=0, animate=False, force=True)
        self._lines_set()

    def _set_on(self) -> None:
        self._waiting = False
        self._galley.fill_for(_SLICE)
        self._lines_set()

    def _lines_set(self) -> None:
        """Take up the lines that were set: the height they need, the place that waits for its line."""
        galley = self._galley
        height = len(galley.lines) + _TOP + _BOTTOM if galley.lines else 0
        if height != self.virtual_size.height:
            self.virtual_size = Size(self._width, height)
        if self._seek is not None:
            line = galley.line_of(self._seek)
            if line is not None or galley.finished:
                self._seek = None
                y = self.max_scroll_y if line is None else line + _TOP if line else 0
                self.scroll_to(y=y, animate=False, force=True)
        if not galley.finished and not self._waiting:
            self._waiting = True
            self.set_timer(1 / 60, self._set_on)

    def on_resize(self) -> None:
        """Set the story anew for another width, the same words at the top."""
        if self.scrollable_content_region.width != self._width:
            self._set(self.top_offset)

    # Painting

    def _paint_again(self) -> None:
        clean = self.reading if not self.raw else None
        annotation, signs = (clean.annotation, clean.signs) if clean else (None, ())
        self._marks = marks_of(annotation, self.highlights, self.matches, self.place, signs)
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Textual's line API: the strip at `y` of the widget."""
        number = self.scroll_offset.y + y - _TOP
        strip = self._strip(number)
        if (selection := self.text_selection) is not None:
            strip = self._selected(strip, selection, number)
        return strip.apply_offsets(0, self.scroll_offset.y + y)

    def _strip(self, number: int) -> Strip:
        """A whole line of the pane, painted."""
        cached = self._strips.get(number)
        if cached is not None:
            return cached
        styles = self.theme_styles
        ground = rich_style(styles["background"])
        segments = [Segment(" " * self._margin, ground)]
        if 0 <= number < len(self._galley.lines):
            text = self.reading.article.text if self.reading else ""
            line = self._galley.lines[number]
            if has_bar(line, self._marks) and self._margin > 1:
                bar = rich_style(styles["background"] + styles["quote-mark"])
                segments = [Segment(" " * (self._margin - 2), ground), Segment(BAR, bar), Segment(" ", ground)]
            segments += paint_line(text, line, self._marks, styles)
            segments += self._beside(line, segments)
        strip = Strip([s for s in segments if s.text]).adjust_cell_length(self._width, ground)
        self._strips[number] = strip
        return strip

    def _beside(self, line: Line, painted: list[Segment]) -> list[Segment]:
        """Who is speaking, in the right margin where there is one: text may call him «he»."""
        speaker = self._marks.speaker(line)
        column = self._margin + self.text_width + 3
        room = self._width - column - 1
        if speaker is None or room < _NOTE:
            return []
        styles = self.theme_styles
        gap = column - sum(cell_len(segment.text) for segment in painted)
        note = rich_style(styles["background"] + styles["muted"])
        return [
            Segment(" " * gap, rich_style(styles["background"])),
            Segment(fit(one_line(speaker), room), note),
        ]

    # Selecting with the mouse

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words selected with the mouse, the lines of a paragraph joined."""
        paragraphs: list[list[str]] = [[]]
        for number, line in enumerate(self._galley.lines):
            span = selection.get_span(number + _TOP)
            if span is not None and line.blank:
                paragraphs.append([])
            elif span is not None:
                stop = None if span[1] == -1 else span[1]
                paragraphs[-1].append(self._strip(number).text[max(span[0], self._margin) : stop].strip())
        return "\n\n".join(" ".join(lines) for lines in paragraphs if lines), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 -- as Textual calls it
        """Textual tells that the selection has changed."""
        self.refresh()

    def _selected(self, strip: Strip, selection: Selection, number: int) -> Strip:
        """The line with the selected cells in the style of a selection."""
        span = selection.get_span(number + _TOP)
        if span is None:
            return strip
        stop = strip.cell_length if span[1] == -1 else min(span[1], strip.cell_length)
        start = min(max(span[0], self._margin), stop)
        before, chosen, after = strip.divide([start, stop, strip.cell_length])
        style = rich_style(self.theme_styles["selection"])
        return Strip.join([before, Strip([Segment(s.text, (s.style or style) + style) for s in chosen]), after])


def moved(offset: int, before: str, after: str) -> int:
    """Where what stood at `offset` stands after a change of the text further up, or further down."""
    if after.startswith(before[:offset]):
        return min(offset, len(after))
    if after.endswith(before[offset:]):
        return len(after) - len(before) + offset
    return min(offset, len(after))
