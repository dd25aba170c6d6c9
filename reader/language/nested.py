"""Speech within speech: «Я ему: „Толкайте“», «Она сказала мне: „Уходи“» in somebody else's words in marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.bounds import Subject
from reader.language.grammar import facts
from reader.language.report import Report, trimmed
from reader.language.subjects import subject_after, subject_before
from reader.model import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.language.cues import Cues
    from reader.language.story import Story
    from reader.model import Span

_INNER = re.compile(r":\s*(?:«(?P<low>[^«»\n]+)»|„(?P<high>[^„“”\n]+)[“”]|“(?P<curly>[^“”\n]+)”)")
_LEAD_REACH = 160
_LEAD_END = re.compile(r"[.!?…«»„“”]\s*")
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
        elif subject := _addressing(story, first, limit):
            yield Report(QuoteKind.DIRECT, (words,), None, subject, within=outer)


def _addressing(story: Story, first: int, limit: int) -> Subject | None:
    """«Я ему:», «А он мне:»: two pronouns and no verb."""
    pronouns = [place for place in range(first, limit) if facts(story.tokens[place].text).part == "NPRO"]
    if limit - first > _ADDRESSED or len(pronouns) != 2 or not facts(story.tokens[pronouns[0]].text).nominative:
        return None
    return Subject(pronouns[0], pronouns[0] + 1)
