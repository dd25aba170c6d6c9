"""Russian words retold: «сообщил, что …», «…, сказал X», «по словам X, …», «Об этом сообщил X».

`RETOLD` are tried in order for every cue that reports nothing in marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.report import Covered, Report, trimmed
from reader.language.russian.bounds import clause_start
from reader.language.russian.clauses import (
    all_in_marks,
    cites,
    has_predicate,
    part_of_sentence,
    up_to_main,
    up_to_saying,
    up_to_verb,
    wholly_in_marks,
)
from reader.language.russian.cues import Cue, CueKind, is_cue, nominal_cues
from reader.language.russian.forms import lemma
from reader.language.russian.gerunds import is_object, names_somebody
from reader.language.russian.grammar import facts, finite, has_case
from reader.language.russian.insertions import afterthought, as_said
from reader.language.russian.nominal import nominal_reports
from reader.language.russian.pointing import pointing_back, such_data
from reader.language.russian.reporters import cue_lemma, reporter
from reader.language.russian.sharing import cut_short, inherit, opening, without_carriers
from reader.language.russian.subjects import subject_after, subject_before
from reader.model import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from reader.language.marks import Quoted
    from reader.language.russian.bounds import Subject
    from reader.language.russian.cues import Cues
    from reader.language.story import Story
    from reader.model import Span

_ASIDE = r"(?:\s*,\s(?:впрочем|однако|правда|кстати|например|в\sчастности|при\sэтом|между\sпрочим|в\sсвою\sочередь))?"
"""«Добавил, | впрочем, | что»: what may stand between a verb and «что»."""
_DATE = r"(?:,\s\d{1,2}\s[а-яё]+(?:\s\d{4}\sгода)?(?:,(?:\s+[^\s,:;.!?«\"]+){1,6}?)?)?"
"""«Заявил во вторник, | 29 января, | что»."""
_THAT = re.compile(
    rf"((?:\s+[^\s,:;.!?«\"]+){{0,9}}?{_DATE}{_ASIDE})\s*,\s*(?:о\s+том,\s+)?(что|будто|чтобы|как|почему|откуда|где|когда|какой|какая|какие|кто|ли|сколько|куда|(?:[\w-]+\s+){{1,3}}?ли)\b"
)
_ADDRESSED = re.compile(
    r"((?:\s+(?:[^\s,:;.!?«\"]+|[«\"](?=[^\W\d_a-zа-яё])[^«»\"\n]{1,40}[»\"])){0,9}?)\s*,\s*(что|почему|зачем|когда|где|кто|сколько|какой|какая|какие)\b"
)
_COLON = re.compile(r"(?:\s+[^\s,:;.!?]+){0,6}\s*:\s*(?![\s«\"„“]|[-–—]\s)")
_INFINITIVE_REACH = 6  # tokens between a verb and its infinitive
_CLAUSE_REACH = 60  # tokens of a clause behind a gerund, at most
_LEADING = frozenset(("что", "будто"))
_THOSE = frozenset(("тем", "тех", "тому", "того", "тот", "те", "всем", "всех"))
_SUBORDINATE = re.compile(
    r"(?:хотя|поскольку|когда|пока|если|раз|так\s+как|после\s+того|несмотря\s+на\s+то|в\s+то\s+время)\b", re.IGNORECASE
)
"""What begins a clause before the main one: «Хотя X сказал, что Q, …»."""
_OF_TIMES = frozenset(("когда", "где", "куда", "откуда", "как"))


def retold_speech(story: Story, cues: Cues, direct: Sequence[Report]) -> list[Report]:
    """All indirect quotations of a story. `direct` are those in marks: their words are not retold ones."""
    found: list[Report] = []
    covered = Covered(direct)
    in_marks = {span for report in direct for span in report.covers}
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
                if not _is_said(story, report, in_marks) and not _is_carried(story, report, attributed):
                    found.append(report)
                break
    found += nominal_reports(story, [*direct, *found])
    found += such_data(story, cues, [*direct, *found])
    found = without_carriers(story, found)
    cut_short(story, cues, found, direct)
    inherit(story, [*direct, *found])
    for report in found:
        if report.kind is QuoteKind.INDIRECT and any(cites(story, span) for span in report.contents):
            report.kind = QuoteKind.MIXED
    return [report for report in found if report.contents]


def _is_said(story: Story, report: Report, in_marks: Set[Span]) -> bool:
    """Whether the words are those in marks that somebody is already known to have said: «Q, — сказал X», — цитирует его
    агентство."""
    quoted = wholly_in_marks(story, report.contents[0]) if len(report.contents) == 1 else None
    return quoted is not None and (quoted.start, quoted.stop) in in_marks


def _is_carried(story: Story, report: Report, attributed: Mapping[int, Report]) -> bool:
    """«Q», — заявил X, сообщает агентство»: whether the words begin with some in marks that they attribute."""
    start, stop = report.contents[0]
    said = attributed.get(start)
    return said is not None and said.cue is not None and start < story.tokens[said.cue.first].start < stop


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
    return Covered([last]).holds(at) and opening(story, last.contents[-1][0], cue, last.cue) is None


def that_clause(story: Story, cue: Cue) -> Report | None:
    """X сообщил, что Q."""
    begin, stop = part_of_sentence(story, story.tokens[cue.first].start)
    if cue.kind is CueKind.GERUND and story.tokens[cue.first].start == begin:
        return None  # its clause is followed by another: see `leading_gerund`
    end = story.tokens[cue.stop - 1].stop
    that = _THAT.match(story.text, end, stop) or _ADDRESSED.match(story.text, end, stop)
    if that is None or (cue.weak and that.group(2) not in ("что", "будто", "чтобы")):
        return None
    if that.group(2) == "кто" and story.tokens[story.token_from(that.start(2)) - 2].text.lower() in _THOSE:
        return None  # «посоветовал тем, кто приедет»
    between = story.tokens[cue.stop : story.token_from(that.start(2))]
    if any(is_cue(token.text) for token in between) or _is_thing(
        [token.text.lower() for token in between if token.text[0].isalpha()]
    ):
        return None
    next_to = story.token_from(that.end(2))
    negated = [token.text.lower() for token in story.tokens[next_to : next_to + 1]] == ["не"]
    purpose = [*between, *story.tokens[next_to + negated : next_to + negated + 1]]
    if that.group(2) == "чтобы" and any(facts(token.text).part == "INFN" for token in purpose):
        return None  # «призвал граждан ждать, чтобы не мешать»: a purpose
    if that.group(2) not in _LEADING and any(lemma(token.text) == "вопрос" for token in between):
        return None  # «передал в ответ на вопрос, когда»
    if that.group(2) == "как" and that.group(1):
        return None  # «объясняет терпеливо, как учитель»
    if that.group(2) in _OF_TIMES and _tells_of_noun(story, cue, story.token_from(that.end(1))):
        return None  # «вспомнил о времени, когда»
    if (
        that.group(2) not in _LEADING
        and that.group(2) != "чтобы"
        and any(facts(t.text).part == "INFN" for t in between)
    ):
        return None  # «продолжит жить там, где»
    from_word = that.end(2) if that.group(2) in _LEADING else that.start(2)
    content = up_to_saying(story, (from_word, stop))
    if content is None:
        return None
    first = story.token_from(begin)
    if _SUBORDINATE.match(story.text, begin):
        content = up_to_main(story, content)
    elif _is_of_subject(story, cue, first):
        content = up_to_verb(story, content)
    subject = reporter(story, cue, first, story.token_from(that.end(1)))
    if subject and lemma(story.tokens[subject.first].text) in words("cues_ru", "thoughts"):
        cue, subject = cue._replace(kind=CueKind.IMPERSONAL), None  # «высказываются предположения, что»
    if subject and cue_lemma(story, cue) in words("cues_ru", "proving") and _only_shows(story, subject):
        return None
    if subject is None and (cue.first_person or (cue.weak and not _drops_subject(story, cue))):
        return None
    said = content
    if that.group(2) == "чтобы" and (behind := trimmed(story.text, (that.end(2), content[1]))):
        said = behind
    if runs := all_in_marks(story, said):
        parts = tuple(part for quoted in runs for part in quoted.parts)
        return Report(QuoteKind.MIXED, parts, cue, subject, covers=((runs[0].start, runs[-1].stop),))
    return Report(QuoteKind.INDIRECT, (content,), cue, subject)


def _is_thing(between: Sequence[str]) -> bool:
    """«сказал то, | что думал»: a relative clause; not «обратил внимание на то, | что»."""
    known = facts(between[-2]).part if len(between) > 1 else ""
    return bool(between) and between[-1] in ("то", "всё", "все") and known != "PREP"


def _is_of_subject(story: Story, cue: Cue, floor: int) -> bool:
    """«Лунин, | который сказал, что»: whether the clause of a cue tells more of what stands before the verb of its
    sentence."""
    begins = clause_start(story, cue.first, floor)
    relative = begins > floor and lemma(story.tokens[begins].text) == "который"
    return relative and not has_predicate(story, story.span(floor, begins))


def _tells_of_noun(story: Story, cue: Cue, stop: int) -> bool:
    """«вспомнил о встрече, | где», «выступил в Думе, | когда»: whether a noun that a preposition governs stands right
    before a comma."""
    last = stop - 1
    noun = last in story.name_at or facts(story.tokens[last].text).part == "NOUN"
    return noun and any(facts(story.tokens[place].text).part == "PREP" for place in range(cue.stop, last))


def _only_shows(story: Story, subject: Subject) -> bool:
    """«кадры с места событий», «опыт»: what proves something and says nothing."""
    heads = (n for n in range(*subject) if facts(story.tokens[n].text).part == "NOUN" and n not in story.name_at)
    head = next(heads, None)
    return head is not None and lemma(story.tokens[head].text) in words("cues_ru", "showing")


def _drops_subject(story: Story, cue: Cue) -> bool:
    """«Считает, что»: a verb of whoever spoke before begins the sentence."""
    begins = story.tokens[cue.first].start == story.sentence(story.tokens[cue.first].start)[0]
    return begins and cue.kind is CueKind.VERB and not cue.plural


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
    thinks = cue_lemma(story, cue) in words("cues_ru", "opining") | words("cues_ru", "concluding")
    finds = cue_lemma(story, cue) in words("cues_ru", "finding")
    colon = (
        None if cue.weak and not (thinks or finds) else _COLON.match(story.text, story.tokens[cue.stop - 1].stop, stop)
    )
    content = trimmed(story.text, (colon.end(), stop), ".!?…") if colon else None
    if colon is None or content is None or any(start == content[0] for start, _ in nominal_cues(story.text, *content)):
        return None  # «Лунин согласен: | по словам мэра, мост стар»
    subject = reporter(story, cue, story.token_from(begin), story.token_from(colon.end() - 1))
    if cue.weak and (subject is None or (finds and not _finds_in_words(story, subject))):
        return None
    if not has_predicate(story, content) and _has_object(story, cue, subject, colon.end()):
        return None  # «отметили три сферы: политику и торговлю»
    begins = story.tokens[cue.first].start == begin  # «Говорит: Q»
    if (subject is None and (cue.plural or (cue.gender is None and not begins))) or cue_lemma(story, cue) in words(
        "cues_ru", "asking"
    ):
        return None
    return Report(QuoteKind.INDIRECT, (content,), cue, subject)


def _has_object(story: Story, cue: Cue, subject: Subject | None, stop: int) -> bool:
    """Whether a noun stands between a verb and a colon that is not of its subject, nor governed."""
    inside = range(*subject) if subject else range(0)
    for place in range(cue.stop, story.token_from(stop) - 1):
        if place in inside or place in story.name_at or facts(story.tokens[place].text).part != "NOUN":
            continue
        if has_case(story.tokens[place].text, "accs") and not has_case(story.tokens[place].text, "loct"):
            return True
    return False


def _finds_in_words(story: Story, subject: Subject) -> bool:
    """«Опрос показал: Q», «Суд установил: Q»: what a paper or a house finds stands behind a colon; «Учёный показал:» is
    of things."""
    known = words("cues_ru", "papers") | words("cues_ru", "houses")
    return any(lemma(story.tokens[n].text) in known for n in range(*subject))


def bidden(story: Story, cue: Cue) -> Report | None:
    """X призвал «не верить слухам», X пообещал уйти «без сюрпризов»: an infinitive, partly in marks."""
    if cue_lemma(story, cue) not in words("cues_ru", "asking") | words("cues_ru", "undertaking"):
        return None
    begin, stop = part_of_sentence(story, story.tokens[cue.first].start)
    infinitive = _infinitive(story, cue, story.token_from(stop))
    if infinitive is None:
        return None
    subject = subject_before(story, cue, story.token_from(begin))
    subject = None if subject and is_object(story, subject, cue) else subject
    begins = story.tokens[infinitive].start
    quoted = story.marks_around(begins)
    if quoted is not None and quoted.start == story.tokens[infinitive - 1].start:
        if not _goes_on(story, quoted, stop):
            return Report(QuoteKind.MIXED, quoted.parts, cue, subject, covers=((quoted.start, quoted.stop),))
        begins = quoted.start
    content = up_to_saying(story, (begins, stop))
    if content is None or not cites(story, content, fewest=2):
        return None
    return Report(QuoteKind.MIXED, (content,), cue, subject)


def _goes_on(story: Story, quoted: Quoted, stop: int) -> bool:
    """«призвал «дать отпор» | врагам»: whether a clause goes on behind words in marks."""
    place = story.token_from(quoted.stop)
    if place >= len(story.tokens) or story.tokens[place].start >= stop:
        return False
    return facts(story.tokens[place].text).part in ("NOUN", "ADJF", "NPRO") or place in story.name_at


def _infinitive(story: Story, cue: Cue, limit: int) -> int | None:
    """Where what somebody is bidden to do begins: the infinitive, or «не» before it."""
    for place in range(cue.stop, min(limit, cue.stop + _INFINITIVE_REACH)):
        word = story.tokens[place].text
        if word == "," or word == ":":
            return None
        if facts(word).part == "INFN":
            return place - (story.tokens[place - 1].text.lower() == "не")
    return None


RETOLD = (that_clause, leading_gerund, bidden, as_said, pointing_back, after_colon, afterthought)
