"""Text in, spans out: who is in a story, what was said and by whom, when, and for how much.

Everything heavy (NumPy, weights, morphology) is loaded by the first call of `annotate`, never by importing this room.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.language.detect import detect_language
from reader.model import Annotation, Kind, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

__all__ = ["RULES_VERSION", "annotate", "detect_language", "whole_lines"]

RULES_VERSION = 9
"""Raised whenever the rules give other answers than before; kept answers of another version are made anew."""

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


def annotate(
    text: str,
    paragraphs: Sequence[Paragraph],
    *,
    language: str | None = None,
    published: date | None = None,
    spacy: str | None = None,
) -> Annotation:
    """Names, dates, sums and quotations in the given paragraphs of `text`; all spans are offsets into `text`.

    `language` is the article's language where it is known; paragraphs that are plainly in another one are read by its
    rules. `published` lets «в понедельник» become a calendar date. `spacy` is a model of
    spaCy's for English names; without it, or where it cannot be loaded, they are found by Reader's own means. The first
    call takes up to a second: it loads the weights.
    """
    from reader.language.article import annotate_article

    return annotate_article(text, paragraphs, language, published, spacy)


def whole_lines(text: str) -> tuple[Paragraph, ...]:
    """Every line that is not blank as a paragraph of the body: what to annotate when nothing is known of the layout."""
    return tuple(Paragraph(match.start(), match.end(), Kind.BODY) for match in _LINE.finditer(text))
