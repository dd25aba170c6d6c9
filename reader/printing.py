"""What the command line prints: the JSON shapes that other programs rely on, and columns for people.

The keys of the JSON objects, their order and their types are a contract (docs: README, "Command line"). Everything
here is pure; `cli` does the printing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reader.library import NameRow, QuoteRow, Reading
from reader.model import Article, Hit, Kind, Paragraph, Summary
from reader.sanitise import one_line
from reader.themes import Pair, Theme

Json = dict[str, Any]
Cells = tuple[str, ...]


def list_json(summary: Summary) -> Json:
    """One article in a listing."""
    return {
        "id": summary.id,
        "title": summary.title,
        "source": summary.source,
        "author": summary.author,
        "published": summary.published.isoformat() if summary.published else None,
        "language": summary.language,
        "tags": list(summary.tags),
        "unread": summary.unread,
        "starred": summary.starred,
        "path": str(summary.path),
        "url": summary.url,
    }


def search_json(summary: Summary, hit: Hit) -> Json:
    """One article that answers a query, with the reason."""
    matched = [
        {"field": m.field, "text": m.text, "passage": m.passage, "spans": [list(span) for span in m.spans]}
        for m in hit.matched
    ]
    return list_json(summary) | {"score": round(hit.score, 4), "matched": matched}


def show_json(reading: Reading) -> Json:
    """One article whole."""
    page = reading.article.page
    return list_json(reading.summary) | {
        "lead": page.lead,
        "caption": page.caption,
        "credit": page.credit,
        "paragraphs": [words(reading.article, p) for p in reading.article.shown if p.kind is Kind.BODY],
    }


def quote_json(row: QuoteRow) -> Json:
    """One quotation."""
    summary, quote = row.summary, row.quote
    return {
        "article": summary.id,
        "title": summary.title,
        "source": summary.source,
        "published": summary.published.isoformat() if summary.published else None,
        "kind": quote.kind.value,
        "speaker": quote.speaker,
        "role": quote.role,
        "cue": row.cue,
        "text": row.text,
        "start": quote.start,
        "stop": quote.stop,
    }


def name_json(row: NameRow) -> Json:
    """One name across the articles asked for."""
    return {
        "name": row.name,
        "label": row.label.value,
        "articles": row.articles,
        "mentions": row.mentions,
        "spellings": list(row.spellings),
    }


def words(article: Article, paragraph: Paragraph) -> str:
    """The words of a paragraph as one line, without signs of Markdown and HTML."""
    from reader.sources.lines import shown_words

    return shown_words(article.text[paragraph.start : paragraph.stop])


def list_cells(summary: Summary) -> Cells:
    """An article in columns: id, date, source, headline, tags."""
    date = summary.published.isoformat() if summary.published else ""
    tags = " ".join(f"#{tag}" for tag in summary.tags)
    return _cells(summary.id, date, summary.source or "", summary.title, tags)


def search_cells(summary: Summary, hit: Hit) -> Cells:
    """An article that answers a query, in columns: id, date, source, headline, the passage that matched."""
    passage = next((match.passage for match in hit.matched if match.field != "title"), "")
    return (*list_cells(summary)[:4], *_cells(passage))


def meta_line(reading: Reading) -> str:
    """Source, author, date and tags of an article as one line; '' if nothing is known."""
    summary = reading.summary
    date = summary.published.isoformat() if summary.published else None
    parts = [summary.source, summary.author, date, " ".join(f"#{tag}" for tag in summary.tags)]
    return " · ".join(one_line(part) for part in parts if part)


def article_text(reading: Reading) -> Iterator[str]:
    """An article as plain paragraphs, an empty line between them."""
    yield one_line(reading.summary.title)
    if meta := meta_line(reading):
        yield meta
    for paragraph in _story(reading.article):
        yield ""
        yield words(reading.article, paragraph)


def article_markdown(reading: Reading) -> Iterator[str]:
    """An article as Markdown; what Markdown would read as a sign is escaped."""
    yield f"# {_escape(one_line(reading.summary.title))}"
    if meta := meta_line(reading):
        yield ""
        yield f"*{_escape(meta)}*"
    for paragraph in _story(reading.article):
        text = _escape(words(reading.article, paragraph))
        yield ""
        yield f"**{text}**" if paragraph.kind is Kind.LEAD else text
    if reading.summary.url:
        yield ""
        yield f"<{one_line(reading.summary.url)}>"


def _story(article: Article) -> Iterator[Paragraph]:
    yield from (p for p in article.shown if p.kind not in (Kind.HEADLINE, Kind.BYLINE))


def _escape(text: str) -> str:
    escaped = re.sub(r"([\\`*_\[\]<>])", r"\\\1", text)
    return re.sub(r"^(\s*)([#>+-]|\d+[.)])", r"\1\\\2", escaped)


def quote_cells(row: QuoteRow) -> Cells:
    """A quotation in columns: article, speaker, words."""
    return _cells(row.summary.id, row.quote.speaker or "?", row.text)


def name_cells(row: NameRow) -> Cells:
    """A name in columns: label, name, articles, mentions, spellings."""
    return _cells(row.label.value, row.name, str(row.articles), str(row.mentions), ", ".join(row.spellings))


def annotation_cells(answer: Json, text: str) -> Iterator[Cells]:
    """An answer of `annotate` in columns: label and name of each entity, then kind, speaker and words of each
    quotation."""
    for entity in answer["entities"]:
        yield _cells(entity["label"], entity["name"])
    for quote in answer["quotes"]:
        said = " … ".join(text[start:stop] for start, stop in quote["contents"])
        yield _cells(quote["kind"], quote["speaker"] or "?", said)


def tag_json(tag: tuple[str, int]) -> Json:
    """A tag and the number of its articles."""
    return {"tag": tag[0], "articles": tag[1]}


def tag_cells(tag: tuple[str, int]) -> Cells:
    """A tag and the number of its articles, in columns."""
    return _cells(tag[0], str(tag[1]))


def theme_json(theme: Theme) -> Json:
    """One theme."""
    return {
        "name": theme.name,
        "description": theme.description,
        "kind": theme.kind,
        "contrast": theme.contrast.value,
        "path": str(theme.path),
    }


def theme_cells(theme: Theme) -> Cells:
    """A theme in columns: name, kind, contrast, description."""
    return _cells(theme.name, theme.kind, theme.contrast.value, theme.description)


def contrast_json(theme: Theme, pair: Pair) -> Json:
    """The contrast of one pair of colours."""
    return {
        "theme": theme.name,
        "role": pair.role,
        "on": pair.on,
        "ratio": round(pair.ratio, 2),
        "needed": pair.needed,
        "passes": pair.passes,
    }


def contrast_cells(theme: Theme, pair: Pair) -> Cells:
    """The contrast of one pair of colours, in columns: theme, role, ground, ratio, verdict."""
    verdict = "passes" if pair.passes else f"below {pair.needed}:1"
    return _cells(theme.name, pair.role, f"on {pair.on}", f"{pair.ratio:.2f}:1", verdict)


def _cells(*parts: str) -> Cells:
    return tuple(one_line(part) for part in parts)
