"""What is told again without marks in an English story: «X said that Q», «Q, X said», «According to X, Q».

Each sentence is cut into the parts that can have a report of their own; `RETOLD` are tried on every part in order.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reader.language.english.afterthoughts import afterthought, closing, headed_by, interrupted
from reader.language.english.clauses import (
    MODAL,
    NO_CLAUSE_SAID,
    NOT_A_CLAUSE,
    PRONOUN_FIRST,
    THAT,
    clause_after,
    kind_of,
    main_clause,
)
from reader.language.english.cues import negated, reporting_verb, speech_verb
from reader.language.english.roles import head_of
from reader.language.english.said import Said
from reader.language.english.shared import GOES_ON, before_participle, goes_on_saying
from reader.language.english.sources import according, asked_by, heard_in_court, quoted_as_saying, told_by, with_saying
from reader.language.english.subjects import has_own_verb, subject_before
from reader.language.models import words
from reader.language.report import trimmed
from reader.model import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.language.story import Story
    from reader.model import Span

_JOINED = re.compile(r"(?:,|(?<=,[\"”’]))\s(?:while|but|and|although|though|whereas)\s")
_IF_BEFORE = re.compile(r"\b(?:if|whether|unless)\s$")  # «Asked if she felt it was late»
_PAUSE = re.compile(r"(?:,|\s[-–—])\s$")
_BULLET = re.compile(r"[*•·▪–—-]\s+")
_ASKED = re.compile(r"\s(?:[\w’'-]+\s){0,4}?(?=(?:whether|if|why|how|what)\s)")
_ASIDE = re.compile(r",\s(?=(?:who|which)\s)")
_FRONTED = re.compile(
    r"(?:with|for|by|under|as|despite|without|until|since|before|after|during)\s[^,\"“”]{2,60}?(?:,\s|\s(?=(?:he|she|it|they|we|I|there)\s))"
)
"""What a clause may begin with: «said | for nearly a day | he did not know»."""

_COST = re.compile(r"(?:[\w-]+\s){0,5}?lives\b")  # «The attack claimed at least ten lives»
_VERB_FIRST = re.compile(r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might)\s")  # «Her comments | were»
_SEMICOLON = re.compile(r";\s")
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
        if story.text[begin] == "(" and story.text[stop - 1] == ")":
            begin, stop = begin + 1, stop - 1
        answer = bisect_right(answers, (begin, stop)) - 1
        if answer >= 0 and begin < answers[answer][1]:
            continue
        for first, last in parts(story, begin, stop):
            following = bisect_left(told, (first, first))
            cue = told[following] if following < len(told) else (last, last)
            end = last if cue[0] >= last else _shared_from(story, first, cue)
            if end:
                found += _reports(story, first, end)
    return found


def _shared_from(story: Story, begin: int, cue: Span) -> int | None:
    """Where the part with the verb of a saying in marks begins, if somebody says another thing before: «X said Q1, |
    but added: "Q2"», «X said Q1, | adding: "Q2"»."""
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
    aside = that_clause(story, comma.end(), stop) if comma and first else None
    if comma and aside and aside.subject and aside.subject[0] == comma.end():
        yield aside
        after = aside.contents[-1][1]
        if trimmed(story.text, (after, stop)):
            yield from filter(None, [that_clause(story, begin, stop, after)])
            return
        stop = comma.start()
    if said := next(filter(None, (rule(story, begin, stop) for rule in RETOLD)), None):
        yield said


def parts(story: Story, begin: int, stop: int) -> Iterator[Span]:
    """The parts of a sentence that have reports of their own: «X said Q1, | while Y warned that Q2»."""
    ends = [m.span() for m in _SEMICOLON.finditer(story.text, begin, stop)]
    ends += [m.span() for m in _JOINED.finditer(story.text, begin, stop) if _new_report(story, m.end(), stop)]
    for end, following in sorted(ends):
        if not story.inside_marks(end):
            yield begin, end
            begin = following
    yield begin, stop


def _new_report(story: Story, begin: int, stop: int) -> bool:
    """Whether another report begins behind a conjunction: «…, while Y warned that»."""
    limit = min(stop, begin + _NEAR)
    verb = speech_verb().search(story.text, begin, limit)
    weak = reporting_verb().search(story.text, begin, limit) if verb is None else None
    verb = weak if weak and THAT.match(story.text, weak.end(), stop) else verb
    subject = subject_before(story, begin, verb.start()) if verb else None
    return verb is not None and subject is not None and subject[0] == begin and not negated(story.text, verb)


def that_clause(story: Story, begin: int, stop: int, after: int = 0) -> Said | None:
    """«X said that Q», «X said Q»: the first one whose verb stands after a place."""
    for verb in reporting_verb().finditer(story.text, max(begin, after), stop):
        if story.inside_marks(verb.start()) or negated(story.text, verb) or _was_asked(story, verb, stop):
            continue
        if goes_on_saying(story, begin, verb.start()):
            continue  # «Ann Lee left, saying it showed that»
        subject = subject_before(story, begin, verb.start())
        relative = subject and story.text[slice(*subject)] in ("who", "which")
        comma = story.text.find(",", verb.end(), stop) if relative else -1  # «Ann, who admits she can't, has begun»
        main = main_clause(story, begin, subject[0], stop) if subject else None
        last = main[0] - 2 if main and main[0] > verb.end() else stop
        content = clause_after(story, verb.end(), comma if comma > 0 else last)
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
        cost = verb.group("verb") in ("claimed", "claims") and _COST.match(clause)
        before = _FRONTED.match(clause) if verb.group("verb") in ("said", "says", "say") else None
        fronted = before is not None and has_own_verb(clause[before.end() :])
        if that is None and not fronted and (cost or NOT_A_CLAUSE.match(clause) or _VERB_FIRST.match(clause)):
            continue
        plainly = PRONOUN_FIRST.match(clause) or (
            verb.group("verb") in words("cues_en", "foretelling") and MODAL.match(clause)
        )
        thing = verb.group("verb") in words("cues_en", "with_object") and not plainly
        plain = verb.group("verb") in ("said", "says", "say") and NO_CLAUSE_SAID.match(clause) is None
        shown = verb.group("verb") in ("show", "shows", "showed", "suggest", "suggests") and _is_record(story, subject)
        weak = PRONOUN_FIRST.match(clause) and clause.count(" ") > 1 and verb.group("verb") in words("cues_en", "weak")
        own = story.text[content[0] : before_participle(story, verb.end(), content[1])]
        tells = plain or ((strong or held or shown or weak) and not thing and has_own_verb(own))
        if that or (tells and story.text[verb.end()] not in ",:"):
            return Said(kind_of(story, content), (content,), verb.span("verb"), subject)
    return None


def _is_record(story: Story, subject: Span) -> bool:
    """«Records obtained by the Echo», «Official figures»: what shows that something is so."""
    return head_of(story.text[slice(*subject)]) in words("cues_en", "records")


def _was_asked(story: Story, verb: re.Match[str], stop: int) -> bool:
    """«Keane, asked if she would, said …»: not who asks."""
    asked = verb.group("verb") == "asked" and story.text.endswith(", ", 0, verb.start())
    return asked and any(speech_verb().finditer(story.text, verb.end(), stop))


RETOLD = (
    asked_by,
    told_by,
    quoted_as_saying,
    according,
    interrupted,
    closing,
    that_clause,
    heard_in_court,
    afterthought,
    headed_by,
    with_saying,
)
