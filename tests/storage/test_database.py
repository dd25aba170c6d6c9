"""A cache file that is of no use is made anew; one that is in use is not."""

from __future__ import annotations

import random
import sqlite3
import threading
from pathlib import Path

import pytest

from reader.errors import StorageError
from reader.storage.database import Database, execute_script


def make(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE things (name TEXT)")


def put(database: Database, name: str) -> None:
    with database.writing() as connection:
        connection.execute("INSERT INTO things VALUES (?)", (name,))


def names(database: Database) -> list[str]:
    return [name for (name,) in database.connection.execute("SELECT name FROM things")]


def test_what_was_written_is_there_next_time(tmp_path: Path) -> None:
    path = tmp_path / "below" / "cache.sqlite"
    first = Database(path, 1, make)
    put(first, "kept")
    first.close()
    second = Database(path, 1, make)
    assert names(second) == ["kept"]
    assert second.rebuilt is None


@pytest.mark.parametrize("version", [2, 99])
def test_a_file_of_another_version_is_made_anew(tmp_path: Path, version: int) -> None:
    path = tmp_path / "cache.sqlite"
    first = Database(path, version, make)
    put(first, "old")
    first.close()
    again = Database(path, 1, make)
    assert names(again) == []
    assert "another version" in (again.rebuilt or "")


def test_garbage_is_made_anew(tmp_path: Path) -> None:
    dice = random.Random(5)
    for number in range(40):
        path = tmp_path / f"{number}.sqlite"
        path.write_bytes(dice.randbytes(dice.randint(1, 9000)))
        database = Database(path, 1, make)
        put(database, "works")
        assert names(database) == ["works"]
        assert database.rebuilt
        database.close()


def test_a_file_cut_short_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    database = Database(path, 1, make)
    for number in range(500):
        put(database, f"{number} " * 20)
    database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    path.write_bytes(path.read_bytes()[:50])
    assert names(Database(path, 1, make)) == []


def test_a_cache_that_cannot_be_made_is_a_named_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match="cannot be made"):
        Database(tmp_path / "file" / "cache.sqlite", 1, make)


def test_a_block_that_raises_writes_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "cache.sqlite", 1, make)
    with pytest.raises(RuntimeError), database.writing() as connection:
        connection.execute("INSERT INTO things VALUES ('half')")
        raise RuntimeError
    assert names(database) == []


def test_threads_write_beside_one_another(tmp_path: Path) -> None:
    database = Database(tmp_path / "cache.sqlite", 1, make)

    def put_twenty(who: int) -> None:
        for number in range(20):
            put(database, f"{who}-{number}")

    threads = [threading.Thread(target=put_twenty, args=(who,)) for who in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names(database)) == 100


def test_values_beyond_one_statement_are_asked_for_in_slices(tmp_path: Path) -> None:
    database = Database(tmp_path / "cache.sqlite", 1, make)
    with database.writing() as connection:
        connection.executemany("INSERT INTO things VALUES (?)", [(str(number),) for number in range(2000)])
    wanted = [str(number) for number in range(0, 2000, 2)]
    assert {name for (name,) in database.select_in("SELECT name FROM things WHERE name IN", wanted)} == set(wanted)


def test_a_script_stays_inside_its_transaction(tmp_path: Path) -> None:
    database = Database(tmp_path / "cache.sqlite", 1, make)
    script = """
    CREATE TABLE one (a);
    CREATE TRIGGER t AFTER INSERT ON one BEGIN
        INSERT INTO things VALUES ('from the trigger');
    END;
    INSERT INTO one VALUES (1);
    """
    with pytest.raises(RuntimeError), database.writing() as connection:
        execute_script(connection, script)
        assert names(database) == ["from the trigger"]
        raise RuntimeError
    assert names(database) == []
