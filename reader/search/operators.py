"""The operators of the query language: one table from which parsing, messages and completion come."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from msgspec import Struct

from reader.search.keyboard import other_layout


class Takes(Enum):
    """What stands after the colon of an operator."""

    NAMES = "names, any of which will do"
    CHOICE = "one or more of a few known words"
    MOMENT = "a date"
    WORDS = "words to be found together in one place"
    SPEECH = "a name, then words of one quotation of his"


class Operator(Struct, frozen=True):
    """`name` is how it is printed; `twins` are its Russian words; `choices` maps every way to write a value to the
    one that is meant; an operator that takes names knows other values too."""

    name: str
    twins: tuple[str, ...]
    takes: Takes
    choices: tuple[tuple[str, str], ...] = ()


_IS = (
    *(("unread", "unread"), ("непрочитанное", "unread"), ("непрочитано", "unread"), ("новое", "unread")),
    *(("непрочитанные", "unread"), ("новые", "unread"), ("прочитанные", "read"), ("отмеченные", "starred")),
    *(("непрочитанная", "unread"), ("новая", "unread"), ("прочитанная", "read"), ("отмеченная", "starred")),
    *(("избранная", "starred"), ("избранные", "starred")),
    *(("read", "read"), ("прочитанное", "read"), ("прочитано", "read")),
    *(("starred", "starred"), ("отмеченное", "starred"), ("отмечено", "starred"), ("избранное", "starred")),
)
_HAS = (
    *(("quote", "quote"), ("quotes", "quote"), ("цитата", "quote"), ("цитаты", "quote")),
    *(("tag", "tag"), ("tags", "tag"), ("тег", "tag"), ("теги", "tag")),
)
_SORT = (
    *(("date", "date"), ("дата", "date"), ("source", "source"), ("источник", "source")),
    *(("relevance", "relevance"), ("близость", "relevance"), ("релевантность", "relevance")),
    *(("title", "title"), ("заголовок", "title")),
)
_LANGUAGES = (
    *(("русский", "ru"), ("русском", "ru"), ("рус", "ru"), ("russian", "ru")),
    *(("английский", "en"), ("английском", "en"), ("англ", "en"), ("english", "en")),
)

OPERATORS = (
    Operator("tag", ("тег",), Takes.NAMES),
    Operator("source", ("источник",), Takes.NAMES),
    Operator("person", ("человек",), Takes.NAMES),
    Operator("org", ("орг",), Takes.NAMES),
    Operator("place", ("место",), Takes.NAMES),
    Operator("entity", ("имя",), Takes.NAMES),
    Operator("language", ("язык",), Takes.NAMES, _LANGUAGES),
    Operator("search", ("поиск",), Takes.NAMES),
    Operator("said", ("сказал",), Takes.SPEECH),
    Operator("quote", ("цитата",), Takes.WORDS),
    Operator("title", ("заголовок",), Takes.WORDS),
    Operator("is", ("есть",), Takes.CHOICE, _IS),
    Operator("has", ("есть",), Takes.CHOICE, _HAS),
    Operator("after", ("после",), Takes.MOMENT),
    Operator("before", ("до",), Takes.MOMENT),
    Operator("newer", ("новее",), Takes.MOMENT),
    Operator("older", ("старше",), Takes.MOMENT),
    Operator("sort", ("порядок",), Takes.CHOICE, _SORT),
)


def operators_named(word: str) -> tuple[Operator, ...]:
    """The operators that `word` may stand for, in any case: two for «есть», none for an unknown word."""
    folded = word.casefold()
    return tuple(operator for operator in OPERATORS if folded == operator.name or folded in operator.twins)


def nearest_operator(word: str) -> str:
    """The operator that an unknown word most likely means: in the other keyboard layout, or by its letters."""
    if (switched := other_layout(word)) and operators_named(switched):
        return switched
    return nearest(word, [spelling for operator in OPERATORS for spelling in (operator.name, *operator.twins)])


def nearest(word: str, known: Sequence[str]) -> str:
    """The entry of `known`, which is not empty, most like `word`."""
    from rapidfuzz import fuzz, process

    return str(process.extractOne(word.casefold(), known, scorer=fuzz.ratio)[0])
