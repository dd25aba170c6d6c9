"""Read marks and stars, kept in memory beside the journal so that a list of any length can be drawn at once."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from reader.storage.journal import Journal


class Marks:
    """The user's marks, by fingerprint. `read` and `starred` are never older than the last call of `refresh`."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._lock = threading.Lock()
        self._load()

    def _load(self) -> None:
        self._generation = self._journal.generation()
        self.read = self._journal.read_marks()
        self.starred = self._journal.stars()

    def refresh(self) -> bool:
        """Take in what another reader has marked meanwhile. Returns whether there was anything."""
        with self._lock:
            before = self.read, self.starred
            if self._journal.generation() != self._generation:
                self._load()
            return before != (self.read, self.starred)

    def mark_read(self, fingerprints: Iterable[str], read: bool) -> None:
        """Mark texts as read, or as unread."""
        texts = frozenset(fingerprints)
        with self._lock:
            self._journal.mark_read(texts, read)
            self.read = self.read | texts if read else self.read - texts

    def star(self, fingerprints: Iterable[str], starred: bool) -> None:
        """Give texts a star, or take it."""
        texts = frozenset(fingerprints)
        with self._lock:
            self._journal.star(texts, starred)
            self.starred = self.starred | texts if starred else self.starred - texts
