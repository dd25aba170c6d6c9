"""What runs in the processes beside the screen's: one scans a library and writes the cache, one reads files for it, one
tells which files change.

Started by `importing`, by `watching` and by itself; nobody imports it.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.errors import LibraryError, ReaderError, StorageError
from reader.library.importing import MODULE, ScanProgress
from reader.library.opening import open_cache
from reader.library.planning import Place
from reader.library.reading import ReadingProcess, be_in_the_background, end_with, serve
from reader.library.scanning import Scanner
from reader.library.watching import tell_of_changes
from reader.model import Notice
from reader.process import python_command

_NICE = 5
"""Below the screen, above the search for names."""
_SELDOM = 50_000
"""Objects made before garbage is looked for: an import makes millions that live and die without a cycle."""


def main(arguments: Sequence[str]) -> None:
    """`scan CACHE ROOT [INDEX]`, `read`, or `watch FOLDER INDEX RECURSIVE`."""
    be_in_the_background(_NICE)
    gc.set_threshold(_SELDOM)
    if arguments[0] == "read":
        serve(sys.stdin.buffer, sys.stdout.buffer)
        return
    end_with(sys.stdin.buffer)
    if arguments[0] == "watch":
        folder, index_name, recursive = arguments[1:]
        tell_of_changes(folder, index_name, recursive == "1", _say)
        return
    cache, root, *index = map(Path, arguments[1:])
    try:
        scanner = Scanner(Place(root, index[0] if index else None), open_cache(cache), _notify)
        changed = scanner.scan_here(_report, lambda: False, _start_helper)
    except ReaderError as error:
        kind = "library" if isinstance(error, LibraryError) else "storage" if isinstance(error, StorageError) else ""
        _say("error", kind, str(error))
    else:
        _say("done", changed, scanner.links)


def _start_helper() -> ReadingProcess:
    return ReadingProcess(python_command(MODULE, "read"))


def _report(progress: ScanProgress) -> None:
    _say("progress", progress.done, progress.total, progress.changed)


def _notify(notice: Notice) -> None:
    _say("notice", notice.text, notice.severity)


def _say(what: str, *fields: object) -> None:
    sys.stdout.write(json.dumps([what, fields]) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
