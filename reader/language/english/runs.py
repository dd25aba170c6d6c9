"""Runs of words in an English text that can be one person's name: «Ann van der Holt», «J. R. Holt», «Ann O'Hara»."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reader.language.models import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.language.tokens import Token

KEPT_WORDS = 4_000
"""Words of which is kept whether they can be of a name."""

_APOSTROPHES = ("'", "’")
_FEW_PARTICLES = 2
_PARTICLES = frozenset(
    ("af", "al", "av", "bin", "bint", "da", "de", "del", "der", "di", "dos", "du", "el", "ibn", "la")
)
_OF_PEOPLE = frozenset(("bin", "bint", "ibn", "van", "von", "der", "den", "ter", "wa"))
"""Particles that no place or house has in its name."""

_ANY_PARTICLE = _PARTICLES | _OF_PEOPLE

_NO_NAMES = (
    "calendar",
    "countries",
    "cities",
    "regions",
    "demonyms",
    "openers",
    "organisation_ends",
    "organisations",
    "roles",
)


class Run(NamedTuple):
    """Tokens from `first` to before `stop`; `words` counts names and initials among them; `is_person` where their form
    alone tells."""

    first: int
    stop: int
    words: int
    is_person: bool


def name_runs(tokens: Sequence[Token]) -> Iterator[Run]:
    """All of them, in order; each as long as it can be."""
    place = 0
    while place < len(tokens):
        word = tokens[place].text
        stop = _word(tokens, place) if word[0].isupper() or "-" in word else place
        if stop == place:
            place += 1
            continue
        first, count, person = place, 1, False
        while True:
            link = stop
            while link < min(len(tokens), stop + _FEW_PARTICLES) and tokens[link].text in _ANY_PARTICLE:
                link += 1
            following = _word(tokens, link)
            if following == link:
                break
            person = person or any(token.text in _OF_PEOPLE for token in tokens[stop:link])
            stop, count = following, count + 1
        last = tokens[stop - 1].text
        barrels = [part for part in last.split("-") if len(part) > 2 and part[0].isupper() and part[1:].islower()]
        person = count > 1 and (person or (len(barrels) > 1 and "-".join(barrels) == last))
        if not (count == 1 and _is_initial(tokens, first)):
            yield Run(first, stop, count, person)
        place = stop


def _word(tokens: Sequence[Token], place: int) -> int:
    """Where the word of a name ends that begins at `place`; `place` itself if none does."""
    if place >= len(tokens):
        return place
    if _is_initial(tokens, place):
        return place + 2
    inside = _joined(tokens, place)
    short = inside and len(tokens[place].text) == 1 and tokens[place].text.isupper() and is_name(tokens[place + 2])
    begins, _, rest = tokens[place].text.partition("-")
    arabic = begins in ("al", "el", "ad", "ar", "as", "ash", "an") and rest[:1].isupper() and place > 0
    if not (short or arabic or is_name(tokens[place])):
        return place
    return place + 3 if inside else place + 1


def _joined(tokens: Sequence[Token], place: int) -> bool:
    """Whether an apostrophe joins a word to letters that are no «s» of possession."""
    if place + 2 >= len(tokens) or tokens[place + 1].text not in _APOSTROPHES:
        return False
    near = tokens[place].stop == tokens[place + 1].start and tokens[place + 1].stop == tokens[place + 2].start
    return near and len(tokens[place + 2].text) > 2 and tokens[place + 2].text.isalpha()


def _is_initial(tokens: Sequence[Token], place: int) -> bool:
    """«J.», not the end of a sentence."""
    if place + 2 >= len(tokens) or tokens[place + 1].text != "." or tokens[place].stop != tokens[place + 1].start:
        return False
    word = tokens[place].text
    return len(word) == 1 and word.isalpha() and word.isupper() and word != "I" and tokens[place + 2].text[0].isupper()


def is_name(token: Token) -> bool:
    """A word that can be of a name: with a capital letter, and of no list of other words."""
    return token.text[0].isupper() and _is_name(token.text)


@lru_cache(KEPT_WORDS)
def _is_name(word: str) -> bool:
    if word.isupper() or len(word) < 2:
        return False
    plain = word.isalpha() or word.replace("-", "").replace("’", "").replace("'", "").isalpha()
    return plain and not word.endswith("-old") and word.lower() not in _no_names() and not are_people(word)


def are_people(word: str) -> bool:
    """«Doctors», «Officers»: a word for several people, whatever its first letter."""
    return word.endswith("s") and word[:-1].lower() in callings()


@cache
def callings() -> frozenset[str]:
    """Words for what somebody is."""
    return words("names_en", "roles") | words("cues_en", "callings")


@cache
def _no_names() -> frozenset[str]:
    return frozenset().union(*(words("names_en", key) for key in _NO_NAMES))
