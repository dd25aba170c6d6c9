"""What changes on disk while a library is open is taken in by itself."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.library import Library, ScanProgress, planning, watching
from tests.library.folders import BANK, DAM, ids, news, opened, write

DEADLINE = 20.0  # seconds: generous, as other work may go on; what is waited for takes half of one


class Watched:
    """A library that is being watched in a thread."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.reports: list[ScanProgress] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=lambda: library.watch(self.reports.append, self._stop.is_set))

    def comes_to(self, *wanted: str) -> None:
        """Wait until these are the articles, in any order."""
        self.until(lambda: sorted(ids(self.library)) == sorted(wanted))

    def until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + DEADLINE
        while not true():
            assert time.monotonic() < end, ids(self.library)
            time.sleep(0.02)

    def is_told(self, words: str) -> None:
        """Wait until a notice holds `words`."""
        told: list[str] = []

        def look() -> bool:
            told.extend(notice.text for notice in self.library.take_notices())
            return any(words in text for text in told)

        self.until(look)

    def __enter__(self) -> Watched:
        self._thread.start()
        self.until(lambda: bool(self.reports))  # what has changed until then is looked for, and reported
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(DEADLINE)
        assert not self._thread.is_alive()
        self.library.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return news(tmp_path / "news")


@pytest.fixture
def watched(folder: Path) -> Iterator[Watched]:
    with Watched(opened(folder)) as library:
        yield library


@contextmanager
def without_listing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail where the whole folder is listed or all that is known is loaded."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("this must cost only what has changed")

    with monkeypatch.context() as patched:
        patched.setattr(planning.Planner, "whole", never)
        patched.setattr("reader.storage.cache.Cache.known", never)
        yield


