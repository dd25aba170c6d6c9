"""Russian direct speech: in quotation marks and after dialogue dashes, told from titles by a cue or a dash.

`IN_MARKS` are tried in order for every run in marks; the first that knows whose words they are wins.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.attribution import ATTRIBUTION_REACH, CUE_REACH, SENTENCES, attribution_inside, cleaned, is_saying
from reader.language.bounds import Subject
from reader.language.cues import Cue, CueKind, is_cue, naming_cues
from reader.language.dialogue import dialogue, set_apart
from reader.language.forms import lemma
from reader.language.gestures import acting, acting_inside, gesturing, is_one
from reader.language.grammar import facts, is_instrumental, is_verb
from reader.language.headings import called_before_colon, judging
from reader.language.models import words
from reader.language.persons import may_be_subject
from reader.language.report import Report
from reader.language.subjects import subject_after, subject_before
from reader.language.whose import carries, cites_others, document, his_words, house_that_says, whom_it_cites
from reader.model import Label, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.language.cues import Cues
    from reader.language.marks import Quoted
    from reader.language.report import Covered
    from reader.language.story import Story
    from reader.model import Span

_DASH = r"[-–—]+"
_AFTER = re.compile(rf"(?:\s*[,.!?…]*\s*{_DASH}\s*|\s*,\s*)(?=[^\W\d_])")
_AGAIN = re.compile(rf"[,.;:]?\s*{_DASH}?\s*$")
_COLON = re.compile(r":\s*$")
_HOUR = re.compile(r"\d{1,2}[:.]\d\d(?:\s+[Мм][Сс][Кк])?\s*(?:[-–—.]\s*)?(?=[^\W\d])")
_RETOLD_FIRST = re.compile(r"[^,:;.!?]*,\s(?:что|будто)\s")
_CONJUNCTIONS = frozenset(("и", "а", "но", "однако", "зато"))
_WORD = re.compile(r"[^\W\d_]+")
_OPENING_WORDS = 8
_LINE = re.compile(r"[-–—]\s")
_THIS_IS = re.compile(r"\s[-–—]\s+(?:это|не)\s")
_FEW = 3
_MOTTO = 8  # words in marks on a line of their own that may be a motto or a headline


def direct_speech(story: Story, cues: Cues, answers: Covered) -> list[Report]:
    """All direct and mixed quotations of a story, in order. `answers` are known to be somebody's words: in them only
    what stands in marks is told apart."""
    found: list[Report] = []
    claimed: set[int] = set()
    for number, quoted in enumerate(story.quoted):
        if number in claimed:
            continue
        for rule in IN_MARKS:
            if report := rule(story, cues, quoted):
                report.covers += ((quoted.start, quoted.stop),)
                claimed.update(_go_on(story, number, report))
                found.append(report)
                break
    return [*found, *dialogue(story, cues, answers), *set_apart(story, cues, answers)]


def interrupted_inside(story: Story, cues: Cues, quoted: Quoted) -> Report | None:
    """«Q1, — сказал X, — Q2»: the attribution stands inside the marks."""
    contents: list[Span] = []
    chosen: tuple[Cue, Subject | None, Span] | None = None
    for start, stop in quoted.parts:
        found = None if chosen else attribution_inside(story, cues, (start, stop))
        if found:
            chosen = found
            begin, end = found[2]
            contents += [part for part in ((start, begin), (end, stop)) if part[1] > part[0]]
        else:
            contents.append((start, stop))
    if chosen is None:
        return _acted_inside(story, quoted)
    cue, subject, _ = chosen
    cues.take(cue)
    return _said_by(story, cleaned(story, contents), cue, subject)


def _acted_inside(story: Story, quoted: Quoted) -> Report | None:
    """«Q1, — развёл руками X. — Q2»: a verb that is not of speech, between dashes."""
    for place, part in enumerate(quoted.parts):
        if found := acting_inside(story, part):
            subject, (left, right) = found
            contents = [*quoted.parts[:place], (part[0], left), (right, part[1]), *quoted.parts[place + 1 :]]
            return Report(QuoteKind.DIRECT, cleaned(story, contents), None, subject)
    return None


def attributed_after(story: Story, cues: Cues, quoted: Quoted) -> Report | None:
    """«Q», — сказал X."""
    paragraph = story.paragraph(quoted.stop - 1)
    after = _AFTER.match(story.text, quoted.stop, paragraph[1])
    if after is None:
        return None
    first = story.token_from(after.end())
    limit = story.token_from(min(_next_marks(story, quoted.stop), paragraph[1], quoted.stop + ATTRIBUTION_REACH))
    dashed = any(mark in after.group() for mark in "-–—")
    if not dashed and _COLON.search(story.text, paragraph[0], quoted.start):
        return None  # «X сказал: «Q», сообщает агентство»
    if not dashed and first < len(story.tokens) and story.tokens[first].text in _CONJUNCTIONS:
        return None  # «Он сказал, что дело «рассыпалось», и попросил ждать»
    of_line = dashed and _LINE.match(story.text, *paragraph) is not None  # «— Он писал «Весть», — сказал X.»
    is_title = (
        (of_line or not dashed) and quoted.start > story.sentence(quoted.start)[0] and not is_saying(story, quoted)
    )
    if is_title and _words(story, quoted) < _FEW:
        return None  # «Суд оштрафовал завод «Кварцит», сообщил адвокат»
    reach = CUE_REACH if dashed else 2
    for cue in cues.within(first, min(first + reach, limit)):
        if cue.kind is CueKind.GERUND or any(story.tokens[n].text in (".", ";") for n in range(first, cue.first)):
            continue
        if cue.kind is CueKind.IMPERSONAL:
            subject = document(story, cue, first, limit)
        else:
            inverted = whom_it_cites(story, cue, limit) or subject_after(story, cue, limit)
            subject = inverted or subject_before(story, cue, first) or house_that_says(story, cue, first, limit)
        if cue.weak and subject is None:
            continue
        cues.take(cue)
        return _said_by(story, cleaned(story, quoted.parts), cue, subject)
    if dashed and is_saying(story, quoted) and (feeling := acting(story, first, limit)):
        return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts), None, feeling)
    name = story.name_at.get(first)
    if dashed and name is not None and name.label is Label.PERSON and is_saying(story, quoted):
        stop = story.token_from(name.stop)  # «Q», — Иван Петров, директор.
        if stop >= limit or story.tokens[stop].text in (".", ",", "("):
            return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts), None, Subject(first, stop))
    return None


def _said_by(story: Story, contents: tuple[Span, ...], cue: Cue, subject: Subject | None) -> Report:
    """Words in marks of the cue's subject, or of whom «приводит его слова» means."""
    his = his_words(story, cue)
    carried = his or (subject and cites_others(story, cue) and carries(story, subject))
    return Report(QuoteKind.DIRECT, contents, cue, None if carried else subject, his)


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
    if hour := _HOUR.match(story.text, begin, colon.start()):
        begin = hour.end()
    first, limit = story.token_from(begin), story.token_from(colon.start())
    told = [cue for cue in cues.within(first, limit) if not story.inside_marks(story.tokens[cue.first].start)]
    if told:
        cue = told[-1]
        subject = (
            document(story, cue, first, limit)
            if cue.kind is CueKind.IMPERSONAL
            else subject_before(story, cue, first)
            or subject_after(story, cue, limit)
            or house_that_says(story, cue, first, limit)
        )
        if not _RETOLD_FIRST.match(story.text, story.tokens[cue.stop - 1].stop, colon.start()):
            cues.take(cue)  # «сказал, что доволен: «Q»» reports twice
        return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts), cue, subject)
    if limit > first and is_cue(story.tokens[limit - 1].text) and is_saying(story, quoted):
        denied = subject_before(story, Cue(limit - 1, limit, CueKind.VERB), first)  # «врач не ответил: «Q»»
        return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts), None, denied)
    if limit > first and limit - 1 in story.name_at and (is_saying(story, quoted) or _words(story, quoted) > _FEW):
        name = story.name_at[limit - 1]
        begin_name = story.token_from(name.start)
        called = name.label is Label.PERSON and _may_speak(story, begin_name, limit, first)
        if called or begin_name == first:
            return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts), None, Subject(begin_name, limit))
    who = _alone(story, first, limit) or gesturing(story, first, limit) or _described(story, first, limit)
    who = who or called_before_colon(story, first, limit) or judging(story, first, limit)
    saying = is_saying(story, quoted) or (who and _is_spoken(story, quoted))
    if saying and (_words(story, quoted) > _FEW or SENTENCES.search(story.text, *quoted.parts[0])):
        return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts), None, who)
    return None


