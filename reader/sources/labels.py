"""What a page says of itself on lines of its own: front matter, «Источник: ТАСС», “Published: March 3, 2021”."""

from __future__ import annotations

import re

from reader.model import Kind
from reader.sources.dates import DateLine, find_date, read_date_line
from reader.sources.draft import Draft, Trust
from reader.sources.lines import Block, is_mail
from reader.sources.people import is_person, read_byline
from reader.sources.wording import Field, Phrase, plain

_FENCE = "---"
_LONGEST_FRONT = 60
_QUOTES = "\"'«»“”"
_LABEL_END = re.compile(r"\s?[:,]\s*")
_LONGEST_LABEL = 40
_LETTER = re.compile(r"[^\W\d_]")
URL = re.compile(r"(?:https?://|www\.)\S+$")


def read_front_matter(draft: Draft) -> None:
    """The lines between two --- at the top: what they say of the story counts, they are not shown."""
    blocks = draft.blocks
    if blocks[0].words != _FENCE:
        return
    end = next((n for n, block in enumerate(blocks[1:_LONGEST_FRONT], 1) if block.words == _FENCE), None)
    if end is None:
        return
    has_headline = any(block.level == 1 for block in blocks)
    for number, block in enumerate(blocks[: end + 1]):
        block.kind = Kind.BOILERPLATE
        key, _, value = block.words.partition(":")
        what = draft.wording.labels.get(plain(key))
        value = value.strip().strip(_QUOTES).strip()
        if what is not None and value:
            _keep(draft, what, value)
            if what is Field.TITLE and not has_headline:
                _promote(draft, number, Kind.HEADLINE)


def read_mail_header(draft: Draft) -> None:
    """The fields of a mail at the top: its date counts, and its subject where no headline repeats it."""
    blocks = draft.blocks
    if not is_mail([block.words for block in blocks[:3]]):
        return
    for number, block in enumerate(blocks[:_LONGEST_FRONT]):
        key, colon, value = block.words.partition(":")
        if not colon or " " in key or (number and block.gap):
            break
        block.kind = Kind.BOILERPLATE
        if plain(key) in ("subject", "тема") and not any(other.plain == plain(value) for other in blocks[number + 1 :]):
            _promote(draft, number, Kind.HEADLINE)
        elif plain(key) in ("date", "дата") and (found := find_date(value)):
            draft.days.append((Trust.STATED, found[0]))


def read_labels(draft: Draft) -> None:
    """Lines that begin with a label; those of pictures are left to the rules for pictures."""
    story = draft.story()
    first = story[0] if story else len(draft.blocks)
    for number, block in enumerate(draft.blocks):
        if block.kind is not None or len(block.words) > 200:
            continue
        label, value = _label(draft, block)
        if label is None or label is Field.CREDIT:
            continue
        if not value:
            block.phrase = Phrase.FURNITURE
            _take_next_line(draft, number, label)
        elif label in (Field.TITLE, Field.SUBTITLE, Field.CAPTION):
            if label is Field.CAPTION:
                _promote(draft, number, Kind.CAPTION)
            elif number <= first and draft.headline is None:
                _promote(draft, number, Kind.HEADLINE if label is Field.TITLE else Kind.LEAD)
        elif _accepts(draft, label, value):
            block.kind = Kind.BYLINE if label is Field.AUTHOR else Kind.BOILERPLATE
            if label is not Field.AUTHOR or value[0].isupper():
                _keep(draft, label, value)


def _label(draft: Draft, block: Block) -> tuple[Field | None, str]:
    """The field a line is labelled with, and its value; a comma ends a label too (“Image caption, …”)."""
    words = block.words
    end = words.find(":", 0, _LONGEST_LABEL)
    if end < 0 and (end := words.find(",", 0, _LONGEST_LABEL)) < 0:
        return None if block.is_sentence else draft.wording.labels.get(block.plain), ""
    label = draft.wording.labels.get(plain(words[:end]))
    if words[end] == "," and label is not Field.CAPTION:
        return None, ""
    return label, words[end + 1 :].strip().strip(_QUOTES)


def _take_next_line(draft: Draft, number: int, label: Field) -> None:
    """A label alone on its line may have its value on the next."""
    if number + 1 == len(draft.blocks) or label in (Field.TITLE, Field.SUBTITLE, Field.CAPTION):
        return
    value = draft.blocks[number + 1]
    if value.kind is not None or len(value.words) > 60 or value.is_closed:
        return
    fits = _accepts(draft, label, value.words)
    if fits and (label is not Field.AUTHOR or read_byline(value.words, draft.wording)):
        draft.blocks[number].kind = Kind.BOILERPLATE
        value.kind = Kind.BYLINE if label is Field.AUTHOR else Kind.BOILERPLATE
        _keep(draft, label, value.words)


