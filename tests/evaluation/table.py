"""The figures of the gold set as a table, beside their targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from tests.evaluation.agreement import Agreement, agreement
from tests.evaluation.gold import DEVELOPMENT, KEPT, GoldArticle

PARTS = tuple((language, part) for language in ("ru", "en") for part in (DEVELOPMENT, KEPT))

# What is printed: title, property of Agreement, target for Russian, target for English.
FIGURES = (
    ("direct contents, exact F1", "direct", "≥ .90", "≥ .90"),
    ("contents of all kinds, exact F1", "exact", "", ""),
    ("contents of all kinds, overlap F1", "overlap", "", ""),
    ("cue, of those found", "cue", "", ""),
    ("speaker, of those found, named", "named", "≥ .90", "≥ .85"),
    ("speaker, of those found, pronoun or none", "pronouns", "≥ .85", "≥ .85"),
    ("speaker, of those given one", "given", "", ""),
    ("contents, cue and speaker exact, F1", "triples", "≥ .65", "≥ .65"),
    ("words in marks wrongly taken for speech", "traps", "≤ .02", "≤ .02"),
    ("speaker given though the text has none", "guesses", "0", "0"),
)
_COUNTS = (("quotations in the gold set", "gold"), ("quotations found", "found"))


def agreements(articles: Sequence[GoldArticle]) -> dict[tuple[str, str], Agreement]:
    """How far each part of the gold set agrees."""
    return {
        (language, part): agreement(a for a in articles if (a.language, a.part) == (language, part))
        for language, part in PARTS
    }


def table(parts: dict[tuple[str, str], Agreement]) -> Iterator[str]:
    """One line a figure, one column a part."""
    yield f"{'quotations':44}" + "".join(f"{f'{language} {part}':>9}" for language, part in PARTS) + "  target ru, en"
    for title, figure, *targets in FIGURES:
        cells = "".join(f"{attrgetter(figure)(parts[part]):9.3f}" for part in PARTS)
        yield f"{title:44}{cells}  {', '.join(filter(None, targets))}".rstrip()
    for title, count in _COUNTS:
        yield f"{title:44}" + "".join(f"{parts[part].counts[count]:9}" for part in PARTS)
