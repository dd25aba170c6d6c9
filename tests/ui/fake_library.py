"""A library in memory with the methods of the façade, so that screens can be tested with nothing moving behind them.

Stories are written as plain text with marks in it that become annotations: `{person:Ван Сян}`, `{org:Xiaomi}`,
`{place:США}`, `{date:…}`, `{money:…}` and `{quote:слова}` with `{speaker:Ван Сян}` in the same paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from reader.errors import NotFoundError, QueryError, ReaderError, UnknownArticleError
from reader.library import Counts, Reading, ScanProgress
from reader.model import (
    Annotation,
    Article,
    Chip,
    Completion,
    Entity,
    Facet,
    Kind,
    Label,
    Listing,
    Match,
    Notice,
    Offer,
    Page,
    Paragraph,
    Quote,
    QuoteKind,
    SavedSearch,
    Span,
    Summary,
)
from reader.sanitise import one_line, sanitise
from tests.ui.fake_names import FakeNames, Undoable

_MARK = re.compile(r"\{(person|org|place|date|money|quote|speaker):([^{}]*)\}")
_LABELS = {
    "person": Label.PERSON,
    "speaker": Label.PERSON,
    "org": Label.ORGANISATION,
    "place": Label.PLACE,
    "date": Label.DATE,
    "money": Label.MONEY,
}

_OPERATORS = {Label.PERSON: "person", Label.ORGANISATION: "org", Label.PLACE: "place"}


@dataclass(frozen=True)
class Story:
    """What a fake library is made of; `body` in paragraphs, the first is the lead."""

    title: str
    body: str
    source: str | None = "Волжский вестник"
    published: date | None = date(2018, 2, 26)
    language: str = "ru"
    tags: tuple[str, ...] = ()
    unread: bool = True
    starred: bool = False
    caption: str | None = None
    url: str | None = None


def made(row: int, story: Story) -> Reading:
    """A story as the library would hand it over."""
    plain, entities, quotes = _annotated(sanitise(story.body))
    head = f"Войти в почту\n\n{sanitise(story.title)}\n\n"
    text = head + plain
    offset = len(head)
    paragraphs = [Paragraph(0, 13, Kind.BOILERPLATE), Paragraph(15, offset - 2, Kind.HEADLINE)]
    for number, match in enumerate(re.finditer(r"\S(?:.*?\S)??(?=\s*\n\s*\n|\s*\Z)", plain, re.DOTALL)):
        kind = Kind.LEAD if number == 0 else Kind.CAPTION if match[0] == story.caption else Kind.BODY
        paragraphs.append(Paragraph(offset + match.start(), offset + match.end(), kind))
    title = one_line(story.title)
    article = Article(
        f"{row:03}",
        Path(f"/library/{row:03}.txt"),
        text,
        f"{row:012x}",
        Page(title, tuple(paragraphs), source=story.source),
    )
    summary = Summary(
        row,
        article.id,
        article.path,
        article.fingerprint,
        title,
        story.source,
        None,
        story.published,
        story.language,
        story.url,
        len(plain),
        story.tags,
        story.unread,
        story.starred,
    )
    annotation = Annotation(
        story.language,
        tuple(replace(e, start=e.start + offset, stop=e.stop + offset) for e in entities),
        tuple(
            replace(
                q,
                start=q.start + offset,
                stop=q.stop + offset,
                contents=tuple((a + offset, b + offset) for a, b in q.contents),
                name_span=(q.name_span[0] + offset, q.name_span[1] + offset) if q.name_span else None,
            )
            for q in quotes
        ),
    )
    return Reading(summary, article, annotation)


def _annotated(marked: str) -> tuple[str, list[Entity], list[Quote]]:
    plain = ""
    end = 0
    entities: list[Entity] = []
    found: list[tuple[str, int, int]] = []
    for mark in _MARK.finditer(marked):
        plain += marked[end : mark.start()]
        kind, words = mark.groups()
        start = len(plain)
        plain += words
        end = mark.end()
        found.append((kind, start, len(plain)))
        if kind != "quote":
            entities.append(Entity(start, len(plain), _LABELS[kind], words, words))
    plain += marked[end:]
    return plain, entities, [_quote(plain, found, span) for kind, *span in found if kind == "quote"]


def _quote(plain: str, found: list[tuple[str, int, int]], span: list[int]) -> Quote:
    start, stop = span
    paragraph = plain.rfind("\n\n", 0, start), plain.find("\n\n", stop) % (len(plain) + 1)
    speakers = [(a, b) for kind, a, b in found if kind == "speaker" and paragraph[0] <= a < paragraph[1]]
    name = speakers[0] if speakers else None
    speaker = " ".join(plain[name[0] : name[1]].split()) if name else None
    return Quote(start, stop, QuoteKind.DIRECT, ((start, stop),), name_span=name, speaker=speaker)


class FakeLibrary(FakeNames):
    """Everything the screen asks of a library, answered at once."""

    def __init__(self, stories: Sequence[Story], *, annotated: bool = True, place: str | None = None) -> None:
        self.name = "seeds"
        self.root = Path("/library/seeds")
        self.readings = {row: made(row, story) for row, story in enumerate(stories, 1)}
        self.annotated = annotated
        self.notices: list[Notice] = []
        self.undoable: list[Undoable] = []
        self.saved: list[SavedSearch] = []
        self.queries: list[str] = []
        self.forgiven: dict[str, tuple[str, ...]] = {}  # what stands in for a word of a query
        self.left_at: int | None = None
        self._place = place
        self.closed = False
        self.refreshed = 0
        self.rows: tuple[int, ...] | None = None  # what every search finds, if not what it should

    def close(self) -> None:
        self.closed = True

    def take_notices(self) -> list[Notice]:
        taken, self.notices = self.notices, []
        return taken

    def scan(
        self,
        report: Callable[[ScanProgress], None] | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> bool:
        return False

    def watch(self, report: Callable[[ScanProgress], None], stop: Callable[[], bool]) -> None:
        """Nothing changes."""

    def refresh(self) -> bool:
        self.refreshed += 1
        return False

    def prepare_search(self) -> None:
        pass

    def find(
        self,
        query: str = "",
        *,
        sort: str | None = None,
        limit: int | None = None,
        typing: bool = False,
    ) -> Listing:
        if self.rows is not None:
            return Listing(self.rows)
        if "(" in query:
            raise QueryError("this bracket is never closed", query.index("("), len(query))
        words = query.casefold().split()
        rows = [row for row, reading in self.readings.items() if all(_answers(reading, word) for word in words)]
        if sort:
            rows.sort(
                key=lambda row: getattr(self.readings[row].summary, "published" if sort == "date" else sort) or ""
            )
        chips = tuple(
            Chip(m[0], m.start(), m.end(), self.forgiven.get(m[0], ()), not m[0].startswith("-"))
            for m in re.finditer(r"\S+", query)
        )
        incomplete = not self.annotated and "person:" in query
        return Listing(tuple(rows), " ".join(query.split()), chips=chips, incomplete=incomplete)

    def complete(self, text: str, at: int) -> Completion:
        typed = re.search(r"(?:(\w+):|#)?(\w*)$", text[:at])
        assert typed is not None
        operator, value = typed[1] or ("tag" if typed[0].startswith("#") else ""), typed[2].casefold()
        if not operator:
            names = [f"{name}:" for name in ("tag", "source", "person") if len(value) > 2 and name.startswith(value)]
            return Completion(typed.start(2), at, tuple(map(Offer, names)))
        begun = (f for f in self.facets() if f.operator == operator and f.value.casefold().startswith(value))
        offers = tuple(Offer(facet.query.removeprefix(f"{operator}:"), facet.articles) for facet in begun)
        return Completion(typed.start(2), at, offers)

    def facets(self) -> tuple[Facet, ...]:
        counts: dict[tuple[str, str], int] = {}
        for reading in self.readings.values():
            names = reading.annotation.entities if self.annotated and reading.annotation else ()
            found = {(_OPERATORS[entity.label], entity.name) for entity in names if entity.label in _OPERATORS}
            found |= {("tag", tag) for tag in reading.summary.tags}
            found |= {("source", reading.summary.source)} if reading.summary.source else set()
            for key in found:
                counts[key] = counts.get(key, 0) + 1
        order = ["tag", "source", "person", "org", "place"]
        keys = sorted(counts, key=lambda key: (order.index(key[0]), -counts[key], key[1]))
        shared = [Facet(operator, value, counts[operator, value], _query(operator, value)) for operator, value in keys]
        saved = [Facet("search", each.name, self._count(each), _query("search", each.name)) for each in self.saved]
        return (*shared, *saved)

    def _count(self, search: SavedSearch) -> int | None:
        try:
            return len(self.find(search.query).rows)
        except QueryError:
            return None

    def searches(self) -> tuple[SavedSearch, ...]:
        return tuple(self.saved)

    def save_search(self, name: str, query: str) -> None:
        if not name.strip():
            raise ReaderError("the name of a search cannot be empty")
        self.find(query)
        self._keep([SavedSearch(name, query) if s.name == name else s for s in self.saved], f"search {name!r} saved")
        if SavedSearch(name, query) not in self.saved:
            self.saved.append(SavedSearch(name, query))

    def rename_search(self, name: str, new_name: str) -> None:
        if name not in [search.name for search in self.saved]:
            raise NotFoundError(f"no saved search is called {name!r}")
        if new_name in [search.name for search in self.saved]:
            raise ReaderError(f"there is already a search called {new_name!r}")
        renamed = [replace(search, name=new_name) if search.name == name else search for search in self.saved]
        self._keep(renamed, f"search {name!r} renamed to {new_name!r}")

    def remove_search(self, name: str) -> None:
        if name not in [search.name for search in self.saved]:
            raise NotFoundError(f"no saved search is called {name!r}")
        self._keep([search for search in self.saved if search.name != name], f"search {name!r} removed")

    def _keep(self, searches: list[SavedSearch], what: str) -> None:
        self.undoable.append((what, self.saved))
        self.saved = searches

    def history(self) -> tuple[str, ...]:
        return tuple(self.queries)

    def remember_search(self, query: str) -> None:
        if asked := " ".join(query.split()):
            self.queries = [*(each for each in self.queries if each != asked), asked][-200:]

    def summaries(self, rows: Sequence[int]) -> list[Summary]:
        return [self.readings[row].summary for row in rows if row in self.readings]

    def counts(self) -> Counts:
        return Counts(len(self.readings), sum(r.summary.unread for r in self.readings.values()))

    def resolve(self, wanted: str) -> int:
        for row, reading in self.readings.items():
            if reading.summary.id == wanted:
                return row
        raise UnknownArticleError(wanted)

    def read(self, row: int) -> Reading:
        if row not in self.readings:
            raise UnknownArticleError(f"number {row}")
        reading = self.readings[row]
        return reading if self.annotated else replace(reading, annotation=None)

    def matches(self, text: str, query: str) -> tuple[Span, ...]:
        words = [re.escape(word) for word in query.casefold().split() if not word.startswith(("is:", "tag:"))]
        return tuple(m.span() for m in re.finditer("|".join(words), text.casefold())) if words else ()

    def excerpt(self, row: int, query: str) -> Match | None:
        reading = self.readings[row]
        for paragraph in reading.article.shown[1:]:
            passage = one_line(reading.article.text[paragraph.start : paragraph.stop])
            if spans := self.matches(passage, query):
                return Match("body", query, passage, spans)
        return None

    def annotator(self) -> FakeAnnotator:
        return FakeAnnotator(self)

    def names_progress(self) -> tuple[int, int]:
        return (len(self.readings) if self.annotated else 0), len(self.readings)

    def tag(self, rows: Sequence[int], tag: str) -> None:
        self._change(rows, f"tag {tag}", lambda s: replace(s, tags=tuple(dict.fromkeys([*s.tags, tag]))))

    def untag(self, rows: Sequence[int], tag: str) -> None:
        self._change(rows, f"untag {tag}", lambda s: replace(s, tags=tuple(t for t in s.tags if t != tag)))

    def tags(self) -> list[tuple[str, int]]:
        every = [tag for reading in self.readings.values() for tag in reading.summary.tags]
        return sorted(((tag, every.count(tag)) for tag in set(every)), key=lambda pair: (-pair[1], pair[0]))

    def mark_read(self, rows: Sequence[int], read: bool = True) -> None:
        self._change(rows, "read", lambda s: replace(s, unread=not read))

    def star(self, rows: Sequence[int], starred: bool = True) -> None:
        self._change(rows, "star", lambda s: replace(s, starred=starred))

    def undo(self) -> str | None:
        if not self.undoable:
            return None
        what, before = self.undoable.pop()
        if isinstance(before, list):
            self.saved = before
        else:
            self.readings.update(before)
        return f"Undone: {what}"

    def place(self) -> str | None:
        return self._place

    def remember_place(self, row: int) -> None:
        self.left_at = row

    def _change(self, rows: Sequence[int], what: str, change: Callable[[Summary], Summary]) -> None:
        rows = [row for row in rows if row in self.readings]
        self.undoable.append((what, {row: self.readings[row] for row in rows}))
        for row in rows:
            reading = self.readings[row]
            self.readings[row] = replace(reading, summary=change(reading.summary))


def _query(operator: str, value: str) -> str:
    return f'{operator}:"{value}"' if " " in value else f"{operator}:{value}"


def _answers(reading: Reading, word: str) -> bool:
    summary = reading.summary
    if word == "is:unread":
        return summary.unread
    if word == "is:starred":
        return summary.starred
    if word.startswith("tag:"):
        return word[4:] in summary.tags
    return word in reading.article.text.casefold()


class FakeAnnotator:
    """Finds the names of all stories at once."""

    def __init__(self, library: FakeLibrary) -> None:
        self._library = library

    def run(
        self,
        *,
        first: Callable[[], int | None],
        done: Callable[[int], None],
        stop: Callable[[], bool],
        rows: Sequence[int] | None = None,
    ) -> None:
        if self._library.annotated or stop():
            return
        self._library.annotated = True
        row = first()
        if row is not None:
            done(row)

    def close(self) -> None:
        """Nothing runs."""
