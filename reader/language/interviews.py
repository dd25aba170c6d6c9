"""Answers of interviews and round tables: paragraphs under a printed name («Р. О.: Нет.»), or after a question.

A label is a name or initials before a colon at the beginning of paragraphs; whoever mostly asks is the interviewer,
whose words are no news. Without labels, three questions in one style (bold, after a dash, or lines of their own) make
an interview, and the answers are of the one person whom the story is about. Anything less is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from reader.language.report import trimmed
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.language.story import Story
    from reader.model import Entity, Span

_LABEL = re.compile(
    r"[*_]{0,3}(?P<label>(?:[A-ZА-ЯЁ][\w’'-]*\.?)(?:[ \xa0]?[A-ZА-ЯЁ][\w’'-]*\.?){0,3})[*_]{0,3}:[*_]{0,3}\s+(?=\S)"
)
_EMPHASIS = "*_ \t\n\xa0"
_BOLD = re.compile(r"\*\*|__")
_DASH = re.compile(r"[-–—]\s")
_REMARK = re.compile(r"[.!?…]\s[-–—]\s(?P<first>[A-ZА-ЯЁ][\w-]*+)\s[^.!?…\n«»]{2,80}[.!?…]\s[-–—]\s")
_CASE_ENDING = re.compile(r"(?:[иыо]й|ая|[аяйь])$")
_LONGEST_ENDING = 3
_ASIDE = ("(", "[", "#")
_WORD = re.compile(r"[^\W\d_]+")
_SPOKEN = frozenset(("я", "мы", "мне", "нам", "меня", "нас", "мой", "моя", "наш", "наша", "i", "we", "my", "our", "me"))
_GENERAL = frozenset(("Вопрос", "Ответ", "Question", "Answer"))
_CREDIT = re.compile(
    r"\b(?:[Bb]y|[Ii]nterview(?:ed by)?|[Pp]hotos?|[Бб]еседова\w*|[Бб]еседу в[её]л[аи]?|[Фф]ото|[Аа]втор)\b[^.!?\n]*$"
)
_LONGEST_CREDIT = 80
_QUESTIONS = 3
_MOST_SPEAKERS = 12
_LONGEST_QUESTION = 400
_LONGEST_ANSWER = 6
"""Paragraphs of one answer, at most."""


class Turn(NamedTuple):
    """An answer: its paragraphs, the label before it where one is printed, and who speaks, where that is plain."""

    contents: tuple[Span, ...]
    label: Span | None
    speaker: str | None

    @property
    def span(self) -> Span:
        """From the label to the last word."""
        return (self.label or self.contents[0])[0], self.contents[-1][1]


def find_turns(story: Story, entities: Sequence[Entity], full: Mapping[str, str]) -> list[Turn]:
    """The answers in an interview; nothing in any other story. `full` gives each person's fullest name."""
    people = [(entity.start, entity.stop, full[entity.name]) for entity in entities if entity.label is Label.PERSON]
    return _labelled(story, people) or _unlabelled(story, people)


def _labelled(story: Story, people: Sequence[tuple[int, int, str]]) -> list[Turn]:
    labels = {
        number: found
        for number, span in enumerate(story.paragraphs)
        if (found := _LABEL.match(story.text, *span)) and not story.inside_marks(found.end())
    }
    printed = Counter(found["label"] for found in labels.values())
    known = {name.lower() for _, _, name in people}
    labels = {n: found for n, found in labels.items() if printed[found["label"]] > 1 or found["label"].lower() in known}
    distinct = {found["label"] for found in labels.values()}
    if len(labels) < _QUESTIONS or not 2 <= len(distinct) <= _MOST_SPEAKERS:
        return []
    interviewed = _subject_of(story, people, story.paragraphs[min(labels)][0])
    general = {label for label in distinct if len(label) == 1 or label in _GENERAL}
    speakers = {label: interviewed if label in general else _meant_by(label, people) for label in distinct}
    asked: dict[str, list[bool]] = defaultdict(list)
    for number, found in labels.items():
        asked[_key(found["label"], speakers)].append(_is_question(story, story.paragraphs[number]))
    askers = {key for key, questions in asked.items() if 2 * sum(questions) > len(questions)}
    turns = []
    last = max(labels)
    for number, found in labels.items():
        if _key(found["label"], speakers) in askers:
            continue
        first = trimmed(story.text, (found.end(), story.paragraphs[number][1]), _EMPHASIS)
        more = _more(story, people, number, labels, speakers[found["label"]]) if number < last else ()
        if first:
            turns.append(Turn((first, *more), found.span("label"), speakers[found["label"]]))
    return turns


