"""The dialogs of the saved searches: one to choose, rename and remove them, one to give a query a name."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from reader.errors import ReaderError
from reader.library import Library
from reader.model import SavedSearch
from reader.sanitise import one_line
from reader.ui.notices import show_error
from reader.ui.paint import Styles, fit, shown
from reader.ui.screens.background import Deeds
from reader.ui.screens.dialog import CELLS, LIKE, ChoiceDialog, both_layouts, folded, likeness
from reader.ui.typeset import Run

_NAME, _COUNT = 20, 8  # cells
_WRONG = "wrong"  # in place of a count
_KEYS = "enter run   ^e edit   ^r rename   ^d remove   esc"


class SearchChoice(Struct, frozen=True):
    """A saved search to be run; `edited`: to be put into the box only, to be changed there."""

    name: str
    query: str
    edited: bool = False


def fitting(typed: str, searches: Sequence[SavedSearch]) -> list[SavedSearch]:
    """The searches whose names, or whose queries, go with the letters typed so far, the likeliest first; all of them in
    their order while nothing is typed."""
    wanted = folded(" ".join(typed.split()))
    if not wanted:
        return list(searches)
    scored = [(_score(wanted, search), search) for search in searches]
    return [search for score, search in sorted(scored, key=lambda pair: -pair[0]) if score >= LIKE]


def _score(wanted: str, search: SavedSearch) -> float:
    return max(likeness(wanted, folded(search.name)), LIKE if wanted in folded(search.query) else 0)


class SearchesDialog(ChoiceDialog[SearchChoice]):
    """Choose a saved search. Their numbers of stories come in while one looks."""

    PLACEHOLDER = "saved search"
    FOOT = _KEYS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(both_layouts("ctrl+e"), "edit", "Edit", show=False, priority=True),
        Binding(both_layouts("ctrl+r"), "rename", "Rename", show=False, priority=True),
        Binding(f"{both_layouts('ctrl+d')},delete", "remove", "Remove", show=False, priority=True),
        Binding(both_layouts("ctrl+z"), "undo", "Undo", show=False, priority=True),
    ]

    def __init__(self, searches: Sequence[SavedSearch], library: Library, styles: Styles) -> None:
        super().__init__(styles)
        self._searches = searches
        self._library = library
        self._deeds = Deeds(self, partial(self._failed))
        self._counts: dict[str, int | None] = {}  # by query; None: it is wrong
        self._offers: list[SavedSearch] = []
        self._renamed: SavedSearch | None = None  # while its new name is typed
        self._changes = 0  # that can be taken back

    def title_line(self) -> Content:
        """What is chosen here."""
        return Content("Saved searches").stylize(self.theme_styles["heading"])

    def on_mount(self) -> None:
        """Offer all of them, and begin to count."""
        self.offer("")
        self.run_worker(self._count(), group="counting")

    async def _count(self) -> None:
        for search in self._searches:
            self._counts[search.query] = await asyncio.to_thread(self._counted, search.query)
            self._show(self.choices.cursor)

    def _counted(self, query: str) -> int | None:
        try:
            return len(self._library.find(query).rows)
        except ReaderError:
            return None

    def offer(self, typed: str) -> None:
        """Offer the searches that go with the letters typed so far."""
        if self._renamed is None:
            self._offers = fitting(one_line(typed), self._searches)
            self._show(0)

    def _show(self, cursor: int) -> None:
        self.choices.show([self._line(search) for search in self._offers], max(0, min(cursor, len(self._offers) - 1)))

    def _line(self, search: SavedSearch) -> list[Run]:
        name, count = fit(one_line(search.name), _NAME), self._counts.get(search.query, -1)
        number = _WRONG if count is None else f"{count:,}" if count >= 0 else "…"
        query = fit(one_line(search.query), CELLS - _NAME - _COUNT - 3)
        return [
            (f"{name}{' ' * (_NAME - cell_len(name))}  ", "text"),
            (f"{query}{' ' * (CELLS - _NAME - _COUNT - 3 - cell_len(query))} ", "muted"),
            (f"{number:>{_COUNT}}", "error" if count is None else "muted"),
        ]

    @property
    def _chosen(self) -> SavedSearch | None:
        number = self.choices.cursor
        return self._offers[number] if 0 <= number < len(self._offers) else None

    def completed(self) -> str | None:
        """The name under the cursor."""
        return self._chosen.name if self._chosen and not self._renamed else None

    def choose(self) -> None:
        """Run the search under the cursor, or give the one that is renamed its name."""
        if self._renamed is not None:
            self._rename(self._renamed, self.field.value)
        elif self._chosen:
            self.dismiss(SearchChoice(self._chosen.name, self._chosen.query))

    def action_edit(self) -> None:
        """Put the query into the search box, to be changed there."""
        if self._chosen and not self._renamed:
            self.dismiss(SearchChoice(self._chosen.name, self._chosen.query, edited=True))

    def action_close(self) -> None:
        """Leave the name as it is, or the dialog."""
        if self._renamed is not None:
            self._type("")
        else:
            self.dismiss(None)

    # Changing

    def action_rename(self) -> None:
        """Have another name typed for the search under the cursor."""
        if self._chosen and not self._renamed:
            self._type(self._chosen.name, self._chosen)

    def _type(self, text: str, renamed: SavedSearch | None = None) -> None:
        """Begin to type something else: a new name, or letters of a name."""
        self._renamed = renamed
        title = f"Rename {fit(one_line(renamed.name), CELLS - 8)}" if renamed else "Saved searches"
        self.query_one("#title", Static).update(Content(title).stylize(self.theme_styles["heading"]))
        self._tell("enter rename   esc leave it" if renamed else _KEYS)
        self.choices.display = renamed is None
        self.field.value = text
        self.field.cursor_position = len(text)
        self.offer(text)

    def _rename(self, search: SavedSearch, name: str) -> None:
        if name.strip() == search.name:
            self._type("")
        elif name.strip():
            self._change(partial(self._library.rename_search, search.name, name), "Renamed · ^z takes it back")

    def action_remove(self) -> None:
        """Remove the search under the cursor."""
        if (search := self._chosen) and not self._renamed:
            said = f"Removed {fit(one_line(search.name), _NAME)} · ^z takes it back"
            self._change(partial(self._library.remove_search, search.name), said)

    def action_undo(self) -> None:
        """Take back the last change made here."""
        if self._changes and not self._renamed:
            self._changes -= 2
            self._change(self._library.undo, "Taken back")

    def _change(self, deed: Callable[[], object], said: str) -> None:
        def then(searches: tuple[SavedSearch, ...]) -> None:
            cursor = self.choices.cursor
            self._changes += 1
            self._searches = searches
            if self._renamed is not None:
                self._type("")
            self.offer(self.field.value)
            self._show(cursor)
            self._tell(said)

        def change() -> tuple[SavedSearch, ...]:
            deed()
            return self._library.searches()

        self._deeds.do(change, then)

    def _tell(self, words: str) -> None:
        self.query_one("#foot", Static).update(Content(words))

    def _failed(self, error: ReaderError) -> None:
        show_error(self.app, error)


class SaveDialog(ChoiceDialog[str]):
    """Give a query a name: a new one, or that of a saved search that it replaces."""

    PLACEHOLDER = "name"
    FOOT = "enter save   ↓ replace   tab complete   esc close"

    def __init__(self, query: str, searches: Sequence[SavedSearch], name: str, styles: Styles) -> None:
        super().__init__(styles)
        self._query = query
        self._searches = searches
        self._names: list[str] = []
        self.field.value = name

    def title_line(self) -> Content:
        """The query."""
        query = fit(one_line(self._query), CELLS - 5)
        return Content.assemble(("Save ", self.theme_styles["muted"]), (query, self.theme_styles["heading"]))

    def on_mount(self) -> None:
        """Offer the name it has, if it has one."""
        self.field.cursor_position = len(self.field.value)
        self.offer(self.field.value)

    def offer(self, typed: str) -> None:
        """First the name as it is typed, then searches that could be replaced."""
        name = " ".join(one_line(typed).split())
        known = {folded(search.name): search for search in self._searches}
        same = known.get(folded(name))
        others = [search for search in fitting(name, self._searches) if search is not same]
        lines = [_line("", same) if same else [("+ ", "accent"), (fit(name, CELLS - 6), "text"), ("  new", "muted")]]
        self._names = [same.name if same else name, *(search.name for search in others)]
        if not name:
            self._names, lines = self._names[1:], []
        self.choices.show([*lines, *(_line("  ", search) for search in others)], cursor=0 if name else -1)

    @property
    def _chosen(self) -> str | None:
        number = self.choices.cursor
        return self._names[number] if 0 <= number < len(self._names) else None

    def completed(self) -> str | None:
        """The first name that goes with what is typed, or the one under the cursor."""
        number = max(self.choices.cursor, 1 if self.field.value.strip() else 0)
        return self._names[number] if number < len(self._names) else None

    def choose(self) -> None:
        """Take the name under the cursor."""
        if self._chosen:
            self.dismiss(self._chosen)


def _line(indent: str, search: SavedSearch) -> list[Run]:
    """A name that is taken, with the query it stands for."""
    name = fit(one_line(search.name), CELLS // 2)
    verb = "" if indent else "replaces "
    query = fit(one_line(search.query), CELLS - cell_len(name) - 4 - len(verb))
    return [(indent or "! ", "warning"), (f"{name}  ", "text"), (verb, "warning"), (shown(query), "muted")]
