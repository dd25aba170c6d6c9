"""What the reader can do in the search box: look for words, complete them, call back earlier and saved searches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from textual import on

from reader.errors import ReaderError
from reader.library import Library
from reader.model import Completion, SavedSearch
from reader.ui.keys import Action
from reader.ui.paint import Styles
from reader.ui.screens.asking import Wanted
from reader.ui.screens.background import Latest
from reader.ui.screens.marking import MarkingScreen
from reader.ui.widgets.query_box import QueryBox
from reader.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from reader.ui.screens.searches_dialog import SearchChoice


class Place(Struct, frozen=True):
    """Where the reader was: what was listed, the story under the cursor, the line at the top of the list."""

    wanted: Wanted
    row: int | None
    scroll: int | None


class SearchingScreen(MarkingScreen):
    """The library screen with the search box and the saved searches."""

    def __init__(self, library: Library, styles: Styles, actions: Sequence[Action]) -> None:
        super().__init__(library, styles, actions)
        self._before_search: Place | None = None
        self._remembered = ""  # the query that was last put into the history
        self._saved_as = ""  # the name of the saved search that was last put into the box
        self._completing = Latest(self, "completing", self._complete, self._completed)

    # The box

    def action_search(self) -> None:
        self._begin_search()
        self.search.open()

    def search_for(self, query: str, *, typing: bool = False) -> None:
        """Put a query into the box and show what it finds. The keyboard goes to the results; `typing`, to the box."""
        self._begin_search()
        self.search.open(query, typing=typing)
        self._search_changed()
        if not typing:
            self.list.focus()
            self._remember()

    def _begin_search(self) -> None:
        if self._before_search is None:
            self._before_search = Place(self.wanted, self.list.row, self.list.scroll_offset.y)
        self.top.display = False
        self.deeds.do(self.library.history, self._take_history)

    def _take_history(self, queries: tuple[str, ...]) -> None:
        self.search.history = queries

    @on(SearchBox.Changed, "#search")
    def _search_changed(self) -> None:
        self.upkeep.hold()
        text = self.search.text.lstrip()  # a space at the end says that the last word is complete
        self.ask(replace(self.wanted, text=text))

    @on(SearchBox.ResultMoved, "#search")
    def _result_moved(self, event: SearchBox.ResultMoved) -> None:
        self.list.move_to(self.list.cursor + event.step)

    @on(SearchBox.Accepted, "#search")
    def _search_accepted(self) -> None:
        if self.search.text.strip():
            self._remember()
            self.list.focus()
        else:
            self.end_search()

    @on(SearchBox.Cancelled, "#search")
    def end_search(self) -> None:
        """Back to where one was before the search, or to the story one has read since."""
        place = self._before_search or Place(Wanted(), self.list.row, None)
        self._before_search = None
        self._saved_as = ""
        self.search.close()
        self.top.display = True
        self.list.focus()
        wanted = replace(self.wanted, text=place.wanted.text, sort=place.wanted.sort)
        self.ask(wanted, row=place.row, scroll=place.scroll)

    def mark_read(self) -> None:
        """The story under the cursor is being read; that is where one is now, also after a search, and the search was
        worth remembering."""
        super().mark_read()
        if self._before_search and self.list.row is not None:
            self._before_search = replace(self._before_search, row=self.list.row, scroll=None)
            self._remember()

    def _remember(self) -> None:
        query = self.search.text.strip()
        if query and query != self._remembered:
            self._remembered = query
            self.deeds.do(partial(self.library.remember_search, query), lambda _: None)

    # Completing

    @on(QueryBox.CompletionWanted)
    def _completion_wanted(self, event: QueryBox.CompletionWanted) -> None:
        self._completing.ask((event.text, event.at))

    def _complete(self, asked: tuple[str, int]) -> Completion:
        return self.library.complete(*asked)

    def _completed(self, asked: tuple[str, int], answer: Completion | ReaderError) -> None:
        if isinstance(answer, Completion):
            self.search.offer(*asked, answer)

    # Saved searches

    def action_saved_searches(self) -> None:
        self.deeds.do(self.library.searches, self._offer_searches)

    def _offer_searches(self, searches: tuple[SavedSearch, ...]) -> None:
        if not searches:
            self.status.say("No saved searches yet: search, then F saves")
            return
        from reader.ui.screens.searches_dialog import SearchesDialog

        dialog = SearchesDialog(searches, self.library, self.article.theme_styles)
        self.app.push_screen(dialog, self._take_search)

    def _take_search(self, choice: SearchChoice | None) -> None:
        if choice is None:
            return
        self._saved_as = choice.name
        self.search_for(choice.query, typing=choice.edited)

    def action_save_search(self) -> None:
        query = self.search.text.strip()
        if not query:
            self.status.say("Nothing to save: / searches")
            return
        self.deeds.do(self.library.searches, partial(self._ask_for_name, query))

    def _ask_for_name(self, query: str, searches: tuple[SavedSearch, ...]) -> None:
        from reader.ui.screens.searches_dialog import SaveDialog

        dialog = SaveDialog(query, searches, self._saved_as, self.article.theme_styles)
        self.app.push_screen(dialog, partial(self._save, query))

    def _save(self, query: str, name: str | None) -> None:
        if not name:
            return

        def saved(_: None) -> None:
            self._saved_as = name
            self.status.say(f"Saved as {name} · f lists, u undoes")

        self.deeds.do(partial(self.library.save_search, name, query), saved)
