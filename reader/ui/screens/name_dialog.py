"""The dialog that puts a name right: what kind of name it is, what is no spelling of it, what else it is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from textual.content import Content
from textual.widgets import Static

from reader.errors import ReaderError
from reader.library import Library, NameUse
from reader.model import Label
from reader.model import Offer as Known
from reader.sanitise import one_line
from reader.ui.notices import show_error
from reader.ui.paint import Styles, fit, shown
from reader.ui.screens.background import Latest
from reader.ui.screens.dialog import CELLS, ChoiceDialog, folded
from reader.ui.screens.overview import stories

if TYPE_CHECKING:
    from reader.ui.typeset import Run

KINDS: Mapping[Label, str] = {Label.PERSON: "person", Label.ORGANISATION: "organisation", Label.PLACE: "place"}
_NAME = 32  # cells


class Merge(Struct, frozen=True):
    """The name is another one that the library has."""

    into: str


class Rename(Struct, frozen=True):
    """The name is to be called so."""

    new: str


class Split(Struct, frozen=True):
    """This spelling is not the name."""

    spelling: str


class Retype(Struct, frozen=True):
    """The name is of this kind."""

    label: Label


Correction = Merge | Rename | Split | Retype

_Line = tuple[Correction, "list[Run]"]


def corrections(use: NameUse) -> list[_Line]:
    """What can be put right without typing anything: the kind of a name, then its spellings."""
    kinds = [(label, f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}") for label, kind in KINDS.items()]
    spelt = [(spelling, times) for spelling, times in use.spellings if folded(spelling) != folded(use.name)]
    return [
        *((Retype(each), [("  is ", "muted"), (words, KINDS[each])]) for each, words in kinds if each is not use.label),
        *((Split(spelling), _counted("split off ", spelling, times)) for spelling, times in spelt),
    ]


def offers(typed: str, name: str, known: Sequence[Known]) -> list[_Line]:
    """What a name may become, once something is typed: those that the library has, or what was typed. That comes first
    where no name of the library begins so: a similar one is never taken for it."""
    wanted = " ".join(one_line(typed).split())
    others = [each for each in known if folded(each.text) != folded(name)]
    merges: list[_Line] = [
        (Merge(each.text), _counted("merge into ", each.text, each.articles or 0)) for each in others
    ]
    if not wanted or any(folded(each.text) == folded(wanted) for each in known):
        return merges
    rename: _Line = (Rename(wanted), [("+ ", "accent"), ("rename to ", "muted"), (fit(wanted, _NAME), "text")])
    begun = others and any(word.startswith(folded(wanted)) for word in _beginnings(others[0].text))
    return [*merges, rename] if begun else [rename, *merges]


def _beginnings(name: str) -> tuple[str, ...]:
    words = folded(name).split()
    return tuple(" ".join(words[number:]) for number in range(len(words)))


def _counted(verb: str, name: str, count: int) -> list[Run]:
    return [(f"  {verb}", "muted"), (fit(one_line(name), _NAME), "text"), (f"  {count:,}", "muted")]


class NameDialog(ChoiceDialog[Correction]):
    """Choose what is to be corrected of a name; or type another name for it, known or new."""

    PLACEHOLDER = "another name for it: merge or rename"
    FOOT = "enter choose   tab complete   esc close"

    def __init__(self, label: Label, name: str, library: Library, styles: Styles) -> None:
        super().__init__(styles)
        self._label = label
        self._called = name
        self._library = library
        self._use: NameUse | None = None
        self._lines: list[_Line] = []
        self._answered: str | None = None  # the letters that the lines go with
        self._looking = Latest(self, "use", self._look, self._looked)
        self._offering = Latest(self, "names", self._ask, self._offered)

    def title_line(self) -> Content:
        """The name, and what is known of it."""
        role, styles = KINDS[self._label], self.theme_styles
        name = (shown(fit(one_line(self._called), CELLS)), styles[role])
        if self._use is None:
            return Content.assemble(name, "\n", (role, styles["muted"]))
        mentions = f"{self._use.mentions:,} {'mention' if self._use.mentions == 1 else 'mentions'}"
        spelt = f"{len(self._use.spellings)} {'spelling' if len(self._use.spellings) == 1 else 'spellings'}"
        about = " · ".join((role, stories(self._use.articles), mentions, spelt))
        return Content.assemble(name, "\n", (about, styles["muted"]))

    def on_mount(self) -> None:
        """Begin to take letters, and look at how the name is used."""
        self._looking.ask(None)

    def _look(self, _: None) -> NameUse:
        return self._library.name_use(self._label, self._called)

    def _looked(self, _: None, answer: NameUse | ReaderError) -> None:
        if isinstance(answer, ReaderError):
            show_error(self.app, answer)
            return
        self._use = answer
        self.query_one("#title", Static).update(self.title_line())
        self.offer(self.field.value)

    def offer(self, typed: str) -> None:
        """Offer what goes with the letters typed so far."""
        if typed.strip():
            self._offering.ask(typed)
        elif self._use:
            self._show("", corrections(self._use), cursor=-1)  # enter at once changes nothing

    def _ask(self, typed: str) -> Sequence[Known]:
        return self._library.names_like(self._label, typed)

    def _offered(self, typed: str, answer: Sequence[Known] | ReaderError) -> None:
        if isinstance(answer, ReaderError):
            show_error(self.app, answer)
        elif typed == self.field.value:
            self._show(typed, offers(typed, self._called, answer))

    def _show(self, typed: str, lines: list[_Line], cursor: int = 0) -> None:
        self._answered, self._lines = typed, lines
        self.choices.show([line for _, line in lines], cursor)

    @property
    def _chosen(self) -> Correction | None:
        number = self.choices.cursor
        return self._lines[number][0] if 0 <= number < len(self._lines) else None

    def completed(self) -> str | None:
        """The name under the cursor."""
        match self._chosen:
            case Merge(name) | Rename(name):
                return name
        return None

    def choose(self) -> None:
        """Take what is under the cursor, if it goes with what is typed."""
        if self._chosen and self._answered == (self.field.value if self.field.value.strip() else ""):
            self.dismiss(self._chosen)
