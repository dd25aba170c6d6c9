"""Words in marks that are part of what an English sentence retells: «X said the plan was "a disgrace"», «X called it
"a disgrace"», «X told Y to "go on"»."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.language.english.afterthoughts import closing, interrupted
from reader.language.english.clauses import NOT_A_CLAUSE, clause_after, main_clause
from reader.language.english.cues import judging_verb, naming_verb, negated, speech_verb
from reader.language.english.retold import parts
from reader.language.english.said import Said
from reader.language.english.shared import GOES_ON, goes_on_saying, opening
from reader.language.english.subjects import is_subject, subject_before
from reader.language.models import words
from reader.model import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.language.marks import Quoted
    from reader.language.story import Story
    from reader.model import Span

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_JUDGED = re.compile(
    r"\b(?:as\s(?:an?|the)\s\w+\s(?=[\"“]who\b)|(?:as|of|for)\s)(?:(?:being|having|his|her|their|its|the|an?)\s)?$"
)
_DIRECTLY = re.compile(
    r"\b(?:blam(?:ed|es)|condemn(?:ed|s)|denounc(?:ed|es)|hail(?:ed|s)|criticis(?:ed|es)|criticized|prais(?:ed|es)|mocked|derided|slammed|rejected"
    r"|lamented|deplored|decried|applauded|welcomed|attacked|blasted)\s(?:what\s(?:he|she|they|it)\s(?:called|described\sas)\s)?$"
)
"""A verb that has the words in marks themselves for its object: «Ann Lee blamed | "a decade of cuts"»."""

_IN_WORDS_OF = re.compile(
    r"\b(?P<cue>[Ii]n\sthe\swords\sof)\s(?P<who>[^,;:\"“\n]{2,60}(?:,\s[A-Z][^,;:\"“\n]{2,40})?),\s$"
)
_ASKS_TO = re.compile(r"(?:asks?|asked|urges?|urged)\s(?:[\w’'-]+\s){1,5}?to\s")
_PRAISED = re.compile(r"(?:['’]s?|\b(?:his|her|their|its|the|an?))\s$")
_OF = re.compile(r"(?:of|about|against|as)\s$")
_CALLING = re.compile(
    r"(?:(?:,|\s[-–—]|\b(?:letter|statement|post|message|speech|tweet|email|article|resolution|report|memo|video)"
    r"|\b(?P<quoted>(?:was|is)\squoted))\s(?P<verb>calling|describing|branding|labell?ing|dubbing)"
    r"|\bso\sfar\sas\sto\s(?P<call>call|describe|brand|label|dub))"
    r"\s(?!(?:him|her|it)self\b|themselves\b)[^,.;:\"“”\n]{1,80}$"
)
_ELSEWHERE = re.compile(r"\s(?:on|upon|for|off|out|up|in|into|back|at)\b")  # «called on them»
_AS_CALLED = re.compile(
    r",?\sas\s(?P<who>[^,;:.\"“”\n]{1,60}?)\s(?:(?:has|have|had|later|once)\s)?"
    r"(?:(?P<verb>called|calls|described|describes|labelled|labeled|termed|phrased)\s(?:it|them|him|her|this)\b"
    r"|(?P<put>puts?\sit)\b)"
)
_WHAT = re.compile(
    r"\b(?:what|which)\s(?P<who>(?:(?!what\s|which\s)[^,.;:\"“”\n]){1,80}?)(?:\s(?:has|have|had|later|once|also))?\s?$"
)
"""«in what | the minister | called "a blow"»."""

_TOLD_TO = re.compile(
    r"\b(?P<verb>told|tells|telling|urged|urges|urging|asked|asks|asking|advised|advises|advising|begged|warned|warns|warning"
    r"|invited|encouraged|ordered|instructed|implored|challenged|called(?=\son\s))"
    r"\s[^,.;:\"“”\n]{2,60}(?:,\s[^,.;:\"“”\n]{2,40},)?\s(?:not\s)?to\s$"
)
_FEW = 5
"""Words between «praised» and what is praised in marks, at most."""

REACH = 160
"""Characters between marks and the verb that reports them, at most."""


def verbs_outside_marks(story: Story, pattern: re.Pattern[str], start: int, stop: int) -> Iterator[re.Match[str]]:
    """The verbs in a stretch of the text that report, outside marks."""
    found = pattern.finditer(story.text, start, stop)
    return (m for m in found if not story.inside_marks(m.start()) and not negated(story.text, m))


def partly_in_marks(story: Story, quoted: Quoted) -> Said | None:
    """«X said the plan was "a disgrace"»: the clause is retold, a part of it in marks; «X called it "a disgrace"»."""
    begin, stop = next(part for part in parts(story, *story.sentence(quoted.start)) if quoted.start < part[1])
    if (
        judged := _judged(story, quoted, begin)
        or _called_so(story, quoted, begin)
        or _goes_on_calling(story, quoted, begin)
        or _told_to(story, quoted, begin)
        or _in_words_of(story, quoted, begin)
        or _as_called(story, quoted, stop)
    ):
        return judged
    if len(WORD.findall(story.text, quoted.start, quoted.stop)) < 2:
        return None
    if goes_on_saying(story, begin, quoted.start):
        return None  # the participle reports it: «left, saying the plan was "odd"»
    last = closing(story, begin, stop)
    if last and quoted.stop <= last.contents[0][1]:
        return last
    halves = interrupted(story, begin, stop)
    if halves and any(first <= quoted.start < last for first, last in halves.contents):
        return Said(QuoteKind.MIXED, halves.contents, halves.cue, halves.subject)
    said = (
        verb
        for verb in verbs_outside_marks(story, speech_verb(), begin, quoted.start)
        if not _ASKS_TO.match(story.text, verb.start("verb"))
        and not goes_on_saying(story, begin, verb.start())  # «left, saying whoever complains "must go"»
    )
    verb = next(said, None)
    if verb is None or quoted.start - verb.end() > REACH:
        return None
    subject = subject_before(story, begin, verb.start())
    main = main_clause(story, begin, subject[0], stop) if subject else None
    content = clause_after(story, verb.end(), main[0] - 2 if main and main[0] > quoted.stop else stop)
    if subject is None or content is None or not content[0] <= quoted.start < content[1]:
        return None
    fragment = _OF.fullmatch(story.text, content[0], quoted.start)
    if content[0] < quoted.start and NOT_A_CLAUSE.match(story.text, *content) and not fragment:
        return None  # «responded to a "minor" matter»
    return Said(QuoteKind.MIXED, quoted.parts if fragment else (content,), verb.span("verb"), subject)


def _judged(story: Story, quoted: Quoted, begin: int) -> Said | None:
    """«X dismissed it as "theatre"», «X accused him of "hiding"», «X praised the team's "brave show"»."""
    if not story.text[quoted.parts[0][0]].islower():
        return None
    near = max(begin, quoted.start - REACH), quoted.start
    praised = _PRAISED.search(story.text, *near) or _DIRECTLY.search(story.text, *near)
    judged = _JUDGED.search(story.text, *near)
    if not (praised or judged):
        return None
    verbs = list(verbs_outside_marks(story, judging_verb(), begin, quoted.start))
    if not verbs:
        return None
    plain = (
        judged and "," not in story.text[verbs[-1].end() : quoted.start]
    )  # «praised Ann and Tom Lee for their "pluck"»
    if praised and not plain and len(WORD.findall(story.text, verbs[-1].end(), quoted.start)) > _FEW:
        return None
    subject = subject_before(story, begin, verbs[-1].start())
    shared = subject is None and GOES_ON.search(story.text, begin, verbs[-1].start()) is not None
    return (
        Said(QuoteKind.MIXED, quoted.parts, verbs[-1].span("verb"), subject, shared=shared)
        if subject or shared
        else None
    )