def _accepts(draft: Draft, label: Field, value: str) -> bool:
    """Whether a value suits its label: «Автор: …» may also begin a turn of an interview."""
    if label in (Field.PUBLISHED, Field.UPDATED):
        return read_date_line(value) is not None
    if label is Field.URL:
        return URL.match(value) is not None
    ends_as_speech = value.endswith(("?", "!", "…"))
    if label is Field.AUTHOR and not ends_as_speech:
        is_short = len(value) <= 60 and value.count(" ") < 5 and not value.endswith(".")
        return is_short or read_byline(value, draft.wording) is not None
    return len(value) <= 80 and value.count(" ") < 9 and not ends_as_speech


def _keep(draft: Draft, what: Field, value: str) -> None:
    if what in (Field.PUBLISHED, Field.UPDATED):
        if found := find_date(value):
            draft.days.append((Trust.STATED if what is Field.PUBLISHED else Trust.WEAK, found[0]))
    elif what is Field.AUTHOR:
        byline = read_byline(value, draft.wording)
        draft.offer(Field.AUTHOR, byline.author if byline else value, Trust.STATED)
        if byline and byline.source:
            draft.offer_source(byline.source, Trust.NEAR)
    elif what is Field.SOURCE and URL.match(value):
        draft.offer(Field.URL, value, Trust.STATED)
    elif what is Field.SOURCE:
        draft.offer_source(value, Trust.STATED)
    else:
        draft.offer(what, value, Trust.STATED)


def _promote(draft: Draft, number: int, kind: Kind) -> None:
    """Make the value of a labelled line a part of the story, without its label."""
    block = draft.blocks[number]
    label = _LABEL_END.search(draft.raw(block))
    start = block.start + (label.end() if label else 0)
    stop = block.stop
    raw = draft.text[start:stop]
    if raw[:1] in _QUOTES and raw[-1:] in _QUOTES and len(raw) > 2 and raw[:1] in "\"'":
        start, stop = start + 1, stop - 1
    value = Block.cut(draft.text, start, stop, gap=block.gap)
    value.kind = kind
    draft.blocks[number] = value
    if kind is Kind.HEADLINE:
        draft.headline = value


# --- timestamps ---


def read_dates(draft: Draft) -> None:
    """Lines that tell when, above the story and below it; inside it only those with a time, since a chronicle has its
    days for headings."""
    story = draft.story()
    first, last = (story[0], story[-1]) if story else (len(draft.blocks), -1)
    for number, block in enumerate(draft.blocks):
        if block.kind is not None or len(block.words) > 160 or block.level or block.is_sentence:
            continue
        line = read_date_line(block.words)
        inside = first < number < last
        if line is None or (inside and not line.has_time):
            continue
        is_speech = block.is_closed and not _YEAR_AT_END.search(block.words)
        if not _is_plain(draft, line, strictly=inside or is_speech):
            continue
        block.kind, block.phrase = Kind.BOILERPLATE, None
        trust = Trust.NEAR if number < first else Trust.FAR
        for part in line.rest:
            label = draft.wording.labels.get(plain(part))
            if label is Field.PUBLISHED:
                trust = Trust.STATED
            elif label is Field.UPDATED and part == line.rest[0]:
                trust = Trust.WEAK
            elif draft.wording.names_outlet(part):
                draft.offer_source(part, Trust.NEAR)
            elif not inside and (byline := read_byline(part, draft.wording)):
                draft.offer(Field.AUTHOR, byline.author, Trust.NEAR)
                block.kind = Kind.BYLINE
        if line.day is not None and not inside:
            draft.days.append((trust, line.day))


_YEAR_AT_END = re.compile(r"(?:\bг|[ap]\.?m)\.$")


def _is_plain(draft: Draft, line: DateLine, *, strictly: bool) -> bool:
    """Whether the words beside a date are of the kind that stands there; one unknown part is let pass, if not strictly,
    but not whom the story is about: that is a caption."""
    unknown = 0
    for part in line.rest:
        name = plain(part)
        if name in draft.wording.labels or draft.wording.phrase(name) is not None or not _LETTER.search(part):
            continue
        if is_person(part) and draft.mentions(part):
            return False
        if not draft.wording.names_outlet(part) and read_byline(part, draft.wording) is None:
            unknown += 1 if part.count(" ") < 3 and part[0].isupper() else 2
    return unknown == 0 or (unknown == 1 and not strictly)
