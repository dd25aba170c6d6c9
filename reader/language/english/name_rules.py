"""Names in English text by rules: runs of capitalised words, told apart by word lists and by what stands beside them.

A run is first whatever may be a name («Barack Obama | of the | United States»); `TELLERS` are asked in order what it
is, and the first that knows decides. A run that nobody knows takes the label that the same words have elsewhere in
the article; else it is left alone: no mark rather than a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reader.language.english.runs import KEPT_WORDS
from reader.language.english.tellers import (
    INITIAL,
    PERSON_INNER,
    PLACES,
    TELLERS,
    Text,
    is_organisation,
    listed,
    places,
)
from reader.language.mention import Mention
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.tokens import Token

LONGEST = 12
"""Words in a run of capitalised ones; more are a headline in capitals."""

_LONGEST_ROLE = 4
"""Words of a role in capitals before a name, at most: «Deputy Plant Manager»."""

_NAMES = ("given_names", "organisations", *PLACES)
_CAPITALISED = re.compile(r"[^\W\d_a-zа-яё][\w’'&.-]*")
_INNER = PERSON_INNER | frozenset(("of", "the", "for", "and", "&", "'s", "’s", "in", "on"))


class _Run(NamedTuple):
    """Capitalised words that stand together: tokens from `first` to before `stop`."""

    first: int
    stop: int


def find_names(paragraphs: Sequence[Sequence[Token]]) -> list[Mention]:
    """The people, places and organisations of the English paragraphs of an article, in order, disjoint."""
    everything = [token for paragraph in paragraphs for token in paragraph]
    common = frozenset(token.text for token in everything if token.text.islower())
    found: list[tuple[str, Mention | None, Token, Token]] = []
    for tokens in paragraphs:
        text = Text(tokens, [token.text.lower() for token in tokens], common)
        for run in _runs(text):
            for first, stop, label in _label(text, run):
                begin, end = tokens[first], tokens[stop - 1]
                key = " ".join(text.lower[first:stop])
                mention = Mention(begin.start, end.stop, label) if label else None
                found.append((key, mention, begin, end))
    return _agree(found)


def _runs(text: Text) -> list[_Run]:
    """Maximal runs of capitalised words, joined by the little words that names hold."""
    runs: list[_Run] = []
    place, count = 0, len(text.tokens)
    for first in [n for n, token in enumerate(text.tokens) if _is_name_word(token.text)]:
        if first < place or not _begins(text, first):
            continue
        place = first + 1
        while place < count and place - first <= LONGEST:
            if _continues(text, place):
                place += 1
                continue
            step = place
            while step < count and step - place < 3 and text.lower[step] in _INNER:
                step += 1
            if step == place or step >= count or not _continues(text, step):
                break
            place = step + 1
            if place - first > LONGEST:
                break
        runs.append(_Run(first, place))
    return runs


def opens_sentence(tokens: Sequence[Token], place: int) -> bool:
    """Whether a capital letter may be due to the place alone: after a full stop, an opening mark, a list's dash."""
    return place == 0 or tokens[place - 1].text[-1] in ".!?:\"“”'‘’«»—–-•|…"


@lru_cache(KEPT_WORDS)
def _is_name_word(word: str) -> bool:
    lowered = word.lower()
    if _CAPITALISED.match(word) is None or lowered in listed("calendar"):
        return False
    return lowered not in listed("openers") or (word.isupper() and len(word) > 1 and lowered in listed("countries"))


def _begins(text: Text, place: int) -> bool:
    """Whether a word that may be of a name can begin one."""
    word = text.lower[place]
    return not (opens_sentence(text.tokens, place) and word in text.common and word not in listed(*_NAMES))


def _continues(text: Text, place: int) -> bool:
    word = text.tokens[place].text
    if word == "." and place + 1 < len(text.tokens):
        before = text.tokens[place - 1].text
        title = f"{before.lower()}." in listed("honorifics", "place_begins")
        abbreviated = title or INITIAL.match(before) is not None
        return abbreviated and text.tokens[place - 1].stop == text.tokens[place].start
    return _is_name_word(word)


