"""What the tagger finds, tidied by small rules: each mends one kind of error.

`RULES` are applied in order, each to every mention; a rule gives back what becomes of it: one, several, nothing.
`JOINS` come after and look at neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reader.language.forms import (
    could_be_name,
    is_common_person,
    is_given_name,
    is_listed_given_name,
    is_name_part,
    is_patronymic,
    is_plain_adjective,
    lemma,
    stem,
)
from reader.language.grammar import is_verb
from reader.language.mention import Mention
from reader.language.models import words
from reader.language.persons import may_be_subject
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.language.tokens import Token

_BRACKET = re.compile(r"\s*[()\[\]]\s*")
_LIST_MARK = re.compile(r"\s*[•|;/·]\s*|\s*,\s+|\s+[—–-]\s+")
_EDGE = " \t\r\n\xa0-–—,;:()[]…!?*#'’"
_OPENING = '«„“"‘'
_CLOSING = '»”“"’'
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?=\s+\S)")
_WORD_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]++(?:-[^\W\d_]++)*+)\s++[«„“\"]?$")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:»\"”]\s+|[\n•—–-]\s*|[«„“\"])$")
_WORD_AFTER = re.compile(r" ([а-яё-]+)")
_OF_PLACE = ("ский", "цкий", "ская", "цкая")
_AGE = re.compile(r"\d+-летн\w+\s+")
_NAME_BEFORE = re.compile(r"(?<=[^\s.!?…:»”«„“\"] )([А-ЯЁ][а-яё]+|ибн|бин|фон|ван|де|ди|да|дель|уль) $")
_NAME_AFTER = re.compile(r" ([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)(?![\w-])")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_OF_COUNTRY = "ии"
_BEFORE_SENTENCE = frozenset('.!?…«„“"—–-')
_LONG_NAME = 4  # words; a name with a patronymic has three
_UNSURE = 0.8
_NEAR = 40
"""Characters of context a rule looks at."""


def _before(text: str, mention: Mention) -> str:
    return text[max(0, mention.start - _NEAR) : mention.start]


def _starts_sentence(text: str, mention: Mention) -> bool:
    """Whether the capital letter may be there for the place alone."""
    return _SENTENCE_START.search(_before(text, mention)) is not None


def cut_at_brackets(text: str, mention: Mention) -> Iterator[Mention]:
    """«Джошуа Вольф (Joshua Wolf» are two spellings, «ООН (ФАО)» two organisations."""
    yield from _cut(text, mention, _BRACKET)


def cut_at_list_marks(text: str, mention: Mention) -> Iterable[Mention]:
    """«Палестина • Парагвай», «Овечкин, Фёдоров»: an enumeration taken for one name. Organisations may hold commas."""
    return [mention] if mention.label is Label.ORGANISATION else _cut(text, mention, _LIST_MARK)


def _cut(text: str, mention: Mention, mark: re.Pattern[str]) -> Iterator[Mention]:
    begin = mention.start
    for found in mark.finditer(text, mention.start, mention.stop):
        if found.start() > begin:
            yield mention._replace(start=begin, stop=found.start())
        begin = found.end()
    if begin < mention.stop:
        yield mention._replace(start=begin)


def trim_edges(text: str, mention: Mention) -> Iterator[Mention]:
    """White space, dashes and commas at the edges are not of the name; a name holds a letter."""
    start, stop = mention.start, mention.stop
    while start < stop and text[start] in _EDGE:
        start += 1
    while start < stop and text[stop - 1] in _EDGE:
        stop -= 1
    if any(character.isalpha() for character in text[start:stop]):
        yield mention._replace(start=start, stop=stop)


def balance_quotation_marks(text: str, mention: Mention) -> Iterator[Mention]:
    """«Кругозор» in marks is the word without them; «РКК «Энергия»» keeps both; a lone mark goes."""
    name = text[mention.start : mention.stop]
    opened, closed = name[0] in _OPENING, name[-1] in _CLOSING
    if opened and closed and not any(character in _OPENING + _CLOSING for character in name[1:-1]):
        mention = mention._replace(start=mention.start + 1, stop=mention.stop - 1)
    elif opened and not any(character in _CLOSING for character in name[1:]):
        mention = mention._replace(start=mention.start + 1)
    elif closed and not any(character in _OPENING for character in name[:-1]):
        mention = mention._replace(stop=mention.stop - 1)
    if mention.stop > mention.start:
        yield mention


def drop_title(text: str, mention: Mention) -> Iterator[Mention]:
    """«Император Акихито», «Поп-звезда Мадонна»: a capital letter does not make a common noun part of a name."""
    first = _FIRST_WORD.match(text, mention.start, mention.stop) if mention.label is Label.PERSON else None
    if first and is_common_person(first.group()) and not could_be_name(first.group()):
        start = first.end()
        while text[start].isspace():
            start += 1
        mention = mention._replace(start=start)
    yield mention


def drop_common_word(text: str, mention: Mention) -> Iterator[Mention]:
    """«Христианку приговорили…»: one common word at the beginning of a sentence is nobody's name."""
    name = text[mention.start : mention.stop]
    lone = mention.label is Label.PERSON and name.isalpha() and not name.isupper()
    if not (lone and not could_be_name(name) and _starts_sentence(text, mention)):
        yield mention


def drop_adjective(text: str, mention: Mention) -> Iterator[Mention]:
    """«Пакистанские власти»: an adjective at the beginning of a sentence is no place."""
    name = text[mention.start : mention.stop]
    lone = mention.label is Label.PLACE and name.isalpha() and not name.isupper()
    if not (lone and is_plain_adjective(name) and _starts_sentence(text, mention)):
        yield mention


def drop_adjective_of_place(text: str, mention: Mention) -> Iterator[Mention]:
    """«Орсийский лидер»: an adjective of a place before a word for a person is nobody's name."""
    name = text[mention.start : mention.stop]
    following = _WORD_AFTER.match(text, mention.stop) if name.endswith(_OF_PLACE) and name.isalpha() else None
    described = following and mention.label is Label.PERSON and _starts_sentence(text, mention)
    if not (described and following and is_common_person(following.group(1))):
        yield mention


def drop_legal_form(text: str, mention: Mention) -> Iterator[Mention]:
    """«ООО УК «Металлоинвест»» is called «Металлоинвест»."""
    if mention.label is Label.ORGANISATION:
        while (first := _FIRST_WORD.match(text, mention.start, mention.stop)) and (
            first.group().lower() in words("names_ru", "legal_forms")
        ):
            start = first.end()
            while text[start].isspace():
                start += 1
            mention = mention._replace(start=start)
    yield from balance_quotation_marks(text, mention)


def drop_place_class(text: str, mention: Mention) -> Iterator[Mention]:
    """«Город Павия» at the beginning of a sentence is Павия."""
    first = _FIRST_WORD.match(text, mention.start, mention.stop) if mention.label is Label.PLACE else None
    if first and lemma(first.group()) in words("names_ru", "settlements"):
        mention = mention._replace(start=first.end() + 1)
    yield mention


def drop_age(text: str, mention: Mention) -> Iterator[Mention]:
    """«34-летний ТиДжей»."""
    age = _AGE.match(text, mention.start, mention.stop)
    yield mention._replace(start=age.end()) if age else mention


def known_place(text: str, mention: Mention) -> Iterator[Mention]:
    """МКС is somewhere one flies to."""
    known = text[mention.start : mention.stop].lower() in words("names_ru", "places")
    yield mention._replace(label=Label.PLACE) if known else mention


def drop_not_a_name(text: str, mention: Mention) -> Iterator[Mention]:
    """СМИ, Интернет, Коран: written like names."""
    name = text[mention.start : mention.stop]
    if lemma(name) not in words("names_ru", "not_names"):
        yield mention


def known_organisation(text: str, mention: Mention) -> Iterator[Mention]:
    """ЕС, НАТО and the like act; the tagger often takes them for places."""
    name = text[mention.start : mention.stop]
    known = lemma(name) in words("names_ru", "organisations") or lemma(name.rpartition(" ")[2]) == "союз"
    yield mention._replace(label=Label.ORGANISATION) if known else mention


def class_noun_decides(text: str, mention: Mention) -> Iterator[Mention]:
    """«команда «Феррари»», «город Нюрнберг», «фильм «Мишка»»: the noun before tells what the name names."""
    before = _WORD_BEFORE.search(_before(text, mention))
    noun = lemma(before.group(1)) if before and before.group(1).islower() else ""
    quoted = text[mention.start - 1 : mention.start] in _OPENING and mention.start > 0
    if noun in words("names_ru", "class_work") and quoted and mention.label is not Label.PERSON:
        return
    if noun in words("names_ru", "class_organisation") and (quoted and mention.label is not Label.ORGANISATION):
        mention = mention._replace(label=Label.ORGANISATION)
    elif noun in words("names_ru", "class_place") and mention.label is Label.PERSON and mention.certainty < _UNSURE:
        mention = mention._replace(label=Label.PLACE)
    yield mention


RULES = (
    cut_at_brackets,
    cut_at_list_marks,
    balance_quotation_marks,
    trim_edges,
    drop_title,
    drop_age,
    drop_common_word,
    drop_adjective,
    drop_adjective_of_place,
    drop_legal_form,
    drop_place_class,
    drop_not_a_name,
    known_organisation,
    known_place,
    class_noun_decides,
)


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
            joined[-1] = last._replace(stop=mention.stop)
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
                mention = mention._replace(start=before.start(1))
            after = _NAME_AFTER.match(text, mention.stop, ceiling)
            if after and is_name_part(after.group(1)) and " " not in text[mention.start : mention.stop]:
                mention = mention._replace(stop=after.end(1))
        completed.append(mention)
    return completed


def part_place_and_person(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """«глава МИД Орсии | Олег Лугин»: the genitive of a country taken for the beginning of a name."""
    parted: list[Mention] = []
    for mention in mentions:
        name = list(_NAME_WORD.finditer(text, mention.start, mention.stop)) if mention.label is Label.PERSON else []
        first = name[0].group() if len(name) > 2 else ""
        if first.endswith(_OF_COUNTRY) and not is_listed_given_name(first):
            parted.append(mention._replace(stop=name[0].end(), label=Label.PLACE))
            mention = mention._replace(start=name[1].start())
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
            joined[-1] = mention._replace(start=last.start)
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
                parted.append(mention._replace(stop=end))
                mention = mention._replace(start=begin)
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
                parted.append(mention._replace(stop=first.end()))
            parted.append(mention._replace(start=last.start()))
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
    добавил»; at the beginning of a sentence only before a verb or a comma."""
    people = (text[mention.start : mention.stop] for mention in mentions if mention.label is Label.PERSON)
    surnames = (name.rpartition(" ")[2] for name in people if " " in name)
    common = {stem(surname) for surname in surnames if not could_be_name(surname)}
    if not common:
        return mentions
    taken = {offset for mention in mentions for offset in range(mention.start, mention.stop)}
    found = list(mentions)
    for tokens in paragraphs:
        for place, token in enumerate(tokens):
            if token.text.istitle() and token.start not in taken and stem(token.text) in common:
                begins = place == 0 or tokens[place - 1].text in _BEFORE_SENTENCE
                after = tokens[place + 1].text if place + 1 < len(tokens) else ""
                if not begins or after == "," or is_verb(after):
                    found.append(Mention(token.start, token.stop, Label.PERSON))
    return sorted(found)


def tidy(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions after all rules, sorted and disjoint."""
    current = list(mentions)
    for rule in RULES:
        current = [after for mention in current for after in rule(text, mention)]
    for join in JOINS:
        current = join(text, current)
    return current
