"""Opening a library: for the first time, with the screen watched meanwhile, and again with the cache warm."""

from __future__ import annotations

import subprocess
import sys
import time

from tests.benchmarks import programs
from tests.benchmarks.bench import Bench, say
from tests.benchmarks.figures import BARE, NEWSBOAT, READER
from tests.benchmarks.machine import size
from tests.benchmarks.probe import Probe
from tests.benchmarks.programs import Home, cursor, painted

_STARTS = 6
_LONGEST = 900.0  # seconds that reading a whole folder may take
_SEARCHED_EVERY = 6  # keys between two searches while the folder is read
_LETTERS = 4  # typed in such a search


def first_opening(bench: Bench) -> None:
    """A folder that was never opened: without a screen, then on it, with somebody who moves and searches meanwhile."""
    began = time.perf_counter()
    alone = Home(bench.work / "alone")
    command = [sys.executable, "-m", "reader", "list", "--library", str(bench.shelf.folder), "--limit", "1"]
    subprocess.run(command, env=alone.env, capture_output=True, timeout=_LONGEST, check=True)
    bench.note("first-alone", READER, time.perf_counter() - began)
    if bench.newsboat:
        bench.note("first-alone", NEWSBOAT, bench.newsboat.load())
        bench.note("cache", NEWSBOAT, bench.newsboat.cache.stat().st_size / (1 << 20))
    with Probe(programs.reader(bench.home, bench.shelf, bench.screen)) as probe, bench.bare() as bare:
        shown = probe.started(120) / 1000
        bench.note("first-list", READER, shown)
        word = bench.screen.titles(probe.screen)[0].split()[0]
        probe.react("/", bench.screen.results, most=0.3)
        for letter in word[:_LETTERS]:
            reaction = probe.react(letter, bench.screen.results)
            bench.note("first-letter", READER, reaction.last)
        bench.note("first-search", READER, time.perf_counter() - probe.began)
        probe.react("\x1b", bench.screen.results, most=1)
        _watch_reading(bench, probe, bare, word)
    bench.note("cache", READER, size(bench.home.folder / "cache"))


def _watch_reading(bench: Bench, probe: Probe, bare: Probe, word: str) -> None:
    """Move and search until all is listed; the bare app has its turn after each key."""
    bare.react("\t", painted, most=0.3)
    told = 0
    for turn in range(1, 10_000):
        listed = bench.screen.listed(probe.screen)
        passed = time.perf_counter() - probe.began
        if listed * 4 >= (told + 1) * bench.size:
            told = listed * 4 // bench.size
            bench.note(f"first-{told * 25}%", READER, passed)
            say(f"  {listed:,} listed after {passed:.0f} s")
        if listed == bench.size:
            bench.note("first-all", READER, passed)
            return
        if passed > _LONGEST:
            raise TimeoutError(f"{listed:,} of {bench.size:,} listed after {passed:.0f} s")
        down = turn % 2
        bench.note("first-key", READER, probe.react("j" if down else "k", cursor, still=0.1).first)
        bench.note("first-key", BARE, bare.react("\x1b[B" if down else "\x1b[A", painted, still=0.1).first)
        if turn % _SEARCHED_EVERY == 0:
            probe.react("/", bench.screen.results, most=0.2)
            for letter in word[:_LETTERS]:
                bench.note("first-letter", READER, probe.react(letter, bench.screen.results, most=2).last)
            probe.react("\x1b", bench.screen.results, most=0.5)


def starting(bench: Bench) -> None:
    """Start with a warm cache; the programs take turns, so that a machine that drifts drifts for all."""
    for _ in range(_STARTS):
        with Probe(programs.reader(bench.home, bench.shelf, bench.screen)) as probe:
            bench.note("start", READER, probe.started())
            for key in "jkj":
                bench.note("move-early", READER, probe.react(key, cursor, still=0.1).first)
            probe.rest(0.3)
        with Probe(programs.bare(bench.home)) as probe:
            bench.note("start", BARE, probe.started())
        if bench.newsboat:
            with Probe(bench.newsboat.program) as probe:
                bench.note("start", NEWSBOAT, probe.started())
