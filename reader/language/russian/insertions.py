"""Russian words around what attributes them: «Q, сообщил X», «Q1, говорит X, Q2», «Как сообщил X, Q»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.report import Report, trimmed
from reader.language.russian.bounds import QUOTE_MARKS, describes_with
from reader.language.russian.clauses import (
    CONJUNCTION,
    LINKS,
    SHORT,
    begins_clause,
    hangs,
    has_predicate,
    may_predicate,
    part_of_sentence,
    up_to_saying,
    wholly_in_marks,
    without_link,
)
from reader.language.russian.cues import Cue, CueKind, is_cue
from reader.language.russian.forms import lemma
from reader.language.russian.grammar import facts, is_verb
from reader.language.russian.nominal import past_description
from reader.language.russian.reporters import cue_lemma, reporter
from reader.language.russian.subjects import subject_after, subject_before
from reader.language.russian.whose import document, house_that_says
from reader.model import Label, QuoteKind, Span

if TYPE_CHECKING:
    from reader.language.russian.bounds import Subject
    from reader.language.story import Story

_AS_SAID = re.compile(r"(?<!\w)как\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:того|тем|тех\s+пор|время|так|тогда|прежде|раньше|едва|подобно)\s{0,3},?\s{0,3}$", re.IGNORECASE
)
"""Before «как» that is of time or of likeness: «после того, | как мэр объявил об уходе, …»."""
_AFTERTHOUGHT = re.compile(
    r"(?:,|,?\s[-–—])\s*(?:как\s+|об?\s+(?:ч[её]м|этом)\s+)?(?:(?:также|ранее|вчера|сегодня|публично|позже|уже)\s+)?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_LINK = re.compile(
    r"(?:При\s+этом|Кроме\s+того,|Вместе\s+с\s+тем,?|Между\s+тем,?|Напомним,|Отметим,\s+что|Напомним,\s+что|Ранее|Также|Впрочем,|"
    r"В\s+частности,|Однако|Тем\s+не\s+менее,?)\s+"
)
"""What links a sentence to the one before it, and is not of anybody's words."""
_ABOUT = re.compile(r"(?:(?:а|но|однако|при\s+этом)\s+)?(?:о\s+том|то|тот\s+факт),\s+что\s+", re.IGNORECASE)
_ALREADY_SAID = re.compile(r"об\s+этом\b", re.IGNORECASE)
_PROVERB = "говориться"
"""«Как говорится» alone cites nobody."""
_OPENING_TOKENS = 2  # before a subject that begins a sentence: «На ней мэр»
_ATTRIBUTE = 6  # tokens between a name and the comma behind it
_TELLING = frozenset(("говорить", "вспоминать", "рассказывать", "признаваться"))


def as_said(story: Story, cue: Cue) -> Report | None:
    """«Как сообщил X, Q»."""
    begin, stop = part_of_sentence(story, story.tokens[cue.first].start)
    at = story.tokens[cue.first].start
    said_so = _AS_SAID.search(story.text, max(begin, at - 40), at)
    if (
        said_so is None
        or _WHEN.search(story.text, begin, said_so.start())
        or cue_lemma(story, cue) in words("cues_ru", "asking")
    ):
        return None
    if _ALREADY_SAID.match(story.text, begin, at):
        return None  # «Об этом, как пишет газета, сообщил X»
    limit = story.token_from(stop)
    subject = reporter(story, cue, story.token_from(begin), limit, inverted=True)
    if cue.weak and not (cue.kind is CueKind.IMPERSONAL and subject) and not _opines(story, cue, subject):
        return None
    last = max(cue.stop, subject.stop if subject else 0)
    comma = _next_comma(story, last, limit)
    if comma is None or (subject is None and (cue.kind is not CueKind.IMPERSONAL or cue_lemma(story, cue) == _PROVERB)):
        return None
    outlet = subject is not None and _is_outlet(story, subject)
    apposed = _is_apposition_of_outlet if outlet else _is_apposition
    if subject and comma == last and apposed(story, comma + 1):
        comma = _next_comma(story, comma + 1, limit) or comma
    comma = past_description(story, comma, limit)
    before = _before(story, begin, at)
    if before and hangs(story, before):
        before = None
    after = up_to_saying(story, (story.tokens[comma].stop, stop))
    if after and _ALREADY_SAID.match(story.text, *after):
        return None  # «Как пишет газета, об этом сообщил X»
    if after and before is None and (quoted := wholly_in_marks(story, after)):
        return Report(QuoteKind.MIXED, quoted.parts, cue, subject, covers=((quoted.start, quoted.stop),))
    contents = tuple(span for span in (before, after) if span)
    return Report(QuoteKind.INDIRECT, contents, cue, subject) if contents else None


def _next_comma(story: Story, first: int, limit: int) -> int | None:
    places = (n for n in range(first, min(limit, first + 14)) if story.tokens[n].text in (",", ":"))
    return next((n for n in places if not _stands_in_number(story, story.tokens[n].stop)), None)


