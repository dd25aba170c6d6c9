"""What Reader holds and burns: memory, processor time while nobody does anything."""

from __future__ import annotations

import time

from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import NEWSBOAT, READER
from tests.benchmarks.machine import descendants, memory, processor_seconds
from tests.benchmarks.probe import Probe
from tests.benchmarks.programs import naming

_REST = 6.0  # seconds for the look through the folder, before memory is read
_IDLE = 6.0  # seconds that idleness is measured over


def weighing(bench: Bench) -> None:
    """Memory after the start, and what finding names costs the UI process. Names are still to be found here, but for
    very small libraries: the process that finds them is weighed too."""
    with bench.reader(rest=_REST) as reader:
        pid = reader.process.pid
        note_memory(bench, "started", pid)
        if naming(reader.screen):
            bench.note("busy", READER, _load(reader))
    if bench.newsboat:
        with bench.newsboat_articles() as newsboat:
            bench.note("memory-started", NEWSBOAT, memory(newsboat.process.pid).resident)


def resting(bench: Bench) -> None:
    """Processor time while nobody does anything and there is nothing to be done; in a large library names are still
    being found when the benchmarks end, and nothing is noted."""
    with bench.reader(rest=_REST) as reader:
        if not naming(reader.screen):
            bench.note("idle", READER, _load(reader))


def _load(probe: Probe) -> float:
    """Processor time of the UI process in percent of one processor."""
    before, began = processor_seconds(probe.process.pid), time.perf_counter()
    probe.rest(_IDLE)
    return 100 * (processor_seconds(probe.process.pid) - before) / (time.perf_counter() - began)


def note_memory(bench: Bench, when: str, pid: int) -> None:
    """Note what Reader and its children hold at this moment."""
    own = memory(pid)
    bench.note(f"memory-{when}", READER, own.resident)
    bench.note(f"share-{when}", READER, own.share)
    bench.note(f"children-{when}", READER, sum(memory(child).share for child in descendants(pid)))
