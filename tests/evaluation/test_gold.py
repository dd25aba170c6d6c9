"""The gold set loads, and the figures taken on it do not fall."""

from __future__ import annotations

from operator import attrgetter

import pytest

from tests.evaluation.gold import FOLDER, KEPT_FOLDER, PROJECT, gold_articles
from tests.evaluation.table import agreements


def test_every_file_loads_and_every_string_stands_in_its_text() -> None:
    articles = gold_articles()
    assert len(articles) == len(list(FOLDER.rglob("*.yaml"))) >= 48
    assert sum(len(article.said) for article in articles) > 500
    assert {said.kind for article in articles for said in article.said} == {"direct", "mixed", "indirect"}


def test_every_shipped_article_and_every_text_is_annotated() -> None:
    names = {article.name for article in gold_articles()}
    shipped = {path.stem for path in (PROJECT / "seeds").iterdir() if path.suffix in (".txt", ".md")}
    assert names >= shipped | {path.stem for path in FOLDER.rglob("*.txt")}


def test_nobody_wrote_rules_for_the_kept_pages() -> None:
    kept = {article.name for article in gold_articles() if article.part == "kept"}
    assert kept == {path.stem for path in KEPT_FOLDER.glob("*.yaml")}
    assert len(kept) >= 30


@pytest.mark.parametrize("part", ["dev", "kept"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_figures_do_not_fall(language: str, part: str) -> None:
    agreed = agreements([a for a in gold_articles() if (a.language, a.part) == (language, part)])[language, part]
    floors = FLOORS[language, part]
    figures = {figure: attrgetter(figure)(agreed) for figure in floors}
    fallen = {figure: value for figure, value in figures.items() if value < floors[figure]}
    traps, guesses = agreed.traps, agreed.guesses
    del agreed  # a failure would print it, and with it the errors of the kept pages
    assert not fallen
    assert traps <= 0.02
    assert guesses == 0


FLOORS = {
    ("ru", "dev"): {"direct": 0.99, "exact": 0.98, "cue": 0.985, "named": 0.97, "pronouns": 0.935, "triples": 0.93},
    ("ru", "kept"): {"direct": 0.965, "exact": 0.95, "cue": 0.98, "named": 0.88, "pronouns": 0.915, "triples": 0.85},
    ("en", "dev"): {"direct": 0.965, "exact": 0.96, "cue": 0.995, "named": 0.955, "pronouns": 0.915, "triples": 0.905},
    ("en", "kept"): {"direct": 0.955, "exact": 0.955, "cue": 0.99, "named": 0.89, "pronouns": 0.855, "triples": 0.84},
}
"""What the figures were on 2026-11-26, a little less: raise them when the rules get better."""
