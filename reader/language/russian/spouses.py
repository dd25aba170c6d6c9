"""Husbands and wives who are named elsewhere: whom «жена бизнесмена» means."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reader.language.models import words
from reader.language.russian.forms import lemma

if TYPE_CHECKING:
    from reader.language.russian.bounds import Subject
    from reader.language.russian.roles import Roles

_SPOUSES = {"жена": "femn", "супруга": "femn", "вдова": "femn", "муж": "masc", "супруг": "masc"}
_GENDERS = ("masc", "femn")


class Spouses:
    """The married people of a story, told by their surnames."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        self._story = roles.story
        self._full = roles.full
        self._gender = roles.gender

    def meant_by(self, subject: Subject, gender: str | None, *, acts: bool) -> str | None:
        """Whom «жена бизнесмена» or «супруг» means: the one person of that gender who has another's surname and is not
        called another relative. `gender` is the verb's; «супруга» may be a form of either word, but a woman where
        she `acts`."""
        written = self._story.tokens[self._roles.head(subject)].text.lower()
        word = lemma(written)
        if word not in _SPOUSES or self._roles.bearers(word):
            return None
        gender = gender or _SPOUSES[written if acts and written in _SPOUSES else word]
        found = self._sharing.get(gender, ())
        return found[0] if len(found) == 1 else None

    @cached_property
    def _sharing(self) -> dict[str, list[str]]:
        """By gender, the people named in full whose surname somebody of the other gender has, without those who are
        called another relative than a spouse."""
        others = words("cues_ru", "relatives") - _SPOUSES.keys()
        kin = {name for other in others for name in self._roles.bearers(other)}
        families: dict[str, dict[str, list[str]]] = {}
        for name in dict.fromkeys(self._full.values()):
            gender = self._gender(name)
            if gender in _GENDERS and " " in name:
                surname = name.split()[-1].lower()
                shared = surname_of_man(surname) if gender == "femn" else surname
                families.setdefault(shared, {}).setdefault(gender, []).append(name)
        sharing: dict[str, list[str]] = {}
        for family in families.values():
            if len(family) > 1:
                for gender, names in family.items():
                    sharing.setdefault(gender, []).extend(name for name in names if name not in kin)
        return sharing


def surname_of_man(surname: str) -> str:
    """«лугин» of «лугина», «ланский» of «ланская»; others have one form for both."""
    if surname.endswith("ская") or surname.endswith("цкая"):
        return surname.removesuffix("ая") + "ий"
    return surname.removesuffix("а") if surname.endswith(("ова", "ева", "ёва", "ина", "ына")) else surname
