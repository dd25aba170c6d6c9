"""Who is said to say the words of a saying, between dashes within it; and what makes words in marks a saying."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.report import trimmed
from reader.language.russian.cues import CueKind
from reader.language.russian.grammar import facts, is_verb
from reader.language.russian.subjects import subject_after, subject_before
from reader.language.russian.whose import document, whom_it_cites

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.marks import Quoted
    from reader.language.russian.bounds import Subject
    from reader.language.russian.cues import Cue, Cues
    from reader.language.story import Story
    from reader.model import Span

_DASH = r"[-–—]+"
INNER = re.compile(rf"[,.!?…]\s*{_DASH}\s+(?=[^\W\d_])")
"""Where an attribution may begin within a saying."""
_INNER_END = re.compile(rf"[,.:;!?…]\s*{_DASH}\s+|[.!?…]\s+(?=[«„“\"А-ЯЁA-Z])")
SENTENCES = re.compile(r"[.!?…]\s+[А-ЯЁA-Z]")
"""Where a sentence ends and another begins."""
RETOLD_FIRST = re.compile(r"[^,:;.!?]*,\s(?:что|будто)\s")
"""Behind a verb: it reports what it says, before what a colon introduces."""
_LOOKED_AT = 60  # words of a saying in which a verb is looked for
ATTRIBUTION_REACH = 400
"""Characters behind a saying in which its attribution ends, at most."""
CUE_REACH = 7
"""Tokens between the dash and the cue: «— с улыбкой, помолчав, сказал он»."""


def attribution_inside(story: Story, cues: Cues, span: Span) -> tuple[Cue, Subject | None, Span] | None:
    """The attribution between dashes within a saying: its cue, its subject, and the span it takes, marks included."""
    start, stop = span
    for dash in INNER.finditer(story.text, start, stop):
        first = story.token_from(dash.end())
        end = _INNER_END.search(story.text, dash.end(), min(stop, dash.end() + ATTRIBUTION_REACH))
        right = end.start() if end else stop
        limit = story.token_from(right)
        for cue in cues.within(first, min(first + CUE_REACH, limit)):
            if any(story.tokens[n].text == "," for n in range(first, cue.first)) or cue.kind is CueKind.GERUND:
                continue
            if cue.first_person and first < cue.first:
                continue  # «Готовы, — начал он. — Я обещаю»
            inverted = whom_it_cites(story, cue, limit) or subject_after(story, cue, limit)
            subject = inverted or (subject_before(story, cue, first) if cue.first - first < 4 else None)
            if cue.kind is CueKind.IMPERSONAL:
                subject = document(story, cue, first, limit)
            if subject is None and cue.weak:
                continue
            return cue, subject, (words_end(story, dash.start()), end.end() if end else stop)
    return None


def words_end(story: Story, mark: int) -> int:
    """Where words end before the mark that an attribution follows: a question mark and dots belong to them."""
    return mark + (story.text[mark] in "!?…" or story.text[max(0, mark - 1) : mark + 1] == "..")


def cleaned(story: Story, parts: Sequence[Span]) -> tuple[Span, ...]:
    spans = (trimmed(story.text, part) for part in parts)
    return tuple(span for span in spans if span)


def is_saying(story: Story, quoted: Quoted) -> bool:
    """Whether what stands in marks has a verb or ends like a sentence: titles seldom do."""
    start, stop = quoted.parts[-1]
    if story.text[start:stop].rstrip('»“”"').endswith((".", "!", "?", "…")) or SENTENCES.search(
        story.text, *quoted.parts[0]
    ):
        return True
    first, stop = story.token_from(quoted.start), story.token_from(quoted.stop)
    return any(
        is_verb(token.text) or facts(token.text).part in ("PRED", "ADJS")
        for place, token in enumerate(story.tokens[first : min(stop, first + _LOOKED_AT)], first)
        if token.text[0].isalpha() and place not in story.name_at
    )
