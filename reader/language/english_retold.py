"""What is told again without marks in an English story: «X said that Q», «Q, X said», «According to X, Q».

Each sentence is cut into the parts that can have a report of their own; `RETOLD` are tried on every part in order.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reader.language.english_clauses import NOT_A_CLAUSE, THAT, clause_after, kind_of
from reader.language.english_cues import ACCORDING, negated, reporting_verb, speech_verb
from reader.language.english_roles import gender_of_role, speaks
from reader.language.english_said import Said
from reader.language.english_shared import GOES_ON
from reader.language.english_subjects import (
    FINITE,
    PRONOUN,
    VERB,
    has_own_verb,
    is_subject,
    subject_after,
    subject_before,
)
from reader.language.models import words
from reader.language.report import trimmed
from reader.model import Label, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.language.story import Story
    from reader.model import Span

_PHRASE_END = re.compile(r",|\.$|;|\s[-–—]\s")
_JOINED = re.compile(r",\s(?:while|but|and|although|though|whereas)\s")
_ASKED_BY = re.compile(r"\b(?P<verb>[Aa]sked)\sby\s(?P<who>[^,.;:\n]{2,60}?)\s(?=(?:whether|if|why|how|what|when)\s)")
_TOLD_BY = re.compile(
    r"\b(?:was|were|is|are|been)\s(?P<verb>told|informed|advised|warned|assured)\sby\s(?P<who>[^,;:\n]{2,60}?)(?=\sthat\s)"
)
_QUOTED_AS = re.compile(r"\b(?:was|were|is|are|been)\squoted\s(?:by\s[^,;:\n]{2,60}?\s)?as\s(?P<verb>saying)\b")
_HEARING = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?)\s(?:inquest|court|jury|hearing|tribunal|inquiry|trial|panel)"
    r"|(?<![^\n])(?:Inquest|Court|Jury|Tribunal|Inquiry)|,\s(?:inquest|court|jury|tribunal|inquiry)(?=\s\w+(?:\n|$)))\s(?:was\s)?(?P<verb>heard|hears|told)\b"
)
_IF_BEFORE = re.compile(r"\b(?:if|whether|unless)\s$")  # «Asked if she felt it was late»
_PAUSE = re.compile(r"(?:,|\s[-–—])\s$")
_BULLET = re.compile(r"[*•·▪–—-]\s+")
_ASKED = re.compile(r"\s(?:[\w’'-]+\s){0,4}?(?=(?:whether|if|why|how|what)\s)")
_ASIDE = re.compile(r",\s(?=(?:who|which)\s)")
_HEADLINE = re.compile(
    r"(?<=\w\s)(?P<verb>(?:has\s)?(?:finds?|found|shows?|suggests?|hears?|warn|claim|fear|insist|argue|admit|believe|reveals?"
    r"|predict|vow|allege))$"
)
_PRONOUN_FIRST = re.compile(r"(?:I|we|you|they|he|she|it|there|this|these)\s")
_NO_OBJECT = re.compile(
    r"\s*$|[.,;]|\s(?:on|in|at|to|during|after|before|via|by|through|with|late|early|last|this|earlier|yesterday|today|[A-Z])"
)
_NO_CLAUSE_SAID = re.compile(
    r"(?:(?:a\s(?:few|prayer|word|lot)|nothing|little|much|more|goodbye|farewell|hello|thank|sorry|no|yes|so|grace|mass|as)\b|\S+(?:\s\S+)?$)"
)
"""What «said» can have for an object that is no clause."""

_HALF = re.compile(
    r"(?:As|While|Although|Though|If|When|Whenever|After|Before|Since|Because|Following|Despite|Once|Unless|Until|During|[A-Z][a-z]+ing)\s[^,]*$"
)
"""What is no whole sentence, so that somebody's «X wrote» behind its comma is the sentence."""

_LABEL = re.compile(r"(?P<who>[A-Z][\w’'-]*(?:\s[\w’'-]+){0,3}):\s(?=\w)")
_SEMICOLON = re.compile(r";\s")
_GOES_ON = re.compile(
    r"(?:\s\w+){0,2},\s(?!who|which|whose|where|a\s|an\s|the\s|(?!nothing|something|anything|everything|according|during)[a-z]+ing\s)"
)
_IF = re.compile(r"(?:If|When|Once|Unless|As|Although|While|After|Before)\b")
_TITLE = 12
"""Characters of a title before a name, at most."""

