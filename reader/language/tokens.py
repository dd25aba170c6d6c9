"""Words and marks of a text with their places: cut where razdel cuts, which the tagger's weights were trained on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

_DASH = "\\-‑–—−‒―"
_PUNCTUATION = f"\\\\/!#$%&*+,.:;<=>?@^_`|~№…{_DASH}\"'«»„“”ʼʻ‚‘’()\\[\\]{{}}"
_OTHER = f"[^\\sа-яёa-z\\d{_PUNCTUATION}]"
# One alphabet at a time («iPhone» and «Айфон» are one token each, «КамАЗ5490» two), except that letters of neither
# alphabet («é», «ї») stick to what is beside them. Quantifiers are possessive, groups atomic: nothing here is ever
# tried twice.
_LETTERS = (
    f"(?:(?:[а-яё]++|[a-z]++)(?>(?:{_OTHER}++(?>(?:[а-яё]++|[a-z]++)?))*)"
    f"|{_OTHER}++(?>(?:(?:[а-яё]++|[a-z]++){_OTHER}*+)?))"
)
_NUMBER = r"\d++(?>(?:[.,/\\]\d++)*)"
_WORD = f"(?:{_NUMBER}|{_LETTERS})"
_TOKEN = re.compile(f"{_WORD}(?>(?:[{_DASH}_]{_WORD})*)|[.?!…]++|--+|\\*\\*+|\\S", re.IGNORECASE)


class Token(Struct, frozen=True, gc=False):
    """A word or a mark: half-open offsets into the text, and the characters between them."""

    start: int
    stop: int
    text: str


_ACTING = ("и", ".", "о", ".")


def whole_titles(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with every «и. о.» as one that reads «врио»: its full stops end nothing."""
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.text in ("и", "И") and tuple(t.text.lower() for t in tokens[place : place + 4]) == _ACTING:
            place += len(_ACTING)
            found.append(Token(token.start, tokens[place - 1].stop, "врио"))
        else:
            found.append(token)
            place += 1
    return found


def tokenise(text: str, start: int = 0, stop: int | None = None) -> list[Token]:
    """The tokens of `text[start:stop]`, in order; every character that is not white space is in exactly one."""
    end = len(text) if stop is None else stop
    return [Token(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text, start, end)]