def right_behind(story: Story, cues: Cues, quoted: Quoted) -> Report | None:
    """«…, сказав «Q»»: a sentence in marks right behind a verb of speech, without a colon."""
    place = story.token_from(quoted.start) - 1
    cue = next(cues.within(place, place + 1), None) if place >= 0 else None
    if cue is None or cue.weak or cue.kind is CueKind.IMPERSONAL or story.inside_marks(story.tokens[place].start):
        return None
    begin, _ = story.sentence(story.tokens[place].start)
    if _words(story, quoted) <= _FEW or not is_saying(story, quoted) or _is_named(story, quoted):
        return None
    cues.take(cue)
    subject = subject_before(story, cue, story.token_from(begin))
    thing = (
        cue.kind is CueKind.GERUND and subject and not (is_one(story, subject) or story.names_in(*story.span(*subject)))
    )
    return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts), cue, None if thing else subject)


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
    """«Иван Петров, директор фонда «Весть»: «Q»», «Мэр Иван Петров — о слухах: «Q»»: whose name begins a sentence that
    has no verb."""
    begin = next((n for n in range(first, min(first + _OPENING_WORDS, limit)) if n in story.name_at), first)
    name = story.name_at.get(begin)
    titled = all(facts(token.text).part in ("NOUN", "ADJF") for token in story.tokens[first:begin])
    if name is None or name.label is not Label.PERSON or not titled:
        return None
    stop = story.token_from(name.stop)
    apart = stop < limit and story.tokens[stop].text in (",", "(", "—", "–", "-")
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


