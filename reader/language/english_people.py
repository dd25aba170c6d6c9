"""People of English news whom the tagger left unmarked: behind a title, beside a verb of saying, by their surname."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reader.language.english import opens_sentence
from reader.language.models import words
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.tokens import Token

_OUTSIDE, _BEGINS, _GOES_ON = "O", f"B-{Label.PERSON.value}", f"I-{Label.PERSON.value}"
_ORGANISATION, _ORGANISATION_GOES_ON = f"B-{Label.ORGANISATION.value}", f"I-{Label.ORGANISATION.value}"
_TITLES = frozenset(("Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Professor", "Sir", "Dame", "Cllr", "Councillor", "Rev"))
_SAYING = frozenset(("said", "says", "told", "added"))
_LONGEST = 3
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


def find_more_people(tokens: Sequence[Token], tags: list[str]) -> None:
    """Marks in `tags` those of a whole article."""
    for place, token in enumerate(tokens):
        if token.text in _TITLES and tags[place] == _OUTSIDE:
            first = place + 2 if place + 1 < len(tokens) and tokens[place + 1].text == "." else place + 1
            _mark(tags, first, _run(tokens, tags, first))
        elif token.text in _SAYING:
            stop = _run(tokens, tags, place + 1)
            if stop - place > 2:
                _mark(tags, place + 1, stop)
            first = _run_before(tokens, tags, place)
            if place - first > 1 and not (first and tokens[first - 1].text.lower() in ("the", "a", "an")):
                _mark(tags, first, place)
    _mark_surnames(tokens, tags)
    _mend_full_names(tokens, tags)


def _mend_full_names(tokens: Sequence[Token], tags: list[str]) -> None:
    """«Luka Brandt» is a person where «Brandt» alone is one."""
    ends = [*tags[1:], _OUTSIDE]
    alone = {tokens[n].text for n, tag in enumerate(tags) if tag == _BEGINS and ends[n] != _GOES_ON}
    first = 0
    while first < len(tags):
        stop = first + 1
        if tags[first] == _ORGANISATION:
            while stop < len(tags) and tags[stop] == _ORGANISATION_GOES_ON:
                stop += 1
            plain = all(_is_name(token) for token in tokens[first:stop])
            if 1 < stop - first <= _LONGEST and plain and tokens[stop - 1].text in alone:
                _mark(tags, first, stop)
        first = stop


def _mark_surnames(tokens: Sequence[Token], tags: list[str]) -> None:
    last = (
        place
        for place, tag in enumerate(tags)
        if tag in (_BEGINS, _GOES_ON) and tags[place + 1 : place + 2] != [_GOES_ON]
    )
    surnames = {tokens[place].text for place in last if _is_name(tokens[place])}
    common = {token.text for token in tokens if token.text.islower()} if surnames else set()
    for place, token in enumerate(tokens):
        if tags[place] == _OUTSIDE and token.text in surnames and token.text.lower() not in common:
            before = place and tokens[place - 1].text[0].isupper() and not opens_sentence(tokens, place)
            after = place + 1 < len(tokens) and tokens[place + 1].text[0].isupper()
            if not before and not after:
                tags[place] = _BEGINS


def _run(tokens: Sequence[Token], tags: Sequence[str], first: int) -> int:
    stop = first
    while stop < min(len(tokens), first + _LONGEST) and tags[stop] == _OUTSIDE and _is_name(tokens[stop]):
        stop += 1
    return stop


def _run_before(tokens: Sequence[Token], tags: Sequence[str], stop: int) -> int:
    first = stop
    while first and stop - first < _LONGEST and tags[first - 1] == _OUTSIDE and _is_name(tokens[first - 1]):
        first -= 1
    return first


def _mark(tags: list[str], first: int, stop: int) -> None:
    """A name from `first` to before `stop`, unless another goes on behind it."""
    if first < stop and tags[stop : stop + 1] not in ([_BEGINS], [_GOES_ON]):
        tags[first:stop] = [_BEGINS, *[_GOES_ON] * (stop - first - 1)]


def _is_name(token: Token) -> bool:
    word = token.text
    plain = (
        word[0].isupper() and not word.isupper() and word.replace("-", "").replace("’", "").replace("'", "").isalpha()
    )
    return plain and len(word) > 1 and word.lower() not in _no_names()


@cache
def _no_names() -> frozenset[str]:
    return frozenset().union(*(words("names_en", key) for key in _NO_NAMES))
