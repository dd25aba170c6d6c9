from __future__ import annotations

import multiprocessing
import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import StorageError
from reader.model import ArticleRef, TagChange
from reader.storage import journal as module
from reader.storage.journal import Journal, TagOperation

A = ArticleRef("ria/a", "Дамба: выдержала", "0" * 12)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "state.sqlite"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    opened = Journal(path)
    yield opened
    opened.close()


class TestMarks:
    def test_what_is_read_and_starred(self, journal: Journal, path: Path) -> None:
        journal.mark_read(["a", "b", "c"])
        journal.mark_read(["b"], read=False)
        journal.mark_read(["a"])
        journal.star(["b", "c"])
        journal.star(["c", "x"], starred=False)
        for each in (journal, Journal(path)):
            assert (set(each.read_marks()), set(each.stars())) == ({"a", "c"}, {"b"})

    @given(
        st.lists(st.tuples(st.booleans(), st.lists(st.sampled_from("abcde"), max_size=3), st.booleans()), max_size=12)
    )
    def test_any_order_of_marks(self, steps: list[tuple[bool, list[str], bool]]) -> None:
        read: set[str] = set()
        starred: set[str] = set()
        with tempfile.TemporaryDirectory() as folder:
            journal = Journal(Path(folder) / "state.sqlite")
            for is_star, fingerprints, on in steps:
                (journal.star if is_star else journal.mark_read)(fingerprints, on)
                model = starred if is_star else read
                (model.update if on else model.difference_update)(fingerprints)
            assert (set(journal.read_marks()), set(journal.stars())) == (read, starred)
            journal.close()


class TestPlaces:
    def test_one_for_each_library(self, journal: Journal) -> None:
        undecodable = Path(os.fsdecode(b"/news/\xff"))
        journal.remember_place(Path("/news"), "a")
        journal.remember_place(Path("/news"), "b")
        journal.remember_place(undecodable, "c")
        assert journal.place(Path("/news")) == "b"
        assert journal.place(undecodable) == "c"
        assert journal.place(Path("/other")) is None


class TestWaitingTags:
    def test_they_come_back_in_order(self, journal: Journal, path: Path) -> None:
        file = Path(os.fsdecode(b"/home/\xff/tags.yaml"))
        operations = [TagOperation(TagChange(A, "сша", True)), TagOperation(TagChange(A, "b", False), "a@0")]
        journal.queue(file, operations)
        journal.queue(file, operations[:1])
        waiting = Journal(path).queued(file)
        assert list(waiting.values()) == [*operations, operations[0]]
        journal.unqueue(list(waiting)[:2])
        assert list(journal.queued(file).values()) == operations[:1]

    def test_they_wait_for_one_file(self, journal: Journal) -> None:
        journal.queue(Path("/tags.yaml"), [TagOperation(TagChange(A, "сша", True))])
        assert journal.queued(Path("/other.yaml")) == {}


class TestOthers:
    def test_generation_changes_when_another_process_writes(self, journal: Journal, path: Path) -> None:
        before = journal.generation()
        assert journal.generation() == before
        context = multiprocessing.get_context("spawn")
        other = context.Process(target=_mark_in, args=(path,))
        other.start()
        other.join()
        assert journal.generation() != before
        assert journal.read_marks() == {"elsewhere"}

    def test_threads_have_their_own_connections(self, journal: Journal) -> None:
        threads = [threading.Thread(target=journal.mark_read, args=([str(number)],)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(journal.read_marks()) == 8

    def test_a_locked_database_is_a_named_error(
        self, journal: Journal, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "_BUSY_SECONDS", 0.05)
        impatient = Journal(path)
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="locked"):
            impatient.mark_read(["a"])
        holder.close()
        impatient.mark_read(["a"])
        assert journal.read_marks() == {"a"}


class TestOpening:
    def test_a_newer_one_is_left_alone(self, path: Path) -> None:
        Journal(path).mark_read(["a"])
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
        with pytest.raises(StorageError, match=r"state\.sqlite is of version 99, this Reader knows \d+: update Reader"):
            Journal(path)
        assert sqlite3.connect(path).execute("SELECT * FROM read_marks").fetchall() == [("a",)]

    @pytest.mark.parametrize(
        "garbage", [b"not a database", b"SQLite format 3\0" + b"\xff" * 5000, bytes(range(256)) * 16]
    )
    def test_garbage_is_moved_aside_and_told(self, path: Path, garbage: bytes) -> None:
        path.parent.mkdir()
        path.write_bytes(garbage)
        journal = Journal(path)
        (notice,) = journal.notices
        (aside,) = path.parent.glob("state.sqlite.bad-*")
        assert aside.name in notice.text
        assert aside.read_bytes() == garbage
        journal.mark_read(["a"])
        assert Journal(path).read_marks() == {"a"}

    def test_a_damaged_page_is_noticed(self, path: Path) -> None:
        journal = Journal(path)
        journal.mark_read([f"{number:012x}" for number in range(3000)])
        journal.close()
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
        damaged = Journal(path)
        assert len(damaged.notices) == 1
        assert damaged.read_marks() == frozenset()

    def test_an_empty_file_is_a_new_one(self, path: Path) -> None:
        path.parent.mkdir()
        path.touch()
        assert Journal(path).notices == ()

    def test_a_folder_in_its_place(self, path: Path) -> None:
        path.mkdir(parents=True)
        with pytest.raises(StorageError, match="cannot be opened"):
            Journal(path)

    def test_a_file_instead_of_the_data_folder(self, path: Path) -> None:
        path.parent.touch()
        with pytest.raises(StorageError):
            Journal(path)

    def test_steps_of_a_migration_are_taken_once(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        Journal(path).mark_read(["a"])
        later = (
            *module._MIGRATIONS,
            "CREATE TABLE more (x TEXT);\nINSERT INTO more SELECT fingerprint FROM read_marks;",
        )
        monkeypatch.setattr(module, "_MIGRATIONS", later)
        for _ in range(2):
            assert Journal(path).read_marks() == {"a"}
        assert sqlite3.connect(path).execute("SELECT x FROM more").fetchall() == [("a",)]

    def test_a_migration_that_fails_changes_nothing(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        Journal(path).mark_read(["a"])
        monkeypatch.setattr(module, "_MIGRATIONS", (*module._MIGRATIONS, "CREATE TABLE more (x TEXT);\nNONSENSE;"))
        with pytest.raises(StorageError):
            Journal(path)
        monkeypatch.undo()
        assert Journal(path).read_marks() == {"a"}


def _mark_in(path: Path) -> None:
    Journal(path).mark_read(["elsewhere"])
