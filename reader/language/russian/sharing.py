"""How the reports of one sentence share it: where one ends for another, and who speaks on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.language.report import trimmed
from reader.language.russian.cues import Cue, CueKind
from reader.language.russian.doubts import doubted
from reader.language.russian.forms import parses
from reader.language.russian.grammar import finite, is_verb
from reader.language.russian.speaking_on import other_act
from reader.language.russian.subjects import subject_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.report import Report
    from reader.language.russian.cues import Cues
    from reader.language.story import Story
    from reader.model import Span

_AND = re.compile(r",\s+(?:и|но|а|однако)\s+(?:также\s+|при\s+этом\s+)?$")
_OF_THIS = re.compile(r"об\s+этом\b", re.IGNORECASE)
_OPENING = re.compile(r"[,;]\s*(?:и\s+|а\s+|также\s+|при\s+этом\s+|но\s+|однако\s+|он[аи]?\s+){0,3}$")
_BARE_AND = re.compile(r",\s*(?:и|но|однако)\s+(?:также\s+)?")
_WHILE = re.compile(r",\s+(?:а|но|однако|зато|тогда\s+как|в\s+то\s+время\s+как)\s+")
_THAT_FOLLOWS = re.compile(r"(?:\s+[^\s,.:;!?«»]+){0,4},\s+что\b")
_OTHER_REACH = 120  # characters before a cue in which somebody else's clause opens
_OPENING_REACH = 40  # characters before a cue in which its clause opens
_CLAUSE_REACH = 80
_IN_SENTENCE = 24  # reports: what has more is no sentence, and must not cost their square


def cut_short(story: Story, cues: Cues, found: Sequence[Report], direct: Sequence[Report]) -> None:
    """A retold clause ends where the next cue of the sentence takes over: «…, добавив, что», «…, и призвал»."""
    begins = sorted(
        (story.tokens[report.cue.first].start, report.contents[0][0], report.cue)
        for report in (*found, *direct)
        if report.cue is not None and report.cue.kind is not CueKind.NOMINAL
    )
    for report in found:
        if report.cue is None or not report.contents:
            continue
        start, stop = report.contents[-1]
        if (comma := doubted(story, report)) and (own := trimmed(story.text, (start, comma))):
            report.contents = (*report.contents[:-1], own)
        if report.cue.kind is CueKind.NOMINAL:
            continue
        start, stop = report.contents[-1]
        if over := _coordinated(story, cues, report):
            report.contents = (*report.contents[:-1], over)
            start, stop = over
        if (place := other_act(story, report)) and (own := trimmed(story.text, (start, story.tokens[place].start))):
            report.contents = (*report.contents[:-1], own)
            start, stop = own
        for at, content, cue in begins[bisect_left(begins, (start,)) : bisect_left(begins, (stop,))]:
            if at > start and content > at and (opened := opening(story, start, cue, report.cue)):
                comma = max(story.text.rfind(mark, start, opened + 1) for mark in ",;")
                shorter = trimmed(story.text, (start, comma), ",;") if comma > start else None
                if shorter:
                    report.contents = (*report.contents[:-1], shorter)
                    break


def without_carriers(story: Story, found: Sequence[Report]) -> list[Report]:
    """The reports without those that only carry another: of «X сообщил, что Q, передаёт агентство» the words are X's,
    and they end before the agency; «Об этом заявил X, передаёт агентство» says nothing more of its own."""
    beside = defaultdict(list)
    for report in found:
        beside[_sentence(story, report)].append(report)
    kept = []
    for report in found:
        together = beside[_sentence(story, report)][:_IN_SENTENCE]
        carried = [other for other in together if other is not report and _carries(story, report, other)]
        for other in carried:
            start, stop = other.contents[-1]
            end = report.contents[-1][1]
            if start < end < stop:
                other.contents = (*other.contents[:-1], (start, end))
        about = report.contents and _OF_THIS.match(story.text, report.contents[0][0])
        if not (about or (carried and not _is_person(story, report))):
            kept.append(report)
    return kept


def _carries(story: Story, report: Report, other: Report) -> bool:
    """Whether a report of «Q, сообщает X» has another one for its Q."""
    if report.cue is None or other.cue is None or not report.contents or not other.contents:
        return False
    (begin, end), at = report.contents[-1], story.tokens[report.cue.first].start
    inside = begin <= story.tokens[other.cue.first].start < end
    behind = other.cue.kind in (CueKind.VERB, CueKind.IMPERSONAL) and end <= at and len(report.contents) == 1
    start, stop = other.contents[-1]
    before = other.contents[0][0] == begin and stop < end  # «Q, заявил X, сообщает агентство»
    return inside and behind and (begin < start < end <= stop or before)


def _sentence(story: Story, report: Report) -> int | None:
    """The number of the sentence that a report's cue stands in."""
    return report.cue and story.sentence_number(story.tokens[report.cue.first].start)


