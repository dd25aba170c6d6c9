"""Queries on a small library: what each finds, in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import QueryError
from reader.library import Library
from tests.library.folders import DAM, ids, news, opened, tagged_news, write


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with tagged_news(tmp_path_factory.mktemp("library")) as library:
        library.mark_read([library.resolve("bridge")])
        library.star([library.resolve("bank")])
        yield library


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("дамба", ["dam"]),
        ("дамбы", ["dam"]),
        ("дмаба", ["dam"]),
        ("lfv,f", ["dam"]),
        ("смартфон", ["bank"]),
        ("toll", ["bridge"]),
        ("ставка дамба", []),
        ("ставка OR дамба", ["dam", "bank"]),
        ('"первую волну"', ["dam"]),
        ('"волну первую"', []),
        ("tag:вода", ["dam"]),
        ("#ВОДА", ["dam"]),
        ('tag:"to read"', ["dam", "bank"]),
        ("тег:вода", ["dam"]),
        ("-tag:вода", ["bridge", "bank"]),
        ("has:tag", ["dam", "bank"]),
        ("is:read", ["bridge"]),
        ("is:unread", ["dam", "bank"]),
        ("is:starred", ["bank"]),
        ("source:меридиан", ["bank"]),
        ("language:en", ["bridge"]),
        ("язык:Английский", ["bridge"]),
        ("language:english -language:русский", ["bridge"]),
        ("after:2022", ["dam", "bridge"]),
        ("before:2022", ["bank"]),
        ("after:2021-03-03 before:2021-03-04", ["bank"]),
        ("title:дамба", ["dam"]),
        ("title:/toll|ставк\\w/", ["bridge", "bank"]),
        ("person:Сушкова", ["dam"]),
        ("entity:finch", ["bridge"]),
        ("said:Сушков", ["dam"]),
        ("said:(Сушков неспокойно)", ["dam"]),
        ("said:(Сушков ставка)", []),
        ('quote:"не поплыла"', ["dam"]),
        ("has:quote language:ru", ["dam", "bank"]),
        ("дамба sort:title", ["dam"]),
    ],
)
def test_queries(library: Library, query: str, found: list[str]) -> None:
    assert ids(library, query) == found


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("date", ["dam", "bridge", "bank"]),
        ("title", ["bridge", "dam", "bank"]),
        ("source", ["bank", "dam", "bridge"]),
    ],
)
def test_orders(library: Library, order: str, found: list[str]) -> None:
    assert ids(library, sort=order) == found
    assert ids(library, f"sort:{order}") == found


@pytest.mark.parametrize("query", ["nag:x", "search:утро", "title:/(/", "after:never", "(дамба", "дамба OR"])
def test_wrong_queries_say_why_and_where(library: Library, query: str) -> None:
    with pytest.raises(QueryError) as failure:
        library.find(query)
    assert 0 <= failure.value.start < failure.value.stop <= len(query)


@pytest.mark.parametrize("query", ["tag:", "(дамба", "дамба OR", '"перв', "-"])
def test_half_typed_queries_are_no_errors(library: Library, query: str) -> None:
    library.find(query, typing=True)


def test_while_typing_a_beginning_is_enough(library: Library) -> None:
    assert library.find("дам", typing=True).rows == library.find("дамба").rows
    assert library.find("tag:во", typing=True).rows == library.find("tag:вода").rows


def test_what_was_forgiven_is_told(library: Library) -> None:
    assert library.find("дмаба").forgiven == ("дамба",)
    assert library.find("дамба").forgiven == ()


def test_matches_are_found_in_any_text(library: Library) -> None:
    text = "Где дамба, там и дамбаз"
    assert [text[start:stop] for start, stop in library.matches(text, "дамбу")] == ["дамба"]


def test_a_listing_is_explained(library: Library) -> None:
    listing = library.explain(library.find("неспокойно"), "неспокойно")
    (hit,) = listing.hits.values()
    assert 0 < hit.score <= 1
    (match,) = hit.matched
    assert (match.field, match.text) == ("body", "неспокойно")
    assert [match.passage[start:stop] for start, stop in match.spans] == ["неспокойно"]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("дамба", []),
        ("has:tag", []),
        ("-said:Сушков", ["dam", "bridge", "bank"]),
        ("дамба OR org:b", ["dam", "bridge", "bank"]),
        ("person:Сушков language:ru", ["dam", "bank"]),
        ("-person:Сушков дамба", ["dam"]),
        ("(person:Сушков OR tag:вода) source:меридиан", ["bank"]),
    ],
)
def test_only_the_names_that_decide_are_asked_for(tmp_path: Path, query: str, asked: list[str]) -> None:
    library = opened(news(tmp_path))
    library.annotate_for(query, lambda _done, _total: None)
    done, _ = library.names_progress()
    assert done == len(asked)
    annotated = [library.read(row).summary.id for row in library.find().rows if library.read(row).annotation]
    assert annotated == asked


def test_an_answer_that_depends_on_missing_names_says_so(tmp_path: Path) -> None:
    library = opened(news(tmp_path))
    library.save_search("глава", "дамба person:Сушков")
    asks = ("person:Сушков", "-said:Сушков", "search:глава", "has:quote", "дамба (tag:a OR entity:b)")
    assert all(library.find(query).incomplete for query in asks)
    assert not any(library.find(query).incomplete for query in ("", "дамба", "has:tag", "tag:a"))
    library.annotate(library.find().rows, lambda _done, _total: None)
    assert not any(library.find(query).incomplete for query in asks)


def test_names_follow_the_texts(tmp_path: Path) -> None:
    library = opened(news(tmp_path))
    library.annotate(library.find().rows, lambda _done, _total: None)
    assert ids(library, "person:Сушков") == ids(library, "said:Сушков") == ["dam"]
    write(tmp_path, "dam.txt", DAM.replace("Сушков", "Мохов"))
    library.scan()
    assert ids(library, "person:Сушков") == []
    library.annotate(library.find().rows, lambda _done, _total: None)
    assert ids(library, "person:Мохова") == ids(library, "said:Мохов") == ["dam"]
    assert ids(library, "person:Сушков") == ids(library, "said:Сушков") == []


def test_a_name_is_a_reason_where_the_text_has_another_form_of_it(library: Library) -> None:
    def names(query: str) -> list[tuple[str, str, list[str]]]:
        listing = library.explain(library.find(query), query)
        matched = [match for hit in listing.hits.values() for match in hit.matched if match.field == "name"]
        return [(m.text, m.passage, [m.passage[start:stop] for start, stop in m.spans]) for m in matched]

    assert names("person:Лоскутову") == [("Лоскутова", "Мария Лоскутова", ["Лоскутова"])]
    assert names("said:(Сушкова дамба)") == [("Сушков", "Геннадий Сушков", ["Сушков"])]
    assert names("дамба") == []
