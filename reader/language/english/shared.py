"""Reports that go on in a sentence with the speaker left out: «…, adding that Q», «… and said Q»."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.language.english.clauses import (
    MODAL,
    NO_CLAUSE_SAID,
    NOT_A_CLAUSE,
    PRONOUN_FIRST,
    THAT,
    clause_after,
    kind_of,
)
from reader.language.english.cues import ACCORDING, negated, reporting_verb
from reader.language.english.said import Said
from reader.language.english.subjects import FIRST_VERB, has_own_verb, subject_before
from reader.language.models import words
from reader.language.report import trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.story import Story
    from reader.model import Span

GOES_ON = re.compile(
    r",?\s(?:and|but)\s(?:(?:also|later|then|yesterday|instead|even|again|has|have|had|\w+ly)\s){0,2}$"
)
"""What before a verb says that its subject is that of the verb before."""

_NO_PARTICIPLE = re.compile(
    r"(?:\b(?:as|of|from|is|are|was|were|been|being|am|be|keeps?|kept|in|on|for|to|without|only|not|and|or|but|that|about|started|began)"
    r"|['’](?:m|re|s))$"
)
"""What stands before «saying» where it is no participle of its own: «keep on saying», «without saying»."""

_OPENS = re.compile(r"(?:(?:But|And|Yet|So|Then),?\s)?(?P<who>[Hh]e|[Ss]he|[Ii]t|[Tt]hey)\s")
_REACH = 120
_ASIDE = re.compile(r"\w,?\s(?:after|when|because|as|that|who|which|while)\s")  # «Shares fell after it closed and said»


_ALOUD = (
    "chanting|shouting|yelling|screaming|singing|crying|whispering|exclaiming|repeating|replying|responding|answering"
    "|laughing"
)
"""How words in marks are uttered: «marched while chanting, "Q"»."""

_WRITING = "statement|letter|email|message|post|tweet|note|memo|video|interview|speech|release|affidavit"
"""In what somebody says a thing: «issued a statement on Monday | saying that»."""


_WROTE = re.compile(
    r"\s(?:(?:has|have|had)\s)?(?:put\sout|issued|released|posted|sent|published|gave|given|made|shared|provided|wrote)\s"
    rf"(?:an?|the|his|her|its|their)\s(?:[a-z-]+\s){{0,3}}(?:{_WRITING})\b(?:\s(?:to|on|in|at|for|from)\s[^,.;:\"“”\n]{{1,60}}?)?\s[a-z]+ing$"
)
_RELATIVE = re.compile(r",\s(?:who|which|whose|where)\s[^,]*$")  # «Ann Lee, who worked there, | left, saying»


_PRONOUN_FIRST = re.compile(r"(?:(?:But|And|So|Yet)\s)?(?P<who>[Hh]e|[Ss]he|[Ii]t|[Tt]hey)\s[a-z]")


def _any_of(key: str) -> str:
    return "|".join(sorted(words("cues_en", key)))


@cache
def _going_on() -> re.Pattern[str]:
    participles = _any_of("going_on").replace("pointing", r"pointing\sout|pointing")
    past = "|".join(
        sorted(word for word in words("cues_en", "speech") if word.endswith("ed") or word in ("said", "says", "say"))
    )
    weak = _any_of("weak")
    return re.compile(
        rf"(?:(?:,|\s[-–—]|,?\sand|\b(?:{_WRITING})(?:\s(?:to|on|in|at|for|from)\s[^,.;:\"“”\n]{{1,60}}?)?)\s(?=(?:{participles})\b)"
        rf"|\s(?:before|after|while)\s(?=(?:{participles})\sthat\b))(?P<participle>{participles})\b"
        r"|(?<!,)\s(?P<plain>saying)(?=\s)"
        rf"|,?\s(?:and|but)\s(?:(?:also|later|then|yesterday|instead|even|again|has|have|had|[a-z]+ly)\s){{0,2}}(?P<past>(?:{past})\b|(?:{weak})(?=\sthat\b)"
        r"|(?:told|tells|reminded|reminds|informed|assured|warned|advised)(?=\s(?:(?!to\b)[\w’'-]+\s){1,6}?that\b))"
        r"|,\swho\s(?:(?:also|later|then)\s)?(?P<relative>adds|added)\b"
    )


def participle_before(story: Story, begin: int, stop: int) -> re.Match[str] | None:
    """«…, adding: | "Q"»: the participle, as `verb`, which tells that whom the sentence is about also says what
    follows."""
    found = _participle().search(story.text, max(begin, stop - _REACH), stop)
    return found if found and not story.inside_marks(found.start()) else None


@cache
def _participle() -> re.Pattern[str]:
    forms = _any_of("going_on")
    whom = r"(?:\s[a-z]+s|\s(?:on|in|at|to)\s[^,;:.\"“”‘\n]{1,30})?"
    return re.compile(
        rf"(?:,|\s[-–—]|(?=\s(?:before|while|by))|(?<=\w)(?=\ssaying))\s(?:(?:before|while|by)\s)?(?P<verb>{forms}|{_ALOUD}){whom}[,:]\s$"
    )


def goes_on_saying(story: Story, begin: int, stop: int) -> bool:
    """Whether `stop` lies in a clause that a participle reports: «…, saying it | »."""
    comma = story.text.rfind(",", begin, stop)
    return _saying_clause().search(story.text, max(begin, comma), stop) is not None


@cache
def _saying_clause() -> re.Pattern[str]:
    forms = _any_of("going_on")
    return re.compile(rf"(?:(?:,|\s[-–—])\s(?:{forms})|\w\ssaying)\s[^,]{{0,400}}$")


def before_participle(story: Story, start: int, stop: int) -> int:
    """Where a stretch ends before a participle with which whoever speaks goes on: «said Q | , adding that»."""
    found = next((m for m in _going_on().finditer(story.text, start, stop) if m["participle"]), None)
    return found.start() if found and not story.inside_marks(found.start()) else stop


def shared_reports(story: Story, said: Sequence[Said]) -> list[Said]:
    """What else the speakers of `said` say in the same sentences; what they were found to say ends before it."""
    found: list[Said] = []
    by_sentence: dict[int, list[Said]] = {}
    for each in said:
        if each.cue:
            by_sentence.setdefault(story.sentence_number(each.cue[0]), []).append(each)
    for number, (begin, stop) in enumerate(story.sentences):
        links = [m for m in _going_on().finditer(story.text, begin, stop) if not story.inside_marks(m.start())]
        links = [m for m in links if not (m["plain"] and _NO_PARTICIPLE.search(story.text, begin, m.start()))]
        if links:
            found += _in_sentence(story, by_sentence.get(number, []), links, (begin, stop))
    return found


def _in_sentence(story: Story, inside: Sequence[Said], links: Sequence[re.Match[str]], sentence: Span) -> list[Said]:
    cues = {each.cue for each in inside}
    found: list[Said] = []
    for number, link in enumerate(links):
        verb = link.span(link.lastgroup or 0)
        end = links[number + 1].start() if number + 1 < len(links) else sentence[1]
        owner = max((each for each in inside if each.place < verb[0]), key=lambda each: each.place, default=None)
        nominal = owner is not None and owner.cue is not None and ACCORDING.fullmatch(story.text, *owner.cue)
        if negated(story.text, link) or nominal:
            continue
        if link["relative"] and not (owner and owner.subject and owner.subject[1] == link.start()):
            continue  # «Ann Lee told Tom Reed, who added that»
        if owner:
            _end_before(story, owner, link.start())
        content = clause_after(story, verb[1], end)
        if verb in cues or content is None or not _is_report(story, verb[1], content):
            continue
        aside = _ASIDE.search(story.text, sentence[0], link.start()) if link["past"] else None
        written = _WROTE.search(story.text, sentence[0], link.end())
        if owner or aside:
            subject = None
        elif written:  # «It grew so loud that the embassy issued a statement saying»
            subject = subject_before(story, sentence[0], written.start())
        else:
            subject = opening(story, (sentence[0], link.start()))
        if owner is None and subject is None:
            continue
        found.append(Said(kind_of(story, content), (content,), verb, subject, shared=owner is not None))
    return found


def _is_report(story: Story, start: int, content: Span) -> bool:
    whole = story.marks_around(content[0])
    if whole and whole.start == content[0] and whole.stop >= content[1]:
        return False
    if THAT.match(story.text, start, content[1]):
        return True
    clause = story.text[slice(*content)]
    if clause.startswith(("and ", "or ")):
        return False  # «arguing and talking»
    if story.text.endswith("saying", 0, start) and not (NO_CLAUSE_SAID.match(clause) or NOT_A_CLAUSE.match(clause)):
        return story.text[start] not in ",:"
    if story.text.endswith("adding", 0, start) and not (PRONOUN_FIRST.match(clause) or MODAL.match(clause)):
        return False  # «adding 67 before Tom Reed came»
    return story.text[start] not in ",:" and not NOT_A_CLAUSE.match(clause) and has_own_verb(clause)


def _end_before(story: Story, owner: Said, end: int) -> None:
    """Cut what somebody says where they go on to say another thing."""
    start, stop = owner.contents[-1]
    shorter = trimmed(story.text, (start, end), ", ") if start < end < stop and not story.inside_marks(end) else None
    if shorter:
        owner.contents = (*owner.contents[:-1], shorter)


def opening(story: Story, sentence: Span) -> Span | None:
    """The subject that a sentence begins with: «Ann Lee left, saying that»."""
    if pronoun := _OPENS.match(story.text, *sentence):
        return pronoun.span("who")
    stop = min(sentence[1], sentence[0] + _REACH)
    verbs = FIRST_VERB.finditer(story.text, sentence[0], stop)
    verb = next((m for m in verbs if not _RELATIVE.search(story.text, sentence[0], m.start())), None)
    says = reporting_verb().search(story.text, sentence[0], verb.start() if verb else stop)
    if says and not GOES_ON.search(story.text, sentence[0], says.start()):
        verb = says
    subject = subject_before(story, sentence[0], verb.start()) if verb else None
    if subject and story.text[slice(*subject)] in ("who", "which"):  # «Ann Lee, a nurse who was there, left, saying»
        return subject_before(story, sentence[0], subject[0])
    return subject
