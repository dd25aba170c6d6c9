"""From one file to what is written of it, here or in a process of its own.

Reading a page holds the interpreter's lock, so a large import has a second process read while the first one writes.
A line of JSON for the process is a list of files; its answer is a frame of what came of them, in the same order, in the
interpreter's own notation for plain values, which costs a quarter of what JSON does.
"""

from __future__ import annotations

import json
import marshal
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from msgspec import Struct
from msgspec.structs import astuple, replace

from reader.errors import ReaderError, WorkerError
from reader.model import Article, IndexEntry, Kind, Stamp
from reader.process import LineProcess, frame, frames
from reader.search.index import IndexedText
from reader.search.words import folded_text
from reader.sources.decode import decode
from reader.sources.folder import expect_file, read_file
from reader.sources.index import apply_index
from reader.storage.records import Record, record_of

_SENT, _BYTES_SENT = 16, 1 << 20  # files in a line: few enough that their answers, which are a line too, come soon
_AHEAD = 64  # files that the disk is asked for before they are read
_UNDER_WAY = 3_000  # files sent ahead, so that the process has work while a second's worth of rows is written
_BYTES_UNDER_WAY = 24 << 20
_SILENCE = 60.0  # seconds in which a file of any size is read a hundred times over


class Task(Struct, frozen=True):
    """A file to be read: its stamp, the id its article shall have, what the index says of it."""

    stamp: Stamp
    id: str
    entry: IndexEntry | None


class Outcome(Struct, frozen=True):
    """What came of a file: a record and the headline, lead and body to be searched, folded, unless it cannot be read;
    and one line for the user where there is something to be said."""

    record: Record | None
    indexed: tuple[str, str, str] = ("", "", "")
    notice: str | None = None


def read_task(task: Task) -> Outcome:
    """Read one file. Never fails: what cannot be read becomes a notice."""
    from reader.sources.page import parse_page  # its rules take time to load, and a warm start needs none

    stamp = task.stamp
    try:
        decoded = decode(read_file(stamp.path))
    except ReaderError as error:
        return Outcome(None, notice=f"{stamp.name}: {error}")
    try:
        page = parse_page(decoded.text)
    except Exception as error:  # a fault in one rule costs one article, not the library
        return Outcome(None, notice=f"{stamp.name}: its parts could not be told apart: {error!r}")
    if task.entry is not None:
        page = apply_index(page, task.entry)
    if not page.title:
        page = replace(page, title=task.id)  # an empty file still needs a name in the list
    article = Article(task.id, stamp.path, decoded.text, decoded.fingerprint, page)
    notice = f"{stamp.name}: {decoded.notice}" if decoded.notice else None
    title, lead, body = map(folded_text, _searched(article))
    return Outcome(record_of(stamp, spelt(task.entry), article), (title, lead, body), notice)


def spelt(entry: IndexEntry | None) -> str:
    """An index entry as one string, to tell whether it has changed."""
    return "" if entry is None else repr(astuple(entry))


def searchable(row: int, article: Article) -> IndexedText:
    """What the search index takes of an article: headline, lead, and the rest of what is shown."""
    return IndexedText(row, *_searched(article))


_OWN_FIELDS = (Kind.HEADLINE, Kind.LEAD)


def _searched(article: Article) -> tuple[str, str, str]:
    page = article.page
    body = (article.text[p.start : p.stop] for p in article.shown if p.kind not in _OWN_FIELDS)
    return page.title, page.lead or "", "\n".join(body)


def read_tasks(
    tasks: Iterable[Task], helper: ReadingProcess | None, failed: Callable[[WorkerError], None]
) -> Iterator[tuple[Task, Outcome]]:
    """Read files, the helper in its process and this one in turn; what comes first is yielded first. `failed` is told
    if the process ends on its own; the rest is read without it."""
    waiting = Waiting(tasks)
    while waiting.tasks or (helper is not None and helper.under_way):
        if helper is not None:
            try:
                while waiting.tasks and helper.has_room(len(waiting.tasks)):
                    helper.submit(waiting.take(_SENT))
                found = helper.take(0.0 if waiting.tasks else _SILENCE)
            except WorkerError as error:
                waiting.put_back(helper.under_way)
                helper = None
                failed(error)
                continue
            if found is not None:
                yield found
                continue
        for task in waiting.take(1):
            yield task, read_task(task)


