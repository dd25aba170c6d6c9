"""Names that stand beside one another: joined where one was cut in two, parted where two were taken for one.

`JOINS` look at all mentions of a text, sorted, in order; the names are tidied one by one before (`names`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reader.language.mention import Mention
from reader.language.russian.forms import (
    could_be_name,
    is_given_name,
    is_listed_given_name,
    is_name_part,
    is_patronymic,
    stem,
)
from reader.language.russian.grammar import facts, is_verb
from reader.language.russian.persons import may_be_subject
from reader.language.russian.phrases import phrase_form
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.language.tokens import Token

_NAME_BEFORE = re.compile(r"(?<=[^\s.!?…:»”«„“\"] )([А-ЯЁ][а-яё]+|ибн|бин|фон|ван|де|ди|да|дель|уль) $")
_NAME_AFTER = re.compile(r" ([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)(?![\w-])")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_WEBSITE = re.compile(
    r"(?<![\w@./:-])[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*?\.(?:ru|com|org|net|info|media|news|su|ua|by|kz|uz|am|ge|eu|uk|de)"
    r"(?![\w@/-]|\.\w)",
    re.IGNORECASE,
)
_OF_COUNTRY = "ии"
OF_PLACE = ("ский", "цкий", "ская", "цкая")
_BEFORE_SENTENCE = frozenset('.!?…«„“"—–-')
_LONG_NAME = 4  # words; a name with a patronymic has three
_NEAR = 40


def join_office_and_country(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«Верховный суд | Пакистана», «МИД | ФРГ»: an office and whose it is are one organisation."""
    return _joined(mentions, lambda last, mention: _is_office_of(text, last, mention, Label.PLACE, " "))


