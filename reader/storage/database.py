"""One SQLite file for many threads: a connection each, write transactions, and a rebuild when the file is no use.

Only for files that can be made again from something else; the user's own data lives elsewhere and is never rebuilt.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from reader.errors import StorageError

_SLICE = 500  # values bound in one statement, well below SQLite's limit


class Database:
    """The file at `path` with tables of `version`; `prepare` makes them in an empty file.

    A file of another version or a damaged one is deleted and made anew; `rebuilt` then says why, in words for a
    notice. Raises StorageError when the file can be neither opened nor made.
    """

    def __init__(self, path: Path, version: int, prepare: Callable[[sqlite3.Connection], None]) -> None:
        self.rebuilt: str | None = None
        self._path = path
        self._version = version
        self._prepare = prepare
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._opening = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._open_or_rebuild()
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"{path}: the cache cannot be made ({error})") from error

    def _open_or_rebuild(self) -> None:
        try:
            if self._has_tables():
                return
            self.rebuilt = "it was made by another version of Reader"
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise  # another reader is at work in it; it is not damaged
            self.rebuilt = f"it was damaged ({error})"
        self.close()
        for ending in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
        self._has_tables()

    def _has_tables(self) -> bool:
        """Make the tables if the file is empty; whether it now has those of this version."""
        if self._found_version() == self._version:
            return True
        with self.writing() as connection:
            if self._found_version() == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                self._prepare(connection)
                connection.execute(f"PRAGMA user_version = {self._version}")
            return self._found_version() == self._version

    def _found_version(self) -> int:
        return int(self.connection.execute("PRAGMA user_version").fetchone()[0])

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._path, timeout=10, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA temp_store = MEMORY")
            self._local.connection = connection
            with self._opening:
                self._connections.append(connection)
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that writes; rolled back when the block raises."""
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

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


def execute_script(connection: sqlite3.Connection, script: str) -> None:
    """Run several statements inside the transaction that is open (`executescript` would commit it first)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
