"""Russian words retold: «сообщил, что …», «…, сказал X», «по словам X, …», «Об этом сообщил X».

`RETOLD` are tried in order for every cue that reports nothing in marks.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.language.clauses import (
    CONJUNCTION,
    SHORT,
    cites,
    hangs,
    has_predicate,
    part_of_sentence,
    up_to_saying,
    wholly_in_marks,
)
from reader.language.cues import Cue, CueKind, is_cue, nominal_cues
from reader.language.forms import lemma
from reader.language.gerunds import is_object, names_somebody, subject_of_gerund
from reader.language.grammar import facts, finite
from reader.language.models import words
from reader.language.nominal import nominal_reports, past_description
from reader.language.report import Covered, Report, trimmed
from reader.language.sharing import cut_short, inherit, is_new_clause, without_carriers
from reader.language.subjects import subject_after, subject_before
from reader.language.whose import document, house_that_says, whom_it_cites
from reader.model import Label, QuoteKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.bounds import Subject
    from reader.language.cues import Cues
    from reader.language.story import Story

_ASIDE = r"(?:\s*,\s(?:впрочем|однако|правда|кстати|например|в\sчастности|при\sэтом|между\sпрочим|в\sсвою\sочередь))?"
"""«Добавил, | впрочем, | что»: what may stand between a verb and «что»."""
_THAT = re.compile(
    rf"((?:\s+[^\s,:;.!?«\"]+){{0,9}}?{_ASIDE})\s*,\s*(?:о\s+том,\s+)?(что|будто|чтобы|как|почему|откуда|где|когда|какой|какая|какие|кто|ли|сколько|куда)\b"
)
_ADDRESSED = re.compile(r"((?:\s+(?:[^\s,:;.!?«\"]+|[«\"][^«»\"\n]{1,40}[»\"])){0,9}?)\s*,\s*(что)\b")
_COLON = re.compile(r"(?:\s+[^\s,:;.!?]+){0,6}\s*:\s*(?![\s«\"„“])")
_AS_SAID = re.compile(r"(?<!\w)как\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_AFTERTHOUGHT = re.compile(
    r"(?:,|,?\s[-–—])\s*(?:как\s+|о\s+ч[её]м\s+)?(?:(?:также|ранее|вчера|сегодня|публично|позже|уже)\s+)?$",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:При\s+этом|Кроме\s+того,|Вместе\s+с\s+тем,?|Между\s+тем,?|Напомним,|Отметим,\s+что|Напомним,\s+что|Ранее|Также|Впрочем,|"
    r"В\s+частности,|Однако|Тем\s+не\s+менее,?)\s+"
)
"""What links a sentence to the one before it, and is not of anybody's words."""
_OF_THIS = re.compile(
    r"\b(?:об\s+этом|это)\s+(?:[\w«»\"“”-]+\s+){0,3}(?:[^\W\d_]+,\s\d{1,2}\s[^\W\d_]+,\s)?$", re.IGNORECASE
)
_INFINITIVE_REACH = 6  # tokens between a verb and its infinitive
_CLAUSE_REACH = 60  # tokens of a clause behind a gerund, at most
_ATTRIBUTE = 6  # tokens between a name and the comma behind it
_TELLING = frozenset(("говорить", "вспоминать", "рассказывать", "признаваться"))
_LEADING = frozenset(("что", "будто"))


def retold_speech(story: Story, cues: Cues, direct: Sequence[Report]) -> list[Report]:
    """All indirect quotations of a story. `direct` are those in marks: their words are not retold ones."""
    found: list[Report] = []
    covered = Covered(direct)
    attributed = {report.start: report for report in direct if report.cue and story.inside_marks(report.start)}
    for cue in cues.all:
        token = story.tokens[cue.first]
        if cue.first in cues.used or covered.holds(token.start):
            continue
        if (marks := story.marks_around(token.start)) is not None:
            if marks.start in attributed and (report := _in_attribution(story, cue, attributed[marks.start])):
                found.append(report)
            continue
        if found and _is_nested(story, cue, found[-1]):
            continue
        if cue.kind is CueKind.IMPERSONAL and any(nominal_cues(story.text, *story.sentence(token.start))):
            continue  # «По данным агентства, завод, как сообщается, закроют»
        for rule in RETOLD:
            if report := rule(story, cue):
                cues.take(cue)
                found.append(report)
                break
    found += nominal_reports(story, [*direct, *found])
    found = without_carriers(story, found)
    cut_short(story, cues, found, direct)
    inherit(story, [*direct, *found])
    for report in found:
        if report.kind is QuoteKind.INDIRECT and any(cites(story, span) for span in report.contents):
            report.kind = QuoteKind.MIXED
    return [report for report in found if report.contents]


