"""Large scans run in processes of their own, and end as a small one does, whatever becomes of the processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from reader.errors import LibraryError, StorageError, WorkerError
from reader.library import ScanProgress, importing, open_library, scanning
from reader.library.planning import Place
from reader.library.reading import Outcome, ReadingProcess, Task, Waiting, read_task, read_tasks
from reader.model import IndexEntry, Notice, Stamp
from reader.process import LineProcess, python_command
from reader.settings import Settings
from reader.sources.folder import scan_folder
from tests.library.folders import BANK, DAM, ids, news, opened, write

READ = python_command(importing.MODULE, "read")


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three files are a large library."""
    monkeypatch.setattr(scanning, "LISTED_HERE", 2)
    monkeypatch.setattr(scanning, "READ_HERE", 1)


def script(body: str) -> tuple[str, ...]:
    return (sys.executable, "-c", f"import json, sys, os, time\n{body}")


def tasks(folder: Path) -> list[Task]:
    return [Task(stamp, stamp.name, None) for stamp in scan_folder(folder).stamps]


@pytest.mark.usefixtures("large")
def test_a_large_library_is_read_as_a_small_one_is(tmp_path: Path) -> None:
    write(news(tmp_path), "index.yaml", "articles:\n  - file: dam.txt\n    published: 2020-01-02\n")
    library = open_library(tmp_path, settings=Settings())
    reports: list[ScanProgress] = []
    assert library.scan(reports.append)
    assert sorted(ids(library)) == ["bank", "bridge", "dam"]
    assert ids(library, "смартфоны") == ["bank"]
    assert str(library.summaries([library.resolve("dam")])[0].published) == "2020-01-02"
    assert (reports[-1].done, reports[-1].total) == (3, 3)
    assert not library.scan()


@pytest.mark.usefixtures("large")
def test_notices_and_errors_of_the_process_are_those_of_a_scan(tmp_path: Path) -> None:
    folder = news(tmp_path / "news")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20)
    library = opened(folder)
    assert ["picture.txt" in notice.text for notice in library.take_notices()] == [True]
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(LibraryError, match="folder is gone"):
        library.scan()
    assert len(ids(library)) == 3


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(
    "body", ["sys.exit(3)", "print('nonsense', flush=True); time.sleep(60)", "os.kill(os.getpid(), 9)"]
)
def test_a_process_that_fails_costs_a_notice_and_the_scan_goes_on_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    monkeypatch.setattr(importing, "python_command", lambda *_: script(body))
    library = opened(news(tmp_path))
    assert sorted(ids(library)) == ["bank", "bridge", "dam"]
    (notice,) = library.take_notices()
    assert "more slowly" in notice.text


@pytest.mark.usefixtures("large")
def test_a_scan_that_is_stopped_ends_its_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[LineProcess] = []

    def start(*_: object, name: str) -> LineProcess:
        started.append(LineProcess(script("time.sleep(600)"), name=name))
        return started[-1]

    monkeypatch.setattr(importing, "LineProcess", start)
    looked = iter((False, False, True))
    open_library(news(tmp_path), settings=Settings()).scan(stop=lambda: next(looked))
    with pytest.raises(ProcessLookupError):
        os.kill(started[0].pid, 0)


@pytest.mark.parametrize(("kind", "error"), [("library", LibraryError), ("storage", StorageError), ("", WorkerError)])
def test_an_error_in_the_process_has_its_name_here(tmp_path: Path, kind: str, error: type[Exception]) -> None:
    command = script(f"print(json.dumps(['error', [{kind!r}, 'why']]), flush=True)")
    with pytest.raises(error, match="why"):
        importing.scan(Place(tmp_path, None), tmp_path, lambda _: None, lambda _: None, lambda: False, command=command)


