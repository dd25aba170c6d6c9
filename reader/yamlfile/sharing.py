"""A file that editors and other Readers write as well: read whole, and never written over what somebody else wrote."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from reader.errors import StorageError
from reader.yamlfile.reading import read_text
from reader.yamlfile.saving import write_atomically

_PAUSES = (0.02, 0.08, 0.2, 0.0)
"""Seconds to wait for an editor that truncates or removes a file before it writes it (VS Code, vim)."""
_ATTEMPTS = 5

_Stamp = tuple[int, int, int, int]
_Result = TypeVar("_Result")


class SharedFile:
    """The file at `path`, as it was when it was last read or written here."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: _Stamp | None = None
        self._held_text = False

    def changed(self) -> bool:
        """Whether somebody else has written the file since."""
        return _stamp_of(self.path) != self._stamp

    def read(self) -> str:
        """The text of the file, '' where there is none; waits for an editor in the middle of saving. Raises
        FormatError where it cannot be read."""
        text = ""
        for pause in _PAUSES:
            self._stamp = _stamp_of(self.path)
            try:
                text = read_text(self.path)
            except FileNotFoundError:
                text = ""
            vanished = not text and (self._stamp is not None or self._held_text)
            if not vanished and not self.changed():
                break
            time.sleep(pause)
        self._held_text = bool(text)
        return text

    def edit(self, make: Callable[[str], tuple[str, _Result]]) -> _Result:
        """Give `make` the text, put what it makes of it in its place, and return what else it answers; the caller
        holds the lock. `make` is called again where somebody without a lock was quicker.

        Raises what `make` raises, FormatError where the file cannot be read, StorageError where it cannot be written.
        """
        for _ in range(_ATTEMPTS):
            before = self.read()
            after, result = make(before)
            if after == before:
                return result
            if not self.changed():
                write_atomically(self.path, after.encode("utf-8"))
                self._stamp = _stamp_of(self.path)
                self._held_text = bool(after)
                return result
        raise StorageError(f"{self.path}: another program keeps changing it")


def _stamp_of(path: Path) -> _Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
