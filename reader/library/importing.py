"""A whole scan in a process of its own, so that the screen's interpreter has nothing to do with it.

The process (`import_process`) writes to the cache itself and says, in lines of JSON, how far it is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from reader.errors import LibraryError, StorageError, WorkerError
from reader.library.planning import Place
from reader.model import Notice
from reader.process import LineProcess, python_command

MODULE = "reader.library.import_process"
_PATIENCE = 0.1  # seconds between two looks whether to stop


class ScanProgress(Struct, frozen=True):
    """How far a scan is: files read of files to read, and whether rows changed since the last report."""

    done: int
    total: int
    changed: bool


Report = Callable[[ScanProgress], None]
Stop = Callable[[], bool]


class Done(Struct, frozen=True):
    """How a scan ended: whether anything changed, and how many folders are links."""

    changed: bool
    links: int


def scan(
    place: Place,
    cache: Path,
    notify: Callable[[Notice], None],
    report: Report,
    stop: Stop,
    *,
    command: Sequence[str] | None = None,
) -> Done:
    """Have a library scanned; blocks until that is done. When `stop()` says so, the process is ended at once: what it
    has written stays. Raises WorkerError when the process cannot be started or ends on its own, and what the scan
    itself raises."""
    arguments = ("scan", os.fspath(cache), os.fspath(place.root), *([os.fspath(place.index)] if place.index else ()))
    process = LineProcess(command or python_command(MODULE, *arguments), name="the importing process")
    changed = False
    try:
        while not stop():
            line = process.receive(_PATIENCE)
            if line is None:
                if process.gone:
                    raise WorkerError("the process that imports the files has ended")
                continue
            try:
                what, fields = json.loads(line)
            except (ValueError, TypeError, RecursionError) as error:
                raise WorkerError("the process that imports the files speaks nonsense") from error
            if what == "progress":
                progress = ScanProgress(*fields)
                changed |= progress.changed
                report(progress)
            elif what == "notice":
                notify(Notice(*fields))
            elif what == "error":
                kind, text = fields
                raise {"library": LibraryError, "storage": StorageError}.get(kind, WorkerError)(text)
            elif what == "done":
                return Done(*fields)
        return Done(changed, False)
    finally:
        process.end()
