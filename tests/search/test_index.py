from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from reader.search.index import (
    IndexedText,
    Indexer,
    add_article,
    beginnings,
    count_matching,
    create_index,
    known_words,
    remove_article,
    rows_matching,
    rows_naming,
    rows_titled,
    set_names,
    term,
    words_with_keys,
    words_with_stem,
)
from reader.search.typos import keys_of_typed


@pytest.fixture
def connection() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    create_index(connection)
    add_article(connection, 1, "Выборы в Минске", "Прошли ёлки.", "Ту-154 сел в 12:30")
    add_article(connection, 2, "Рынок нефти", "Выборов не будет", "елка и Orbán")
    return connection


@pytest.mark.parametrize(
    ("expression", "rows"),
    [
        (term("елки"), [1]),
        (term("ту 154"), [1]),
        (term("154 ту"), []),
        (term("выбор", begins=True), [1, 2]),
        (f"{term('выборы')} OR {term('выборов')}", [1, 2]),
        (f"{{title}} : {term('выборы')}", [1]),
        (f"{{lead}} : {term('выборы')}", []),
        (term("orban"), [2]),
        (term("нет"), []),
    ],
)
def test_texts_are_found_by_folded_words(connection: sqlite3.Connection, expression: str, rows: list[int]) -> None:
    assert rows_matching(connection, expression).tolist() == rows
    assert count_matching(connection, expression) == len(rows)


def test_titles_are_found_by_their_beginnings(connection: sqlite3.Connection) -> None:
    assert rows_titled(connection, term("в", begins=True)) == [1]
    assert rows_titled(connection, term("е", begins=True)).tolist() == []


def test_names_can_be_told_later_and_anew(connection: sqlite3.Connection) -> None:
    assert rows_naming(connection, term("минск")).tolist() == []
    set_names(connection, 1, ["Виктор Орбан", "Минск"])
    set_names(connection, 1, ["Минск"])
    assert rows_naming(connection, term("минск")).tolist() == [1]
    assert rows_naming(connection, term("орбан")).tolist() == []


def test_a_removed_article_is_gone_and_can_come_back(connection: sqlite3.Connection) -> None:
    set_names(connection, 1, ["Минск"])
    remove_article(connection, 1, "Выборы в Минске", "Прошли ёлки.", "Ту-154 сел в 12:30")
    remove_article(connection, 1, "Выборы в Минске", "Прошли ёлки.", "Ту-154 сел в 12:30")
    assert rows_matching(connection, term("елки")).tolist() == []
    assert rows_titled(connection, term("выборы")).tolist() == []
    assert rows_naming(connection, term("минск")).tolist() == []
    add_article(connection, 1, "Другое", "", "")
    assert rows_matching(connection, term("другое")).tolist() == [1]
    assert rows_matching(connection, term("елки")).tolist() == []


def test_an_article_is_not_added_twice(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        add_article(connection, 1, "Ещё раз", "", "")


def test_words_are_listed_once_and_met_again_by_form_and_by_misspelling(connection: sqlite3.Connection) -> None:
    assert known_words(connection, ["елка", "елки", "нет"]) == {"елка", "елки"}
    assert known_words(connection, []) == set()
    assert set(words_with_stem(connection, "выборами")) == {"выборы", "выборов"}
    assert words_with_keys(connection, keys_of_typed("выоры"), 4, 6) == ["выборы"]
    assert beginnings(connection, ["выб", "минс", "х"]) == {"выб", "минс"}


def test_an_indexer_adds_batch_after_batch() -> None:
    connection = sqlite3.connect(":memory:")
    create_index(connection)
    indexer = Indexer()
    for row in range(1, 7, 2):
        texts = [IndexedText(row, f"номер слово{row}", "", ""), IndexedText(row + 1, "номер другое", "", "")]
        indexer.add(connection, texts)
    assert rows_matching(connection, term("номер")).tolist() == [1, 2, 3, 4, 5, 6]
    assert known_words(connection, ["номер", "другое"]) == {"номер", "другое"}


def test_others_search_while_one_writes(tmp_path: Path) -> None:
    """What is committed is found from other connections, and nothing of a batch before that."""
    path = tmp_path / "index.sqlite"
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA journal_mode = WAL")
    create_index(writer)
    seen: list[int] = []
    failures: list[Exception] = []
    done = threading.Event()

    def search() -> None:
        reader = sqlite3.connect(path)
        try:
            while not done.is_set():
                seen.append(count_matching(reader, term("слово")))
            seen.append(count_matching(reader, term("слово")))
        except sqlite3.Error as error:
            failures.append(error)
        finally:
            reader.close()

    thread = threading.Thread(target=search)
    thread.start()
    indexer = Indexer()
    for batch in range(5):
        writer.execute("BEGIN IMMEDIATE")
        indexer.add(writer, [IndexedText(batch * 10 + n, "слово", "", f"тело{batch}") for n in range(1, 11)])
        writer.execute("COMMIT")
    done.set()
    thread.join()
    writer.close()
    assert not failures
    assert seen[-1] == 50
    assert seen == sorted(seen)
    assert all(count % 10 == 0 for count in seen)
