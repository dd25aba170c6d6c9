"""People of English news whom the tagger left unmarked or took for something else: behind a title or a role, beside a
verb of saying, before an age, by their surname; and names of which it marked only a part."""

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
_APOSTROPHES = ("'", "’")
_PARTICLES = frozenset(
    [
        "af",
        "al",
        "av",
        "bin",
        "bint",
        "da",
        "de",
        "del",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "le",
        "ter",
        "van",
        "von",
        "wa",
        "y",
    ]
)
_OLDEST = 110
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
    _mark_by_what_stands_beside(tokens, tags)
    _complete(tokens, tags)
    _mark_surnames(tokens, tags)
    _mend_full_names(tokens, tags)


def _mark_by_what_stands_beside(tokens: Sequence[Token], tags: list[str]) -> None:
    """«Ann Lee, who», «Ann Lee, 34,», «co-author Ann Lee»: whatever the tagger took them for, but no place."""
    first = 0
    while first < len(tokens):
        if not _is_name(tokens[first]) or tokens[first].text.lower() in words("cues_en", "callings"):
            first += 1
            continue
        stop = first + 1
        while stop < len(tokens) and _is_name(tokens[stop]):
            stop += 1
        begun_before = first > 0 and tags[first][:1] == "I"
        unknown = all(tag[2:] in ("", Label.ORGANISATION.value) for tag in tags[first:stop])
        aged = _is_aged(tokens, stop)
        fits = aged or (stop - first > 1 and _is_somebody(tokens, first, stop))
        if stop - first <= _LONGEST and unknown and not begun_before and fits:
            _mark(tags, first, stop)
        first = stop


def _is_somebody(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Whether what stands beside a run of names is said of people alone."""
    before = tokens[first - 1].text.lower().rpartition("-")[2] if first else ""
    if before in words("names_en", "roles") | words("cues_en", "callings"):
        return True
    after = [token.text for token in tokens[stop : stop + 3]]
    return after[:1] == [","] and after[1:2] in (["who"], ["whose"])


def _is_aged(tokens: Sequence[Token], stop: int) -> bool:
    """«Ann, 34,», «Ann, a 34-year-old»."""
    after = [token.text for token in tokens[stop : stop + 3]]
    if len(after) < 3 or after[0] != ",":
        return False
    alone = after[1].isdecimal() and int(after[1]) <= _OLDEST and after[2] in (",", ".")
    return alone or (after[1] in ("a", "an") and after[2].endswith("-old"))


def _complete(tokens: Sequence[Token], tags: list[str]) -> None:
    """«Ann Lee van | Holt», «Ann Fa | 'alogo»: names go on behind a particle, and behind an apostrophe in a word."""
    for place in range(2, len(tokens)):
        link, following = tokens[place - 1], tokens[place]
        if (
            tags[place - 2][2:] != Label.PERSON.value
            or tags[place - 1] != _OUTSIDE
            or tags[place] not in (_OUTSIDE, _BEGINS)
        ):
            continue
        near = tokens[place - 2].stop == link.start and link.stop == following.start
        inside = link.text in _APOSTROPHES and near and len(following.text) > 2 and following.text.islower()
        if inside or (link.text in _PARTICLES and not near and _is_name(following)):
            tags[place - 1 : place + 1] = [_GOES_ON, _GOES_ON]


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
