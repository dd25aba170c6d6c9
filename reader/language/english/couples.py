"""Full names that an English story prints only beside something else: «Ann and Tom Reed», «Thomas "Tom" Reed»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.language.english.cues import CAPITAL
from reader.language.models import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from reader.language.story import Story

_WORD = rf"{CAPITAL}[\w’'-]*\w"
_COUPLE = re.compile(rf"\b(?P<one>{_WORD}) and (?P<other>{_WORD}) (?P<last>{_WORD})(?! {_WORD}|['’])")
_NICKNAME = re.compile(rf"\b(?P<given>{_WORD}) [\"“‘'](?P<nick>{_WORD})[\"”’'] (?P<last>{_WORD})")


class Shared(NamedTuple):
    """Somebody by the word that the article calls them alone, and in full."""

    called: str
    full: str


def couples(story: Story, people: AbstractSet[str]) -> Iterator[tuple[Shared, Shared]]:
    """«Ann and Tom Reed»: two people with one surname; `people` are the full names known to be some."""
    for start, stop in story.paragraphs:
        for found in _COUPLE.finditer(story.text, start, stop):
            second = _is_given(found["other"]) or f"{found['other']} {found['last']}" in people
            if _is_given(found["one"]) and second and not _is_given(found["last"]):
                one, other = (Shared(found[key], f"{found[key]} {found['last']}") for key in ("one", "other"))
                yield one, other


def nicknamed(story: Story) -> Iterator[Shared]:
    """«Thomas "Tom" Reed»."""
    for start, stop in story.paragraphs:
        for found in _NICKNAME.finditer(story.text, start, stop):
            yield Shared(found["nick"], found.group())


def _is_given(word: str) -> bool:
    return any(word.lower() in words("names_en", key) for key in ("given_names", "women", "men", "either"))
