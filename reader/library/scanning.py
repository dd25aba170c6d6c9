"""From a folder on disk to rows in the cache: only what is new or changed is read.

A scan costs one listing of the folder, then the reading of what differs from the cache in time, size or index entry; a
file that has moved is not read anew. Rows are written in batches, each a transaction, so that what has been read can be
listed and searched at once, and a scan that is stopped loses nothing. Two programs may scan one library at the same
time: a batch looks again, inside its transaction, whether its rows are still to be written.

A large scan holds the interpreter's lock for long, so it is done in a process of its own (`importing`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

from reader.errors import WorkerError
from reader.library import importing
from reader.library.importing import Report, ScanProgress, Stop
from reader.library.planning import Move, Place, Planner, Work, is_current
from reader.library.reading import Outcome, ReadingProcess, Task, read_tasks, searchable, spelt
from reader.model import Notice
from reader.search.index import IndexedText, Indexer, remove_article
from reader.storage.cache import Cache, Known
from reader.storage.database import Database

LISTED_HERE = 2_000
"""A folder of more files is listed in a process of its own: listing and comparing takes some 15 µs a file."""
READ_HERE = 300
"""More new files than this are read there too: as long as starting a process takes."""

_FIRST_REPORT, _REPORT = 0.25, 2.0  # seconds between two reports: what has been read shows up this soon
_SLOWER = 0.05  # by how much of the time that has passed they may grow: every report has the list looked up anew
_BATCH, _BATCH_BYTES = 2_000, 16 << 20  # written at once: no more, as the helper must not run out of work meanwhile
_FORGOTTEN = 200  # articles forgotten in one transaction


class Scanner:
    """Brings the cache of one library up to date with its folder. `notify` takes what the user should know."""

    def __init__(self, place: Place, database: Database, notify: Callable[[Notice], None]) -> None:
        self._place = place
        self._database = database
        self._cache = Cache(database)
        self._notify = notify
        self._planner = Planner(place, self._cache, notify)
        self.links = 0
        """How many folders the last scan found to be links: what changes in them is seen under one name of several."""

    def scan(self, report: Report, stop: Stop) -> bool:
        """Read what is new or changed, forget what is gone. Returns whether anything changed.

        Raises LibraryError, and forgets nothing, when the folder itself cannot be listed; StorageError when what was
        read cannot be kept.
        """
        if (reason := self._database.restore()) is not None:
            self._notify(Notice(f"the cache is made anew: {reason}", "information"))
        if self._cache.count() <= LISTED_HERE:
            work = self._planner.whole(at_most=LISTED_HERE)
            if work is not None and work.size <= READ_HERE:
                self.links = work.links
                return self.carry_out(work, report, stop)
        try:
            done = importing.scan(self._place, self._database.path, self._notify, report, stop)
        except WorkerError as error:
            self._notify(Notice(f"{error}; the files are read more slowly"))
            return self.scan_here(report, stop)
        self.links = done.links
        return done.changed

    def scan_here(self, report: Report, stop: Stop, start_helper: Callable[[], ReadingProcess] | None = None) -> bool:
        """As `scan`, in this process, with the help of another if there is much to be read."""
        work = self._planner.whole()
        assert work is not None
        self.links = work.links
        if start_helper is None or len(work.tasks) <= READ_HERE:
            return self.carry_out(work, report, stop)
        self._database.expect_much()
        helper = start_helper()
        try:
            return self.carry_out(work, report, stop, helper)
        finally:
            helper.close()

    def take_in(self, changed: Sequence[str], report: Report, stop: Stop) -> bool:
        """Bring up to date what some files and folders hold, by their paths below the root; whatever has become of
        them. Costs only them. Raises what `scan` raises."""
        work = None
        if len(changed) <= READ_HERE and not self.links:
            work = self._planner.part(changed)
        if work is None or work.links or work.size > READ_HERE:
            return self.scan(report, stop)
        return self.carry_out(work, report, stop)

    def carry_out(self, work: Work, report: Report, stop: Stop, helper: ReadingProcess | None = None) -> bool:
        """Do what is to be done; the last report says that all is done."""
        changed = self._move(work.moves)
        changed |= self._forget(work.gone, stop)
        changed |= self._rename(work.renamed)
        return self._read_all(work.tasks, changed, report, stop, helper)

    def _read_all(
        self, tasks: Sequence[Task], changed: bool, report: Report, stop: Stop, helper: ReadingProcess | None
    ) -> bool:
        unreported = changed
        indexer = Indexer()
        batch: list[tuple[Task, Outcome]] = []
        size = 0
        begun = time.monotonic()
        due = begun + _FIRST_REPORT
        if not stop():
            for done, (task, outcome) in enumerate(read_tasks(tasks, helper, self._without_help), 1):
                if outcome.notice:
                    self._notify(Notice(outcome.notice))
                batch.append((task, outcome))
                size += task.stamp.size
                is_due = time.monotonic() >= due
                if is_due or len(batch) >= _BATCH or size >= _BATCH_BYTES:
                    unreported |= self._write(batch, indexer)
                    changed |= unreported
                    batch, size = [], 0
                if is_due:
                    report(ScanProgress(done, len(tasks), unreported))
                    unreported = False
                    now = time.monotonic()
                    due = now + min(_REPORT, _FIRST_REPORT + _SLOWER * (now - begun))
                if stop():
                    break
        unreported |= self._write(batch, indexer)
        report(ScanProgress(len(tasks), len(tasks), unreported))
        return changed or unreported

    def _without_help(self, error: WorkerError) -> None:
        self._notify(Notice(f"{error}; the files are read more slowly"))

    def _write(self, batch: Iterable[tuple[Task, Outcome]], indexer: Indexer) -> bool:
        read = [(task, outcome.record, outcome.indexed) for task, outcome in batch if outcome.record is not None]
        if not read:
            return False
        with self._database.writing() as connection:
            before = self._cache.known_files([task.stamp.name for task, *_ in read])
            written = []
            for task, record, indexed in read:
                known = before.get(task.stamp.name)
                if is_current(known, task.stamp, spelt(task.entry)):
                    continue  # another program was quicker
                if known is not None:
                    self._unindex(known.row)
                written.append(IndexedText(self._cache.put_record(record), *indexed))
            indexer.add_folded(connection, written)
        return bool(written)

    def _forget(self, gone: Sequence[Known], stop: Stop) -> bool:
        for start in range(0, len(gone), _FORGOTTEN):
            if stop():
                break
            with self._database.writing():
                for known in gone[start : start + _FORGOTTEN]:
                    self._unindex(known.row)
                    self._cache.remove(known.row)
        return bool(gone)

    def _unindex(self, row: int) -> None:
        if (article := self._cache.article(row)) is not None:
            remove_article(self._database.connection, *searchable(row, article))

    def _move(self, moves: Sequence[Move]) -> bool:
        if moves:
            with self._database.writing():
                taken = self._cache.known_files([move.stamp.name for move in moves])
                for move in moves:
                    if move.stamp.name not in taken:  # else another program was quicker
                        self._cache.move(move.row, move.stamp, move.id)
        return bool(moves)

    def _rename(self, renamed: Sequence[tuple[int, str]]) -> bool:
        if renamed:
            with self._database.writing():
                for row, new_id in renamed:
                    self._cache.rename(row, new_id)
        return bool(renamed)