def _called_so(story: Story, quoted: Quoted, begin: int) -> Said | None:
    """«X called the plan "brave"», not «a plan called "brave"» nor «X called the plan "Brave New Marlow"»."""
    if not story.text[quoted.parts[0][0]].islower():
        return None
    near = verbs_outside_marks(story, naming_verb(), max(begin, quoted.start - 2 * REACH), quoted.start)
    verbs = [verb for verb in near if not _ELSEWHERE.match(story.text, verb.end())]
    if not verbs or quoted.start - verbs[-1].end() > REACH:
        return None
    if goes_on_saying(story, verbs[-1].end(), quoted.start):
        return None  # «called for it, saying it was "brave"»
    if what := _WHAT.search(story.text, begin, verbs[-1].start()):
        if any(
            subject_before(story, begin, told.start())
            for told in verbs_outside_marks(story, speech_verb(), begin, what.start())
        ):
            return None  # «said they would go back to what they call "pushing"»
        subject = what.span("who") if is_subject(story, what.span("who")) else None
    else:
        thing = WORD.search(story.text, verbs[-1].end(), quoted.start)
        subject = subject_before(story, begin, verbs[-1].start()) if thing else None
    return Said(QuoteKind.MIXED, quoted.parts, verbs[-1].span("verb"), subject) if subject else None


