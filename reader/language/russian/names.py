"""What the tagger finds, tidied by small rules: each mends one kind of error.

`CUTS` make several mentions of one, then `RULES` are applied in order to each; a rule gives back what becomes of it,
None where it is no name. What `neighbours` makes of those beside one another comes after.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reader.language.mention import Mention
from reader.language.models import given_names, words
from reader.language.russian.forms import (
    could_be_name,
    is_common_person,
    is_compound_title,
    is_plain_adjective,
    lemma,
)
from reader.language.russian.grammar import facts, is_verb
from reader.language.russian.neighbours import JOINS, OF_PLACE
from reader.language.russian.persons import may_be_owner, may_be_subject
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


_BRACKET = re.compile(r"\s*[()\[\]]\s*")
_LIST_MARK = re.compile(r"\s*[•|;/·]\s*|:[*_]*\s+|\s*,\s+|\s+[—–-]\s+")
_EDGE = " \t\r\n\xa0-–—,;:()[]…!?*#'’"
_OPENING = '«„“"‘'
_CLOSING = '»”“"’'
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?=\s+\S)")
_WORD_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]++(?>(?:-[^\W\d_]++)*))\s++[«„“\"]?$")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:»\"”]\s+|[\n•—–-]\s*|[«„“\"])$")
_WORD_AFTER = re.compile(r" ([а-яё-]+)")
_TRADES = ("щик", "чик", "щица", "чица", "лог", "тель", "тельница", "ист", "истка", "граф", "вед", "вод")
_OF_WOMAN = ("овой", "евой", "ёвой", "иной", "ыной", "ской", "цкой")
_PATRONYMICS = ("вич", "вна", "ична")
_AGE = re.compile(r"\d+-летн\w+\s+")
_SHORT_WORDS = re.compile(r"[А-ЯЁ][а-яё]{0,3}(?: [А-ЯЁ][а-яё]{0,3}){2}")
"""«Пан Ги Мун»: three short words are one Korean name, whatever the first may mean."""
_NEAR = 40
_UNSURE = 0.8
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
            yield replace(mention, start=begin, stop=found.start())
        begin = found.end()
    if begin < mention.stop:
        yield replace(mention, start=begin)


def cut_behind_owner(text: str, mention: Mention) -> Iterable[Mention]:
    """«юрист Лугиной | Семён Гущин»: a surname in another case before a name in full, behind a word for a person."""
    parts = text[mention.start : mention.stop].split(" ")
    before = _WORD_BEFORE.search(_before(text, mention)) if mention.label is Label.PERSON and len(parts) == 3 else None
    if before is None or not is_common_person(before[1]) or not all(part.isalpha() for part in parts):
        return [mention]
    given = parts[1].lower() in given_names() or parts[1].lower() in words("names_ru", "given_too")
    hers = parts[0].endswith(_OF_WOMAN)
    owner = hers or (may_be_owner(parts[0]) and not may_be_subject(parts[0], None))
    if not given or not owner or not may_be_subject(" ".join(parts[1:]), None):
        return [mention]
    joint = mention.start + len(parts[0])
    return [replace(mention, stop=joint), replace(mention, start=joint + 1)]


CUTS = (cut_at_brackets, cut_at_list_marks, cut_behind_owner)


def trim_edges(text: str, mention: Mention) -> Mention | None:
    """White space, dashes and commas at the edges are not of the name; a name holds a letter."""
    start, stop = mention.start, mention.stop
    while start < stop and text[start] in _EDGE:
        start += 1
    while start < stop and text[stop - 1] in _EDGE:
        stop -= 1
    if any(character.isalpha() for character in text[start:stop]):
        return replace(mention, start=start, stop=stop)
    return None


def balance_quotation_marks(text: str, mention: Mention) -> Mention | None:
    """«Кругозор» in marks is the word without them; «РКК «Энергия»» keeps both; a lone mark goes."""
    name = text[mention.start : mention.stop]
    opened, closed = name[0] in _OPENING, name[-1] in _CLOSING
    if opened and closed and not any(character in _OPENING + _CLOSING for character in name[1:-1]):
        mention = replace(mention, start=mention.start + 1, stop=mention.stop - 1)
    elif opened and not any(character in _CLOSING for character in name[1:]):
        mention = replace(mention, start=mention.start + 1)
    elif closed and not any(character in _OPENING for character in name[:-1]):
        mention = replace(mention, stop=mention.stop - 1)
    return mention if mention.stop > mention.start else None


def drop_title(text: str, mention: Mention) -> Mention | None:
    """«Император Акихито», «Поп-звезда Мадонна»: a capital letter does not make a common noun part of a name."""
    first = _FIRST_WORD.match(text, mention.start, mention.stop) if mention.label is Label.PERSON else None
    titled = first and (
        (is_common_person(first.group()) and not could_be_name(first.group()))
        or is_compound_title(first.group())
        or _is_trade(text, mention, first.group())
    )
    if first and titled and not _SHORT_WORDS.fullmatch(text, mention.start, mention.stop):
        start = first.end()
        while text[start].isspace():
            start += 1
        mention = replace(mention, start=start)
    return mention


def _is_trade(text: str, mention: Mention, first: str) -> bool:
    """«Лавинщик Пётр Лугин» at the beginning of a sentence: a word that ends as those for trades do, before a given
    name and a surname."""
    others = text[mention.start : mention.stop].split()[1:]
    named = len(others) > 1 and others[0].lower() in given_names() and not others[1].endswith(_PATRONYMICS)
    return named and first.lower().endswith(_TRADES) and first.isalpha() and _starts_sentence(text, mention)


def drop_verb(text: str, mention: Mention) -> Mention | None:
    """«Доложил Пахомов»: a verb at the beginning of a sentence is no given name."""
    first = _FIRST_WORD.match(text, mention.start, mention.stop) if mention.label is Label.PERSON else None
    if first and _starts_sentence(text, mention) and is_verb(first.group()) and not could_be_name(first.group()):
        return replace(mention, start=first.end() + 1)
    return mention


def drop_common_word(text: str, mention: Mention) -> Mention | None:
    """«Христианку приговорили…»: one common word at the beginning of a sentence is nobody's name."""
    name = text[mention.start : mention.stop]
    lone = mention.label is Label.PERSON and name.isalpha() and not name.isupper()
    return None if lone and not could_be_name(name) and _starts_sentence(text, mention) else mention


