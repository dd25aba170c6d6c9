"""Short ways to say what is found in a sentence."""

from __future__ import annotations

from reader.language import annotate, whole_lines
from reader.model import Annotation, Quote


def annotation(text: str) -> Annotation:
    """`text` annotated line by line."""
    return annotate(text, whole_lines(text))


def quotes(text: str) -> list[tuple[str, str | None]]:
    """The words of every quotation, its contents joined by « | », with the speaker."""
    return [(words(text, quote), quote.speaker) for quote in annotation(text).quotes]


def words(text: str, quote: Quote) -> str:
    """The contents of a quotation, joined by « | »."""
    return " | ".join(text[start:stop] for start, stop in quote.contents)


def names(text: str) -> list[str]:
    """Every person, place and organisation as «LABEL text»."""
    return [
        f"{entity.label} {entity.text}" for entity in annotation(text).entities if entity.label in ("PER", "LOC", "ORG")
    ]
