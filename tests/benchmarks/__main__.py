"""`python -m tests.benchmarks`: what a person would feel, at 1,000, 10,000 and 100,000 articles.

Everything a person sees is measured through a pseudo-terminal of 120 × 36, the names of people being looked for in the
background as in normal use. Beside Reader, in the same run and in turns with it, stand a Textual app that does next to
nothing, newsboat on the same items, and fzf over their headlines, the last two where they are installed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.benchmarks.bench import Bench, say
from tests.benchmarks.figures import Figures
from tests.benchmarks.machine import facts
from tests.benchmarks.moving import moving
from tests.benchmarks.opening import first_opening, starting
from tests.benchmarks.pages import Press
from tests.benchmarks.programs import Home, Newsboat, ReaderScreen
from tests.benchmarks.queries import typical_queries
from tests.benchmarks.searching import finding, typing
from tests.benchmarks.shelves import Shelf, make_shelf
from tests.benchmarks.table import growth, table
from tests.benchmarks.weight import resting, weighing

MEASURES: Mapping[str, Callable[[Bench], None]] = {
    "opening": first_opening,
    "weighing": weighing,
    "starting": starting,
    "moving": moving,
    "typing": typing,
    "finding": finding,
    "resting": resting,
}


def main() -> None:
    """Measure and print."""
    options = _options()
    figures = Figures()
    print(facts(), flush=True)
    with tempfile.TemporaryDirectory(prefix="reader-benchmarks-") as work:
        press = Press()
        for count in options.articles:
            say(f"{count:,} articles: making them, where they are not there yet")
            shelf = make_shelf(options.keep or Path(work), count, press)
            _measure(shelf_bench(Path(work) / f"at-{count}", press, figures, shelf), options.only)
            print("", *table(figures, count), sep="\n", flush=True)
    if len(options.articles) > 1:
        print("", *growth(figures), sep="\n")
    if not Newsboat.installed():
        print("\nnewsboat is not installed: nothing to compare with there")


def shelf_bench(work: Path, press: Press, figures: Figures, shelf: Shelf) -> Bench:
    """All that one library is measured with."""
    newsboat = Newsboat(work / "newsboat", shelf) if Newsboat.installed() else None
    screen = ReaderScreen(shelf.titles())
    queries, others = typical_queries(press), typical_queries(press, other=True)
    return Bench(shelf, figures, screen, Home(work / "home"), work, queries, others, newsboat)


def _measure(bench: Bench, only: list[str]) -> None:
    """All measures, or some; what one of them could not see ends that measure alone. Caches are filled first."""
    if only and "opening" not in only:
        _fill(bench)
    for name, measure in MEASURES.items():
        if not only or name in only:
            say(f"{bench.size:,} articles: {name}")
            try:
                measure(bench)
            except (TimeoutError, OSError, subprocess.SubprocessError) as error:
                print(f"\n{name} at {bench.size:,} articles was given up: {error}", flush=True)


def _fill(bench: Bench) -> None:
    """Read the folder, and newsboat's feed, without measuring."""
    command = [sys.executable, "-m", "reader", "list", "--library", str(bench.shelf.folder), "--limit", "1"]
    subprocess.run(command, env=bench.home.env, capture_output=True, timeout=900, check=True)
    if bench.newsboat:
        bench.newsboat.load()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--articles",
        type=lambda text: [int(count) for count in text.split(",")],
        default=[1_000, 10_000, 100_000],
        metavar="N,N…",
        help="how many articles the libraries have (1000,10000,100000)",
    )
    parser.add_argument("--only", nargs="+", choices=list(MEASURES), default=[], help="measure nothing else")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where libraries are kept, to be made only once")
    return parser.parse_args()


if __name__ == "__main__":
    main()
