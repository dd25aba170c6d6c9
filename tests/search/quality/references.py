"""What else answers the same queries: rapidfuzz over headlines, and fzf over headlines with leads."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from reader.search.index import IndexedText

Ask = Callable[[str], list[int]]
"""From a query to the rows of the five best articles."""

TOP = 5


def rapidfuzz_over_headlines(articles: Sequence[IndexedText]) -> Ask:
    """`WRatio` of the query with every headline, as one would write it in a line."""
    from rapidfuzz import fuzz, process, utils

    titles = {article.row: article.title for article in articles}

    def ask(text: str) -> list[int]:
        found = process.extract(text, titles, scorer=fuzz.WRatio, processor=utils.default_process, limit=TOP)
        return [row for _, _, row in found]

    return ask


def fzf_over_headlines_and_leads(articles: Sequence[IndexedText], folder: Path) -> Ask | None:
    """`fzf --filter` over one line an article; None where fzf is not installed. `folder` is to write the lines in."""
    program = shutil.which("fzf")
    if program is None:
        return None
    lines = "".join(f"{article.row}\t{article.title} {article.lead}\n" for article in articles)
    path = folder / "lines.txt"
    path.write_text(lines, encoding="utf-8")

    def ask(text: str) -> list[int]:
        with path.open("rb") as stdin:
            asked = subprocess.run(
                [program, "--filter", text, "--delimiter", "\t", "--nth", "2.."],
                stdin=stdin,
                capture_output=True,
                check=False,  # fzf exits with 1 where it finds nothing
            )
        return [int(line.split("\t")[0]) for line in asked.stdout.decode().splitlines()[:TOP]]

    return ask