def join_office_and_region(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«МВД России по | Нижегородской области»."""
    return _joined(mentions, lambda last, mention: _is_office_of(text, last, mention, Label.PLACE, " по "))


def join_office_and_parent(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«Следственное управление | Следственного комитета»."""
    return _joined(mentions, lambda last, mention: _is_office_of(text, last, mention, Label.ORGANISATION, " "))


def _is_office_of(text: str, last: Mention, mention: Mention, label: Label, between: str) -> bool:
    """Whether an organisation is followed by `between` and a mention of `label`."""
    beside = text[last.stop : mention.start] == between
    return beside and last.label is Label.ORGANISATION and mention.label is label


def join_given_name_and_patronymic(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«Прасковья | Ильинична Дёмина»: a given name taken for something else beside a patronymic."""

    def are_one(last: Mention, mention: Mention) -> bool:
        if text[last.stop : mention.start] != " " or mention.label is not Label.PERSON:
            return False
        first = _NAME_WORD.match(text, mention.start, mention.stop)
        patronymic = first is not None and is_patronymic(first.group())
        return patronymic and is_listed_given_name(text[last.start : last.stop])

    return _joined(mentions, are_one, label=Label.PERSON)


def _joined(
    mentions: Sequence[Mention], are_one: Callable[[Mention, Mention], bool], label: Label = Label.ORGANISATION
) -> list[Mention]:
    """The mentions, those as one with `label` of which `are_one` says so of the first and the second."""
    joined: list[Mention] = []
    for mention in mentions:
        if joined and are_one(joined[-1], mention):
            joined[-1] = replace(joined[-1], stop=mention.stop, label=label)
        else:
            joined.append(mention)
    return joined


def complete_person(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«Пан | Ги Мун», «ибн | Эзра», «Таймура | Разу»: a person's name goes on over a capitalised word beside it."""
    completed: list[Mention] = []
    for number, mention in enumerate(mentions):
        if mention.label is Label.PERSON:
            floor = completed[-1].stop if completed else 0
            ceiling = mentions[number + 1].start if number + 1 < len(mentions) else len(text)
            before = _NAME_BEFORE.search(text, max(floor, mention.start - _NEAR), mention.start)
            if before and (before.group(1).islower() or is_given_name(before.group(1))):
                mention = replace(mention, start=before.start(1))
            after = _NAME_AFTER.match(text, mention.stop, ceiling)
            if after and is_name_part(after.group(1)) and " " not in text[mention.start : mention.stop]:
                mention = replace(mention, stop=after.end(1))
        completed.append(mention)
    return completed


def part_place_and_person(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«глава МИД Орсии | Олег Лугин», «министр Орсмарка Анна Раск»: a country taken for the beginning of a name, by
    its genitive or as the article has it as a place elsewhere."""
    places = {text[mention.start : mention.stop] for mention in mentions if mention.label is Label.PLACE}
    known = {form for place in places for form in (stem(place), phrase_form(place).lower())}

    def country(name: Sequence[re.Match[str]]) -> int:
        first = name[0].group() if len(name) > 2 else ""
        place = first.endswith(_OF_COUNTRY) or stem(first) in known or phrase_form(first).lower() in known
        return 1 if place and not is_listed_given_name(first) else 0

    return _parted(text, mentions, country, Label.PLACE)


def part_cases(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«Титу Орлову | Лука Зимин доложил»: a full name in another case before one in the nominative."""

    def other_case(name: Sequence[re.Match[str]]) -> int:
        if len(name) != _LONG_NAME or not is_listed_given_name(name[2].group()):
            return 0
        first, second = (text[pair[0].start() : pair[1].end()] for pair in (name[:2], name[2:]))
        return 2 if not may_be_subject(first, None) and may_be_subject(second, None) else 0

    return _parted(text, mentions, other_case, Label.PERSON)


def _parted(
    text: str, mentions: Sequence[Mention], where: Callable[[Sequence[re.Match[str]]], int], label: Label
) -> list[Mention]:
    """The mentions, those of people in two of which `where` gives the number of words, none for 0, that are of somebody
    or something else; that gets the `label`."""
    parted: list[Mention] = []
    for mention in mentions:
        name = list(_NAME_WORD.finditer(text, mention.start, mention.stop)) if mention.label is Label.PERSON else []
        if name and (count := where(name)):
            parted.append(replace(mention, stop=name[count - 1].end(), label=label))
            mention = replace(mention, start=name[count].start())
        parted.append(mention)
    return parted


def part_people(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«В письме Седовой | Лугин признал», «лидер партии Весть Ан Правда | Олег Лугин»: words taken for one name where
    the article has the last of them as a name of its own, and the first as another's surname or not at all."""
    people = [mention for mention in mentions if mention.label is Label.PERSON]
    names = {mention: tuple(map(stem, _NAME_WORD.findall(text, mention.start, mention.stop))) for mention in people}
    pairs = Counter(name for name in names.values() if len(name) == 2)
    with_surname = Counter(last for _, last in pairs)
    given = Counter(first for first, _ in pairs)
    parted: list[Mention] = []
    for mention in mentions:
        name = names.get(mention, ())
        two = len(name) == 2 and given[name[0]] == 1 and with_surname[name[0]] and with_surname[name[1]] > 1
        if two or (len(name) >= _LONG_NAME and name[-2:] in pairs):
            last = list(_NAME_WORD.finditer(text, mention.start, mention.stop))[-1 if two else -2]
            if two:
                first = next(_NAME_WORD.finditer(text, mention.start, mention.stop))
                parted.append(replace(mention, stop=first.end()))
            parted.append(replace(mention, start=last.start()))
        else:
            parted.append(mention)
    return parted


def whole_websites(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«newsline.ru» is an outlet; the tagger finds a part of it, or nothing."""
    found = [Mention(*site.span(), Label.ORGANISATION) for site in _WEBSITE.finditer(text)]
    starts = [site.start for site in found]
    kept: list[Mention] = []
    for mention in mentions:
        near = bisect_right(starts, mention.stop - 1) - 1
        if near < 0 or found[near].stop <= mention.start:
            kept.append(mention)  # no website touches it
        elif mention.start < found[near].start or mention.stop > found[near].stop:
            kept.append(mention)  # «портал Весть.ру»
            del found[near], starts[near]
    return sorted([*kept, *found], key=lambda mention: mention.start)


JOINS = (
    whole_websites,
    join_office_and_country,
    join_office_and_region,
    join_office_and_parent,
    join_given_name_and_patronymic,
    complete_person,
    part_place_and_person,
    part_cases,
    part_people,
)


def with_surnames(text: str, paragraphs: Iterable[Sequence[Token]], mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions with the names that are also common words, where they stand alone: «Пришёл Олег Дом. | Дом
    добавил»; at the beginning of a sentence only before a verb («Дом тоже | добавил») or a comma."""
    people = (text[mention.start : mention.stop] for mention in mentions if mention.label is Label.PERSON)
    surnames = (name.rpartition(" ")[2] for name in people)
    common = {stem(name) for name in surnames if name.endswith(OF_PLACE) or not could_be_name(name)}
    if not common:
        return mentions
    taken = {offset for mention in mentions for offset in range(mention.start, mention.stop)}
    found = list(mentions)
    for tokens in paragraphs:
        for place, token in enumerate(tokens):
            if token.text.istitle() and token.start not in taken and stem(token.text) in common:
                begins = place == 0 or tokens[place - 1].text in _BEFORE_SENTENCE
                following = (token.text for token in tokens[place + 1 : place + 3])
                after = next((word for word in following if facts(word).part not in ("ADVB", "PRCL")), "")
                if not begins or after == "," or is_verb(after):
                    found.append(Mention(token.start, token.stop, Label.PERSON))
    return sorted(found, key=lambda mention: mention.start)