_NEAR = 90
"""Characters between a conjunction and the verb of the report that it begins, at most."""


def retold_speech(story: Story, direct: Sequence[Said]) -> list[Said]:
    """«X said that Q», «Q, X said», «According to X, Q»: one in a sentence, or in a part of it between semicolons."""
    told = sorted(said.cue for said in direct if said.cue)
    whole = (said.contents for said in direct if said.kind is QuoteKind.DIRECT)
    answers = sorted(span for spans in whole for span in spans if not story.inside_marks(span[0]))
    found: list[Said] = []
    for begin, stop in story.sentences:
        if bullet := _BULLET.match(story.text, begin, stop):
            begin = bullet.end()
        answer = bisect_right(answers, (begin, stop)) - 1
        if answer >= 0 and begin < answers[answer][1]:
            continue
        for first, last in _parts(story, begin, stop):
            following = bisect_left(told, (first, first))
            cue = told[following] if following < len(told) else (last, last)
            end = last if cue[0] >= last else _shared_from(story, first, cue)
            if end:
                found += _reports(story, first, end)
    return found


def _shared_from(story: Story, begin: int, cue: Span) -> int | None:
    """Where the part with the verb of a saying in marks begins, if somebody says another thing before: «X said Q1, | but
    added: "Q2"», «X said Q1, | adding: "Q2"»."""
    participle = story.text[slice(*cue)] in words("cues_en", "going_on")
    link = (_PAUSE if participle else GOES_ON).search(story.text, begin, cue[0])
    return link.start() if link else None


def _reports(story: Story, begin: int, stop: int) -> Iterator[Said]:
    """What is retold in a part of a sentence: one report, and another where a name has a clause of its own: «Ann Lee,
    who said Q1, said Q2»."""
    comma = _ASIDE.search(story.text, begin, stop)
    first = (
        comma and not story.inside_marks(comma.start()) and not speech_verb().search(story.text, begin, comma.start())
    )
    if comma and first and (aside := that_clause(story, comma.end(), stop)):
        yield aside
        after = aside.contents[-1][1]
        if trimmed(story.text, (after, stop)):
            yield from filter(None, [that_clause(story, begin, stop, after)])
            return
        stop = comma.start()
    if said := next(filter(None, (rule(story, begin, stop) for rule in RETOLD)), None):
        yield said


def _parts(story: Story, begin: int, stop: int) -> Iterator[Span]:
    ends = [m.span() for m in _SEMICOLON.finditer(story.text, begin, stop)]
    ends += [m.span() for m in _JOINED.finditer(story.text, begin, stop) if _new_report(story, m.end(), stop)]
    for end, following in sorted(ends):
        if not story.inside_marks(end):
            yield begin, end
            begin = following
    yield begin, stop


def _new_report(story: Story, begin: int, stop: int) -> bool:
    """Whether another report begins behind a conjunction: «…, while Y warned that»."""
    verb = speech_verb().search(story.text, begin, min(stop, begin + _NEAR))
    subject = subject_before(story, begin, verb.start()) if verb else None
    return verb is not None and subject is not None and subject[0] == begin and not negated(story.text, verb)


def interrupted(story: Story, begin: int, stop: int) -> Said | None:
    """«Q1, X said, Q2.»"""
    for found in speech_verb().finditer(story.text, begin, stop):
        verb = found.span("verb")
        comma = story.text.rfind(", ", begin, found.start())
        following = _GOES_ON.match(story.text, verb[1], stop)
        if comma < 0 or following is None or story.inside_marks(verb[0]) or negated(story.text, found):
            continue
        first, rest = trimmed(story.text, (begin, comma)), trimmed(story.text, (following.end(), stop), ".!?…")
        subject = trimmed(story.text, (comma + 1, found.start()))
        if first is None or rest is None or subject is None or not is_subject(story, subject):
            continue
        named = any(name.stop == first[1] for name in story.names_in(*first))
        parted = FINITE.match(story.text, *rest) is not None  # «Nobody, he said, was there»
        if parted or (not named and (VERB.search(story.text, *first) or _IF.match(story.text, *first))):
            return Said(QuoteKind.INDIRECT, (first, rest), verb, subject)
    return None


