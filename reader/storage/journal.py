"""What only the user can make and no file of his own holds: read marks, stars, places, queries, tag changes that wait.

A database in the data folder, migrated step by step and never dropped: one that is damaged is moved aside, one that a
newer Reader wrote is left alone. Marks belong to texts, by fingerprint, so that they survive renames and moves and hold
in every library. `synchronous = FULL` makes what was acknowledged survive a power cut: it costs one fsync a commit
(measured on a virtual disk 0.2 ms, against 0.01 ms for NORMAL).
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from reader.errors import StorageError
from reader.model import ArticleRef, Notice, TagChange
from reader.storage.database import execute_script, transaction
from reader.yamlfile import locked

MOST_QUERIES = 200
_BUSY_SECONDS = 5.0

_MIGRATIONS = (
    """
    CREATE TABLE read_marks (fingerprint TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE stars (fingerprint TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE places (
        root BLOB PRIMARY KEY,          -- of a library, as the file system spells it
        id TEXT NOT NULL                -- of the article last read there
    ) WITHOUT ROWID;
    CREATE TABLE waiting_tags (
        number INTEGER PRIMARY KEY,
        file BLOB NOT NULL,             -- path of the tags file, as the file system spells it
        entry TEXT,                     -- key in that file, NULL for a new one
        id TEXT NOT NULL, title TEXT NOT NULL, fingerprint TEXT NOT NULL,
        tag TEXT NOT NULL,
        added INTEGER NOT NULL          -- 1, or 0 if the tag was taken away
    );
    """,
    """
    CREATE TABLE queries (
        number INTEGER PRIMARY KEY,     -- the newest is the highest
        query TEXT NOT NULL UNIQUE
    );
    """,
)
"""One script for each version of the database. Add at the end; never change what is there."""


class TagOperation(Struct, frozen=True):
    """A change of one entry of the tags file: `entry` is its key, None to make one for the article."""

    change: TagChange
    entry: str | None = None


class Journal:
    """The database at `path`, made when it is missing. `notices` tells what had to be done to open it.

    Every method raises StorageError when the database cannot be read or written, or stays locked for five seconds.
    """

    def __init__(self, path: Path) -> None:
        self.notices: tuple[Notice, ...] = ()
        self._path = path
        self._local = threading.local()
        self._opening = threading.Lock()
        self._connections: list[sqlite3.Connection] = []
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with locked(path):
                self._open()
            self._watch = self._connect()
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"{path}: cannot be opened: {error}") from error

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._opening:
            for connection in self._connections:
                with suppress(sqlite3.Error):
                    connection.close()
            self._connections.clear()
        self._local = threading.local()

    # Marks

    def mark_read(self, fingerprints: Iterable[str], read: bool = True) -> None:
        """Mark texts as read, or as unread."""
        self._mark("read_marks", fingerprints, read)

    def star(self, fingerprints: Iterable[str], starred: bool = True) -> None:
        """Give texts a star, or take it."""
        self._mark("stars", fingerprints, starred)

    def read_marks(self) -> frozenset[str]:
        """Fingerprints of all texts that were read."""
        return self._marked("read_marks")

    def stars(self) -> frozenset[str]:
        """Fingerprints of all texts with a star."""
        return self._marked("stars")

    def _mark(self, table: str, fingerprints: Iterable[str], marked: bool) -> None:
        statement = (
            f"INSERT OR IGNORE INTO {table} VALUES (?)" if marked else f"DELETE FROM {table} WHERE fingerprint = ?"
        )
        with self._writing() as connection:
            connection.executemany(statement, [(fingerprint,) for fingerprint in fingerprints])

    def _marked(self, table: str) -> frozenset[str]:
        with self._reading() as connection:
            return frozenset(value for (value,) in connection.execute(f"SELECT fingerprint FROM {table}"))

    # Places

    def place(self, root: Path) -> str | None:
        """The id of the article last read in the library at `root`."""
        with self._reading() as connection:
            found = connection.execute("SELECT id FROM places WHERE root = ?", (os.fsencode(root),)).fetchone()
        return str(found[0]) if found else None

    def remember_place(self, root: Path, article_id: str) -> None:
        """Remember the article last read in the library at `root`."""
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO places VALUES (?, ?)", (os.fsencode(root), article_id))

    # Queries searched for

    def queries(self) -> tuple[str, ...]:
        """The queries remembered, oldest first."""
        with self._reading() as connection:
            return tuple(query for (query,) in connection.execute("SELECT query FROM queries ORDER BY number"))

    def remember_query(self, query: str) -> None:
        """Make a query the newest; the oldest are forgotten."""
        with self._writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO queries SELECT coalesce(max(number), 0) + 1, ? FROM queries", (query,)
            )
            connection.execute(
                "DELETE FROM queries WHERE number NOT IN (SELECT number FROM queries ORDER BY number DESC LIMIT ?)",
                (MOST_QUERIES,),
            )

    # Tag operations that wait for a tags file that can be read

    def queue(self, file: Path, operations: Sequence[TagOperation]) -> None:
        """Keep operations, in order, until the tags file at `file` can take them."""
        rows = [
            (os.fsencode(file), entry, article.id, article.title, article.fingerprint, change.tag, change.added)
            for change, entry, article in ((op.change, op.entry, op.change.article) for op in operations)
        ]
        with self._writing() as connection:
            connection.executemany(
                "INSERT INTO waiting_tags (file, entry, id, title, fingerprint, tag, added)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

    def queued(self, file: Path) -> dict[int, TagOperation]:
        """The operations that wait for a tags file, oldest first, by their numbers."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT number, entry, id, title, fingerprint, tag, added FROM waiting_tags"
                " WHERE file = ? ORDER BY number",
                (os.fsencode(file),),
            ).fetchall()
        return {
            number: TagOperation(TagChange(ArticleRef(id_, title, fingerprint), tag, bool(added)), entry)
            for number, entry, id_, title, fingerprint, tag, added in rows
        }

    def unqueue(self, numbers: Iterable[int]) -> None:
        """Forget operations that the tags file has taken."""
        with self._writing() as connection:
            connection.executemany("DELETE FROM waiting_tags WHERE number = ?", [(number,) for number in numbers])

    # What others wrote

    def generation(self) -> int:
        """A number that differs from the last one if anything was written meanwhile, here or by another process."""
        with self._opening, self._named_errors():
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    # The file

    def _open(self) -> None:
        try:
            self._check_and_migrate()
        except sqlite3.OperationalError:
            raise  # locked, no permission, disk full: nothing is wrong with the file
        except sqlite3.DatabaseError as error:
            self.close()
            aside = self._move_aside()
            self.notices = (Notice(f"{self._path} was damaged ({error}); it is kept as {aside.name}", "error"),)
            self._check_and_migrate()

    def _check_and_migrate(self) -> None:
        connection = self._connection
        (fault,) = connection.execute("PRAGMA quick_check(1)").fetchone()  # 8 ms with 100,000 marks
        if fault != "ok":
            raise sqlite3.DatabaseError(fault)
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        known = len(_MIGRATIONS)
        if version > known:
            raise StorageError(f"{self._path} is of version {version}, this Reader knows {known}: update Reader")
        if version < known:
            with transaction(connection):
                for script in _MIGRATIONS[version:]:
                    execute_script(connection, script)
                connection.execute(f"PRAGMA user_version = {known}")

    def _move_aside(self) -> Path:
        aside = self._path.with_name(f"{self._path.name}.bad-{time.strftime('%Y%m%d-%H%M%S')}-{time.time_ns() % 10**6}")
        for ending in ("-wal", "-shm", ""):
            with suppress(FileNotFoundError):
                self._path.with_name(self._path.name + ending).rename(aside.with_name(aside.name + ending))
        return aside

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        with self._opening:
            self._connections.append(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    @property
    def _connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
        return connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._named_errors():
            yield self._connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._named_errors(), transaction(self._connection) as connection:
            yield connection

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StorageError(f"{self._path}: {error}") from error
