"""The user's tags: a YAML file that is the user's to edit, changed by operations and never rewritten.

A change is made under a lock, on the file as it is at that moment, and touches only the lines it must; the result is
parsed and compared before it takes the file's place. A file that cannot be read is left alone: operations then wait in
the journal, lookups go on with the last good state and what waits, and all is merged once the file can be read again.

Not built yet: merging a save from an editor that had loaded an older version of the file (its save wins), backups.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reader.errors import FormatError, StorageError
from reader.model import ArticleRef, Notice, TagChange
from reader.sanitise import one_line
from reader.storage.journal import Journal, TagOperation
from reader.storage.tag_entries import Entry, KnownArticles, TagEntries, clean_tag
from reader.storage.tag_file import TagFile, parse_tag_file, with_entries
from reader.yamlfile import SharedFile, locked


class Applied(Struct, frozen=True):
    """What came of changes: those that changed something, their tags spelt as in the file, so that undoing them is
    doing their inverses; and what the user should know."""

    changes: tuple[TagChange, ...]
    notices: tuple[Notice, ...] = ()


class TagStore:
    """The tags in the file at `path`. Call `load` first, and again when `changed` says so.

    Threads and processes may share the file; a lookup always sees one whole state of it.
    """

    def __init__(self, path: Path, journal: Journal) -> None:
        self._path = path
        self._shared = SharedFile(path)
        self._file = path.resolve()  # what waits for a file waits for it under all its names
        self._journal = journal
        self._good = TagFile("", {})
        self._entries = TagEntries()
        self._busy = threading.Lock()

    def load(self) -> tuple[Notice, ...]:
        """Read the file and make the changes that waited for it. Returns what the user should know of it.

        Raises StorageError if the journal cannot be read.
        """
        with self._busy:
            waiting = self._journal.queued(self._file)
            try:
                file = self._parsed(self._shared.read())
            except FormatError as error:
                self._entries = _with_operations(self._good.entries, waiting.values())
                return (_left_alone(error, len(waiting)),)
            self._good = file
            self._entries = _with_operations(file.entries, waiting.values())
            return (*file.notices, *self._merge(len(waiting)))

    def changed(self) -> bool:
        """Whether somebody else has written the file since it was last read."""
        return self._shared.changed()

    def tags_of(self, article: ArticleRef, known: KnownArticles) -> tuple[str, ...]:
        """The tags of one article of the library `known`."""
        return self._entries.tags_of(article, known)

    def resolve(self, known: KnownArticles) -> dict[str, tuple[str, ...]]:
        """The tags of every article of the library `known` that has any, by id: two lookups for each entry."""
        return self._entries.resolve(known)

    def apply(self, changes: Sequence[TagChange], known: KnownArticles) -> Applied:
        """Make changes in the file or, while it cannot be read, let them wait.

        Raises ReaderError for what cannot be a tag; StorageError, with the file untouched, if it cannot be written.
        """
        cleaned = [replace(change, tag=clean_tag(change.tag)) if change.added else change for change in changes]
        with self._busy, locked(self._path):
            try:
                operations = self._commit(lambda entries: _carried_out(entries, cleaned, known))
            except FormatError as error:
                return self._postpone(cleaned, known, error)
        return Applied(_effective(operations))

    def _commit(self, make_changes: Callable[[TagEntries], list[TagOperation]]) -> list[TagOperation]:
        """Read, change and write the file, with the operations that waited first; the caller holds the lock."""

        def make(text: str) -> tuple[str, tuple[TagFile, TagEntries, dict[int, TagOperation], list[TagOperation]]]:
            file = self._parsed(text)
            waiting = self._journal.queued(self._file)
            entries = _with_operations(file.entries, waiting.values())
            operations = make_changes(entries)
            written = self._written(file, entries)
            return written.text, (written, entries, waiting, operations)

        self._good, self._entries, waiting, operations = self._shared.edit(make)
        if waiting:
            self._journal.unqueue(waiting)
        return operations

    def _merge(self, waiting: int) -> tuple[Notice, ...]:
        """Bring the operations that waited into the file."""
        if not waiting:
            return ()
        try:
            with locked(self._path):
                self._commit(lambda _: [])
        except (StorageError, FormatError) as error:
            return (_left_alone(error, waiting),)
        return (Notice(f"{self._path}: {_counted(waiting)} that waited: now in it", "information"),)

    def _postpone(self, changes: Sequence[TagChange], known: KnownArticles, error: FormatError) -> Applied:
        waiting = self._journal.queued(self._file)
        entries = _with_operations(self._good.entries, waiting.values())
        operations = _carried_out(entries, changes, known)
        self._journal.queue(self._file, operations)
        self._entries = entries
        return Applied(_effective(operations), (_left_alone(error, len(waiting) + len(operations)),))

    def _parsed(self, text: str) -> TagFile:
        """What a text means; one that is as we left it is not parsed again."""
        return self._good if text == self._good.text else parse_tag_file(text, self._path)

    def _written(self, file: TagFile, entries: TagEntries) -> TagFile:
        """The file with `entries`."""
        if entries.by_key == file.entries:
            return file
        try:
            return with_entries(file, entries.by_key)
        except (FormatError, ValueError) as error:
            reason = "cannot be changed safely, its layout is unusual; add the tag by hand"
            raise StorageError(f"{self._path}: {reason}") from error


def _with_operations(entries: dict[str, Entry], operations: Iterable[TagOperation]) -> TagEntries:
    changed = TagEntries(entries.values())
    for operation in operations:
        changed.carry_out(operation)
    return changed


def _carried_out(entries: TagEntries, changes: Iterable[TagChange], known: KnownArticles) -> list[TagOperation]:
    """Make changes in `entries` and return the operations they came to."""
    done = []
    for change in changes:
        for operation in list(entries.operations(change, known)):
            entries.carry_out(operation)
            done.append(operation)
    return done


def _effective(operations: Iterable[TagOperation]) -> tuple[TagChange, ...]:
    return tuple(dict.fromkeys(operation.change for operation in operations))


def _left_alone(error: FormatError | StorageError, waiting: int) -> Notice:
    waits = f", {_counted(waiting)} waiting" if waiting else ""
    return Notice(one_line(f"{error} – file untouched{waits}"), "error")


def _counted(number: int) -> str:
    return "1 tag" if number == 1 else f"{number} tags"