def _label(text: Text, run: _Run) -> list[tuple[int, int, Label | None]]:
    """A run as one name or, where little words join two, as several."""
    first, stop = _core(text, *_without_titles(text, run))
    if first >= stop:
        return []
    for split in range(first + 1, stop - 1):
        joined = text.lower[split] in _INNER and text.lower[split] not in PERSON_INNER
        if joined and not _is_one(text, first, stop, split):
            return [*_label(text, _Run(first, split)), *_label(text, _Run(split + 1, stop))]
    for teller in TELLERS:
        if label := teller(text, first, stop):
            return [(first, stop, label)]
    return [(first, stop, None)]


def _core(text: Text, first: int, stop: int) -> tuple[int, int]:
    """A run without «British» before a name and without little words at its edges."""
    while first < stop and text.lower[first] in listed("demonyms") and not is_organisation(text, first, stop):
        if stop - first == 1 and text.lower[first] in listed("countries"):
            break
        first += 1
    while first < stop and text.lower[first] in _INNER - PERSON_INNER:
        first += 1
    while stop > first and (text.lower[stop - 1] in _INNER or text.tokens[stop - 1].text in (".", "&")):
        stop -= 1
    return first, stop


def _is_one(text: Text, first: int, stop: int, split: int) -> bool:
    """Whether what a little word joins is one name: «Bank of England», «Trinidad and Tobago»."""
    whole = " ".join(text.lower[first:stop])
    if whole in places():
        return True
    if text.lower[split] in ("of", "for"):
        begins, ends = listed("organisation_begins"), listed("organisation_ends")
        return text.lower[first] in begins or text.lower[split - 1] in ends
    return text.lower[split] in ("&", "'s", "’s") or (
        text.lower[split] == "and"
        and text.lower[stop - 1] in listed("organisation_ends")
        and text.lower[split - 1] not in listed("organisation_ends")
    )


def _without_titles(text: Text, run: _Run) -> tuple[int, int]:
    if is_organisation(text, run.first, run.stop):
        return run.first + _leading_honorifics(text.lower[run.first : run.stop]), run.stop
    return run.first + titles(text.lower[run.first : run.stop]), run.stop


def titles(name: Sequence[str]) -> int:
    """How many words at the beginning of a run, in lower case, are titles of whom the rest names: «Dr Lee», «State Sen.
    Ann Lee», «Plant Manager Ann Lee», «Coroner Dr Ann Lee»."""
    count = place = _leading_honorifics(name)
    given = listed("given_names")
    passed = False  # a given name, which is then a town: «Charlotte Mayor Ann Lee»
    while place < min(count + _LONGEST_ROLE, len(name) - 1):
        word, behind = name[place], place + 1 + (name[place + 1] == ".")
        passed = passed or word in given
        title = word in listed("honorifics") and behind < len(name)
        title = title and (word not in listed("surnames_too") or name[behind] in given)
        role = word in listed("roles") and behind < len(name)
        if (role or title) and (not passed or (name[behind] in given and behind + 1 < len(name))):
            count = behind
        place += 1
    return count


def _leading_honorifics(name: Sequence[str]) -> int:
    """«Dean Anna Holt» has one, «Dean Martin» has none: the word is a given name too."""
    count = 0
    while count < len(name) - 1 and (name[count] in listed("honorifics") or name[count] == "."):
        given = listed("given_names", "women", "men")
        if name[count] in given and name[count + 1] not in given:
            break
        count += 1
    return count


def _agree(found: Sequence[tuple[str, Mention | None, Token, Token]]) -> list[Mention]:
    """Runs that no teller knew take the label of the same words elsewhere; a surname that of its full name."""
    labels: dict[str, Counter[Label]] = {}
    for key, mention, _, _ in found:
        if mention:
            labels.setdefault(key, Counter())[mention.label] += 1
            if mention.label is Label.PERSON and " " in key:
                labels.setdefault(key.rpartition(" ")[2], Counter())[mention.label] += 1
    settled = []
    for key, mention, begin, end in found:
        votes = labels.get(key)
        if votes:
            settled.append(
                Mention(begin.start, end.stop, votes.most_common(1)[0][0] if mention is None else mention.label)
            )
    return settled
