"""The tag dialog: type a few letters of a tag, or a new tag, and press enter."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual.content import Content

from reader.sanitise import one_line
from reader.ui.paint import Styles, fit, shown
from reader.ui.screens.dialog import CELLS, LIKE, ChoiceDialog, folded, likeness
from reader.ui.typeset import Run

_OFFERED = 50


class TagChoice(Struct, frozen=True):
    """What was decided: the tag is put on the stories, or taken from them."""

    tag: str
    added: bool


class Offer(Struct, frozen=True):
    """One line of the dialog. `on` tells that the stories have the tag, `new` that no story has it yet."""

    tag: str
    articles: int
    on: bool = False
    new: bool = False


def offers(typed: str, tags: Sequence[tuple[str, int]], own: Sequence[str]) -> list[Offer]:
    """The tags that go with what was typed, the likeliest first; after them what was typed, if it is no tag yet. While
    nothing is typed, the tags that the stories have come last.

    `tags` are all tags with their numbers of articles, the most used first; `own` are those that the stories have.
    """
    wanted = " ".join(typed.removeprefix("#").split())
    known = [Offer(tag, articles, tag in own) for tag, articles in tags]
    if not wanted:
        return sorted(known, key=lambda offer: offer.on)[:_OFFERED]
    scored = [(likeness(folded(wanted), folded(offer.tag)), offer) for offer in known]
    found = sorted((pair for pair in scored if pair[0] >= LIKE), key=lambda pair: -pair[0])[:_OFFERED]
    exact = any(folded(offer.tag) == folded(wanted) for offer in known)
    return [*(offer for _, offer in found), *([] if exact else [Offer(wanted, 0, new=True)])]


class TagDialog(ChoiceDialog[TagChoice]):
    """Choose a tag to put on stories or, `removing`, one to take from them. `what` they are is a headline, or their
    number. The dialog can be typed into at once; what it offers comes with `supply`."""

    PLACEHOLDER = "tag"

    def __init__(self, what: str, styles: Styles, *, removing: bool = False) -> None:
        super().__init__(styles)
        if removing:
            self.field.placeholder = "tag to take away"
        self._what = what
        self._tags: Sequence[tuple[str, int]] | None = None
        self._own: Sequence[str] = ()
        self._removing = removing
        self._entered = False  # before there was anything to choose from
        self._offers: list[Offer] = []

    def title_line(self) -> Content:
        """What is done, and to which stories."""
        deed = "Take a tag from " if self._removing else "Tag "
        what = fit(one_line(self._what), CELLS - len(deed))
        return Content.assemble((deed, self.theme_styles["muted"]), (what, self.theme_styles["heading"]))

    def supply(self, tags: Sequence[tuple[str, int]], own: Sequence[str]) -> None:
        """Offer these tags with their numbers of articles, the most used first; `own` are those that all the stories
        have."""
        self._tags, self._own = tags, own
        self.offer(self.field.value)
        if self._entered:
            self.choose()

    def offer(self, typed: str) -> None:
        """Offer the tags that go with the letters typed so far."""
        self._offers = offers(one_line(typed), self._tags or (), self._own)
        if self._removing:
            self._offers = [offer for offer in self._offers if not offer.new]
        self.choices.show([_line(offer) for offer in self._offers])

    def completed(self) -> str | None:
        """The tag under the cursor."""
        return self._chosen.tag if self._chosen else None

    @property
    def _chosen(self) -> Offer | None:
        number = self.choices.cursor
        return self._offers[number] if number < len(self._offers) else None

    def choose(self) -> None:
        """Take the tag under the cursor."""
        offer = self._chosen
        if self._tags is None:
            self._entered = True
        elif offer is None or (offer.on and not self._removing):
            self.dismiss(None)  # nothing to choose, or the stories have the tag already
        else:
            self.dismiss(TagChoice(offer.tag, not self._removing))


def _line(offer: Offer) -> list[Run]:
    mark = "✓ " if offer.on else "+ " if offer.new else "  "
    count = "new tag" if offer.new else f"{offer.articles:,}" if offer.articles else ""
    return [(mark, "accent"), (f"#{shown(one_line(offer.tag))}", "tag"), (f"  {count}", "muted")]
