"""What stands around a story and is not shown: the site's own lines, links to other stories, footers.

Nothing is dropped for being short. A line goes for what it says (the word lists), for where it stands (above the
headline, below the story) or for what stands above it (a heading such as «Читайте также»).
"""

from __future__ import annotations

import re

from reader.model import Kind
from reader.sources.dates import find_date, read_date_line
from reader.sources.draft import Draft, Trust
from reader.sources.labels import URL
from reader.sources.lines import Block
from reader.sources.people import is_person
from reader.sources.pictures import copyright_owner
from reader.sources.stems import share, stems
from reader.sources.wording import Field, Phrase, Wording, plain

_LETTER = re.compile(r"[^\W\d_]")
_SCORE = re.compile(r"\d\s?[:–—-]\s?\d.*[\s(,]")
_CODE = re.compile(r"(?:[.#@]?[\w.#-]++\s?\{|var |window\.|document\.|function\b.*\{|\$\(|<!|\{\"|//<|\(function)")
_SIGNS = ("|", "  ", "\t", " / ", "›", "•", "·", "::", "→", ">", " » ")
_BETWEEN_LINKS = re.compile("|".join(map(re.escape, _SIGNS)))
_SHORT = 200
_LONGEST_NOTICE = 350
_LONGEST_CONSENT = 1500
_CONSENT = re.compile(r"cookie|куки|javascript|браузер|browser|персональн|privacy", re.IGNORECASE)


def mark_furniture(draft: Draft) -> None:
    """Lines that are the site's by their words or signs alone; of the other lines, what the word lists say is noted."""
    for block in draft.blocks:
        if block.kind is not None:
            continue
        words = block.words
        if not _LETTER.search(words):
            is_site = not _SCORE.match(words) and find_date(words) is None
        elif URL.match(words):
            is_site = True
            draft.offer(Field.URL, words, Trust.FAR)
        elif _CODE.match(words) or (words[0] == "#" and all(word[0] == "#" for word in words.split())):
            is_site = True
        elif block.is_dialogue:
            continue
        else:
            block.phrase = _phrase(draft, block)
            is_site = block.phrase is not None and _is_furniture(block)
        if is_site:
            block.kind = Kind.BOILERPLATE
            block.phrase = block.phrase or Phrase.FURNITURE


def _phrase(draft: Draft, block: Block) -> Phrase | None:
    if len(block.words) > _SHORT:
        return Phrase.NOTICE if draft.wording.is_notice(block.words) else None
    return draft.wording.phrase(block.plain) or _row_of_links(draft.raw(block), draft.wording)


def _is_furniture(block: Block) -> bool:
    if block.phrase is Phrase.NOTICE:  # a page without line ends may begin with one
        return len(block.words) <= (_LONGEST_CONSENT if _CONSENT.search(block.words) else _LONGEST_NOTICE)
    # «Хорошо.» is an answer, «Реклама в метро подорожает.» a sentence of a story
    return block.phrase is Phrase.FURNITURE and block.words[-1] != "."


def _row_of_links(line: str, wording: Wording) -> Phrase | None:
    """What a line is that names sections or commands, such as «Политика | Экономика | Спорт», by the word lists or by
    the signs and wide spaces between short parts."""
    if not _BETWEEN_LINKS.search(line):
        if not _is_listed(line.split(None, 1)[0], wording):  # as most lines are sentences
            return None
        names = line.split()
        return Phrase.SECTION if len(names) >= 2 and all(_is_listed(name, wording) for name in names) else None
    parts = [part for piece in _BETWEEN_LINKS.split(line) if (part := piece.strip())]
    if len(parts) < 2:
        return None
    known = [wording.phrase(plain(part)) for part in parts]
    if all(phrase is Phrase.FURNITURE for phrase in known):
        return Phrase.FURNITURE
    if all(known) or (len(parts) >= 3 and known[0] and known[1]):  # a path to the page may end in the headline
        return Phrase.SECTION
    if line[-1] in ".!?…" or not (any(known) or len(parts) >= 3):
        return None
    return Phrase.SECTION if all(part.count(" ") < 4 and _LETTER.search(part) for part in parts) else None


