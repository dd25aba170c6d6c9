"""How fast texts are annotated, and what a language process weighs."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

from reader.language import annotate
from reader.worker import FOREGROUND, ROLE
from tests.evaluation.gold import PROJECT, GoldArticle

ROUNDS = 4
ARTICLE = 3_000
"""Characters of the article that times are given for."""


def pace(articles: Sequence[GoldArticle]) -> Iterator[str]:
    """Milliseconds of an article, documents a second through the command line, and peak memory of one process. To be
    asked before anything else starts processes: the system keeps one peak for all that have ended."""
    yield f"one article of {ARTICLE} characters, warm: {_milliseconds(articles):.1f} ms of CPU"
    lines = [json.dumps({"id": article.name, "text": article.text}) + "\n" for article in articles]
    for processes, environment in (("one process", {ROLE: FOREGROUND}), ("all processes", {})):
        seconds = _seconds(lines * ROUNDS, environment) - _seconds(lines[:1], environment)
        yield f"reader annotate --jsonl, {processes}: {len(lines) * ROUNDS / seconds:.0f} documents a second after load"
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield f"peak memory of a language process: {peak:.0f} MiB"


def _milliseconds(articles: Sequence[GoldArticle]) -> float:
    taken = []
    for _ in range(ROUNDS):  # the first round fills what is kept of words; the quickest is disturbed least
        begun = time.process_time()
        for article in articles:
            annotate(article.text, article.shown)
        taken.append(time.process_time() - begun)
    return min(taken) * 1_000 * ARTICLE / sum(len(article.text) for article in articles)


def _seconds(lines: Sequence[str], environment: dict[str, str]) -> float:
    command = [sys.executable, "-m", "reader", "annotate", "--jsonl"]
    begun = time.perf_counter()
    subprocess.run(
        command,
        cwd=PROJECT,
        env=os.environ | environment,
        input="".join(lines),
        text=True,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - begun
