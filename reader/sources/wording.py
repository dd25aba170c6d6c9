"""What news sites say around their stories, from the word lists in `wording/`, one for each language.

All lists are used for every page: an English page of a Russian site has its menu in Russian.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct, field

from reader import yamlfile
from reader.errors import FormatError

_FOLDER = Path(__file__).parent / "wording"


class Phrase(StrEnum):
    """What a line says by its words alone, wherever it stands. The word lists tell what each of them is."""

    NOTICE = "notices"
    FURNITURE = "furniture"
    RELATED = "related"
    ENDING = "endings"
    SECTION = "sections"


class Field(StrEnum):
    """What a label such as «Источник:» introduces."""

    SOURCE = "source"
    AUTHOR = "author"
    PUBLISHED = "published"
    UPDATED = "updated"
    TITLE = "title"
    SUBTITLE = "subtitle"
    URL = "url"
    CREDIT = "credit"
    CAPTION = "caption"


class Wording(Struct):
    """The word lists of all languages, made ready to look up. Lines are looked up as `plain` spells them."""

    lines: dict[str, Phrase] = field(default_factory=dict)
    notice_words: set[str] = field(default_factory=set)
    patterns: dict[str, list[tuple[re.Pattern[str], Phrase]]] = field(default_factory=dict)
    footers: list[str] = field(default_factory=list)
    labels: dict[str, Field] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)
    outlets: dict[str, str] = field(default_factory=dict)
    outlet_words: set[str] = field(default_factory=set)

    def phrase(self, line: str) -> Phrase | None:
        """What a short line says; None for anything that may be part of a story. `line` is spelt by `plain`."""
        if (known := self.lines.get(line)) is not None:
            return known
        first_word = _WORD.match(line)
        for pattern, phrase in self.patterns.get(first_word[0], ()) if first_word else ():
            if pattern.match(line) if phrase is Phrase.NOTICE else pattern.fullmatch(line):
                return phrase
        return Phrase.FURNITURE if " в " in line and _CHANNEL.fullmatch(line) else None

    def is_notice(self, words: str) -> bool:
        """Whether a paragraph, however long, begins as a notice of the site does."""
        first_word = _WORD.search(words, 0, 40)
        if first_word is None or first_word[0].lower() not in self.notice_words:
            return False
        line = plain(words[:200])
        patterns = self.patterns.get(first_word[0].lower(), ())
        return any(phrase is Phrase.NOTICE and pattern.match(line) for pattern, phrase in patterns)

    def outlet(self, words: str) -> str | None:
        """The name of a known agency or paper, as it writes itself, if that is all there is."""
        return self.outlets.get(plain(words))

    def names_outlet(self, words: str) -> bool:
        """Whether a few words look like the name of a paper or a site, known or not."""
        if len(words) > _LONGEST_NAME:
            return False
        name = plain(words)
        if name in self.outlets:
            return True
        parts = name.split(" ")
        if not 2 <= len(parts) <= 5:
            return _DOMAIN.fullmatch(name) is not None
        return not self.outlet_words.isdisjoint(parts) and sum(part in self.lines for part in parts) < 2


_DOMAIN = re.compile(r"(?:[\w-]+\.)+(?:ru|ру|рф|su|com|org|net|info|news|tv|uk|ua|by|kz|de|io|media|инфо|онлайн)")
_LONGEST_NAME = 60
_CHANNEL = re.compile(r"\S+(?: \S+)? в (?:telegram|телеграм\w*|дзене|max|vk|вк|вконтакте|одноклассниках|whatsapp)")
_WORD = re.compile(r"\w+")
_MARKS = " \t\"'«»“”„‘’()[]{}.,:;!?…*_-—–|/#@+•·→←›‹&<>=~©№"
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_NUMBER = re.compile(r"\d+(?:[\s.,]\d+)*")
_DIGIT = re.compile("[0-9]")


def plain(words: str) -> str:
    """A line in the spelling of the word lists: small letters, no ё, no signs at the ends, 0 for any number."""
    return _plain_again(words) if len(words) <= _LONGEST_REMEMBERED else _plain(words)


def _plain(words: str) -> str:
    line = words.lower().replace("ё", "е").replace("\xa0", " ").strip(_MARKS)
    if line and not (line[0].isalnum() and line[-1].isalnum()):
        line = _EDGES.sub("", line)
    return _NUMBER.sub("0", line) if _DIGIT.search(line) else line


_LONGEST_REMEMBERED = 60
_plain_again = lru_cache(2000)(_plain)
"""Remembers short lines: rules ask for one again, and the lines of a site stand on all its pages."""


@cache
def load_wording() -> Wording:
    """The word lists that come with the program, read once. Raises FormatError if they are damaged."""
    wording = Wording()
    for path in sorted(_FOLDER.glob("*.yaml")):
        root = yamlfile.read_yaml(path)
        for phrase in Phrase:
            for pattern in _texts(root.entries[phrase.value], path):
                _add_pattern(wording, pattern, phrase)
        labels = root.entries["labels"]
        if not isinstance(labels, yamlfile.Mapping):
            raise FormatError(path, labels.line, "labels must be a mapping")
        for name, values in labels.entries.items():
            wording.labels.update(dict.fromkeys(map(plain, _texts(values, path)), Field(name)))
        wording.footers.extend(_texts(root.entries["footers"], path))
        wording.roles.update(_texts(root.entries["roles"], path))
        wording.outlet_words.update(map(plain, _texts(root.entries["outlet_words"], path)))
        wording.outlets.update({plain(name): name for name in _texts(root.entries["outlets"], path)})
    return wording


def _texts(node: yamlfile.Node, path: Path) -> Iterator[str]:
    items: Iterable[yamlfile.Node] = node.items if isinstance(node, yamlfile.Sequence) else (node,)
    for item in items:
        if not isinstance(item, yamlfile.Scalar):
            raise FormatError(path, item.line, "must be a text")
        yield item.text


def _add_pattern(wording: Wording, pattern: str, phrase: Phrase) -> None:
    pattern = pattern.lower().replace("ё", "е")
    if "*" not in pattern and phrase is not Phrase.NOTICE:
        wording.lines.setdefault(plain(pattern), phrase)
        return
    compiled = re.compile(".*".join(map(re.escape, pattern.split("*"))))
    first_word = _WORD.findall(pattern)[0]
    wording.patterns.setdefault(first_word, []).append((compiled, phrase))
    if phrase is Phrase.NOTICE:
        wording.notice_words.add(first_word)
