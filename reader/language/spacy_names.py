"""Names in English text by a spaCy model of the user's, where `settings.yaml` names one.

spaCy is no dependency of Reader: it is imported by the language process alone, and only when it is asked for.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from reader.language import RULES_VERSION
from reader.language.mention import Mention
from reader.model import Label, Notice
from reader.sanitise import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.model import Span

LABELS = {
    "PERSON": Label.PERSON,
    "PER": Label.PERSON,
    "ORG": Label.ORGANISATION,
    "GPE": Label.PLACE,
    "LOC": Label.PLACE,
    "FAC": Label.PLACE,
}
"""spaCy's labels and ours: those of OntoNotes, and PER of the models trained on Wikipedia. Dates and sums stay ours."""

LONGEST = 50_000
"""Characters given to spaCy at once: its memory grows with them, and above a million it refuses."""

_UNUSED = ("tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer", "trainable_lemmatizer")
_EDGES = re.compile(r"(?:the\s+)?(?P<name>.*?)(?:['’]s?)?\s*", re.IGNORECASE | re.DOTALL)


def usable(model: str | None) -> tuple[str | None, tuple[Notice, ...]]:
    """The model where it and spaCy are installed; none, and a notice, where they are not. Imports neither."""
    if model is None:
        return None, ()
    if not model.isidentifier():
        problem = f"{model!r} is no name of a model"
    elif absent := [package for package in ("spacy", model) if find_spec(package) is None]:
        problem = f"{absent[0]} is not installed beside Reader"
    else:
        return model, ()
    return None, (Notice(one_line(f"settings.yaml: spacy: {problem} – Reader finds English names by itself")),)


def rules_version(model: str | None) -> int:
    """RULES_VERSION; with a model another number, so that answers of one are not taken for the other's."""
    return RULES_VERSION if model is None else (zlib.crc32(model.encode()) << 16) + RULES_VERSION


def find_names(text: str, spans: Sequence[Span], model: str) -> list[Mention] | None:
    """The people, places and organisations in the given spans of `text`, in order, disjoint; None where the model
    cannot be loaded after all."""
    pipeline = _pipeline(model)
    if pipeline is None:
        return None
    pieces = [(begin, min(begin + LONGEST, stop)) for start, stop in spans for begin in range(start, stop, LONGEST)]
    documents = pipeline.pipe(text[begin:end] for begin, end in pieces)
    return [m for (begin, _), document in zip(pieces, documents, strict=True) for m in _mentions(document, begin)]


@cache
def _pipeline(model: str) -> Any:
    try:
        return import_module("spacy").load(model, exclude=list(_UNUSED))
    except (ImportError, OSError, ValueError):  # what spaCy raises for a model that is missing or of another version
        return None


def _mentions(document: Any, begin: int) -> Iterator[Mention]:
    """«the Senate», «Ann Lee's»: the article and the possessive are no part of a name here."""
    for entity in document.ents:
        label = LABELS.get(entity.label_)
        inner = _EDGES.fullmatch(entity.text)
        if label and inner and inner["name"]:
            start = begin + entity.start_char
            yield Mention(start + inner.start("name"), start + inner.end("name"), label)