def _stands_in_number(story: Story, stop: int) -> bool:
    """«в 17:00»: whether a digit follows a mark."""
    return story.text[stop : stop + 1].isdigit()


def _is_outlet(story: Story, subject: Subject) -> bool:
    """Whether a phrase is nothing but the name of a house: «Как передаёт ТАСС, | сын министра уехал»."""
    name = story.name_at.get(subject.first)
    return name is not None and name.label is Label.ORGANISATION and story.token_from(name.stop) >= subject.stop


def _is_apposition_of_outlet(story: Story, place: int) -> bool:
    """«, крупнейшая газета Орсии,» after the name of an outlet; not «, газета закрылась,»."""
    end = _next_comma(story, place, len(story.tokens))
    while end is not None and place < end and facts(story.tokens[place].text).part == "ADJF":
        place += 1
    if end is None or place in story.name_at or lemma(story.tokens[place].text) not in words("cues_ru", "outlets"):
        return False
    return not any(is_verb(token.text) for token in story.tokens[place:end])


def _is_apposition(story: Story, place: int) -> bool:
    """«, глава кафедры экономики,» or «, новый глава кафедры Иван Петров,» after a name."""
    end = _next_comma(story, place, len(story.tokens))
    name = story.name_at.get(end - 1) if end else None
    while name and name.label is Label.PERSON and facts(story.tokens[place].text).part == "ADJF":
        place += 1
    word = story.tokens[place].text if place < len(story.tokens) else ""
    known = facts(word)
    informed = lemma(word) in words("cues_ru", "informed") and describes_with(story, place)
    return word.islower() and known.nominative and (known.animate or informed)


def _before(story: Story, begin: int, at: int) -> Span | None:
    """What stands before a parenthesis «, как сообщил»."""
    lead = story.text.rfind(",", begin, at)
    if lead < 0 or at - lead > 40:
        return None
    content = trimmed(story.text, (begin, lead), "-–—")
    if content is None:
        return None
    begins = begins_clause(story, content) and not has_predicate(story, content)  # «Мост, как сказал мэр, стоит»
    return without_link(story, content) if begins or _says_enough(story, content) else None


def afterthought(story: Story, cue: Cue) -> Report | None:
    """«Q, сообщил X», «Q, о чём заявил X», «Q1, говорит X, Q2»."""
    begin, stop = part_of_sentence(story, story.tokens[cue.first].start)
    at = story.tokens[cue.first].start
    lead = _AFTERTHOUGHT.search(story.text, max(begin, at - 40), at)
    if lead is None or cue.kind is CueKind.GERUND:
        return None
    limit = story.token_from(stop)
    subject = _whose_afterthought(story, cue, story.token_from(begin), limit)
    impersonal = cue.kind is CueKind.IMPERSONAL
    if cue.weak and (subject is None if impersonal else not _opines(story, cue, subject)):
        return None
    content = _said_before(story, begin, lead.start())
    if content and subject is None and _is_told(story, cue, limit) and (rest := _rest(story, cue.stop, stop, content)):
        return Report(QuoteKind.INDIRECT, (content, rest), cue)  # «Приезжали, говорит, двое»
    there = cue.plural and cue.stop < limit and story.tokens[cue.stop].text.lower() in ("там", "здесь")
    if content is None or (subject is None and cue.kind is CueKind.VERB and not there):
        return None  # «Работы ведутся, уточнили там»
    if _ALREADY_SAID.fullmatch(story.text, *content):
        return None
    if subject and _is_of_another_noun(story, cue, subject, story.token_from(content[0])):
        return None
    if subject and (rest := _rest(story, subject.stop, stop, content)):
        colon = story.text.rfind(": ", *content)
        parted = trimmed(story.text, (max(content[0], colon + 1), content[1]))
        return Report(QuoteKind.INDIRECT, _joined(story, parted or content, rest), cue, subject)
    if subject and _is_of_whoever_acts(story, cue, subject, content):
        return None
    return Report(QuoteKind.INDIRECT, (content,), cue, subject) if _says_enough(story, content) else None


def _whose_afterthought(story: Story, cue: Cue, first: int, limit: int) -> Subject | None:
    if cue.kind is CueKind.IMPERSONAL:
        return document(story, cue, first, limit)
    return subject_after(story, cue, limit) or house_that_says(story, cue, cue.first, limit)


def _said_before(story: Story, begin: int, end: int) -> Span | None:
    """What a sentence says before «, сообщил X»: «О том, что | мост закрыт»."""
    linked = _LINK.match(story.text, begin, end)
    begin = linked.end() if linked else begin
    about = _ABOUT.match(story.text, begin, end)
    return trimmed(story.text, (about.end() if about else begin, end), "-–—,")


