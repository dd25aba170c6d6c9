"""People of English news whom the tagger left unmarked or took for something else: behind a title or a role, beside a
verb of saying, before an age, by their surname; and names of which it marked only a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.language.english.name_rules import opens_sentence
from reader.language.english.runs import Run, are_people, callings, is_name, name_runs
from reader.language.models import words
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from reader.language.tokens import Token

_OUTSIDE, _BEGINS, _GOES_ON = "O", f"B-{Label.PERSON.value}", f"I-{Label.PERSON.value}"
_ORGANISATION, _ORGANISATION_GOES_ON = f"B-{Label.ORGANISATION.value}", f"I-{Label.ORGANISATION.value}"
_PLACE, _PLACE_GOES_ON = f"B-{Label.PLACE.value}", f"I-{Label.PLACE.value}"
_TITLES = frozenset(("Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Professor", "Sir", "Dame", "Cllr", "Councillor", "Rev"))
_SAYING = frozenset(("said", "says", "told", "added"))
_LONGEST = 3
_PLACE_LIKE = 2
"""Words of a name that can be a person's or a place's: «Ann Lake»."""

_MOST_TOKENS = 8
_APPOSITION = 5
"""Tokens behind a name in which the noun of its apposition stands: «, a retired school | teacher»."""
_INSIDE = frozenset(("'", "’", "de", "da", "di", "del", "du", "dos", "la", "el", "al"))
_OLDEST = 110


def find_more_people(tokens: Sequence[Token], tags: list[str]) -> None:
    """Marks in `tags` those of a whole article."""
    for place, token in enumerate(tokens):
        if tags[place] == _BEGINS and are_people(token.text) and tags[place + 1 : place + 2] != [_GOES_ON]:
            tags[place] = _OUTSIDE  # «Doctors told her»
        if tags[place] == _PLACE and _is_given_alone(tokens, tags, place):
            tags[place] = _BEGINS  # «Olga smiled»
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
    runs = list(name_runs(tokens))
    speaking = {tokens[run.stop - 1].text for run in runs if run.words == 1 and _beside_saying(tokens, run)}
    told = {tokens[run.stop - 1].text for run in runs if _mark_run(tokens, tags, run, speaking)}
    for run in runs:
        if run.words == 1 and tokens[run.stop - 1].text in speaking & told:
            _mark(tags, run.first, run.stop)
    _mark_surnames(tokens, tags)
    _mend_full_names(tokens, tags)


def _is_given_alone(tokens: Sequence[Token], tags: Sequence[str], place: int) -> bool:
    """Whether a lone word that was taken for a place is a given name, and no place that everybody knows."""
    word = tokens[place].text.lower()
    known = any(word in words("names_en", key) for key in ("countries", "cities", "regions"))
    return word in words("names_en", "given_names") and not known and tags[place + 1 : place + 2] != [_PLACE_GOES_ON]


def _mark_run(tokens: Sequence[Token], tags: list[str], run: Run, speaking: AbstractSet[str]) -> bool:
    """Marks a run as a person where its form, what stands beside it or the surname alone elsewhere tells that it is
    one, whatever the tagger took it for, but no place; says whether it did."""
    first, stop, count, is_person = run
    marked = {tag[2:] for tag in tags[first:stop]} - {""}
    begun_before = tags[first][:1] == "I"
    if begun_before or stop - first > _MOST_TOKENS:
        return False
    if marked - {Label.ORGANISATION.value, Label.PERSON.value}:
        given = tokens[first].text.lower() in words("names_en", "given_names")
        if not (given and count == _PLACE_LIKE and tokens[stop - 1].text in speaking):
            return False  # but «Ann Lake» where «Lake said»
    surname = 1 < count <= _LONGEST and tokens[stop - 1].text in speaking
    beside = _is_aged(tokens, stop) or (1 < count <= _LONGEST and _is_somebody(tokens, first, stop))
    partly = tags[first][2:] == Label.PERSON.value and any(token.text in _INSIDE for token in tokens[first:stop])
    of_its_own = is_person and not (first and tokens[first - 1].text.lower() == "the")  # «the Marlow Star-Echo»
    if tags[first : first + 3] == [_OUTSIDE, _BEGINS, _GOES_ON]:
        first += 1  # «Count | Ann Maria von Holt»
    if not (of_its_own or surname or beside or partly):
        return False
    _mark(tags, first, stop)
    return True


def _beside_saying(tokens: Sequence[Token], run: Run) -> bool:
    """«said Holt», «Holt said»."""
    before = tokens[run.first - 1].text if run.first else ""
    after = tokens[run.stop].text if run.stop < len(tokens) else ""
    return before in _SAYING or after in _SAYING


def _is_somebody(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Whether what stands beside a run of names is said of people alone."""
    after = [token.text.lower() for token in tokens[stop : stop + _APPOSITION]]
    before = [token.text.lower().rpartition("-")[2] for token in tokens[max(0, first - 2) : first]]
    people = callings()
    if before[-1:] and before[-1] in people:
        return True
    if after[:1] != [","]:
        return False
    apposition = after[1:2] in (["a"], ["an"], ["the"]) and not people.isdisjoint(after[2:])
    return apposition or after[1:2] in (["who"], ["whose"]) or (before[-1:] == [","] and before[0] in people)


def _is_aged(tokens: Sequence[Token], stop: int) -> bool:
    """«Ann, 34,», «Ann, a 34-year-old»."""
    after = [token.text for token in tokens[stop : stop + 3]]
    if len(after) < 3 or after[0] != ",":
        return False
    alone = after[1].isdecimal() and int(after[1]) <= _OLDEST and after[2] in (",", ".")
    return alone or (after[1] in ("a", "an") and after[2].endswith("-old"))


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
            plain = all(is_name(token) for token in tokens[first:stop])
            if 1 < stop - first <= _LONGEST and plain and tokens[stop - 1].text in alone:
                _mark(tags, first, stop)
        first = stop


def _mark_surnames(tokens: Sequence[Token], tags: list[str]) -> None:
    last = (
        place
        for place, tag in enumerate(tags)
        if tag in (_BEGINS, _GOES_ON) and tags[place + 1 : place + 2] != [_GOES_ON]
    )
    surnames = {tokens[place].text for place in last if is_name(tokens[place])}
    common = {token.text for token in tokens if token.text.islower()} if surnames else set()
    for place, token in enumerate(tokens):
        if tags[place] == _OUTSIDE and token.text in surnames and token.text.lower() not in common:
            before = place and tokens[place - 1].text[0].isupper() and not opens_sentence(tokens, place)
            after = place + 1 < len(tokens) and tokens[place + 1].text[0].isupper()
            if not before and not after:
                tags[place] = _BEGINS


def _run(tokens: Sequence[Token], tags: Sequence[str], first: int) -> int:
    stop = first
    while stop < min(len(tokens), first + _LONGEST) and tags[stop] == _OUTSIDE and is_name(tokens[stop]):
        stop += 1
    return stop


def _run_before(tokens: Sequence[Token], tags: Sequence[str], stop: int) -> int:
    first = stop
    while first and stop - first < _LONGEST and tags[first - 1] == _OUTSIDE and is_name(tokens[first - 1]):
        first -= 1
    return first


def _mark(tags: list[str], first: int, stop: int) -> None:
    """A name from `first` to before `stop`, unless another goes on behind it."""
    if first < stop and tags[stop : stop + 1] not in ([_BEGINS], [_GOES_ON]):
        tags[first:stop] = [_BEGINS, *[_GOES_ON] * (stop - first - 1)]
