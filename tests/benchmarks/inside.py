"""`python -m tests.benchmarks.inside FOLDER`: queries from stdin (a JSON list) put to the library in this process.

Prints JSON: `find`, milliseconds for each query; `whole`, for each that the next one does not go on; `held`, for each,
the longest that another thread was kept from running meanwhile.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

from reader.library import open_library
from reader.settings import Settings

_BEAT = 0.001  # seconds the other thread sleeps


class Heart:
    """A thread that wakes every millisecond and knows by how much it woke too late."""

    def __init__(self) -> None:
        self._worst = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)
        self._thread.start()

    def _beat(self) -> None:
        while not self._stop.is_set():
            wanted = time.perf_counter() + _BEAT
            time.sleep(_BEAT)
            self._worst = max(self._worst, time.perf_counter() - wanted)

    def worst(self) -> float:
        """The worst delay since it was asked last, in milliseconds."""
        worst, self._worst = self._worst * 1000, 0.0
        return worst


def main(folder: Path, queries: list[str]) -> dict[str, list[float]]:
    """Ask all of them, in order."""
    library = open_library(folder, settings=Settings())
    try:
        library.prepare_search()
        library.find("прогрев", typing=True)
        heart = Heart()
        spent: list[float] = []
        held: list[float] = []
        for query in queries:
            time.sleep(0.02)
            heart.worst()
            began = time.perf_counter()
            library.find(query, typing=True)
            spent.append((time.perf_counter() - began) * 1000)
            held.append(heart.worst())
    finally:
        library.close()
    last = [not later.startswith(query) for query, later in zip(queries, [*queries[1:], ""], strict=True)]
    return {"find": spent, "whole": [t for t, whole in zip(spent, last, strict=True) if whole], "held": held}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), json.load(sys.stdin))))
