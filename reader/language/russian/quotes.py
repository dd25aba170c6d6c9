"""Who said what in a Russian story: direct, mixed and indirect quotations with their speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.interviews import find_turns
from reader.language.people import full_names
from reader.language.report import Covered, Report
from reader.language.russian.cues import Cues
from reader.language.russian.direct import after_report, direct_speech
from reader.language.russian.indirect import retold_speech
from reader.language.russian.nested import nested_speech
from reader.language.russian.resolve import Resolver
from reader.language.russian.speaker import to_quote
from reader.model import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.story import Story
    from reader.model import Entity, Quote


def find_quotes(story: Story, entities: Sequence[Entity]) -> list[Quote]:
    """The quotations of a story, in order; `entities` are its names with their dictionary forms."""
    cues = Cues(story.tokens)
    full = full_names(entities)
    turns = find_turns(story, entities, full)
    answers = [Report(QuoteKind.DIRECT, turn.contents, turn=turn) for turn in turns]
    direct = [*answers, *direct_speech(story, cues, Covered(answers))]
    retold = retold_speech(story, cues, direct)
    direct = [*direct, *after_report(story, retold, direct)]
    reports = [*direct, *nested_speech(story, cues, direct), *retold]
    resolver = Resolver(story, entities, full)
    found = [to_quote(story, report, speaker) for report, speaker in resolver.speakers(reports)]
    return sorted(found, key=lambda quote: (quote.start, quote.stop))
