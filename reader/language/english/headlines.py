"""Names in English headlines where every word has a capital letter: «Lee Sees Marlow Bridge As Lost».

There a capital tells nothing, and a name runs on into the words beside it. The story below tells which of them are one.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.language.models import words
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.language.tokens import Token

_OUTSIDE, _BEGINS, _GOES_ON = "O", f"B-{Label.PERSON.value}", f"I-{Label.PERSON.value}"
_WORD = re.compile(r"[^\W\d_]{4,}")
_FEWEST = 4
"""Words of four letters or more in such a headline, at least."""

_LONGEST = 200
"""Characters of a headline, at most."""

_SHARE = 0.8


def in_title_case(line: str) -> bool:
    """Whether a line is a headline in which all words but the shortest begin with a capital letter."""
    if len(line) > _LONGEST or line.isupper() or line.startswith("By "):
        return False
    found = _WORD.findall(line)
    return len(found) >= _FEWEST and sum(word[0].isupper() for word in found) >= _SHARE * len(found)


def mend_headlines(tokens: Sequence[Token], tags: list[str], breaks: Sequence[int]) -> None:
    """Cuts people's names in such headlines down to the words that are of a name below; a name of which the story does
    not tell stays if a given name begins it. `breaks` are where paragraphs begin."""
    parts = list(pairwise((*breaks, len(tokens))))
    short = [part for part in parts if part[1] - part[0] <= _LONGEST // 2]
    headlines = [part for part in short if in_title_case(" ".join(token.text for token in tokens[slice(*part)]))]
    if not headlines or len(headlines) == len(parts):
        return
    inside = {place for part in headlines for place in range(*part)}
    known = {tokens[n].text for n, tag in enumerate(tags) if tag in (_BEGINS, _GOES_ON) and n not in inside}
    for part in headlines:
        for first, stop in list(person_spans(tags, *part)):
            named = [token.text in known for token in tokens[first:stop]]
            given = tokens[first].text.lower() in words("names_en", "given_names")
            if all(named) or (given and not any(named)):
                continue
            tags[first:stop] = [
                _OUTSIDE if not own else _GOES_ON if before else _BEGINS for before, own in pairwise((False, *named))
            ]


def person_spans(tags: Sequence[str], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the names of people begin and end in a stretch of the tags."""
    first = begin
    while first < end:
        stop = first + 1
        if tags[first] == _BEGINS:
            while stop < end and tags[stop] == _GOES_ON:
                stop += 1
            yield first, stop
        first = stop
