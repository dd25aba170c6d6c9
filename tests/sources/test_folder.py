"""What is an article of a folder, what it is called, and how it is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import LibraryError, SourceError
from reader.sources.folder import MAX_BYTES, article_ids, expect_file, printable, read_file, scan_folder

AS_ROOT = os.geteuid() == 0


def names(root: Path) -> list[str]:
    return sorted(stamp.name for stamp in scan_folder(root).stamps)


def test_texts_are_found_at_any_depth(tmp_path: Path) -> None:
    for name in ("a.txt", "B.TXT", "c.md", "d.markdown", "e.text", "2024/05/f.txt", "no.html", "no", "index.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("текст", encoding="utf-8")
    assert names(tmp_path) == ["2024/05/f.txt", "B.TXT", "a.txt", "c.md", "d.markdown", "e.text"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".a.txt", ".git/b.txt", "c.txt"):
        (tmp_path / name).touch()
    assert names(tmp_path) == ["c.txt"]


def test_a_stamp_tells_time_and_size(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"12345")
    os.utime(tmp_path / "a.txt", ns=(1, 1_600_000_000_000_000_001))
    (stamp,) = scan_folder(tmp_path).stamps
    assert (stamp.path, stamp.mtime_ns, stamp.size) == (tmp_path / "a.txt", 1_600_000_000_000_000_001, 5)


def test_a_single_text_is_a_library_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").touch()
    assert names(tmp_path / "a.txt") == ["a.txt"]


def test_a_loop_of_links_is_survived(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.txt").touch()
    (tmp_path / "inner" / "loop").symlink_to(tmp_path)
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    assert names(tmp_path) == ["inner/a.txt"]


def test_links_to_texts_and_folders_are_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").touch()
    root = tmp_path / "root"
    root.mkdir()
    (root / "b.txt").symlink_to(tmp_path / "elsewhere" / "a.txt")
    (root / "more").symlink_to(tmp_path / "elsewhere")
    assert names(root) == ["b.txt", "more/a.txt"]


def test_a_broken_link_costs_one_notice(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone")
    found = scan_folder(tmp_path)
    assert [stamp.name for stamp in found.stamps] == ["a.txt"]
    assert [notice.text for notice in found.problems] == ["b.txt: No such file or directory, left out"]


@pytest.mark.skipif(AS_ROOT, reason="root may read everything")
def test_a_folder_that_may_not_be_entered_costs_one_notice(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "closed").mkdir(mode=0)
    found = scan_folder(tmp_path)
    assert [stamp.name for stamp in found.stamps] == ["a.txt"]
    assert [notice.text for notice in found.problems] == ["closed: Permission denied, left out"]


def test_a_root_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="gone: No such file or directory"):
        scan_folder(tmp_path / "gone")


def test_pipes_and_sockets_are_no_texts(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("мост.txt".encode(), "мост.txt"),
        ("с пробелом.txt".encode(), "с пробелом.txt"),
        (b"\xec\xee\xf1\xf2.txt", "%EC%EE%F1%F2.txt"),
        (b"a\x1b[31m.txt", "a%1B[31m.txt"),
        (b"two\nlines.txt", "two%0Alines.txt"),
        ("обман\u202etxt.txt".encode(), "обман%E2%80%AEtxt.txt"),
        ("не\u00a0рвать.txt".encode(), "не\u00a0рвать.txt"),
    ],
)
def test_every_name_can_be_printed_and_every_file_read(tmp_path: Path, raw: bytes, name: str) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + raw))
    try:
        path.write_bytes(b"text")
    except OSError:
        pytest.skip("this file system allows no such name")
    (stamp,) = scan_folder(tmp_path).stamps
    assert stamp.name == name
    assert read_file(stamp.path) == b"text"


@given(st.binary(min_size=1, max_size=40))
def test_any_name_becomes_printable(raw: bytes) -> None:
    name = printable(os.fsdecode(raw))
    name.encode("utf-8")
    assert "\x1b" not in name
    assert "\n" not in name


# --- reading ---


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(SourceError, match="is not a file"):
        read_file(tmp_path / "pipe.txt")


def test_what_cannot_be_fetched_ahead_is_no_trouble_and_no_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path, tmp_path / "pipe.txt", tmp_path / "gone.txt"):
        expect_file(path)


def test_a_device_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (Path(os.devnull), tmp_path):
        with pytest.raises(SourceError, match="is not a file"):
            read_file(path)


def test_a_file_that_has_vanished_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gone\.txt: cannot be read: No such file or directory"):
        read_file(tmp_path / "gone.txt")


def test_a_file_that_is_far_too_large_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(SourceError, match="is larger than 64 MB"):
        read_file(tmp_path / "a.txt")


# --- ids ---


@pytest.mark.parametrize(
    ("files", "ids"),
    [
        (["a.txt"], ["a"]),
        (["2024/a.txt"], ["2024/a"]),
        (["a.txt", "b/a.txt"], ["a", "b/a"]),
        (["a.txt", "a.md"], ["a.txt", "a.md"]),
        (["a.txt", "a.TXT"], ["a.txt", "a.TXT"]),
        (["a.b.txt"], ["a.b"]),
        (["a.txt", "a.md", "a.txt.txt"], ["a.txt", "a.md", "a.txt.txt"]),
        (["README"], ["README"]),
        (["page.html"], ["page.html"]),
    ],
)
def test_an_id_is_the_name_without_its_ending_where_that_is_enough(files: list[str], ids: list[str]) -> None:
    assert list(article_ids(files).values()) == ids


@given(st.lists(st.from_regex(r"[ab]{1,2}(\.txt|\.md|)(\.txt|\.md)", fullmatch=True), unique=True))
def test_no_two_files_share_an_id(files: list[str]) -> None:
    ids = article_ids(files)
    assert list(ids) == files
    assert len(set(ids.values())) == len(files)
