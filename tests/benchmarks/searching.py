"""Typing into the search box, letter by letter, beside a bare input that repeats what is typed.

What counts as the results of a keystroke: the headlines listed and the number found. Their time is that of the first
frame with those that stay. A letter after which they are the same as before shows nothing that could be timed, and is
left out. `still` is when everything left of the article has come to rest, passages below headlines included.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Hashable

import pyte

from tests.benchmarks import programs
from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import BARE, FZF, NEWSBOAT, READER
from tests.benchmarks.probe import Look, Probe, Reaction
from tests.benchmarks.programs import echoed, painted
from tests.benchmarks.queries import prefixes
from tests.benchmarks.weight import note_memory

_FAST = 0.125  # seconds between two letters of a fast typist
_STILL, _MOST = 0.25, 1.5  # seconds: after a change, and where none comes
_LEFT = 40  # columns of the list at least
_CLEAR = "\x15"  # ctrl+u


def typing(bench: Bench) -> None:
    """Each query letter by letter, the bare input in turns with it; then others as a fast typist types them."""

    def look(screen: pyte.Screen) -> tuple[Hashable, Hashable]:
        return bench.screen.results(screen), tuple(line[:_LEFT] for line in screen.display[1:-1])

    with bench.reader(rest=5) as reader, bench.bare() as bare:
        for query in bench.queries.values():
            reader.react("/", look, still=0.1, most=0.4)
            for letter in query:
                reaction = reader.react(letter, look, still=_STILL, most=_MOST)
                bench.note("letter", READER, settled(reaction))
                bench.note("letter-still", READER, reaction.last)
                bench.note("letter", BARE, bare.react(letter, echoed, still=0.1).first)
            _leave(reader, look)
            bare.react(_CLEAR, echoed, still=0.1)
        for query in bench.other_queries.values():
            reader.react("/", look, still=0.1, most=0.4)
            reader.type_in(query[:-1], _FAST)
            took = settled(reader.react(query[-1], look, still=_STILL, most=_MOST))
            if took and took > 0:  # else the last letter changed nothing
                bench.note("letter-fast", READER, took)
            _leave(reader, look)
        note_memory(bench, "searched", reader.process.pid)
    _others(bench)


def _leave(reader: Probe, look: Look) -> None:
    """Empty the box and leave it: with values on offer, one escape would only take those away."""
    reader.react(_CLEAR, look, still=0.1, most=0.4)
    reader.react("\x1b", look, most=1)


def settled(reaction: Reaction) -> float | None:
    """When the results, the first part of what was looked at, were for the first time those that stay."""
    changes = reaction.changes
    final = changes[-1][1][0] if changes and isinstance(changes[-1][1], tuple) else None
    before = reaction.before[0] if isinstance(reaction.before, tuple) else None
    if final is None or final == before:
        return None
    since = None
    for moment, seen in reversed(changes):
        if not isinstance(seen, tuple) or seen[0] != final:
            break
        since = moment
    return since


def _others(bench: Bench) -> None:
    """Whole queries in fzf (headlines) and newsboat (everything; it forgives nothing, so only words as they stand)."""
    for query in bench.queries.values():
        if programs.fzf_installed():
            bench.note("query", FZF, programs.fzf(query, bench.shelf.headlines))
    if bench.newsboat:
        with bench.newsboat_articles() as newsboat:
            for sort in ("a common word", "a word of one headline", "a rare name"):
                newsboat.react("/", painted, most=1)
                newsboat.react(bench.queries[sort], painted, still=0.3)
                bench.note("query", NEWSBOAT, newsboat.react("\r", painted, still=1.5, most=15).last)
                newsboat.react("q", painted, most=10)


def finding(bench: Bench) -> None:
    """The same letters put to `Library.find` in a process without a screen, and how long other threads wait for it."""
    asked = [prefix for query in bench.queries.values() for prefix in prefixes(query)]
    answered = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.inside", str(bench.shelf.folder)],
        input=json.dumps(asked),
        env=bench.home.env,
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    told = json.loads(answered.stdout)
    bench.note("find", READER, *told["find"])
    bench.note("query", READER, *told["whole"])
    bench.note("held", READER, *told["held"])
