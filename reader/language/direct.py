"""Russian direct speech: in quotation marks and after dialogue dashes, told from titles by a cue or a dash.

`IN_MARKS` are tried in order for every run in marks; the first that knows whose words they are wins.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.cues import Cue, CueKind, is_cue, naming_cues
from reader.language.grammar import facts, finite, is_instrumental, is_verb
from reader.language.models import words
from reader.language.persons import may_be_subject
from reader.language.report import Report, trimmed
from reader.language.subjects import Subject, document, house_that_says, subject_after, subject_before, whom_it_cites
from reader.model import Label, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.language.marks import Quoted
    from reader.language.report import Covered
    from reader.language.story import Story
    from reader.model import Span

_DASH = r"[-–—]+"
_AFTER = re.compile(rf"(?:\s*[,.!?…]*\s*{_DASH}\s*|\s*,\s*)(?=[^\W\d_])")
_AGAIN = re.compile(rf"[,.;:]?\s*{_DASH}?\s*$")
_INNER = re.compile(rf"[,.!?…]\s*{_DASH}\s+(?=[^\W\d_])")
_INNER_END = re.compile(rf"[,.:;!?…]\s*{_DASH}\s+|[.!?…]\s+(?=[«„“\"А-ЯЁA-Z])")
_COLON = re.compile(r":\s*$")
_RETOLD_FIRST = re.compile(r"[^,:;.!?]*,\s(?:что|будто)\s")
_CONJUNCTIONS = frozenset(("и", "а", "но", "однако", "зато"))
_DIALOGUE = re.compile(r"[-–—]\s*(?=[^\s\d-])")
_CAPITAL = re.compile(r"[\W_]*[A-ZА-ЯЁ]")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCES = re.compile(r"[.!?…]\s+[А-ЯЁA-Z]")
_OPENING_WORDS = 8
_LOOKED_AT = 60  # words of a saying in which a verb is looked for
_ATTRIBUTION_REACH = 400
_FEW = 3
_MOTTO = 8  # words in marks on a line of their own that may be a motto or a headline
_CUE_REACH = 7
"""Tokens between the dash and the cue: «— с улыбкой, помолчав, сказал он»."""


class Cues:
    """The verb cues of a story by place, and which of them already report something."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self.all = tuple(cues)
        self._at = {cue.first: cue for cue in cues}
        self.used: set[int] = set()

    def within(self, first: int, stop: int) -> Iterator[Cue]:
        """The cues in the tokens from `first` to before `stop`."""
        for place in range(first, stop):
            if place in self._at:
                yield self._at[place]

    def take(self, cue: Cue) -> None:
        """Note that a cue reports something."""
        self.used.add(cue.first)


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
    return [*found, *_dialogue(story, cues, answers)]


def interrupted_inside(story: Story, cues: Cues, quoted: Quoted) -> Report | None:
    """«Q1, — сказал X, — Q2»: the attribution stands inside the marks."""
    contents: list[Span] = []
    chosen: tuple[Cue, Subject | None, Span] | None = None
    for start, stop in quoted.parts:
        found = None if chosen else _attribution_inside(story, cues, (start, stop))
        if found:
            chosen = found
            begin, end = found[2]
            contents += [part for part in ((start, begin), (end, stop)) if part[1] > part[0]]
        else:
            contents.append((start, stop))
    if chosen is None:
        return None
    cue, subject, _ = chosen
    cues.take(cue)
    return Report(QuoteKind.DIRECT, _clean(story, contents), cue, subject)


