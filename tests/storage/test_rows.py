from __future__ import annotations

import sqlite3

import pytest

from reader.storage.rows import fetch_rows, in_both, joined, numbers_in, rows_of


@pytest.mark.parametrize(
    ("text", "numbers"), [(None, []), ("", []), ("7", [7]), ("3,1,20000000000", [3, 1, 20000000000])]
)
def test_numbers_come_in_one_string(text: str | None, numbers: list[int]) -> None:
    assert numbers_in(text).tolist() == numbers


def test_rows_are_fetched_in_the_order_of_the_statement() -> None:
    connection = sqlite3.connect(":memory:")
    statement = "SELECT group_concat(value) FROM (SELECT value FROM json_each(?) ORDER BY value DESC)"
    assert fetch_rows(connection, statement, ("[1, 3, 2]",)).tolist() == [3, 2, 1]
    assert fetch_rows(connection, statement, ("[]",)).tolist() == []


def test_rows_are_put_together() -> None:
    one, other = rows_of([1, 2, 3]), rows_of({3, 2, 9})
    assert sorted(in_both(one, other).tolist()) == [2, 3]
    assert sorted(joined([one, rows_of([])]).tolist()) == [1, 2, 3]
