"""Speech within speech: «Я ему: „Толкайте“», «Она сказала мне: „Уходи“» in somebody else's words in marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.report import Report, trimmed
from reader.language.russian.bounds import Subject
from reader.language.russian.gestures import gesturing
from reader.language.russian.grammar import facts
from reader.language.russian.subjects import subject_after, subject_before
from reader.model import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.language.russian.cues import Cues
    from reader.language.story import Story
    from reader.model import Span

_INNER = re.compile(r":\s*(?:«(?P<low>[^«»\n]+)»|„(?P<high>[^„“”\n]+)[“”]|“(?P<curly>[^“”\n]+)”)")
_LEAD_REACH = 160
_LEAD_END = re.compile(r"[.!?…«»„“”]\s*")
_ONES = frozenset(("один", "одна", "другой", "другая", "тот", "та"))
_ADDRESSED = 4
"""Words of «А он мне:», at most: longer ones say more than who speaks to whom."""


def nested_speech(story: Story, cues: Cues, direct: Sequence[Report]) -> list[Report]:
    """What is quoted behind a colon in the words of direct reports, where a cue or «я ему» introduces it."""
    return [
        inner
        for report in direct
        if story.inside_marks(report.contents[0][0])
        for span in report.contents
        for inner in _within(story, cues, report, span)
    ]


def _within(story: Story, cues: Cues, outer: Report, span: Span) -> Iterator[Report]:
    for found in _INNER.finditer(story.text, *span):
        words = trimmed(story.text, found.span(found.lastgroup or 0))
        begin = max(span[0], found.start() - _LEAD_REACH)
        for end in _LEAD_END.finditer(story.text, begin, found.start()):
            begin = end.end()
        first, limit = story.token_from(begin), story.token_from(found.start())
        told = [cue for cue in cues.within(first, limit) if cue.first not in cues.used]
        if words is None:
            continue
        if told:
            cue = told[-1]
            cues.take(cue)
            subject = subject_before(story, cue, first) or subject_after(story, cue, limit)
            yield Report(QuoteKind.DIRECT, (words,), cue, subject, within=outer)
        elif subject := _addressing(story, first, limit) or _calling(story, first, limit, words):
            yield Report(QuoteKind.DIRECT, (words,), None, subject, within=outer)


def _addressing(story: Story, first: int, limit: int) -> Subject | None:
    """«Я ему:», «А он мне:», «Звоню, | а она:», «Один мне:»: who speaks, perhaps to whom, and no verb."""
    comma = next((n for n in range(limit - 1, first - 1, -1) if story.tokens[n].text == ","), first - 1)
    first = comma + 1
    told = [n for n in range(first, limit) if not _joins(story.tokens[n].text)]
    if limit - first > _ADDRESSED or not 1 <= len(told) <= 2 or not _speaks(story.tokens[told[0]].text):
        return None
    joined = told[0] > first or len(told) > 1  # «а она:», not «Она:»
    spoken_to = len(told) == 1 or facts(story.tokens[told[1]].text).part == "NPRO"
    return Subject(told[0], told[0] + 1) if joined and spoken_to else None


def _calling(story: Story, first: int, limit: int, words: Span) -> Subject | None:
    """«Сын звонил каждый час:»: who does something before words that begin like a sentence."""
    return gesturing(story, first, limit) if story.text[words[0]].isupper() else None


def _joins(word: str) -> bool:
    return facts(word).part in ("CONJ", "PRCL")


def _speaks(word: str) -> bool:
    known = facts(word)
    return (known.part == "NPRO" and known.nominative) or word.lower() in _ONES
