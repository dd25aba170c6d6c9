"""What a run of capitalised English words is the name of, by word lists and by what stands beside it.

`TELLERS` are asked in order, and the first that knows decides.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.language.models import lines, words
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.tokens import Token

PLACES = ("countries", "cities", "regions")
PERSON_INNER = frozenset(["de", "da", "di", "del", "van", "von", "der", "den", "bin", "ibn", "al", "el", "la", "le"])
_PLACE_BEFORE = frozenset(("in", "near", "throughout", "across", "outside"))
_SUBJECT_VERBS = frozenset(
    [
        "said",
        "says",
        "told",
        "added",
        "wrote",
        "was",
        "who",
        "did",
        "had",
        "has",
        "is",
        "announced",
        "argued",
        "claimed",
        "explained",
        "asked",
        "played",
        "won",
        "died",
        "became",
        "married",
    ]
)
_NOT_BEFORE_PERSON = frozenset(
    ("the", "a", "an", '"', "“", "‘", "'", "in", "at", "its", "their", "this", "called", "titled")
)
_CLOSING = frozenset(('"', "'"))
INITIAL = re.compile(r"[A-Z]\.?$")
_ACRONYM = re.compile(r"[A-Z][A-Z&.-]{1,6}$")


class Text(NamedTuple):
    """The tokens of a paragraph, also in lower case, with the words that the article prints in lower case."""

    tokens: Sequence[Token]
    lower: Sequence[str]
    common: frozenset[str]


def listed(*keys: str) -> frozenset[str]:
    """The words of one or more lists of names_en.yaml."""
    return _union(keys)


@cache
def _union(keys: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(words("names_en", key) for key in keys))


@cache
def places() -> frozenset[str]:
    """Whole names of places of several words."""
    return frozenset(lines("names_en", "places"))


def is_organisation(text: Text, first: int, stop: int) -> bool:
    """Whether the last word of a run is one that ends the names of organisations."""
    return stop - first > 1 and text.lower[stop - 1] in listed("organisation_ends")


def titled(text: Text, first: int, stop: int) -> Label | None:
    """«Mr Smith», «President Obama»."""
    before = first - 1
    if before >= 0 and text.tokens[before].text == ".":
        before -= 1
    if before < 0 or text.lower[before] not in listed("honorifics") or not text.tokens[before].text[0].isupper():
        return None
    other = text.lower[first] in listed("countries") or is_organisation(text, first, stop)
    return None if other else Label.PERSON


def listed_place(text: Text, first: int, stop: int) -> Label | None:
    """Countries, states, big cities."""
    whole = " ".join(text.lower[first:stop])
    known = whole in places() or (stop - first == 1 and whole in listed(*PLACES))
    if not known:
        return None
    return None if text.tokens[first].text.isupper() and whole in listed("given_names") else Label.PLACE


def listed_organisation(text: Text, first: int, stop: int) -> Label | None:
    """Firms and agencies everybody writes about."""
    return Label.ORGANISATION if stop - first == 1 and text.lower[first] in listed("organisations") else None


def organisation_by_its_words(text: Text, first: int, stop: int) -> Label | None:
    """«Ministry of Defence», «Barrick Gold Corp»."""
    begins = stop - first > 2 and text.lower[first] in listed("organisation_begins") and "of" in text.lower[first:stop]
    return Label.ORGANISATION if begins or is_organisation(text, first, stop) else None


def place_by_its_words(text: Text, first: int, stop: int) -> Label | None:
    """«Lake Baikal», «Hudson River»."""
    if stop - first < 2:
        return None
    if text.lower[stop - 1] in listed("place_ends"):
        return Label.PLACE
    begins = text.lower[first] in listed("place_begins") - listed("given_names")
    known = text.lower[stop - 1] in listed(*PLACES) or text.lower[first] in ("lake", "mount", "cape", "mt", "fort")
    return Label.PLACE if begins and known else None


def person_by_given_name(text: Text, first: int, stop: int) -> Label | None:
    """«Angela Merkel», «J. Edgar Hoover»; a lone given name only where it is the subject of a person's verb."""
    initial = INITIAL.match(text.tokens[first].text) is not None and stop - first > 2
    known = text.lower[first] in listed("given_names")
    if stop - first > 1:
        return Label.PERSON if (known or initial) and stop - first < 6 else None
    after = text.lower[stop] if stop < len(text.lower) else ""
    return Label.PERSON if known and (after in _SUBJECT_VERBS or after in ("'s", "’s", "'", "’")) else None


def acronym(text: Text, first: int, stop: int) -> Label | None:
    """«UNHCR»: capitals in a text that is not all in capitals."""
    word = text.tokens[first].text
    beside = {text.tokens[n].text for n in (first - 1, stop) if 0 <= n < len(text.tokens)}
    shouted = any(len(other) > 3 and other.isupper() and other.isalpha() for other in beside)
    return Label.ORGANISATION if stop - first == 1 and len(word) > 2 and _ACRONYM.match(word) and not shouted else None


def place_by_preposition(text: Text, first: int, stop: int) -> Label | None:
    """«in Ridgecrest»."""
    return Label.PLACE if first and text.lower[first - 1] in _PLACE_BEFORE and stop - first < 3 else None


def person_by_verb(text: Text, first: int, stop: int) -> Label | None:
    """«Nolan said»."""
    after = text.lower[stop] if stop < len(text.lower) else ""
    article = first > 0 and text.lower[first - 1] in ("the", "a", "an")
    return (
        Label.PERSON
        if after in ("said", "says", "told", "added", "wrote", "died", "married", "who")
        and not article
        and stop - first < 4
        else None
    )


def person_by_shape(text: Text, first: int, stop: int) -> Label | None:
    """«Eugenio Calabi»: two or three plain words without an article and without marks are most often a person."""
    before = text.lower[first - 1] if first else ""
    if before in _CLOSING and first > 1 and text.tokens[first - 2].stop == text.tokens[first - 1].start:
        before = ""  # «"We are ready," Ann Lee said»
    plain = all(_is_plain(text, place) for place in range(first, stop))
    return Label.PERSON if 1 < stop - first < 5 and plain and before not in _NOT_BEFORE_PERSON else None


def _is_plain(text: Text, place: int) -> bool:
    word = text.tokens[place].text
    titled_word = word.isalpha() and word.istitle()
    return titled_word or word == "." or word.lower() in PERSON_INNER or INITIAL.match(word) is not None


def organisation_by_article(text: Text, first: int, stop: int) -> Label | None:
    """«the Boston Bruins»."""
    return Label.ORGANISATION if 1 < stop - first < 6 and first > 0 and text.lower[first - 1] == "the" else None


TELLERS = (
    titled,
    listed_place,
    listed_organisation,
    organisation_by_its_words,
    place_by_its_words,
    person_by_given_name,
    acronym,
    place_by_preposition,
    person_by_verb,
    person_by_shape,
    organisation_by_article,
)
