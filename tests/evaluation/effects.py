"""What each rule is worth: the figures without it. A rule is switched off by taking it out of its tuple for a while."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any
from unittest.mock import patch

from reader.language.english import quotes as english_quotes
from reader.language.english import retold as english_retold
from reader.language.russian import direct, indirect, names
from reader.language.russian import entities as russian
from reader.language.tokens import tokenise
from tests.evaluation.agreement import agreement
from tests.evaluation.beside import EVAL
from tests.evaluation.gold import DEVELOPMENT, GoldArticle

_LABELS = ("PER", "LOC", "ORG")
_QUOTATIONS = (
    ("ru", direct, "IN_MARKS"),
    ("ru", indirect, "RETOLD"),
    ("en", english_quotes, "IN_MARKS"),
    ("en", english_retold, "RETOLD"),
)


def quotation_effects(articles: Sequence[GoldArticle]) -> Iterator[str]:
    """For each quotation rule: exact contents and triples (F1) on the development part of its language, and what they
    lose without it."""
    yield f"{'quotation rules switched off (development part)':52}{'exact':>8}{'triples':>9}"
    for language in dict.fromkeys(language for language, _, _ in _QUOTATIONS):
        pages = [article for article in articles if article.language == language and article.part == DEVELOPMENT]
        whole = agreement(pages)
        yield f"  {language + ', all rules':50}{whole.exact:8.3f}{whole.triples:9.3f}"
        for _, module, rules in (row for row in _QUOTATIONS if row[0] == language):
            for name, off in _without_each(module, rules):
                with off:
                    less = agreement(pages)
                yield f"  {language}, {name:46}{less.exact - whole.exact:+8.3f}{less.triples - whole.triples:+9.3f}"


def name_effects() -> Iterator[str]:
    """For each clean-up rule for names: strict F1 on the development sets, and what it loses without the rule."""
    if not EVAL.exists():
        return
    sets = {name: _tagged(docs) for name, docs in _documents().items()}
    yield f"{'clean-up rules for names switched off (strict F1)':52}" + "".join(f"{name:>9}" for name in sets)
    whole = {name: _strict(tagged) for name, tagged in sets.items()}
    yield f"  {'all rules':50}" + "".join(f"{value:9.3f}" for value in whole.values())
    for rules in ("RULES", "JOINS"):
        for rule, off in _without_each(names, rules):
            with off:
                yield f"  {rule:50}" + "".join(f"{_strict(sets[name]) - whole[name]:+9.3f}" for name in sets)


def _without_each(module: ModuleType, rules: str) -> Iterator[tuple[str, Any]]:
    """Each rule of a tuple by name, with what takes it out."""
    every: tuple[Callable[..., Any], ...] = getattr(module, rules)
    for rule in every:
        yield rule.__name__, patch.object(module, rules, tuple(other for other in every if other is not rule))


def _documents() -> dict[str, list[Any]]:
    """The documents of `../shared/eval` that its `score.py` scores names on."""
    with patch.object(sys, "path", [str(EVAL), *sys.path]):
        loaders = import_module("loaders")
    nerel = [d._replace(spans=[s for s in d.spans if not d.text[s[0] : s[1]].islower()]) for d in loaders.nerel("dev")]
    bibi = [d._replace(spans=[s for s in d.spans if s[2] in _LABELS]) for d in loaders.bsnlp(("asia_bibi",))]
    return {"factru": list(loaders.factru("devset")), "nerel": nerel, "bibi": bibi}


def _tagged(documents: Sequence[Any]) -> list[tuple[str, Any, Any]]:
    """Each text with what the tagger finds line by line, and its gold spans."""
    found = []
    for document in documents:
        lines, start = [], 0
        for line in document.text.splitlines(keepends=True):
            lines.append(tokenise(document.text, start, start + len(line)))
            start += len(line)
        found.append((document.text, russian.find_names([line for line in lines if line]), document.spans))
    return found


def _strict(tagged: Sequence[tuple[str, Any, Any]]) -> float:
    """Micro F1 of names with exact bounds and label."""
    right = found = gold = 0
    for text, mentions, spans in tagged:
        tidied = {(m.start, m.stop, m.label.value) for m in names.tidy(text, mentions)}
        expected = {(start, stop, label) for start, stop, label in spans if label in _LABELS}
        right, found, gold = right + len(tidied & expected), found + len(tidied), gold + len(expected)
    return 2 * right / max(1, found + gold)
