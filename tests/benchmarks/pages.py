"""Pages of invented news, as they come from a scraper: `Press().page(7)`. Seeded; number 7 is the same in every run.

Russian words are drawn as often as news uses them (see `tests.search.vocabulary`). English ones are the commonest
words of the language and, for the rest, words built by rule whose n-th is n times as rare as the first. Every page has
a subject whose words come again and again, a person who is quoted, and a word that hardly any other page has; so the
vocabulary grows with the number of pages, ever more slowly and without end, as that of real news does (Heaps).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from random import Random

from tests.search.vocabulary import news_words


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


FIRST_DAY = datetime(2017, 1, 1, 6)
MINUTES = 9 * 365 * 24 * 60  # the pages are spread over so many minutes from the first day
ENGLISH = 0.15  # the part of the pages that is English

_PLACES = ("Заречья", "Верхогорья", "Приозёрска-на-Лене", "Каменки", "Белогривска", "Новой Слободы", "Усть-Таёжного")
_PAPERS = ("Вестник", "Голос", "Хроника", "Листок", "Время")
_TOWNS = ("Alden Bay", "Marrowfield", "Port Hessle")
_TITLES = ("Herald", "Courier")
SOURCES = (
    *(f"{paper} {place}" for paper in _PAPERS for place in _PLACES),
    *(f"{town} {title}" for town in _TOWNS for title in _TITLES),
)
"""Where pages say they come from; the first 35 write Russian."""

_MONTHS = _listed("января февраля марта апреля мая июня июля августа сентября октября ноября декабря")
_FIRST_NAMES = _listed("Геннадий Прохор Савелий Ефим Кирилл Матвей Тихон Аркадий Лев Платон Захар Борис")
_ROLES = ("представитель ведомства", "директор завода", "глава комитета", "мэр города", "тренер команды", "эксперт")
_SYLLABLES = _listed("ба ко ли мо ру та се ни ва до пре гор шен дар чук лат нец бри жал хо зя тур")
_SURNAME_ENDINGS = ("ов", "ин", "ский", "ев", "енко", "ук")
_COMMON_ENGLISH = _listed(
    "the of and to in a is was for on that by with as at from it he be his are this which had but not have has they"
    " were their been will one all would there who more two when its after than some last year people new could time"
    " first said over out about into them only other also may most many against before between such while because"
)
_ONSETS = _listed("b br c ch d dr f fl g gr h j k l m n p pr qu r s st t tr v w")
_VOWELS = _listed("a e i o u ai ea oo")
_CODAS = _listed("b ck d ft g l ll m n nd nt p r rd s st t th x")
_SUFFIXES = ("", "", "", "s", "ed", "ing", "er", "ly", "ment", "ion")
_ENGLISH_WORDS = 40_000
_SUBJECT = 16  # words a page keeps coming back to


@dataclass(frozen=True, slots=True)
class Page:
    """One page as scraped, and what is known of it without reading it. `rare` stands in its text and in hardly any
    other; `words` are those its text keeps coming back to."""

    number: int
    title: str
    text: str
    source: str
    published: datetime
    rare: str
    words: tuple[str, ...]


class Press:
    """Writes pages; the same number gives the same page for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._seed = seed
        words, counts = news_words()
        self._russian = words
        # real texts repeat themselves more than a draw does: favouring what is common makes up for it
        self._russian_weights = list(accumulate(count**1.1 for count in counts))
        telling = [(w, c) for w, c in zip(words, counts, strict=True) if 150 < c < 200_000 and len(w) > 4 and w > "а"]
        self._subjects = [word for word, _ in telling]
        self._subject_weights = list(accumulate(count**0.75 for _, count in telling))
        self._english = _english_words(Random(f"english {seed}"))
        self._english_weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._english))))

    def page(self, number: int) -> Page:
        """The page with this number, from 1."""
        random = Random(f"{self._seed} {number}")
        published = FIRST_DAY + timedelta(minutes=random.randrange(MINUTES))
        if random.random() < ENGLISH:
            return self._english_page(random, number, published)
        return self._russian_page(random, number, published)

    def _russian_page(self, random: Random, number: int, published: datetime) -> Page:
        drawn = random.choices(self._russian, cum_weights=self._russian_weights, k=_length(random))
        rare = "".join(random.choices(_SYLLABLES, k=3)) + random.choice(_SURNAME_ENDINGS)
        subject = random.choices(self._subjects, cum_weights=self._subject_weights, k=_SUBJECT)
        text = _woven(random, drawn, subject, rare)
        person = f"{random.choice(_FIRST_NAMES)} {rare.capitalize()}"
        said = f"«{text[2]}», — сказал {random.choice(_ROLES)} {person}."
        day = f"{published.day} {_MONTHS[published.month - 1]} {published.year}, {published:%H:%M}"
        source = random.choice(SOURCES[:35])
        title = _sentence(random.sample(subject, random.randint(5, 8)))
        paragraphs = [f"{text[0]}. Об этом сообщил {person}.", said, *_paragraphs(text[3:])]
        lines = [*random.choice(_RUSSIAN_TOPS), title, day, *paragraphs, f"© {source}", f"Источник: {source}"]
        return Page(number, title, _joined(lines), source, published, rare, tuple(subject))

    def _english_page(self, random: Random, number: int, published: datetime) -> Page:
        drawn = random.choices(self._english, cum_weights=self._english_weights, k=_length(random) * 2)
        rare = _english_word(random) + _english_word(random)
        subject = random.choices(self._english[400:8000], k=_SUBJECT)
        text = _woven(random, drawn, subject, rare)
        source = random.choice(SOURCES[35:])
        title = _sentence(random.sample(subject, random.randint(5, 8)))
        said = f"“{text[2]},” {rare.capitalize()} said on {published:%A}."
        day = f"{published:%B} {published.day}, {published.year}"
        lines = [title, day, f"{text[0]}, officials said.", said, *_paragraphs(text[3:]), f"Source: {source}", "Share"]
        return Page(number, title, _joined(lines), source, published, rare, tuple(subject))