def _is_listed(name: str, wording: Wording) -> bool:
    return name.strip(",.").lower() in wording.lines


# --- links to other stories ---

_RELATED = Phrase.RELATED


def drop_related(draft: Draft) -> None:
    """Headings such as «Читайте также», and the headlines below them until sentences resume."""
    blocks = draft.blocks
    for number, heading in enumerate(blocks):
        if heading.phrase is not _RELATED or heading.kind is not None:
            continue
        heading.kind = Kind.BOILERPLATE
        if heading.count > 4 and heading.words[-1] != ":":
            continue  # the link stands on the line itself
        end = number + 1
        while end < len(blocks) and _is_link(blocks[end], blocks[number + 1 : end]):
            end += 1
        links = [block for block in blocks[number + 1 : end] if block.kind is None]
        if links and end < len(blocks) and _is_subheading(links[-1], blocks[end], alone=len(links) == 1):
            links.pop()
        for link in links:
            link.kind = Kind.BOILERPLATE


def _is_link(block: Block, before: list[Block]) -> bool:
    """Whether a line below such a heading is the headline of another story; `before` are those already found."""
    if block.kind is not None:
        return block.kind is Kind.BOILERPLATE
    if block.is_dialogue or len(block.words) > _SHORT or block.words[-1] in ":;,":
        return False
    if block.is_closed:
        return not before and block.words[-1] != "." and not block.has_more_sentences
    is_over = len(before) > 1 and block.gap and not before[-1].gap  # the list was one group of lines
    return not is_over and not is_person(block.words)


def _is_subheading(last: Block, following: Block, *, alone: bool) -> bool:
    """Whether the last line of a list of links, short and no farther from what follows, is the heading of that."""
    is_short = last.count <= (2 if alone else 4) and read_date_line(last.words) is None
    return is_short and (last.gap or not following.gap)


# --- below the story ---

_ENDING = Phrase.ENDING
_LEAST_STORY = 0.5
"""What follows a heading such as «Популярное» may hold at most this much text for one of the story before it."""


def drop_below(draft: Draft) -> None:
    """Everything from the first heading or footer on below which no story goes on."""
    blocks = draft.blocks
    sentences = [len(block.words) * (block.is_sentence and block.kind is None) for block in blocks]
    before, behind = 0, sum(sentences)
    footers: list[str] | None = None
    for number, block in enumerate(blocks):
        behind -= sentences[number]
        if block.kind is not None:
            continue
        is_end = before > 0 and behind <= before * _LEAST_STORY
        if is_end and footers is None:  # few pages have any: look for all of them in the rest of the page at once
            rest = draft.text[block.start :].lower()
            footers = [part for part in draft.wording.footers if part in rest]
        if is_end and (block.phrase is _ENDING or (footers and _is_footer(block, footers))):
            for other in blocks[number:]:
                if other.kind is None:
                    other.kind = Kind.BOILERPLATE
                    draft.offer_source(copyright_owner(other.words), Trust.FAR)
            return
        if block.phrase is not _ENDING:
            before += sentences[number]
        elif block.plain != "комментарии":
            block.kind = Kind.BOILERPLATE


def _is_footer(block: Block, footers: list[str]) -> bool:
    words = block.words.lower()
    return any(part in words for part in footers)


