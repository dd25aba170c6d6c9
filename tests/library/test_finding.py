"""Queries on a small library: what each finds, in order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reader.errors import QueryError
from reader.library import Library
from tests.library.folders import ids, news, opened


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    home = tmp_path_factory.mktemp("library")
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("CONFIG", "DATA", "CACHE"):
            patch.setenv(f"XDG_{variable}_HOME", str(home / variable))
        library = opened(news(home / "news"))
        library.tag([library.resolve("dam")], "вода")
        library.tag([library.resolve("dam"), library.resolve("bank")], "to read")
        library.mark_read([library.resolve("bridge")])
        library.star([library.resolve("bank")])
        library.annotate(library.find().rows, lambda _done, _total: None)
        yield library
        library.close()


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


def test_only_questions_about_names_need_them(library: Library) -> None:
    from reader.library.finding import Finder

    finder: Finder = library._finder
    assert [finder.asks_for_names(query) for query in ("дамба", "has:tag", "-said:Сушков", "a OR org:b")] == [
        False,
        False,
        True,
        True,
    ]
