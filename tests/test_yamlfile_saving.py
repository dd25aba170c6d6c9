"""User files are written whole or not at all, by one writer at a time."""

from __future__ import annotations

import errno
import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from reader.errors import StorageError
from reader.yamlfile import (
    locked,
    saving,
    write_atomically,
)


class TestWriting:
    def test_creates_folders(self, tmp_path: Path) -> None:
        path = tmp_path / "a" / "b" / "f.yaml"
        write_atomically(path, b"a: b\n")
        assert path.read_bytes() == b"a: b\n"

    def test_keeps_the_mode(self, tmp_path: Path) -> None:
        path = tmp_path / "f.yaml"
        path.write_text("old")
        path.chmod(0o640)
        write_atomically(path, b"new")
        assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", 0o640)

    def test_a_symlink_stays_one(self, tmp_path: Path) -> None:
        target = tmp_path / "elsewhere" / "f.yaml"
        target.parent.mkdir()
        target.write_text("old")
        link = tmp_path / "f.yaml"
        link.symlink_to(target)
        write_atomically(link, b"new")
        assert (link.is_symlink(), target.read_text()) == (True, "new")

    @pytest.mark.parametrize(
        ("call", "number"), [("write", errno.ENOSPC), ("fsync", errno.EIO), ("replace", errno.EXDEV)]
    )
    def test_a_failure_leaves_everything_as_it_was(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
    ) -> None:
        path = tmp_path / "f.yaml"
        path.write_text("old")

        def fail(*_: object) -> int:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(Path if call == "replace" else os, call, fail)
        with pytest.raises(StorageError, match=f"f.yaml: cannot be written: {os.strerror(number)}"):
            write_atomically(path, b"new")
        assert {found.name: found.read_text() for found in tmp_path.iterdir()} == {"f.yaml": "old"}

    def test_short_writes_are_continued(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write = os.write
        monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:3]))
        write_atomically(tmp_path / "f.yaml", b"0123456789")
        assert (tmp_path / "f.yaml").read_bytes() == b"0123456789"

    def test_a_read_only_file_is_not_replaced(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "f.yaml"
        path.write_text("old")
        monkeypatch.setattr(os, "access", lambda *_: False)  # what root never gets to see
        with pytest.raises(StorageError, match="Permission denied"):
            write_atomically(path, b"new")
        assert path.read_text() == "old"

    def test_a_folder_in_the_way(self, tmp_path: Path) -> None:
        with pytest.raises(StorageError):
            write_atomically(tmp_path, b"new")


def _count_up(path: Path, times: int) -> None:
    for _ in range(times):
        with locked(path):
            write_atomically(path, str(int(path.read_text()) + 1).encode())


class TestLocking:
    def test_writers_take_turns(self, tmp_path: Path) -> None:
        path = tmp_path / "count"
        path.write_text("0")
        context = multiprocessing.get_context("spawn")
        writers = [context.Process(target=_count_up, args=(path, 25)) for _ in range(3)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert path.read_text() == "75"
        assert (tmp_path / "count.lock").exists()

    def test_waiting_ends(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(saving, "LOCK_SECONDS", 0)
        with locked(tmp_path / "f"), pytest.raises(StorageError, match="another Reader"), locked(tmp_path / "f"):
            pass

    def test_a_link_and_its_target_share_a_lock(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(saving, "LOCK_SECONDS", 0)
        (tmp_path / "link").symlink_to(tmp_path / "f")
        with locked(tmp_path / "link"), pytest.raises(StorageError), locked(tmp_path / "f"):
            pass

    def test_where_no_lock_can_be(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(StorageError, match="cannot be locked"), locked(tmp_path / "file" / "f"):
            pass