def test_a_new_file_appears(watched: Watched, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with without_listing(monkeypatch):
        write(folder, "new.txt", DAM.replace("Дамба", "Плотина"))
        watched.comes_to("bank", "bridge", "dam", "new")
    assert ids(watched.library, "плотина") == ["new"]
    assert watched.reports[-1].changed


def test_a_changed_file_is_read_again(watched: Watched, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = watched.library.resolve("bank")
    with without_listing(monkeypatch):
        write(folder, "bank.txt", BANK.replace("Смартфоны", "Гамаки"))
        watched.until(lambda: ids(watched.library, '"гамаки"') == ["bank"])
    assert watched.library.resolve("bank") == row


def test_a_file_replaced_by_another_as_editors_do_is_read_again(watched: Watched, folder: Path) -> None:
    write(folder, ".bank.swp", BANK.replace("Смартфоны", "Гамаки")).rename(folder / "bank.txt")
    watched.until(lambda: ids(watched.library, '"гамаки"') == ["bank"])
    watched.comes_to("bank", "bridge", "dam")


def test_a_deleted_file_goes(watched: Watched, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with without_listing(monkeypatch):
        (folder / "bank.txt").unlink()
        watched.comes_to("bridge", "dam")


def test_a_renamed_file_is_the_same_article(watched: Watched, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = watched.library.resolve("bank")
    with without_listing(monkeypatch):
        (folder / "bank.txt").rename(folder / "ставка.txt")
        watched.comes_to("ставка", "bridge", "dam")
    assert watched.library.resolve("ставка") == row


def test_a_file_written_in_pieces_is_whole_in_the_end(watched: Watched, folder: Path) -> None:
    with (folder / "slow.txt").open("w", encoding="utf-8") as file:
        for line in DAM.replace("откачали", "вычерпали").splitlines(keepends=True):
            file.write(line)
            file.flush()
            time.sleep(0.1)
    watched.until(lambda: ids(watched.library, '"вычерпали"') == ["slow"])


def test_folders_come_move_and_go(watched: Watched, folder: Path, tmp_path: Path) -> None:
    news(tmp_path / "2024" / "may")
    (tmp_path / "2024").rename(folder / "2024")
    watched.comes_to("bank", "bridge", "dam", *(f"2024/may/{name}" for name in ("bank", "bridge", "dam")))
    (folder / "2024" / "may").rename(folder / "may")
    watched.comes_to("bank", "bridge", "dam", *(f"may/{name}" for name in ("bank", "bridge", "dam")))
    write(folder, "may/june.txt", DAM)
    watched.comes_to("bank", "bridge", "dam", *(f"may/{name}" for name in ("bank", "bridge", "dam", "june")))
    shutil.rmtree(folder / "may")
    watched.comes_to("bank", "bridge", "dam")


def test_ids_follow_files_of_the_same_stem(watched: Watched, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with without_listing(monkeypatch):
        write(folder, "dam.md", "# Another dam\n\nIt held as well, people said on the bank of the river.\n")
        watched.comes_to("bank", "bridge", "dam.md", "dam.txt")
        (folder / "dam.md").unlink()
        watched.comes_to("bank", "bridge", "dam")


def test_hidden_files_and_other_files_are_none(watched: Watched, folder: Path) -> None:
    write(folder, ".hidden.txt", DAM)
    write(folder, ".git/dam.txt", DAM)
    write(folder, "picture.jpg", DAM)
    write(folder, "seen.txt", DAM)
    watched.comes_to("bank", "bridge", "dam", "seen")


def test_an_index_that_comes_and_changes_counts_at_once(watched: Watched, folder: Path) -> None:
    def title() -> str:
        library = watched.library
        return library.summaries([library.resolve("dam")])[0].title

    write(folder, "index.yaml", "articles:\n  - file: dam.txt\n    title: Вода ушла\n")
    watched.until(lambda: title() == "Вода ушла")
    write(folder, "dam.txt", DAM.replace("Воду", "Всю воду"))
    watched.until(lambda: ids(watched.library, '"всю воду"') == ["dam"])
    assert title() == "Вода ушла"
    (folder / "index.yaml").unlink()
    watched.until(lambda: title() != "Вода ушла")


def test_a_folder_that_is_emptied_is_empty_and_filled_again(watched: Watched, folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    watched.comes_to()
    news(folder)
    watched.comes_to("bank", "bridge", "dam")


def test_a_folder_that_is_gone_is_named_stays_listed_and_may_come_back(
    watched: Watched, folder: Path, tmp_path: Path
) -> None:
    folder.rename(tmp_path / "elsewhere")
    watched.is_told("the folder is gone")
    assert len(ids(watched.library)) == 3
    write(tmp_path / "elsewhere", "new.txt", DAM)
    (tmp_path / "elsewhere").rename(folder)
    watched.comes_to("bank", "bridge", "dam", "new")
    write(folder, "newer.txt", DAM)
    watched.comes_to("bank", "bridge", "dam", "new", "newer")


def test_another_folder_in_its_place_is_watched(watched: Watched, folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "other", "other.txt", BANK)
    folder.rename(tmp_path / "elsewhere")
    (tmp_path / "other").rename(folder)
    watched.comes_to("other")
    write(folder, "new.txt", DAM)
    watched.comes_to("other", "new")


def test_a_storm_is_one_scan(watched: Watched, folder: Path) -> None:
    for number in range(700):
        write(folder, f"{number:03}.txt", DAM.replace("21", str(number)))
    watched.until(lambda: len(ids(watched.library)) == 703)


def test_a_linked_folder_is_looked_into_once(watched: Watched, folder: Path, tmp_path: Path) -> None:
    news(tmp_path / "outside")
    (folder / "link").symlink_to(tmp_path / "outside")
    watched.until(lambda: len(ids(watched.library)) == 6)
    write(tmp_path / "outside", "new.txt", DAM)
    watched.until(lambda: len(ids(watched.library)) == 7)
    (folder / "link").unlink()
    watched.comes_to("bank", "bridge", "dam")


def test_a_file_that_cannot_be_read_costs_one_notice(watched: Watched, folder: Path) -> None:
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20)
    watched.is_told("picture.txt")
    assert len(ids(watched.library)) == 3


def test_the_library_of_one_text_follows_it(tmp_path: Path) -> None:
    news(tmp_path)
    with Watched(opened(tmp_path / "dam.txt")) as watched:
        write(tmp_path, "other.txt", BANK)
        write(tmp_path, "dam.txt", DAM.replace("откачали", "вычерпали"))
        watched.until(lambda: ids(watched.library, '"вычерпали"') == ["dam"])
        assert ids(watched.library) == ["dam"]


def test_where_nothing_tells_of_changes_the_folder_is_looked_through_now_and_then(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = json.dumps(["error", ["OS file watch limit reached"]])
    script = f"print({answer!r}, flush=True); input()"
    monkeypatch.setattr(watching, "watch_command", lambda _: (sys.executable, "-c", script))
    monkeypatch.setattr(watching, "_RESCAN", 0.1)
    with Watched(opened(folder)) as watched:
        watched.is_told("watch limit")
        write(folder, "new.txt", DAM)
        watched.comes_to("bank", "bridge", "dam", "new")
        assert not watched.library.take_notices()


@pytest.mark.parametrize(
    ("path", "kind"), [("/a/b/c", "nfs4"), ("/a/x", "ext4"), ("/other", "overlay"), ("/a/b", "nfs4")]
)
def test_the_disk_of_a_folder_is_the_one_mounted_nearest(path: str, kind: str) -> None:
    mounts = [("/", "rootfs"), ("/", "overlay"), ("/a", "ext4"), ("/a/b", "nfs4"), ("/proc", "proc")]
    assert watching._kind_of_disk(Path(path), mounts) == kind


def test_a_cache_that_is_deleted_is_made_anew(watched: Watched, folder: Path) -> None:
    for path in Path(os.environ["XDG_CACHE_HOME"]).rglob("news-*"):
        path.unlink()
    watched.is_told("made anew")
    watched.comes_to("bank", "bridge", "dam")
    write(folder, "new.txt", DAM)
    watched.comes_to("bank", "bridge", "dam", "new")


def test_tags_are_there_when_an_article_is(watched: Watched, folder: Path) -> None:
    watched.library.tag([watched.library.resolve("dam")], "вода")
    (folder / "dam.txt").rename(folder / "elsewhere.txt")
    watched.until(lambda: ids(watched.library, "tag:вода") == ["elsewhere"])
