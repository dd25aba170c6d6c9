"""What is told again without marks in an English story: «X said that Q», «Q, X said», «According to X, Q».

Each sentence is cut into the parts that can have a report of their own; `RETOLD` are tried on every part in order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.language.english_cues import ACCORDING, negated, reporting_verb, speech_verb
from reader.language.english_said import Said
from reader.language.english_subjects import FINITE, is_subject, subject_after, subject_before
from reader.language.report import trimmed
from reader.model import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.language.story import Story
    from reader.model import Span

_PHRASE_END = re.compile(r",|\.$|;|\s[-–—]\s")
THAT = re.compile(r"\s+(?:[\w’'.-]+\s+){0,5}?that\s")
_SEMICOLON = re.compile(r";\s")
_GOES_ON = re.compile(r"(?:\s\w+){0,2},\s(?!who|which|whose|where|a\s|an\s|the\s|adding|citing|referring|speaking)")
_IF = re.compile(r"(?:If|When|Once|Unless|As|Although|While|After|Before)\b")
_LISTENER = re.compile(
    r"\s+(?:(?:the|a|an|his|her|its|their|this|our|my)\s+[\w’'-]+|[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)*|[a-z]+s"
    r"|him|her|them|us|me)(?=\s+\S)(?!\s+(?:is|was|are|were|has|had|have|will|would)\b)"
)


def retold_speech(story: Story, direct: Sequence[Said]) -> list[Said]:
    """«X said that Q», «Q, X said», «According to X, Q»: one in a sentence, or in a part of it between semicolons."""
    told = {story.sentence_number(said.cue[0]) for said in direct if said.cue}
    answers = sorted(said.turn.span for said in direct if said.turn)
    found = []
    for number, (begin, stop) in enumerate(story.sentences):
        answer = bisect_right(answers, (begin, stop)) - 1
        if number in told or (answer >= 0 and begin < answers[answer][1]):
            continue
        for part in _parts(story, begin, stop):
            if said := next(filter(None, (rule(story, *part) for rule in RETOLD)), None):
                found.append(said)
    return found


def _parts(story: Story, begin: int, stop: int) -> Iterator[Span]:
    for semicolon in _SEMICOLON.finditer(story.text, begin, stop):
        if not story.inside_marks(semicolon.start()):
            yield begin, semicolon.start()
            begin = semicolon.end()
    yield begin, stop


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
        if not named and (FINITE.search(story.text, *first) or _IF.match(story.text, *first)):
            return Said(QuoteKind.INDIRECT, (first, rest), verb, subject)
    return None


def that_clause(story: Story, begin: int, stop: int) -> Said | None:
    """«X said that Q», «X said Q»."""
    for verb in reporting_verb().finditer(story.text, begin, stop):
        if story.inside_marks(verb.start()) or negated(story.text, verb) or _was_asked(story, verb, stop):
            continue
        subject = subject_before(story, begin, verb.start())
        relative = subject and story.text[slice(*subject)] == "who"
        comma = story.text.find(",", verb.end(), stop) if relative else -1  # «Ann, who admits she can't, has begun»
        content = clause_after(story, verb.end(), comma if comma > 0 else stop)
        if subject is None or content is None:
            continue
        strong = speech_verb().fullmatch(verb.group())
        that = re.match(r"\s+(?:\w+\s+){0,4}that\s", story.text[verb.end() : stop])
        if that or (
            strong and FINITE.search(story.text, *content) and not story.text[verb.end() : stop].startswith((",", ":"))
        ):
            return Said(QuoteKind.INDIRECT, (content,), verb.span("verb"), subject)
    return None


def _was_asked(story: Story, verb: re.Match[str], stop: int) -> bool:
    """«Keane, asked if she would, said …»: not who asks."""
    asked = verb.group("verb") == "asked" and story.text.endswith(", ", 0, verb.start())
    return asked and any(speech_verb().finditer(story.text, verb.end(), stop))


def afterthought(story: Story, begin: int, stop: int) -> Said | None:
    """«Q, X said on Monday.»"""
    for verb in speech_verb().finditer(story.text, begin, stop):
        comma = story.text.rfind(",", begin, verb.start())
        content = trimmed(story.text, (begin, comma)) if comma > 0 else None
        if (
            content is None
            or story.inside_marks(verb.start())
            or verb.start() - comma > 80
            or content[1] - content[0] < 20
        ):
            continue
        before = trimmed(story.text, (comma + 1, verb.start()))
        subject = before if before and is_subject(story, before) else None
        if before is None:
            subject = subject_after(story, verb.end(), stop)
        if subject:
            return Said(QuoteKind.INDIRECT, (content,), verb.span("verb"), subject)
    return None


def according(story: Story, begin: int, stop: int) -> Said | None:
    """«According to X, Q»."""
    cue = ACCORDING.search(story.text, begin, stop)
    if cue is None or story.inside_marks(cue.start()):
        return None
    last = _PHRASE_END.search(story.text, cue.end(), stop)
    subject = trimmed(story.text, (cue.end(), last.start() if last else stop), ".!?")
    before = trimmed(story.text, (begin, cue.start()), ", ")
    after = trimmed(story.text, (last.end(), stop), ".!?") if last and before is None else None
    content = before or after
    return Said(QuoteKind.INDIRECT, (content,), cue.span(), subject) if subject and content else None


RETOLD = (according, interrupted, that_clause, afterthought)


def clause_after(story: Story, start: int, stop: int) -> Span | None:
    """What is said after the verb: without the listener («told reporters») and «that»."""
    that = THAT.match(story.text, start, stop)
    if that is None and story.text[start - 4 : start] in ("told", "ells"):
        that = _LISTENER.match(story.text, start, stop)
    return trimmed(story.text, (that.end() if that else start, stop), ".!?…, ")