def drop_tail(draft: Draft) -> None:
    """Lines below the end of the story: those behind a line of the site, the tags, and lists of other headlines."""
    end = _end_of_story(draft)
    if end is None or draft.blocks[end].words[-1] in ":;,":
        return
    behind = draft.blocks[end + 1 :]
    is_site = [block.phrase is not None or block.kind is not None for block in behind]
    site = is_site.index(True) if True in is_site else len(behind)
    run, beyond = behind[:site], behind[site:]
    if run and beyond and read_date_line(beyond[0].words) is not None:
        run.pop().kind = Kind.BOILERPLATE  # a headline with its time below
    if not (_are_headlines(run) or _begin_with_tags(run) or (run and beyond and _TAG_LIST.fullmatch(run[-1].words))):
        run = []
    for block in (*run, *beyond):
        if block.kind is None:
            block.kind = Kind.BOILERPLATE


def _end_of_story(draft: Draft) -> int | None:
    """The number of the last block that can only be part of the story: a sentence however short, speech, or an item of
    a list that no line of the site parts from it."""
    end = None
    parted = False
    for number, block in enumerate(draft.blocks):
        if block.kind is not None or block.phrase is not None:
            parted = True
        elif _is_speech(block) or (not parted and _is_item(block.words)):
            end = number
            parted = False
    return end


def _is_speech(block: Block) -> bool:
    is_closed = block.is_closed and block.words[-1] != "!" and block.count >= 3
    return is_closed or block.is_sentence or block.is_dialogue or block.words[-1] in ":;,"


def _is_item(words: str) -> bool:
    return words[0].islower() or _BULLET.match(words) is not None or _RESULT.search(words) is not None


_BULLET = re.compile(r"[•·*▪●■►—–-]\ufe0f?\s|\d{1,3}[.)]\s")
_RESULT = re.compile(r"\d\s?[:–—-]\s?\d")
_TAG = re.compile(r"[«\"]?[^\W\d_][^\W_]*(?:[ -][^\W_]+){0,2}[»\"]?")
_TAG_LIST = re.compile(rf"{_TAG.pattern}(?:, {_TAG.pattern}){{2,}}")


def _begin_with_tags(run: list[Block]) -> bool:
    return len(run) >= 2 and all(block.words[0].isupper() and _TAG.fullmatch(block.words) for block in run[:2])


def _are_headlines(run: list[Block]) -> bool:
    return len(run) >= 3 and all(map(_is_headline_like, run)) and sum(b.count for b in run) >= 5 * len(run)


def _is_headline_like(block: Block) -> bool:
    words = block.words
    begins = words[0].isupper() or words[0] in '«"“0123456789'
    return 3 <= block.count <= 25 and begins and words[-1] not in ".,;:" and not _BULLET.match(words)


# --- between headline and story ---


def drop_scraps(draft: Draft) -> None:
    """Names of sections, counters and other scraps between the headline and the first paragraph, and lists of other
    headlines there."""
    story = draft.story()
    if not story:
        return
    lead = draft.blocks[story[0]]
    above = [block for block in draft.blocks[: story[0]] if block.kind is None and not block.is_dialogue]
    for block in above:
        is_short = block.count <= 3 or block.words[0].islower()
        is_scrap = is_short and not block.is_closed and block.words[-1] not in ":,"
        if block.phrase is None and is_scrap and (_is_joined(draft, block, lead) or _is_portrait(draft, block)):
            block.kind = Kind.CAPTION
        elif block.phrase is not None or is_scrap:
            block.kind = Kind.BOILERPLATE
    links = [block for block in above if block.kind is None and not block.is_closed and _is_headline_like(block)]
    if len(links) >= 3:
        about = stems(" ".join(draft.blocks[number].words for number in story[:4]))
        if max(share(stems(block.words), about) for block in links) < 0.3:
            for block in links:
                block.kind = Kind.BOILERPLATE


def _is_joined(draft: Draft, block: Block, lead: Block) -> bool:
    """Whether a line stands right above the first paragraph and apart from what is above it: what a picture shows."""
    return block.gap and not lead.gap and draft.blocks[draft.blocks.index(lead) - 1] is block


def _is_portrait(draft: Draft, block: Block) -> bool:
    return is_person(block.words) and draft.mentions(block.words)
