"""An article broken into lines of a given width, lazily: a story of five million characters shows its first screen
before its second has been thought about.

A line is a pair of offsets into the article's text, so that every span found in the text fits what is shown. Nothing is
copied here; `paint` turns a line into words and colours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from time import perf_counter

from msgspec import Struct
from rich.cells import cell_len, get_character_cell_size

from reader.model import Article, Kind, Paragraph, Span, Summary
from reader.ui.dates import long_date

TAB = "    "
PLAIN = "!-~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u048a-\u052f"
PLAIN += "\u2010-\u2015\u2018-\u2022\u2026\u2030\u2039\u203a\u20ac\u20bd\u2116"
"""Characters one cell wide each, other than the space, as a range of a regular expression."""
_BROKEN = frozenset({"heading", "text"})
_SUBHEADING = 60  # characters that a subheading has at most
Run = tuple[str, str]  # the program's own words and their role
_PLAIN_LINE = re.compile(f"[{PLAIN} ]*")
_WORD = re.compile(r"[^ \t\r\n]{1,1024}")
_LINE = re.compile(r"[^\n]+")


class Line(Struct, frozen=True):
    """One line on the screen. `role` is the theme's name for its style. `start` and `stop` are half-open characters
    into the article's text; where the words are the program's own (`runs`), both are where the paragraph starts."""

    start: int
    stop: int
    role: str
    runs: tuple[Run, ...] = ()

    @property
    def blank(self) -> bool:
        return self.start == self.stop and not self.runs


class Part(Struct, frozen=True):
    """A paragraph to be set. `tight` ones follow the one above without a blank line; `verbatim` ones keep the white
    space they begin with."""

    start: int
    stop: int
    role: str
    runs: tuple[Run, ...] = ()
    tight: bool = False
    verbatim: bool = False


class Galley:
    """The lines of one story, set as far as they have been asked for."""

    def __init__(self, text: str, parts: Iterable[Part], width: int) -> None:
        self.lines: list[Line] = []
        self.finished = False
        self._rest = set_lines(text, parts, width)

    def fill(self, count: int) -> None:
        """Set lines until there are `count` of them, or the story ends."""
        wanted = count - len(self.lines)
        if wanted > 0 and not self.finished:
            self.lines.extend(islice(self._rest, wanted))
            self.finished = len(self.lines) < count

    def fill_for(self, seconds: float) -> None:
        """Set lines for a while."""
        until = perf_counter() + seconds
        while not self.finished and perf_counter() < until:
            self.fill(len(self.lines) + 64)

    def line_of(self, offset: int) -> int | None:
        """The number of the line that holds a character, among those set."""
        return next((n for n, line in enumerate(self.lines) if line.start <= offset < line.stop), None)


_ROLES = {
    Kind.HEADLINE: "heading",
    Kind.LEAD: "lead",
    Kind.BODY: "text",
    Kind.CAPTION: "muted",
    Kind.CREDIT: "muted",
    Kind.BYLINE: "muted",
    Kind.DATELINE: "muted",
    Kind.BOILERPLATE: "muted",
}
_ASIDE = frozenset({Kind.CAPTION, Kind.CREDIT, Kind.BYLINE, Kind.DATELINE})


def clean_parts(article: Article, summary: Summary) -> Iterator[Part]:
    """The story in the order of reading: headline, meta line, then what is shown of the text."""
    shown = article.shown
    headlines = [p for p in shown if p.kind is Kind.HEADLINE]
    in_text = " ".join(" ".join(article.text[p.start : p.stop].split()) for p in headlines)
    first = shown[0].start if shown else 0
    if headlines and in_text == summary.title:
        for number, p in enumerate(headlines):
            yield Part(p.start, p.stop, "heading", tight=number > 0)
    else:  # the headline is not in the text, or index.yaml words it otherwise
        yield Part(first, first, "heading", runs=((summary.title, "heading"),))
    yield Part(first, first, "muted", runs=meta_line(summary), tight=True)
    above: Kind | None = None
    for p, after in zip_longest(shown, shown[1:]):
        if p.kind is Kind.HEADLINE:
            continue
        role = "heading" if is_subheading(article.text, p, after) else _ROLES[p.kind]
        yield Part(p.start, p.stop, role, tight=p.kind in _ASIDE and above in _ASIDE)
        above = p.kind


def is_subheading(text: str, paragraph: Paragraph, after: Paragraph | None) -> bool:
    """Whether a paragraph of the body heads the next one: one short line, no sentence, with something longer below."""
    if paragraph.kind is not Kind.BODY or after is None or after.kind is not Kind.BODY:
        return False
    words = text[paragraph.start : paragraph.stop]
    short = len(words) <= _SUBHEADING and "\n" not in words
    return short and words[0].isupper() and words[-1].isalnum() and after.stop - after.start > 2 * _SUBHEADING


def raw_parts(article: Article) -> Iterator[Part]:
    """The page as it was scraped, line by line; what the clean text leaves out is muted."""
    paragraphs = iter(article.page.paragraphs)
    paragraph = next(paragraphs, None)
    end = 0
    for line in _LINE.finditer(article.text):
        while paragraph is not None and paragraph.stop <= line.start():
            paragraph = next(paragraphs, None)
        hidden = paragraph is None or paragraph.kind is Kind.BOILERPLATE
        for _ in range(article.text.count("\n", end, line.start()) - (end > 0)):
            yield Part(line.start(), line.start(), "text", tight=True)
        yield Part(line.start(), line.end(), "muted" if hidden else "text", tight=True, verbatim=True)
        end = line.end()


def meta_line(summary: Summary) -> tuple[Run, ...]:
    """Source, date, reading time and tags, in words of the article's language."""
    date = long_date(summary.published, summary.language) if summary.published else None
    items: list[Run] = [(item, "muted") for item in (summary.source, date, minutes(summary)) if item]
    if summary.starred:
        items.insert(0, ("★", "star"))
    runs: list[Run] = []
    for item in items:
        runs += [(" · ", "muted"), item] if runs else [item]
    for number, tag in enumerate(summary.tags):
        runs += [(" " if number else " · ", "muted"), (f"#{tag}", "tag")]
    return tuple(runs)