def that_clause(story: Story, begin: int, stop: int, after: int = 0) -> Said | None:
    """«X said that Q», «X said Q»: the first one whose verb stands after a place."""
    for verb in reporting_verb().finditer(story.text, max(begin, after), stop):
        if story.inside_marks(verb.start()) or negated(story.text, verb) or _was_asked(story, verb, stop):
            continue
        subject = subject_before(story, begin, verb.start())
        relative = subject and story.text[slice(*subject)] in ("who", "which")
        comma = story.text.find(",", verb.end(), stop) if relative else -1  # «Ann, who admits she can't, has begun»
        content = clause_after(story, verb.end(), comma if comma > 0 else stop)
        if subject is None or content is None or _IF_BEFORE.search(story.text, begin, subject[0]):
            continue
        if asked := verb.group() == "asked" and _ASKED.match(story.text, verb.end(), stop):
            question = trimmed(story.text, (asked.end(), content[1]))
            return Said(QuoteKind.INDIRECT, (question,), verb.span("verb"), subject) if question else None
        if verb.group() == "asked":
            continue
        strong = speech_verb().fullmatch(verb.group())
        that = THAT.match(story.text, verb.end(), stop)
        clause = story.text[slice(*content)]
        held = verb.group("verb") in words("cues_en", "held")
        if that is None and NOT_A_CLAUSE.match(clause):
            continue
        thing = verb.group("verb") in words("cues_en", "with_object") and not _PRONOUN_FIRST.match(clause)
        plain = verb.group("verb") in ("said", "says", "say") and _NO_CLAUSE_SAID.match(clause) is None
        tells = plain or ((strong or held) and not thing and has_own_verb(clause))
        if that or (tells and story.text[verb.end()] not in ",:"):
            return Said(QuoteKind.INDIRECT, (content,), verb.span("verb"), subject)
    return None


def _was_asked(story: Story, verb: re.Match[str], stop: int) -> bool:
    """«Keane, asked if she would, said …»: not who asks."""
    asked = verb.group("verb") == "asked" and story.text.endswith(", ", 0, verb.start())
    return asked and any(speech_verb().finditer(story.text, verb.end(), stop))


def afterthought(story: Story, begin: int, stop: int) -> Said | None:
    """«Q, X said on Monday.»"""
    headline = _HEADLINE.search(story.text, begin, stop) if _is_headline(story, begin, stop) else None
    for verb in (*speech_verb().finditer(story.text, begin, stop), *((headline,) if headline else ())):
        comma = story.text.rfind(",", begin, verb.start())
        content = trimmed(story.text, (begin, comma)) if comma > 0 else None
        if (
            content is None
            or story.inside_marks(verb.start())
            or verb.start() - comma > 80
            or content[1] - content[0] < 20
            or _is_somebody(story, content)
            or _HALF.match(story.text, *content)
            or (verb is not headline and not _goes_without_object(story, verb, content, stop))
        ):
            continue
        before = trimmed(story.text, (comma + 1, verb.start()))
        bare = before and _is_headline(story, begin, stop) and speaks(story.text[slice(*before)])
        known = before and (verb is headline or bare or _can_say(story, before, verb["verb"]))
        subject = before if known else None
        if before is None and verb["verb"] not in ("told", "tells", "reminded", "asked"):
            subject = subject_after(story, verb.end(), stop)
        if subject and story.text[slice(*subject)] not in ("who", "which"):
            return Said(kind_of(story, content), (content,), verb.span("verb"), subject)
    return None


def _goes_without_object(story: Story, verb: re.Match[str], content: Span, stop: int) -> bool:
    """Whether a verb that mostly has a thing for its object is used without one, behind a whole clause."""
    if verb["verb"] not in words("cues_en", "with_object"):
        return True
    return has_own_verb(story.text[slice(*content)]) and _NO_OBJECT.match(story.text, verb.end(), stop) is not None


