"""The language process: `annotate --jsonl` over pipes, and the client that starts it, waits for it and restarts it.

A process of its own, because annotating holds the interpreter for milliseconds at a time and the screen must not wait;
no pickle and no fork, because the screen has threads. Nothing heavy is imported here: weights are loaded in the child.
"""

from __future__ import annotations

import io
import json
import os
import queue
import select
import signal
import threading
from collections import deque
from contextlib import suppress
from datetime import date
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, BinaryIO

from msgspec import Struct

from reader.errors import WorkerError
from reader.language.wire import annotation_from_json, annotation_to_json
from reader.model import Annotation, Kind, Paragraph
from reader.process import LineProcess, python_command

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LOAD_SECONDS = 30.0
"""Time a fresh process may take before its first answer, beside the time of the text: weights from a cold disk."""

BASE_SECONDS, SECONDS_PER_MEGABYTE = 5.0, 60.0
"""Time one text may take: some hundred times what is measured, and still finite."""

TRIES = 2

ROLE, BACKGROUND, FOREGROUND = "READER_LANGUAGE_PROCESS", "background", "foreground"
"""The environment variable by which a process knows that it is a child, to answer by itself and not to share out the
work again; and what it says."""

SPACY = "READER_SPACY"
"""The environment variable that tells a child the spaCy model for English names; empty without one."""

_MAX_IN_FLIGHT = 4
LANGUAGE_COMMAND = python_command("reader", "annotate", "--jsonl")


class Request(Struct, frozen=True):
    """One article to annotate: what `reader.language.annotate` takes. `paragraphs` None means every line."""

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...] | None = None
    language: str | None = None
    published: date | None = None

    def to_line(self) -> bytes:
        """The request as a line of JSON."""
        line: dict[str, Any] = {"id": self.id, "text": self.text}
        if self.paragraphs is not None:
            line["paragraphs"] = [[p.start, p.stop, p.kind.value] for p in self.paragraphs]
        if self.language is not None:
            line["language"] = self.language
        if self.published is not None:
            line["published"] = self.published.isoformat()
        return json.dumps(line).encode("ascii") + b"\n"

    @property
    def seconds(self) -> float:
        """How long the answer may take."""
        return BASE_SECONDS + SECONDS_PER_MEGABYTE * len(self.text) / 1_000_000


def parse_request(line: bytes) -> Request:
    """A request from a line of JSON. Raises ValueError with a sentence on what is wrong."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not a line of JSON: {error}") from error
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise ValueError('an object with "id" and "text" is wanted')
    text = fields["text"]
    published, language = fields.get("published"), fields.get("language")
    if not isinstance(published, str | None) or not isinstance(language, str | None):
        raise ValueError('"published" and "language" must be strings')
    try:
        day = date.fromisoformat(published) if published else None
    except ValueError as error:
        raise ValueError(f'"published" must be a date like 2018-02-26: {published!r}') from error
    return Request(_id_of(fields), text, _paragraphs(fields.get("paragraphs"), len(text)), language, day)


def _id_of(fields: Any) -> str:
    named = fields.get("id") if isinstance(fields, dict) else None
    return named if isinstance(named, str) else "" if named is None else str(named)


def _paragraphs(listed: Any, length: int) -> tuple[Paragraph, ...] | None:
    if listed is None:
        return None
    try:
        paragraphs = tuple(Paragraph(int(start), int(stop), Kind(kind)) for start, stop, kind in listed)
    except (TypeError, ValueError) as error:
        raise ValueError('"paragraphs" must be a list of [start, stop, kind]') from error
    edges = [0, *(edge for p in paragraphs for edge in (p.start, p.stop)), length]
    if any(left > right for left, right in pairwise(edges)):
        raise ValueError('"paragraphs" must lie in the text, in order, without overlap')
    return paragraphs


def answer(line: bytes, spacy: str | None = None) -> dict[str, Any]:
    """The answer to one line. It has an `error` where the line is no request or the text could not be annotated;
    a request with paragraphs, which is the library's own, is told the canonical names too."""
    from reader.language import annotate, whole_lines

    name, private = "", False
    try:
        with suppress(ValueError, RecursionError):
            name = _id_of(json.loads(line))
        request = parse_request(line)
        private = request.paragraphs is not None
        paragraphs = whole_lines(request.text) if request.paragraphs is None else request.paragraphs
        annotation = annotate(
            request.text, paragraphs, language=request.language, published=request.published, spacy=spacy
        )
    except ValueError as error:
        annotation = Annotation(None, error=str(error))
    except Exception as error:  # one article must not end the process
        annotation = Annotation(None, error=f"{type(error).__name__}: {error}".splitlines()[0])
    return annotation_to_json(name, annotation, private=private)


