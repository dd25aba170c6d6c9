"""Names that stand beside one another: joined where one was cut in two, parted where two were taken for one.

`JOINS` look at all mentions of a text, sorted, in order; the names are tidied one by one before (`names`).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reader.language.forms import could_be_name, is_given_name, is_listed_given_name, is_name_part, is_patronymic, stem
from reader.language.grammar import facts, is_verb
from reader.language.mention import Mention
from reader.language.persons import may_be_subject
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.language.tokens import Token

_NAME_BEFORE = re.compile(r"(?<=[^\s.!?…:»”«„“\"] )([А-ЯЁ][а-яё]+|ибн|бин|фон|ван|де|ди|да|дель|уль) $")
_NAME_AFTER = re.compile(r" ([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)(?![\w-])")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_OF_COUNTRY = "ии"
_OF_PLACE = ("ский", "цкий", "ская", "цкая")
_BEFORE_SENTENCE = frozenset('.!?…«„“"—–-')
_LONG_NAME = 4  # words; a name with a patronymic has three
_NEAR = 40


def join_office_and_country(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«Верховный суд | Пакистана», «МИД | ФРГ»: an office and whose it is are one organisation."""
    return _join(text, mentions, Label.PLACE, " ")


def join_office_and_region(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«МВД России по | Нижегородской области»."""
    return _join(text, mentions, Label.PLACE, " по ")


def join_office_and_parent(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«Следственное управление | Следственного комитета»."""
    return _join(text, mentions, Label.ORGANISATION, " ")


def _join(text: str, mentions: Sequence[Mention], label: Label, between: str) -> list[Mention]:
    """Every organisation followed by `between` and a mention of `label`, as one organisation."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.label is Label.ORGANISATION
            and mention.label is label
            and text[last.stop : mention.start] == between
        ):
            joined[-1] = replace(last, stop=mention.stop)
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
    """«глава МИД Орсии | Олег Лугин»: the genitive of a country taken for the beginning of a name."""
    parted: list[Mention] = []
    for mention in mentions:
        name = list(_NAME_WORD.finditer(text, mention.start, mention.stop)) if mention.label is Label.PERSON else []
        first = name[0].group() if len(name) > 2 else ""
        if first.endswith(_OF_COUNTRY) and not is_listed_given_name(first):
            parted.append(replace(mention, stop=name[0].end(), label=Label.PLACE))
            mention = replace(mention, start=name[1].start())
        parted.append(mention)
    return parted


def join_given_name_and_patronymic(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«Прасковья | Ильинична Дёмина»: a given name taken for something else beside a patronymic."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        beside = last is not None and text[last.stop : mention.start] == " " and mention.label is Label.PERSON
        first = _NAME_WORD.match(text, mention.start, mention.stop) if beside else None
        if last and first and is_patronymic(first.group()) and is_listed_given_name(text[last.start : last.stop]):
            joined[-1] = replace(mention, start=last.start)
        else:
            joined.append(mention)
    return joined


def part_cases(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«Титу Орлову | Лука Зимин доложил»: a full name in another case before one in the nominative."""
    parted: list[Mention] = []
    for mention in mentions:
        name = list(_NAME_WORD.finditer(text, mention.start, mention.stop)) if mention.label is Label.PERSON else []
        if len(name) == _LONG_NAME and is_listed_given_name(name[2].group()):
            end, begin = name[1].end(), name[2].start()
            first, second = text[mention.start : end], text[begin : mention.stop]
            if not may_be_subject(first, None) and may_be_subject(second, None):
                parted.append(replace(mention, stop=end))
                mention = replace(mention, start=begin)
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


JOINS = (
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
    """The mentions with the surnames that are also common words, where they stand alone: «Пришёл Олег Дом. | Дом
    добавил»; at the beginning of a sentence only before a verb («Дом тоже | добавил»)
    or a comma."""
    people = (text[mention.start : mention.stop] for mention in mentions if mention.label is Label.PERSON)
    surnames = (name.rpartition(" ")[2] for name in people if " " in name)
    common = {stem(name) for name in surnames if name.endswith(_OF_PLACE) or not could_be_name(name)}
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
