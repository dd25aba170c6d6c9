"""What could be typed next in a query: values after an operator's colon with their numbers of articles.

Called at every keystroke, so nothing here looks at all there is: beginnings of names are looked up in a table in the
order of use, and only the values used most are compared for mistyped ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from reader.library.correcting import Correcting
from reader.library.cursor import Typing, typing_at
from reader.library.searching import Searches
from reader.library.spelling import spelled
from reader.library.tagging import Tagging
from reader.model import Completion, Label, Offer
from reader.search.keyboard import other_layout
from reader.search.match import nearby
from reader.search.operators import OPERATORS, Operator, Takes
from reader.search.translit import respellings
from reader.search.typos import is_spellable, slips_allowed_in_prefix
from reader.search.words import folded_words, is_cyrillic
from reader.storage.annotations import SPEAKER, Annotations, spaced
from reader.storage.cache import Cache

MOST_OFFERS = 50
_BEGUN_AT = 3  # letters of an operator's name before it is offered
_FEW = 10  # with fewer values that begin as typed, mistyped ones are offered too
_POOL = 5_000  # values compared for that: those in the most articles
_RESPELLINGS = 6

_ROLES: Mapping[str, tuple[str, ...]] = {
    "person": (Label.PERSON,),
    "org": (Label.ORGANISATION,),
    "place": (Label.PLACE,),
    "entity": (Label.PERSON, Label.ORGANISATION, Label.PLACE),
    "said": (SPEAKER,),
}


_Counted = Sequence[tuple[str, int | None]]


class _Value(Struct, frozen=True):
    """Something that may be offered; `words` are its own, folded, a space before each."""

    text: str
    words: str
    articles: int | None


class _Pool:
    """The most used values of an operator, found by their words."""

    def __init__(self, counted: _Counted) -> None:
        self.by_word: dict[str, list[_Value]] = {}
        values = []
        for text, articles in counted[:_POOL]:
            words = folded_words(text)
            values.append(_Value(text, spaced(words), articles))
            for word in words:
                self.by_word.setdefault(word, []).append(values[-1])
        self.values = tuple(values)
        self._begun: dict[int, dict[str, list[str]]] = {}

    def begun(self, size: int) -> Mapping[str, Sequence[str]]:
        """The first `size` letters of all words, and which words begin so."""
        if size not in self._begun:
            begun: dict[str, list[str]] = {}
            for word in self.by_word:
                begun.setdefault(word[:size], []).append(word)
            self._begun[size] = begun
        return self._begun[size]


class Completing:
    """Completes queries on one library."""

    def __init__(
        self, cache: Cache, annotations: Annotations, correcting: Correcting, tagging: Tagging, searches: Searches
    ) -> None:
        self._cache = cache
        self._annotations = annotations
        self._correcting = correcting
        self._tagging = tagging
        self._searches = searches
        self._pools: dict[str, tuple[object, _Pool]] = {}

    def complete(self, text: str, at: int) -> Completion:
        """See `Library.complete`."""
        typing = typing_at(text, at)
        if typing is None:
            return Completion(at, at)
        if not typing.operators:
            return Completion(typing.start, typing.stop, tuple(_operators_begun(typing.typed)))
        offers = dict.fromkeys(offer for operator in typing.operators for offer in self._offers(operator, typing))
        return Completion(typing.start, typing.stop, tuple(offers)[:MOST_OFFERS])

    def names(self, label: Label, typed: str) -> tuple[Offer, ...]:
        """See `Library.names_like`."""
        operator = next(operator for operator, roles in _ROLES.items() if roles == (label,))
        found = self._values(operator, spaced(folded_words(typed)))
        return tuple(Offer(value.text, value.articles) for value in found[:MOST_OFFERS])

    def _offers(self, operator: Operator, typing: Typing) -> Iterator[Offer]:
        if operator.takes is Takes.CHOICE:
            yield from _begun(_choices(operator, is_cyrillic(typing.word)), typing.typed)
        elif operator.takes is Takes.MOMENT:
            yield from _begun(_moments(date.today(), is_cyrillic(typing.word)), typing.typed)
        else:
            for value in self._values(operator.name, spaced(folded_words(typing.typed))):
                yield Offer(spelled(operator.name, value.text).removeprefix(f"{operator.name}:"), value.articles)

    def _values(self, operator: str, typed: str) -> list[_Value]:
        """The values of an operator by how well they answer to folded words, then by use."""
        if roles := _ROLES.get(operator):
            found = self._correcting.used_names(roles, typed.strip(), MOST_OFFERS)
            begun = [_Value(name, "", articles) for name, articles in found]
        else:
            begun = [value for value in self._pool(operator).values if typed in value.words]
        if not typed or len(begun) >= _FEW:
            return begun[:MOST_OFFERS]
        there = {value.text for value in begun}
        return [
            *begun,
            *(value for value in _resembling(typed.strip(), self._pool(operator)) if value.text not in there),
        ]

    def _pool(self, operator: str) -> _Pool:
        """The most used values of an operator; made anew when what they come from has changed."""
        stamp, make = self._source(operator)
        kept = self._pools.get(operator)
        if kept is None or kept[0] != stamp:
            kept = stamp, _Pool(make())
            self._pools[operator] = kept
        return kept[1]

    def _source(self, operator: str) -> tuple[object, Callable[[], _Counted]]:
        """What tells whether the values of an operator are still those, and what gives them."""
        if operator == "tag":
            return (self._tagging.by_id,), self._tagging.counts
        if operator == "search":
            names = [(search.name, None) for search in self._searches.all]
            return self._searches.all, lambda: names
        if roles := _ROLES.get(operator):
            used = self._correcting.used_names
            return (self._annotations.count(), self._correcting.corrections), lambda: used(roles, "", _POOL)
        return self._cache.count(), lambda: self._cache.counted(operator)


def _resembling(typed: str, pool: _Pool) -> list[_Value]:
    """The values of which a word begins as the same keys do in the other layout or as it is spelt in the other
    alphabet; then those of which one begins nearly as typed so or so."""
    switched = other_layout(typed)
    respelt = respellings(typed)[:_RESPELLINGS] if is_spellable(typed) else ()
    others = [switched, *respelt] if switched else list(respelt)
    begun = tuple(f" {other}" for other in others)
    found = [value for value in pool.values if any(other in value.words for other in begun)]
    for word in [typed, *others[:1]]:
        found += _mistyped(word, pool)
    return list(dict.fromkeys(found))


def _mistyped(typed: str, pool: _Pool) -> Iterator[_Value]:
    """The values of which a word begins with few slips as `typed`, the nearest first."""
    allowed = slips_allowed_in_prefix(len(typed)) if is_spellable(typed) else 0
    if not allowed:
        return
    near: dict[str, int] = {}
    for size in range(len(typed) - 1, len(typed) + 2):
        for beginning, slips in nearby(typed, list(pool.begun(size)), allowed):
            near |= {word: min(slips, near.get(word, slips)) for word in pool.begun(size)[beginning]}
    for word in sorted(near, key=lambda word: near[word]):
        yield from pool.by_word[word]


def _operators_begun(typed: str) -> Iterator[Offer]:
    """The names of operators that begin as a bare word does, or as its keys in the other layout."""
    for word in (typed.casefold(), other_layout(typed)):
        if word and len(word) >= _BEGUN_AT:
            spellings = (name for operator in OPERATORS for name in (operator.name, *operator.twins))
            yield from (Offer(f"{name}:") for name in dict.fromkeys(spellings) if name.startswith(word))


def _begun(spellings: Iterable[str], typed: str) -> Iterator[Offer]:
    folded = typed.casefold().replace("ё", "е")
    yield from (Offer(spelling) for spelling in spellings if spelling.startswith(folded))


def _choices(operator: Operator, russian: bool) -> Iterator[str]:
    """The first spelling in one language of each value."""
    first: dict[str, str] = {}
    for spelling, meant in operator.choices:
        if is_cyrillic(spelling) is russian:
            first.setdefault(meant, spelling)
    return iter(first.values())


def _moments(today: date, russian: bool) -> Iterator[str]:
    yield from (
        ("1д", "3д", "7д", "1м", "1г", "сегодня", "вчера")
        if russian
        else ("1d", "3d", "7d", "1m", "1y", "today", "yesterday")
    )
    yield from (today.isoformat(), today.isoformat()[:7], today.isoformat()[:4])
