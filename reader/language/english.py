"""Names in English text by rules: runs of capitalised words, told apart by word lists and by what stands beside them.

A run is first whatever may be a name («Barack Obama | of the | United States»); `TELLERS` are asked in order what it
is, and the first that knows decides. A run that nobody knows takes the label that the same words have elsewhere in
the article; else it is left alone: no mark rather than a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.language.mention import Mention
from reader.language.models import lines, words
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.language.tokens import Token

LONGEST = 12
"""Words in a run of capitalised ones; more are a headline in capitals."""

_LONGEST_ROLE = 4
"""Words of a role in capitals before a name, at most: «Deputy Plant Manager»."""

_PLACES = ("countries", "cities", "regions")
_NAMES = ("given_names", "organisations", *_PLACES)
_CAPITALISED = re.compile(r"[^\W\d_a-zа-яё][\w’'&.-]*")
_PERSON_INNER = frozenset(["de", "da", "di", "del", "van", "von", "der", "den", "bin", "ibn", "al", "el", "la", "le"])
_INNER = _PERSON_INNER | frozenset(("of", "the", "for", "and", "&", "'s", "’s", "in", "on"))
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
_INITIAL = re.compile(r"[A-Z]\.?$")
_ACRONYM = re.compile(r"[A-Z][A-Z&.-]{1,6}$")


class _Run(NamedTuple):
    """Capitalised words that stand together: tokens from `first` to before `stop`."""

    first: int
    stop: int


class _Text(NamedTuple):
    tokens: Sequence[Token]
    lower: Sequence[str]
    common: frozenset[str]


def find_names(paragraphs: Sequence[Sequence[Token]]) -> list[Mention]:
    """The people, places and organisations of the English paragraphs of an article, in order, disjoint."""
    everything = [token for paragraph in paragraphs for token in paragraph]
    common = frozenset(token.text for token in everything if token.text.islower())
    found: list[tuple[str, Mention | None, Token, Token]] = []
    for tokens in paragraphs:
        text = _Text(tokens, [token.text.lower() for token in tokens], common)
        for run in _runs(text):
            for first, stop, label in _label(text, run):
                begin, end = tokens[first], tokens[stop - 1]
                key = " ".join(text.lower[first:stop])
                mention = Mention(begin.start, end.stop, label) if label else None
                found.append((key, mention, begin, end))
    return _agree(found)


def _runs(text: _Text) -> list[_Run]:
    """Maximal runs of capitalised words, joined by the little words that names hold."""
    runs: list[_Run] = []
    place, count = 0, len(text.tokens)
    while place < count:
        if not _begins(text, place):
            place += 1
            continue
        first = place
        place += 1
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


def _is_name_word(text: _Text, place: int) -> bool:
    word, lowered = text.tokens[place].text, text.lower[place]
    if _CAPITALISED.match(word) is None or lowered in _listed("calendar"):
        return False
    return lowered not in _listed("openers") or (word.isupper() and len(word) > 1 and lowered in _listed("countries"))


def _begins(text: _Text, place: int) -> bool:
    if not _is_name_word(text, place):
        return False
    word = text.lower[place]
    return not (opens_sentence(text.tokens, place) and word in text.common and word not in _listed(*_NAMES))


def _continues(text: _Text, place: int) -> bool:
    word = text.tokens[place].text
    if word == "." and place + 1 < len(text.tokens):
        before = text.tokens[place - 1].text
        title = f"{before.lower()}." in _listed("honorifics", "place_begins")
        abbreviated = title or _INITIAL.match(before) is not None
        return abbreviated and text.tokens[place - 1].stop == text.tokens[place].start
    return _is_name_word(text, place)


def _listed(*keys: str) -> frozenset[str]:
    """The words of one or more lists of names_en.yaml."""
    return _union(keys)


@cache
def _union(keys: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(words("names_en", key) for key in keys))


def _label(text: _Text, run: _Run) -> list[tuple[int, int, Label | None]]:
    """A run as one name or, where little words join two, as several."""
    first, stop = _core(text, *_without_titles(text, run))
    if first >= stop:
        return []
    for split in range(first + 1, stop - 1):
        joined = text.lower[split] in _INNER and text.lower[split] not in _PERSON_INNER
        if joined and not _is_one(text, first, stop, split):
            return [*_label(text, _Run(first, split)), *_label(text, _Run(split + 1, stop))]
    for teller in TELLERS:
        if label := teller(text, first, stop):
            return [(first, stop, label)]
    return [(first, stop, None)]


def _core(text: _Text, first: int, stop: int) -> tuple[int, int]:
    """A run without «British» before a name and without little words at its edges."""
    while first < stop and text.lower[first] in _listed("demonyms") and not _is_organisation(text, first, stop):
        if stop - first == 1 and text.lower[first] in _listed("countries"):
            break
        first += 1
    while first < stop and text.lower[first] in _INNER - _PERSON_INNER:
        first += 1
    while stop > first and (text.lower[stop - 1] in _INNER or text.tokens[stop - 1].text in (".", "&")):
        stop -= 1
    return first, stop


def _is_one(text: _Text, first: int, stop: int, split: int) -> bool:
    """Whether what a little word joins is one name: «Bank of England», «Trinidad and Tobago»."""
    whole = " ".join(text.lower[first:stop])
    if whole in _places():
        return True
    if text.lower[split] in ("of", "for"):
        begins, ends = _listed("organisation_begins"), _listed("organisation_ends")
        return text.lower[first] in begins or text.lower[split - 1] in ends
    return text.lower[split] in ("&", "'s", "’s") or (
        text.lower[split] == "and"
        and text.lower[stop - 1] in _listed("organisation_ends")
        and text.lower[split - 1] not in _listed("organisation_ends")
    )


def _without_titles(text: _Text, run: _Run) -> tuple[int, int]:
    if _is_organisation(text, run.first, run.stop):
        return run.first + _leading_honorifics(text.lower[run.first : run.stop]), run.stop
    return run.first + titles(text.lower[run.first : run.stop]), run.stop


def titles(name: Sequence[str]) -> int:
    """How many words at the beginning of a run, in lower case, are titles of whom the rest names: «Dr Lee», «State Sen.
    Ann Lee», «Plant Manager Ann Lee», «Coroner Dr Ann Lee»."""
    count = _leading_honorifics(name)
    place = count
    while place < min(count + _LONGEST_ROLE, len(name) - 1) and name[place] not in _listed("given_names"):
        word, behind = name[place], place + 1 + (name[place + 1] == ".")
        role = word in _listed("roles") and behind < len(name)
        title = word in _listed("honorifics") and behind < len(name)
        if role or (title and (word not in _listed("surnames_too") or name[behind] in _listed("given_names"))):
            count = behind
        place += 1
    return count


def _leading_honorifics(name: Sequence[str]) -> int:
    """«Dean Anna Holt» has one, «Dean Martin» has none: the word is a given name too."""
    count = 0
    while count < len(name) - 1 and (name[count] in _listed("honorifics") or name[count] == "."):
        given = _listed("given_names", "women", "men")
        if name[count] in given and name[count + 1] not in given:
            break
        count += 1
    return count


@cache
def _places() -> frozenset[str]:
    return frozenset(lines("names_en", "places"))


def _is_organisation(text: _Text, first: int, stop: int) -> bool:
    return stop - first > 1 and text.lower[stop - 1] in _listed("organisation_ends")


def titled(text: _Text, first: int, stop: int) -> Label | None:
    """«Mr Smith», «President Obama»."""
    before = first - 1
    if before >= 0 and text.tokens[before].text == ".":
        before -= 1
    if before < 0 or text.lower[before] not in _listed("honorifics") or not text.tokens[before].text[0].isupper():
        return None
    other = text.lower[first] in _listed("countries") or _is_organisation(text, first, stop)
    return None if other else Label.PERSON


def listed_place(text: _Text, first: int, stop: int) -> Label | None:
    """Countries, states, big cities."""
    whole = " ".join(text.lower[first:stop])
    known = whole in _places() or (stop - first == 1 and whole in _listed(*_PLACES))
    if not known:
        return None
    return None if text.tokens[first].text.isupper() and whole in _listed("given_names") else Label.PLACE


def listed_organisation(text: _Text, first: int, stop: int) -> Label | None:
    """Firms and agencies everybody writes about."""
    return Label.ORGANISATION if stop - first == 1 and text.lower[first] in _listed("organisations") else None


def organisation_by_its_words(text: _Text, first: int, stop: int) -> Label | None:
    """«Ministry of Defence», «Barrick Gold Corp»."""
    begins = stop - first > 2 and text.lower[first] in _listed("organisation_begins") and "of" in text.lower[first:stop]
    return Label.ORGANISATION if begins or _is_organisation(text, first, stop) else None


def place_by_its_words(text: _Text, first: int, stop: int) -> Label | None:
    """«Lake Baikal», «Hudson River»."""
    if stop - first < 2:
        return None
    if text.lower[stop - 1] in _listed("place_ends"):
        return Label.PLACE
    begins = text.lower[first] in _listed("place_begins") - _listed("given_names")
    known = text.lower[stop - 1] in _listed(*_PLACES) or text.lower[first] in ("lake", "mount", "cape", "mt", "fort")
    return Label.PLACE if begins and known else None


def person_by_given_name(text: _Text, first: int, stop: int) -> Label | None:
    """«Angela Merkel», «J. Edgar Hoover»; a lone given name only where it is the subject of a person's verb."""
    initial = _INITIAL.match(text.tokens[first].text) is not None and stop - first > 2
    known = text.lower[first] in _listed("given_names")
    if stop - first > 1:
        return Label.PERSON if (known or initial) and stop - first < 6 else None
    after = text.lower[stop] if stop < len(text.lower) else ""
    return Label.PERSON if known and (after in _SUBJECT_VERBS or after in ("'s", "’s", "'", "’")) else None