class Waiting:
    """Files to be read, in order. The disk is asked for them ahead, so that nobody waits for it."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self.tasks = deque(tasks)
        self._asked = 0  # so many of the first have been asked for

    def take(self, at_most: int) -> list[Task]:
        """The next files, fewer where they are large."""
        taken: list[Task] = []
        size = 0
        while self.tasks and len(taken) < at_most and size < _BYTES_SENT:
            while self._asked < min(_AHEAD, len(self.tasks)):
                expect_file(self.tasks[self._asked].stamp.path)
                self._asked += 1
            taken.append(self.tasks.popleft())
            self._asked -= 1
            size += taken[-1].stamp.size
        return taken

    def put_back(self, tasks: Sequence[Task]) -> None:
        """These have been taken and not read."""
        self.tasks.extendleft(reversed(tasks))
        self._asked += len(tasks)


class ReadingProcess:
    """The client of a process that reads files. Raises WorkerError if it cannot be started."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = LineProcess(command, name="the reading process", answers=frames)
        self.under_way: deque[Task] = deque()
        """The files sent whose outcome has not been taken, oldest first."""
        self._bytes = 0
        self._received: deque[Outcome] = deque()

    def has_room(self, waiting: int) -> bool:
        """Whether more files may be sent, of so many that wait: never most of them, or the parent would have nothing
        left to do but wait for the last."""
        ahead = min(_UNDER_WAY, max(_SENT, waiting // 2))
        return len(self.under_way) < ahead and self._bytes < _BYTES_UNDER_WAY

    def submit(self, tasks: Sequence[Task]) -> None:
        """Send files to be read."""
        self._process.send(json.dumps([_task_to_json(task) for task in tasks]).encode("ascii"))
        self.under_way.extend(tasks)
        self._bytes += sum(task.stamp.size for task in tasks)

    def take(self, seconds: float) -> tuple[Task, Outcome] | None:
        """The next outcome, waited for so long; None if there is none yet. Raises WorkerError when there will be none:
        the process is gone, speaks nonsense, or has been silent although it was waited for."""
        if not self._received:
            answer = self._process.receive(seconds)
            if answer is None and not self._process.gone and not seconds:
                return None
            try:
                self._received.extend(map(_outcome_of, marshal.loads(answer or b"")))
            except (EOFError, ValueError, TypeError) as error:
                raise WorkerError("the process that reads the files has ended") from error
        if not (self._received and self.under_way):
            raise WorkerError("the process that reads the files has ended")
        task = self.under_way.popleft()
        self._bytes -= task.stamp.size
        return task, self._received.popleft()

    def close(self) -> None:
        """End the process."""
        self._process.end()


def serve(input: BinaryIO, output: BinaryIO) -> None:
    """Read the files of every line of `input`, until it ends."""
    for line in input:
        answer = [_plain(read_task(_task_from_json(fields))) for fields in json.loads(line)]
        output.write(frame(marshal.dumps(answer)))
        output.flush()


def end_with(pipe: BinaryIO) -> None:
    """Have this process end at once when the pipe from its parent is closed: nobody wants its work any more."""

    def wait() -> None:
        while os.read(pipe.fileno(), 1 << 10):  # not by the pipe's buffer: Python would want its lock when it ends
            pass
        os._exit(0)

    threading.Thread(target=wait, name="parent", daemon=True).start()


def be_in_the_background(nice: int) -> None:
    """Yield to what the user waits for, and leave ctrl+c to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        os.nice(nice)
    except OSError:
        return


# --- the two ends of the pipe ---


def _task_to_json(task: Task) -> list[Any]:
    stamp, entry = task.stamp, task.entry
    said = None if entry is None else [*astuple(entry)]
    if said is not None and entry is not None and entry.published is not None:
        said[_PUBLISHED] = entry.published.isoformat()
    return [stamp.name, os.fsdecode(stamp.path), stamp.mtime_ns, stamp.size, task.id, said]


_PUBLISHED = 4


def _task_from_json(fields: list[Any]) -> Task:
    name, path, mtime_ns, size, article_id, said = fields
    entry = None
    if said is not None:
        said[_PUBLISHED] = date.fromisoformat(said[_PUBLISHED]) if said[_PUBLISHED] else None
        entry = IndexEntry(*said)
    return Task(Stamp(name, Path(path), mtime_ns, size), article_id, entry)


_Plain = tuple[tuple[Any, ...] | None, bytes, str, tuple[str, str, str], str | None]


def _plain(outcome: Outcome) -> _Plain:
    record = outcome.record or Record((), b"", "")
    return record.columns or None, record.text, record.paragraphs, outcome.indexed, outcome.notice


def _outcome_of(fields: _Plain) -> Outcome:
    columns, text, paragraphs, indexed, notice = fields
    return Outcome(None if columns is None else Record(columns, text, paragraphs), indexed, notice)