def _key(label: str, speakers: Mapping[str, str | None]) -> str:
    """One key for all labels of a person; «Q» and «A», «Вопрос» and «Ответ» stand for themselves."""
    return label if len(label) == 1 or label in _GENERAL else speakers[label] or label


def _meant_by(label: str, people: Iterable[tuple[int, int, str]]) -> str:
    """The person whose name or initials a label gives: «Р. О.», «NF», «М. Сухих»; else the label itself."""
    wanted = [word.lower() for word in _WORD.findall(label)]
    if len(wanted) == 1 and wanted[0].upper() == label.strip(". ") and len(wanted[0]) in (2, 3):
        wanted = list(wanted[0])
    fitting = {name for _, _, name in people if _spells(wanted, [word.lower() for word in _WORD.findall(name)])}
    return fitting.pop() if len(fitting) == 1 else label


def _spells(wanted: Sequence[str], name: Sequence[str]) -> bool:
    """Whether the words of a label can stand for the first and the last words of a name, or for the last alone."""
    if len(name) < 2 or not wanted or all(len(word) == 1 for word in name):
        return False
    if len(wanted) == 1:
        return wanted[0] == name[-1]
    return name[0].startswith(wanted[0]) and name[-1].startswith(wanted[-1]) and len(wanted) <= len(name)


def _more(
    story: Story,
    people: Sequence[tuple[int, int, str]],
    number: int,
    labels: Mapping[int, re.Match[str]],
    speaker: str | None,
) -> Iterator[Span]:
    """The paragraphs that go on with an answer: up to the next label, or to words in marks about whoever answers."""
    for following in range(number + 1, number + _LONGEST_ANSWER):
        if following in labels or following >= len(story.paragraphs):
            return
        start, stop = story.paragraphs[following]
        words = trimmed(story.text, (start, stop), _EMPHASIS)
        if speaker in _named(people, (start, stop)) and story.quoted_from(start) < story.quoted_from(stop):
            return
        if words and not story.text.startswith(_ASIDE, start):
            yield words


def _unlabelled(story: Story, people: Sequence[tuple[int, int, str]]) -> list[Turn]:
    questions = [n for n, span in enumerate(story.paragraphs) if _is_question(story, span)]
    for style in (_is_bold, _is_dashed, _is_plain):
        asked = [number for number in questions if style(story, story.paragraphs[number])]
        speaker = _subject_of(story, people, story.paragraphs[asked[0]][0]) if asked else None
        answers = list(_answers(story, people, asked, speaker))
        if len(answers) < _QUESTIONS:
            continue
        if style is _is_bold or _are_spoken(story, answers) or _is_addressed(story, people, asked, answers, speaker):
            return [Turn(contents, None, speaker) for contents in answers]
    return []


def _answers(
    story: Story, people: Sequence[tuple[int, int, str]], asked: Sequence[int], speaker: str | None
) -> Iterator[tuple[Span, ...]]:
    """What stands between a question and the next; after the last one only the next paragraph is surely an answer."""
    for place, number in enumerate(asked):
        following = asked[place + 1] if place + 1 < len(asked) else number + 2
        if not 2 <= following - number <= _LONGEST_ANSWER:
            continue
        spans = list(story.paragraphs[number + 1 : following])
        dashed = bool(spans) and _is_dashed(story, spans[0])
        told = (n for n, span in enumerate(spans) if n and dashed and _is_told(story, people, span, speaker))
        del spans[next(told, len(spans)) :]
        parts = (part for span in spans for part in _without_remarks(story, span, speaker))
        words = (trimmed(story.text, span, _EMPHASIS + "-–—") for span in parts)
        if contents := tuple(span for span in words if span and not story.text.startswith(_ASIDE, span[0] - 1)):
            yield contents