def acronym(text: _Text, first: int, stop: int) -> Label | None:
    """«UNHCR»: capitals in a text that is not all in capitals."""
    word = text.tokens[first].text
    beside = {text.tokens[n].text for n in (first - 1, stop) if 0 <= n < len(text.tokens)}
    shouted = any(len(other) > 3 and other.isupper() and other.isalpha() for other in beside)
    return Label.ORGANISATION if stop - first == 1 and len(word) > 2 and _ACRONYM.match(word) and not shouted else None


def place_by_preposition(text: _Text, first: int, stop: int) -> Label | None:
    """«in Ridgecrest»."""
    return Label.PLACE if first and text.lower[first - 1] in _PLACE_BEFORE and stop - first < 3 else None


def person_by_verb(text: _Text, first: int, stop: int) -> Label | None:
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


def person_by_shape(text: _Text, first: int, stop: int) -> Label | None:
    """«Eugenio Calabi»: two or three plain words without an article and without marks are most often a person."""
    before = text.lower[first - 1] if first else ""
    if before in _CLOSING and first > 1 and text.tokens[first - 2].stop == text.tokens[first - 1].start:
        before = ""  # «"We are ready," Ann Lee said»
    plain = all(_is_plain(text, place) for place in range(first, stop))
    return Label.PERSON if 1 < stop - first < 5 and plain and before not in _NOT_BEFORE_PERSON else None


def _is_plain(text: _Text, place: int) -> bool:
    word = text.tokens[place].text
    titled_word = word.isalpha() and word.istitle()
    return titled_word or word == "." or word.lower() in _PERSON_INNER or _INITIAL.match(word) is not None


def organisation_by_article(text: _Text, first: int, stop: int) -> Label | None:
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