def attributed_after(story: Story, cues: Cues, quoted: Quoted) -> Report | None:
    """«Q», — сказал X."""
    paragraph = story.paragraph(quoted.stop - 1)
    after = _AFTER.match(story.text, quoted.stop, paragraph[1])
    if after is None:
        return None
    first = story.token_from(after.end())
    limit = story.token_from(min(_next_marks(story, quoted.stop), paragraph[1], quoted.stop + _ATTRIBUTION_REACH))
    dashed = any(mark in after.group() for mark in "-–—")
    if not dashed and first < len(story.tokens) and story.tokens[first].text in _CONJUNCTIONS:
        return None  # «Он сказал, что дело «рассыпалось», и попросил ждать»
    is_title = not dashed and quoted.start > story.sentence(quoted.start)[0] and not is_saying(story, quoted)
    if is_title and _words(story, quoted) < _FEW:
        return None  # «Суд оштрафовал завод «Кварцит», сообщил адвокат»
    reach = _CUE_REACH if dashed else 2
    for cue in cues.within(first, min(first + reach, limit)):
        if cue.kind is CueKind.GERUND or any(story.tokens[n].text in (".", ";") for n in range(first, cue.first)):
            continue
        if cue.kind is CueKind.IMPERSONAL:
            subject = document(story, cue, limit)
        else:
            inverted = whom_it_cites(story, cue, limit) or subject_after(story, cue, limit)
            subject = inverted or subject_before(story, cue, first) or house_that_says(story, cue, first, limit)
        if cue.weak and subject is None:
            continue
        cues.take(cue)
        return Report(QuoteKind.DIRECT, _clean(story, quoted.parts), cue, subject)
    if dashed and is_saying(story, quoted) and (feeling := _acting(story, first, limit)):
        return Report(QuoteKind.DIRECT, _clean(story, quoted.parts), None, feeling)
    name = story.name_at.get(first)
    if dashed and name is not None and name.label is Label.PERSON and is_saying(story, quoted):
        stop = story.token_from(name.stop)  # «Q», — Иван Петров, директор.
        if stop >= limit or story.tokens[stop].text in (".", ",", "("):
            return Report(QuoteKind.DIRECT, _clean(story, quoted.parts), None, Subject(first, stop))
    return None


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
    told = [cue for cue in cues.within(first, limit) if not story.inside_marks(story.tokens[cue.first].start)]
    if told:
        cue = told[-1]
        subject = (
            document(story, cue, limit)
            if cue.kind is CueKind.IMPERSONAL
            else subject_before(story, cue, first)
            or subject_after(story, cue, limit)
            or house_that_says(story, cue, first, limit)
        )
        if not _RETOLD_FIRST.match(story.text, story.tokens[cue.stop - 1].stop, colon.start()):
            cues.take(cue)  # «сказал, что доволен: «Q»» reports twice
        return Report(QuoteKind.DIRECT, _clean(story, quoted.parts), cue, subject)
    if limit > first and is_cue(story.tokens[limit - 1].text) and is_saying(story, quoted):
        denied = subject_before(story, Cue(limit - 1, limit, CueKind.VERB), first)  # «врач не ответил: «Q»»
        return Report(QuoteKind.DIRECT, _clean(story, quoted.parts), None, denied)
    if limit > first and limit - 1 in story.name_at and is_saying(story, quoted):
        name = story.name_at[limit - 1]
        begin_name = story.token_from(name.start)
        if name.label is Label.PERSON or begin_name == first:
            return Report(QuoteKind.DIRECT, _clean(story, quoted.parts), None, Subject(begin_name, limit))
    who = _alone(story, first, limit) or _gesturing(story, first, limit)
    if is_saying(story, quoted) and (_words(story, quoted) > _FEW or _SENTENCES.search(story.text, *quoted.parts[0])):
        return Report(QuoteKind.DIRECT, _clean(story, quoted.parts), None, who)
    return None


def _acting(story: Story, first: int, limit: int) -> Subject | None:
    """«Q», — радуется | Иван Петров: who is named right behind a verb that is not of speech."""
    if first + 1 >= limit or first in story.name_at or not _does(story.tokens[first].text):
        return None
    name = story.name_at.get(first + 1)
    if name is None or name.label is not Label.PERSON or not may_be_subject(story.text[name.start : name.stop], None):
        return None
    return Subject(first + 1, story.token_from(name.stop))


def _does(word: str) -> bool:
    """A finite verb of the third person, or in the past, other than of seeing and hearing."""
    verb = finite(word)
    return verb is not None and verb.infinitive not in words("cues_ru", "perceiving")