def named_in_marks(story: Story, cues: Cues, quoted: Quoted) -> Report | None:
    """X назвал решение «взвешенным»: the instrumental tells it from a title."""
    in_marks = _WORD.findall(story.text, quoted.start, quoted.stop)
    if not in_marks or not (is_instrumental(in_marks[0]) or is_instrumental(in_marks[-1])):
        return None
    begin, _ = story.sentence(quoted.start)
    first, limit = story.token_from(begin), story.token_from(quoted.start)
    named = naming_cues(story.tokens, first, limit)
    told = [cue for cue in named if not story.inside_marks(story.tokens[cue.first].start)]
    subject = subject_before(story, told[-1], first) if told else None
    known = [facts(story.tokens[place].text) for place in range(*subject)] if subject else []
    somebody = any(word.animate or word.part == "NPRO" for word in known)
    if subject is None or not (somebody or story.people(*subject)):
        return None
    cues.take(told[-1])
    return Report(QuoteKind.MIXED, cleaned(story, quoted.parts), told[-1], subject)


def after_report(story: Story, retold: Sequence[Report], direct: Sequence[Report]) -> list[Report]:
    """Words in marks that are a sentence of their own right behind one that retells somebody: «X сказал, что Q1.
    «Q2»» are of one person."""
    known = {span for report in direct for span in report.covers}
    last = {}
    for report in retold:
        if report.cue is not None and report.kind is not QuoteKind.DIRECT:
            last[story.sentence_number(story.tokens[report.cue.first].start)] = report
    found = []
    for quoted in story.quoted:
        start, stop = story.sentence(quoted.start)
        whole = quoted.start == start and quoted.stop + 1 >= stop and (quoted.start, quoted.stop) not in known
        before = last.get(story.sentence_number(quoted.start) - 1) if whole else None
        same = before and story.paragraph_number(before.start) == story.paragraph_number(start)
        if before and same and _words(story, quoted) > _FEW and is_saying(story, quoted):
            span = ((quoted.start, quoted.stop),)
            found.append(
                Report(
                    QuoteKind.DIRECT,
                    cleaned(story, quoted.parts),
                    inherits=before,
                    covers=span,
                )
            )
    return found


def whole_paragraph(story: Story, cues: Cues, quoted: Quoted) -> Report | None:
    """A paragraph that is one saying in marks: somebody's words, whoever said them."""
    del cues
    start, stop = story.paragraph(quoted.start)
    whole = quoted.start == start and story.paragraph(quoted.stop - 1)[1] <= quoted.stop + 1
    if not whole or _words(story, quoted) <= _MOTTO or not is_saying(story, quoted) or not stop:
        return None
    return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts))


IN_MARKS = (interrupted_inside, attributed_after, introduced_before, right_behind, named_in_marks, whole_paragraph)


def _go_on(story: Story, number: int, report: Report) -> Iterator[int]:
    """«Q1», — сказал X, — «Q2»: further runs in marks that belong to the same words. Yields their numbers."""
    if report.kind is not QuoteKind.DIRECT or report.cue is None:
        return
    previous = story.quoted[number]
    first, last = report.cue.first, (report.subject.stop if report.subject else report.cue.stop)
    if story.tokens[first].start < previous.stop:
        return
    for following in range(number + 1, min(number + 4, len(story.quoted))):
        quoted = story.quoted[following]
        between = story.text[previous.stop : quoted.start]
        joined = _AGAIN.search(between)
        dashed = joined is not None and any(mark in joined.group() for mark in "-–—")
        if "\n\n" in between or len(between) > 250 or not dashed or story.token_from(quoted.start) < last:
            return
        report.contents = (*report.contents, *cleaned(story, quoted.parts))
        report.covers += ((quoted.start, quoted.stop),)
        yield following
        return


def _next_marks(story: Story, offset: int) -> int:
    for quoted in story.quoted[story.quoted_from(offset) : story.quoted_from(offset + ATTRIBUTION_REACH)]:
        if len(_WORD.findall(story.text, quoted.start, quoted.stop)) > 5:
            return quoted.start
    return len(story.text)


def _is_spoken(story: Story, quoted: Quoted) -> bool:
    """Whether words in marks begin with who speaks or is spoken to («Мы не боги»), or say what a thing is:
    «Девять — это рано»."""
    first = _WORD.search(story.text, quoted.start, quoted.stop)
    speaks = first is not None and first.group().lower() in ("я", "мы", "ты", "вы")
    return speaks or _THIS_IS.search(story.text, quoted.start, quoted.stop) is not None


def _words(story: Story, quoted: Quoted) -> int:
    return len(_WORD.findall(story.text, quoted.start, quoted.stop))
