"""Russian headlines that say who says what: «Лунин: мост закроют весной»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.report import Report, trimmed
from reader.language.russian.bounds import Subject
from reader.language.russian.clauses import has_predicate
from reader.language.russian.grammar import facts
from reader.language.russian.persons import may_be_subject
from reader.model import Label, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.language.report import Covered
    from reader.language.story import Story
    from reader.model import Span

_LONGEST = 200
"""Characters of a headline, at most."""
_AT_TOP = 4
"""Paragraphs among which the headline is."""
_TITLE = 6  # tokens before the name: «глава МИД Игорь Лунин: …»
_SAID = re.compile(
    r":\s+(?=[^\W\d_])(?!(?:как|почему|кто|что|где|когда|зачем|чем|куда|откуда|какой|сколько)\b)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")


def headline_sayings(story: Story, answers: Covered) -> Iterator[Report]:
    """What headlines say after a person's name and a colon, of people whom the story names again."""
    for start, stop in story.paragraphs[:_AT_TOP]:
        if stop - start > _LONGEST or story.text[stop - 1] in ".!?…,;:" or answers.holds(start):
            continue
        subject = _named_before_colon(story, (start, stop))
        if subject is None or not _is_named_again(story, subject, stop):
            continue
        colon = _SAID.match(story.text, story.tokens[subject.stop - 1].stop, stop)
        content = trimmed(story.text, (colon.end(), stop)) if colon else None
        if content and not story.inside_marks(content[0]) and has_predicate(story, content):
            yield Report(QuoteKind.DIRECT, (content,), None, subject)


def _named_before_colon(story: Story, span: Span) -> Subject | None:
    """«Глава МИД Игорь Лунин | :»: the name that a headline begins with, perhaps behind a title."""
    first, limit = story.token_from(span[0]), story.token_from(span[1])
    for place in range(first, min(first + _TITLE, limit)):
        name = story.name_at.get(place)
        if name is not None and name.label is Label.PERSON:
            stop = story.token_from(name.stop)
            speaks = stop < limit and story.tokens[stop].text == ":" and may_be_subject(story.words(place, stop), None)
            return Subject(first, stop) if speaks else None
        if name is None and facts(story.tokens[place].text).part not in ("NOUN", "ADJF", ""):
            return None
    return None


def _is_named_again(story: Story, subject: Subject, stop: int) -> bool:
    """Whether the last word of a name stands in another name below, in whatever case."""
    stem = story.tokens[subject.stop - 1].text[:-2].lower()
    below = (name for name in story.names if name.start > stop and name.label is Label.PERSON)
    return len(stem) > 1 and any(
        word.lower().startswith(stem) for name in below for word in _WORD.findall(story.text, name.start, name.stop)
    )
