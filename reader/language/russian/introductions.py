"""Russian words in marks behind what introduces them: «X заявил: «Q»», «X: «Q»», «…, сказав «Q»»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.report import Report
from reader.language.russian.attribution import RETOLD_FIRST, SENTENCES, cleaned, is_saying
from reader.language.russian.bounds import Subject
from reader.language.russian.cues import Cue, CueKind, is_cue
from reader.language.russian.forms import lemma
from reader.language.russian.gerunds import subject_of_gerund
from reader.language.russian.gestures import gesturing, spoken_before
from reader.language.russian.grammar import facts, finite, is_verb
from reader.language.russian.headings import called_before_colon, judging, whose_saying
from reader.language.russian.persons import may_be_subject
from reader.language.russian.reporters import said_by
from reader.language.russian.subjects import subject_after, subject_before
from reader.language.russian.whose import document, house_that_says, whom_it_cites
from reader.model import Label, QuoteKind

if TYPE_CHECKING:
    from reader.language.marks import Quoted
    from reader.language.russian.cues import Cues
    from reader.language.story import Story

_COLON = re.compile(r":\s*$")
_LISTED = re.compile(r"\s?,?\s?[,и]\s[«„“\"]")  # «Автор книг: «Весть», «Утро»»
_OPENING_WORDS = 8
_THIS_IS = re.compile(r"\s[-–—]\s+(?:это|не)\s")
_ADDRESS = re.compile(r",\s+(?:что|чтобы)\b")
_WORD = re.compile(r"[^\W\d_]+")
FEW = 3
"""Words in marks that are sooner a title than a saying."""


def introduced_before(story: Story, cues: Cues, quoted: Quoted) -> Report | None:
    """X заявил: «Q». Also «X: «Q»» of headlines, and a colon alone before a whole sentence."""
    floor, _ = story.paragraph(quoted.start)
    number = story.paragraph_number(quoted.start)
    if quoted.start == floor and number:  # the colon may end the paragraph before
        floor, stop = story.paragraphs[number - 1]
    else:
        stop = quoted.start
    colon = _COLON.search(story.text, max(floor, stop - 5), stop)
    if colon is None:
        return None
    begin = max(floor, story.sentence(colon.start())[0])
    first, limit = story.token_from(begin), story.token_from(colon.start())
    if named := _with_words(story, first, limit, quoted):
        return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts), *named)
    told = [cue for cue in cues.within(first, limit) if not story.inside_marks(story.tokens[cue.first].start)]
    if told:
        cue = told[-1]
        subject = (
            document(story, cue, first, limit)
            if cue.kind is CueKind.IMPERSONAL
            else whom_it_cites(story, cue, limit)
            or subject_before(story, cue, first)
            or subject_after(story, cue, limit)
            or house_that_says(story, cue, first, limit)
        )
        if not (
            RETOLD_FIRST.match(story.text, story.tokens[cue.stop - 1].stop, colon.start())
            or _is_afterthought(story, cue, subject, first)
        ):
            cues.take(cue)  # «сказал, что доволен: «Q»» reports twice
        return said_by(story, cleaned(story, quoted.parts), cue, subject)
    if is_saying(story, quoted) and (act := spoken_before(story, first, limit)):
        return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts), *act)
    if limit > first and is_cue(story.tokens[limit - 1].text) and is_saying(story, quoted):
        denied = subject_before(story, Cue(limit - 1, limit, CueKind.VERB), first)  # «врач не ответил: «Q»»
        return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts), None, denied)
    if limit > first and limit - 1 in story.name_at and (is_saying(story, quoted) or count_words(story, quoted) > FEW):
        name = story.name_at[limit - 1]
        begin_name = story.token_from(name.start)
        called = name.label is Label.PERSON and _may_speak(story, begin_name, limit, first)
        if called or begin_name == first:
            return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts), None, Subject(begin_name, limit))
    who = _alone(story, first, limit) or gesturing(story, first, limit) or _described(story, first, limit)
    who = who or _house(story, first, limit) or whose_saying(story, first, limit)
    if who is None and not _LISTED.match(story.text, quoted.stop):
        who = called_before_colon(story, first, limit) or judging(story, first, limit)
    saying = is_saying(story, quoted) or (who and _is_spoken(story, quoted))
    many = count_words(story, quoted) > (1 if who and is_saying(story, quoted) else FEW)
    if saying and (many or SENTENCES.search(story.text, *quoted.parts[0])):
        return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts), None, who)
    return None


def _is_afterthought(story: Story, cue: Cue, subject: Subject | None, first: int) -> bool:
    """«Вода растёт, | сообщил X: «Q»»: who speaks stands behind the verb, and what he says before it as well."""
    inverted = subject is not None and subject.first >= cue.stop
    return inverted and cue.kind is CueKind.VERB and cue.first - 1 > first and story.tokens[cue.first - 1].text == ","


def right_behind(story: Story, cues: Cues, quoted: Quoted) -> Report | None:
    """«…, сказав «Q»»: a sentence in marks right behind a verb of speech, without a colon."""
    limit = story.token_from(quoted.start)
    cue = next((cue for cue in cues.within(max(0, limit - 2), limit) if cue.stop == limit), None)
    begin = story.token_from(story.sentence(story.tokens[max(0, limit - 1)].start)[0])
    if limit == 0 or story.inside_marks(story.tokens[limit - 1].start):
        return None
    if named := _with_words(story, begin, limit, quoted):
        return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts), *named)
    voiced = cue is not None and cue.stop - cue.first > 1  # «выразил сожаление»
    if cue is None or (cue.weak and not voiced) or cue.kind is CueKind.IMPERSONAL or _is_named(story, quoted):
        return None
    part = story.text[quoted.parts[0][0]].islower()
    if count_words(story, quoted) <= FEW - part or not (is_saying(story, quoted) or part):
        return None
    if not voiced and _ADDRESS.match(story.text, quoted.stop):
        return None  # «сообщил «своим людям», что»
    cues.take(cue)
    owner = subject_of_gerund if cue.kind is CueKind.GERUND else subject_before
    subject = owner(story, cue, begin)
    kind = QuoteKind.MIXED if part else QuoteKind.DIRECT
    return Report(kind, cleaned(story, quoted.parts), cue, subject)


def _with_words(story: Story, first: int, limit: int, quoted: Quoted) -> tuple[Cue, Subject | None] | None:
    """«ушёл | со словами», «выложил снимок | с подписью»: what it is said with, and who does so."""
    if limit - first < 3 or story.tokens[limit - 1].text.lower() not in words("cues_ru", "with_words"):
        return None
    if story.tokens[limit - 2].text.lower() not in ("с", "со"):
        return None
    if story.tokens[limit - 1].text.lower() == "подписью" and not is_saying(story, quoted):
        return None  # «в ролике с подписью «Дневник № 14»»
    place = next((n for n in range(limit - 3, first - 1, -1) if finite(story.tokens[n].text)), None)
    verb = finite(story.tokens[place].text) if place is not None else None
    if place is None or verb is None:
        return None
    acts = Cue(place, place + 1, CueKind.VERB, gender=verb.gender, plural=verb.plural)
    subject = subject_before(story, acts, first) or subject_after(story, acts, limit - 2)
    return acts._replace(first=limit - 2, stop=limit), subject


def _house(story: Story, first: int, limit: int) -> Subject | None:
    """«В | клубе | считать отказались: «Q»»: a verb in the plural without a subject, and a house."""
    verb = finite(story.tokens[limit - 1].text) if limit > first else None
    if verb is None or not verb.plural or verb.infinitive in words("cues_ru", "perceiving"):
        return None
    acts = Cue(limit - 1, limit, CueKind.VERB, plural=True)
    return None if subject_before(story, acts, first) else house_that_says(story, acts, first, limit)


def _is_named(story: Story, quoted: Quoted) -> bool:
    """Whether what stands in marks is a name: «сообщила «Наша весть»»."""
    return story.token_from(quoted.parts[0][0]) in story.name_at


def _may_speak(story: Story, first: int, stop: int, floor: int) -> bool:
    """Whether a person's name can be a subject: «сравнил союз с Олегом Рудиным: «Q»» is not Рудин's."""
    governed = first > floor and facts(story.tokens[first - 1].text).part == "PREP"
    return not governed and may_be_subject(story.words(first, stop), None)


def _alone(story: Story, first: int, limit: int) -> Subject | None:
    """«Иван Петров был сдержаннее: «Q»», «А она мне: «Q»»: the first words name who speaks, and no noun stands before
    the colon that the words in marks could be («увидел надпись: «Q»»)."""
    last = story.tokens[limit - 1].text if limit > first else ""
    if lemma(last) in words("cues_ru", "opinions") and story.tokens[first].text.lower() == "у":
        return _whose_opinion(story, first + 1, limit)
    if not last or facts(last).part == "NOUN" or limit - 1 in story.name_at:
        return None
    for place in range(first, min(first + _OPENING_WORDS, limit)):
        name = story.name_at.get(place)
        if name is not None and name.label is Label.PERSON:
            stop = story.token_from(name.stop)
            return Subject(first, stop) if may_be_subject(story.words(place, stop), None) else None
        known = facts(story.tokens[place].text)
        if known.part == "NPRO" and known.nominative:
            return Subject(place, place + 1)
        if known.part not in ("NOUN", "ADJF", "CONJ"):
            return None
    return None


def _described(story: Story, first: int, limit: int) -> Subject | None:
    """«Иван Петров, директор фонда «Весть»: «Q»», «Мэр Иван Петров — о слухах: «Q»», «Петров о слухах: «Q»»: whose name
    begins a sentence that has no verb."""
    begin = next((n for n in range(first, min(first + _OPENING_WORDS, limit)) if n in story.name_at), first)
    name = story.name_at.get(begin)
    titled = all(facts(token.text).part in ("NOUN", "ADJF") for token in story.tokens[first:begin])
    if name is None or name.label is not Label.PERSON or not titled:
        return None
    stop = story.token_from(name.stop)
    apart = stop < limit and story.tokens[stop].text.lower() in (",", "(", "—", "–", "-", "о", "об", "про")
    still = not any(is_verb(token.text) for token in story.tokens[stop:limit] if token.text[0].isalpha())
    return Subject(first, stop) if apart and still and _may_speak(story, begin, stop, first) else None


def _whose_opinion(story: Story, first: int, limit: int) -> Subject | None:
    """«У | эколога Ивана Петрова другое мнение: «Q»»."""
    person = next(
        (story.name_at[n] for n in range(first, min(first + _OPENING_WORDS, limit)) if n in story.name_at), None
    )
    if person is None or person.label is not Label.PERSON:
        return None
    return Subject(first, story.token_from(person.stop))


def _is_spoken(story: Story, quoted: Quoted) -> bool:
    """Whether words in marks begin with who speaks or is spoken to («Мы не боги»), or say what a thing is:
    «Девять — это рано»."""
    said = [word.lower() for word in _WORD.findall(story.text, quoted.start, quoted.stop)]
    speaks = said[:1] and said[0] in ("я", "мы", "ты", "вы")
    return (
        bool(speaks)
        or said[:2] in (["у", "нас"], ["у", "меня"])
        or _THIS_IS.search(story.text, quoted.start, quoted.stop) is not None
    )


def count_words(story: Story, quoted: Quoted) -> int:
    """How many words stand in marks."""
    return len(_WORD.findall(story.text, quoted.start, quoted.stop))