def _gesturing(story: Story, first: int, limit: int) -> Subject | None:
    """«Иван Петров разводит руками: «Q»»: the person who is the subject, where no noun is left that the words in marks
    could be («увидел надпись: «Q»»)."""
    last = story.tokens[limit - 1].text if limit > first else ""
    if not last or (facts(last).part == "NOUN" and not is_instrumental(last)):
        return None
    place = next((n for n in range(first, limit) if finite(story.tokens[n].text)), limit)
    verb = finite(story.tokens[place].text)
    if place == limit or verb is None or verb.infinitive in words("cues_ru", "perceiving"):
        return None
    cue = Cue(place, place + 1, CueKind.VERB, gender=verb.gender, plural=verb.plural)
    subject = subject_before(story, cue, first)
    return subject if subject and story.people(*subject) else None


def _alone(story: Story, first: int, limit: int) -> Subject | None:
    """«Иван Петров был сдержаннее: «Q»», «А она мне: «Q»»: the first words name who speaks, and no noun stands before
    the colon that the words in marks could be («увидел надпись: «Q»»)."""
    last = story.tokens[limit - 1].text if limit > first else ""
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


def named_in_marks(story: Story, cues: Cues, quoted: Quoted) -> Report | None:
    """X назвал решение «взвешенным»: the instrumental tells it from a title."""
    first_word = _WORD.search(story.text, quoted.start, quoted.stop)
    if first_word is None or not is_instrumental(first_word.group()):
        return None
    begin, _ = story.sentence(quoted.start)
    first, limit = story.token_from(begin), story.token_from(quoted.start)
    named = naming_cues(story.tokens, first, limit)
    told = [cue for cue in named if not story.inside_marks(story.tokens[cue.first].start)]
    subject = subject_before(story, told[-1], first) if told else None
    if subject is None or not story.people(subject.first, subject.stop):
        return None
    cues.take(told[-1])
    return Report(QuoteKind.MIXED, _clean(story, quoted.parts), told[-1], subject)


def whole_paragraph(story: Story, cues: Cues, quoted: Quoted) -> Report | None:
    """A paragraph that is one saying in marks: somebody's words, whoever said them."""
    del cues
    start, stop = story.paragraph(quoted.start)
    whole = quoted.start == start and story.paragraph(quoted.stop - 1)[1] <= quoted.stop + 1
    if not whole or _words(story, quoted) <= _MOTTO or not is_saying(story, quoted) or not stop:
        return None
    return Report(QuoteKind.DIRECT, _clean(story, quoted.parts))


IN_MARKS = (interrupted_inside, attributed_after, introduced_before, named_in_marks, whole_paragraph)


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
        report.contents = (*report.contents, *_clean(story, quoted.parts))
        report.covers += ((quoted.start, quoted.stop),)
        yield following
        return


def _dialogue(story: Story, cues: Cues, answers: Covered) -> list[Report]:
    """Paragraphs that begin with a dash: «— Да, — сказал он. — Конечно.» A run of them is speech when one of them has a
    cue, or asks, or speaks of you and me; otherwise it is a list."""
    found: list[Report] = []
    doubtful: list[Report] = []
    run: list[tuple[Span, int]] = []
    for paragraph in (*story.paragraphs, (0, 0)):
        start, stop = paragraph
        dash = _DIALOGUE.match(story.text, start, stop)
        if dash and not story.inside_marks(start) and not answers.holds(dash.end()):
            run.append((paragraph, dash.end()))
            continue
        if run:
            speech, is_sure = _speech_of(story, cues, run)
            (found if is_sure else doubtful).extend(speech)
            run = []
    return [*found, *doubtful] if any(report.cue for report in found) else found


_SPOKEN = frozenset(("я", "мы", "ты", "вы", "мне", "нам", "вам", "меня", "нас", "вас", "тебе", "мой", "наш", "ваш"))


