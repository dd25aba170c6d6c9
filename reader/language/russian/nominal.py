"""Reports without a verb: «по словам X», «по данным X», «согласно X», «со ссылкой на X»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.report import Covered, Report, trimmed
from reader.language.russian.bounds import CLAUSE_MARKS, Subject, describes_with, is_reference, past_brackets
from reader.language.russian.clauses import (
    SHORT,
    begins_clause,
    hangs,
    part_of_sentence,
    up_to_saying,
    wholly_in_marks,
    without_link,
)
from reader.language.russian.cues import Cue, CueKind, nominal_cues
from reader.language.russian.forms import lemma
from reader.language.russian.grammar import facts, finite
from reader.language.russian.persons import may_be_subject
from reader.language.russian.whose import whose_words
from reader.model import Label, QuoteKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.story import Story

_BEHIND_COLON = 4
"""Characters between a clause and the words in marks behind its colon, at most."""

_LONGEST_DESCRIPTION = 25  # tokens
_LONGEST_PHRASE = 10  # tokens


def nominal_reports(story: Story, reported: Sequence[Report]) -> list[Report]:
    """«По словам X, Q», «Q, по данным X», «Q1, по мнению X, Q2»."""
    found = []
    covered = Covered(reported)
    told = {story.sentence_number(story.tokens[report.cue.first].start) for report in reported if report.cue}
    for number, (begin, stop) in enumerate(story.sentences):
        for start, end in nominal_cues(story.text, begin, stop):
            if number in told and story.text[start:end].lower().endswith(" на"):
                continue  # «Со ссылкой на источник издание сообщает»: the verb tells who says it
            if (
                not story.inside_marks(start)
                and not covered.holds(start)
                and (report := _of_nominal(story, start, end, part_of_sentence(story, start)))
            ):
                found.append(report)
                _give(reported, report)
    return found


def whom_it_refers_to(story: Story, report: Report) -> Report | None:
    """«Мост цел, сообщает ТАСС | со ссылкой на мэра Анну Лунину»: a report without words, of her from whom they are."""
    if report.cue is None or report.cue.kind is not CueKind.VERB:
        return None
    at = story.tokens[report.cue.first].start
    _, stop = part_of_sentence(story, at)
    for start, end in nominal_cues(story.text, at, stop):
        if story.text[start:end].lower().endswith(" на") and not story.inside_marks(start):
            cue = Cue(story.token_from(start), story.token_from(end), CueKind.NOMINAL)
            subject = whose_words(story, cue, story.token_from(stop))
            return Report(QuoteKind.INDIRECT, (), cue, subject) if subject else None
    return None


def _give(direct: Sequence[Report], report: Report) -> None:
    """«По мнению X, Q1: «Q2»»: the words in marks behind the clause have its speaker."""
    end = report.contents[-1][1]
    for said in direct:
        if said.cue is None and said.subject is None and 0 < said.start - end <= _BEHIND_COLON:
            said.cue, said.subject, said.possessive = report.cue, report.subject, report.possessive


_HIS = re.compile(r"\b(?:его|её|ее|их)\b", re.IGNORECASE)
_NOBODYS = re.compile(
    r"по\s+(?:предварительн|неподтвержд[её]нн|неофициальн|некотор|одн|друг|разн|различн|последн|имеющ|уточн[её]нн)[а-яё]+\s+"
    r"(?:данным|информации|сведениям|оценкам)",
    re.IGNORECASE,
)
"""«По предварительным данным, Q»: the text leaves open whose they are."""
_OWN = re.compile(r"\bсобственн", re.IGNORECASE)


def _whose_own(story: Story, cue: Cue, begin: int, limit: int) -> Subject | None:
    """«Этот дом | он, по собственным словам, строил»: the nearest person or pronoun in the nominative before, or the
    first one behind."""
    for place in (*range(cue.first - 1, story.token_from(begin) - 1, -1), *range(cue.stop, limit)):
        name = story.name_at.get(place)
        known = facts(story.tokens[place].text)
        if name is None and known.part == "NPRO" and known.nominative:
            return Subject(place, place + 1)
        if name is not None and name.label is Label.PERSON:
            first, stop = story.token_from(name.start), story.token_from(name.stop)
            if may_be_subject(story.words(first, stop), None):
                return Subject(first, stop)
    return None


def _of_nominal(story: Story, start: int, end: int, sentence: Span) -> Report | None:
    begin, stop = sentence
    colon = story.text.rfind(": ", begin, start)
    if colon >= 0 and not story.inside_marks(colon):
        begin = colon + 1  # «С этим согласны: | по словам мэра, …»
    cue = Cue(story.token_from(start), story.token_from(end), CueKind.NOMINAL)
    if cue.stop < len(story.tokens) and lemma(story.tokens[cue.stop].text) == "который":
        return None
    his = _HIS.search(story.text, start, end)
    limit = story.token_from(stop)
    own = _OWN.search(story.text, start, end)
    if own and cue.stop in story.name_at:
        own = None  # «по собственному признанию | Петрова»
    subject = None if his else _whose_own(story, cue, begin, limit) if own else whose_words(story, cue, limit)
    open_ = _NOBODYS.match(story.text, start, end) is not None
    if subject and open_ and _acts(story, subject, limit):
        subject = None  # «По разным данным власти закрыли десять школ»
    elif subject is None and open_ and cue.stop < limit and story.tokens[cue.stop].text != ",":
        open_ = False
    if subject is None and his is None and not open_:
        return None
    if subject and lemma(story.tokens[cue.stop - 1].text) == "зрение" and not story.people(*subject):
        return None  # «с точки зрения закона»
    last = subject.stop if subject and not own else cue.stop
    if last < limit and is_reference(story, last):  # «По данным агентства | со ссылкой на мэра, | Q»
        last = next((n for n in range(last, limit) if story.tokens[n].text == ","), last)
    last = past_brackets(story, last, limit)
    comma = last < limit and story.tokens[last].text in (",", ":", "—", "–", "-")
    if comma:
        last = past_description(story, last, limit)
    after_from = story.tokens[last].stop if comma else (story.tokens[last].start if last < limit else stop)
    after = up_to_saying(story, (after_from, stop))
    before = trimmed(story.text, (begin, start), ",-–—( ")
    if before and not (begins_clause(story, before) if after else before[1] - before[0] > SHORT):
        before = None
    if before and not story.text[before[1] : start].strip().startswith((",", "(", "-", "–", "—")):
        return None  # «действовал по данным разведки»: not an insertion
    if before and after:
        before = None if hangs(story, before) else without_link(story, before)
    if own and after and (quoted := wholly_in_marks(story, after)):
        return Report(QuoteKind.MIXED, quoted.parts, cue, subject, covers=((start, end), (quoted.start, quoted.stop)))
    contents = tuple(span for span in (before, after) if span)
    if not contents:
        return None
    return Report(QuoteKind.INDIRECT, contents, cue, subject, his.span() if his else None, covers=((start, end),))


def _acts(story: Story, subject: Subject, limit: int) -> bool:
    """Whether a verb stands right behind a phrase that may be its subject."""
    verb = finite(story.tokens[subject.stop].text) if subject.stop < limit else None
    return verb is not None and facts(story.tokens[subject.first].text).nominative


def _is_of_person(story: Story, comma: int) -> bool:
    """Whether the phrase before a comma has a person in it: «по словам главы банка, | юриста Петрова,»."""
    for place in range(comma - 1, max(0, comma - _LONGEST_PHRASE), -1):
        if story.tokens[place].text in CLAUSE_MARKS:
            return False
        if story.people(place, place + 1) or (place not in story.name_at and facts(story.tokens[place].text).animate):
            return True
    return False


def past_description(story: Story, comma: int, limit: int) -> int:
    """The comma behind «, проведённого лабораторией,» or «, который вышел в среду,»; `comma` itself where no such
    description begins."""
    following = story.tokens[comma + 1 : min(comma + 3, limit)]
    relative = any(lemma(token.text) == "который" for token in following)
    known = facts(following[0].text) if following else None
    apposition = _is_apposition(story, comma, limit)
    attribute = known and known.genitive and describes_with(story, comma + 1)  # «источника, знакомого с делом»
    if not (relative or apposition or attribute):
        return comma
    end = _end_of_description(story, comma, limit, apposition=apposition and not relative)
    while apposition and end > comma and _is_apposition(story, end, limit, further=True):
        comma = end  # «Петрова, директора завода, | крупнейшего предприятия города, …»
        end = _end_of_description(story, comma, limit, apposition=True)
    return end


def _is_apposition(story: Story, comma: int, limit: int, *, further: bool = False) -> bool:
    """Whether a noun in the genitive, or its adjectives, or a participle tell more of the phrase before a comma;
    `further` of one that is an apposition itself."""
    place = comma + 1
    while (
        place + 1 < limit
        and facts(story.tokens[place].text).part == "ADJF"
        and facts(story.tokens[place].text).genitive
    ):
        place += 1
    known = facts(story.tokens[place].text) if place < limit and place not in story.name_at else None
    if known is None or known.part not in ("PRTF", "NOUN") or not known.genitive:
        return False
    if known.part == "PRTF":
        return not known.nominative
    named = bool(story.people(comma - 1, comma))  # «Петрова, | директора завода,»: no other director
    if further:
        return place > comma + 1 and not facts(story.tokens[comma + 1].text).nominative
    return known.animate and (named or not known.nominative) and _is_of_person(story, comma)


def _end_of_description(story: Story, comma: int, limit: int, *, apposition: bool) -> int:
    for place in range(comma + 1, min(limit, comma + _LONGEST_DESCRIPTION)):
        if story.tokens[place].text == "," and not story.inside_marks(story.tokens[place].start):
            return place
        if apposition and finite(story.tokens[place].text):
            return comma  # «По версии следствия, | рабочих наняла фирма, …»
    return comma
