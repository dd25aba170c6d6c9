"""`python -m tests.benchmarks [FOLDER]`: what a person would feel, beside a bare Textual app in the same run.

Both programs run on a pseudo-terminal of 120 × 36. Start: from the command to the first list on screen, cache warm.
A key: from the key to the first change of the screen. The two take turns, so that a machine that drifts drifts for
both; medians and 95th percentiles in milliseconds are printed. FOLDER is any library; without one, the shipped seeds.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence

from tests.terminal import Terminal

STARTS = 10
KEYS = 40
SEARCH = "vodnik"


def main(arguments: Sequence[str]) -> None:
    """Measure and print one table."""
    with tempfile.TemporaryDirectory() as home:
        env = dict(os.environ) | {
            "XDG_CACHE_HOME": f"{home}/cache",
            "XDG_DATA_HOME": f"{home}/data",
            "XDG_CONFIG_HOME": f"{home}/config",
        }
        reader = [sys.executable, "-m", "reader", *arguments]
        bare = [sys.executable, "-m", "tests.benchmarks.bare"]
        start(reader, env, "unread")  # fills the cache
        programs = ((reader, "unread"), (bare, "bare-ready"))
        starts = [tuple(start(command, env, ready) for command, ready in programs) for _ in range(STARTS)]
        show("start", starts)
        for name, reader_keys, bare_keys in (
            ("one line", ["j", "k"] * (KEYS // 2), ["\t", *["\x1b[B", "\x1b[A"] * KEYS][:KEYS]),
            ("a search letter", ["/", *SEARCH * (KEYS // len(SEARCH))], ["x", *SEARCH * (KEYS // len(SEARCH))]),
        ):
            ours = keys(reader, env, "unread", reader_keys)
            floor = keys(bare, env, "bare-ready", bare_keys)
            show(name, list(zip(ours, floor, strict=True)))


def start(command: Sequence[str], env: dict[str, str], ready: str) -> float:
    """Milliseconds from the command to `ready` on the screen."""
    began = time.perf_counter()
    with Terminal(command, env=env, columns=120, lines=36) as terminal:
        terminal.wait_for(ready, 60)
        return (time.perf_counter() - began) * 1000


def keys(command: Sequence[str], env: dict[str, str], ready: str, typed: Sequence[str]) -> list[float]:
    """Milliseconds from each key to the first bytes that the program writes."""
    took = []
    with Terminal(command, env=env, columns=120, lines=36) as terminal:
        terminal.wait_for(ready, 60)
        terminal.settle(1.0)
        for key in typed:
            began = time.perf_counter()
            terminal.send(key)
            terminal.read(2)
            took.append((time.perf_counter() - began) * 1000)
            terminal.settle(0.15, 0.4)
    return took


def show(name: str, pairs: Sequence[tuple[float, ...]]) -> None:
    """One row: the reader, the bare app, and their ratio."""
    columns = list(zip(*pairs, strict=True))
    medians = [statistics.median(column) for column in columns]
    tails = [statistics.quantiles(column, n=20)[-1] for column in columns]
    print(
        f"{name:16} reader {medians[0]:6.0f} ms (p95 {tails[0]:6.0f})   bare app {medians[1]:6.0f} ms"
        f" (p95 {tails[1]:6.0f})   ratio {medians[0] / medians[1]:.2f} (p95 {tails[0] / tails[1]:.2f})",
        flush=True,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
