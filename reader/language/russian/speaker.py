"""Who speaks, and how that leaves this room in a quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reader.model import Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.report import Report
    from reader.language.story import Story
    from reader.model import Span


class Speaker(Struct, frozen=True):
    """Who speaks, with the parts of the phrase that says so; `person` of somebody named, `house` of «суд»."""

    name: str | None
    span: Span | None = None
    name_span: Span | None = None
    role: str | None = None
    gender: str | None = None
    person: bool = False
    house: bool = False


UNKNOWN = Speaker(None)


def together(names: Sequence[str]) -> str:
    """«Иван Петров, Анна Лунина и Олег Сомов»: several who speak as one."""
    return f"{', '.join(names[:-1])} и {names[-1]}" if len(names) > 1 else names[0]


def unprinted(speaker: Speaker) -> Speaker:
    """The same speaker where no words of the text say so: behind a pronoun, a gerund, a dropped subject."""
    return Speaker(speaker.name, gender=speaker.gender, person=speaker.person, house=speaker.house)


def to_quote(story: Story, report: Report, speaker: Speaker) -> Quote:
    """The report as it leaves this room."""
    cue_span = story.span(report.cue.first, report.cue.stop) if report.cue else None
    spans = [*report.contents, *report.covers, *(span for span in (cue_span, speaker.span) if span)]
    return Quote(
        start=min(start for start, _ in spans),
        stop=max(stop for _, stop in spans),
        kind=report.kind,
        contents=report.contents,
        cue_span=cue_span,
        speaker_span=speaker.span,
        name_span=speaker.name_span,
        role=speaker.role,
        speaker=speaker.name,
    )
