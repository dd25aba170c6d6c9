"""What is measured, in the order of the table: titles, units, targets (DESIGN section 7), what makes them grow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.benchmarks.figures import BARE, NEWSBOAT, Figures

LARGEST = 100_000  # targets in seconds are meant for so many articles
P50, P95, WORST = 0.5, 0.95, 1.0


@dataclass(frozen=True, slots=True)
class Target:
    """At most `times` what `program` took in the same run; without a program, at most `times` units. A target that is
    `large` is meant for the largest library."""

    times: float
    program: str | None = None
    large: bool = False

    def limit(self, figures: Figures, size: int, subject: Subject) -> float | None:
        """The limit in the subject's unit; None where there is none for this size, or nothing to compare with."""
        if self.large and size < LARGEST:
            return None
        if self.program is None:
            return self.times
        reference = figures.get(size, subject.id, self.program, subject.part)
        return None if reference is None else self.times * reference

    def __str__(self) -> str:
        return f"{self.times:g} × {self.program}" if self.program else f"{self.times:g}"


@dataclass(frozen=True, slots=True)
class Subject:
    """One row. `part` is the percentile that targets and growth look at."""

    id: str
    title: str
    unit: str
    part: float
    targets: tuple[Target, ...] = ()


SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "start",
        "start to the first list, cache warm",
        "ms",
        P50,
        (Target(2, BARE), Target(0.5, NEWSBOAT, True)),
    ),
    Subject("articles", "from newsboat's feeds to its articles", "ms", P50),
    Subject("first-list", "first opening: until stories are listed", "s", P50),
    Subject("first-search", "… until a search has answered", "s", P50),
    Subject("first-25%", "… until a quarter is listed", "s", P50),
    Subject("first-50%", "… until half is listed", "s", P50),
    Subject("first-75%", "… until three quarters are listed", "s", P50),
    Subject("first-all", "… until all is listed, keys typed meanwhile", "s", P50),
    Subject("first-alone", "reading the folder without a screen", "s", P50, (Target(60, large=True),)),
    Subject("first-key", "one line, while the folder is read", "ms", P95),
    Subject("first-letter", "a letter to its results, while the folder is read", "ms", P95),
    Subject("move", "one line down or up", "ms", P95, (Target(1.3, BARE),)),
    Subject("move-early", "one line, in the first second after a start", "ms", P95),
    Subject("end", "to the end of the list", "ms", P95),
    Subject("article", "to another article: its text on screen", "ms", P95),
    Subject("letter", "a letter in the search box to its results", "ms", P95, (Target(2, BARE),)),
    Subject("letter-still", "… until passages are there too", "ms", P95),
    Subject("letter-fast", "… after typing eight letters a second", "ms", P95),
    Subject("query", "a whole query", "ms", P95),
    Subject("find", "Library.find, each letter, no screen", "ms", P95),
    Subject("held", "other threads wait meanwhile for at most", "ms", P95),
    Subject("memory-started", "memory of the UI process, started", "MiB", WORST, (Target(150),)),
    Subject("share-started", "… its share of what is shared (PSS)", "MiB", WORST),
    Subject("children-started", "… of its child processes (PSS)", "MiB", WORST),
    Subject("memory-searched", "memory of the UI process after searching", "MiB", WORST, (Target(150),)),
    Subject("share-searched", "… its share of what is shared (PSS)", "MiB", WORST),
    Subject("children-searched", "… of its child processes (PSS)", "MiB", WORST),
    Subject("cache", "cache on disk", "MiB", P50),
    Subject("busy", "processor time of the UI process, names being found", "%", P50),
    Subject("idle", "… at rest, all names found", "%", P50),
)

WHY: Mapping[str, str] = {
    "start": (
        "Imports and the first layout cost the same at any size; what grows is one read of all row numbers in "
        "the order of their dates, from an index in the cache."
    ),
    "first-list": (
        "A process lists the folder and compares it with the cache before it reads the first file, some 15 µs "
        "a file; a quarter of a second of reading is enough for a list."
    ),
    "first-search": (
        "The listing of the folder, as above; then a search in the little that has been read, which waits for "
        "stems and morphology to be loaded."
    ),
    "first-25%": (
        "Linear: every file is cleaned, indexed and written once; merging the sorted runs of the index adds a "
        "little for each tenfold."
    ),
    "first-all": "As for the first quarter; keys and searches take turns with the import on the same processors.",
    "first-alone": "Linear, as above, with nobody at the keys.",
    "first-key": (
        "The files are read in another process; but at every batch the list is asked for anew, with all that "
        "has been read, and answers come back to the screen's thread."
    ),
    "first-letter": (
        "Every batch makes what was known of the library out of date: its row numbers and the answers for "
        "words are fetched again, as many as have been read."
    ),
    "move": (
        "The list is virtual: whatever it holds, two stories are drawn, and a page of summaries is fetched by "
        "row number now and then."
    ),
    "move-early": "As above, while the folder is looked through in another process and names are looked up.",
    "end": "One page of summaries is fetched by row number, the stories in sight are drawn.",
    "article": (
        "One article is one row of the cache. 40 ms of it are the rest that the cursor must have before the "
        "article follows."
    ),
    "letter": (
        "Misspellings are looked up by keys, so neither texts nor vocabulary are gone through; what grows are "
        "the postings of the words meant, read by SQLite, and masks of a byte an article."
    ),
    "letter-still": "Passages are looked for in the texts of the stories in sight, as many as fit on the screen.",
    "letter-fast": "A query that was overtaken is dropped, so at most one answer is waited for beside one's own.",
    "query": "Postings, as for a letter; fzf and newsboat go through all headlines, newsboat through all texts.",
    "find": "Postings, as for a letter; a letter typed onto a word whose answer is known costs only what is new.",
    "held": (
        "SQLite runs without the interpreter's lock; arrays as long as the library are handled in single "
        "NumPy calls, some tenths of a millisecond each at 100,000."
    ),
    "memory-started": (
        "Python, Textual and NumPy are most of it; beside them stand the row numbers of the list, as a tuple "
        "of integers and as an array, and a mask."
    ),
    "children-started": (
        "Weights and morphology of the language process are the same at any size; the process that watches "
        "the folder holds nothing of the library."
    ),
    "memory-searched": "Word forms and the last 400 answers, a bit an article each; SQLite's page cache is bounded.",
    "children-searched": "The language process grows with the words it has met, up to the bounds of its caches.",
    "cache": "The text, compressed, and its postings: linear; new words, with their keys, become rarer.",
    "busy": (
        "One answer of the language process after the other is written, each in a transaction of its own: as "
        "fast as that process works, whatever the library holds."
    ),
    "idle": "A look every two seconds at what other programs may have changed: the stamps of a few files.",
}
"""What the cost of a subject grows with, or why it does not grow, by the id of the subject."""
