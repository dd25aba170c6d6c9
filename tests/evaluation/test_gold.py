"""The gold set loads, and the figures taken on it do not fall."""

from __future__ import annotations

from operator import attrgetter

import pytest

from tests.evaluation.gold import FOLDER, PROJECT, gold_articles, half_of
from tests.evaluation.table import agreements


def test_every_file_loads_and_every_string_stands_in_its_text() -> None:
    articles = gold_articles()
    assert len(articles) == len(list(FOLDER.glob("*.yaml"))) >= 48
    assert sum(len(article.said) for article in articles) > 500
    assert {said.kind for article in articles for said in article.said} == {"direct", "mixed", "indirect"}


def test_every_shipped_article_and_every_text_is_annotated() -> None:
    names = {article.name for article in gold_articles()}
    shipped = {path.stem for path in (PROJECT / "seeds").iterdir() if path.suffix in (".txt", ".md")}
    assert names >= shipped | {path.stem for path in FOLDER.glob("*.txt")}


def test_an_article_keeps_its_half() -> None:
    assert (half_of("polar-station"), half_of("governor-report")) == ("dev", "kept")


@pytest.mark.parametrize("half", ["dev", "kept"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_figures_do_not_fall(language: str, half: str) -> None:
    part = agreements([a for a in gold_articles() if (a.language, a.half) == (language, half)])[language, half]
    floors = FLOORS[language, half]
    fallen = {figure: attrgetter(figure)(part) for figure, floor in floors.items() if attrgetter(figure)(part) < floor}
    traps, guesses = part.traps, part.guesses
    del part  # a failure would print it, and with it the errors of the kept half
    assert not fallen
    assert traps <= 0.02
    assert guesses == 0


FLOORS = {
    ("ru", "dev"): {"direct": 0.97, "exact": 0.95, "cue": 0.98, "named": 0.955, "pronouns": 0.885, "triples": 0.88},
    ("ru", "kept"): {"direct": 0.95, "exact": 0.91, "cue": 0.96, "named": 0.865, "pronouns": 0.825, "triples": 0.765},
    ("en", "dev"): {"direct": 0.955, "exact": 0.95, "cue": 0.98, "named": 0.945, "pronouns": 0.925, "triples": 0.905},
    ("en", "kept"): {"direct": 0.905, "exact": 0.87, "cue": 0.98, "named": 0.865, "pronouns": 0.815, "triples": 0.755},
}
"""What the figures were on 2026-11-26, a little less: raise them when the rules get better."""
