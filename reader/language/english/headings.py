"""Sayings in headlines and cross-headings, which nothing attributes: «‘I can still hear it’: Ann Lee retires».

Whose they are is told by the story below, where it quotes the same words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.english.subjects import has_own_verb
from reader.model import Label, Quote, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.language.story import Story
    from reader.model import Span

_LONGEST = 160
"""Characters of a heading, at most."""

_MOST = 12
"""Headings that are looked at: the cost of a text grows with its length alone."""

_AT_TOP = 4
"""Paragraphs among which the headline is."""

_MARKS = re.compile(
    r"(?<![\w’'])(?:‘([^‘’\n]{3,150})’|'([^'\n]{3,150})'|“([^“”\n]{3,150})”|\"([^\"\n]{3,150})\")(?!\w)"
)
_ANY_MARK = re.compile(r"[‘'“\"]")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_WORD = re.compile(r"\w+")


def heading_sayings(story: Story, found: Sequence[Quote], full: Mapping[str, str]) -> Iterator[Quote]:
    """Those of a story, in order; `found` are its other quotations, `full` the fullest names of its people."""
    headings = [(n, span) for n, span in enumerate(story.paragraphs) if _is_heading(story, span)]
    below: _Below | None = None
    for number, (start, stop) in headings[:_MOST]:
        if any(quote.start < stop and start < quote.stop for quote in found):
            continue
        below = below or _Below(story, found)
        # An apostrophe is no mark: another letter of the same length stands for it.
        text = _APOSTROPHE.sub("x", story.text[start:stop])
        for marks in _MARKS.finditer(text):
            first, last = (start + edge for edge in marks.span(marks.lastindex or 0))
            opens = number < _AT_TOP and marks.start() == 0 and text[marks.end() : marks.end() + 2] == ": "
            if saying := _saying(story, (first, last), below, opens=opens, full=full):
                yield saying


def _is_heading(story: Story, span: Span) -> bool:
    start, stop = span
    short = stop - start <= _LONGEST and story.text[stop - 1] not in ".!?…,;:"
    return short and _ANY_MARK.search(story.text, start, stop) is not None


class _Below:
    """The words that a story quotes, with who said them."""

    def __init__(self, story: Story, quotes: Sequence[Quote]) -> None:
        self._places: list[tuple[int, str | None]] = []
        words: list[str] = []
        length = 1
        for quote in quotes:
            self._places.append((length, quote.speaker))
            said = [_words(story.text[slice(*span)]) for span in quote.contents]
            words.append(f"{' '.join(said)} |")
            length += len(words[-1]) + 1
        self._text = f" {' '.join(words)} "

    def speaker(self, words: str) -> tuple[bool, str | None]:
        """Whether somebody is quoted with these words, and who."""
        at = self._text.find(f" {_words(words)} ")
        before = [speaker for place, speaker in self._places if place <= at + 1]
        return (True, before[-1]) if at >= 0 and before else (False, None)


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _saying(story: Story, span: Span, below: _Below, *, opens: bool, full: Mapping[str, str]) -> Quote | None:
    words = story.text[slice(*span)]
    count = len(_WORD.findall(words))
    repeated, speaker = below.speaker(words) if count > 1 else (False, None)
    capitals = sum(word[0].isupper() for word in words.split())
    whole = opens and capitals * 2 <= count and (repeated or has_own_verb(words))
    if not repeated and not whole:
        return None
    if not repeated:
        behind = next(iter(story.names_in(span[1], story.paragraph(span[0])[1])), None)
        person = behind if behind and behind.label is Label.PERSON and behind.start - span[1] <= len("’: ") else None
        name = story.text[person.start : person.stop] if person else ""
        speaker = full.get(name, name) or None
    kind = QuoteKind.DIRECT if whole else QuoteKind.MIXED
    return Quote(span[0], span[1], kind, (span,), None, None, None, None, speaker)