def _in_attribution(story: Story, cue: Cue, direct: Report) -> Report | None:
    """«Q1, — сказал X, уточнив, что Q. — Q2» with all of it in marks."""
    report = that_clause(story, cue)
    following = next((start for start, _ in direct.contents if start > story.tokens[cue.first].start), None)
    if report is None or report.kind is QuoteKind.MIXED or following is None:
        return None
    content = trimmed(story.text, (report.contents[0][0], following), ".,!?…-–— ")
    report.contents = (content,) if content else ()
    return report


def _is_nested(story: Story, cue: Cue, last: Report) -> bool:
    """Whether a cue is part of what somebody is already reported to have said, rather than a second report."""
    at = story.tokens[cue.first].start
    return Covered([last]).holds(at) and not is_new_clause(story, last.contents[-1][0], at)


def _subject(story: Story, cue: Cue, first: int, limit: int, *, inverted: bool = False) -> Subject | None:
    if cue.kind is CueKind.GERUND:
        return subject_of_gerund(story, cue, first)
    if cue.kind is CueKind.IMPERSONAL:
        return document(story, cue, first, limit)
    if cited := whom_it_cites(story, cue, limit):
        return cited
    rules = (subject_after, subject_before) if inverted else (subject_before, subject_after)
    for rule in rules:
        if subject := rule(story, cue, limit if rule is subject_after else first):
            return subject
    return house_that_says(story, cue, first, limit)


def that_clause(story: Story, cue: Cue) -> Report | None:
    """X сообщил, что Q."""
    begin, stop = part_of_sentence(story, story.tokens[cue.first].start)
    if cue.kind is CueKind.GERUND and story.tokens[cue.first].start == begin:
        return None  # its clause is followed by another: see `leading_gerund`
    end = story.tokens[cue.stop - 1].stop
    that = _THAT.match(story.text, end, stop) or _ADDRESSED.match(story.text, end, stop)
    if that is None or (cue.weak and that.group(2) not in ("что", "будто", "чтобы")):
        return None
    between = story.tokens[cue.stop : story.token_from(that.start(2))]
    if any(is_cue(token.text) for token in between):
        return None
    if that.group(2) == "чтобы" and any(facts(token.text).part == "INFN" for token in between):
        return None  # «призвал граждан ждать, чтобы не мешать»: a purpose
    if that.group(2) == "как" and that.group(1):
        return None  # «объясняет терпеливо, как учитель»
    from_word = that.end(2) if that.group(2) in _LEADING else that.start(2)
    content = up_to_saying(story, (from_word, stop))
    if content is None:
        return None
    first = story.token_from(begin)
    subject = _subject(story, cue, first, story.token_from(that.end(1)))
    begins = story.tokens[cue.first].start == begin and cue.gender is None and not cue.plural
    left_out = begins and _lemma(story, cue) in words("cues_ru", "opining")  # «Считает, что Q»
    if subject is None and (cue.first_person or (cue.weak and not left_out)):
        return None
    if quoted := wholly_in_marks(story, content):
        return Report(QuoteKind.MIXED, quoted.parts, cue, subject, covers=((quoted.start, quoted.stop),))
    return Report(QuoteKind.INDIRECT, (content,), cue, subject)


def leading_gerund(story: Story, cue: Cue) -> Report | None:
    """«Напомнив, что Q, X …»: the words end at the comma behind which the first subject of a verb follows."""
    begin, stop = part_of_sentence(story, story.tokens[cue.first].start)
    that = _THAT.match(story.text, story.tokens[cue.stop - 1].stop, stop)
    if cue.kind is not CueKind.GERUND or story.tokens[cue.first].start != begin:
        return None
    if that is None or that.group(2) not in _LEADING:
        return None  # «Отвечая на вопрос, почему …» retells somebody else
    start = that.end(2)
    first = story.token_from(start)
    for place in range(first, min(story.token_from(stop), first + _CLAUSE_REACH)):
        verb = finite(story.tokens[place].text) if place not in story.name_at else None
        if verb is None or story.inside_marks(story.tokens[place].start):
            continue
        acts = Cue(place, place + 1, CueKind.VERB, gender=verb.gender, plural=verb.plural)
        subject = subject_before(story, acts, first) or subject_after(story, acts, story.token_from(stop))
        comma = min(subject.first, place) - 1 if subject else 0
        if subject and comma > first and story.tokens[comma].text == "," and names_somebody(story, subject):
            content = trimmed(story.text, (start, story.tokens[comma].start))
            return Report(QuoteKind.INDIRECT, (content,), cue, subject) if content else None
    return None


