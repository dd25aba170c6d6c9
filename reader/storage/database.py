"""One SQLite file for many threads and programs: a connection each, transactions, and a rebuild when it is no use.

Only for files that can be made again from something else; the user's own data lives elsewhere and is never rebuilt.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from reader import yamlfile
from reader.errors import StorageError

_PATIENCE = 30  # seconds to wait for another program that writes: a batch takes a tenth of one
_LOG_BYTES = 32 << 20  # how long the write-ahead log may grow before its pages are moved into the file
_IMPORT_CACHE_BYTES = 64 << 20
_CACHE_BYTES = 1 << 20  # for each thread; the system keeps the file in memory, for all of them at once
_SLICE = 500  # values bound in one statement, well below SQLite's limit


class Database:
    """The file at `path` with tables of `version`; `prepare` makes them in an empty file.

    A file of another version or a damaged one is deleted and made anew; `rebuilt` then says why, in words for a
    notice. So is one that is deleted or spoilt while it is open: see `restore`. Raises StorageError when the file can
    be neither opened nor made.
    """

    def __init__(self, path: Path, version: int, prepare: Callable[[sqlite3.Connection], None]) -> None:
        self.path = path
        self.rebuilt: str | None = None
        self._version = version
        self._prepare = prepare
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._opening = threading.Lock()
        self._restoring = threading.Lock()
        self._damage: str | None = None
        try:
            with yamlfile.locked(path):  # one program at a time makes it anew
                self._open_or_rebuild()
        except (OSError, sqlite3.Error, StorageError) as error:
            raise StorageError(f"{path}: the cache cannot be made ({error})") from error

    def _open_or_rebuild(self) -> None:
        try:
            is_fit = self._has_tables()
            reason = "it was made by another version of Reader"
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise  # another reader is at work in it, or the disk is full; it is not damaged
            is_fit = False
            reason = f"it was damaged ({error})"
        if not is_fit:
            self.rebuilt = reason
            self._make_anew()
        self._file = identity(self.path)

    def _make_anew(self) -> None:
        self._local = threading.local()
        for ending in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        self._has_tables()

    def _has_tables(self) -> bool:
        """Make the tables if the file is empty; whether it now has those of this version."""
        if self._found_version() == self._version:
            return True
        connection = self.connection
        with transaction(connection):
            if self._found_version() == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                self._prepare(connection)
                connection.execute(f"PRAGMA user_version = {self._version}")
            return self._found_version() == self._version

    def _found_version(self) -> int:
        return int(self.connection.execute("PRAGMA user_version").fetchone()[0])

    @property
    def is_lost(self) -> bool:
        """Whether somebody has deleted or replaced the file since it was opened, or writing has found it damaged."""
        return self._damage is not None or identity(self.path) != self._file

    def restore(self) -> str | None:
        """Make the file anew if it `is_lost`; says why, None if all is well. Every thread has a new connection then;
        what is being asked of the old file is answered from it. Raises StorageError when the file cannot be made.
        """
        with self._restoring, yamlfile.locked(self.path):
            if not self.is_lost:
                return None
            reason = f"it was damaged ({self._damage})" if self._damage else "its file was deleted or replaced"
            is_anothers = self.path.exists() and identity(self.path) != self._file
            try:
                self._local = threading.local()
                if is_anothers:
                    self._open_or_rebuild()  # it is what another program has just made
                else:
                    self._make_anew()
            except (OSError, sqlite3.Error) as error:
                raise StorageError(f"{self.path}: the cache cannot be made ({error})") from error
            self._file, self._damage = identity(self.path), None
            return reason

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_BYTES // 1024}")
            connection.execute("PRAGMA secure_delete = OFF")  # on in some builds: each merge of the index would pay
            connection.execute(f"PRAGMA journal_size_limit = {_LOG_BYTES}")
            self._local.connection = connection
            with self._opening:
                self._connections.append(connection)
        return connection

    def expect_much(self) -> None:
        """Prepare this thread's connection for a large import: fewer, larger writes to the file. As safe as others
        (`synchronous` stays as it is: a cache that is silently inconsistent would be worse than none)."""
        self.connection.execute(f"PRAGMA cache_size = -{_IMPORT_CACHE_BYTES // 1024}")
        self.connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_BYTES // 4096}")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that writes; rolled back when the block raises. Raises StorageError where nothing can be
        written: the disk is full, the file is damaged or locked for long."""
        try:
            with transaction(self.connection) as connection:
                yield connection
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
                raise
            if _is_damage(error):
                self._damage = str(error)
            raise StorageError(f"{self.path}: the cache cannot be written ({error})") from error

    def select_in(self, statement: str, values: Sequence[Any], *more: Any) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement that ends in `IN`, asked for any number of values, a slice at a time. `more` are
        bound before the values."""
        for start in range(0, len(values), _SLICE):
            part = tuple(values[start : start + _SLICE])
            yield from self.connection.execute(f"{statement} ({', '.join('?' * len(part))})", (*more, *part))

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._opening:
            for connection in self._connections:
                with suppress(sqlite3.Error):
                    connection.close()
            self._connections.clear()
        self._local = threading.local()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Commits what was written inside it, or takes it back when that fails."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # a full disk may have ended the transaction already
            connection.execute("ROLLBACK")
        raise


def identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another that takes its name; None if there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_damage(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", None)  # None where the error is the module's own
    return code is not None and code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def execute_script(connection: sqlite3.Connection, script: str) -> None:
    """Run several statements inside the transaction that is open (`executescript` would commit it first)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
