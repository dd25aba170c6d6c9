"""The library on the screen: list, article, boxes and bars, and how what is asked for gets onto it.

How the screen follows what changes is in `changing`; what the reader can do is in the modules that build on that one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from reader.errors import QueryError, ReaderError
from reader.library import Library, Reading
from reader.model import Listing, Span
from reader.sanitise import one_line
from reader.ui import memory
from reader.ui.keys import HINTS, SELECTED_HINTS, Action, Where, shown_key
from reader.ui.notices import show_error
from reader.ui.paint import Styles, shown
from reader.ui.query_facts import QueryFacts, facts_of
from reader.ui.screens.asking import Asked, Found, Wanted, answers_of, first_seen, result_note
from reader.ui.screens.background import Deeds, Latest
from reader.ui.screens.later import Later
from reader.ui.screens.overview import Overview, stories
from reader.ui.typeset import Part, Run
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.facet_pane import FacetPane
from reader.ui.widgets.query_box import QueryBox
from reader.ui.widgets.search_box import SearchBox
from reader.ui.widgets.status import StatusBar, TopBar
from reader.ui.widgets.story_lines import Answering

_FOLLOW = 0.04  # seconds the cursor rests before the article follows: a held key repeats faster than that


class LibraryScreen(Screen[None]):
    """Shows a library."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-beside"), (120, "-wide")]  # noqa: RUF012 -- as Textual declares it
    AUTO_FOCUS = "#list"

    def __init__(self, library: Library, styles: Styles, actions: Sequence[Action]) -> None:
        super().__init__()
        self.library = library
        self.actions = actions
        self.wanted = Wanted()
        self.listing = Listing(())
        self.searched = ""  # the query that `listing` answers, if there are words in it that could be highlighted
        self.facts = QueryFacts()  # of the query that `listing` answers
        self.deeds = Deeds(self, self.complain)
        self.top = TopBar(styles, id="top")
        self.search = QueryBox(styles, "/", "search headlines and texts", id="search")
        self.facets = FacetPane(styles, id="facets")
        self.list = ArticleList(styles, library.summaries, id="list")
        self.article = ArticleView(styles, id="article")
        self.find = SearchBox(styles, "/", "find in the article", id="find")
        self.status = StatusBar(styles, id="status")
        self._finding = Latest(self, "search", self._find, self._found, overtaken=True)
        self._reading = Latest(self, "reading", self._read, self._story_read)
        self._explaining = Latest(self, "answers", self._explain, self._explained)
        self.overview = Overview(self, library, self.top, self.about_list)
        self.scanning = True
        self.staying = False  # whether the story under the cursor is listed only because the cursor is on it
        self._following = Later(self, _FOLLOW, self.follow)
        self._sweeping = Later(self, memory.RESTED, memory.sweep)
        self._asked: Asked | None = None  # what waits for its answer; asking the same again must not make it another
        self.at_rest = True  # until the reader has moved, the newest story stays on top while stories come in

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.search
        with Horizontal(id="panes"):
            yield self.facets
            yield self.list
            with Vertical(id="page"):
                yield self.article
                yield self.find
        yield self.status

    def on_mount(self) -> None:
        """Show what the cache knows."""
        self.search.display = False
        self.find.display = False
        self.listing = self.library.find("")
        row = self._last_place()
        self.at_rest = row is None
        self.list.message = self._why_empty()
        self.list.show(self.listing.rows, row=row)
        self.top.tell(self.library.name, [stories(len(self.listing.rows))], None)
        self.refresh_hints()

    def on_unmount(self) -> None:
        """Remember where the reader was."""
        if self.list.row is not None:
            self.library.remember_place(self.list.row)

    def _last_place(self) -> int | None:
        place = self.library.place()
        try:
            return self.library.resolve(place) if place else None
        except ReaderError:
            return None  # it is not in the library any more

    # The list

    def ask(self, wanted: Wanted, *, row: int | None = None, scroll: int | None = None) -> None:
        """Have the list show something else."""
        self.wanted = wanted
        self._asked = Asked(wanted, row, scroll)
        self._finding.ask(self._asked)

    def ask_again(self) -> None:
        """Have the list show the same, with what has changed; the cursor stays on its story."""
        self._finding.ask(self._asked or Asked(self.wanted, again=True, scanned=not self.scanning))

    def _find(self, asked: Asked) -> Found:
        query, sort = asked.wanted.query, asked.wanted.sort
        facts = facts_of(query)
        order = facts.order(sort) if sort else facts.sort
        listing = self.library.find(query, sort=order, typing=True)
        if not asked.wanted.text:
            return Found(listing, facts)
        summaries = self.library.summaries(first_seen(listing.rows, asked, self.list.in_sight, self.list.stories + 1))
        return Found(listing, facts, summaries, answers_of(self.library, summaries, query))

    def _found(self, asked: Asked, answer: Found | ReaderError) -> None:
        if asked is self._asked:
            self._asked = None
        if asked.wanted != self.wanted and not self.search.typing:
            return  # while one types, an answer to fewer letters is better than none; else only the last one counts
        if isinstance(answer, QueryError):
            self.search.show_wrong(answer.reason, asked.wanted.in_text(answer.start, answer.stop))
            return
        if isinstance(answer, ReaderError):
            self.complain(answer)
            return
        self.listing, self.facts = answer.listing, answer.facts
        self.searched = asked.wanted.searched
        self.list.message = self._why_empty()
        if self.list.selected and not asked.wanted.query:
            self.list.selected.intersection_update(self.listing.rows)  # the others are gone from the library
        if asked.again and not self.at_rest:
            self.list.forget()
            self.staying = self.list.show_again(self.listing.rows)
        else:
            if asked.again:
                self.list.forget()
            self.staying = False
            self.list.show(self.listing.rows, row=asked.row, scroll=asked.scroll)
        if asked.scanned:
            self.at_rest = False
        self.list.learn(answer.summaries)
        self.list.explain(answer.answers)
        self._note_results()
        self.overview.tell()
        self.facets.mark(self.wanted.text)
        self._sweeping.ask()
        if self.list.rows:
            self.follow_soon()  # the same story may answer with other words
        else:
            self.article.show_message(self._welcome())
            self.status.legend(None, None)

    def _why_empty(self) -> tuple[Run, ...]:
        if self.wanted.text:
            return (("Nothing matches. ", "text"), ("esc goes back", "muted"))
        if self.wanted.only:
            return ((f"No {self.wanted.only.removeprefix('is:')} stories. ", "text"), ("1 shows all", "muted"))
        return (("Reading the folder…", "muted"),) if self.scanning else ()

    def _welcome(self) -> list[Part]:
        """What stands in place of an article while there is none."""
        if self.wanted.query or self.scanning:
            return []
        lines = (
            "No stories here yet.",
            f"Reader looked for texts in {shown(one_line(str(self.library.root)))}",
            "and found none. Start it with another folder: reader PATH",
        )
        return [Part(0, 0, "muted", runs=((line, "muted"),), tight=number > 1) for number, line in enumerate(lines)]

    def _note_results(self) -> None:
        about = [f"by {self.order}"] if self.order != self.facts.orders[0] else []
        if self.wanted.only:
            about.append(self.wanted.only.removeprefix("is:"))
        self.search.show_chips(self.wanted.chips(self.listing))
        self.search.note(result_note(self.listing, about, self.overview.names))

    @property
    def order(self) -> str:
        """The order that the list is in."""
        return self.facts.order(self.wanted.sort)

    def about_list(self) -> Sequence[str]:
        """What the top line says of the list, where it is not all there is in the usual order."""
        about = []
        if self.wanted.only:
            about.append(f"{len(self.listing.rows):,} {self.wanted.only.removeprefix('is:')} shown")
        if self.order != self.facts.orders[0]:
            about.append(f"by {self.order}")
        return about

    def on_article_list_scrolled(self) -> None:
        """Stories that have come into sight show where they answer the search."""
        if self.searched and (rows := self.list.unexplained):
            self._explaining.ask((self.searched, rows))

    def _explain(self, asked: tuple[str, Sequence[int]]) -> Mapping[int, Answering]:
        query, rows = asked
        return answers_of(self.library, self.library.summaries(rows), query)

    def _explained(self, asked: tuple[str, Sequence[int]], answer: Mapping[int, Answering] | ReaderError) -> None:
        if asked[0] == self.searched and not isinstance(answer, ReaderError):
            self.list.explain(answer)

    def on_article_list_moved(self, event: ArticleList.Moved) -> None:
        """The article follows the cursor, once it rests."""
        if event.row is not None and self.article.reading is None:
            self.follow()
        elif event.row is not None:
            self.follow_soon()

    def follow_soon(self) -> None:
        """Have the article show the story under the cursor once the cursor rests."""
        self._following.ask()

    def on_key(self) -> None:
        """From now on the place in the list is the reader's."""
        self.at_rest = False

    def on_click(self) -> None:
        """The mouse chooses a place as well as a key."""
        self.at_rest = False

    # The article

    @property
    def open_row(self) -> int | None:
        """The row whose story is shown."""
        return self.article.reading.summary.row if self.article.reading else None

    def follow(self) -> None:
        """Have the article show the story under the cursor."""
        if self.list.row is not None:
            self._reading.ask((self.list.row, self.searched))

    def _read(self, question: tuple[int, str]) -> tuple[Reading, tuple[Span, ...]]:
        row, query = question
        reading = self.library.read(row)
        return reading, self.library.matches(reading.article.text, query) if query else ()

    def _story_read(self, question: tuple[int, str], answer: tuple[Reading, tuple[Span, ...]] | ReaderError) -> None:
        if question[0] != self.list.row:
            return
        before = self.article.reading if question[0] == self.open_row else None
        if isinstance(answer, ReaderError):
            if before:
                self.status.say("Not in the library any more; the text stays until you leave it", "warning")
            else:
                self.complain(answer)
            return
        reading, matches = answer
        if before is None:
            self.find.close()
            self.article.show(reading, matches=matches)
        elif before.article.text == reading.article.text:
            self.article.update_story(reading, self.article.matches if self.article.finding else matches)
        else:
            self.article.update_story(reading, matches)
            self.status.say("The story has changed on disk")
            if self.article.finding:
                self.find.post_message(SearchBox.Changed(self.find))  # its words stand elsewhere now
        self.status.legend(reading.annotation, reading.summary.language)

    # Bars and styles

    def complain(self, error: ReaderError) -> None:
        """Say what went wrong, in one line."""
        show_error(self.app, error)

    def refresh_hints(self) -> None:
        """Show the keys of the part of the screen that has the keyboard."""
        where = Where.ARTICLE if self.article.has_focus else Where.FACETS if self.facets.has_focus else Where.LIST
        if self.search.typing or self.find.typing:
            where = Where.BOX
        chosen, here = len(self.list.selected), self.list.selected_here
        hints = SELECTED_HINTS if chosen and where is Where.LIST else HINTS[where]
        lead = f"{chosen:,} selected" if chosen == here else f"{here:,} of {chosen:,} selected are listed"
        keys = {action.id: shown_key(action.keys[0]) for action in self.actions if action.keys}
        self.status.hint(
            [("/".join(keys[name] for name in names if name in keys), word) for names, word in hints],
            lead if chosen else "",
        )

    def on_descendant_focus(self) -> None:
        """Another part of the screen has the keyboard."""
        self.refresh_hints()
        self.set_class(self.article.has_focus or self.find.typing, "-reading")

    def restyle(self, styles: Styles) -> None:
        """Draw in the styles of another theme."""
        for part in (self.top, self.search, self.facets, self.list, self.article, self.find, self.status):
            part.restyle(styles)
