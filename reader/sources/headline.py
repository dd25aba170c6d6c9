"""Which line is the headline, and which lines repeat it.

A headline stands above the story and speaks of what the story speaks of; menus and the headlines of other stories do
not. So the lines above the first paragraphs are compared with these paragraphs, word by word.
"""

from __future__ import annotations

import re
from itertools import pairwise

from reader.model import Kind
from reader.sources.dates import find_date
from reader.sources.draft import Draft, Trust
from reader.sources.lines import SUBJECT_LOOKED_AT, Block
from reader.sources.people import read_byline
from reader.sources.stems import share, stems
from reader.sources.wording import Phrase, plain

_LONGEST = 250
_LONGEST_SENTENCE = 150


def find_headline(draft: Draft) -> None:
    """Find the headline among the lines above the story; what stands above it is not shown."""
    if draft.headline is None:
        number = _chosen(draft, draft.story())
        if number is None:
            return
        draft.headline = draft.blocks[number]
        draft.headline.kind = Kind.HEADLINE
    for block in draft.blocks[: draft.blocks.index(draft.headline)]:
        if block.kind is None:
            block.kind = Kind.BOILERPLATE
    _trim_headline(draft, draft.headline)


def _chosen(draft: Draft, story: list[int]) -> int | None:
    """The number of the block that is the headline, or None if the page has none."""
    candidates = [number for number in _above(draft, story) if _may_be_headline(draft, draft.blocks[number])]
    if not candidates:
        return None
    if _is_the_only_one(draft, candidates):
        return candidates[0]
    about = _subject(draft, story)
    repeated = _repeated(draft)
    menu = max((number for number in range(candidates[-1]) if is_menu_row(draft, draft.blocks[number])), default=-1)
    scores = []
    for number in candidates:
        # the first paragraph, short as it may be, is no proof that it is the headline itself
        others = about if number not in story else _subject(draft, [other for other in story if other != number])
        score = _likeness(draft, number, others) - 1.5 * (number < menu)
        scores.append(score + 2.0 * (draft.blocks[number].plain in repeated))
    best = candidates[scores.index(max(scores))]
    if draft.blocks[best].words.endswith(".") and not any(number != best for number in story):
        return None  # a page of one sentence is a story without a headline
    if not about:
        return best
    if max(scores) < 0:
        return None
    for number, score in zip(candidates, scores, strict=True):
        # with little above the story, the first line is the headline however it is worded and a standfirst follows;
        # above a menu or in a list of other headlines only the words can tell
        is_clear = len(candidates) <= 3 and not number < menu < best and not _is_masthead(draft, number)
        is_clear = is_clear and not _menu_column(draft, number, best)
        margin = 4.0 if is_clear else 0.75
        if score >= max(0.0, max(scores) - margin):
            return _without_site(draft, number, candidates)
    return best


def _is_the_only_one(draft: Draft, candidates: list[int]) -> bool:
    """Whether there is one candidate, and it looks like a headline whatever the story is about."""
    return (
        len(candidates) == 1
        and not draft.blocks[candidates[0]].words.endswith(".")
        and _likeness(draft, candidates[0], set()) >= 0
    )


def _above(draft: Draft, story: list[int]) -> list[int]:
    """The open blocks from the top to where the story begins; further down where what comes first is about something
    else and short."""
    if not story:
        return draft.open()
    first = draft.blocks[story[0]]
    end = story[0] + (len(first.words) <= _LONGEST_SENTENCE and not first.has_more_sentences)
    above = [number for number in draft.open() if number < end]
    lengths = [len(draft.blocks[number].words) for number in story]
    for count, (number, following) in enumerate(pairwise(story[:4] if len(story) >= 4 else ()), 1):
        if sum(lengths[:count]) > sum(lengths[count:]) * 0.15:
            break
        between = [n for n in range(number + 1, following) if _may_be_headline(draft, draft.blocks[n])]
        if not between:
            continue
        about = _subject(draft, story[count:])
        best = max(share(draft.blocks[n].stems, about) for n in between)
        preface = " ".join(draft.blocks[before].words for before in story[:count])
        if best >= 0.6 and share(stems(preface), about) < 0.25:
            return between
    return above


def _may_be_headline(draft: Draft, block: Block) -> bool:
    words = block.words
    return (
        block.kind is None
        and (block.phrase is None or block.level > 0)
        and 4 < len(words) <= _LONGEST
        and " " in words
        and words[-1] not in ":;,"
        and not block.is_dialogue
        and not draft.wording.names_outlet(words)
    )


def _subject(draft: Draft, story: list[int]) -> set[bytes]:
    """What the story is about: the stems of its first paragraphs."""
    about: set[bytes] = set()
    length = 0
    for block in map(draft.blocks.__getitem__, story):
        about |= block.stems
        length += 1 + len(block.words)
        if length > SUBJECT_LOOKED_AT:
            break
    return about


def _repeated(draft: Draft) -> set[str]:
    """The lines that stand on the page more than once, as the word lists spell them."""
    seen: set[str] = set()
    repeated: set[str] = set()
    for block in draft.blocks:
        if len(block.words) <= _LONGEST:
            (repeated if block.plain in seen else seen).add(block.plain)
    return repeated


def _likeness(draft: Draft, number: int, about: set[bytes]) -> float:
    """How much a line looks like the headline; below 0 it does not."""
    block = draft.blocks[number]
    shared = share(block.stems, about) if about else 0.0
    score = 1.0 + 2.0 * shared if shared else 0.0
    score += {0: 0.0, 1: 2.0, 2: 1.0}.get(block.level, 0.5)
    score += 0.8 if block.count >= 4 else 0.3 if block.count == 3 else -1.0
    score -= 0.3 * (block.is_closed and block.words[-1] == ".")
    score -= 3.0 * _is_menu(draft, block)
    if block.count <= 8 and (byline := read_byline(block.words, draft.wording)):
        score -= 2.0 if byline.sure else 0.7
    if number + 1 < len(draft.blocks) and draft.blocks[number + 1].kind in _BELOW_HEADLINES:
        score += 0.3
    return score


