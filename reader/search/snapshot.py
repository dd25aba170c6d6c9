"""A library at one moment: its articles in the order of their dates, and what the index has answered of them.

Whoever types a query asks for most of its words again at every key, so answers are kept until the articles change. A
set of articles is a mask here: an array of booleans, one for each row up to the highest. Masks are cheap to combine,
a tenth of a millisecond for a million rows.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Hashable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from reader.search.index import rows_matching, rows_naming, rows_titled
from reader.storage.rows import Rows

Mask = NDArray[np.bool_]

_KEPT = 400  # answers: a mask of 100,000 articles takes 12 kB as it is kept

_Kept = TypeVar("_Kept")


class Snapshot:
    """`newest` are the rows of all articles, the newest first. To be replaced when articles come, change or go; safe to
    ask from several threads."""

    def __init__(self, newest: Rows) -> None:
        self.newest = newest
        self.size = int(newest.max()) + 1 if len(newest) else 1
        self.everything = self.mask(newest)
        self._kept: dict[Hashable, object] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self.newest)

    def mask(self, rows: Rows) -> Mask:
        """Rows as a mask; those that came after this moment are left out."""
        mask = np.zeros(self.size, np.bool_)
        mask[rows[rows < self.size]] = True
        return mask

    def in_order(self, mask: Mask, order: Rows) -> Rows:
        """The rows of a mask in the order of `order`, which has all of them."""
        known = order[order < self.size]
        return known[mask[known]]

    def matching(self, connection: sqlite3.Connection, expression: str) -> Mask:
        """The articles whose texts meet an expression; not to be changed."""
        return self.remembered((rows_matching, expression), lambda: rows_matching(connection, expression))

    def titled(self, connection: sqlite3.Connection, expression: str) -> Mask:
        """The articles whose headlines meet an expression; not to be changed."""
        return self.remembered((rows_titled, expression), lambda: rows_titled(connection, expression))

    def naming(self, connection: sqlite3.Connection, expression: str) -> Mask:
        """The articles whose names meet an expression, of those whose names are known by now."""
        return self.mask(rows_naming(connection, expression))

    def remembered(self, key: Hashable, ask: Callable[[], Rows]) -> Mask:
        """What `ask` answers, asked once; not to be changed."""
        packed = self.kept(key, lambda: np.packbits(self.mask(ask())))
        return np.unpackbits(packed, count=self.size).view(np.bool_)

    def kept(self, key: Hashable, make: Callable[[], _Kept]) -> _Kept:
        """What `make` makes, made once; what was asked for last is kept longest."""
        with self._lock:
            found = self._kept.pop(key, None)
        if found is None:
            found = make()
        with self._lock:
            self._kept[key] = found
            if len(self._kept) > _KEPT:
                del self._kept[next(iter(self._kept))]
        return found  # type: ignore[return-value]  # a key names one kind of answer