def after_colon(story: Story, cue: Cue) -> Report | None:
    """X сказал: Q, without marks."""
    begin, stop = part_of_sentence(story, story.tokens[cue.first].start)
    colon = None if cue.weak else _COLON.match(story.text, story.tokens[cue.stop - 1].stop, stop)
    content = trimmed(story.text, (colon.end(), stop), ".!?…") if colon else None
    if colon is None or content is None:
        return None
    subject = _subject(story, cue, story.token_from(begin), story.token_from(colon.end() - 1))
    begins = story.tokens[cue.first].start == begin  # «Говорит: Q»
    if (subject is None and (cue.plural or (cue.gender is None and not begins))) or _lemma(story, cue) in _asking():
        return None
    return Report(QuoteKind.INDIRECT, (content,), cue, subject)


def bidden(story: Story, cue: Cue) -> Report | None:
    """X призвал «не верить слухам», X пообещал уйти «без сюрпризов»: an infinitive, partly in marks."""
    if _lemma(story, cue) not in _asking() | words("cues_ru", "undertaking"):
        return None
    begin, stop = part_of_sentence(story, story.tokens[cue.first].start)
    infinitive = _infinitive(story, cue, story.token_from(stop))
    if infinitive is None:
        return None
    subject = subject_before(story, cue, story.token_from(begin))
    subject = None if subject and is_object(story, subject, cue) else subject
    quoted = story.marks_around(story.tokens[infinitive].start)
    if quoted is not None and quoted.start == story.tokens[infinitive - 1].start:
        return Report(QuoteKind.MIXED, quoted.parts, cue, subject, covers=((quoted.start, quoted.stop),))
    content = up_to_saying(story, (story.tokens[infinitive].start, stop))
    if content is None or not cites(story, content, fewest=2):
        return None
    return Report(QuoteKind.MIXED, (content,), cue, subject)


def _infinitive(story: Story, cue: Cue, limit: int) -> int | None:
    """Where what somebody is bidden to do begins: the infinitive, or «не» before it."""
    for place in range(cue.stop, min(limit, cue.stop + _INFINITIVE_REACH)):
        word = story.tokens[place].text
        if word == "," or word == ":":
            return None
        if facts(word).part == "INFN":
            return place - (story.tokens[place - 1].text.lower() == "не")
    return None


@cache
def _asking() -> frozenset[str]:
    """The verbs after which an infinitive tells what others are to do."""
    return words("cues_ru", "asking")


def _lemma(story: Story, cue: Cue) -> str:
    return lemma(story.tokens[cue.first].text)


def as_said(story: Story, cue: Cue) -> Report | None:
    """«Как сообщил X, Q»."""
    begin, stop = part_of_sentence(story, story.tokens[cue.first].start)
    at = story.tokens[cue.first].start
    if not _AS_SAID.search(story.text, max(begin, at - 40), at) or _lemma(story, cue) in _asking():
        return None
    limit = story.token_from(stop)
    subject = _subject(story, cue, story.token_from(begin), limit, inverted=True)
    if cue.weak and not _opines(story, cue, subject):
        return None
    last = max(cue.stop, subject.stop if subject else 0)
    comma = _next_comma(story, last, limit)
    if comma is None or (subject is None and cue.kind is not CueKind.IMPERSONAL):
        return None
    if subject and comma == last and _is_apposition(story, comma + 1):
        comma = _next_comma(story, comma + 1, limit) or comma
    comma = past_description(story, comma, limit)
    before = _before(story, begin, at)
    if before and hangs(story, before):
        before = None
    after = trimmed(story.text, (story.tokens[comma].stop, stop), ".!?…")
    if after and before is None and (quoted := wholly_in_marks(story, after)):
        return Report(QuoteKind.MIXED, quoted.parts, cue, subject, covers=((quoted.start, quoted.stop),))
    contents = tuple(span for span in (before, after) if span)
    return Report(QuoteKind.INDIRECT, contents, cue, subject) if contents else None


def _next_comma(story: Story, first: int, limit: int) -> int | None:
    return next((n for n in range(first, min(limit, first + 14)) if story.tokens[n].text in (",", ":")), None)


def _is_apposition(story: Story, place: int) -> bool:
    """«, глава кафедры экономики,» or «, новый глава кафедры Иван Петров,» after a name."""
    end = _next_comma(story, place, len(story.tokens))
    name = story.name_at.get(end - 1) if end else None
    while name and name.label is Label.PERSON and facts(story.tokens[place].text).part == "ADJF":
        place += 1
    word = story.tokens[place].text if place < len(story.tokens) else ""
    return word.islower() and facts(word).animate and facts(word).nominative


