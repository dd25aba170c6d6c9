"""Putting names right: the one under the cursor in the article, or in the third pane."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.model import Entity, Label
from reader.ui.screens.facets import FacetsScreen

if TYPE_CHECKING:
    from reader.ui.screens.name_dialog import Correction

_LABELS = {"person": Label.PERSON, "org": Label.ORGANISATION, "place": Label.PLACE}


class NamingScreen(FacetsScreen):
    """The library screen with corrections of names."""

    def action_correct_name(self) -> None:
        if self.facets.has_focus:
            facet = self.facets.facet
            if facet is None or facet.operator not in _LABELS:
                self.status.say("Go to a person, an organisation or a place first")
            else:
                self._ask_for_correction(_LABELS[facet.operator], facet.value)
        elif entity := self._name_under_cursor:
            self._ask_for_correction(entity.label, entity.name)
        else:
            self.status.say("Go to a name first: } and { do")

    @property
    def _name_under_cursor(self) -> Entity | None:
        annotation = self.article.reading.annotation if self.article.reading else None
        entities = annotation.entities if annotation else ()
        named = (entity for entity in entities if entity.label in _LABELS.values())
        return next((entity for entity in named if (entity.start, entity.stop) == self.article.place), None)

    def _ask_for_correction(self, label: Label, name: str) -> None:
        from reader.ui.screens.name_dialog import NameDialog

        dialog = NameDialog(label, name, self.library, self.article.theme_styles)
        self.app.push_screen(dialog, partial(self._correct, label, name))

    def _correct(self, label: Label, name: str, wanted: Correction | None) -> None:
        from reader.ui.screens.name_dialog import KINDS, Merge, Rename, Split

        if wanted is None:
            return
        match wanted:
            case Merge(into):
                deed, said = partial(self.library.merge_names, label, name, into), f"{name} is {into} now"
            case Rename(new):
                deed, said = partial(self.library.rename_name, label, name, new), f"{name} is called {new} now"
            case Split(spelling):
                deed, said = partial(self.library.split_name, label, name, spelling), f"{spelling} is not {name} now"
            case _:
                deed = partial(self.library.retype_name, label, name, wanted.label)
                said = f"{name}: {KINDS[wanted.label]} now"

        def then(_: None) -> None:
            self.status.say(f"{said} · u undoes")
            self.show_changes(None)

        self.deeds.do(deed, then)
