"""Captions and credits of photographs: «© ТАСС», «Фото: Иван Петров / РИА Новости», “REUTERS/Jane Doe”."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct

from reader.model import Kind
from reader.sources.draft import Draft
from reader.sources.lines import Block
from reader.sources.people import is_person, read_byline
from reader.sources.wording import Field, Wording, plain


def mark_pictures(draft: Draft) -> None:
    """Credits, on lines of their own or at the end of captions, and the captions before them."""
    story = draft.story()
    first = story[0] if story else len(draft.blocks)
    blocks: list[Block] = []
    for number, block in enumerate(draft.blocks):
        blocks.append(block)
        if block.kind is not None or block.is_dialogue:
            continue
        if is_credit(block.words, draft.wording):
            block.kind = Kind.CREDIT
            if number and _is_caption(draft, blocks[-2], block, above=number <= first + 1):
                blocks[-2].kind = Kind.CAPTION
        elif end := credit_at_end(draft.raw(block)):
            caption = Block.cut(draft.text, block.start, block.start + end.stop, gap=block.gap)
            credit = Block.cut(draft.text, block.start + end.start, block.stop)
            credit.kind = Kind.CREDIT
            if len(caption.words) <= _LONGEST_CAPTION:
                caption.kind = Kind.CAPTION
            blocks[-1:] = [caption, credit]
    draft.blocks = blocks
    _mark_captions_below(draft)


_LONGEST_CAPTION = 300
_LIST_ITEM = re.compile(r"[^\w\s«\"“(]")
_ARCHIVE = re.compile(r"(?:архив\w*|фото|file|photo)\W*$", re.IGNORECASE)


def _is_caption(draft: Draft, block: Block, credit: Block, *, above: bool) -> bool:
    """Whether the line before a credit is the caption of the picture: joined to the credit, or no sentence, or, above
    the story, one short sentence."""
    if block.kind is not None or block.phrase is not None or len(block.words) > _LONGEST_CAPTION:
        return False
    if block.is_dialogue or _LIST_ITEM.match(block.words):
        return False
    if block.is_closed:
        is_joined = block.gap and not credit.gap
        may_be = not block.has_more_sentences and (is_joined or (above and len(block.words) <= 100))
    else:
        may_be = above or not credit.gap
    if not may_be:
        return False
    byline = read_byline(block.words, draft.wording)
    return byline is None or draft.mentions(byline.author)


def _mark_captions_below(draft: Draft) -> None:
    """Captions that stand below their credits: behind a line of the site, or plainly called a photograph."""
    story = draft.story()
    above = draft.blocks[: story[0]] if story else draft.blocks
    if not any(block.kind is Kind.CREDIT for block in above):
        return
    lines = Counter(block.plain for block in above)
    for number, credit in enumerate(above):
        before = above[number - 1] if number else None
        # what stands on the page twice is the headline once more, no caption
        has_caption = before is not None and before.kind is Kind.CAPTION and lines[before.plain] == 1
        if credit.kind is not Kind.CREDIT or has_caption:
            continue
        below = next((block for block in above[number + 1 :] if block.kind is not Kind.BOILERPLATE), None)
        if below is None or below.kind is not None or below.phrase is not None or below.is_closed or below.count < 3:
            continue
        behind_a_line = above[number + 1] is not below and not below.gap
        if behind_a_line or _ARCHIVE.search(below.words):
            below.kind = Kind.CAPTION


# --- credits ---

_LABEL = re.compile(r"([^\W\d_][^:,\n]{1,25})\s?[:,]\s*")
_BARE_LABEL = re.compile(
    r"(?i:фото|фотография|снимок|photo|photos|photograph|picture)\s+(?:by\s+)?(?=[А-ЯЁA-Z@«(]|автора$|из\s)"
)
_AGENCY_FIRST = re.compile(
    r"\(?(?:(?:REUTERS|Reuters|AP Photo|AP|AFP|EPA|PA|TASS|ТАСС|РИА Новости)\s?/\s?[^\W\d_]|Getty Images|AFP via Getty)"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:\d{4}(?:\s?[-–—]\s?\d{4})?)?\s*,?\s*", re.IGNORECASE
)
_AT_THE_END = re.compile(
    r"""(?P<gap>(?<=[.!?)»"”…])\s*|\s+[-–—/|]?\s*)
        (?P<credit>
          (?:Фото|Фотография|Иллюстрация|Снимок|Photo|Photograph|Picture|Image|Credit)(?:\sby|\scredit)?\s?:\s*[^:.!?]{2,90}
        | ©\s?[А-ЯЁA-Z«\"][^©\d.!?]{1,80}
        | \((?:AP\sPhoto|Photo\s(?:by|courtesy)|(?:Photo|Image|Picture|Credit|Фото)s?:|REUTERS|Reuters/|©)[^()]{0,90}\)
        | REUTERS/[^\n]{2,80}
        )\.?$""",
    re.VERBOSE,
)
_NAME_OF_PICTURE = re.compile("©|Фото|фото|Иллюстрация|Снимок|Photo|Picture|Image|Credit|REUTERS|Reuters/")
_LIBRARIES = frozenset(["Getty Images", "Alamy", "Shutterstock", "EPA"])
_FOREIGN = re.compile(r"(?:Reuters|AP|AFP|EPA|dpa|PA|Associated Press|The Associated Press|Xinhua|Bloomberg|Kyodo)$")
_COMPANY = re.compile(r"\b(?:ООО|ОАО|ПАО|АО|ЗАО|ИП|Ltd|Limited|Inc|LLC|Corp|plc)\b\.?")
_LONGEST_CREDIT = 140
_LONGEST_CAPTION = 350


def is_credit(words: str, wording: Wording) -> bool:
    """Whether a line says whose photograph it is and nothing else."""
    if len(words) > _LONGEST_CREDIT or words.count(" ") > 14:
        return False
    if words[0] == "(" and words.endswith((")", ").")):
        words = words.rstrip(".")[1:-1] or words
    if words[0] == "©":
        return not any(digit in words for digit in "0123456789") and ". " not in words and not _COMPANY.search(words)
    if (label := _LABEL.match(words)) and wording.labels.get(plain(label[1])) is Field.CREDIT:
        return _is_owner(words[label.end() :])
    if (bare := _BARE_LABEL.match(words)) and words.count(" ") < 7:
        return _is_owner(words[bare.end() :])
    if _AGENCY_FIRST.match(words):
        return words.count(" ") < 9
    return "/" in words and words.count(" ") < 9 and _is_shared(words, wording)


def _is_owner(words: str) -> bool:
    """Whether words can name who made a picture: no sentence, and no headline of a video."""
    return words.count(" ") < 10 and not words.rstrip(".").endswith(("!", "?", "…")) and ". " not in words[4:]


def _is_shared(words: str, wording: Wording) -> bool:
    """«Иван Петров / ТАСС»: people and papers between slashes, a known paper among them."""
    parts = [part.strip(" .()") for part in words.split("/")]
    owners = [bool(wording.outlet(part)) for part in parts]
    return (
        len(parts) > 1
        and any(owners)
        and all(owner or is_person(part) or len(part.split()) <= 2 for owner, part in zip(owners, parts, strict=True))
    )


class CreditAtEnd(Struct, frozen=True):
    """A credit that ends a line: `stop` is where the caption before it ends, `start` where the credit begins."""

    stop: int
    start: int


def credit_at_end(words: str) -> CreditAtEnd | None:
    """The credit at the end of a line that holds a caption too; None where there is none."""
    tail = words[-_LONGEST_CREDIT:]
    if not _NAME_OF_PICTURE.search(tail):
        return None
    match = _AT_THE_END.search(tail)
    if match is None or match.start() == 0:
        return None
    offset = len(words) - len(tail)
    return CreditAtEnd(offset + match.start(), offset + match.start("credit"))


def credit_owner(words: str, wording: Wording) -> str:
    """A credit without its label and marks: «© ТАСС» is «ТАСС», «Фото: Иван Петров» is «Иван Петров»."""
    words = words.strip()
    if words.startswith("(") and words.endswith((")", ").")):
        words = words.rstrip(".")[1:-1]
    for _ in range(3):
        before = words
        if (label := _LABEL.match(words)) and wording.labels.get(plain(label[1])) is Field.CREDIT:
            words = words[label.end() :]
        elif bare := _BARE_LABEL.match(words):
            words = words[bare.end() :]
        if (mark := _COPYRIGHT.match(words)) and words[:1] in "©(":
            words = words[mark.end() :]
        if words == before:
            break
    return words.strip(" .,;|/") or before.strip(" ©")


def credited_outlet(words: str, wording: Wording, language: str | None) -> str | None:
    """The paper or agency that a credit names, if it is a known one that may have published a story in `language`:
    «Reuters» on a Russian page, or a picture library on any, has only sold the picture."""
    for part in re.split(r"\s*[/,|]\s*", credit_owner(words, wording)):
        name = wording.outlet(part.removesuffix(" Photo"))
        if name and name not in _LIBRARIES and not (language == "ru" and _FOREIGN.match(name)):
            return name
    return None


def copyright_owner(words: str) -> str:
    """Whose site it is by a line such as “© 2024 BBC. All rights reserved.”; empty where only a company is named."""
    match = re.search(r"(?:©|\(c\))", words, re.IGNORECASE)
    if match is None or not (mark := _COPYRIGHT.match(words, match.start())):
        return ""
    owner = re.split(r"[.,|]\s|\s[-–—]\s|\.$", words[mark.end() :], maxsplit=1)[0].strip(' «»"“”')
    return "" if len(owner) > 60 or _COMPANY.search(owner) else owner