def drop_adjective(text: str, mention: Mention) -> Mention | None:
    """«Пакистанские власти»: an adjective at the beginning of a sentence is no place."""
    name = text[mention.start : mention.stop]
    lone = mention.label is Label.PLACE and name.isalpha() and not name.isupper()
    return None if lone and is_plain_adjective(name) and _starts_sentence(text, mention) else mention


def drop_adjective_of_place(text: str, mention: Mention) -> Mention | None:
    """«Орсийский лидер»: an adjective of a place before a word for a person is nobody's name."""
    name = text[mention.start : mention.stop]
    following = _WORD_AFTER.match(text, mention.stop) if name.endswith(OF_PLACE) and name.isalpha() else None
    described = following and mention.label is Label.PERSON and _starts_sentence(text, mention)
    return None if described and following and is_common_person(following.group(1)) else mention


def drop_legal_form(text: str, mention: Mention) -> Mention | None:
    """«ООО УК «Металлоинвест»» is called «Металлоинвест»."""
    if mention.label is Label.ORGANISATION:
        while (first := _FIRST_WORD.match(text, mention.start, mention.stop)) and (
            first.group().lower() in words("names_ru", "legal_forms")
        ):
            start = first.end()
            while text[start].isspace():
                start += 1
            mention = replace(mention, start=start)
    return balance_quotation_marks(text, mention)


def drop_place_class(text: str, mention: Mention) -> Mention | None:
    """«Город Павия» at the beginning of a sentence is Павия."""
    first = _FIRST_WORD.match(text, mention.start, mention.stop) if mention.label is Label.PLACE else None
    if first and lemma(first.group()) in words("names_ru", "settlements"):
        mention = replace(mention, start=first.end() + 1)
    return mention


def drop_age(text: str, mention: Mention) -> Mention | None:
    """«34-летний ТиДжей»."""
    age = _AGE.match(text, mention.start, mention.stop)
    return replace(mention, start=age.end()) if age else mention


def known_place(text: str, mention: Mention) -> Mention | None:
    """МКС is somewhere one flies to."""
    known = text[mention.start : mention.stop].lower() in words("names_ru", "places")
    return replace(mention, label=Label.PLACE) if known else mention


def drop_not_a_name(text: str, mention: Mention) -> Mention | None:
    """СМИ, Интернет, Коран, «Двадцать поездов» at the beginning of a sentence: written like names."""
    name = text[mention.start : mention.stop]
    return None if lemma(name) in words("names_ru", "not_names") or facts(name).part == "NUMR" else mention


def known_organisation(text: str, mention: Mention) -> Mention | None:
    """ЕС, НАТО and the like act; the tagger often takes them for places."""
    name = text[mention.start : mention.stop]
    known = lemma(name) in words("names_ru", "organisations") or _is_union(name.rpartition(" ")[2])
    return replace(mention, label=Label.ORGANISATION) if known else mention


def _is_union(word: str) -> bool:
    return word.lower().startswith("союз") and lemma(word) == "союз"


def class_noun_decides(text: str, mention: Mention) -> Mention | None:
    """«команда «Феррари»», «город Нюрнберг», «фильм «Мишка»»: the noun before tells what the name names."""
    before = _WORD_BEFORE.search(_before(text, mention))
    noun = lemma(before.group(1)) if before and before.group(1).islower() else ""
    quoted = text[mention.start - 1 : mention.start] in _OPENING and mention.start > 0
    if noun in words("names_ru", "class_work") and quoted and mention.label is not Label.PERSON:
        return None
    if noun in words("names_ru", "class_organisation") and (quoted and mention.label is not Label.ORGANISATION):
        mention = replace(mention, label=Label.ORGANISATION)
    elif noun in words("names_ru", "class_place") and mention.label is Label.PERSON and mention.certainty < _UNSURE:
        mention = replace(mention, label=Label.PLACE)
    return mention


RULES: tuple[Callable[[str, Mention], Mention | None], ...] = (
    balance_quotation_marks,
    trim_edges,
    drop_title,
    drop_verb,
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


def tidy(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions after all rules, sorted and disjoint."""
    current = list(mentions)
    for cut in CUTS:
        current = [piece for mention in current for piece in cut(text, mention)]
    current = [kept for mention in current if (kept := _mended(text, mention))]
    for join in JOINS:
        current = join(text, current)
    return current


def _mended(text: str, mention: Mention) -> Mention | None:
    mended: Mention | None = mention
    for rule in RULES:
        if mended is None:
            break
        mended = rule(text, mended)
    return mended
