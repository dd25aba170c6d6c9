"""The user's saved searches: looked up by name, changed in the user's file, followed where they ask for others."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from reader.errors import QueryError
from reader.model import Notice, SavedSearch
from reader.search.operators import nearest
from reader.search.query import parse_query
from reader.search.tree import Filter, Node, Query, filters_in
from reader.storage.labels import fold_label
from reader.storage.searches import SearchStore, search_named


class InSavedSearchError(QueryError):
    """What is wrong is wrong in a saved search; the place is that of the `search:` that asks for it."""


class Searches:
    """`notify` takes what the user should know of the file."""

    def __init__(self, store: SearchStore, notify: Callable[[Notice], None]) -> None:
        self._store = store
        self._notify = notify
        self._lock = threading.Lock()
        self._load()

    def _load(self) -> None:
        for notice in self._store.load():
            self._notify(notice)

    @property
    def all(self) -> tuple[SavedSearch, ...]:
        """All of them, in the order of the user's file."""
        return self._store.searches

    def refresh(self) -> bool:
        """Take in what an editor or another reader wrote. Returns whether any search is another now."""
        with self._lock:
            before = self._store.searches
            if self._store.changed():
                self._load()
            return before != self._store.searches

    def save(self, name: str, query: str) -> Callable[[], None]:
        """See `Library.save_search`; returns what takes it back."""
        typed = " ".join(query.split())
        root = parse_query(typed).root
        if not typed:
            raise QueryError("there is no query to save", 0, 0)
        there = search_named(self.all, name)
        self._walk(root, (there.name if there else name,), set(), [])
        return self._store.save(name, typed)

    def rename(self, name: str, new_name: str) -> Callable[[], None]:
        """See `Library.rename_search`; returns what takes it back."""
        return self._store.rename(name, new_name)

    def remove(self, name: str) -> Callable[[], None]:
        """See `Library.remove_search`; returns what takes it back."""
        return self._store.remove(name)

    # In queries

    def meant(self, asked: Filter) -> list[SavedSearch]:
        """The searches that a `search:` asks for; one that is still being typed, all that begin so. Raises QueryError
        for an unknown name."""
        found: list[SavedSearch] = []
        for value in asked.values:
            exact = search_named(self.all, value)
            begun = asked.open and value == asked.values[-1]
            near = [s for s in self.all if begun and fold_label(s.name).startswith(fold_label(value))]
            if exact is None and not near:
                raise QueryError(f"no saved search is called {value!r}{self._nearest(value)}", asked.start, asked.stop)
            found += [exact] if exact else near
        return found

    def _nearest(self, name: str) -> str:
        folded = {fold_label(search.name): search.name for search in self.all}
        return f" – the nearest is {folded[nearest(fold_label(name), list(folded))]!r}" if folded else ""

    def query_of(self, search: SavedSearch, asked: Filter) -> Query:
        """The query of a search. Raises InSavedSearchError for one that is wrong."""
        try:
            return parse_query(search.query)
        except QueryError as error:
            raise in_saved_search(error, search, asked) from error

    def single(self, query: Query) -> tuple[SavedSearch, Filter] | None:
        """The search that a query consists of, and where it asks for it; None where it asks for more or less."""
        asked = query.root
        if not isinstance(asked, Filter) or asked.operator != "search":
            return None
        meant = self.meant(asked)
        return (meant[0], asked) if len(meant) == 1 else None

    def filters(self, root: Node | None) -> tuple[Filter, ...]:
        """All filters of a query, with those of the saved searches that it asks for. Raises QueryError for unknown
        names, wrong saved queries, and searches that ask for themselves."""
        found: list[Filter] = []
        self._walk(root, (), set(), found)
        return tuple(found)

    def asserted(self, root: Node | None) -> Iterator[Filter]:
        """The filters of a query and of its saved searches, without those of what must not be. `filters` has been
        asked before, so that no search asks for itself."""
        for part in filters_in(root, negated=False):
            if part.operator == "search":
                for search in self.meant(part):
                    yield from self.asserted(self.query_of(search, part).root)
            else:
                yield part

    def _walk(self, root: Node | None, chain: tuple[str, ...], walked: set[str], found: list[Filter]) -> None:
        for part in filters_in(root):
            if part.operator == "search":
                for search in self.meant(part):
                    self._enter(search, part, chain, walked, found)
            else:
                found.append(part)

    def _enter(
        self, search: SavedSearch, asked: Filter, chain: tuple[str, ...], walked: set[str], found: list[Filter]
    ) -> None:
        if any(fold_label(name) == fold_label(search.name) for name in chain):
            circle = " → ".join((*chain, search.name))
            raise InSavedSearchError(f"saved searches ask for one another: {circle}", asked.start, asked.stop)
        if search.name in walked:
            return
        try:
            self._walk(self.query_of(search, asked).root, (*chain, search.name), walked, found)
        except QueryError as error:
            raise in_saved_search(error, search, asked) from error
        walked.add(search.name)


def in_saved_search(error: QueryError, search: SavedSearch, asked: Filter) -> InSavedSearchError:
    """An error in a saved search as one of the query that asks for it; names the innermost search."""
    if isinstance(error, InSavedSearchError):
        return InSavedSearchError(error.reason, asked.start, asked.stop)
    return InSavedSearchError(f"in the saved search {search.name!r}: {error.reason}", asked.start, asked.stop)