def _without_remarks(story: Story, span: Span, speaker: str | None) -> Iterator[Span]:
    """«Вернётся. — | Петров молчит. | — Не знаю»: an answer without what is told of whoever gives it."""
    begin, stop = span
    for remark in _REMARK.finditer(story.text, *span):
        if _has_surname(story, remark.span("first"), speaker):
            yield begin, remark.start() + 1
            begin = remark.end()
    yield begin, stop


def _has_surname(story: Story, span: Span, speaker: str | None) -> bool:
    surname = _CASE_ENDING.sub("", speaker.split()[-1]) if speaker else ""
    begins = [word for word in _WORD.findall(story.text, *span) if word.startswith(surname)]
    return len(surname) > 2 and any(len(word) - len(surname) <= _LONGEST_ENDING for word in begins)


def _is_told(story: Story, people: Sequence[tuple[int, int, str]], span: Span, speaker: str | None) -> bool:
    """Whether a paragraph without a dash is not of whoever answers: it has the name, or begins with another."""
    first = bisect_left(people, (span[0],))
    begins = first < len(people) and people[first][0] == span[0]
    return speaker is not None and (begins or speaker in _named(people, span) or _has_surname(story, span, speaker))


def _named(people: Sequence[tuple[int, int, str]], span: Span) -> set[str]:
    """Who is named in a paragraph."""
    return {name for _, _, name in people[bisect_left(people, (span[0],)) : bisect_left(people, (span[1],))]}


def _is_addressed(
    story: Story,
    people: Sequence[tuple[int, int, str]],
    asked: Sequence[int],
    answers: Sequence[tuple[Span, ...]],
    speaker: str | None,
) -> bool:
    """«Юлия, что сказал хозяин?»: whether a question begins with the name of whoever answers, and no answer is a saying
    in marks of its own."""
    called = {(start, name) for start, stop, name in people if story.text.startswith(",", stop)}
    begins = (story.paragraphs[number] for number in asked)
    words = (trimmed(story.text, span, _EMPHASIS + "-–—") for span in begins)
    addressed = speaker is not None and any(span and (span[0], speaker) in called for span in words)
    return addressed and not any(story.inside_marks(start) for contents in answers for start, _ in contents)


def _are_spoken(story: Story, answers: Sequence[tuple[Span, ...]]) -> bool:
    """Whether most answers speak of me and us, and none is a saying in marks of its own."""
    told = 0
    for contents in answers:
        if any(story.inside_marks(start) for start, _ in contents):
            return False
        words = (word.lower() for start, stop in contents for word in _WORD.findall(story.text, start, stop))
        told += not _SPOKEN.isdisjoint(words)
    return 2 * told > len(answers)


def _subject_of(story: Story, people: Sequence[tuple[int, int, str]], before: int) -> str | None:
    """The one whom an interview is with: named alone above the first question, or plainly more often than others."""
    named = Counter(n for start, stop, n in people if start < before and not _is_credit(story, start, stop))
    ranked = named.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _is_credit(story: Story, start_of_name: int, stop_of_name: int) -> bool:
    """Whether a name stands in a byline or a credit: a short line that is no sentence, below the headline."""
    start, stop = story.paragraph(start_of_name)
    begin, _ = story.sentence(start_of_name)
    short = stop - start <= _LONGEST_CREDIT and story.text[stop - 1] not in '.!?…»”"'
    return (short and start > story.paragraphs[0][0]) or _CREDIT.search(
        story.text, max(start, begin), stop_of_name
    ) is not None


def _is_question(story: Story, span: Span) -> bool:
    start, stop = span
    return stop - start <= _LONGEST_QUESTION and story.text[start:stop].rstrip('*_ »”"’').endswith("?")


def _is_bold(story: Story, span: Span) -> bool:
    return _BOLD.match(story.text, *span) is not None


def _is_dashed(story: Story, span: Span) -> bool:
    return _DASH.match(story.text, *span) is not None


def _is_plain(story: Story, span: Span) -> bool:
    return not (_is_bold(story, span) or _is_dashed(story, span) or story.inside_marks(span[0]))
