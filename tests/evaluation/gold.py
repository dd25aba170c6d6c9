"""The quotations annotated by hand in `gold/`, placed in their texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from reader.model import Paragraph, Span
from reader.sources.decode import decode
from reader.sources.page import parse_page

PROJECT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "gold"
KEPT_FOLDER = FOLDER / "kept"
DEVELOPMENT, KEPT = "dev", "kept"
"""Rules are written for what the development part shows. Of the pages in `gold/kept/`, the newest, only figures are
ever looked at, until newer ones take their place."""


@dataclass(frozen=True, slots=True)
class Said:
    """One quotation of the gold set. `contents` are its words by place; `speakers` every right answer, none where the
    text leaves it open; `pronoun` also covers dropped subjects and answers without a label."""

    kind: str
    contents: tuple[Span, ...]
    cue: str | None
    speakers: tuple[str, ...]
    pronoun: bool


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One page with what is said in it. `traps` are words in marks that nobody says, `optional` reports that count
    neither as missed nor as false; both by place."""

    name: str
    language: str
    part: str
    text: str
    shown: tuple[Paragraph, ...]
    said: tuple[Said, ...]
    traps: tuple[Span, ...]
    optional: tuple[Span, ...]


@cache
def gold_articles() -> tuple[GoldArticle, ...]:
    """All of them, by name. Raises ValueError where a string does not stand in its text, in order."""
    return tuple(_read(path) for path in sorted(FOLDER.rglob("*.yaml")))


def _read(path: Path) -> GoldArticle:
    gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    root = PROJECT if gold["file"].startswith("seeds/") else path.parent
    text = decode((root / gold["file"]).read_bytes()).text
    page = parse_page(text)
    return GoldArticle(
        path.stem,
        gold["language"],
        KEPT if path.parent == KEPT_FOLDER else DEVELOPMENT,
        text,
        tuple(p for p in page.paragraphs if p.kind != "boilerplate"),
        _placed(path, text, gold["quotes"]),
        tuple(_everywhere(path, text, gold["traps"])),
        tuple(_everywhere(path, text, gold.get("optional", ()))),
    )


def _placed(path: Path, text: str, quotes: list[dict[str, Any]]) -> tuple[Said, ...]:
    """Each quotation is searched forward from the end of the last one; `nested` (speech within speech) and `between`
    (a report between two parts of the one before) from the start of the last one."""
    found: list[Said] = []
    begun = ended = 0
    for quote in quotes:
        inner = quote.get("nested") or quote.get("between")
        position, spans = begun + 1 if inner else ended, []
        for part in quote["contents"]:
            match = _pattern(part).search(text, position)
            if match is None:
                raise ValueError(f"{path.name}: not found after character {position}: {part!r}")
            spans.append(match.span())
            position = match.end()
        begun = spans[0][0]
        if not inner:
            ended = position
        right = () if quote["speaker"] is None else (quote["speaker"], *quote.get("also", ()))
        found.append(Said(quote["kind"], tuple(spans), quote["cue"], right, quote["pronoun"]))
    return tuple(found)


def _everywhere(path: Path, text: str, strings: list[str]) -> list[Span]:
    spans = []
    for string in strings:
        places = [match.span() for match in _pattern(string).finditer(text)]
        if not places:
            raise ValueError(f"{path.name}: not found: {string!r}")
        spans += places
    return spans


def _pattern(words: str) -> re.Pattern[str]:
    """`words` with any white space between them: a line break is a space."""
    return re.compile(r"\s+".join(map(re.escape, words.split())))