def _is_person(story: Story, report: Report) -> bool:
    return report.subject is not None and bool(story.people(*report.subject))


def _coordinated(story: Story, cues: Cues, report: Report) -> Span | None:
    """A retold clause up to a verb of speech that has the same subject as its own: «…, и призвал»."""
    start, stop = report.contents[-1]
    own = report.cue
    for cue in cues.within(story.token_from(start), story.token_from(stop)):
        at = story.tokens[cue.first].start
        before = story.text[max(start, at - _CLAUSE_REACH) : at]
        same = own and cue.kind is CueKind.VERB and _agree(cue, own) and not _goes_on_telling(story, start, own, cue)
        cut = _AND.search(before) if same else None
        if cut and not story.inside_marks(at):
            return trimmed(story.text, (start, at - len(before) + cut.start()), ",;")
    return None


def _agree(one: Cue, other: Cue) -> bool:
    """Whether two verbs can have one subject."""
    return one.plural == other.plural and (one.gender == other.gender or None in (one.gender, other.gender))


def opening(story: Story, start: int, cue: Cue, own: Cue | None) -> int | None:
    """Where the clause of a cue opens within words that begin at `start`, behind their `own` cue, if it has one of its
    own: at the comma right before it (and perhaps «и», «а также»), or where somebody else begins to speak: «…, | а Анна
    Зотова добавила, что»."""
    at = story.tokens[cue.first].start
    floor = max(start, at - _OPENING_REACH)
    if found := _OPENING.search(story.text[floor:at]):
        if own and _BARE_AND.fullmatch(found.group()) and _goes_on_telling(story, start, own, cue):
            return None  # «заявил, что знает об этом, | и надеется, что»
        return floor + found.start()
    if cue.kind is not CueKind.VERB or not _THAT_FOLLOWS.match(story.text, story.tokens[cue.stop - 1].stop):
        return None
    for other in _WHILE.finditer(story.text, max(start, at - _OTHER_REACH), at):
        first = story.token_from(other.end())
        subject = subject_before(story, cue, first)
        acts = any(is_verb(token.text) for token in story.tokens[first : cue.first] if token.text[0].isalpha())
        if subject is not None and not acts and not story.inside_marks(other.start()):
            return other.start()
    return None


def _goes_on_telling(story: Story, start: int, own: Cue, cue: Cue) -> bool:
    """«заявил, что | знает об этом, и надеется»: whether a verb is one more of the words that begin at `start`, which
    begin with a verb of its tense; the verb of speech has another."""
    first = story.tokens[story.token_from(start)].text
    begins, told, other = (_tense(word) for word in (first, *(story.tokens[n.first].text for n in (own, cue))))
    return finite(first) is not None and begins == other != told


def _tense(word: str) -> str:
    return str(parses(word.lower())[0].tag.tense)


def inherit(story: Story, reports: Sequence[Report]) -> None:
    """A gerund has the speaker of the report before it in its sentence, but is not of whoever an insertion refers to:
    «Та, по словам Лугина, ушла, | добавив, что»."""
    by_place = sorted(
        (report for report in reports if report.cue is not None), key=lambda r: r.cue.first if r.cue else 0
    )
    for earlier, report in pairwise(by_place):
        if report.cue is None or earlier.cue is None or report.possessive is not None:
            continue
        if earlier.cue.kind is CueKind.NOMINAL:
            continue
        gerund = report.cue.kind is CueKind.GERUND
        if report.subject is not None and not gerund:
            continue
        same = _sentence(story, earlier) == _sentence(story, report)
        if same and (gerund or report.cue.kind is CueKind.VERB):
            report.inherits, report.subject = earlier, None