def serve(input: BinaryIO, output: BinaryIO, *, background: bool = False) -> None:
    """Answer every line of `input` with one line on `output`, in order, until it ends.

    Answers are flushed when no further request waits. With `background` the process yields to all others (nice 19).
    SIGINT is left to the parent: closing the pipe ends the process.
    """
    one_thread_for_algebra()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    if background:
        with suppress(OSError):
            os.nice(19)
    spacy = os.environ.get(SPACY) or None
    with suppress(BrokenPipeError):  # nobody listens any more
        for line in input:
            if line.strip():
                output.write(json.dumps(answer(line, spacy), ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            if not _more_waits(input):
                output.flush()
        output.flush()


def one_thread_for_algebra() -> None:
    """Matrices here are small: more threads only take time from the screen. To be called before NumPy is loaded."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _more_waits(source: BinaryIO) -> bool:
    """Whether another line can be read at once, from the buffer or from the pipe."""
    if isinstance(source, io.BufferedReader):
        with suppress(OSError, ValueError):
            readable, _, _ = select.select([source], [], [], 0)
            return bool(readable)
    return False


class LanguageProcess:
    """The client: one child process, started when first needed, restarted when it dies or takes too long.

    To be used by one thread at a time. Up to four requests may be under way (`submit`, then `result` in the same
    order); what is urgent is simply submitted next.
    """

    def __init__(
        self, command: Sequence[str] | None = None, *, background: bool = True, spacy: str | None = None
    ) -> None:
        self._command = tuple(command) if command else LANGUAGE_COMMAND
        self._background = background
        self._spacy = spacy
        self._child: LineProcess | None = None
        self._answered = False
        self._waiting: deque[tuple[Request, int]] = deque()

    def annotate(self, request: Request) -> Annotation:
        """The annotation of one article. Raises WorkerError after two failures, or if there is no process."""
        self.submit(request)
        while True:
            done, annotation = self.result()
            if done is request:
                return annotation

    @property
    def room(self) -> bool:
        """Whether another request may be submitted before a result is taken."""
        return len(self._waiting) < _MAX_IN_FLIGHT

    @property
    def pending(self) -> int:
        """Requests whose result has not been taken."""
        return len(self._waiting)

    def submit(self, request: Request) -> None:
        """Send a request; its result comes after all earlier ones. Raises WorkerError if there is no `room`."""
        if not self.room:
            raise WorkerError(f"{_MAX_IN_FLIGHT} articles are under way already")
        self._waiting.append((request, 1))
        if self._child is not None:
            self._child.send(request.to_line())

    def result(self) -> tuple[Request, Annotation]:
        """The oldest request under way and its annotation, waited for within its time limit.

        Raises WorkerError when there is none, when the process cannot be started, and when it failed twice on this
        request, which is then dropped: `WorkerError` names it, and the next call goes on with the others.
        """
        if not self._waiting:
            raise WorkerError("no article is under way")
        while True:
            request, tries = self._waiting[0]
            child = self._child or self._start()
            found = child.receive(request.seconds + (0 if self._answered else LOAD_SECONDS))
            if found is not None and (annotation := _read(found, request)):
                self._waiting.popleft()
                self._answered = True
                return request, annotation
            self._stop()
            if tries >= TRIES:
                self._waiting.popleft()
                raise WorkerError(f"{request.id}: the language process failed on it {TRIES} times")
            self._waiting[0] = (request, tries + 1)

    def close(self) -> None:
        """End the child and forget what is under way."""
        self._waiting.clear()
        self._stop()

    def __enter__(self) -> LanguageProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> LineProcess:
        self._child = _started(self._command, background=self._background, spacy=self._spacy)
        self._answered = False
        for request, _ in self._waiting:
            self._child.send(request.to_line())
        return self._child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()


def _started(command: Sequence[str], *, background: bool, spacy: str | None) -> LineProcess:
    role = BACKGROUND if background else FOREGROUND
    return LineProcess(command, name="the language process", environment={ROLE: role, SPACY: spacy or ""})


def _read(line: bytes, request: Request) -> Annotation | None:
    """The annotation in an answer; None where it is no answer to this request."""
    try:
        fields = json.loads(line)
        return annotation_from_json(fields) if fields["id"] == request.id else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def serve_batch(
    input: BinaryIO,
    output: BinaryIO,
    *,
    processes: int = 2,
    command: Sequence[str] | None = None,
    spacy: str | None = None,
) -> None:
    """As `serve`, with the work shared out among several processes: about 1.5 times as fast on two cores.

    Lines go to the processes in turn, answers come back in order. A line on which a process dies is answered with an
    `error`. Raises WorkerError when a process cannot be started.
    """
    start = partial(_started, tuple(command) if command else LANGUAGE_COMMAND, background=False, spacy=spacy)
    lines: queue.Queue[bytes | None] = queue.Queue(processes * _MAX_IN_FLIGHT)
    threading.Thread(target=_feed, args=(input, lines), name="language-batch", daemon=True).start()
    team: list[LineProcess | None] = [None] * processes
    under_way: deque[tuple[int, bytes]] = deque()
    sent, ended = 0, False
    try:
        while under_way or not ended:
            while not ended and len(under_way) < processes * _MAX_IN_FLIGHT:
                try:
                    line = lines.get(block=not under_way)
                except queue.Empty:
                    break
                if line is None:
                    ended = True
                    break
                number = sent % processes
                child = team[number] = team[number] or start()
                child.send(line)
                under_way.append((number, line))
                sent += 1
            if under_way:
                number, line = under_way.popleft()
                output.write(_answer_of(team, number, line, [other for n, other in under_way if n == number], start))
                if lines.empty():
                    output.flush()
        output.flush()
    finally:
        for child in filter(None, team):
            child.end()


def _feed(source: BinaryIO, lines: queue.Queue[bytes | None]) -> None:
    for line in source:
        if line.strip():
            lines.put(line)
    lines.put(None)


def _answer_of(
    team: list[LineProcess | None],
    number: int,
    line: bytes,
    others: Sequence[bytes],
    start: Callable[[], LineProcess],
) -> bytes:
    """The answer of a process to its oldest line; where it is gone, an error, and a new process for its other lines."""
    child = team[number]
    found = child.receive(LOAD_SECONDS + BASE_SECONDS + SECONDS_PER_MEGABYTE * len(line) / 1_000_000) if child else None
    if found is not None:
        return found
    if child is not None:
        child.end()
    fresh = team[number] = start()
    for other in others:
        fresh.send(other)
    fields: Any = None
    with suppress(ValueError, RecursionError):
        fields = json.loads(line)
    failed = annotation_to_json(_id_of(fields), Annotation(None, error="the language process died on it"))
    return json.dumps(failed, ensure_ascii=False).encode() + b"\n"
