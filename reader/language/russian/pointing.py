"""Russian sentences that say whose the one before them is: «Об этом сообщил X», «Такие данные приводит X»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.report import Report, trimmed
from reader.language.russian.cues import Cue, CueKind, is_cue
from reader.language.russian.grammar import finite, has_case
from reader.language.russian.reporters import reporter
from reader.model import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.language.russian.cues import Cues
    from reader.language.story import Story
    from reader.model import Span

_OF_THIS = re.compile(
    r"(?<!\bза\s)\b(?:об\s+этом|это)(?:\s+|(?P<outlet>,\s+(?:как\s+)?[^\W\d_]+\s+[^,.:;]{2,40},\s+))(?:[\w«»\"“”-]+\s+){0,8}(?:[^\W\d_]+,\s\d{1,2}\s[^\W\d_]+,\s)?$",
    re.IGNORECASE,
)
_OF_THIS_REACH = 80
_SUCH = re.compile(
    r"(?:(?:с|к)\s+)?(?:так|подобн|эт|аналогичн|соответствующ)(?:ой|ое|ую|ие|ые|ими?|ыми?|ому|ему|ей|ее|и)\s+"
    r"(?:данные|цифры|сведения|статистику|информацию|мнение|мнением|заявление|заявлением|заявления|оценку|оценки|прогноз|"
    r"точку\s+зрения|предположение|позицию|вывод|выводы|выводу|выводам|заключению)\s",
    re.IGNORECASE,
)


def pointing_back(story: Story, cue: Cue) -> Report | None:
    """«Об этом сообщил X»: the sentence before, of the same paragraph or the one before it."""
    begin, stop = story.sentence(story.tokens[cue.first].start)
    at = story.tokens[cue.first].start
    of_this = None if cue.weak else _OF_THIS.search(story.text, max(begin, at - _OF_THIS_REACH), at)
    content = _sentence_before(story, begin) if of_this else None
    if of_this is None or content is None:
        return None
    this = story.token_from(of_this.start()) + 1 + (of_this.group()[0].lower() == "о")
    if _is_determined(story, this, cue.first):
        return None
    behind = story.token_from(of_this.end("outlet") if of_this["outlet"] else of_this.start())
    if any(is_cue(token.text) for token in story.tokens[behind : cue.first]):
        return None  # «Об этом пишет газета, | ссылаясь на источники»
    subject = reporter(story, cue, story.token_from(begin), story.token_from(stop), inverted=True)
    if subject is None and cue.kind is CueKind.VERB:
        return None
    return Report(QuoteKind.INDIRECT, (content,), cue, subject)


def _is_determined(story: Story, place: int, limit: int) -> bool:
    """«Об этом | человеке говорят», «Это | решение поддержал»: the noun that «это» belongs to."""
    if place >= limit or place in story.name_at:
        return False
    word = story.tokens[place].text
    of_noun = story.tokens[place - 1].text.lower() == "этом"
    cases = ("loct",) if of_noun else ("nomn", "accs")
    others = ("datv",) if of_noun else ("datv", "gent", "ablt")
    return any(has_case(word, case) for case in cases) and not any(has_case(word, case) for case in others)


def such_data(story: Story, cues: Cues, reported: Sequence[Report]) -> Iterator[Report]:
    """«Такие данные приводит X», «С таким заявлением выступил X»: the sentence before, where it is nobody's yet."""
    told = {story.sentence_number(story.tokens[report.cue.first].start) for report in reported if report.cue}
    for number, (begin, stop) in enumerate(story.sentences):
        such = _SUCH.match(story.text, begin, stop)
        content = _sentence_before(story, begin) if such and not story.inside_marks(begin) else None
        if such is None or content is None or number - 1 in told:
            continue
        for place in range(story.token_from(such.end()), story.token_from(stop)):
            verb = None if place in story.name_at else finite(story.tokens[place].text)
            if verb is None:
                continue
            cue = Cue(place, place + 1, CueKind.VERB, gender=verb.gender, plural=verb.plural)
            giving = verb.infinitive in words("cues_ru", "giving") and place not in cues.used
            subject = reporter(story, cue, place, story.token_from(stop), inverted=True) if giving else None
            if subject is None and giving:
                subject = reporter(story, cue, story.token_from(such.end()), place)
            if subject is not None:
                yield Report(QuoteKind.INDIRECT, (content,), cue, subject)
            break


def _sentence_before(story: Story, begin: int) -> Span | None:
    """The sentence before one, where it stands in the same paragraph or the one before it."""
    number = story.sentence_number(begin)
    if number == 0:
        return None
    previous = story.sentences[number - 1]
    if story.paragraph_number(previous[0]) < story.paragraph_number(begin) - 1:
        return None
    return trimmed(story.text, previous, ".!?…-–— ")
