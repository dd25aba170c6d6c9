"""A library in memory with the methods of the façade, so that screens can be tested with nothing moving behind them.

Stories are written as plain text with marks in it that become annotations: `{person:Ван Сян}`, `{org:Xiaomi}`,
`{place:США}`, `{date:…}`, `{money:…}` and `{quote:слова}` with `{speaker:Ван Сян}` in the same paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reader.errors import QueryError, UnknownArticleError
from reader.library import Counts, Reading, ScanProgress
from reader.model import (
    Annotation,
    Article,
    Entity,
    Kind,
    Label,
    Listing,
    Match,
    Notice,
    Page,
    Paragraph,
    Quote,
    QuoteKind,
    Span,
    Summary,
)
from reader.sanitise import one_line, sanitise

_MARK = re.compile(r"\{(person|org|place|date|money|quote|speaker):([^{}]*)\}")
_LABELS = {
    "person": Label.PERSON,
    "speaker": Label.PERSON,
    "org": Label.ORGANISATION,
    "place": Label.PLACE,
    "date": Label.DATE,
    "money": Label.MONEY,
}


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
        row, article.id, article.path, article.fingerprint, title, story.source, None, story.published, story.language,
        story.url, len(plain), story.tags, story.unread, story.starred,
    )  # fmt: skip
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


class FakeLibrary:
    """Everything the screen asks of a library, answered at once."""

    def __init__(self, stories: Sequence[Story], *, annotated: bool = True, place: str | None = None) -> None:
        self.name = "seeds"
        self.root = Path("/library/seeds")
        self.readings = {row: made(row, story) for row, story in enumerate(stories, 1)}
        self.annotated = annotated
        self.notices: list[Notice] = []
        self.undoable: list[tuple[str, dict[int, Reading]]] = []
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
        report: Callable[[ScanProgress], None] | None = None,  # noqa: ARG002 -- the library takes it
        stop: Callable[[], bool] = lambda: False,  # noqa: ARG002 -- the library takes it
    ) -> bool:
        return False

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
        limit: int | None = None,  # noqa: ARG002 -- the library takes it
        typing: bool = False,  # noqa: ARG002 -- the library takes it
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
        return Listing(tuple(rows), query)

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
        self.readings.update(before)
        return f"Undone: {what}"

    def place(self) -> str | None:
        return self._place

    def remember_place(self, row: int) -> None:
        self.left_at = row

    def _change(self, rows: Sequence[int], what: str, change: Callable[[Summary], Summary]) -> None:
        self.undoable.append((what, {row: self.readings[row] for row in rows}))
        for row in rows:
            reading = self.readings[row]
            self.readings[row] = replace(reading, summary=change(reading.summary))


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
        rows: Sequence[int] | None = None,  # noqa: ARG002 -- the library takes it
    ) -> None:
        if self._library.annotated or stop():
            return
        self._library.annotated = True
        row = first()
        if row is not None:
            done(row)

    def close(self) -> None:
        """Nothing runs."""
