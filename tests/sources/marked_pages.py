"""Invented pages with the answer written beside every line.

A `.page` file begins with what the page says of its story (a key that is missing is None), then `===`, then the page.
Every line that is not blank begins with a letter and a bar, which are no part of the page: H headline, L lead, B body,
C caption, R credit, Y byline, D dateline, - not shown, + goes on from the line above. «¦» parts two kinds on one line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reader.model import Kind

FOLDER = Path(__file__).parent / "pages"
KINDS = {
    "H": Kind.HEADLINE,
    "L": Kind.LEAD,
    "B": Kind.BODY,
    "C": Kind.CAPTION,
    "R": Kind.CREDIT,
    "Y": Kind.BYLINE,
    "D": Kind.DATELINE,
    "-": Kind.BOILERPLATE,
}


@dataclass(frozen=True)
class MarkedPage:
    """A page and what is to be found in it: fields of `Page` by name, and parts as (kind, start, stop)."""

    text: str
    fields: dict[str, str | date | None]
    parts: tuple[tuple[Kind, int, int], ...]


def marked_pages() -> list[Path]:
    """All files of invented pages."""
    return sorted(FOLDER.glob("*.page"))


def read_marked_page(path: Path) -> MarkedPage:
    head, _, body = path.read_text(encoding="utf-8").partition("===\n")
    told = dict(line.split(": ", 1) for line in head.splitlines())
    fields: dict[str, str | date | None] = dict.fromkeys(
        ("title", "source", "author", "caption", "credit", "language", "url", "published")
    )
    fields.update(told)
    if "published" in told:
        fields["published"] = date.fromisoformat(told["published"])
    text = ""
    parts: list[tuple[Kind, int, int]] = []
    for line in body.splitlines():
        pieces = [piece.split("|", 1) for piece in line.split("¦")] if line else []
        for number, (mark, words) in enumerate(pieces):
            text += " " if number else ""
            start = len(text)
            text += words
            if mark == "+":
                kind, start, _ = parts.pop()
                parts.append((kind, start, len(text)))
            else:
                parts.append((KINDS[mark], start, len(text)))
        text += "\n"
    return MarkedPage(text, fields, tuple(parts))
