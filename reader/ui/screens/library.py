"""The library on the screen: list, article, boxes and bars, and how they are kept up to date.

This class knows how things get onto the screen; what the reader can do with them is in `article` and `reading`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.timer import Timer

from reader.errors import QueryError, ReaderError
from reader.library import Counts, Library, Reading, ScanProgress
from reader.model import Listing, Match, Notice, Span, Summary
from reader.sanitise import one_line
from reader.ui.keys import HINTS, Action, Where, shown_key
from reader.ui.notices import show_error, show_notice
from reader.ui.paint import Styles, shown
from reader.ui.screens.background import Deeds, Failed, Latest, NamesFound, ScanReported, Upkeep
from reader.ui.typeset import Part, Run
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.search_box import SearchBox
from reader.ui.widgets.status import StatusBar, TopBar

_FOLLOW = 0.04  # seconds the cursor rests before the article follows: a held key repeats faster than that
_PROGRESS = 0.4  # seconds between two looks at how far the names are
_OTHERS = 2.0  # seconds between two looks at what an editor or another reader has changed


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is to show: the words of the search, `is:unread` or `is:starred`, an order if not the usual one."""

    text: str = ""
    only: str = ""
    sort: str | None = None

    @property
    def query(self) -> str:
        return f"{self.only} {self.text}".strip()

    @property
    def searched(self) -> str:
        """The query, if there are words in it that could be highlighted."""
        return self.query if self.text else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for a listing: `row` is where the cursor should be (None: on the first), `scroll` the line to have at
    the top of the list. If it is asked `again`, the cursor stays where it is when the answer comes."""

    wanted: Wanted
    row: int | None = None
    scroll: int | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What the top line tells: `names` are the stories whose names are known, and all stories."""

    counts: Counts
    names: tuple[int, int]
    notices: Sequence[Notice]


