"""Reports whose speaker is not the subject: «according to X», «was told by X that», «the court heard that»."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.language.english.clauses import THAT, clause_after, kind_of
from reader.language.english.cues import ACCORDING, reporting_verb
from reader.language.english.roles import speaks
from reader.language.english.said import Said
from reader.language.english.subjects import FINITE, VERB, has_own_verb, subject_before
from reader.language.models import words
from reader.language.report import trimmed
from reader.model import Label, QuoteKind

if TYPE_CHECKING:
    from reader.language.story import Story

_PHRASE_END = re.compile(r",|\.$|;|\s[-–—]\s")
_TITLE = re.compile(r"\s(?:[A-Z][a-z]+\.?\s)?")
_BROKEN_OFF = re.compile(
    r"(?:^|[\s,])(?:and|but|yet|because|while|although|though|since|so|that|where|when|which|who|after|before|if)$",
    re.IGNORECASE,
)
"""What a clause begins with that «according to X» interrupts: «…, but, according to X, Q»."""

_ASKED_BY = re.compile(r"\b(?P<verb>[Aa]sked)\sby\s(?P<who>[^,.;:\n]{2,60}?)\s(?=(?:whether|if|why|how|what|when)\s)")
_TOLD_BY = re.compile(
    r"\b(?:was|were|is|are|been)\s(?P<verb>told|informed|advised|warned|assured)\sby\s(?P<who>[^,;:\n]{2,60}?)"
    r"(?=\sthat\s)"
)
_QUOTED_AS = re.compile(
    r"\b(?:(?:was|were|is|are|been)\squoted\s(?:by\s[^,;:\n]{2,60}?\s)?"
    r"|(?:quoted|quotes|cited|cites)\s(?!by\b|in\b|on\b|as\b)(?P<who>[^,;:\"“”\n]{2,80}?)\s)as\s(?P<verb>saying)\b"
)
_QUOTES = re.compile(
    r"\b(?:quoted|quotes|reported|cited|cites)\s(?!(?:by|as|in)\s)(?P<who>[^;:.\"“”\n]{2,80}?),?\sas\s(?P<verb>saying)\b"
)
_HEARING = re.compile(
    r"(?:(?:\b(?:[Tt]he|[Aa]n?)|['’]s?)\s(?:[a-z]+\s){0,2}(?:inquest|court|jury|hearing|tribunal|inquiry|trial|panel|commission|committee)"
    r"(?:\s(?:in|into|at|of)\s[^,.;:\"“”\n]{2,60}?)?"
    r"|\b(?:[A-Z][\w’'-]+\s){0,3}(?:Crown|High|Sheriff|County|District|Magistrates['’]?|Coroner['’]?s)\sCourt"
    r"|(?<![^\n])(?:Inquest|Court|Jury|Tribunal|Inquiry)"
    r"|\b[Jj]ur(?:y|ors)"
    r"|,\s(?:inquest|court|jury|tribunal|inquiry)(?=\s\w+(?:\n|$)))"
    r"\s(?:(?:has|have|had)\s)?(?:(?:was|were|been|is|are)\s)?(?:also\s)?(?P<verb>heard|hears|hear|told)\b"
)


def according(story: Story, begin: int, stop: int) -> Said | None:
    """«According to X, Q»."""
    cue = ACCORDING.search(story.text, begin, stop)
    if cue is None or story.inside_marks(cue.start()) or _reported_before(story, begin, cue.start()):
        return None
    last = _PHRASE_END.search(story.text, cue.end(), stop)
    if last and (behind := _name_beside(story, cue.end(), last.end())):
        last = _PHRASE_END.search(story.text, behind, stop)  # «according to its founder, Ann Lee»
    subject = trimmed(story.text, (cue.end(), last.start() if last else stop), ".!?")
    before = trimmed(story.text, (begin, cue.start()), ", ")
    after = trimmed(story.text, (last.end(), stop), ".!?") if last else None
    broken = after is not None and before is not None and _BROKEN_OFF.search(story.text, *before)
    if before is None or (broken and after and VERB.search(story.text[slice(*after)])):
        contents = [after]
    elif broken or (after and story.text[before[1]] == "," and not VERB.search(story.text[slice(*before)])):
        contents = [before, after]  # «The plan, according to X, will fail», «Q and, according to X, a fall»
    else:
        contents = [before]
    spans = tuple(filter(None, contents))
    kinds = [kind_of(story, span) for span in spans]
    kind = QuoteKind.MIXED if QuoteKind.MIXED in kinds else QuoteKind.INDIRECT
    return Said(kind, spans, cue.span(), subject) if subject and spans else None


def _name_beside(story: Story, begin: int, comma: int) -> int | None:
    """Where the name ends that stands behind a comma and says who it is that a role without a name means."""
    beside = next(iter(story.names_in(comma, story.paragraph(comma - 1)[1])), None)
    title = beside is not None and _TITLE.fullmatch(story.text, comma, beside.start)
    if (
        beside is None
        or not title
        or beside.label is not Label.PERSON
        or not speaks(story.text[begin : comma - 1].strip())
    ):
        return None
    named = any(name.label is Label.PERSON and name.stop == comma - 1 for name in story.names_in(begin, comma))
    return None if named or story.text[beside.stop : beside.stop + 1] not in ",." else beside.stop


def _reported_before(story: Story, begin: int, place: int) -> bool:
    """«X promised that Q and, according to Y, left»: whether somebody else's report is on."""
    verb = reporting_verb().search(story.text, begin, place)
    aside = story.text.endswith((", and ", " and, ", " but, "), begin, place)
    return verb is not None and aside and THAT.match(story.text, verb.end(), place) is not None


