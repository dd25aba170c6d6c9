"""Keys in the list: a line down, the end, an article; beside a bare list of 200 rows and newsboat, key by key."""

from __future__ import annotations

import time
from contextlib import ExitStack

from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import BARE, NEWSBOAT, READER
from tests.benchmarks.programs import cursor, painted

_KEYS = 40
_ENDS = 6
_NEWSBOAT_SECONDS = 10.0  # newsboat takes seconds for a key at 100,000 items: it gets as many as go into this


def moving(bench: Bench) -> None:
    """`j` and `k`, `G` and `g`, and the article that follows."""
    with ExitStack() as stack:
        reader = stack.enter_context(bench.reader(rest=3))
        bare = stack.enter_context(bench.bare())
        newsboat = stack.enter_context(bench.newsboat_articles()) if bench.newsboat else None
        bare.react("\t", painted, most=0.3)
        spent = 0.0
        for turn in range(_KEYS):
            down = turn % 4 != 3  # three down, one up: on and on through the list
            bench.note("move", READER, reader.react("j" if down else "k", cursor, still=0.1).first)
            bench.note("move", BARE, bare.react("\x1b[B" if down else "\x1b[A", painted, still=0.1).first)
            if newsboat and spent < _NEWSBOAT_SECONDS:
                began = time.perf_counter()
                bench.note("move", NEWSBOAT, newsboat.react("j" if down else "k", painted, still=0.1, most=10).first)
                spent += time.perf_counter() - began
        for _ in range(_ENDS):
            bench.note("end", READER, reader.react("G", cursor).first)
            bench.note("end", BARE, bare.react("\x1b[F", painted).first)
            reader.react("g", cursor)
            bare.react("\x1b[H", painted)
        for turn in range(_ENDS * 2):
            reaction = reader.react("j", lambda screen: (cursor(screen), bench.screen.article(screen)), still=0.4)
            bench.note("article", READER, reaction.last)
            if newsboat and turn < _ENDS // 2:
                bench.note("article", NEWSBOAT, newsboat.react("\r", painted, still=0.3, most=15).first)
                newsboat.react("q", painted, still=0.3, most=15)
