"""The box of the library's search: the line to type into, below it the query as it was understood, and over the panes
what could be typed next."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import ComposeResult

from reader.model import Chip, Completion, Offer, Span
from reader.sanitise import one_line
from reader.ui.paint import Styles, fit, shown
from reader.ui.typeset import Run
from reader.ui.widgets.chips import ChipLine
from reader.ui.widgets.choices import Choices
from reader.ui.widgets.search_box import SearchBox

_INDENT = 3  # cells before the field
_NARROWEST, _WIDEST = 22, 48  # cells of an offer and its count
_FRAME = 5  # cells of the border of the offers, beside them and for the scroll bar
_MOST = 8  # offers shown at once; the style sheet adds the border
_LETTERS = 3  # of an operator, before it is offered to somebody who has not asked: «по» begins three of them
_HINT: tuple[Run, ...] = (('words  "phrase"  tag:  source:  person:  said:  after:  is:unread  -not  a OR b', "muted"),)


class QueryBox(SearchBox):
    """Shows a query, what it was taken for, and completions of it; keeps the searches made before at hand."""

    class CompletionWanted(SearchBox.Used):
        """What could be typed `at` a character of `text`? `offer` takes the answer."""

        def __init__(self, box: SearchBox, text: str, at: int) -> None:
            super().__init__(box)
            self.text = text
            self.at = at

    def __init__(self, styles: Styles, sign: str, placeholder: str, id: str) -> None:
        super().__init__(styles, sign, placeholder, id)
        self.history: Sequence[str] = ()  # searches made before, oldest first
        self._recalled: int | None = None  # which of them stands in the box
        self._draft = ""  # what stood there before
        self._put: str | None = None  # a text that nobody typed: completed or called back
        self._completion = Completion(0, 0)
        self._completed = ""  # what the completion is of
        self._taken: int | None = None  # which offer stands in the box
        self._taking = 0  # an offer to be taken as soon as offers come: 1 the first, -1 the last
        self._chips = ChipLine(styles)
        self._offers = Choices(styles, id="completions")
        self._offers.display = False

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield self._chips
        yield self._offers

    def on_mount(self) -> None:
        """What is offered at one place is not offered at another."""
        self.watch(self._field, "selection", self._cursor_moved, init=False)

    def open(self, text: str | None = None, *, typing: bool = True) -> None:
        """Show the box, as any box; what can be asked for is told while nothing is."""
        if not self.display:
            self._chips.show((), _HINT)
        super().open(text, typing=typing)

    def close(self) -> None:
        """Empty the box and hide it, without a message."""
        super().close()
        self._recalled = None
        self.hide_offers()

    def restyle(self, styles: Styles) -> None:
        """Draw in the styles of another theme."""
        super().restyle(styles)
        self._chips.restyle(styles)
        self._offers.restyle(styles)

    # What came of the query

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show the query as it was understood."""
        self.mark_wrong(None)
        self._chips.show(chips, () if self.text.strip() else _HINT)

    def show_wrong(self, reason: str, span: Span) -> None:
        """Say why the query cannot be understood, and mark where."""
        self.mark_wrong(span)
        self._chips.show((), ((shown(one_line(reason)), "error"),))

    # Searches made before

    def recall(self, step: int) -> None:
        """Put the search before into the box, or the one after; after the last comes what was being typed."""
        if self._recalled is None:
            self._draft, self._recalled = self.text, len(self.history)
        at = self._recalled + step
        while 0 <= at < len(self.history) and self.history[at] == self.text:
            at += step
        if 0 <= at <= len(self.history):
            self._recalled = at
            self._replace(self.history[at] if at < len(self.history) else self._draft)
        self.hide_offers()

    # Completing

    def changed(self) -> None:
        """Something was typed, unless it was put there."""
        super().changed()
        if self.text == self._put:
            return
        self._put = self._recalled = self._taken = None
        if self.text.strip():
            self._ask()
        else:
            self.hide_offers()

    def complete(self, step: int) -> None:
        """Take the first offer, or go on to the next one; ask for offers where there are none."""
        if self._offers.display and self._is_completed(self.text):
            self._take(step)
        elif self.text.strip():
            self._taking = step
            self._ask()

    def offer(self, text: str, at: int, completion: Completion) -> None:
        """Offer what could stand in the text, unless another text stands there by now."""
        if (text, at) != (self.text, self._field.cursor_position) or not self.typing:
            return
        taking, self._taking = self._taking, 0
        typed = text[completion.start : completion.stop]
        offers = tuple(offer for offer in completion.offers if offer.text != typed)
        early = all(_is_operator(offer) for offer in offers) and len(typed) < _LETTERS
        if not offers or (early and not taking):
            self.hide_offers()
            return
        self._completion = Completion(completion.start, completion.stop, offers)
        self._completed, self._taken = text, None
        if not taking or len(offers) > 1:
            self._show_offers()
        if taking:
            self._take(taking)

    def hide_offers(self) -> None:
        """Nothing is offered any more; what stands in the box stays."""
        self._offers.display = False
        self._taken = None
        self._taking = 0

    def on_choices_clicked(self) -> None:
        """An offer was clicked."""
        self._taken = self._offers.cursor
        self._put_offer()
        self.hide_offers()
        self._field.focus()

    def move(self, step: int) -> None:
        """Into the results: what stands in the box is what was meant."""
        self.hide_offers()
        super().move(step)

    def accept(self) -> None:
        """Enter: what stands in the box is what was meant."""
        self.hide_offers()
        super().accept()

    def cancel(self) -> None:
        """Esc closes the offers before it closes the box."""
        if self._offers.display:
            self.hide_offers()
        else:
            super().cancel()

    def _ask(self) -> None:
        self.post_message(self.CompletionWanted(self, self.text, self._field.cursor_position))

    def _is_completed(self, text: str) -> bool:
        """Whether the offers are for this text: as it was typed, or with one of them in it."""
        return text == (self._completed if self._taken is None else self._put)

    def _take(self, step: int) -> None:
        count = len(self._completion.offers)
        self._taken = (self._taken + step) % count if self._taken is not None else 0 if step > 0 else count - 1
        self._put_offer()
        self._offers.move_to(self._taken)

    def _put_offer(self) -> None:
        """Put the offer that is taken into the box, with a space behind it where a value ends."""
        offer = self._completion.offers[self._taken or 0]
        before = self._completed[: self._completion.start] + offer.text
        after = self._completed[self._completion.stop :]
        spaced = not _is_operator(offer) and not after.startswith((" ", ",", ")"))
        self._replace(before + " " * spaced + after, len(before) + spaced)
        self._field.space_given = len(before) if spaced else None

    def _replace(self, text: str, cursor: int | None = None) -> None:
        self._put = text
        self._field.value = text
        self._field.cursor_position = len(text) if cursor is None else cursor

    def _cursor_moved(self) -> None:
        """The cursor has gone elsewhere without a letter typed."""
        if self._offers.display and self._is_completed(self.text) and self._taken is None:
            self.hide_offers()

    def _show_offers(self) -> None:
        counts = [f"{offer.articles:,}" if offer.articles is not None else "" for offer in self._completion.offers]
        values = [shown(one_line(offer.text)).strip('"«»') for offer in self._completion.offers]
        needed = max(cell_len(value) + cell_len(count) + 2 for value, count in zip(values, counts, strict=True))
        width = min(max(needed, _NARROWEST), _WIDEST, max(8, self.size.width - _FRAME))
        lines: list[list[Run]] = []
        for value, count in zip(values, counts, strict=True):
            value = fit(value, width - cell_len(count) - 2)
            gap = width - cell_len(value) - cell_len(count)
            lines.append([(value, "text"), (" " * gap, "text"), (count, "muted")])
        self._offers.show(lines, cursor=-1)
        self._offers.styles.width = width + _FRAME
        start = cell_len(self._completed[: self._completion.start]) - round(self._field.scroll_offset.x)
        self._offers.styles.offset = (max(0, min(_INDENT + start - 2, self.size.width - width - _FRAME)), 0)
        self._offers.display = True


def _is_operator(offer: Offer) -> bool:
    return offer.text.endswith(":")
