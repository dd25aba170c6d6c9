"""What somebody says in a paragraph of its own without marks, behind one that ends in «X said in a statement:»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.english.cues import negated, voiced_verb
from reader.language.english.said import Said
from reader.language.english.subjects import VERB, subject_before
from reader.language.report import trimmed
from reader.model import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.language.story import Story

_WORD = re.compile(r"[^\W\d_]+")
_ENDS = frozenset(".!?…")
_FEWEST = 6
"""Words of a paragraph that is a speech rather than an entry of a list, at least."""


def block_sayings(story: Story) -> Iterator[Said]:
    """Those of a story, in order."""
    for lead, (start, stop) in zip(story.paragraphs, story.paragraphs[1:], strict=False):
        if story.text[lead[1] - 1] == ":" and not story.inside_marks(start) and story.text[stop - 1] in _ENDS:
            begin, _ = story.sentence(lead[1] - 1)
            said = _introduced(story, max(begin, lead[0]), lead[1] - 1)
            words = trimmed(story.text, (start, stop))
            if said and words and story.text[start].isupper() and len(_WORD.findall(story.text, *words)) >= _FEWEST:
                said.contents = (words,)
                yield said


def _introduced(story: Story, begin: int, colon: int) -> Said | None:
    """The saying that a sentence announces before its colon; nothing where a clause of its own follows the verb."""
    verbs = [m for m in voiced_verb().finditer(story.text, begin, colon) if not story.inside_marks(m.start())]
    if not verbs or negated(story.text, verbs[-1]) or VERB.search(story.text, verbs[-1].end(), colon):
        return None
    subject = subject_before(story, begin, verbs[-1].start())
    return Said(QuoteKind.DIRECT, ((begin, colon),), verbs[-1].span("verb"), subject) if subject else None
