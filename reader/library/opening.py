"""Which library a path means, and where what belongs to it is kept."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from reader.errors import LibraryError, StorageError
from reader.language.spacy_names import usable
from reader.library.facade import Library
from reader.library.planning import Place
from reader.model import Notice
from reader.search import index as search_index
from reader.settings import Settings, cache_folder, data_folder, shipped_folder
from reader.sources.index import library_root
from reader.storage import annotations as annotation_tables
from reader.storage import cache
from reader.storage.database import Database
from reader.storage.journal import Journal
from reader.storage.names import NameStore
from reader.storage.searches import SearchStore
from reader.storage.tags import TagStore


def open_library(path: Path | None, *, tags: Path | None = None, settings: Settings) -> Library:
    """Open the library at `path` (a folder, an index.yaml or one text), or the user's own, or the articles that ship
    with Reader. Nothing of it is read yet beyond what the cache knows: `Library.scan` does that.

    Raises LibraryError if there is no such place.
    """
    wanted = path or settings.library or shipped_folder("seeds")
    try:
        root, index = library_root(wanted.resolve())
        if root.is_dir():
            next(root.iterdir(), None)  # says no to a folder that may not be entered, before anything is made for it
    except OSError as error:
        raise LibraryError(f"{wanted}: {error.strerror}") from error
    notices: list[Notice] = []
    journal = _kept(Journal, data_folder() / "state.sqlite", "read marks and stars", notices)
    database = _kept(open_cache, _cache_path(wanted), "what is read of the texts", notices)
    store = TagStore(tags or settings.tags or data_folder() / "tags.yaml", journal)
    searches = SearchStore(data_folder() / "searches.yaml")
    names = NameStore(data_folder() / "names.yaml")
    spacy, missing = usable(settings.spacy)
    return Library(Place(root, index), database, journal, store, searches, names, (*notices, *missing), spacy)


Made = TypeVar("Made")


def _kept(make: Callable[[Path], Made], path: Path, what: str, notices: list[Notice]) -> Made:
    """What `make` keeps at `path`; where that cannot be (a read-only home), what it keeps until the reader is left."""
    try:
        return make(path)
    except StorageError as error:
        notices.append(Notice(f"{error} – {what} will be forgotten", "error"))
        return make(Path(tempfile.mkdtemp(prefix="reader-")) / path.name)


def open_cache(path: Path) -> Database:
    """The cache at `path`, made where it is missing, of another version or damaged. Raises StorageError."""
    return Database(path, cache.VERSION, _create_tables)


def _cache_path(place: Path) -> Path:
    """One cache a place; its name begins with the folder's, for people who look into the folder of caches."""
    key = hashlib.sha256(os.fsencode(place.resolve())).hexdigest()[:16]
    return cache_folder() / "libraries" / f"{place.stem[:40] or 'root'}-{key}.sqlite"


def _create_tables(connection: sqlite3.Connection) -> None:
    cache.create_tables(connection)
    annotation_tables.create_tables(connection)
    search_index.create_index(connection)
