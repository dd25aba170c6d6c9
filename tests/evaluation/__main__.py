"""How right Reader is about names and quotations: `python -m tests.evaluation`.

Prints one table: quotations against the gold set by language and part, speed and memory, and names, dates and
sentences with quotations on the development data of `../shared/eval` where it is present.

    --errors        every error on the development part; those on the kept pages are nobody's business
    --rules         what each rule is worth
    --only PART     quotations, pace, or a set of `../shared/eval`; may be repeated
"""

from __future__ import annotations

import argparse
import sys
from datetime import date

from reader.worker import one_thread_for_algebra
from tests.evaluation.beside import SETS, development_scores
from tests.evaluation.gold import DEVELOPMENT, gold_articles
from tests.evaluation.pace import pace
from tests.evaluation.table import agreements, table

QUOTATIONS, PACE = "quotations", "pace"


def main() -> int:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--only", action="append", choices=(QUOTATIONS, PACE, *SETS), metavar="PART")
    options = parser.parse_args()
    one_thread_for_algebra()  # as a language process does
    parts = options.only or (QUOTATIONS, PACE, *SETS)
    articles = gold_articles()
    print(f"{date.today():%Y-%m-%d}, {len(articles)} articles annotated by hand")
    if QUOTATIONS in parts:
        agreed = agreements(articles)
        print(*table(agreed), sep="\n")
        if options.errors:
            errors = [
                error for (_, part), agreed_on in agreed.items() if part == DEVELOPMENT for error in agreed_on.errors
            ]
            print(*errors, sep="\n")
    if PACE in parts:
        print(*pace(articles), sep="\n")
    if options.rules:
        from tests.evaluation.effects import name_effects, quotation_effects  # loads NumPy

        for effects in (quotation_effects(articles), name_effects()):
            print(*effects, sep="\n")
    if sets := [name for name in SETS if name in parts]:
        print(*development_scores(sets), sep="\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
