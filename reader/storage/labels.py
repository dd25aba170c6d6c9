"""Words that the user calls things by, tags and names of searches: how they are kept, and when two are the same."""

from __future__ import annotations

import unicodedata

from reader.errors import ReaderError
from reader.sanitise import one_line, sanitise

MAX_LABEL = 100


def clean_label(text: str, what: str) -> str:
    """A label as it is kept: in NFC, without white space at its ends, a single space inside. Raises ReaderError, in
    which `what` says what the label would have been («a tag»)."""
    label = " ".join(unicodedata.normalize("NFC", text).split())
    if not label:
        raise ReaderError(f"{what} cannot be empty")
    if sanitise(label) != label:
        raise ReaderError(f"{what} cannot hold control or invisible characters: {one_line(label)!r}")
    if len(label) > MAX_LABEL:
        raise ReaderError(f"{what} cannot be longer than {MAX_LABEL} characters")
    return label


def fold_label(label: str) -> str:
    """What two spellings of one label have in common: case, ё and white space do not count."""
    return " ".join(unicodedata.normalize("NFC", label).casefold().replace("ё", "е").split())