_RUSSIAN_TOPS: Sequence[Sequence[str]] = ((), ("Войти в почту",), ("Главная", "Новости"), ("Поделиться",))


def _length(random: Random) -> int:
    return max(80, round(random.gauss(195, 35)))  # words: 3 kB in Russian letters


def _woven(random: Random, drawn: list[str], subject: Sequence[str], rare: str) -> list[str]:
    """Sentences, without their full stops, of the words drawn; every fifth gives way to one of the subject."""
    for place in range(0, len(drawn), 5):
        drawn[place] = random.choice(subject)
    for place in random.sample(range(len(drawn)), 2):
        drawn[place] = rare
    ends = list(accumulate(random.randint(9, 17) for _ in range(len(drawn) // 9)))
    cuts = [0, *(end for end in ends if end < len(drawn) - 5), len(drawn)]
    return [_sentence(drawn[start:stop]) for start, stop in pairwise(cuts)]


def _sentence(words: Sequence[str]) -> str:
    return " ".join(words).capitalize()


def _paragraphs(sentences: Sequence[str]) -> list[str]:
    """Three sentences a paragraph."""
    return [". ".join(sentences[start : start + 3]) + "." for start in range(0, len(sentences), 3)]


def _joined(lines: Sequence[str]) -> str:
    return "\n\n".join(lines) + "\n"


def _english_words(random: Random) -> list[str]:
    built = dict.fromkeys(_COMMON_ENGLISH)
    while len(built) < _ENGLISH_WORDS:
        built[_english_word(random) + random.choice(_SUFFIXES)] = None
    return list(built)


def _english_word(random: Random) -> str:
    syllables = random.choice((1, 2, 2, 3))
    return "".join(random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(syllables)) + random.choice(_CODAS)
