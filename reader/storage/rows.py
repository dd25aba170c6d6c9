"""Sets of articles as arrays of their rows: what the index, the cache and the filters of a query answer with.

Hundreds of thousands of numbers are too many to be handled one by one while somebody types. NumPy goes through arrays
of them in microseconds, mostly without the interpreter's lock. It takes a while to load, so whatever is loaded when the
program starts imports this module inside the functions that need it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
"""Rows of articles, in an order that the maker tells of or in none."""


def rows_of(numbers: Iterable[int]) -> Rows:
    """Rows from whatever holds them."""
    return np.fromiter(numbers, np.int64)


def numbers_in(joined: str | None) -> Rows:
    """The numbers of a string as `group_concat` makes it, None if there is nothing: one step of SQLite, without the
    interpreter's lock, where fetching one by one would take and give it each time."""
    return np.fromstring(joined or "", np.int64, sep=",")


def fetch_rows(connection: sqlite3.Connection, statement: str, values: Sequence[Any] = ()) -> Rows:
    """The rows that a statement answers with in one such string."""
    return numbers_in(connection.execute(statement, values).fetchone()[0])


def in_both(one: Rows, other: Rows) -> Rows:
    """The rows that are in both."""
    return one if one is other else np.intersect1d(one, other)


def joined(parts: Sequence[Rows]) -> Rows:
    """The rows that are in any of some."""
    return np.concatenate(parts)
