"""Names from a spaCy model, with a stand-in for spaCy itself."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType

import pytest

from reader.language import RULES_VERSION, annotate, spacy_names, whole_lines
from reader.language.spacy_names import find_names, rules_version, usable
from reader.model import Label

MODEL = "en_fake_model"
KNOWN = {
    "Anna Holt's": "PERSON",
    "the Harbour Board": "ORG",
    "Thomas Bray": "PER",
    "Leeds": "GPE",
    "Quay Hall": "FAC",
    "Monday": "DATE",
}


@dataclass
class Found:
    text: str
    start_char: int
    end_char: int
    label_: str


class Document:
    def __init__(self, text: str) -> None:
        places = ((text.find(name), name, label) for name, label in KNOWN.items())
        self.ents = [Found(name, at, at + len(name), label) for at, name, label in sorted(places) if at >= 0]


class Pipeline:
    def pipe(self, texts: Iterable[str]) -> Iterator[Document]:
        return map(Document, texts)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was loaded by a spaCy that knows one model."""
    names: list[str] = []

    def load(name: str, exclude: list[str]) -> Pipeline:
        if name != MODEL:
            raise OSError(f"[E050] Can't find model {name!r}.")
        assert "ner" not in exclude
        names.append(name)
        return Pipeline()

    fake = ModuleType("spacy")
    vars(fake)["load"] = load
    monkeypatch.setitem(sys.modules, "spacy", fake)
    spacy_names._pipeline.cache_clear()
    yield names
    spacy_names._pipeline.cache_clear()


def test_its_labels_become_ours(loaded: list[str]) -> None:
    text = "On Monday\nAnna Holt's letter to the Harbour Board in Leeds named Quay Hall."
    found = find_names(text, [(0, 9), (10, len(text))], MODEL)
    assert found is not None
    assert [(text[m.start : m.stop], m.label) for m in found] == [
        ("Anna Holt", Label.PERSON),
        ("Harbour Board", Label.ORGANISATION),
        ("Leeds", Label.PLACE),
        ("Quay Hall", Label.PLACE),
    ]
    assert loaded == [MODEL]


@pytest.mark.usefixtures("loaded")
def test_a_long_paragraph_is_given_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy_names, "LONGEST", 10)
    text = "In Leeds, and on, in Leeds."
    found = find_names(text, [(0, len(text))], MODEL) or []
    assert [(m.start, m.stop) for m in found] == [(3, 8), (21, 26)]


@pytest.mark.usefixtures("loaded")
def test_quotations_go_on_from_its_names_and_dates_stay_ours() -> None:
    text = '"We are ready," said Thomas Bray. Leeds heard of it on Monday.'
    found = annotate(text, whole_lines(text), language="en", spacy=MODEL)
    assert [(e.text, e.label) for e in found.entities] == [
        ("Thomas Bray", Label.PERSON),
        ("Leeds", Label.PLACE),
        ("on Monday", Label.DATE),
    ]
    assert [quote.speaker for quote in found.quotes] == ["Thomas Bray"]


@pytest.mark.usefixtures("loaded")
def test_russian_is_none_of_its_business() -> None:
    text = "Анна Холт приехала в Москву и рассказала о новой работе."
    found = annotate(text, whole_lines(text), language="ru", spacy=MODEL)
    assert found == annotate(text, whole_lines(text), language="ru")


@pytest.mark.usefixtures("loaded")
def test_a_model_that_cannot_be_loaded_leaves_the_names_to_us() -> None:
    text = "Anna Holt lives in Leeds."
    assert find_names(text, [(0, len(text))], "en_other_model") is None
    lone = annotate(text, whole_lines(text), language="en", spacy="en_other_model")
    assert lone == annotate(text, whole_lines(text), language="en")


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("en_no_such_model", "is not installed beside Reader"),
        ("../model", "is no name of a model"),
        (".model", "is no name of a model"),
    ],
)
def test_what_is_missing_costs_one_notice(model: str, said: str) -> None:
    chosen, notices = usable(model)
    assert chosen is None
    assert len(notices) == 1
    assert said in notices[0].text


def test_what_is_installed_is_used_without_being_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy_names, "find_spec", lambda _name: object())
    assert usable(MODEL) == (MODEL, ())
    assert usable(None) == (None, ())
    assert MODEL not in sys.modules


def test_answers_with_and_without_a_model_are_kept_apart() -> None:
    versions = {rules_version(None), rules_version(MODEL), rules_version("en_other_model")}
    assert len(versions) == 3
    assert rules_version(None) == RULES_VERSION
