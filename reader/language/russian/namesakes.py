"""People of one surname: whom the surname alone means."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.russian.bounds import ITSELF
from reader.language.russian.cues import CueKind
from reader.language.russian.spouses import surname_of_man

if TYPE_CHECKING:
    from reader.language.russian.cues import Cue
    from reader.language.russian.roles import Roles
    from reader.model import Entity

_MOST = 12
"""People of one surname, or relatives, among whom one is looked for; more tell nothing."""

_NO_KIN = frozenset(("друг", "подруга", "сосед", "соседка"))


class Namesakes:
    """The surnames of a story."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        self._story = roles.story
        self._full = roles.full
        self._gender = roles.gender

    def meant_by(self, person: Entity, cue: Cue | None, last: str | None) -> str:
        """The fullest name of the person named as a subject; of several who share a surname the one whose gender the
        verb has and who is named before; of those again who spoke `last`, or is the only one of the paragraph."""
        name = self._full[person.name]
        itself = self._story.tokens[max(0, self._story.token_from(person.start) - 1)].text.lower()
        gender = ITSELF.get(itself) or (cue.gender if cue and not cue.plural else None)
        if " " in name and " " in person.text:
            return name
        if cue is not None and cue.kind is CueKind.VERB and person.text != person.name:
            hers = gender is None and self._is_hers(person, cue)
            gender = "femn" if hers else gender
            if hers or self._fitting(person, gender):
                name = person.text  # a subject stands in the nominative: «Лугина» is not «Лугин»
        if " " in name:
            return name
        fitting = self._before(name, gender, person.start)
        if last in fitting:
            return last
        if len(fitting) > 1:
            start, _ = self._story.paragraph(person.start)
            near = [full for full in fitting if self._roles.is_named_between(full, start, person.start)]
            fitting = near if len(near) == 1 else fitting
        if len(fitting) == 1:
            return fitting[0]
        return name if fitting else self._kin(name, gender, person.start) or name

    def _is_hers(self, person: Entity, cue: Cue) -> bool:
        """«возмущается Лугина», where only a Лугин is named in full: right beside the verb a surname is the subject."""
        first, stop = self._story.token_from(person.start), self._story.token_from(person.stop)
        beside = first == cue.stop or stop == cue.first
        written = person.text.lower()
        return beside and surname_of_man(written) == person.name.lower() != written

    def _fitting(self, person: Entity, gender: str | None) -> list[str]:
        """The people named in full whose surname is written as this name is."""
        return [full for full in self._sharing.get(person.text, ()) if gender is None or self._gender(full) == gender]

    def _before(self, surname: str, gender: str | None, place: int) -> list[str]:
        """The people of a surname who are named before a place; all of them where nobody is."""
        sharing = self._sharing.get(surname, ())
        fitting = [full for full in sharing if gender is None or self._gender(full) in (gender, None)]
        return [full for full in fitting if self._roles.is_named_before(full, place)] or fitting

    @cached_property
    def _sharing(self) -> dict[str, list[str]]:
        """The people named in full by their surnames."""
        sharing: dict[str, list[str]] = defaultdict(list)
        for full in dict.fromkeys(self._full.values()):
            if " " in full:
                sharing[full.split()[-1]].append(full)
        return {surname: people for surname, people in sharing.items() if len(people) <= _MOST}

    def _kin(self, surname: str, gender: str | None, place: int) -> str | None:
        """«Её муж Олег», later «Лугин», where only Анна Лугина is named in full: the one relative without a surname."""
        root = surname_of_man(surname.lower())
        others = [other for other in self._families.get(root, ()) if other != surname.lower()]
        gender = gender or ("femn" if root != surname.lower() else "masc" if others else None)
        if gender is None or root not in self._families:
            return None
        kin = {name for name in self._relatives if self._roles.is_named_before(name, place)}
        fitting = [name for name in kin if self._gender(name) == gender]
        return fitting[0] if len(fitting) == 1 else None

    @cached_property
    def _families(self) -> dict[str, set[str]]:
        """The surnames of those named in full, by the man's form."""
        families: dict[str, set[str]] = defaultdict(set)
        for surname in self._sharing:
            families[surname_of_man(surname.lower())].add(surname.lower())
        return families

    @cached_property
    def _relatives(self) -> set[str]:
        """The relatives of somebody who are called by their given names alone."""
        named = (name for word in words("cues_ru", "relatives") - _NO_KIN for name in self._roles.bearers(word))
        relatives = {name for name in named if " " not in name}
        return relatives if len(relatives) <= _MOST else set()