_BELOW_HEADLINES = (Kind.BYLINE, Kind.BOILERPLATE, Kind.CREDIT)


def is_menu_row(draft: Draft, block: Block) -> bool:
    """Whether a line is a row of names of sections; the name of a site stands above such a row, a headline does not."""
    if block.phrase is not Phrase.SECTION or block.plain in draft.wording.lines:
        return False
    return sum(token[0].isalnum() for token in block.words.split()) >= 3


def _menu_column(draft: Draft, above: int, below: int) -> bool:
    """Whether a menu with one section a line stands between two blocks: what is above it is the motto of the site."""
    names = [block.phrase is Phrase.SECTION and block.count <= 3 for block in draft.blocks[above + 1 : below]]
    return any(one and other for one, other in pairwise(names))


def _is_menu(draft: Draft, block: Block) -> bool:
    """Whether a line is a row of links: mostly names of sections, or only words with a capital."""
    listed = [token for token in block.words.lower().split() if token.strip(",.") in draft.wording.lines]
    if len(listed) * 2 >= block.count or _PATH.fullmatch(block.words):
        return True
    may_be_row = block.count >= 4 and "А" <= block.words[0] <= "Я"
    return may_be_row and all(token[0].isupper() for token in block.words.split())


_PATH = re.compile(r"\w+(?: \w+)? [/|›→•·] \w+(?: \w+)?")


def _is_masthead(draft: Draft, number: int) -> bool:
    """Whether a line may be the name of the site: the first of the page, short, on a page with lines of the site."""
    return number == 0 and draft.blocks[0].count <= 3 and sum(block.phrase is not None for block in draft.blocks) >= 2


def _without_site(draft: Draft, chosen: int, candidates: list[int]) -> int:
    """The same headline once more, with or without the name of the site behind it, if it stands further down: what
    stands above was the path to the page or its title."""
    line = draft.blocks[chosen].plain
    for number in candidates:
        other = draft.blocks[number].plain
        if number > chosen and line.startswith(other) and (line == other or _SITE_SIGN.match(line[len(other) :])):
            chosen = number
    return chosen


# --- the headline's own line ---

_TIME_BEFORE = re.compile(r"\d{1,2}:\d\d(?:\s*[,|—–-])?\s+(?=\S)")
_SITE_BEHIND = re.compile(r"\s+(?P<sign>\||//|::|»|•|·|—|–|-)\s+(?P<site>[^|]{2,60})$")
_SITE_SIGN = re.compile(r"\s*[|/:»•·—–-]")
_CLEAR_SIGNS = frozenset(("|", "//", "::", "•", "·"))


def _trim_headline(draft: Draft, headline: Block) -> None:
    """Take the time before the headline and the name of the site behind it off its line."""
    number = draft.blocks.index(headline)
    before = _TIME_BEFORE.match(draft.raw(headline))
    if before and headline.stop - headline.start > before.end() + 10:
        start = headline.start + before.end()
        _, headline = draft.split(number, start, start, Kind.BOILERPLATE, Kind.HEADLINE)
        number += 1
    for _ in range(3):
        raw = draft.raw(headline)
        behind = _SITE_BEHIND.search(raw)
        if behind is None or not _is_site(draft, raw, behind):
            break
        stop, start = headline.start + behind.start(), headline.start + behind.start("site")
        headline, site = draft.split(number, stop, start, Kind.HEADLINE, Kind.BOILERPLATE)
        if found := find_date(site.words):
            draft.days.append((Trust.NEAR, found[0]))
        name = site.words.split(",")[0]
        if draft.wording.names_outlet(name):
            draft.offer_source(name, Trust.SITE)
    draft.headline = headline


def _is_site(draft: Draft, raw: str, behind: re.Match[str]) -> bool:
    site = behind["site"].split(",")[0]
    if behind.start() < 15 or site.count(" ") > 4:
        return False
    if behind["sign"] in _CLEAR_SIGNS or draft.wording.names_outlet(site):
        return True
    front = plain(raw[: behind.start()])
    return any(block.plain == front for block in draft.blocks)


_CAPTION = Kind.CAPTION


def drop_repeats(draft: Draft) -> None:
    """Lines that repeat the headline or its beginning, and long paragraphs that stood before, are not shown."""
    headline = draft.headline.plain if draft.headline else ""
    seen: set[str] = set()
    for block in draft.blocks:
        if block.kind is _CAPTION:
            if headline and (headline.startswith(block.plain) or _repeats(block, headline)):
                block.kind = Kind.BOILERPLATE
        elif block.kind is not None:
            continue
        elif len(block.words) >= 80 and block.is_closed:
            if block.words in seen:
                block.kind = Kind.BOILERPLATE
            seen.add(block.words)
        elif headline and len(block.words) <= len(headline) * 1.3 + 25 and _repeats(block, headline):
            block.kind = Kind.BOILERPLATE


def _repeats(block: Block, headline: str) -> bool:
    line = block.plain
    if line == headline:
        return True
    if block.is_closed or block.is_dialogue or len(line) < 12:
        return False
    if headline.startswith(line) and " " in line:
        return len(line) > 24 or len(line) > 0.6 * len(headline)
    if line.startswith(headline):  # with the name of the site behind it
        return True
    own, about = stems(line), stems(headline)
    return len(own) >= 4 and share(own, about) >= 0.9 and share(about, own) >= 0.75
