from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reader.library.catalogue import Catalogue
from reader.model import Article, Page, Stamp
from reader.storage.cache import VERSION, Cache, create_tables
from reader.storage.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "cache.sqlite", VERSION, create_tables)


def put(database: Database, name: str, day: int, source: str | None = None, title: str = "") -> int:
    page = Page(title or name, (), source=source, published=date(2026, 1, day))
    article = Article(name, Path(name), name, name, page)
    with database.writing():
        return Cache(database).put(Stamp(name, Path(name), 0, 0), "", article)


def test_a_snapshot_lasts_until_an_article_comes_changes_or_goes(database: Database) -> None:
    catalogue = Catalogue(Cache(database))
    first = catalogue.snapshot()
    assert len(first) == 0
    one, two = put(database, "one", 1), put(database, "two", 2)
    second = catalogue.snapshot()
    assert second is not first
    assert second.newest.tolist() == [two, one]
    assert catalogue.snapshot() is second
    put(database, "one", 3)
    third = catalogue.snapshot()
    assert third.newest.tolist() == [one, two]
    with database.writing():
        Cache(database).remove(two)
    assert catalogue.snapshot().newest.tolist() == [one]
    with database.writing():
        Cache(database).rename(one, "eins")
    assert catalogue.snapshot() is not third


def test_another_program_is_noticed(database: Database) -> None:
    catalogue = Catalogue(Cache(database))
    before = catalogue.snapshot()
    put(Database(database.path, VERSION, create_tables), "one", 1)
    assert catalogue.snapshot() is not before


@pytest.mark.parametrize(
    ("order", "expected"),
    [("date", ["c", "b", "a", "d"]), ("source", ["a", "c", "b", "d"]), ("title", ["d", "b", "a", "c"])],
)
def test_orders(database: Database, order: str, expected: list[str]) -> None:
    names = {
        put(database, "a", 2, "Ведомости", "Рынок"): "a",
        put(database, "b", 3, "ТАСС", "Выборы"): "b",
        put(database, "c", 4, "ТАСС".replace("Т", "Г"), "Ярмарка"): "c",
        put(database, "d", 1, None, "Авария"): "d",
    }
    catalogue = Catalogue(Cache(database))
    rows = catalogue.ordered(catalogue.snapshot(), order).tolist()
    assert [names[row] for row in rows] == expected
    assert rows == list(Cache(database).rows(order))


def test_all_rows_are_the_same_before_and_after_the_first_snapshot(database: Database) -> None:
    put(database, "one", 1)
    put(database, "two", 2)
    catalogue = Catalogue(Cache(database))
    before = catalogue.rows("date")
    catalogue.snapshot()
    assert catalogue.rows("date") == before