def minutes(summary: Summary) -> str:
    """Reading time: «2 мин», «2 min»."""
    return f"{summary.minutes} {'мин' if summary.language == 'ru' else 'min'}"


def set_lines(text: str, parts: Iterable[Part], width: int) -> Iterator[Line]:
    """The lines of the parts, one blank line between two that are not tight. `width` in cells, at least 1."""
    started = False
    for part in parts:
        if started and not part.tight:
            yield Line(part.start, part.start, part.role)
        started = True
        if part.runs:
            for runs in _wrap_runs(part.runs, width):
                yield Line(part.start, part.start, part.role, runs)
        elif part.start == part.stop:
            yield Line(part.start, part.start, part.role)
        else:
            empty = True
            for start, stop in wrap(text, part.start, part.stop, width, verbatim=part.verbatim):
                yield Line(start, stop, part.role)
                empty = False
            if empty:  # nothing but white space: an empty line of a raw page
                yield Line(part.start, part.start, part.role)


def shown_gap(gap: str) -> str:
    """What stands for white space inside a line: one space for a line end and what is around it, four for a tab."""
    return " " if "\n" in gap else gap.replace("\t", TAB)


def wrap(text: str, start: int, stop: int, width: int, *, verbatim: bool = False) -> Iterator[Span]:
    """Where the lines of `text[start:stop]` begin and end, `width` cells wide at most. A word longer than a line is cut
    where the line is full; `verbatim` keeps the white space at the beginning."""
    here = start
    while (word := _WORD.search(text, here, stop)) is not None:
        begin = here if verbatim and here == start else word.start()
        here = _plain_line_end(text, begin, stop, width) or _line_end(text, begin, stop, width)
        yield begin, here


def _plain_line_end(text: str, start: int, stop: int, width: int) -> int | None:
    """Where a line that begins at `start` ends if it is made of characters one cell wide each, as nearly all are: the
    same as `_line_end` at a tenth of the cost. None where it is not, or is one long word."""
    limit = min(start + width + 1, stop)
    if _PLAIN_LINE.fullmatch(text, start, limit) is None:
        return None
    end = stop if stop - start <= width else text.rfind(" ", start, limit)
    while end > start and text[end - 1] == " ":
        end -= 1
    return end if end > start else None


def _line_end(text: str, start: int, stop: int, width: int) -> int:
    """Where a line that begins at `start` ends, whatever it holds."""
    end, used = start, 0
    for word in _WORD.finditer(text, start, stop):
        gap = len(shown_gap(text[end : word.start()])) if word.start() > end else 0
        cells = cell_len(word[0])
        if used + gap + cells <= width:
            end, used = word.end(), used + gap + cells
            continue
        room = width - used - gap
        in_sight = min(word.end(), start + width + 1)
        # Chinese has no spaces: fill the line
        if cells > width and room > 0 and not _PLAIN_LINE.fullmatch(text, word.start(), in_sight):
            return _cut(text, word.start(), word.end(), room)
        return end if end > start else _cut(text, word.start(), word.end(), width)
    return end


def _cut(text: str, start: int, stop: int, cells: int) -> int:
    """Where to cut a word so that its beginning takes `cells` at most; one character is always taken."""
    for index in range(start, stop):
        cells -= get_character_cell_size(text[index])
        if cells < 0 and index > start:
            return index
    return stop


def _wrap_runs(runs: Sequence[Run], width: int) -> Iterator[tuple[Run, ...]]:
    """The program's own words in lines. A headline is broken between words, other lines between runs; a line neither
    begins nor ends with a separator."""
    line: list[Run] = []
    used = 0
    for words, role in runs:
        pieces = re.findall(r"\s*\S+", words) if role in _BROKEN or cell_len(words) > width else [words]
        for piece in pieces:
            if used + cell_len(piece.rstrip()) > width and line:
                yield _trimmed(line)
                line, used = [], 0
            piece = piece if line else piece.lstrip(" ·")
            if piece:
                line.append((piece, role))
                used += cell_len(piece)
    if line:
        yield _trimmed(line)


def _trimmed(line: list[Run]) -> tuple[Run, ...]:
    """The line without a separator at its end."""
    while len(line) > 1 and not line[-1][0].strip(" ·"):
        line.pop()
    return tuple(line)
