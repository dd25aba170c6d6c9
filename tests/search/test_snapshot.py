from __future__ import annotations

import threading
from functools import partial

import pytest

from reader.search.index import add_article, term
from reader.search.snapshot import Snapshot
from reader.storage.rows import rows_of
from tests.search.shelf import Shelf

SHELF = Shelf(["Рынок", "Рынок нефти", "Выборы"])


def test_rows_become_a_mask_and_come_back_in_order() -> None:
    snapshot = Snapshot(rows_of([5, 2, 9]))
    assert len(snapshot) == 3
    mask = snapshot.mask(rows_of([9, 5]))
    assert snapshot.in_order(mask, snapshot.newest).tolist() == [5, 9]
    assert snapshot.in_order(mask, rows_of([2, 9, 12, 5])).tolist() == [9, 5]
    assert snapshot.in_order(snapshot.everything & ~mask, snapshot.newest).tolist() == [2]


def test_an_empty_library_has_nothing() -> None:
    snapshot = Snapshot(rows_of([]))
    assert len(snapshot) == 0
    assert not snapshot.everything.any()
    assert not snapshot.mask(rows_of([1, 2])).any()


def test_what_came_later_is_left_out() -> None:
    shelf = Shelf(["Рынок"])
    before = shelf.snapshot
    add_article(shelf.connection, 2, "Рынок", "", "")
    assert before.in_order(before.matching(shelf.connection, term("рынок")), before.newest).tolist() == [1]
    after = Snapshot(rows_of([2, 1]))
    assert after.in_order(after.matching(shelf.connection, term("рынок")), after.newest).tolist() == [2, 1]


@pytest.mark.parametrize(("expression", "rows"), [(term("рынок"), [2, 1]), (term("выборы"), [3]), (term("нет"), [])])
def test_an_answer_is_the_same_every_time(expression: str, rows: list[int]) -> None:
    for _ in range(2):
        for ask in (SHELF.snapshot.matching, SHELF.snapshot.titled):
            assert SHELF.snapshot.in_order(ask(SHELF.connection, expression), SHELF.snapshot.newest).tolist() == rows


def test_what_is_kept_is_made_once_and_what_was_asked_for_last_stays_longest() -> None:
    snapshot = Snapshot(rows_of([1]))
    made: list[int] = []

    def make(number: int) -> int:
        made.append(number)
        return number

    def ask(number: int) -> int:
        return snapshot.kept(number, lambda: make(number))

    assert [ask(0) for _ in range(3)] == [0, 0, 0]
    assert made == [0]
    for number in range(1, 2_000):
        ask(number)
        ask(0)
    assert made.count(0) == 1
    ask(1)
    assert made.count(1) == 2


def test_threads_may_ask_at_once() -> None:
    snapshot = Snapshot(rows_of(range(1, 50)))
    wrong: list[int] = []

    def ask() -> None:
        for number in range(1_500):
            mask = snapshot.remembered(number % 600, partial(rows_of, [number % 49 + 1]))
            if mask.sum() != 1:
                wrong.append(number)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