def heard_in_court(story: Story, begin: int, stop: int) -> Said | None:
    """«The court heard that Q», «Q, the inquest was told»: who said it is open."""
    told = "hear" in story.text[begin:stop] or "told" in story.text[begin:stop]
    heard = _HEARING.search(story.text, begin, stop) if told else None
    if heard is None or story.inside_marks(heard.start()):
        return None
    lead = trimmed(story.text, (begin, heard.start()), ", ")
    if lead and heard.group().startswith(("'", "’")) and not FINITE.search(story.text, *lead):
        lead = None  # «Marlow council | 's panel heard that»
    if lead is None:
        that = THAT.match(story.text, heard.end(), stop)
        content = clause_after(story, that.end() if that else heard.end() + 1, stop)
        tells = content and (THAT.match(story.text, heard.end(), stop) or VERB.search(story.text[slice(*content)]))
    else:
        content, tells = lead, FINITE.search(story.text, *lead) if story.text[lead[1]] == "," else None
    return Said(QuoteKind.INDIRECT, (content,), heard.span("verb"), None) if content and tells else None


def asked_by(story: Story, begin: int, stop: int) -> Said | None:
    """«Asked by X whether Q, …», «He was asked by X whether Q»."""
    asked = _ASKED_BY.search(story.text, begin, stop) if " by " in story.text[begin:stop] else None
    if asked is None or story.inside_marks(asked.start()):
        return None
    end = story.text.find(",", asked.end(), stop) if asked["verb"] == "Asked" else -1
    question = trimmed(story.text, (asked.end(), end if end > 0 else stop), ".!?…")
    return Said(QuoteKind.INDIRECT, (question,), asked.span("verb"), asked.span("who")) if question else None


def with_saying(story: Story, begin: int, stop: int) -> Said | None:
    """«It was closed, with X warning that Q»."""
    found = _going_with().search(story.text, begin, stop) if " with " in story.text[begin:stop] else None
    if found is None or story.inside_marks(found.start()):
        return None
    whole = trimmed(story.text, found.span("who"))
    content = clause_after(story, found.end(), stop)
    if whole is None or content is None:
        return None
    named = any(name.stop == whole[1] for name in story.names_in(*whole))
    that = THAT.match(story.text, found.end(), stop)
    tells = that or has_own_verb(story.text[slice(*content)])
    if not tells or not (named or speaks(story.text[slice(*whole)])):
        return None
    return Said(kind_of(story, content), (content,), found.span("verb"), whole)


@cache
def _going_with() -> re.Pattern[str]:
    forms = "|".join(sorted(words("cues_en", "going_on") - {"pointing"}))
    return re.compile(rf"\b[Ww]ith\s(?P<who>[^,.;:\"“”\n]{{2,60}}?)\s(?P<verb>{forms})(?=\s)")


def told_by(story: Story, begin: int, stop: int) -> Said | None:
    """«The court was told by X that Q»."""
    told = _TOLD_BY.search(story.text, begin, stop) if " by " in story.text[begin:stop] else None
    if told is None or story.inside_marks(told.start()):
        return None
    content = clause_after(story, told.end(), stop)
    return Said(kind_of(story, content), (content,), told.span("verb"), told.span("who")) if content else None


def quoted_as_saying(story: Story, begin: int, stop: int) -> Said | None:
    """«X was quoted by Y as saying that Q», «Y quoted X as saying that Q»."""
    if other := _QUOTES.search(story.text, begin, stop) if " as saying" in story.text[begin:stop] else None:
        return _quoted_by(story, other, stop)
    quoted = _QUOTED_AS.search(story.text, begin, stop) if " quoted " in story.text[begin:stop] else None
    if quoted is None or story.inside_marks(quoted.start()):
        return None
    whom = quoted.span("who") if quoted["who"] else None
    subject = whom or subject_before(story, begin, quoted.start())
    content = clause_after(story, quoted.end(), stop)
    if subject is None or content is None:
        return None
    return Said(kind_of(story, content), (content,), quoted.span("verb"), subject)


def _quoted_by(story: Story, quoted: re.Match[str], stop: int) -> Said | None:
    """«The Echo quoted X as saying that Q»."""
    content = clause_after(story, quoted.end(), stop)
    if content is None or story.inside_marks(quoted.start()):
        return None
    return Said(kind_of(story, content), (content,), quoted.span("verb"), quoted.span("who"))
