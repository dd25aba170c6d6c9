"""Russian direct speech: in quotation marks and after dialogue dashes, told from titles by a cue or a dash.

`IN_MARKS` are tried in order for every run in marks; the first that knows whose words they are wins.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.language.report import Report
from reader.language.russian.attribution import ATTRIBUTION_REACH, CUE_REACH, attribution_inside, cleaned, is_saying
from reader.language.russian.bounds import Subject
from reader.language.russian.cues import Cue, CueKind
from reader.language.russian.dialogue import closed, dialogue, set_apart
from reader.language.russian.gestures import acting, acting_inside, with_these_words
from reader.language.russian.grammar import facts, is_instrumental, may_be_instrumental
from reader.language.russian.headlines import headline_sayings
from reader.language.russian.introductions import FEW, count_words, introduced_before, right_behind
from reader.language.russian.reporters import said_by
from reader.language.russian.subjects import subject_after, subject_before
from reader.language.russian.whose import document, house_that_says, whom_it_cites
from reader.model import Label, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.language.marks import Quoted
    from reader.language.report import Covered
    from reader.language.russian.cues import Cues
    from reader.language.story import Story
    from reader.model import Span

_DASH = r"[-–—]+"
_COLON = re.compile(r":\s*$")
_AFTER = re.compile(rf"(?:\s*[,.!?…]*\s*{_DASH}\s*|\s*,\s*)(?=[^\W\d_])")
_ABOUT = re.compile(r"\s(?:об?|обо)\s(?!так\sназываем)(?:[\w-]+\s){0,3}")
_AGAIN = re.compile(rf"[,.;:]?\s*{_DASH}?\s*$")
_CONJUNCTIONS = frozenset(("и", "а", "но", "однако", "зато"))
_WORD = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r"[-–—]\s")
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
                claimed.update(_go_on(story, cues, number, report))
                found.append(report)
                break
    found += headline_sayings(story, answers)
    return [*found, *dialogue(story, cues, answers), *set_apart(story, cues, answers), *closed(story, cues, answers)]


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
    return said_by(story, cleaned(story, contents), cue, subject)


def _acted_inside(story: Story, quoted: Quoted) -> Report | None:
    """«Q1, — развёл руками X. — Q2»: a verb that is not of speech, between dashes."""
    for place, part in enumerate(quoted.parts):
        if found := acting_inside(story, part):
            act, (left, right) = found
            contents = [*quoted.parts[:place], (part[0], left), (right, part[1]), *quoted.parts[place + 1 :]]
            return Report(QuoteKind.DIRECT, cleaned(story, contents), *act)
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
    if is_title and count_words(story, quoted) < FEW:
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
        return said_by(story, cleaned(story, quoted.parts), cue, subject)
    if dashed and (leaving := with_these_words(story, first, limit)):
        return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts), *leaving)
    if dashed and is_saying(story, quoted) and (act := acting(story, first, limit)):
        return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts), *act)
    name = story.name_at.get(first)
    if dashed and name is not None and name.label is Label.PERSON and is_saying(story, quoted):
        stop = story.token_from(name.stop)  # «Q», — Иван Петров, директор.
        if stop >= limit or story.tokens[stop].text in (".", ",", "("):
            return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts), None, Subject(first, stop))
    return None


def named_in_marks(story: Story, cues: Cues, quoted: Quoted) -> Report | None:
    """X назвал решение «взвешенным»: the instrumental tells it from a title. Also «расценил это как «угрозу»», «назвал
    причиной «спешку»»."""
    begin, _ = story.sentence(quoted.start)
    first, limit = story.token_from(begin), story.token_from(quoted.start)
    as_such = limit > first and story.tokens[limit - 1].text.lower() == "как"
    named = cues.naming(first, limit, as_such=as_such)
    told = [cue for cue in named if not story.inside_marks(story.tokens[cue.first].start)]
    if not told:
        return None
    part = story.text[quoted.parts[0][0]].islower()
    other = part and (as_such or _is_called_so(story, told[-1].stop, limit))
    if not (other or _is_what_it_is_called(story, quoted)):
        return None
    subject = subject_before(story, told[-1], first)
    house = house_that_says(story, told[-1], first, limit) if subject is None else None
    if house is not None:
        cues.take(told[-1])
        return Report(QuoteKind.MIXED, cleaned(story, quoted.parts), told[-1], house)
    known = [facts(story.tokens[place].text) for place in range(*subject)] if subject else []
    somebody = any(word.animate or word.part == "NPRO" for word in known)
    if subject is None or not (somebody or story.people(*subject)):
        return None
    cues.take(told[-1])
    return Report(QuoteKind.MIXED, cleaned(story, quoted.parts), told[-1], subject)


def _is_called_so(story: Story, first: int, limit: int) -> bool:
    """«назвал | причиной аварии | «спешку»»: whether the instrumental stands outside the marks, in the same clause."""
    inside = [token.text for token in story.tokens[first:limit]]
    alone = not any(word in ",;:" for word in inside)
    return alone and any(
        is_instrumental(word) and facts(word).part == "NOUN" and facts(before).part != "PREP"
        for before, word in pairwise(("", *inside))
        if word[0].isalpha()
    )


def _is_what_it_is_called(story: Story, quoted: Quoted) -> bool:
    """Whether words in marks stand in the instrumental, «взвешенным», or could, and belong to no noun: «штатной», not
    «в «серой» зоне». Behind «как» it is called what it is in any case: «оценил как «достаточный»»."""
    in_marks = _WORD.findall(story.text, quoted.start, quoted.stop)
    if not in_marks:
        return False
    if [word.lower() for word in in_marks[:2]] in (["одним", "из"], ["одной", "из"]):
        return True
    if is_instrumental(in_marks[0]) or is_instrumental(in_marks[-1]):
        return True
    first, stop = story.token_from(quoted.start), story.token_from(quoted.stop)
    if first > 0 and story.tokens[first - 1].text.lower() == "как":
        return in_marks[-1].islower() and facts(in_marks[-1]).part in ("ADJF", "PRTF", "NOUN")
    governed = first > 0 and facts(story.tokens[first - 1].text).part == "PREP"
    following = facts(story.tokens[stop].text).part if stop < len(story.tokens) else ""
    free = not governed and following not in ("NOUN", "ADJF", "PRTF") and stop not in story.name_at
    return free and in_marks[-1].islower() and may_be_instrumental(in_marks[-1])


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
        if before and same and count_words(story, quoted) > FEW and is_saying(story, quoted):
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


def spoken_of(story: Story, cues: Cues, quoted: Quoted) -> Report | None:
    """X заявил о «грубом нарушении закона»: a fragment of what somebody speaks of, in the clause of the verb."""
    begin, _ = story.sentence(quoted.start)
    first, limit = story.token_from(begin), story.token_from(quoted.start)
    told = [cue for cue in cues.within(first, limit) if not story.inside_marks(story.tokens[cue.first].start)]
    if not told or told[-1].weak or told[-1].kind is not CueKind.VERB or not story.text[quoted.parts[0][0]].islower():
        return None
    between = story.text[story.tokens[told[-1].stop - 1].stop : quoted.start]
    if not _ABOUT.fullmatch(between) or count_words(story, quoted) < FEW or cues.used & {told[-1].first}:
        return None
    named = facts(story.tokens[limit - 1].text).part == "NOUN" and not is_saying(
        story, quoted
    )  # «о работе «зелёной зоны»»
    subject = None if named else subject_before(story, told[-1], first)
    if subject is None:
        return None
    cues.take(told[-1])
    return Report(QuoteKind.MIXED, cleaned(story, quoted.parts), told[-1], subject)


def whole_paragraph(story: Story, cues: Cues, quoted: Quoted) -> Report | None:
    """A paragraph that is one saying in marks: somebody's words, whoever said them."""
    del cues
    start, stop = story.paragraph(quoted.start)
    whole = quoted.start == start and story.paragraph(quoted.stop - 1)[1] <= quoted.stop + 1
    if not whole or count_words(story, quoted) <= _MOTTO or not is_saying(story, quoted) or not stop:
        return None
    return Report(QuoteKind.DIRECT, cleaned(story, quoted.parts))


