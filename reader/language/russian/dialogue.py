"""Russian speech without marks: dialogue behind dashes («— Да, — сказал он. — Конечно.»), and paragraphs that a colon
announces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.report import Report, trimmed
from reader.language.russian.attribution import INNER, RETOLD_FIRST, SENTENCES, attribution_inside, cleaned, words_end
from reader.language.russian.cues import Cue, CueKind, is_own_cue
from reader.language.russian.gestures import acting_inside
from reader.language.russian.subjects import subject_after, subject_before
from reader.language.russian.whose import document, house_that_says
from reader.model import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.report import Covered
    from reader.language.russian.bounds import Subject
    from reader.language.russian.cues import Cues
    from reader.language.story import Story
    from reader.model import Span

_DIALOGUE = re.compile(r"[-–—]\s*(?=[^\s\d-])")
_BARE_DASH = re.compile(r"(?<=[\w)])\s+[-–—]\s+(?=[а-яё])")
_ENDS_IN_DASH = re.compile(r"[-–—]\s*$")
_DASH_AGAIN = re.compile(r"[.!?…]\s+[-–—]\s+(?=[^\W\d_a-zа-яё])")
_CAPITAL = re.compile(r"[\W_]*[A-ZА-ЯЁ]")
_WORD = re.compile(r"[^\W\d_]+")
_SPOKEN = frozenset(("я", "мы", "ты", "вы", "мне", "нам", "вам", "меня", "нас", "вас", "тебе", "мой", "наш", "ваш"))


def dialogue(story: Story, cues: Cues, answers: Covered) -> list[Report]:
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


def _speech_of(story: Story, cues: Cues, run: Sequence[tuple[Span, int]]) -> tuple[list[Report], bool]:
    """The lines of a run as speech, and whether that is sure; a lone sentence without an attribution is speech only
    where the story has dialogue elsewhere."""
    found: list[Report] = []
    as_list = any(not _CAPITAL.match(story.text, begin) for _, begin in run)
    announced = None if as_list else _announced(story, cues, run[0][0][0])
    spoken = announced is not None
    for (_, stop), begin in run:
        text = story.text[begin:stop]
        if attributed_line := _attributed(story, cues, (begin, stop)):
            found.append(attributed_line)
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
    attributed = any(report.cue or report.subject for report in found)
    if not (attributed or (spoken and ended)):
        return [], False
    told = len(run) > 1 or introduced or SENTENCES.search(story.text, run[0][1], run[0][0][1]) is not None
    return [report for report in found if report.contents], attributed or told


def _attributed(story: Story, cues: Cues, line: Span) -> Report | None:
    """A line that tells who says or does what: «Q1, — сказал X. — Q2»."""
    begin, stop = line
    cue: Cue | None
    subject: Subject | None
    if told := attribution_inside(story, cues, line) or _own_inside(story, line):
        cue, subject, (left, right) = told
    elif acted := acting_inside(story, line):
        (cue, subject), (left, right) = acted
    else:
        return None
    if cue is not None:
        cues.take(cue)
    contents = cleaned(story, [(begin, left), *_again(story, left, right, stop)])
    number = story.paragraph_number(begin)
    return Report(QuoteKind.DIRECT, contents, cue, subject, covers=((begin, right),), line=number)


def _own_inside(story: Story, line: Span) -> tuple[Cue, None, Span] | None:
    """«Q, — спрашиваю.»: the author's own words."""
    for dash in INNER.finditer(story.text, *line):
        place = story.token_from(dash.end())
        if place + 1 < len(story.tokens) and is_own_cue(story.tokens, place):
            stop = story.tokens[place + 1].stop
            left = words_end(story, dash.start())
            return Cue(place, place + 1, CueKind.VERB, first_person=True), None, (left, stop)
    return None


def _again(story: Story, left: int, right: int, stop: int) -> list[Span]:
    """Where a line goes on behind what attributes it: behind a dash. Without one, an author tells what follows."""
    if _ENDS_IN_DASH.search(story.text, left, right):
        return [(right, stop)]
    again = _DASH_AGAIN.search(story.text, right, stop)
    return [(again.end(), stop)] if again else []


def set_apart(story: Story, cues: Cues, answers: Covered) -> list[Report]:
    """A paragraph of whole sentences behind one that ends in «X заявил:» is what X said."""
    found = []
    for number, (start, stop) in enumerate(story.paragraphs):
        whole = _CAPITAL.match(story.text, start, stop) and story.text[stop - 1] in ".!?…"
        if not whole or story.inside_marks(start) or _DIALOGUE.match(story.text, start) or answers.holds(start):
            continue
        announced = _announced(story, cues, start) if number else None
        words = trimmed(story.text, (start, stop)) if announced else None
        if announced and words:
            found.append(Report(QuoteKind.DIRECT, (words,), *announced, covers=((start, stop),)))
    return found


def closed(story: Story, cues: Cues, answers: Covered) -> list[Report]:
    """A paragraph of several sentences that ends in «— сказал X.» behind a bare dash: all of it is what X said."""
    found = []
    for start, stop in story.paragraphs:
        begin, end = story.sentence(stop - 1)
        dash = next(reversed([*_BARE_DASH.finditer(story.text, begin, end)]), None)
        if (
            dash is None
            or begin == start
            or _DIALOGUE.match(story.text, start)
            or story.inside_marks(start)
            or answers.holds(start)
        ):
            continue
        first, limit = story.token_from(dash.end()), story.token_from(stop)
        cue = next(cues.within(first, first + 1), None)
        others = cues.within(story.token_from(start), first)
        if cue is None or cue.kind is not CueKind.VERB or cue.weak or next(others, None) is not None:
            continue
        subject = subject_after(story, cue, limit)
        content = trimmed(story.text, (start, dash.start()))
        if subject and content and subject.first == cue.stop and subject.stop >= limit - 1:
            cues.take(cue)
            found.append(Report(QuoteKind.DIRECT, (content,), cue, subject, covers=((start, stop),)))
    return found


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
    cue = told[-1]
    if not RETOLD_FIRST.match(story.text, story.tokens[cue.stop - 1].stop, stop):
        cues.take(cue)  # «сказал, что доволен:» reports twice
    if cue.kind is CueKind.IMPERSONAL:
        return cue, document(story, cue, first, limit)
    subject = subject_before(story, cue, first) or subject_after(story, cue, limit)
    return cue, subject or house_that_says(story, cue, first, limit)