def _is_told(story: Story, cue: Cue, limit: int) -> bool:
    """«, говорит,»: a verb of telling between commas."""
    alone = cue.stop < limit and story.tokens[cue.stop].text == ","
    return alone and not cue.plural and cue_lemma(story, cue) in _TELLING


def _is_of_whoever_acts(story: Story, cue: Cue, subject: Subject, content: Span) -> bool:
    """«Завод, один из старейших, | объявляет о наборе»: what stands before has no verb but a subject for this one."""
    if may_predicate(story, content):
        return False
    first = story.token_from(content[0])
    acting = subject_before(story, cue, first)
    if acting is None:
        return False
    far = subject.first > cue.stop and not story.people(*subject)
    return acting.first <= first + _OPENING_TOKENS or far or facts(story.tokens[acting.first].text).part == "NPRO"


def _says_enough(story: Story, content: Span) -> bool:
    """Whether a clause can be somebody's words: not too short for one, unless it has a verb: «Мост стоит»."""
    many = len(_WORD.findall(story.text, *content)) > 1
    return content[1] - content[0] > SHORT or (many and has_predicate(story, content))


def _is_of_another_noun(story: Story, cue: Cue, subject: Subject, first: int) -> bool:
    """«Они жгут портреты, призывают к казни | женщины»: a genitive behind a verb of whoever acts before it."""
    if cue.kind is not CueKind.VERB or subject.first <= cue.stop or story.people(*subject):
        return False
    if facts(story.tokens[subject.first - 1].text).part == "PREP":
        return False  # «сообщили в | полиции»
    doubtful = subject.first not in story.name_at and facts(story.tokens[subject.first].text).genitive
    return doubtful and subject_before(story, cue, first) is not None


def _joined(story: Story, before: Span, rest: Span) -> tuple[Span, ...]:
    """What stands before and behind an insertion, without what links it to the sentence before."""
    if LINKS.fullmatch(story.text, *before) or hangs(story, before):
        return (rest,)
    return (without_link(story, before), rest)


def _opines(story: Story, cue: Cue, subject: Subject | None) -> bool:
    """«, считает X», «, выяснили учёные»: a verb of thought or discovery with whoever it is of right behind it."""
    if subject is None or subject.first != cue.stop:
        return False
    head = facts(story.tokens[subject.first].text)
    thinks = cue_lemma(story, cue) in words("cues_ru", "opining") and head.part != "NOUN"  # «считает | он»
    known = words("cues_ru", "opining") | words("cues_ru", "finding")
    return thinks or (cue_lemma(story, cue) in known and _may_find_out(story, subject))


def _may_find_out(story: Story, subject: Subject) -> bool:
    """Whether a phrase is of somebody, a house or a paper: not «показал | большой палец», «считает | мост старым»."""
    places = range(*subject)
    known = words("cues_ru", "houses") | words("cues_ru", "papers") | words("cues_ru", "outlets")
    return any(
        n in story.name_at or facts(story.tokens[n].text).animate or lemma(story.tokens[n].text) in known
        for n in places
    )


def _rest(story: Story, place: int, stop: int, before: Span) -> Span | None:
    """What goes on behind an insertion: after a comma, unless that is an apposition, a gerund or a relative clause.
    Where only what follows has a verb, it goes on whatever it looks like: «В среду, отмечает X, | мэр уехал»."""
    limit = story.token_from(stop)
    if place < limit and facts(story.tokens[place].text).part == "PREP":  # «полагает X | из фонда «Весть», …»
        place = next((n for n in range(place, min(limit, place + _ATTRIBUTE)) if story.tokens[n].text == ","), place)
    place += place < limit and story.tokens[place].text in QUOTE_MARKS
    following = place + 1
    if following >= limit or story.tokens[place].text != ",":
        return None
    rest = up_to_saying(story, (story.tokens[following].start, stop))
    following += story.tokens[following].text in QUOTE_MARKS
    if rest is None or following >= limit:
        return None
    word = story.tokens[following].text
    places = range(story.token_from(before[0]), story.token_from(before[1]))
    somebody = story.people(places.start, places.stop) or any(facts(story.tokens[n].text).animate for n in places)
    acts = is_cue(word) and somebody  # «Петров, пишет газета, сказал, что»
    other = CONJUNCTION.match(f", {word}") or facts(word).part == "GRND" or acts
    if not other and not has_predicate(story, before) and has_predicate(story, rest):
        return rest
    if not other and len(_WORD.findall(story.text, *before)) == 1:
        return rest  # «Выбирали, говорит X, между двумя»
    if not word.islower() or _is_apposition(story, following) or CONJUNCTION.match(f", {word}"):
        return None
    known = facts(word)
    with_more = describes_with(story, following)  # «источник, знакомый с делом»
    described = (known.part == "PRTF" or with_more) and known.nominative
    described = described or (with_more and lemma(word) in words("cues_ru", "informed"))
    if described or known.part in ("GRND", "PREP") or is_cue(word):
        return None
    return rest
