"""The user's corrections of names: a YAML file that is the user's to edit, changed in place and never rewritten, and
what the names found in texts are called with them.

Corrections are a mapping in memory, applied when names are asked for: they hold at once for any number of articles and
survive a cache that is made anew. A file that cannot be read is left alone: the last good state stays in use, and
nothing can be corrected until it can be read again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from reader.errors import FormatError, ReaderError, StorageError
from reader.model import Label, Notice
from reader.sanitise import one_line
from reader.storage.labels import clean_label, fold_label
from reader.storage.name_file import Correction, NameEntry, NameFile, limited, parse_names, with_correction
from reader.yamlfile import SharedFile, locked

Called = tuple[Label | None, str]
"""What a name is, None where that is not known (of who speaks), and its canonical form."""


class Corrections:
    """What names are called. Never changes; another state of the file is another object."""

    def __init__(self, entries: Mapping[str, NameEntry] | None = None) -> None:
        self.entries = entries or {}
        self._heads: dict[tuple[str, Label | None], NameEntry] = {
            (fold_label(name), label): entry
            for entry in self.entries.values()
            for name, label in map(limited, entry.also)
        }
        self._apart = {key: {*map(fold_label, entry.apart)} for key, entry in self.entries.items() if entry.apart}
        self.concerned = frozenset(self.entries).union(key for key, _ in self._heads)

    def concerns(self, name: str) -> bool:
        """Whether anything is corrected that has to do with a name."""
        return bool(self.entries) and fold_label(name) in self.concerned

    def divides(self, name: str) -> bool:
        """Whether some spellings of a name are not it."""
        return bool(self._apart) and fold_label(name) in self._apart

    def holder(self, name: str, label: Label | None) -> NameEntry | None:
        """The entry that a name is merged into."""
        key = fold_label(name)
        kinds = (label, None) if label else (None, Label.PERSON, Label.ORGANISATION, Label.PLACE)
        return next((self._heads[key, kind] for kind in kinds if (key, kind) in self._heads), None)

    def called(self, label: Label | None, name: str, form: str = "", spelling: str = "") -> Called:
        """What a name is called: `name` as it was found, in the dictionary `form` and the `spelling` in which it stands
        in the text."""
        if not self.concerns(name):
            return label, name
        apart = self._apart.get(fold_label(name), ())
        if form and fold_label(form) in apart and fold_label(form) != fold_label(name):
            name = form
        elif spelling and fold_label(spelling) in apart:
            name = form if form and fold_label(form) != fold_label(name) else spelling
        while True:
            entry = self.entries.get(fold_label(name))
            if entry:
                label, name = (entry.label or label) if label else None, entry.name
            above = self.holder(name, label)
            if above is None:
                return label, name
            name = above.name


class NameStore:
    """The corrections in the file at `path`. Call `load` first, and again when `changed` says so."""

    def __init__(self, path: Path) -> None:
        self._file = SharedFile(path)
        self._busy = threading.Lock()
        self.corrections = Corrections()

    def load(self) -> tuple[Notice, ...]:
        """Read the file. Returns what the user should know of it."""
        with self._busy:
            try:
                self.corrections = Corrections(self._parsed(self._file.read()).entries)
            except FormatError as error:
                return (Notice(one_line(f"{error} – file untouched"), "error"),)
        return ()

    def changed(self) -> bool:
        """Whether somebody else has written the file since it was last read."""
        return self._file.changed()

    def correct(self, make: Callable[[Corrections], Sequence[Correction]]) -> Callable[[], None]:
        """Make what follows from the file as it is at this moment, and return what takes that back.

        Raises what `make` raises; StorageError, with the file untouched, if it cannot be written.
        """

        def made(file: NameFile) -> tuple[NameFile, tuple[Correction, ...]]:
            return _with_all(file, make(Corrections(file.entries)))

        before, after, done = self._edit(made)

        def taken_back(file: NameFile) -> tuple[NameFile, tuple[Correction, ...]]:
            """Put back the whole text, comments and order included, unless somebody has written the file since."""
            if file.text == after:
                return self._parsed(before), done
            return _with_all(file, [correction.inverse for correction in reversed(done)])

        def take_back() -> None:
            self._edit(taken_back)

        return take_back

    def _edit(
        self, make: Callable[[NameFile], tuple[NameFile, tuple[Correction, ...]]]
    ) -> tuple[str, str, tuple[Correction, ...]]:
        """The text before and after, and the corrections that changed anything."""

        def made(text: str) -> tuple[str, tuple[str, NameFile, tuple[Correction, ...]]]:
            file, done = make(self._parsed(text))
            return file.text, (text, file, done)

        with self._busy, locked(self._file.path):
            try:
                before, file, done = self._file.edit(made)
            except FormatError as error:
                raise StorageError(one_line(f"{error} – file untouched, nothing is corrected")) from error
            self.corrections = Corrections(file.entries)
        return before, file.text, done

    def _parsed(self, text: str) -> NameFile:
        return parse_names(text, self._file.path)


def clean_name(text: str) -> str:
    """A name as the user may give it. Raises ReaderError."""
    name = clean_label(text, "a name")
    if limited(name)[1]:
        raise ReaderError(f"a name cannot end in (person), (org) or (place): {name!r}")
    return name


def _with_all(file: NameFile, corrections: Sequence[Correction]) -> tuple[NameFile, tuple[Correction, ...]]:
    """The file after some corrections, and those that changed it."""
    done: list[Correction] = []
    try:
        for correction in corrections:
            after = with_correction(file, correction)
            if after is not file:
                done.append(correction)
            file = after
    except (FormatError, ValueError) as error:
        reason = "the layout of names.yaml is unusual: it cannot be changed safely, change it by hand"
        raise StorageError(error.reason if isinstance(error, FormatError) else reason) from error
    return file, tuple(done)
