"""What articles share: each value with its number of articles, and a query that finds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library import Library
from reader.settings import data_folder
from tests.library.folders import BANK, news, opened, write


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = opened(news(tmp_path / "news"))
    library.tag([library.resolve("dam"), library.resolve("bank")], "to read")
    library.tag([library.resolve("dam")], "вода")
    library.annotate(library.find().rows, lambda _done, _total: None)
    return library


def facets(library: Library, operator: str) -> list[tuple[str, int | None]]:
    return [(facet.value, facet.articles) for facet in library.facets() if facet.operator == operator]


def test_the_most_articles_come_first_within_each_kind(library: Library) -> None:
    assert facets(library, "tag") == [("to read", 2), ("вода", 1)]
    assert facets(library, "source") == [("Меридиан", 1)]
    assert ("Геннадий Сушков", 1) in facets(library, "person")
    kinds = list(dict.fromkeys(facet.operator for facet in library.facets()))
    assert kinds == ["tag", "source", "person", "org", "place"]


def test_each_query_finds_as_many_articles_as_are_told(library: Library) -> None:
    library.save_search("Два слова", "tag:вода OR source:меридиан")
    for facet in library.facets():
        assert len(library.find(facet.query).rows) == facet.articles, facet


def test_saved_searches_keep_their_order_and_a_wrong_one_has_no_number(library: Library) -> None:
    path = data_folder() / "searches.yaml"
    path.write_text("searches:\n  я: дамба\n  б: (дамба\n  а: search:а\n  в: нетничегоподобного\n", encoding="utf-8")
    library.refresh()
    assert facets(library, "search") == [("я", 1), ("б", None), ("а", None), ("в", 0)]


def test_numbers_follow_the_articles(library: Library) -> None:
    write(library.root, "again.txt", BANK.replace("пятницу", "среду"))
    library.scan()
    library.annotate(library.find().rows, lambda _done, _total: None)
    assert facets(library, "source") == [("Меридиан", 2)]
    assert facets(library, "person")[0] == ("Мария Лоскутова", 2)
    (library.root / "again.txt").unlink()
    (library.root / "bank.txt").unlink()
    library.scan()
    assert facets(library, "source") == []
    assert "Мария Лоскутова" not in dict(facets(library, "person"))
