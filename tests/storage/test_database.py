"""A cache file that is of no use is made anew; one that is in use is not."""

from __future__ import annotations

import random
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from reader.errors import StorageError
from reader.storage.database import Database, execute_script

Answer = TypeVar("Answer")


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


@pytest.mark.parametrize("also_its_log", [False, True])
def test_a_file_deleted_while_open_is_made_anew_and_all_threads_have_the_new_one(
    tmp_path: Path, also_its_log: bool
) -> None:
    path = tmp_path / "cache.sqlite"
    database = Database(path, 1, make)
    put(database, "old")
    assert database.restore() is None
    path.unlink()
    for ending in ("-wal", "-shm") if also_its_log else ():
        path.with_name(path.name + ending).unlink()
    assert names(database) == ["old"]  # what was open stays so until somebody looks
    assert "deleted" in (database.restore() or "")
    assert database.restore() is None
    put(database, "new")
    assert in_a_thread(lambda: names(database)) == names(database) == ["new"]


def test_a_file_replaced_by_garbage_while_open_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    database = Database(path, 1, make)
    put(database, "old")
    database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # else all of it can be had from the log
    (tmp_path / "garbage").write_bytes(random.Random(1).randbytes(9000))
    (tmp_path / "garbage").rename(path)
    assert database.restore()
    assert names(database) == []
    put(database, "works")


def test_a_file_spoilt_while_open_is_a_named_error_and_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    database = Database(path, 1, make)
    for number in range(300):
        put(database, f"{number} " * 50)
    database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.write(random.Random(1).randbytes(path.stat().st_size))
    with pytest.raises(StorageError):
        in_a_thread(lambda: put(database, "lost"))
    assert "damaged" in (database.restore() or "")
    put(database, "works")
    assert names(database) == ["works"]


def test_a_full_disk_is_a_named_error_and_what_was_kept_stays(tmp_path: Path) -> None:
    database = Database(tmp_path / "cache.sqlite", 1, make)
    put(database, "kept")
    pages = database.connection.execute("PRAGMA page_count").fetchone()[0]
    database.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageError, match="full"):
        put(database, "x" * 100_000)
    assert names(database) == ["kept"]
    assert not database.is_lost
    database.connection.execute("PRAGMA max_page_count = 100000")
    put(database, "more")
    assert names(database) == ["kept", "more"]


def in_a_thread(do: Callable[[], Answer]) -> Answer:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(do).result()


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