def _speech_of(story: Story, cues: Cues, run: Sequence[tuple[Span, int]]) -> tuple[list[Report], bool]:
    """The lines of a run as speech, and whether that is sure; a lone sentence without an attribution is speech only
    where the story has dialogue elsewhere."""
    found: list[Report] = []
    as_list = any(not _CAPITAL.match(story.text, begin) for _, begin in run)
    announced = None if as_list else _announced(story, cues, run[0][0][0])
    spoken = announced is not None
    for (_, stop), begin in run:
        attribution = _attribution_inside(story, cues, (begin, stop))
        text = story.text[begin:stop]
        if attribution:
            cue, subject, (left, right) = attribution
            contents = _clean(story, [(begin, left), (right, stop)])
            line = story.paragraph_number(begin)
            found.append(Report(QuoteKind.DIRECT, contents, cue, subject, covers=((begin, stop),), line=line))
            cues.take(cue)
            spoken = True
        elif whole := trimmed(story.text, (begin, stop)):
            report = Report(QuoteKind.DIRECT, (whole,), covers=((begin, stop),), line=story.paragraph_number(begin))
            if announced and begin == run[0][1]:
                report.cue, report.subject = announced
            found.append(report)
            spoken = spoken or "?" in text or not _SPOKEN.isdisjoint(word.lower() for word in _WORD.findall(text))
    before = story.paragraph_number(run[0][0][0]) - 1
    introduced = before >= 0 and story.text[slice(*story.paragraphs[before])].endswith(":")
    ended = all(story.text[stop - 1] in '.!?…»"' for (_, stop), _ in run)
    attributed = any(report.cue for report in found)
    if not (attributed or (spoken and ended)):
        return [], False
    told = len(run) > 1 or introduced or _SENTENCES.search(story.text, run[0][1], run[0][0][1]) is not None
    return [report for report in found if report.contents], attributed or told


def _announced(story: Story, cues: Cues, start: int) -> tuple[Cue, Subject | None] | None:
    """«Потом он говорит:» before a line that begins with a dash."""
    number = story.paragraph_number(start) - 1
    if number < 0 or not story.text[slice(*story.paragraphs[number])].endswith(":"):
        return None
    begin, stop = story.sentence(story.paragraphs[number][1] - 1)
    first, limit = story.token_from(begin), story.token_from(stop)
    told = [cue for cue in cues.within(first, limit) if not story.inside_marks(story.tokens[cue.first].start)]
    if not told:
        return None
    cues.take(told[-1])
    return told[-1], subject_before(story, told[-1], first) or subject_after(story, told[-1], limit)


def _attribution_inside(story: Story, cues: Cues, span: Span) -> tuple[Cue, Subject | None, Span] | None:
    """The attribution between dashes within a saying: its cue, its subject, and the span it takes, marks included."""
    start, stop = span
    for dash in _INNER.finditer(story.text, start, stop):
        first = story.token_from(dash.end())
        end = _INNER_END.search(story.text, dash.end(), min(stop, dash.end() + _ATTRIBUTION_REACH))
        right = end.start() if end else stop
        limit = story.token_from(right)
        for cue in cues.within(first, min(first + _CUE_REACH, limit)):
            if any(story.tokens[n].text == "," for n in range(first, cue.first)) or cue.kind is CueKind.GERUND:
                continue
            inverted = whom_it_cites(story, cue, limit) or subject_after(story, cue, limit)
            subject = inverted or (subject_before(story, cue, first) if cue.first - first < 4 else None)
            if cue.kind is CueKind.IMPERSONAL:
                subject = document(story, cue, limit)
            if subject is None and cue.weak:
                continue
            left = dash.start() + (story.text[dash.start()] in "!?…")
            return cue, subject, (left, end.end() if end else stop)
    return None


def _clean(story: Story, parts: Sequence[Span]) -> tuple[Span, ...]:
    spans = (trimmed(story.text, part) for part in parts)
    return tuple(span for span in spans if span)


def _next_marks(story: Story, offset: int) -> int:
    for quoted in story.quoted[story.quoted_from(offset) : story.quoted_from(offset + _ATTRIBUTION_REACH)]:
        if len(_WORD.findall(story.text, quoted.start, quoted.stop)) > 5:
            return quoted.start
    return len(story.text)


def _words(story: Story, quoted: Quoted) -> int:
    return len(_WORD.findall(story.text, quoted.start, quoted.stop))


def is_saying(story: Story, quoted: Quoted) -> bool:
    """Whether what stands in marks has a verb or ends like a sentence: titles seldom do."""
    if story.text[quoted.parts[-1][1] - 1] in ".!?…" or _SENTENCES.search(story.text, *quoted.parts[0]):
        return True
    first, stop = story.token_from(quoted.start), story.token_from(quoted.stop)
    return any(
        is_verb(token.text) or facts(token.text).part in ("PRED", "ADJS")
        for place, token in enumerate(story.tokens[first : min(stop, first + _LOOKED_AT)], first)
        if token.text[0].isalpha() and place not in story.name_at
    )