def _goes_on_calling(story: Story, quoted: Quoted, begin: int) -> Said | None:
    """«X left, calling the plan "brave"», «X was quoted calling it "brave"», «X left, accusing them of "theft"»."""
    found = _CALLING.search(story.text, max(begin, quoted.start - REACH), quoted.start)
    if found is None:
        judging = _goes_on_judging().search(story.text, max(begin, quoted.start - REACH), quoted.start)
        small = story.text[quoted.parts[0][0]].islower()
        return _going_on(story, quoted, begin, judging) if judging and small else None
    if found is None or story.inside_marks(found.start()) or not story.text[quoted.parts[0][0]].islower():
        return None
    if found["quoted"]:
        subject = subject_before(story, begin, found.start("quoted"))
        return Said(QuoteKind.MIXED, quoted.parts, found.span("verb"), subject) if subject else None
    return _going_on(story, quoted, begin, found)


@cache
def _goes_on_judging() -> re.Pattern[str]:
    forms = "|".join(sorted(words("cues_en", "judging_on")))
    return re.compile(
        rf"(?:,|\s[-–—]|\b(?:letter|statement|post|message|speech|tweet|email|article))\s(?P<verb>{forms})\s"
        r"(?:[^,.;:\"“”\n]{1,80}?(?:\b(?:as|of|for)|['’]s?|\b(?:his|her|their|its|the|an?)))?(?<=\S)\s(?:(?:being|having)\s)?$"
    )


def _told_to(story: Story, quoted: Quoted, begin: int) -> Said | None:
    """«X told Y to "go on"», «X left, telling Y to "go on"»."""
    found = _TOLD_TO.search(story.text, max(begin, quoted.start - REACH), quoted.start)
    if found is None or story.inside_marks(found.start()) or negated(story.text, found):
        return None
    if found["verb"].endswith("ing"):
        return _going_on(story, quoted, begin, found)
    subject = subject_before(story, begin, found.start())
    return Said(QuoteKind.MIXED, quoted.parts, found.span("verb"), subject) if subject else None


def _going_on(story: Story, quoted: Quoted, begin: int, participle: re.Match[str]) -> Said:
    """What a participle reports: of whom the sentence is about, or of who has just spoken in it."""
    spoken = story.quoted_from(begin) < story.quoted_from(participle.start())
    subject = None if spoken else opening(story, (begin, participle.start()))
    return by_participle(QuoteKind.MIXED, quoted, participle, subject)


def by_participle(kind: QuoteKind, quoted: Quoted, participle: re.Match[str], subject: Span | None) -> Said:
    """What «adding», «calling it» report; without a subject, of who speaks before."""
    cue = participle.span(participle.lastgroup or 0)
    return Said(kind, quoted.parts, cue, subject, shared=subject is None)


def _as_called(story: Story, quoted: Quoted, stop: int) -> Said | None:
    """«The "prank," as Ann Lee called it, cost a fortune»."""
    found = _AS_CALLED.match(story.text, quoted.stop, stop)
    if found is None or not is_subject(story, found.span("who")):
        return None
    return Said(QuoteKind.MIXED, quoted.parts, found.span(found.lastgroup or 0), found.span("who"))


def _in_words_of(story: Story, quoted: Quoted, begin: int) -> Said | None:
    """«It was, in the words of X, "a disgrace"»."""
    found = _IN_WORDS_OF.search(story.text, max(begin, quoted.start - REACH), quoted.start)
    return Said(QuoteKind.MIXED, quoted.parts, found.span("cue"), found.span("who")) if found else None
