# ruff: noqa: T201 – printing is what it is for
"""How fast search is and how well it forgives, on generated articles: `python -m tests.search.measure [ARTICLES]`.

Prints what indexing costs, how long queries take by sort, for how long other threads were kept from running meanwhile,
and how often one or three words of one article, one of them spoilt by rule, find that article. Times are processor
time, as others may be at work on the machine; what threads wait is not, so it is printed for an idle program first.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

from reader.search.index import IndexedText, Indexer, create_index
from reader.search.query import parse_query
from reader.search.rank import Ranked, evaluate
from reader.search.stem import paradigm
from reader.search.words import folded_words
from tests.search.vocabulary import articles

_BATCH = 500
_ASKED = 200  # queries of each sort
_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_KEYS = str.maketrans("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.")
_LATIN = str.maketrans(
    dict(
        zip(
            _LETTERS,
            "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".replace("_", "").split(" "),
            strict=True,
        )
    )
)

Spoil = Callable[[str, Random], str]


def typo(word: str, random: Random) -> str:
    """`word` with a letter put in, left out, replaced, or swapped with the next."""
    at = random.randrange(len(word) - 1)
    other = random.choice(_LETTERS)
    slips = (word[:at] + other + word[at:], word[:at] + word[at + 1 :], word[:at] + other + word[at + 1 :])
    return random.choice([*slips, word[:at] + word[at + 1] + word[at] + word[at + 2 :]])


def two_typos(word: str, random: Random) -> str:
    """`word` with two slips, if it is long enough to be forgiven two."""
    return typo(typo(word, random), random) if len(word) >= 9 else typo(word, random)


def inflection(word: str, random: Random) -> str:
    """Another form of `word`."""
    return random.choice(sorted(paradigm(word)[0]) or [word])


def beginning(word: str, random: Random) -> str:
    """`word` while it is being typed: at least four letters of it."""
    return word[: random.randint(4, len(word))]


SORTS: dict[str, Spoil] = {
    "as it stands": lambda word, _: word,
    "inflection": inflection,
    "beginning": beginning,
    "typo": typo,
    "two typos": two_typos,
    "layout": lambda word, _: word.translate(_KEYS),
    "translit": lambda word, _: word.translate(_LATIN),
    "beginning, typo": lambda word, random: beginning(typo(word, random), random),
}


def build(connection: sqlite3.Connection, texts: Iterator[IndexedText]) -> list[IndexedText]:
    """Index `texts` in batches, each a transaction, and print what that cost."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("BEGIN")
    create_index(connection)
    connection.execute("COMMIT")
    indexer, kept, spent, size = Indexer(), [], 0.0, 0
    batch: list[IndexedText] = []
    for text in texts:
        batch.append(text)
        kept.append(text if text.row % 50 == 0 else IndexedText(text.row, text.title, "", ""))
        size += len("".join(text[1:]).encode())
        if len(batch) == _BATCH:
            started = time.thread_time()
            connection.execute("BEGIN IMMEDIATE")
            indexer.add(connection, batch)
            connection.execute("COMMIT")
            spent += time.thread_time() - started
            batch = []
    (words,) = connection.execute("SELECT count(*) FROM search_words").fetchone()
    print(f"indexed {len(kept)} articles of {size / len(kept):.0f} bytes: {spent / len(kept) * 1e3:.2f} ms each")
    (pages,), (page,) = (
        connection.execute("PRAGMA page_count").fetchone(),
        connection.execute("PRAGMA page_size").fetchone(),
    )
    print(f"{words} different words; {pages * page / 1e6:.0f} MB")
    return kept


@contextmanager
def waits() -> Iterator[list[float]]:
    """How late a thread woke that wanted to run every millisecond, in milliseconds."""
    late: list[float] = []
    stop = threading.Event()

    def wake() -> None:
        while not stop.is_set():
            wanted = time.perf_counter() + 0.001
            time.sleep(0.001)
            late.append((time.perf_counter() - wanted) * 1e3)

    thread = threading.Thread(target=wake)
    thread.start()
    try:
        yield late
    finally:
        stop.set()
        thread.join()


def share(values: Sequence[float], part: float) -> float:
    """The value that `part` of all do not exceed."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def main(count: int) -> None:
    """Build a library of `count` articles in a temporary file, ask it, print."""
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "index.sqlite")) as connection:
        connection.isolation_level = None
        kept = build(connection, articles(count))
        full = [text for text in kept if text.body]

        def ask(text: str, typing: bool = False) -> tuple[Ranked, float]:
            started = time.thread_time()
            ranked = evaluate(
                connection,
                parse_query(text, typing=typing),
                resolve=lambda _: (),
                everything=lambda: range(1, count + 1),
            )
            return ranked, (time.thread_time() - started) * 1e3

        ask("прогрев прагрев")  # loads morphology and rapidfuzz
        with waits() as idle:
            time.sleep(2)
        print(f"other threads wait, with nothing to do: p95 {share(idle, 0.95):.1f}, worst {max(idle):.1f} ms")
        for words in (1, 3):
            print(f"{words} word(s), one spoilt      first  in five    p50 ms  p95 ms   wait p95  worst")
            for name, spoil in SORTS.items():
                random = Random(name)
                found: list[int] = []
                spent: list[float] = []
                with waits() as late:
                    for text in random.choices(full, k=_ASKED):
                        of_text = [w for w in folded_words(text.lead + " " + text.body) if len(w) > 4 and w[0] >= "а"]
                        chosen = random.sample(of_text, words)
                        query = " ".join([*chosen[1:], spoil(chosen[0], random)])
                        ranked, took = ask(query.replace("(", "").replace(")", ""), name.startswith("beginning"))
                        first = ranked.rows(lambda rows: sorted(rows, reverse=True))[:5]
                        found.append(first.index(text.row) if text.row in first else 99)
                        spent.append(took)
                first_share, five_share = (sum(place < top for place in found) / _ASKED for top in (1, 5))
                print(
                    f"{name:24} {first_share:8.1%} {five_share:8.1%} {share(spent, 0.5):9.1f} {share(spent, 0.95):7.1f}"
                    f" {share(late, 0.95):10.1f} {max(late):6.1f}"
                )
        random = Random(7)
        unknown = ["".join(random.choices(_LETTERS, k=random.randint(5, 9))) for _ in range(200)]
        answers = [ask(word)[0] for word in unknown]
        silent = sum(1 for answer in answers if len(answer) and not answer.forgiven)
        print(
            f"200 words that occur nowhere: {sum(map(bool, map(len, answers)))} found something, {silent} without a ≈"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
