"""An English quotation as first found: where its words, its cue and the phrase that names who said them stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.interviews import Turn
    from reader.model import QuoteKind, Span


class Said:
    """One quotation in the making. `turn` is the answer of an interview that it is; the speaker of a `shared` one is
    that of the report before it in the sentence («…, adding that»); `within` is the one in whose words it is told."""

    def __init__(
        self,
        kind: QuoteKind,
        contents: Sequence[Span],
        cue: Span | None,
        subject: Span | None,
        turn: Turn | None = None,
        *,
        shared: bool = False,
        within: Said | None = None,
    ) -> None:
        self.kind = kind
        self.contents = tuple(contents)
        self.cue = cue
        self.subject = subject
        self.turn = turn
        self.shared = shared
        self.within = within
        self.covers: list[Span] = []

    @property
    def place(self) -> int:
        """Where it is attributed, or else where it begins."""
        return self.cue[0] if self.cue else self.contents[0][0]