class LibraryScreen(Screen[None]):
    """Shows a library and keeps what is shown up to date."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-beside")]  # noqa: RUF012 -- as Textual declares it
    AUTO_FOCUS = "#list"

    def __init__(self, library: Library, styles: Styles, actions: Sequence[Action]) -> None:
        super().__init__()
        self.library = library
        self.actions = actions
        self.wanted = Wanted()
        self.listing = Listing(())
        self.deeds = Deeds(self, self.complain)
        self.top = TopBar(styles, id="top")
        self.search = SearchBox(styles, "/", "search headlines and texts, tag:…", id="search")
        self.list = ArticleList(styles, library.summaries, self._title_matches, id="list")
        self.article = ArticleView(styles, id="article")
        self.find = SearchBox(styles, "/", "find in the article", id="find")
        self.status = StatusBar(styles, id="status")
        self._finding = Latest(self, "search", self._find, self._found)
        self._reading = Latest(self, "reading", self._read, self._story_read)
        self._excerpting = Latest(self, "excerpts", self._excerpts, self._excerpted)
        self._counting = Latest(self, "counting", self._count, self._counted)
        self._comparing = Latest(self, "others", self._compare, self._compared)
        self._upkeep = Upkeep(self, library, lambda: self.open_row)
        self._scan: ScanProgress | None = None
        self._scanning = True
        self._follow_timer: Timer | None = None
        self._count_timer: Timer | None = None
        self._tags: Sequence[tuple[str, int]] | None = None
        self._erring = False  # whether the status line says what is wrong with the query
        self._at_rest = True  # until the reader has moved, the newest story stays on top while stories come in

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.search
        with Horizontal(id="panes"):
            yield self.list
            with Vertical(id="page"):
                yield self.article
                yield self.find
        yield self.status

    def on_mount(self) -> None:
        """Show what the cache knows, then look for what has changed."""
        self.search.display = False
        self.find.display = False
        self.listing = self.library.find("")
        row = self._last_place()
        self._at_rest = row is None
        self.list.message = self._why_empty()
        self.list.show(self.listing.rows, row=row)
        self.top.tell(self.library.name, [_stories(len(self.listing.rows))], None)
        self.refresh_hints()
        self.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        """Remember where the reader was."""
        self._upkeep.end()
        if self.list.row is not None:
            self.library.remember_place(self.list.row)

    def _begin(self) -> None:
        self.refresh_counts()
        self._upkeep.begin()
        self.set_interval(_OTHERS, lambda: self._comparing.ask(None))

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
        self._finding.ask(Asked(wanted, row, scroll))

    def ask_again(self) -> None:
        """Have the list show the same, with what has changed; the cursor stays on its story."""
        self._finding.ask(Asked(self.wanted, again=True))

    def _find(self, asked: Asked) -> Listing:
        return self.library.find(asked.wanted.query, sort=asked.wanted.sort, typing=True)

    def _found(self, asked: Asked, answer: Listing | ReaderError) -> None:
        if isinstance(answer, QueryError):
            self._erring = True
            self.status.say(str(answer), "error", lasting=True)
            return
        if isinstance(answer, ReaderError):
            self.complain(answer)
            return
        if self._erring:
            self._erring = False
            self.status.say("")
        self.listing = answer
        self.list.message = self._why_empty()
        if asked.again:
            self.list.forget()
        row = self.list.row if asked.again and not self._at_rest else asked.row
        self.list.show(answer.rows, row=row, scroll=asked.scroll)
        self._note_results()
        self.refresh_counts()
        if answer.rows:
            self._follow_soon()  # the same story may answer with other words
        else:
            self.article.show_message(self._welcome())
            self.status.legend(None, None)

    def _why_empty(self) -> tuple[Run, ...]:
        if self.wanted.text:
            return (("Nothing matches. ", "text"), ("esc goes back", "muted"))
        if self.wanted.only:
            return ((f"No {self.wanted.only.removeprefix('is:')} stories. ", "text"), ("1 shows all", "muted"))
        return (("Reading the folder…", "muted"),) if self._scanning else ()

    def _welcome(self) -> list[Part]:
        """What stands in place of an article while there is none."""
        if self.wanted.query or self._scanning:
            return []
        lines = (
            "No stories here yet.",
            f"Reader looked for texts in {shown(one_line(str(self.library.root)))}",
            "and found none. Start it with another folder: reader PATH",
        )
        return [Part(0, 0, "muted", runs=((line, "muted"),), tight=number > 1) for number, line in enumerate(lines)]

    def _note_results(self) -> None:
        notes = [f"{len(self.listing.rows):,} found"]
        if self.wanted.sort:
            notes.append(f"by {self.wanted.sort}")
        if self.wanted.only:
            notes.append(self.wanted.only.removeprefix("is:"))
        runs: list[Run] = [(" · ".join(notes), "muted")]
        if self.listing.forgiven:
            runs.append((f" · ≈ {shown(one_line(', '.join(self.listing.forgiven)))}", "warning"))
        self.search.note(runs)

    def _title_matches(self, summary: Summary) -> Sequence[Span]:
        searched = self.wanted.searched
        return self.library.matches(summary.title, searched) if searched else ()

    def on_article_list_scrolled(self) -> None:
        """Stories that have come into sight show the passage that answers the search."""
        searched, rows = self.wanted.searched, self.list.unexplained
        if searched and rows:
            self._excerpting.ask((searched, rows))

    def _excerpts(self, asked: tuple[str, Sequence[int]]) -> Mapping[int, Match | None]:
        query, rows = asked
        return {row: self.library.excerpt(row, query) for row in rows}

    def _excerpted(self, asked: tuple[str, Sequence[int]], answer: Mapping[int, Match | None] | ReaderError) -> None:
        if asked[0] == self.wanted.searched and not isinstance(answer, ReaderError):
            self.list.explain(answer)

    def on_article_list_moved(self, event: ArticleList.Moved) -> None:
        """The article follows the cursor, once it rests."""
        if event.row is not None and self.article.reading is None:
            self.follow()
        elif event.row is not None:
            self._follow_soon()

    def _follow_soon(self) -> None:
        if self._follow_timer:
            self._follow_timer.stop()
        self._follow_timer = self.set_timer(_FOLLOW, self.follow)

    def on_key(self) -> None:
        """From now on the place in the list is the reader's."""
        self._at_rest = False

    def on_click(self) -> None:
        """The mouse chooses a place as well as a key."""
        self._at_rest = False

    # The article

    @property
    def open_row(self) -> int | None:
        """The row whose story is shown."""
        return self.article.reading.summary.row if self.article.reading else None

    def follow(self) -> None:
        """Have the article show the story under the cursor."""
        if self.list.row is not None:
            self._reading.ask((self.list.row, self.wanted.searched))

    def _read(self, question: tuple[int, str]) -> tuple[Reading, tuple[Span, ...]]:
        row, query = question
        reading = self.library.read(row)
        return reading, self.library.matches(reading.article.text, query) if query else ()

    def _story_read(self, question: tuple[int, str], answer: tuple[Reading, tuple[Span, ...]] | ReaderError) -> None:
        if question[0] != self.list.row:
            return
        if isinstance(answer, ReaderError):
            self.complain(answer)
            return
        reading, matches = answer
        if question[0] != self.open_row:
            self.find.close()
            self.article.show(reading, matches=matches)
        else:
            if self.article.finding:
                matches = self.article.matches
            self.article.update_story(reading, matches)
        self.status.legend(reading.annotation, reading.summary.language)

    # What goes on by itself

    def on_scan_reported(self, event: ScanReported) -> None:
        """Show stories as they come in."""
        self._scan = event.progress
        if event.progress is None:
            self._scanning = False
        if event.progress is None or event.progress.changed:
            self.ask_again()
        self.refresh_counts()

    def on_names_found(self, event: NamesFound) -> None:
        """The highlights of the open story come in; progress is shown now and then."""
        if event.row == self.open_row:
            self.follow()
        if self._count_timer is None:
            self._count_timer = self.set_timer(_PROGRESS, self.refresh_counts)

    def on_failed(self, event: Failed) -> None:
        """Say what went wrong in the background."""
        self.complain(event.error)

    def _compare(self, _: None) -> Sequence[tuple[str, int]]:
        self.library.refresh()
        return self.library.tags()

    def _compared(self, _: None, answer: Sequence[tuple[str, int]] | ReaderError) -> None:
        """Show tags that somebody else has changed."""
        if isinstance(answer, ReaderError) or answer == self._tags:
            return
        if self._tags is not None:
            self.show_changes(None)
        self._tags = answer

    def show_changes(self, rows: Sequence[int] | None) -> None:
        """Show the marks and tags that these rows have now; None: any may have changed."""
        self.list.forget(rows)
        self.refresh_counts()
        if self.open_row is not None and (rows is None or self.open_row in rows):
            self.follow()

    # Bars and styles

    def refresh_counts(self) -> None:
        """Bring the top line up to date, and show what the library has to say."""
        self._count_timer = None
        self._counting.ask(None)

    def _count(self, _: None) -> Facts:
        library = self.library
        return Facts(library.counts(), library.names_progress(), library.take_notices())

    def _counted(self, _: None, answer: Facts | ReaderError) -> None:
        if isinstance(answer, ReaderError):
            self.complain(answer)
            return
        progress = ("names", *answer.names)
        if self._scan is not None:
            progress = ("reading", self._scan.done, self._scan.total)
        facts = [_stories(answer.counts.articles), f"{answer.counts.unread:,} unread"]
        if self.wanted.only:
            facts.append(f"{len(self.listing.rows):,} {self.wanted.only.removeprefix('is:')} shown")
        self.top.tell(self.library.name, facts, progress)
        for notice in answer.notices:
            show_notice(self.app, notice)

    def complain(self, error: ReaderError) -> None:
        """Say what went wrong, in one line."""
        show_error(self.app, error)

    def refresh_hints(self) -> None:
        """Show the keys of the part of the screen that has the keyboard."""
        where = Where.ARTICLE if self.article.has_focus else Where.LIST
        if self.search.typing or self.find.typing:
            where = Where.BOX
        keys = {action.id: shown_key(action.keys[0]) for action in self.actions if action.keys}
        self.status.hint(
            [("/".join(keys[name] for name in names if name in keys), word) for names, word in HINTS[where]]
        )

    def on_descendant_focus(self) -> None:
        """Another part of the screen has the keyboard."""
        self.refresh_hints()
        self.set_class(self.article.has_focus or self.find.typing, "-reading")

    def restyle(self, styles: Styles) -> None:
        """Draw in the styles of another theme."""
        for part in (self.top, self.search, self.list, self.article, self.find, self.status):
            part.restyle(styles)


def _stories(count: int) -> str:
    return "1 story" if count == 1 else f"{count:,} stories"
