"""What people tell in their own words that somebody said: «"He said, ‘Go home’ and I went," said Ann Lee»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.english.clauses import clause_after
from reader.language.english.cues import negated, voiced_verb
from reader.language.english.said import Said
from reader.language.english.shared import opening
from reader.language.english.subjects import subject_before
from reader.language.report import trimmed
from reader.model import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.language.story import Story
    from reader.model import Span

_INNER = re.compile(
    r"(?<!\w)[‘'](?=\w)(?P<single>[^‘\n]{2,400}?[,.!?…])['’](?!\w)|[“\"](?=\w)(?P<double>[^“”\"\n]{2,400})[”\"]"
)
_SENTENCE = re.compile(r"[.!?…]['’”]?\s+")
_AND = re.compile(r"\sand\s(?:then\s)?$")


def nested_reports(story: Story, said: Sequence[Said]) -> list[Said]:
    """The reports in marks inside the sayings of `said`."""
    return [inner for outer in said if outer.kind is QuoteKind.DIRECT for inner in _inside(story, outer)]


def _inside(story: Story, outer: Said) -> Iterator[Said]:
    for start, stop in outer.contents:
        for marks in _INNER.finditer(story.text, start, stop):
            span = trimmed(story.text, marks.span(marks.lastgroup or 0))
            ends = [end.end() for end in _SENTENCE.finditer(story.text, start, marks.start())]
            if span and (inner := _reported(story, outer, max(ends, default=start), marks.start(), span)):
                yield inner


def _reported(story: Story, outer: Said, begin: int, mark: int, words: Span) -> Said | None:
    verbs = [verb for verb in voiced_verb().finditer(story.text, begin, mark) if not negated(story.text, verb)]
    if not verbs:
        return None
    verb = verbs[-1]
    subject = subject_before(story, begin, verb.start())
    if subject is None and _AND.search(story.text, begin, verb.start()):
        subject = opening(story, (begin, verb.start()))  # «I rang him and said»
    if subject is None:
        return None
    lead = story.text[verb.end() : mark].strip()
    whole = not lead or lead[-1] in ",:"
    content = words if whole else clause_after(story, verb.end(), words[1] + 1)
    if content is None:
        return None
    kind = QuoteKind.DIRECT if whole else QuoteKind.MIXED
    return Said(kind, (content,), verb.span("verb"), subject, within=outer)
