"""Whether search finds what was meant, as opposed to how fast: `python -m tests.search.measure [COUNT…]`.

Makes libraries of COUNT articles (1,000 and 10,000), asks each 1,100 queries made by rule, of the kinds in
`quality/questions.py`, then 200 words that occur nowhere; then the hand-written queries over the shipped articles.
Prints the shares found first and within five, and the same for rapidfuzz over headlines and fzf over headlines with
leads, once on all queries and once on those whose words all stand in the headline. Times are processor time.

    --quick    asks the program alone
    --failed   prints every query that does not find its article first
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path

from reader.search.index import Indexer, create_index
from reader.search.query import parse_query
from reader.search.rank import Ranked, evaluate
from reader.search.snapshot import Snapshot
from reader.storage.rows import rows_of
from tests.search.quality.questions import KINDS, Question, Shelves, questions, unknown_words
from tests.search.quality.references import TOP, fzf_over_headlines_and_leads, rapidfuzz_over_headlines
from tests.search.quality.seeds import Seeds
from tests.search.quality.written import WRITTEN
from tests.search.vocabulary import articles

EACH = 100
UNKNOWN = 200
TARGET = "target: 95 % first, 99 % within five"

Place = int
"""Where in an answer the article meant stands, from 0; TOP where it is not within five."""
Answer = Callable[[Question], list[int]]


class Engine:
    """An index of generated articles, asked as the program asks it."""

    def __init__(self, connection: sqlite3.Connection, shelves: Shelves) -> None:
        self._connection = connection
        self._snapshot = Snapshot(rows_of(article.row for article in reversed(shelves.articles)))
        create_index(connection)
        Indexer().add(connection, shelves.articles)

    def ask(self, text: str, *, typing: bool = False) -> Ranked:
        """What the program finds."""
        query = parse_query(text, typing=typing)
        return evaluate(self._connection, query, resolve=lambda _: self._snapshot.everything, snapshot=self._snapshot)

    def best(self, question: Question) -> list[int]:
        """The five best rows; of equal ones the newer, which are those with higher numbers."""
        ranked = self.ask(question.text, typing=question.typing)
        best: list[int] = ranked.rows[:TOP].tolist()
        return best


def place_of(wanted: object, found: Sequence[object]) -> Place:
    """Where something stands in an answer."""
    return found.index(wanted) if wanted in found[:TOP] else TOP


def shares(places: Sequence[Place]) -> str:
    """The shares found first and within five."""
    if not places:
        return f"{'–':>8} {'–':>8}"
    first, five = (sum(place < top for place in places) / len(places) for top in (1, TOP))
    return f"{first:8.1%} {five:8.1%}"


def percentile(values: Sequence[float], part: float) -> float:
    """The value that `part` of all do not exceed."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def measure(asked: Iterable[Question], answers: dict[str, Answer], *, show_failed: bool) -> None:
    """Ask every question of everybody and print a table."""
    of: dict[tuple[str, str], list[tuple[Question, Place, float]]] = {}
    for question in asked:
        for name, answer in answers.items():
            started = time.thread_time()
            place = place_of(question.row, answer(question))
            spent = (time.thread_time() - started) * 1e3
            of.setdefault((name, question.kind), []).append((question, place, spent))
            of.setdefault((name, "all together"), []).append((question, place, spent))
            if show_failed and place and name == "Reader":
                print(f"  {question.kind}: {question.text!r} → {place} (row {question.row}, {question.typing=})")
    print(f"{'':22}" + "".join(f"{name:^18}" for name in answers) + "    p50 ms  p95 ms")
    for kind in (*KINDS, "all together"):
        times = [spent for *_, spent in of["Reader", kind]]
        row = " ".join(shares([place for _, place, _ in of[name, kind]]) for name in answers)
        print(f"{kind:22}{row}   {percentile(times, 0.5):7.1f} {percentile(times, 0.95):7.1f}")
    row = " ".join(shares([place for q, place, _ in of[name, "all together"] if q.in_headline]) for name in answers)
    print(f"{'words of the headline':22}{row}")


def measure_library(count: int, *, quick: bool, show_failed: bool) -> None:
    """Make a library of `count` articles and print how well it is searched."""
    shelves = Shelves(list(articles(count)))
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "index.sqlite")) as connection:
        engine = Engine(connection, shelves)
        answers: dict[str, Answer] = {"Reader": engine.best}
        if not quick:
            ratio = rapidfuzz_over_headlines(shelves.articles)
            answers["WRatio"] = lambda question: ratio(question.text)
            if fzf := fzf_over_headlines_and_leads(shelves.articles, Path(folder)):
                answers["fzf"] = lambda question: fzf(question.text)
        print(f"\n{count} articles: found first, and within five; {TARGET}")
        measure(questions(shelves, EACH), answers, show_failed=show_failed)
        found = [(word, engine.ask(word)) for word in unknown_words(shelves, UNKNOWN)]
        something = [word for word, answer in found if len(answer)]
        silent = [word for word, answer in found if len(answer) and not answer.forgiven]
        print(f"{UNKNOWN} words that occur nowhere: {len(something)} find something, {len(silent)} without a ≈")


def measure_seeds(*, show_failed: bool) -> None:
    """Ask the hand-written queries and print how well they are answered."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update({f"XDG_{name}_HOME": home for name in ("CONFIG", "DATA", "CACHE", "STATE")})
        seeds = Seeds()
        print(f"\nhand-written queries over the shipped articles; {TARGET}")
        everything: list[Place] = []
        for group, asked in WRITTEN.items():
            places = []
            for text, wanted in asked:
                found = seeds.ask(text)
                places.append(place_of(wanted, found))
                if show_failed and places[-1]:
                    print(f"  {text!r}: {wanted} → {found[:TOP]}")
            print(f"{group:22}{shares(places)}   {len(places):4} queries")
            everything += places
        print(f"{'all together':22}{shares(everything)}   {len(everything):4} queries")
        seeds.close()


def main(arguments: Sequence[str]) -> None:
    """Measure everything asked for."""
    quick, show_failed = "--quick" in arguments, "--failed" in arguments
    for count in [int(argument) for argument in arguments if argument.isdigit()] or [1_000, 10_000]:
        measure_library(count, quick=quick, show_failed=show_failed)
    measure_seeds(show_failed=show_failed)


if __name__ == "__main__":
    main(sys.argv[1:])