def _before(story: Story, begin: int, at: int) -> Span | None:
    """What stands before a parenthesis «, как сообщил»."""
    lead = story.text.rfind(",", begin, at)
    if lead < 0 or at - lead > 40:
        return None
    content = trimmed(story.text, (begin, lead), "-–—")
    return content if content and content[1] - content[0] > SHORT else None


def afterthought(story: Story, cue: Cue) -> Report | None:
    """«Q, сообщил X», «Q, о чём заявил X», «Q1, говорит X, Q2»."""
    begin, stop = part_of_sentence(story, story.tokens[cue.first].start)
    at = story.tokens[cue.first].start
    lead = _AFTERTHOUGHT.search(story.text, max(begin, at - 40), at)
    limit = story.token_from(stop)
    if lead is None or cue.kind is CueKind.GERUND:
        return None
    subject = (
        document(story, cue, story.token_from(begin), limit)
        if cue.kind is CueKind.IMPERSONAL
        else subject_after(story, cue, limit) or house_that_says(story, cue, cue.first, limit)
    )
    linked = _LINK.match(story.text, begin, lead.start())
    content = trimmed(story.text, (linked.end() if linked else begin, lead.start()), "-–—,")
    if cue.weak and not _opines(story, cue, subject):
        return None
    told = _lemma(story, cue) in _TELLING and not cue.plural and cue.stop < limit and story.tokens[cue.stop].text == ","
    if told and subject is None and content and (rest := _rest(story, cue.stop, stop, content)):
        return Report(QuoteKind.INDIRECT, (content, rest), cue)  # «Приезжали, говорит, двое»
    there = cue.plural and cue.stop < limit and story.tokens[cue.stop].text.lower() == "там"  # «Q, уточнили там»
    if content is None or (subject is None and cue.kind is CueKind.VERB and not there):
        return None
    if subject and (rest := _rest(story, subject.stop, stop, content)):
        colon = story.text.rfind(": ", *content)
        parted = trimmed(story.text, (max(content[0], colon + 1), content[1]))
        return Report(QuoteKind.INDIRECT, (parted or content, rest), cue, subject)
    return Report(QuoteKind.INDIRECT, (content,), cue, subject) if content[1] - content[0] > SHORT else None


def _opines(story: Story, cue: Cue, subject: Subject | None) -> bool:
    """«, считает X»: a verb of thought with whoever thinks so right behind it."""
    return subject is not None and subject.first == cue.stop and _lemma(story, cue) in words("cues_ru", "opining")


def _rest(story: Story, place: int, stop: int, before: Span) -> Span | None:
    """What goes on behind an insertion: after a comma, unless that is an apposition, a gerund or a relative clause.
    Where only what follows has a verb, it goes on whatever it looks like: «В среду, отмечает X, | мэр уехал»."""
    limit = story.token_from(stop)
    if place < limit and facts(story.tokens[place].text).part == "PREP":  # «полагает X | из фонда «Весть», …»
        place = next((n for n in range(place, min(limit, place + _ATTRIBUTE)) if story.tokens[n].text == ","), place)
    following = place + 1
    if following >= limit or story.tokens[place].text != ",":
        return None
    rest = trimmed(story.text, (story.tokens[following].start, stop), ".!?…")
    word = story.tokens[following].text
    other = CONJUNCTION.match(f", {word}") or facts(word).part == "GRND" or is_cue(word)
    if rest and not other and not has_predicate(story, before) and has_predicate(story, rest):
        return rest
    if not word.islower() or _is_apposition(story, following) or CONJUNCTION.match(f", {word}"):
        return None
    known = facts(word)
    described = known.part in ("PRTF", "ADJF") and known.nominative  # «источник, знакомый с делом»
    if described or known.part in ("GRND", "PREP") or is_cue(word):
        return None
    return rest


def pointing_back(story: Story, cue: Cue) -> Report | None:
    """«Об этом сообщил X»: the sentence before, of the same paragraph or the one before it."""
    begin, stop = story.sentence(story.tokens[cue.first].start)
    at = story.tokens[cue.first].start
    number = story.sentence_number(begin)
    if cue.weak or number == 0 or not _OF_THIS.search(story.text, max(begin, at - 60), at):
        return None
    previous = story.sentences[number - 1]
    if story.paragraph_number(previous[0]) < story.paragraph_number(begin) - 1:
        return None
    content = trimmed(story.text, previous, ".!?…-–— ")
    subject = _subject(story, cue, story.token_from(begin), story.token_from(stop), inverted=True)
    if content is None or (subject is None and cue.kind is CueKind.VERB):
        return None
    return Report(QuoteKind.INDIRECT, (content,), cue, subject)


RETOLD = (that_clause, leading_gerund, bidden, as_said, pointing_back, after_colon, afterthought)
