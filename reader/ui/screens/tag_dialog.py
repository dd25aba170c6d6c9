"""The tag dialog: type a few letters of a tag, or a new tag, and press enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.model import Summary
from reader.sanitise import one_line
from reader.ui.paint import Styles, fit, shown
from reader.ui.typeset import Run
from reader.ui.widgets.choices import Choices

_OFFERED = 50
_LIKE = 60  # one letter wrong in four is still what was meant
_CELLS = 50  # inside the dialog


@dataclass(frozen=True, slots=True)
class TagChoice:
    """What was decided: the tag is put on the article, or taken from it."""

    row: int
    tag: str
    added: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the dialog. `on` tells that the article has the tag, `new` that no article has it yet."""

    tag: str
    articles: int
    on: bool = False
    new: bool = False


def offers(typed: str, tags: Sequence[tuple[str, int]], own: Sequence[str]) -> list[Offer]:
    """The tags that go with what was typed, the likeliest first; after them what was typed, if it is no tag yet. While
    nothing is typed, the tags that the article has come last.

    `tags` are all tags with their numbers of articles, the most used first; `own` are those of the article.
    """
    wanted = " ".join(typed.removeprefix("#").split())
    known = [Offer(tag, articles, tag in own) for tag, articles in tags]
    if not wanted:
        return sorted(known, key=lambda offer: offer.on)[:_OFFERED]
    scored = [(likeness(_folded(wanted), _folded(offer.tag)), offer) for offer in known]
    found = sorted((pair for pair in scored if pair[0] >= _LIKE), key=lambda pair: -pair[0])[:_OFFERED]
    exact = any(_folded(offer.tag) == _folded(wanted) for offer in known)
    return [*(offer for _, offer in found), *([] if exact else [Offer(wanted, 0, new=True)])]


def likeness(wanted: str, tag: str) -> float:
    """How well a tag goes with the letters typed so far, 0 to 100: it begins with them, or one of its words does; it
    holds them; it holds them in this order, first letter first; or it is spelt nearly so as far as it is typed."""
    from rapidfuzz import fuzz

    if tag == wanted:
        return 100
    words = (tag, *tag.split())
    if any(word.startswith(wanted) for word in words):
        return 95
    if wanted in tag:
        return 90
    letters = iter(tag)
    if tag[0] == wanted[0] and all(letter in letters for letter in wanted):
        return 85
    lengths = (len(wanted) - 1, len(wanted), len(wanted) + 1)
    return max(fuzz.ratio(wanted, word[:length]) for word in words for length in lengths) - 15


def _folded(tag: str) -> str:
    return tag.casefold().replace("ё", "е")


class TagDialog(ModalScreen["TagChoice | None"]):
    """Choose a tag for one article, or, `removing`, one of its tags to take away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]

    def __init__(
        self, summary: Summary, tags: Sequence[tuple[str, int]], styles: Styles, *, removing: bool = False
    ) -> None:
        super().__init__()
        self._summary = summary
        self._tags = tags
        self._styles_of = styles
        self._removing = removing
        self._offers: list[Offer] = []

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(self._title(), id="title")
            yield Input(placeholder="tag to take away" if self._removing else "tag", compact=True, id="tag")
            yield Choices(self._styles_of, id="offers")
            yield Static(Content("enter choose   tab complete   esc close"), id="foot")

    def _title(self) -> Content:
        what = "Take a tag from " if self._removing else "Tag "
        title = fit(one_line(self._summary.title), _CELLS - len(what))
        return Content.assemble((what, self._styles_of["muted"]), (title, self._styles_of["heading"]))

    def on_mount(self) -> None:
        """Offer all tags, those of the article first."""
        self.query_one(Input).focus()
        self._offer("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what goes with the letters typed so far."""
        self._offer(event.value)

    def _offer(self, typed: str) -> None:
        self._offers = offers(one_line(typed), self._tags, self._summary.tags)
        if self._removing:
            self._offers = [offer for offer in self._offers if offer.on]
        self.query_one(Choices).show([_line(offer) for offer in self._offers])

    def action_move(self, step: int) -> None:
        self.query_one(Choices).move(step)

    def action_complete(self) -> None:
        """Put the tag under the cursor into the field."""
        if (offer := self._chosen) is not None:
            field = self.query_one(Input)
            field.value = offer.tag
            field.cursor_position = len(offer.tag)

    @property
    def _chosen(self) -> Offer | None:
        number = self.query_one(Choices).cursor
        return self._offers[number] if number < len(self._offers) else None

    def on_input_submitted(self) -> None:
        """Enter: take the tag under the cursor."""
        offer = self._chosen
        if offer is None or offer.on is not self._removing:
            self.dismiss(None)  # nothing to choose, or the story has the tag already
        else:
            self.dismiss(TagChoice(self._summary.row, offer.tag, not self._removing))

    def on_choices_clicked(self) -> None:
        """A tag was clicked."""
        self.on_input_submitted()


def _line(offer: Offer) -> list[Run]:
    mark = "✓ " if offer.on else "+ " if offer.new else "  "
    count = "new tag" if offer.new else f"{offer.articles:,}" if offer.articles else ""
    return [(mark, "accent"), (f"#{shown(one_line(offer.tag))}", "tag"), (f"  {count}", "muted")]
