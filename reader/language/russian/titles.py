"""Titles: the words for people that stand beside a name, before it, behind it and across a verb of appointing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.russian.bounds import GOVERNING, POSSESSIVES, QUOTE_MARKS, Subject
from reader.language.russian.forms import lemma
from reader.language.russian.grammar import facts, is_instrumental, is_verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.language.story import Story

_LONGEST_ROLE = 10
"""Tokens beside a name in which the head of its phrase is looked for, at most."""


def titles_beside(story: Story, first: int, stop: int, *, owner: bool, declined: bool) -> Iterator[Subject]:
    """The phrases that say what the person is whose name takes the tokens from `first` to before `stop`; nothing of
    what stands before the name of an owner («адвокат Лугина»). `declined` says that the name can be no subject."""
    first = _before_age(story, first)
    described = None if owner else _before(story, first, declined=declined)
    if not owner:
        described = described or _whose(story, first) or _appointed(story, first)
    if described:
        yield described
        if also := _listed(story, described.first):
            yield also
    if behind := _after(story, stop):
        yield behind


def head_of(story: Story, subject: Subject) -> int:
    """The noun that a phrase is about: behind the adjectives that it begins with; the last of them where no noun
    follows («Трое рабочих | из Орска»)."""
    for place in range(subject.first, subject.stop):
        part = facts(story.tokens[place].text).part
        if part not in ("ADJF", "NUMR"):
            return max(subject.first, place - 1) if part == "PREP" else place
    return subject.stop - 1


def _before_age(story: Story, place: int) -> int:
    """«Турист из Орска, | 58-летний Олег Лугин»: where what stands before an age ends."""
    aged = place and story.tokens[place - 1].text.endswith(("летний", "летняя"))
    return place - 1 if aged else place


def _whose(story: Story, place: int) -> Subject | None:
    """«Пришла его сестра, | Анна Лугина»: whose she is, before a comma, wherever in a sentence."""
    if place < 3 or story.tokens[place - 1].text != "," or story.tokens[place - 3].text.lower() not in POSSESSIVES:
        return None
    word = story.tokens[place - 2].text
    return Subject(place - 2, place - 1) if _is_person(word) and facts(word).nominative else None


def _appointed(story: Story, place: int) -> Subject | None:
    """«Новым управляющим банка назначен | Лев Лугин»: what somebody has become, in the instrumental."""
    if not place or lemma(story.tokens[place - 1].text) not in words("cues_ru", "appointing"):
        return None
    for before in range(place - 2, max(-1, place - _LONGEST_ROLE), -1):
        word = story.tokens[before].text
        if not word[0].isalpha() and word[0] not in QUOTE_MARKS:
            return None
        if before not in story.name_at and _is_person(word) and is_instrumental(word):
            return Subject(before, place - 1)
    return None


def _listed(story: Story, first: int) -> Subject | None:
    """«Внучка врача, | переводчица Анна Лугина»: the title before the one beside the name, where a sentence begins with
    it."""
    while first and facts(story.tokens[first - 1].text).part == "ADJF":
        first -= 1
    for place in range(first - 1, max(-1, first - _LONGEST_ROLE), -1):  # «руководитель раскопок | доктор наук»
        word = story.tokens[place].text
        known = facts(word)
        if place in story.name_at or not word[0].isalpha() or not known.part:
            break
        if _is_person(word) and known.nominative and not known.genitive:
            return Subject(place, first)
        if not known.genitive:
            break
    if not first or story.tokens[first - 1].text != ",":
        return None
    start = story.token_from(story.sentence(story.tokens[first - 1].start)[0])
    return _explained(story, first - 1, start)


def _before(story: Story, place: int, *, declined: bool) -> Subject | None:
    """The phrase before a name from its head on: «министр труда», not «министра» of «заместитель министра», but the
    «президента» of whose «сын» it is where the name is his; or the beginning of a sentence that a name between commas
    explains («Защитник подсудимого, | Рувим Кац, не»)."""
    if place and story.tokens[place - 1].text == ",":
        start = story.token_from(story.sentence(story.tokens[place - 1].start)[0])
        return _explained(story, place - 1, start)
    head = None
    for before in range(place - 1, max(-1, place - _LONGEST_ROLE), -1):
        word = story.tokens[before].text
        known = facts(word)
        named = before in story.name_at  # «глава | ОДКБ»
        acts = is_verb(word) and not named  # not «Весть»
        unknown = word[0].isalpha() and not known.part and not named
        if not (word[0].isalpha() or word[0] in QUOTE_MARKS) or acts or unknown:
            break
        if _is_person(word) and before not in story.name_at:
            if head is not None and declined and _is_of_other(word):
                break
            head = before
            if not known.genitive:
                break
    return None if head is None else Subject(head, place)


def _is_of_other(word: str) -> bool:
    """«сын | президента Ивана Петрова», «сына | президента Ивана Петрова»: whether a word before the title of a name in
    another case is of somebody else: it cannot agree, or is a relative's."""
    known = facts(word)
    return (known.nominative and not known.genitive) or lemma(word) in words("cues_ru", "relatives")


def _explained(story: Story, comma: int, start: int) -> Subject | None:
    """The phrase that fills a sentence up to the comma before a name, if it is one for a person."""
    tokens = story.tokens
    if not 0 < comma - start <= _LONGEST_ROLE:
        return None
    phrase = Subject(start, comma)
    head, known = head_of(story, phrase), facts(tokens[head_of(story, phrase)].text)
    plain = all(token.text[0].isalpha() and not is_verb(token.text) for token in tokens[start:comma])
    person = _is_person(tokens[head].text) and known.nominative and head not in story.name_at
    return Subject(head, comma) if plain and person else None


def _after(story: Story, place: int) -> Subject | None:
    """The apposition behind a name: «, новый министр труда,»."""
    tokens = story.tokens
    if place + 1 >= len(tokens) or tokens[place].text not in (",", "—", "–"):
        return None
    first = place + 1
    while first + 1 < len(tokens) and facts(tokens[first].text).part == "ADJF":
        first += 1
    if first in story.name_at or not _is_person(tokens[first].text) or is_verb(tokens[first].text):
        return None
    stop = first + 1
    while stop < min(len(tokens), first + _LONGEST_ROLE) and tokens[stop].text[0].isalpha():
        if is_verb(tokens[stop].text):
            return None  # «Крылова, министр сказал»
        stop += 1
    return Subject(first, stop)


def _is_person(word: str) -> bool:
    known = facts(word)
    return (known.part == "NOUN" and known.animate) or word.lower().startswith(GOVERNING) or word.lower() == "врио"
