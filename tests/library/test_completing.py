"""What is offered while a query is being typed; the cursor stands where | stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import Library
from reader.library.cursor import typing_at
from reader.model import Offer
from reader.search.query import parse_query
from tests.library.folders import tagged_news


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with tagged_news(tmp_path_factory.mktemp("library")) as library:
        library.tag([library.resolve("bank")], "Ёлка")
        library.save_search("утро", "source:меридиан")
        library.save_search("Два слова", "дамба")
        yield library


def completed(library: Library, shown: str) -> list[str]:
    """The query as it would be with each of the offers."""
    at = shown.index("|")
    text = shown.replace("|", "", 1)
    completion = library.complete(text, at)
    return [f"{text[: completion.start]}{offer.text}{text[completion.stop :]}" for offer in completion.offers]


def offers(library: Library, shown: str) -> list[tuple[str, int | None]]:
    completion = library.complete(shown.replace("|", ""), shown.index("|"))
    return [(offer.text, offer.articles) for offer in completion.offers]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("tag:|", [('"to read"', 2), ("Ёлка", 1), ("вода", 1)]),
        ("source:|", [("Меридиан", 1)]),
        ("language:|", [("ru", 2), ("en", 1)]),
        ("search:|", [("утро", None), ('"Два слова"', None)]),
        ("said:|", [('"Walter Finch"', 1), ('"Геннадий Сушков"', 1), ('"Мария Лоскутова"', 1)]),
        ("org:щщщ|", []),
    ],
)
def test_values_with_their_articles_the_most_used_first(
    library: Library, typed: str, offered: list[tuple[str, int | None]]
) -> None:
    assert offers(library, typed) == offered


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("is:|", {"unread", "read", "starred"}),
        ("has:|", {"quote", "tag"}),
        ("sort:|", {"date", "relevance", "source", "title"}),
        ("порядок:|", {"дата", "близость", "источник", "заголовок"}),
        ("есть:непр|", {"непрочитанное"}),
        ("есть:цит|", {"цитата"}),
    ],
)
def test_choices_in_the_language_of_the_operator(library: Library, typed: str, offered: set[str]) -> None:
    assert {text for text, _ in offers(library, typed)} == offered


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("tag:в|", "tag:вода"),
        ("тег:В|", "тег:вода"),
        ("#в|", "#вода"),
        ("#t|", '#"to read"'),
        ("-tag:в|", "-tag:вода"),
        ("дамба tag:в| банк", "дамба tag:вода банк"),
        ("(tag:в|)", "(tag:вода)"),
        ("tag:вода,t|", 'tag:вода,"to read"'),
        ("tag:в|,to", "tag:вода,to"),
        ("tag:в|од", "tag:вода"),
        ("tag:елк|", "tag:Ёлка"),
        ("tag:djl|", "tag:вода"),  # вод in the other layout
        ("tag:вдоа|", "tag:вода"),
        ('tag:"to r|', 'tag:"to read"'),
        ('tag:"to r|ea"', 'tag:"to read"'),
        ("tag:read|", 'tag:"to read"'),
        ("person:Суш|", 'person:"Геннадий Сушков"'),
        ("человек:геннадий|", 'человек:"Геннадий Сушков"'),
        ("person:«геннадий су|", 'person:"Геннадий Сушков"'),
        ("person:сушкова|", 'person:"Геннадий Сушков"'),
        ("person:sushk|", 'person:"Геннадий Сушков"'),
        ("person:ceirjd|", 'person:"Геннадий Сушков"'),
        ("entity:okafr|", 'entity:"Marianne Okafor"'),
        ("said:(Суш|", 'said:("Геннадий Сушков"'),
        ("said:(Суш| дамба)", 'said:("Геннадий Сушков" дамба)'),
        ("поиск:два|", 'поиск:"Два слова"'),
        ("есть:непр|", "есть:непрочитанное"),
        ("есть:цит|", "есть:цитата"),
        ("newer:7|", "newer:7d"),
        ("новее:7|", "новее:7д"),
        ("после:сег|", "после:сегодня"),
        ("pers|", "person:"),
        ("чело|", "человек:"),
        ("дамба чел|", "дамба человек:"),
        ("-(sou|", "-(source:"),
        ("xtkj|", "человек:"),
        ("зукы|", "person:"),
    ],
)
def test_the_best_offer_stands_for_what_is_typed(library: Library, typed: str, becomes: str) -> None:
    assert completed(library, typed)[0] == becomes


@pytest.mark.parametrize(
    "typed",
    [
        "|",
        "дамба |",
        "|tag:в",
        "pe|",
        "пе|рсон",
        '"tag:в|"',
        "quote:во|",
        "title:/tag:в|/",
        "12:3|",
        "tag:вода |",
        'tag:"вода"|',
        "nag:в|",
        "title:to|",
    ],
)
def test_where_nothing_can_be_completed_nothing_is_offered(library: Library, typed: str) -> None:
    assert offers(library, typed) == []


def test_what_begins_as_typed_comes_before_what_resembles_it(library: Library) -> None:
    for tag in ("кошмар", "кашмир"):
        library.tag([library.resolve("bridge")], tag)
    assert completed(library, "tag:кашм|") == ["tag:кашмир", "tag:кошмар"]
    assert completed(library, "tag:кошм|") == ["tag:кошмар", "tag:кашмир"]
    library.undo()
    library.undo()


def test_every_offer_parses_to_what_it_says(library: Library) -> None:
    for name in ('сказал "да"', "a (b)", "one, two", "«так»", "-x", "#y"):
        library.save_search(name, "дамба")
    try:
        for shown in ("search:|", "tag:|", "entity:|", "source:|", "sort:|", "after:|", "новее:|", "is:|", "есть:|"):
            for query in completed(library, shown):
                library.find(query)
    finally:
        while (undone := library.undo()) and "saved" in undone:
            pass


def test_new_tags_and_names_are_offered_at_once(library: Library) -> None:
    assert offers(library, "tag:нов|") == []
    library.tag([library.resolve("dam")], "новое")
    assert offers(library, "tag:нов|") == [("новое", 1)]
    library.undo()
    assert offers(library, "tag:нов|") == []


@given(st.text('tag:#"«»,() -person:said/чел'), st.integers(0, 40))
def test_whatever_is_typed_the_place_is_in_the_query(text: str, at: int) -> None:
    at = min(at, len(text))
    typing = typing_at(text, at)
    if typing is not None:
        assert 0 <= typing.start <= at <= typing.stop <= len(text)
        assert typing.typed in text[typing.start : at]


@given(st.text("aб1 ", min_size=1, max_size=5).filter(str.strip), st.sampled_from(["", "x ", "-", "(", "-(", "a OR "]))
def test_a_value_in_marks_is_replaced_whole(value: str, before: str) -> None:
    text = f'{before}tag:"{value}"'
    typing = typing_at(text, len(text) - 1)
    assert typing is not None
    assert text[typing.start : typing.stop] == f'"{value}"'
    assert parse_query(f"{text[: typing.start]}y", typing=True).root is not None
    assert Offer("y").articles is None
