"""Every error that Reader raises on purpose.

ReaderError                 shown to the user as one line, never as a traceback
├── LibraryError            the place asked for cannot be opened as a library
├── SourceError             one file of articles cannot be read; the others can
├── NotTextError            a file that is no text but a picture, an archive, a program
├── FormatError             a YAML file of the user's is not what it must be: file, line, reason
├── UnknownArticleError     no article has this id, or more than one ends in it
├── QueryError              a query cannot be understood: where, and why
├── NotFoundError           a thing asked for by name does not exist (a theme, a saved search)
├── StorageError            the user's data cannot be written or read back
└── WorkerError             the language process cannot be started, or gave up on an article
"""

from __future__ import annotations

from pathlib import Path


class ReaderError(Exception):
    """Base of all named failures; `str()` is one line fit for a person."""


class LibraryError(ReaderError):
    """The path given is no folder, no text and no index, or cannot be entered."""


class SourceError(ReaderError):
    """One source file cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class NotTextError(ReaderError):
    """The bytes are no text but a picture, an archive, a program."""

    def __init__(self) -> None:
        super().__init__("is not a text")


class FormatError(ReaderError):
    """A YAML file breaks the rules of its format. `line` counts from 1; 0 means the whole file."""

    def __init__(self, path: Path | str, line: int, reason: str) -> None:
        where = f"{path} line {line}" if line else str(path)
        super().__init__(f"{where}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


class UnknownArticleError(ReaderError):
    """No single article answers to an id. `candidates` holds the ids that do, where there are several."""

    def __init__(self, wanted: str, candidates: tuple[str, ...] = ()) -> None:
        if candidates:
            shown = ", ".join(candidates[:5]) + (", …" if len(candidates) > 5 else "")
            super().__init__(f"{wanted!r} could be any of {len(candidates)} articles: {shown}")
        else:
            super().__init__(f"no article {wanted!r} in this library")
        self.wanted = wanted
        self.candidates = candidates


class QueryError(ReaderError):
    """A query cannot be understood. `start` and `stop` are half-open characters into the query."""

    def __init__(self, reason: str, start: int, stop: int) -> None:
        super().__init__(f"{reason} (at character {start + 1})")
        self.reason = reason
        self.start = start
        self.stop = stop


class NotFoundError(ReaderError):
    """Something asked for by name does not exist."""


class StorageError(ReaderError):
    """The user's data could not be written or read back; what was there before is untouched."""


class WorkerError(ReaderError):
    """The language process could not be started, or failed twice on one article."""
