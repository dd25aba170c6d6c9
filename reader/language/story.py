"""One language's part of an article, laid out for finding quotations: tokens, names, marks and sentences by place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.marks import Quoted
    from reader.language.mention import Mention
    from reader.language.tokens import Token
    from reader.model import Span

MAX_SENTENCE = 3_000
_SENTENCE_END = re.compile(
    r"(?<![.!?…])[.!?…]++(?P<close>[»”’'\"“)\]]*+)\s++(?=(?P<dash>[-–—]\s*+)?(?:''|[«„“‘\"'(])?\s*+[^\W_a-zа-яё])"
)
_NO_END = re.compile(
    r"(?:^|[\s(«\"])(?:[A-ZА-ЯЁ]|[а-яё]|ул|им|гр|др|пр|стр|рис|тыс|млн|млрд|руб|долл|проф|акад|ген|св|обл|"
    r"прим|ред|корп|кв|пос|дер|просп|пл|наб|напр|см|ср|англ|зам|зав|нач|"
    r"Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Rev|Gov|Prof|Det|Insp|Sgt|Supt|Capt|Lt|Col|Cpl|Maj|Cmdr|Cllr|Fr|Jr|Sr|Inc|Corp|Co|Ltd|U\.S|U\.K|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|"
    r"Sens|Reps|Adm|Hon|Ald|Pvt|Atty|Msgr|Mt|Ft|vs?)\.$"
)
_MEASURE = re.compile(r"(?:^|[\s(\d])(?:руб|долл|тыс|млн|млрд|гг?|чел|сек|мин|км|кг|га|см|мм|др|т\.\s?[дп])\.$")
_LETTER = re.compile(r"(?:^|[\s(«\"])[A-ZА-ЯЁ]\.$")
_GOES_ON = re.compile(
    r"(?:В|Во|На|По|С|Со|К|Ко|Из|Для|При|У|О|Об|От|До|После|Перед|Среди|Между|Согласно|Он|Она|Они|Оно|Это|Эти|Этот|Эта|Его|Её|Ее|Их|"
    r"Мы|Я|Вы|Все|Всё|Всего|Также|Кроме|Однако|Но|А|И|Как|Если|Когда|Чтобы|Что|Тогда|Теперь|Сейчас|Сегодня|Ранее|Раньше|"
    r"Позже|Позднее|Впрочем|Таким|Тем|Потом|Затем|За|Под|Над|Без|Около|Более|Так|Там|Ещё|Еще|Уже|Не|Ни)[\s,]"
)
"""A word behind «10 руб.», «1998 г.» that is no name: there a sentence begins."""
_CLOCK = re.compile(
    r"\b[ap]\.m\.\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.\s\d)"
)
"""«3 p.m. Friday», «3 p.m. Dec. 2»: where no sentence ends."""

_ABBREVIATION_REACH = 12
# «МОСКВА, 26 февраля. /Агентство/. », «МИНСК, 5 мая — Агентство. », «LONDON (Wire) - »
_DATELINE = re.compile(
    r"[A-ZА-ЯЁ]{3}[A-ZА-ЯЁ -]*(?:[,.(][^\n]{0,40}?)?"
    r"(?:\s/[^/\n]{2,60}/\.?|\s[-–—]\s[^.\n]{2,30}(?<!\s\w)\.(?=\s[А-ЯЁ])|\s[-–—―])\s"
)

_HOUR = re.compile(r"\d{1,2}[:.]\d\d(?:\s+[Мм][Сс][Кк])?\s*(?:[-–—.]\s*)?(?=[«„“\"]?[A-ZА-ЯЁ])")
"""«19:40 Вода поднялась»: when somebody wrote a paragraph of a running story."""


def _of_bounded_length(sentence: Span) -> list[Span]:
    """Nothing is a sentence of more than MAX_SENTENCE characters: so the cost of a text grows with its length alone."""
    start, stop = sentence
    return [(begin, min(begin + MAX_SENTENCE, stop)) for begin in range(start, stop, MAX_SENTENCE)]


class Story:
    """The paragraphs of one language with what was found in them so far. Offsets are into `text`; the tokens of all
    paragraphs stand in one list."""

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[Span],
        tokens: Sequence[Token],
        names: Sequence[Mention],
        quoted: Sequence[Quoted],
    ) -> None:
        self.text = text
        self.paragraphs = tuple(paragraphs)
        self.tokens = tokens
        self.names = tuple(names)
        self.quoted = tuple(quoted)
        self._starts = [token.start for token in tokens]
        self._paragraph_starts = [start for start, _ in paragraphs]
        self._quoted_starts = [quoted.start for quoted in self.quoted]
        self._name_starts = [name.start for name in self.names]
        self.name_at = self._names_by_token()
        self._inner_points = self._points_in_names()
        self.sentences = [span for paragraph in self.paragraphs for span in self._sentences_of(paragraph)]
        self._sentence_starts = [start for start, _ in self.sentences]

    def _names_by_token(self) -> dict[int, Mention]:
        by_token = {}
        for name in self.names:
            for place in range(self.token_from(name.start), self.token_from(name.stop)):
                by_token[place] = name
        return by_token

    def _points_in_names(self) -> frozenset[int]:
        """Where full stops stand within names, which end no sentence: «George H.W. Lee»."""
        points: set[int] = set()
        for name in self.names:
            points.update(place for place in range(name.start, name.stop - 1) if self.text[place] == ".")
        return frozenset(points)

    def _sentences_of(self, paragraph: Span) -> list[Span]:
        start, stop = paragraph
        if dateline := _DATELINE.match(self.text, start, stop) or _HOUR.match(self.text, start, stop):
            start = dateline.end()
        found = []
        for end in _SENTENCE_END.finditer(self.text, start, stop):
            if end["dash"] and end["close"]:
                continue  # «Да!» — Иванов помолчал
            if self.inside_marks(end.start()) and not self._closes_marks(end):
                continue
            point = end.start() + 1
            floor = max(0, start - 1, point - _ABBREVIATION_REACH)  # with what stands before the sentence
            if end.group()[0] == "." and (
                self._is_abbreviated(floor, point, end.end()) or _CLOCK.match(self.text, max(start, point - 4), stop)
            ):
                continue
            if end.group()[0] == "." and point - 1 in self._inner_points:
                continue
            found.append((start, end.end("close")))
            start = end.end()
        if start < stop:
            found.append((start, stop))
        return [piece for sentence in found for piece in _of_bounded_length(sentence)]

    def _is_abbreviated(self, floor: int, point: int, following: int) -> bool:
        """Whether the full stop before `point` is of an abbreviation that ends no sentence."""
        if _NO_END.search(self.text, floor, point) is None:
            return False
        if _LETTER.search(self.text, floor, point) and self.text[following] in "«„“":
            return False  # «2 G. «Мы устали»»: words of somebody, not a surname
        return not (_MEASURE.search(self.text, floor, point) and _GOES_ON.match(self.text, following))

    def _closes_marks(self, end: re.Match[str]) -> bool:
        quoted = self.marks_around(end.start())
        return quoted is not None and quoted.stop <= end.end("close")

    def token_from(self, offset: int) -> int:
        """The place of the first token that starts at `offset` or after it."""
        return bisect_left(self._starts, offset)

    def span(self, first: int, stop: int) -> Span:
        """The characters of the tokens from `first` to before `stop`."""
        return self.tokens[first].start, self.tokens[stop - 1].stop

    def words(self, first: int, stop: int) -> str:
        """The text of the tokens from `first` to before `stop`."""
        start, end = self.span(first, stop)
        return self.text[start:end]

    def marks_around(self, offset: int) -> Quoted | None:
        """The run in marks that `offset` lies in."""
        place = bisect_right(self._quoted_starts, offset) - 1
        return self.quoted[place] if place >= 0 and offset < self.quoted[place].stop else None

    def inside_marks(self, offset: int) -> bool:
        """Whether `offset` lies in quotation marks."""
        return self.marks_around(offset) is not None

    def sentence_number(self, offset: int) -> int:
        """The number of the sentence that holds `offset`, or that ends before it."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def sentence(self, offset: int) -> Span:
        """The sentence that holds `offset`."""
        return self.sentences[self.sentence_number(offset)]

    def paragraph_number(self, offset: int) -> int:
        """The number of the paragraph that holds `offset`, or that ends before it."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)

    def paragraph(self, offset: int) -> Span:
        """The paragraph that holds `offset`."""
        return self.paragraphs[self.paragraph_number(offset)]

    def names_in(self, start: int, stop: int) -> list[Mention]:
        """The names that lie in a stretch of the text."""
        first = bisect_left(self._name_starts, start)
        return [name for name in self.names[first : bisect_left(self._name_starts, stop)] if name.stop <= stop]

    def quoted_from(self, offset: int) -> int:
        """The number of the first run in marks that starts at `offset` or after it."""
        return bisect_left(self._quoted_starts, offset)

    def people(self, first: int, stop: int) -> list[Mention]:
        """The people named in the tokens from `first` to before `stop`."""
        named = dict.fromkeys(self.name_at[place] for place in range(first, stop) if place in self.name_at)
        return [name for name in named if name.label is Label.PERSON]