def _can_say(story: Story, subject: Span, verb: str) -> bool:
    """Whether a phrase can be the subject of a verb of saying: of one that things have too only if it is somebody."""
    if not is_subject(story, subject):
        return False
    text = story.text[slice(*subject)]
    somebody = re.fullmatch(PRONOUN, text) or story.names_in(*subject) or speaks(text)
    return verb not in words("cues_en", "with_object") or bool(somebody)


def _is_headline(story: Story, begin: int, stop: int) -> bool:
    """A line without a full stop, where articles are left out: «…, minister says»."""
    return (begin, stop) == story.paragraph(begin) and story.text[stop - 1] not in ".!?…"


def _is_somebody(story: Story, content: Span) -> bool:
    """«Ann Lee, of the Echo, | urged them»: a person with what is said of them, and no verb."""
    person = any(n.label is Label.PERSON and n.start - content[0] < _TITLE for n in story.names_in(*content))
    return person and VERB.search(story.text, *content) is None


def according(story: Story, begin: int, stop: int) -> Said | None:
    """«According to X, Q»."""
    cue = ACCORDING.search(story.text, begin, stop)
    if cue is None or story.inside_marks(cue.start()) or _reported_before(story, begin, cue.start()):
        return None
    last = _PHRASE_END.search(story.text, cue.end(), stop)
    subject = trimmed(story.text, (cue.end(), last.start() if last else stop), ".!?")
    before = trimmed(story.text, (begin, cue.start()), ", ")
    after = trimmed(story.text, (last.end(), stop), ".!?") if last and before is None else None
    content = before or after
    return Said(QuoteKind.INDIRECT, (content,), cue.span(), subject) if subject and content else None


def _reported_before(story: Story, begin: int, place: int) -> bool:
    """«X promised that Q and, according to Y, left»: whether somebody else's report is on."""
    verb = reporting_verb().search(story.text, begin, place)
    aside = story.text.endswith((", and ", " and, ", " but, "), begin, place)
    return verb is not None and aside and THAT.match(story.text, verb.end(), place) is not None


def headed_by(story: Story, begin: int, stop: int) -> Said | None:
    """«Officials: Q» as a headline."""
    label = _LABEL.match(story.text, begin, stop)
    first, last = story.paragraphs[0]
    if label is None or begin != first or story.text[last - 1] in ".!?…":
        return None
    content = trimmed(story.text, (label.end(), stop))
    people = gender_of_role(label["who"]) is not None
    return Said(kind_of(story, content), (content,), None, label.span("who")) if people and content else None


def heard_in_court(story: Story, begin: int, stop: int) -> Said | None:
    """«The court heard that Q», «Q, the inquest was told»: who said it is open."""
    heard = _HEARING.search(story.text, begin, stop)
    if heard is None or story.inside_marks(heard.start()):
        return None
    lead = trimmed(story.text, (begin, heard.start()), ", ")
    if lead is None:
        content = clause_after(story, heard.end(), stop)
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


def told_by(story: Story, begin: int, stop: int) -> Said | None:
    """«The court was told by X that Q»."""
    told = _TOLD_BY.search(story.text, begin, stop) if " by " in story.text[begin:stop] else None
    if told is None or story.inside_marks(told.start()):
        return None
    content = clause_after(story, told.end(), stop)
    return Said(kind_of(story, content), (content,), told.span("verb"), told.span("who")) if content else None


def quoted_as_saying(story: Story, begin: int, stop: int) -> Said | None:
    """«X was quoted by Y as saying that Q»."""
    quoted = _QUOTED_AS.search(story.text, begin, stop) if " quoted " in story.text[begin:stop] else None
    if quoted is None or story.inside_marks(quoted.start()):
        return None
    subject = subject_before(story, begin, quoted.start())
    content = clause_after(story, quoted.end(), stop)
    if subject is None or content is None:
        return None
    return Said(kind_of(story, content), (content,), quoted.span("verb"), subject)


RETOLD = (
    asked_by,
    told_by,
    quoted_as_saying,
    according,
    interrupted,
    that_clause,
    heard_in_court,
    afterthought,
    headed_by,
)