IN_MARKS = (
    interrupted_inside,
    attributed_after,
    introduced_before,
    right_behind,
    named_in_marks,
    spoken_of,
    whole_paragraph,
)


def _go_on(story: Story, cues: Cues, number: int, report: Report) -> Iterator[int]:
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
        if "\n\n" in between or len(between) > 250 or story.token_from(quoted.start) < last:
            return
        if not dashed and not _is_sentence_behind(story, cues, first, quoted):
            return
        report.contents = (*report.contents, *cleaned(story, quoted.parts))
        report.covers += ((quoted.start, quoted.stop),)
        yield following
        return


def _is_sentence_behind(story: Story, cues: Cues, cue: int, quoted: Quoted) -> bool:
    """«Q1», — сказал X. | «Q2»: whether words in marks are the whole sentence behind the one with the cue, and nothing
    attributes them to anybody else."""
    number = story.sentence_number(quoted.start)
    start, stop = story.sentences[number]
    follows = number == story.sentence_number(story.tokens[cue].start) + 1
    whole = quoted.start == start and quoted.stop + 1 >= stop
    if not (follows and whole and count_words(story, quoted) > FEW and is_saying(story, quoted)):
        return False
    return not any(attribution_inside(story, cues, part) or acting_inside(story, part) for part in quoted.parts)


def _next_marks(story: Story, offset: int) -> int:
    for quoted in story.quoted[story.quoted_from(offset) : story.quoted_from(offset + ATTRIBUTION_REACH)]:
        if len(_WORD.findall(story.text, quoted.start, quoted.stop)) > 5:
            return quoted.start
    return len(story.text)
