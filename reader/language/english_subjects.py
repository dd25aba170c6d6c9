"""Who an English verb of saying belongs to: the noun phrase before it or behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.english_cues import NOT_ABBREVIATED
from reader.language.report import trimmed
from reader.model import Label, Span

if TYPE_CHECKING:
    from reader.language.story import Story

PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t|[Yy]ou|who)"
_SUBJECT_BREAK = re.compile(
    rf",|;|:|{NOT_ABBREVIATED}\.(?=\s)|[\"“”]|\s(?:[-–—]|that|when|while|as|in|on|at|after|before|during|to|by|with|from|this|last|Monday|Tuesday|Wednesday"
    r"|Thursday|Friday|Saturday|Sunday|yesterday|today|via|about|and\s+(?:that|is|was|has))(?=\s|[.,;])"
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|will|would|can|could|should|must|may|might|'s|’s|'re|’re|'ll|’ll|\w+n't|\w+n’t|\w{3,}ed)\b"
)
_RELATIVE = re.compile(r"([^,;:]{2,60}), (?:who|which|whose|where|asked|speaking)\b[^;:]*,\s*$")
_APPOSITION = re.compile(r",\s+(?=[A-Z])")
_LAST_PRONOUN = re.compile(rf"\b({PRONOUN})\s+(?:also\s+|then\s+|later\s+)?$")
_SUBJECT_REACH = 100


def subject_after(story: Story, start: int, stop: int) -> Span | None:
    """«said | Ann Lee, a nurse»: to the first break; names may hold little words."""
    limit = min(stop, start + _SUBJECT_REACH)
    begin = limit - len(story.text[start:limit].lstrip())
    position = begin
    while True:
        found = _SUBJECT_BREAK.search(story.text, position, limit)
        end = found.start() if found else limit
        name = next((n for n in story.names_in(begin, limit) if n.start < end < n.stop), None)
        if name is None:
            break
        position = name.stop
    beyond = _APPOSITION.match(story.text, end, limit)
    if beyond and (named := next((n for n in story.names_in(beyond.end(), stop) if n.start == beyond.end()), None)):
        end = named.stop if named.label is Label.PERSON else end  # «recalls the churchwarden, Ann Lee»
    span = trimmed(story.text, (begin, end), ".!? ")
    return span if span and is_subject(story, span) else None


def subject_before(story: Story, begin: int, verb: int) -> Span | None:
    """«Ann Lee, a nurse, | said», «On Monday the ministry | said», «Ann Lee, who works there, | said»."""
    if relative := _RELATIVE.match(story.text, begin, verb):
        head = trimmed(story.text, relative.span(1))
        return head if head and is_subject(story, head) else None
    if pronoun := _LAST_PRONOUN.search(story.text, begin, verb):
        return pronoun.span(1)
    clause = story.text[begin:verb].rstrip(" ,")
    offset = begin
    comma = max(
        clause.rfind(", "), clause.rfind("; "), clause.rfind(" that "), clause.rfind(" and "), clause.rfind(" but ")
    )
    if comma >= 0:
        lead = clause[:comma]
        tail_start = offset + comma + clause[comma:].index(" ", 1 if clause[comma] == " " else 0) + 1
        tail = trimmed(story.text, (tail_start, offset + len(clause)))
        apposition = tail and story.text[tail[0] : tail[1]].split()[0].lower() in (
            "a",
            "an",
            "the",
            "who",
            "whose",
            "head",
            "director",
            "chief",
            "former",
            "its",
            "his",
            "her",
        )
        named = trimmed(story.text, (offset + max(lead.rfind(", ") + 2, 0) if ", " in lead else offset, offset + comma))
        if apposition and named and any(n.stop == named[1] for n in story.names_in(*named)):
            return named
        return tail if tail and is_subject(story, tail) else None
    whole = trimmed(story.text, (offset, offset + len(clause)))
    return whole if whole and is_subject(story, whole) else None


def is_subject(story: Story, span: Span) -> bool:
    """A pronoun, or a phrase that begins with a capital letter or an article and holds no verb."""
    text = story.text[span[0] : span[1]]
    if re.fullmatch(PRONOUN, text):
        return True
    words = text.split()
    if not words or len(words) > 14 or FINITE.search(text):
        return False
    head = words[0]
    if any(name.stop == span[1] and name.label is Label.PERSON for name in story.names_in(*span)):
        return True
    return head[0].isupper() or head.lower() in (
        "the",
        "a",
        "an",
        "one",
        "two",
        "his",
        "her",
        "its",
        "their",
        "police",
        "officials",
        "some",
        "many",
        "critics",
        "experts",
    )
