"""Names and quotations as filters look them up."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.model import Article, Label, Page, Stamp
from reader.storage import annotations as tables
from reader.storage.annotations import SPEAKER, Annotations, Mention, Said, Variant
from reader.storage.cache import VERSION, Cache, create_tables
from reader.storage.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Database:
    def prepare(connection: sqlite3.Connection) -> None:
        create_tables(connection)
        tables.create_tables(connection)

    return Database(tmp_path / "cache.sqlite", VERSION, prepare)


def put(database: Database, name: str, said: Sequence[tuple[str | None, str]], names: Sequence[str] = ()) -> int:
    article = Article(name, Path(name), name, name, Page(name, ()))
    with database.writing():
        row = Cache(database).put(Stamp(name, Path(name), 0, 0), "", article)
        mentions = [Mention(row, Label.PERSON, each, each, each, 1) for each in names]
        quotations = [Said(speaker, speaker or "", tuple(words.split())) for speaker, words in said]
        assert Annotations(database, 1).put(row, name, "{}", mentions, quotations, [])
    return row


def test_words_of_one_quotation_and_who_said_them(database: Database) -> None:
    one = put(database, "one", [("Глеб Останин", "мост открыт"), (None, "снег выпал")])
    two = put(database, "two", [("Инна Лоскутова", "мост закрыт"), ("Глеб Останин", "снег тает")])
    put(database, "three", [])
    found = Annotations(database, 1)
    assert set(found.quoting().tolist()) == {one, two}
    assert set(found.quoting('"мост"').tolist()) == {one, two}
    assert set(found.quoting('"мост" AND "снег"').tolist()) == set()
    assert set(found.quoting('"мост" AND "открыт"').tolist()) == {one}
    assert set(found.quoting('"мост"', [Variant(SPEAKER, "Инна Лоскутова")]).tolist()) == {two}
    assert set(found.quoting(None, [Variant(SPEAKER, "Глеб Останин")]).tolist()) == {one, two}
    assert set(found.quoting('"снег"', [Variant(SPEAKER, "Глеб Останин")]).tolist()) == {two}
    assert set(found.quoting('"снег"', []).tolist()) == set()


def test_quotations_go_with_their_article(database: Database) -> None:
    row = put(database, "one", [(None, "мост открыт")])
    assert put(database, "one", [(None, "снег выпал")]) == row
    assert Annotations(database, 1).quoting('"мост"').tolist() == []
    assert Annotations(database, 1).quoting('"снег"').tolist() == [row]
    with database.writing():
        Cache(database).remove(row)
    assert Annotations(database, 1).quoting('"снег"').tolist() == []


def test_names_are_found_by_label_or_by_any(database: Database) -> None:
    one = put(database, "one", [], ["Глеб Останин"])
    put(database, "two", [], ["Инна Лоскутова"])
    found = Annotations(database, 1)
    assert found.naming(["Глеб Останин", "Никто"], Label.PERSON).tolist() == [one]
    assert found.naming(["Глеб Останин"], None).tolist() == [one]
    assert found.naming(["Глеб Останин"], Label.PLACE).tolist() == []
    assert found.naming([], None).tolist() == []
