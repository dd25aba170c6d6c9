"""The articles of a library as they are at a moment, for those who answer queries; made anew when articles change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.storage.cache import Cache

if TYPE_CHECKING:
    from reader.search.snapshot import Snapshot
    from reader.storage.rows import Rows


class Catalogue:
    """Notices by itself when articles come, change or go, whoever writes them."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._current: tuple[int, Snapshot] | None = None

    def snapshot(self) -> Snapshot:
        """The articles as they are now."""
        from reader.search.snapshot import Snapshot

        generation = self._cache.generation()
        if self._current is None or self._current[0] != generation:
            self._current = generation, Snapshot(self._cache.ordered())
        return self._current[1]

    def rows(self, order: str) -> tuple[int, ...]:
        """All rows in one of the orders of `ordered`; without NumPy, which the first list should not wait for, as long
        as nobody has asked for a snapshot."""
        if self._current is None:
            return self._cache.rows(order)
        return tuple(self.ordered(self.snapshot(), order).tolist())

    def ordered(self, snapshot: Snapshot, order: str) -> Rows:
        """The rows of a snapshot in one of the orders `date`, `source` or `title`."""
        if order == "date":
            return snapshot.newest
        rows: Rows = snapshot.kept(order, lambda: self._cache.ordered(order))
        return rows[rows < snapshot.size]
