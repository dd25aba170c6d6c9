"""The user's saved searches: a YAML file that is the user's to edit, changed in place and never rewritten.

A change is made under a lock, on the file as it is at that moment, and touches only its own lines; the result is parsed
and compared before it takes the file's place. A file that cannot be read is left alone: the last good state stays in
use, and nothing can be saved until it can be read again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from reader.errors import FormatError, NotFoundError, ReaderError, StorageError
from reader.model import Notice, SavedSearch
from reader.sanitise import one_line
from reader.storage.labels import clean_label, fold_label
from reader.yamlfile import (
    Mapping,
    Scalar,
    SharedFile,
    Splice,
    appended,
    begun,
    changed,
    is_flow,
    locked,
    parse_versioned,
    quote_scalar,
    renamed,
    replaced,
    spliced,
)

_HEADER = "# Reader's saved searches. Edit freely: running readers take in your changes.\n"
_VERSION = "1"

Searches = tuple[SavedSearch, ...]


class _SearchFile(Struct, frozen=True):
    """The file as it was read: what each key of it means, None without a query; and the key of each folded name."""

    text: str
    root: Mapping
    by_key: dict[str, SavedSearch | None]
    keys: dict[str, str]
    notices: tuple[Notice, ...]

    @property
    def searches(self) -> Searches:
        """The searches in the order of the file."""
        return tuple(filter(None, self.by_key.values()))


class SearchChange(Struct, frozen=True):
    """What becomes of one search: `before` is None for a new one, `after` for one that goes."""

    before: SavedSearch | None
    after: SavedSearch | None

    @property
    def inverse(self) -> SearchChange:
        """The change that undoes this one."""
        return SearchChange(self.after, self.before)


class SearchStore:
    """The searches in the file at `path`. Call `load` first, and again when `changed` says so."""

    def __init__(self, path: Path) -> None:
        self._file = SharedFile(path)
        self._busy = threading.Lock()
        self.searches: Searches = ()

    def load(self) -> tuple[Notice, ...]:
        """Read the file. Returns what the user should know of it."""
        with self._busy:
            try:
                file = self._parsed(self._file.read())
            except FormatError as error:
                return (Notice(one_line(f"{error} – file untouched"), "error"),)
            self.searches = file.searches
            return file.notices

    def changed(self) -> bool:
        """Whether somebody else has written the file since it was last read."""
        return self._file.changed()

    def save(self, name: str, query: str) -> Callable[[], None]:
        """Add a search, or give the one of this name another query. Returns what takes that back.

        Raises ReaderError for what cannot be a name; StorageError, with the file untouched, if it cannot be written.
        """
        made = SavedSearch(clean_search_name(name), query)
        return self._make(lambda there: SearchChange(there, SavedSearch(there.name, query) if there else made), name)

    def rename(self, name: str, new_name: str) -> Callable[[], None]:
        """Give a search another name. Returns what takes that back.

        Raises NotFoundError where there is none of that name, ReaderError where the new one cannot be or is taken,
        StorageError as `save`.
        """
        new_name = clean_search_name(new_name)
        return self._make(lambda there: SearchChange(there, SavedSearch(new_name, _known(there, name).query)), name)

    def remove(self, name: str) -> Callable[[], None]:
        """Remove a search. Returns what takes that back. Raises NotFoundError and StorageError as `rename`."""
        return self._make(lambda there: SearchChange(_known(there, name), None), name)

    def _make(self, change_of: Callable[[SavedSearch | None], SearchChange], name: str) -> Callable[[], None]:
        def make(file: _SearchFile) -> tuple[str, SearchChange]:
            change = change_of(search_named(file.searches, name))
            return _with_change(file, change), change

        before, after, change = self._edit(make)

        def take_back() -> None:
            """Put back the whole text, comments and order included, unless somebody has written the file since."""
            self._edit(lambda file: (before if file.text == after else _with_change(file, change.inverse), change))

        return take_back

    def _edit(self, make: Callable[[_SearchFile], tuple[str, SearchChange]]) -> tuple[str, str, SearchChange]:
        """The text before and after, and the change."""

        def made(text: str) -> tuple[str, tuple[str, str, SearchChange, Searches]]:
            after, change = make(self._parsed(text))
            return after, (text, after, change, self._parsed(after).searches)

        with self._busy, locked(self._file.path):
            try:
                before, after, change, self.searches = self._file.edit(made)
            except FormatError as error:
                raise StorageError(one_line(f"{error} – file untouched, nothing is saved")) from error
        return before, after, change

    def _parsed(self, text: str) -> _SearchFile:
        return _parse(text, self._file.path)


def clean_search_name(text: str) -> str:
    """The name of a search as it is kept. Raises ReaderError."""
    name = clean_label(text, "the name of a search")
    if '"' in name and "»" in name:
        raise ReaderError(f'the name of a search cannot hold both " and »: {name!r}')
    return name


def search_named(searches: Searches, name: str) -> SavedSearch | None:
    """The search of a name, whatever its case."""
    folded = fold_label(name)
    return next((search for search in searches if fold_label(search.name) == folded), None)


def _known(search: SavedSearch | None, name: str) -> SavedSearch:
    if search is None:
        raise NotFoundError(f"no saved search is called {one_line(name)!r}")
    return search


# Text to searches


def _parse(text: str, path: Path | str) -> _SearchFile:
    root = parse_versioned(text, path, _VERSION)
    section = root.entries.get("searches")
    if section is None or (isinstance(section, Scalar) and not section.text):
        return _SearchFile(text, root, {}, {}, ())
    if not isinstance(section, Mapping):
        raise FormatError(path, section.line, "searches must hold names, each with its query")
    keys: dict[str, str] = {}
    for key in section.entries:
        first = keys.setdefault(fold_label(one_line(key)), key)
        if first != key:
            line = section.lines[first]
            raise FormatError(path, section.lines[key], f"{one_line(key)!r} stands already in line {line}")
    notices: list[Notice] = []
    by_key: dict[str, SavedSearch | None] = {}
    for key, node in section.entries.items():
        if not isinstance(node, Scalar):
            raise FormatError(path, section.lines[key], f"{one_line(key)!r} must hold a query, in quotes if need be")
        name, query = one_line(key), one_line(node.text)
        by_key[key] = SavedSearch(name, query) if name and query else None
        if by_key[key] is None:
            reason = f"{name!r} has no query" if name else "a search has no name"
            notices.append(Notice(str(FormatError(path, section.lines[key], reason))))
    return _SearchFile(text, root, by_key, keys, tuple(notices[:1]))


# Searches to text


def _with_change(file: _SearchFile, change: SearchChange) -> str:
    """The text after a change. Raises ReaderError where the new name is taken, StorageError where the text would not
    mean what it should."""
    before, after = change.before, change.after
    key = file.keys.get(fold_label(before.name)) if before else None
    taken = file.keys.get(fold_label(after.name)) if after else None
    if taken is not None and taken != key:
        if key is not None:
            raise ReaderError(f"there is already a search called {one_line(taken)!r}")
        key = taken
    try:
        text = _changed_text(file, key, after)
        meant = file.by_key | {key or "": after}  # a new one stands at the end
        faithful = _parse(text, "").searches == tuple(filter(None, meant.values()))
    except (FormatError, ValueError):
        faithful = False
    if not faithful:
        raise StorageError("the layout of searches.yaml is unusual: it cannot be changed safely, change it by hand")
    return text


def _changed_text(file: _SearchFile, key: str | None, after: SavedSearch | None) -> str:
    text, section = file.text, file.root.entries.get("searches")
    if key is None:
        return _with_search(file, after) if after else text
    assert isinstance(section, Mapping)
    if after is None:
        return spliced(text, changed(text, section, {list(section.entries).index(key)}))
    value, flow = section.entries[key], is_flow(text, section)
    splices: list[Splice] = []
    if after.name != one_line(key):
        splices.append(renamed(text, section, key, quote_scalar(after.name, flow=flow)))
    if isinstance(value, Scalar) and after.query != one_line(value.text):
        splices.append(replaced(text, value, quote_scalar(after.query, flow=flow)))
    return spliced(text, splices)


def _with_search(file: _SearchFile, search: SavedSearch) -> str:
    text, root = file.text, file.root
    if not root.entries:
        lines = [f"version: {_VERSION}", f"searches:\n  {_line(search)}"]
        return appended(text if text.strip("\ufeff \r\n") else text + _HEADER, lines)
    section, flow = root.entries.get("searches"), is_flow(text, root)
    if section is None:
        added = f"searches: {{{_line(search, flow=True)}}}" if flow else f"searches:\n  {_line(search)}"
        return spliced(text, changed(text, root, added=[added]))
    if not isinstance(section, Mapping):
        return spliced(text, begun(text, root, "searches", [_line(search, flow=flow)]))
    return spliced(text, changed(text, section, added=[_line(search, flow=is_flow(text, section))]))


def _line(search: SavedSearch, *, flow: bool = False) -> str:
    return f"{quote_scalar(search.name, flow=flow)}: {quote_scalar(search.query, flow=flow)}"
