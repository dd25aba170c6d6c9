"""A scraped page understood: which lines are the story, which belong to the site, and what the page says of the story.

The rules look at the shape of lines, at where they stand, at what repeats and at how much of the page reads like
sentences; only then at word lists. They are applied in one order, each deciding what it can; what no rule decides is
the story. Losing a paragraph of a story is worse than showing a line too many.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reader.language.detect import detect_language
from reader.model import Kind, Page, Paragraph
from reader.sources.datelines import mark_dateline
from reader.sources.draft import Draft
from reader.sources.furniture import drop_below, drop_related, drop_scraps, drop_tail, mark_furniture
from reader.sources.headline import drop_repeats, find_headline
from reader.sources.labels import read_dates, read_front_matter, read_labels, read_mail_header
from reader.sources.lines import Block, block_of, first_sentence, paragraph_lines
from reader.sources.people import mark_bylines
from reader.sources.pictures import credit_owner, credited_outlet, mark_pictures
from reader.sources.site import find_site
from reader.sources.wording import Field, load_wording

_BEGINNING = 2000
_END = 500
"""Lines of a page that are judged, from the top and from the bottom; what is between is the story as it stands."""
_LANGUAGE_SAMPLE = 200
_BODY = Kind.BODY
_SHOWN = (Kind.HEADLINE, Kind.LEAD, Kind.BODY)


def parse_page(text: str) -> Page:
    """What a page is about and which parts of it are the story. Never fails; takes time linear in the text."""
    lines = paragraph_lines(text)
    if not lines:
        return Page(title="", paragraphs=())
    middle = lines[_BEGINNING:-_END]
    judged = (*lines[:_BEGINNING], *lines[_BEGINNING:][-_END:])
    draft = Draft(text, [block_of(text, line) for line in judged], load_wording())
    for rule in RULES:
        rule(draft)
    paragraphs = [Paragraph(block.start, block.stop, block.kind or _BODY) for block in draft.blocks]
    if middle:
        paragraphs += (Paragraph(line.start, line.stop, Kind.BODY) for line in middle)
        paragraphs.sort(key=lambda paragraph: paragraph.start)
    return _page(draft, tuple(paragraphs))


def keep_something(draft: Draft) -> None:
    """A page on which everything looks like furniture is shown as it is."""
    if not any(block.kind is None or block.kind in _SHOWN for block in draft.blocks):
        for block in draft.blocks:
            if block.kind is Kind.BOILERPLATE:
                block.kind = None


def name_the_rest(draft: Draft) -> None:
    """What no rule has decided is the story: its first paragraph the lead, the others the body."""
    kind = Kind.BODY if _first(draft.blocks, Kind.LEAD) else Kind.LEAD
    for block in draft.blocks:
        if block.kind is None:
            block.kind, kind = kind, _BODY


RULES = (
    read_front_matter,
    read_mail_header,
    mark_furniture,
    read_labels,
    read_dates,
    mark_pictures,
    drop_related,
    find_headline,
    drop_repeats,
    mark_dateline,
    drop_below,
    mark_bylines,
    find_site,
    drop_scraps,
    drop_tail,
    keep_something,
    name_the_rest,
)


def _page(draft: Draft, paragraphs: tuple[Paragraph, ...]) -> Page:
    lead = _first(draft.blocks, Kind.LEAD)
    credit = _first(draft.blocks, Kind.CREDIT)
    language = _language(draft.text, paragraphs)
    return Page(
        title=draft.headline.words if draft.headline else first_sentence(lead or draft.blocks[0].words),
        paragraphs=paragraphs,
        lead=lead,
        source=draft.value(Field.SOURCE) or (credited_outlet(credit, draft.wording, language) if credit else None),
        author=draft.value(Field.AUTHOR),
        published=_published(draft),
        caption=_first(draft.blocks, Kind.CAPTION),
        credit=credit_owner(credit, draft.wording) if credit else None,
        language=language,
        url=draft.value(Field.URL),
    )


def _first(blocks: list[Block], kind: Kind) -> str | None:
    return next((block.words for block in blocks if block.kind is kind), None)


def _published(draft: Draft) -> date | None:
    return min(draft.days, key=lambda found: found[0])[1] if draft.days else None


def _language(text: str, paragraphs: Iterable[Paragraph]) -> str | None:
    """The language of the story, by its beginning: enough for Russian and English, and cheap."""
    sample = ""
    for paragraph in paragraphs:
        if paragraph.kind in _SHOWN:
            sample += text[paragraph.start : min(paragraph.stop, paragraph.start + _LANGUAGE_SAMPLE)] + "\n"
            if len(sample) >= _LANGUAGE_SAMPLE:
                break
    return detect_language(sample)
