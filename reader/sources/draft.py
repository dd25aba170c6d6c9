"""A page while it is being judged: its blocks, and what the rules have found out so far."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from msgspec import Struct, field

from reader.model import Kind
from reader.sources.lines import Block
from reader.sources.wording import Field, Wording


class Trust(IntEnum):
    """How far a finding can be trusted, the best first; of equals the first found is kept."""

    STATED = 0  # front matter, a label such as «Источник:»
    SITE = 1  # the name of the site, found twice
    WIRE = 2  # a dateline
    NEAR = 3  # a line beside the headline
    MASTHEAD = 4  # what looks like the name of the site
    FAR = 5  # a line above or below the story
    WEAK = 6  # «Обновлено»


class Draft(Struct):
    """One page. Blocks with a kind are decided; the others may still be part of the story."""

    text: str
    blocks: list[Block]
    wording: Wording
    headline: Block | None = None
    found: dict[Field, tuple[Trust, str]] = field(default_factory=dict)
    days: list[tuple[Trust, date]] = field(default_factory=list)

    def open(self) -> list[int]:
        """The numbers of the blocks not decided yet."""
        return [number for number, block in enumerate(self.blocks) if block.kind is None]

    def story(self) -> list[int]:
        """The numbers of the open blocks that read like paragraphs of a story."""
        return [
            number
            for number, block in enumerate(self.blocks)
            if block.kind is None and block.phrase is None and block.is_sentence
        ]

    def raw(self, block: Block) -> str:
        """A block as it stands in the text."""
        return self.text[block.start : block.stop]

    def offer(self, what: Field, value: str, trust: Trust) -> None:
        """Keep `value` if nothing is known that can be trusted as much."""
        known = self.found.get(what)
        if value and (known is None or trust < known[0]):
            self.found[what] = (trust, value)

    def offer_source(self, name: str, trust: Trust) -> None:
        """Keep a source, a known one as it writes itself."""
        self.offer(Field.SOURCE, self.wording.outlet(name) or name, trust)

    def value(self, what: Field) -> str | None:
        """What has been found, if anything."""
        return self.found[what][1] if what in self.found else None

    def mentions(self, name: str) -> bool:
        """Whether the story speaks of a person, by the surname in any case form."""
        surname = name.split()[-1].lower()
        stem = surname[: max(4, len(surname) - 2)]
        story = (self.blocks[number].words for number in self.story()[:_LOOKED_AT])
        return any(stem in words.lower() for words in story)

    def split(self, number: int, stop: int, start: int, first: Kind, rest: Kind | None) -> tuple[Block, Block]:
        """Cut a block in two: what stands before character `stop` of the text, and what stands from `start` on."""
        block = self.blocks[number]
        before = Block.cut(self.text, block.start, stop, gap=block.gap)
        behind = Block.cut(self.text, start, block.stop)
        before.kind, behind.kind = first, rest
        self.blocks[number : number + 1] = [before, behind]
        return before, behind


_LOOKED_AT = 40
