"""The names of a fake library, and what puts them right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from msgspec.structs import replace

from reader.errors import ReaderError
from reader.library import NameUse, Reading
from reader.model import Annotation, Entity, Label, Offer, SavedSearch

Undoable = tuple[str, dict[int, Reading] | list[SavedSearch]]


class FakeNames:
    """The part of the fake library that knows about names."""

    readings: dict[int, Reading]
    undoable: list[Undoable]

    def name_use(self, label: Label, name: str) -> NameUse:
        names = [e for e in self._entities() if (e.label, e.name) == (label, name)]
        spelt = Counter(" ".join(entity.text.split()) for entity in names)
        found = [r for r in self.readings.values() if r.annotation and set(names) & set(r.annotation.entities)]
        return NameUse(name, label, len(found), len(names), tuple(spelt.most_common()))

    def names_like(self, label: Label, typed: str) -> tuple[Offer, ...]:
        names = dict.fromkeys(entity.name for entity in self._entities() if entity.label is label)
        begun = (name for name in names if f" {name}".casefold().find(f" {typed}".casefold()) >= 0)
        return tuple(Offer(name, self.name_use(label, name).articles) for name in begun)

    def _entities(self) -> list[Entity]:
        return [entity for r in self.readings.values() if r.annotation for entity in r.annotation.entities]

    def merge_names(self, label: Label, name: str, into: str) -> None:
        self._rename(f"{name} merged into {into}", lambda e: (e.label, e.name) == (label, name), label, into)

    def rename_name(self, label: Label, name: str, new: str) -> None:
        if name == new:
            raise ReaderError(f"{name!r} is called so already")
        self._rename(f"{name} renamed to {new}", lambda e: (e.label, e.name) == (label, name), label, new)

    def split_name(self, label: Label, name: str, spelling: str) -> None:
        self._rename(f"{spelling} split off {name}", lambda e: (e.name, e.text) == (name, spelling), label, spelling)

    def retype_name(self, label: Label, name: str, new_label: Label) -> None:
        self._rename(f"{name} retyped", lambda e: (e.label, e.name) == (label, name), new_label, name)

    def _rename(self, what: str, meant: Callable[[Entity], bool], label: Label, name: str) -> None:
        self.undoable.append((what, dict(self.readings)))
        for row, reading in self.readings.items():
            found = reading.annotation or Annotation(None)
            entities = tuple(replace(e, label=label, name=name) if meant(e) else e for e in found.entities)
            self.readings[row] = replace(reading, annotation=replace(found, entities=entities))
