"""Whether people are men or women, by what the article shows where their names do not tell: how a name is declined,
the word for a woman or the verb in the past beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.language.russian.forms import KEPT_WORDS, is_known, parses
from reader.language.russian.grammar import facts, finite
from reader.language.russian.persons import gender_by_form
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.language.story import Story
    from reader.model import Entity

_TOLD = ("masc", "femn")


def shown_genders(story: Story, entities: Sequence[Entity], full: Mapping[str, str]) -> dict[str, str]:
    """The gender of each person whose given name the dictionary lacks and whom the article shows as one more often than
    not. `full` gives each person's fullest name."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for entity in entities:
        if entity.label is Label.PERSON and not _is_listed(full[entity.name].partition(" ")[0]):
            votes[full[entity.name]].update(_shown(story, entity))
    return {name: shown.most_common(1)[0][0] for name, shown in votes.items() if _is_plain(shown)}


@lru_cache(KEPT_WORDS)
def _is_listed(word: str) -> bool:
    """Whether the dictionary has a word as a given name in the nominative."""
    return any("Name" in p.tag and p.tag.case == "nomn" and is_known(p) for p in parses(word.lower()))


def _is_plain(shown: Counter[str]) -> bool:
    return len(shown) == 1 or (len(shown) == 2 and shown["masc"] != shown["femn"])


def _shown(story: Story, entity: Entity) -> list[str]:
    """What the form of a name, the word before it and the verb beside it show."""
    first, stop = story.token_from(entity.start), story.token_from(entity.stop)
    told = [gender_by_form(entity.text, entity.name)]
    if first > 0 and story.tokens[first - 1].text.islower():
        before = facts(story.tokens[first - 1].text)
        woman = before.part == "NOUN" and before.animate and not before.plural and before.gender == "femn"
        told.append("femn" if woman else None)
    if entity.text == entity.name:
        beside = [place for place in (first - 1, stop) if 0 <= place < len(story.tokens)]
        verbs = (finite(story.tokens[place].text) for place in beside)
        told += [verb.gender for verb in verbs if verb is not None]
    return [gender for gender in told if gender in _TOLD]
