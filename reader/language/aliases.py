"""The table of names that everybody knows under several: states, unions, ministries, agencies (`words/aliases.yaml`).

An entry is what the name is kept under, with its `label`, its other names (`also`) and its `adjectives`. The names of a
ministry that every state has are `shared`, and `of` lists how this state is named behind them: «Минфин» and «Минфин РФ»
are «Минфин России», but «Минфин» alone only in an article that is not about somebody else's. States come first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from reader.language.models import word_table
from reader.language.organisations import LONGEST, fold
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from reader.language.tokens import Token
    from reader.model import Span

_NAMED = {Label.PLACE: Label.ORGANISATION, Label.ORGANISATION: Label.PLACE}
_ADJECTIVE_FORMS = ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ою", "ое", "ие", "их", "ими", "о-")


class Ministry(NamedTuple):
    """What every state has: the state meant where none is named, and the short name of the thing."""

    state: str
    short: str


class Aliases(Struct, frozen=True):
    """`names` gives for label and folded name the canonical name; `organisations` are the folded names of those;
    `shared` are the folded names that other states' ministries have too; `adjectives` gives for every form, one before
    a hyphen with the hyphen, what it means."""

    names: Mapping[tuple[Label, str], str]
    organisations: frozenset[str]
    shared: Mapping[str, Ministry]
    adjectives: Mapping[str, str]

    def canonical(self, label: Label, name: str, elsewhere: frozenset[str]) -> str | None:
        """What a name is kept under, unless it is one of `elsewhere`, folded. A state that is taken for an
        organisation, as in «США заявили», is found too."""
        folded = fold(name)
        if folded in elsewhere:
            return None
        found = self.names.get((label, folded)) or self.names.get((_NAMED.get(label, label), folded))
        return found or (self._of_another_state(name) if label is Label.ORGANISATION else None)

    def _of_another_state(self, name: str) -> str | None:
        """«Министерство финансов Чили» is «Минфин Чили», though the table has neither."""
        split = name.split()
        for count in range(1, min(len(split), LONGEST)):
            ministry = self.shared.get(fold(" ".join(split[:count])))
            if ministry and split[count][0].isupper():
                short = " ".join((ministry.short, *split[count:]))
                return self.names.get((Label.ORGANISATION, fold(short)), short)
        return None


@cache
def aliases() -> Aliases:
    """The table, read once. Raises FormatError where its file is broken."""
    names: dict[tuple[Label, str], str] = {}
    shared: dict[str, Ministry] = {}
    adjectives: dict[str, str] = {}
    for canonical, fields in word_table("aliases").items():
        label = Label(fields["label"][0])
        states = fields.get("of", ())
        alone = [fold(name) for name in fields.get("shared", ())]
        with_state = [f"{name} {fold(state)}" for name in alone for state in states]
        also = [fold(name) for name in (canonical, *fields.get("also", ()))]
        names.update({(label, name): canonical for name in (*also, *alone, *with_state)})
        if states:
            state = next(names[Label.PLACE, fold(state)] for state in states if (Label.PLACE, fold(state)) in names)
            shared.update(dict.fromkeys(alone, Ministry(state, fields["shared"][0])))
        for adjective in fields.get("adjectives", ()):
            adjectives.update(dict.fromkeys(_forms(adjective), canonical))
    organisations = frozenset(name for label, name in names if label is Label.ORGANISATION)
    return Aliases(names, organisations, shared, adjectives)


def _forms(adjective: str) -> list[str]:
    """Russian adjectives of places end in «-ский» or «-цкий» and are declined alike; English ones are not declined."""
    if not adjective.endswith("кий"):
        return [adjective]
    return [adjective[:-2] + ending for ending in _ADJECTIVE_FORMS]


def of_other_states(organisations: Collection[str], states: Counter[str]) -> frozenset[str]:
    """The folded names, «минфин», that in this article need not mean what the table says: it knows another state's, or
    is mostly about other states and never names this one's in full. `states` says how often each is named."""
    table = aliases()
    folded = [fold(name) for name in organisations]
    asked = [name for name in folded if name in table.shared]
    if not asked:
        return frozenset()
    known = {table.names.get((Label.ORGANISATION, name)) for name in folded if name not in table.shared}
    elsewhere = {table.names[Label.ORGANISATION, begins] for name in folded for begins in _foreign(name, table)}
    most = max(states.values(), default=0)
    return frozenset(
        name
        for name in asked
        if (kept := table.names[Label.ORGANISATION, name]) in elsewhere
        or (states[table.shared[name].state] < most and kept not in known)
    )


def _foreign(name: str, table: Aliases) -> list[str]:
    """«минфин» for «минфин украины», nothing for «минфин рф»."""
    split = name.split()
    begins = [" ".join(split[:count]) for count in range(1, min(len(split), LONGEST))]
    shared = [each for each in begins if each in table.shared]
    kept = table.names.get((Label.ORGANISATION, name))
    return [each for each in shared if kept != table.names[Label.ORGANISATION, each]]


def adjectives_meant(tokens: Sequence[Sequence[Token]], names: Sequence[Span]) -> tuple[tuple[str, int], ...]:
    """The places and organisations that adjectives mean, in the order they are first met, and how often; words inside
    `names`, sorted and disjoint, are no adjectives."""
    table = aliases().adjectives
    starts = [start for start, _ in names]
    counts: Counter[str] = Counter()
    distinct = {token.text for paragraph in tokens for token in paragraph}
    meant = {word: _meant(word if word in table else word.lower(), table) for word in distinct}
    for paragraph in tokens:
        for token in paragraph:
            if found := meant[token.text]:
                before = bisect_right(starts, token.start) - 1
                if before < 0 or names[before][1] <= token.start:
                    counts.update(found)
    return tuple(counts.items())


def _meant(word: str, table: Mapping[str, str]) -> list[str]:
    """«китайский», or each half of «российско-китайский»."""
    if word in table:
        return [table[word]]
    if "-" not in word:
        return []
    *first, last = word.split("-")
    return [table[part] for part in (*(f"{part}-" for part in first), last) if part in table]
