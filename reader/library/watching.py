"""What changes on disk while a library is open, taken in as it changes.

A process of its own (`import_process watch`) says which files and folders have changed, once nothing more happens for a
moment, so that a burst of writes is one change and a file being written is read when it is quiet. In the screen's
process it would hold the interpreter's lock for 0.6 seconds while a folder of 100,000 files is gone through. Where
nothing tells (too many folders for the system's limit, a network disk), the folder is scanned anew now and then.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError, StorageError, WorkerError
from reader.library.importing import MODULE, Report, ScanProgress, Stop
from reader.library.planning import Place
from reader.library.scanning import Scanner
from reader.model import Notice
from reader.process import LineProcess, python_command
from reader.sources.folder import is_article
from reader.storage.database import Database, identity

if TYPE_CHECKING:
    from watchfiles import Change

_QUIET_MS = 150  # without a further change for so long, what has changed is told
_AT_MOST_MS = 800  # changes that never stop are told after so long
_LOOK = 1.0  # seconds between two looks whether the folder and the cache are still there
_RESCAN = 60.0  # seconds between two scans where nothing tells of changes
_STEP = 0.2  # seconds between two looks whether to stop
_REMOTE = frozenset(("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.rclone", "davfs"))
_MOUNTS = Path("/proc/self/mounts")


class Watcher:
    """Keeps the cache of an open library in step with its folder."""

    def __init__(self, place: Place, database: Database, scanner: Scanner, notify: Callable[[Notice], None]) -> None:
        self._place = place
        self._database = database
        self._scanner = scanner
        self._notify = notify
        self._root = place.root
        self._told = False  # that nothing tells of changes

    def watch(self, taken_in: Callable[[], None], report: Report, stop: Stop) -> None:
        """Take in what has changed and what changes until `stop()` says so. `taken_in` is called after each change, and
        `report` as by a scan. What goes wrong becomes a notice, and watching goes on."""
        while not stop():
            if not self._root.exists():
                self._notify(Notice(f"{self._root}: the folder is gone; what was read of it stays listed"))
                report(ScanProgress(0, 0, False))
                while not stop() and not self._root.exists():
                    time.sleep(_STEP)
            elif _is_remote(self._root):
                self._scan_now_and_then("it is on a network disk", taken_in, report, stop)
            else:
                try:
                    self._follow(taken_in, report, stop)
                except WorkerError as error:
                    self._scan_now_and_then(str(error), taken_in, report, stop)

    def _follow(self, taken_in: Callable[[], None], report: Report, stop: Stop) -> None:
        """Watch until another folder, or none, has the library's name. Raises WorkerError where nothing tells."""
        folder = identity(self._root)
        process = LineProcess(watch_command(self._place), name="the watching process")
        try:
            looked = time.monotonic()
            while not stop():
                line = process.receive(_STEP)
                if line is not None:
                    changed = _changed_paths(line)
                    links = self._scanner.links if changed else None
                    self._take_in(None if self._is_for_all(changed) else changed, taken_in, report, stop)
                    if links is not None and self._scanner.links > links:
                        return  # what a new link leads to is watched from the next time on
                elif process.gone:
                    raise WorkerError("the process that watches the files has ended")
                if time.monotonic() >= looked + _LOOK:
                    looked = time.monotonic()
                    if identity(self._root) != folder:
                        return
                    if self._database.is_lost:
                        self._take_in(None, taken_in, report, stop)
        finally:
            process.end()

    def _is_for_all(self, changed: Sequence[str] | None) -> bool:
        return changed is None or self._root.is_file() or self._place.index_path.name in changed

    def _take_in(self, changed: Sequence[str] | None, taken_in: Callable[[], None], report: Report, stop: Stop) -> None:
        try:
            if changed is None:
                self._scanner.scan(report, stop)
            else:
                self._scanner.take_in(changed, report, stop)
        except StorageError as error:
            self._notify(Notice(str(error), "error"))
        except ReaderError as error:
            if self._root.exists():  # else it is said once, by who waits for its return
                self._notify(Notice(str(error)))
        finally:
            taken_in()

    def _scan_now_and_then(self, reason: str, taken_in: Callable[[], None], report: Report, stop: Stop) -> None:
        """What is done instead of watching, until the folder is gone."""
        if not self._told:
            self._told = True
            every = f"every {_RESCAN:.0f} seconds"
            self._notify(Notice(f"{self._root}: changes cannot be watched ({reason}); it is looked through {every}"))
            self._take_in(None, taken_in, report, stop)
        due = time.monotonic() + _RESCAN
        while not stop() and self._root.exists():
            if time.monotonic() >= due:
                self._take_in(None, taken_in, report, stop)
                due = time.monotonic() + _RESCAN
            time.sleep(min(_STEP, _RESCAN))


def watch_command(place: Place) -> tuple[str, ...]:
    """The command of the process that tells of changes."""
    folder = place.root if place.root.is_dir() else place.root.parent
    return python_command(MODULE, "watch", os.fspath(folder), place.index_path.name, str(int(place.root.is_dir())))


def tell_of_changes(folder: str, index: str, recursive: bool, say: Callable[..., None]) -> None:
    """What the watching process does: `say` once that it watches, then, each time that something has changed, the paths
    below the folder; or why it cannot watch. Ends when the folder does."""
    from watchfiles import watch

    def concerns(change: Change, path: str) -> bool:
        """Whether a change may be one of the library. What comes or goes may be a folder, whatever it is called; what
        is merely changed is an article or the index."""
        if f"{os.sep}." in path[len(folder) :]:
            return False
        return change.name != "modified" or is_article(path) or path == str(Path(folder, index))

    try:
        changes = watch(
            folder,
            watch_filter=concerns,
            debounce=_AT_MOST_MS,
            step=_QUIET_MS,
            rust_timeout=_QUIET_MS,
            yield_on_timeout=True,
            raise_interrupt=False,
            recursive=recursive,
            ignore_permission_denied=True,
        )
        next(
            changes
        )  # the first answer comes once everything is watched; what it tells is seen by the scan it calls for
        say("watching")
        for changed in changes:
            if changed:
                say("changed", [os.path.relpath(path, folder) for _, path in changed])
    except (OSError, RuntimeError) as error:  # what watchfiles raises where the system says no
        say("error", str(error))


def _changed_paths(line: bytes) -> list[str] | None:
    """What a line of the process tells: paths below the folder; None for any. Raises WorkerError if it is the last."""
    try:
        what, fields = json.loads(line)
    except (ValueError, TypeError, RecursionError) as error:
        raise WorkerError("the process that watches the files speaks nonsense") from error
    if what == "changed":
        return list(fields[0])
    if what == "error":
        raise WorkerError(str(fields[0]))
    return None


def _is_remote(path: Path) -> bool:
    """Whether a folder is on a disk of another computer, which does not tell what others change there."""
    try:
        mounts = [line.split(" ") for line in _MOUNTS.read_text("utf-8", "surrogateescape").splitlines()]
    except OSError:
        return False
    return _kind_of_disk(path, ((fields[1].replace("\\040", " "), fields[2]) for fields in mounts)) in _REMOTE


def _kind_of_disk(path: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """The file system that a path is on, of those mounted: the one mounted nearest above it, and last."""
    above = {"/", *map(str, (path, *path.parents))}
    found = [(len(point), number, kind) for number, (point, kind) in enumerate(mounts) if point in above]
    return max(found, default=(0, 0, ""))[2]
