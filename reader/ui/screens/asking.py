"""What the list is asked to show, and what is said of the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from reader.library import Library
from reader.model import Chip, Listing, Span, Summary
from reader.ui.query_facts import QueryFacts
from reader.ui.typeset import Run
from reader.ui.widgets.story_lines import Answering

_JOINERS = frozenset({"OR", "ИЛИ", "|"})


class Wanted(Struct, frozen=True):
    """What the list is to show: the words of the search, `is:unread` or `is:starred`, an order if not the usual one."""

    text: str = ""
    only: str = ""
    sort: str | None = None

    @property
    def query(self) -> str:
        """The whole of it in the query language. A bracket keeps `a OR b` together; one that is not closed is forgiven
        while typing, and leaves the last word the last."""
        return self._before + self.text if self.text else self.only

    @property
    def _before(self) -> str:
        if not self.only:
            return ""
        return f"{self.only} (" if _JOINERS.intersection(self.text.split()) else f"{self.only} "

    @property
    def searched(self) -> str:
        """The query, if there are words in it that could be highlighted."""
        return self.query if self.text else ""

    def in_text(self, start: int, stop: int) -> Span:
        """Where in the words of the search something stands that stands there in the query."""
        ahead = len(self._before)
        return max(0, start - ahead), max(0, stop - ahead)

    def chips(self, listing: Listing) -> tuple[Chip, ...]:
        """The parts of the words of the search, as they were understood."""
        if not self.text:
            return ()
        return tuple(chip for chip in listing.chips if self.in_text(chip.start, chip.stop)[1] > 0)


class Asked(Struct, frozen=True):
    """A question for a listing: `row` is where the cursor should be (None: on the first), `scroll` the line to have at
    the top of the list. If it is asked `again`, the cursor stays where it is when the answer comes."""

    wanted: Wanted
    row: int | None = None
    scroll: int | None = None
    again: bool = False
    scanned: bool = False  # whether all files had been read by then


class Found(Struct, frozen=True):
    """An answer, and what there is to know of the question; `summaries` and `answers` of the rows that will be seen
    first, so that they are painted once."""

    listing: Listing
    facts: QueryFacts
    summaries: Sequence[Summary] = ()
    answers: Mapping[int, Answering] = field(default_factory=dict)


def answers_of(library: Library, summaries: Sequence[Summary], query: str) -> dict[int, Answering]:
    """Where stories answer a query. Reads their texts: to be called in a thread."""
    answers = {}
    for summary in summaries:
        title = library.matches(summary.title, query)
        answers[summary.row] = Answering(title, None if title else library.excerpt(summary.row, query))
    return answers


def first_seen(rows: tuple[int, ...], asked: Asked, in_sight: tuple[int, ...], count: int) -> tuple[int, ...]:
    """The rows of an answer that will be on the screen at once, where there is room for `count`; `in_sight` are those
    that are now."""
    if asked.again:
        return in_sight
    if asked.row is not None and asked.row in rows:
        at = rows.index(asked.row)
        return rows[max(0, at - count) : at + count]
    return rows[:count]


def result_note(listing: Listing, about: Sequence[str], names: tuple[int, int]) -> list[Run]:
    """How many stories were found, and what else there is to say `about` them; and, where the answer cannot be complete
    yet, that it is not. `names` are the stories whose names are known, and all stories."""
    note: list[Run] = [(" · ".join([f"{len(listing.rows):,} found", *about]), "muted")]
    if listing.incomplete:
        done, total = names
        note = [(f"names {done * 100 // max(1, total)} %", "warning"), (" · ", "muted"), *note]
    return note