def test_the_process_ends_with_its_parent(tmp_path: Path) -> None:
    child = subprocess.Popen(
        python_command(importing.MODULE, "watch", str(tmp_path), "index.yaml", "1"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert json.loads(child.stdout.readline())[0] == "watching"
    child.stdin.close()
    assert child.wait(20) == 0
    child.stdout.close()


def test_code_in_the_current_folder_is_not_run(tmp_path: Path) -> None:
    for name in ("json", "zlib", "yaml", "platformdirs"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')")
    done = subprocess.run(READ, input=b"[]\n", cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


# --- reading in two processes ---


def test_what_the_helper_reads_is_what_is_read_here(tmp_path: Path) -> None:
    news(tmp_path)
    write(tmp_path, "empty.txt", "")
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20)
    os.link(tmp_path / "dam.txt", os.fsencode(tmp_path) + b"/\xff.txt")
    wanted = [*tasks(tmp_path)]
    wanted[0] = Task(wanted[0].stamp, "id", IndexEntry(wanted[0].stamp.name, title="«Имя»", language="ru"))
    helper = ReadingProcess(READ)
    try:
        helper.submit(wanted)
        found = [helper.take(60) for _ in wanted]
    finally:
        helper.close()
    assert found == [(task, read_task(task)) for task in wanted]


def test_a_helper_that_dies_leaves_nothing_unread(tmp_path: Path) -> None:
    for number in range(100):
        write(tmp_path, f"{number}.txt", DAM.replace("21", str(number)))
    helper = ReadingProcess(script("for line in sys.stdin: print(end='', flush=True); os._exit(3)"))
    failed: list[WorkerError] = []
    try:
        found = [task.stamp.name for task, _ in read_tasks(tasks(tmp_path), helper, failed.append)]
    finally:
        helper.close()
    assert sorted(found) == sorted(stamp.name for stamp in scan_folder(tmp_path).stamps)
    assert len(failed) == 1


def test_what_is_under_way_is_bounded_by_size(tmp_path: Path) -> None:
    helper = ReadingProcess(script("sys.stdin.read()"))
    try:
        helper.submit([Task(Stamp("a.txt", tmp_path, 0, 40 << 20), "a", None)])
        assert not helper.has_room(1000)
    finally:
        helper.close()


def test_large_files_are_sent_one_by_one(tmp_path: Path) -> None:
    large = [Task(Stamp(f"{number}.txt", tmp_path, 0, 5 << 20), str(number), None) for number in range(3)]
    waiting = Waiting(large)
    assert [waiting.take(16) for _ in large] == [[task] for task in large]
    waiting.put_back(large[1:])
    assert waiting.take(1) == [large[1]]


def test_most_of_the_last_files_are_left_to_whoever_is_free(tmp_path: Path) -> None:
    helper = ReadingProcess(script("sys.stdin.read()"))
    try:
        helper.submit([Task(Stamp(f"{number}.txt", tmp_path, 0, 1), "a", None) for number in range(50)])
        assert helper.has_room(1000)
        assert not helper.has_room(100)
    finally:
        helper.close()


def test_a_file_that_cannot_be_read_is_an_outcome() -> None:
    outcome = read_task(Task(Stamp("gone.txt", Path("/nowhere/gone.txt"), 0, 0), "gone", None))
    assert outcome == Outcome(None, notice=outcome.notice)
    assert "gone.txt" in (outcome.notice or "")


def test_a_fault_in_a_rule_costs_one_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> None:
        raise IndexError("string index out of range")

    monkeypatch.setattr("reader.sources.page.parse_page", fail)
    [task] = tasks(write(tmp_path, "bank.txt", BANK).parent)
    outcome = read_task(task)
    assert outcome.record is None
    assert outcome.notice is not None
    assert outcome.notice.startswith(f"{task.stamp.name}: ")


# --- two programs ---


@pytest.mark.usefixtures("large")
def test_two_programs_read_one_library_at_once(tmp_path: Path) -> None:
    for number in range(300):
        write(tmp_path, f"{number:03}.txt", BANK.replace("пятницу", f"пятницу{number}"))
    libraries = [open_library(tmp_path, settings=Settings()) for _ in range(2)]
    threads = [threading.Thread(target=library.scan) for library in libraries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for library in libraries:
        assert [notice.text for notice in library.take_notices()] == []
        assert len(ids(library)) == 300
        assert ids(library, '"пятницу7"') == ["007"]
        library.close()


def test_two_programs_watch_one_library_at_once(tmp_path: Path) -> None:
    libraries = [opened(news(tmp_path / "news")) for _ in range(2)]
    stop = threading.Event()
    threads = [
        threading.Thread(target=library.watch, args=(lambda _: None, stop.is_set), daemon=True) for library in libraries
    ]
    for thread in threads:
        thread.start()
    for number in range(40):
        write(tmp_path / "news", f"{number:02}.txt", BANK.replace("пятницу", f"пятницу{number}"))
        time.sleep(0.02)
    end = time.monotonic() + 30
    while any(len(ids(library)) < 43 for library in libraries) and time.monotonic() < end:
        time.sleep(0.05)
    stop.set()
    for thread in threads:
        thread.join(20)
    for library in libraries:
        assert len(ids(library)) == 43
        assert library.take_notices() == []
        library.close()


def test_a_program_that_is_killed_while_it_imports_leaves_a_cache_that_is_whole(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    for number in range(900):
        write(folder, f"{number:03}.txt", BANK.replace("пятницу", f"пятницу{number}"))
    library = open_library(folder, settings=Settings())
    child = subprocess.Popen(
        python_command(importing.MODULE, "scan", str(library._database.path), str(folder)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    child.communicate()
    some = len(ids(library))
    assert library._database.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(ids(library, '"ставку"')) == some
    library.scan()
    assert len(ids(library, '"ставку"')) == 900


def test_notices_cross_the_pipe_whole(tmp_path: Path) -> None:
    told: list[Notice] = []
    lines = "['notice', ['«a.txt»: is odd', 'error']], ['done', [True, 2]]"
    command = script(f"for line in ({lines}): print(json.dumps(line), flush=True)")
    done = importing.scan(Place(tmp_path, None), tmp_path, told.append, lambda _: None, lambda: False, command=command)
    assert (told, done) == ([Notice("«a.txt»: is odd", "error")], importing.Done(True, 2))
