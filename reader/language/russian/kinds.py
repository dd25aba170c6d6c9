"""Wider words for people: the «пианист» of the first sentence is the «музыкант» of the next."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.language.models import lines

if TYPE_CHECKING:
    from collections.abc import Iterable

_SCHOLARS = frozenset(("учёный", "ученый", "исследователь", "исследовательница", "эксперт", "специалист"))
_OF_SCHOLARS = ("лог", "вед")


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """The titles of those whom a wider word may mean."""
    found: dict[str, frozenset[str]] = {}
    for line in lines("cues_ru", "kinds"):
        wider, titles = line.split(" = ")
        for word in wider.split():
            found[word] = found.get(word, frozenset()) | frozenset(titles.split())
    return found


def of_kind(word: str, titles: Iterable[str]) -> list[str]:
    """Those of some titles whose bearers may be called by a wider word."""
    narrower = _kinds().get(word, frozenset())
    scholar = word in _SCHOLARS
    return [title for title in titles if title in narrower or (scholar and title.endswith(_OF_SCHOLARS))]
