"""A page cut into lines and blocks: wrapped lines joined, marks of Markdown at the edges left out.

A block knows where it stands in the text and what words it shows, so that rules can judge it by its shape.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from statistics import median

from msgspec import Struct

from reader.model import Kind, Span
from reader.sanitise import one_line
from reader.sources.stems import stems
from reader.sources.wording import Phrase, plain

SUBJECT_LOOKED_AT = 1500
"""Characters that tell what a paragraph, or a story, is about."""


class Line(Struct):
    """A line that is not blank, or several that are one paragraph: its characters in the text, without spaces at the
    edges. `last` is its last line, `gap` tells that a blank line stands before, `indent` how far it is moved in."""

    start: int
    stop: int
    last: str
    gap: bool
    indent: int


class Block(Struct, eq=False):
    """A line while a page is being judged. `start` and `stop` are characters of the text, `words` what a reader sees of
    them, never empty; `level` is that of a Markdown heading, 0 where there is none; `phrase` is what the words say by
    the word lists; `kind` stays None until a rule decides.

    What its shape tells: `count` of words; `is_closed` if it ends as a sentence does; `is_dialogue` if it begins with a
    dash, as turns of speech and items of lists do; `is_sentence` if it reads like a paragraph of a story, being a full
    sentence of some length, or very long.
    """

    start: int
    stop: int
    words: str
    gap: bool
    level: int = 0
    phrase: Phrase | None = None
    kind: Kind | None = None
    count: int = 0
    is_closed: bool = False
    is_dialogue: bool = False
    is_sentence: bool = False
    _plain: str | None = None
    _stems: set[bytes] | None = None

    def __post_init__(self) -> None:
        words = self.words
        length = len(words)
        self.count = words.count(" ") + 1
        self.is_closed = _ends_sentence(words)
        self.is_dialogue = words[0] in _DASHES and words[1:2] == " "
        is_full = self.is_closed and length >= 40 and self.count >= 5
        self.is_sentence = is_full or length >= 250 or (length >= 60 and words[-1] in ":;")

    @classmethod
    def cut(cls, text: str, start: int, stop: int, *, gap: bool = False) -> Block:
        """A block of the characters from `start` to `stop`, without the spaces at its edges."""
        part = text[start:stop]
        start += len(part) - len(part.lstrip())
        part = part.strip()
        return cls(start, start + len(part), shown_words(part) or part, gap)

    @property
    def plain(self) -> str:
        """The words as the word lists spell them, the first 200 characters."""
        if self._plain is None:
            self._plain = plain(self.words[:200])
        return self._plain

    @property
    def stems(self) -> set[bytes]:
        """What the words are about, or the first `SUBJECT_LOOKED_AT` characters of them: how longer words begin."""
        if self._stems is None:
            self._stems = stems(self.words[:SUBJECT_LOOKED_AT])
        return self._stems

    @property
    def has_more_sentences(self) -> bool:
        """Whether a second sentence begins inside."""
        return _SENTENCE_END.search(self.words) is not None


_CLOSERS = "»“”\"')]’*_"
_SENTENCE_ENDS = frozenset(".!?…")
_DASHES = frozenset("—–-−")
# three letters before the full stop: «г.», «им.» and initials end no sentence; looked for behind it, since letters are
# everywhere and full stops are rare
_SENTENCE_END = re.compile(
    r"""[.!?…](?:(?<=[^\W\d_]{3}.)|(?<=[^\W\d_]{3}[»”"')].))
        [.!?…]*[»”"')]?(?=\s+[«“"(—–-]?\s?[^\W\d_a-zа-яё])""",
    re.VERBOSE,
)


def _ends_sentence(words: str) -> bool:
    return words[-1] in _SENTENCE_ENDS or words.rstrip(_CLOSERS)[-1:] in _SENTENCE_ENDS


def first_sentence(words: str, longest: int = 100) -> str:
    """The first sentence of a paragraph, cut at a word with … where it is longer than `longest` characters."""
    beginning = words[: longest * 4]
    end = _SENTENCE_END.search(beginning)
    sentence = (beginning[: end.end()] if end else beginning).rstrip()
    if len(sentence) > longest:
        cut = sentence[: longest + 1].rsplit(" ", 1)[0][:longest]
        return (cut.rstrip(" ,;:—–-«(") or cut) + "…"
    return sentence.removesuffix(".") if not sentence.endswith("..") else sentence


def shown_words(text: str) -> str:
    """`text` as one line for a reader: lines joined, entities resolved, links, tags and emphasis reduced to words."""
    if "&" in text:
        text = one_line(html.unescape(text))  # an entity can stand for a control character
    if "]" in text:
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "*" in text or "_" in text:
        text = _STRONG.sub(r"\2", text)
    if "*" in text or "`" in text:
        text = _EMPHASIS.sub(r"\2", text)
    is_one_line = text.isprintable() and "  " not in text  # the only space that can be printed is the common one
    return text.strip() if is_one_line else " ".join(text.split())


def sign_spans(text: str, start: int, stop: int) -> list[Span]:
    """The signs of Markdown in a paragraph, half-open characters into `text`: marks of emphasis, and of a link all but
    its words. To be left out where the paragraph is painted."""
    paragraph = text[start:stop]
    if not any(sign in paragraph for sign in ("](", "*", "`", "__")):
        return []
    unseen: set[int] = set()
    for form, group in _SIGNED:
        for match in form.finditer(paragraph):
            unseen.update(range(match.start(), match.start(group)), range(match.end(group), match.end()))
    edges = (
        [at for at in sorted(unseen) if at - 1 not in unseen],
        [at + 1 for at in sorted(unseen) if at + 1 not in unseen],
    )
    return [(start + a, start + b) for a, b in zip(*edges, strict=True)]


_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,200}\")?\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>|<!--[^<>\n]{0,300}-->")
_STRONG = re.compile(r"(\*\*|(?<!\w)__)([^*_\n]{1,1000})\1(?!\w)")
_EMPHASIS = re.compile(r"(?<!\w)([*`])([^*`\s][^*`\n]{0,1000})\1(?!\w)")
_SIGNED = ((_LINK, 1), (_STRONG, 2), (_EMPHASIS, 2))  # each with the group that holds the words


# --- lines that belong together ---


_MAIL_FIELD = re.compile(r"(?:from|to|cc|subject|date|reply-to|от|кому|тема|дата):\s", re.IGNORECASE)
_MAIL_BEGINS = 3
"""Lines at the top of a page that must be fields of a mail for the page to be one; one may be of another kind."""


def is_mail(first_lines: Sequence[str]) -> bool:
    """Whether a page begins as a mail does: «From: …», «Subject: …»."""
    fields = {line.split(":")[0].lower() for line in first_lines[:_MAIL_BEGINS] if _MAIL_FIELD.match(line)}
    return len(fields) >= 2 and bool(fields & {"subject", "тема"})


def paragraph_lines(text: str) -> list[Line]:
    """Every line of `text` that is not blank, in order, those of one paragraph joined."""
    lines = list(_lines(text))
    width = _column(lines)
    joined: list[Line] = []
    before: Line | None = None
    for line, following in zip_longest(lines, lines[1:]):
        if before is not None and not line.gap and _belongs(before, line, following, width):
            before.stop, before.last, before.indent = line.stop, line.last, line.indent
        else:
            before = line
            joined.append(line)
    return joined


def _lines(text: str) -> Iterator[Line]:
    begin = 0
    gap = True
    for raw in text.split("\n"):
        if words := raw.strip():
            indent = len(raw) - len(raw.lstrip())
            start = begin + indent
            yield Line(start, start + len(words), words, gap, indent)
        gap = not words
        begin += len(raw) + 1


_LOWER = re.compile(r"[a-zа-яё]")
_CONTINUES = re.compile(r"[,;:)»”…]|\.(?!\w)|[—–]\s[a-zа-яё]")
_ITEM = re.compile(r"[•·*+▪●■►>#|]|[—–-]\s|\d{1,3}[.)]\s")
_LABEL = re.compile(r"[^\W\d_][\w -]{1,30}:(?:\s|$)")
_OPEN_END = re.compile(r"[a-zа-яё,«(—–-]$")
_WIDEST = 130
"""A column wider than this was not made by wrapping."""
_MARKUP = frozenset("#<>")
"""Signs that stand for themselves at the edges of a line."""
_NARROWEST = 40
"""A narrower one is verse, or a list of words."""
_LOOKED_AT = 400
"""Lines that tell whether a page is wrapped."""


def _column(lines: list[Line]) -> int:
    """The width a page was wrapped to, or 0. A wrapped page has many lines that stop inside a sentence, which go on in
    small letters below, and hardly a line that is longer."""
    looked_at = lines[:_LOOKED_AT]
    broken = [
        len(line.last)
        for line, following in pairwise(looked_at)
        if not following.gap and _LOWER.match(following.last) and not _is_complete(line) and len(line.last) <= _WIDEST
    ]
    width = max(broken, default=0)
    is_rare = len(broken) < 3 or len(broken) * 5 < len(looked_at)
    if width < _NARROWEST or (is_rare and not is_mail([line.last for line in lines[:_MAIL_BEGINS]])):
        return 0
    longer = sum(len(line.last) > width + 5 for line in looked_at)
    return width if median(broken) > 0.7 * width and longer * 10 < len(looked_at) else 0


def _belongs(before: Line, line: Line, following: Line | None, width: int) -> bool:
    """Whether `line` goes on where `before` stopped."""
    if line.last[0] in _MARKUP or before.last[-1] in _MARKUP:
        return False
    if width:
        return _is_wrapped(before, line, width)
    if _is_complete(before) or (_ITEM.match(line.last) and not _CONTINUES.match(line.last)):
        return False
    if _is_continuation(line):
        return True
    # a name that was a link stands alone between the halves of its sentence
    return (
        following is not None
        and not following.gap
        and len(line.last) <= 60
        and len(before.last) >= 10
        and _OPEN_END.search(before.last) is not None
        and not _is_complete(line)
        and _is_continuation(following)
    )


def _is_wrapped(before: Line, line: Line, width: int) -> bool:
    if line.indent > before.indent + 1 or _LABEL.match(line.last):
        return False
    if _ITEM.match(line.last) and _is_complete(before):
        return False
    first_word = line.last.split(None, 1)[0]
    if len(before.last) + 1 + len(first_word) > width:
        return True
    return not _is_complete(before) and _LOWER.match(line.last) is not None


def _is_continuation(line: Line) -> bool:
    if _CONTINUES.match(line.last):
        return True
    # «вчера, 12:30» or «подписаться» go on with nothing: only the rest of a sentence does
    if not _LOWER.match(line.last) or _LABEL.match(line.last):
        return False
    return len(line.last) >= 80 or _ends_sentence(line.last)


def _is_complete(line: Line) -> bool:
    return line.last[-1] in ":;" or _ends_sentence(line.last)


# --- marks at the edges ---

_MARKED = frozenset("#><*_")
_OPENING_MARKS = re.compile(r"(?:(?P<level>#{1,6})\s+|>\s*|</?[a-zA-Z][^<>\n]{0,300}>\s*){1,8}")
_CLOSING_MARKS = re.compile(r"(?:\s*</?[a-zA-Z][^<>\n]{0,300}>|\s+#{1,6}){1,8}$")
_ALL_STRONG = re.compile(r"(\*\*|__|\*)(?=[^\s*_])([^*_]{1,2000})(?<=[^\s*_])\1")
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)")


def block_of(text: str, line: Line) -> Block:
    """The block that a line is, without the marks at its edges; of a picture, what its author wrote for it."""
    start, stop, level = line.start, line.stop, 0
    words = text[start:stop]
    if words[0] == "!" and (image := _IMAGE.fullmatch(words)):
        if " " not in image[1]:
            return Block(start, stop, words, line.gap, kind=Kind.BOILERPLATE)
        start, stop = start + image.start(1), start + image.end(1)
        return Block(start, stop, shown_words(text[start:stop]) or words, line.gap, kind=Kind.CAPTION)
    if words[0] in _MARKED or words[-1] in "#>":
        if opening := _OPENING_MARKS.match(words):
            level = len(opening["level"] or "")
            start += opening.end()
        if start < stop and (closing := _CLOSING_MARKS.search(text[start:stop][-400:])):
            stop -= len(closing[0])
        if strong := _ALL_STRONG.fullmatch(text, start, stop):
            start, stop = strong.span(2)
        words = text[start:stop]
    shown = shown_words(words)
    if not shown:  # nothing but marks
        return Block(line.start, line.stop, text[line.start : line.stop], line.gap, kind=Kind.BOILERPLATE)
    return Block(start, stop, shown, line.gap, level)
