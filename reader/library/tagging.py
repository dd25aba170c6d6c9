"""The tags of the articles of one library: looked up in memory, changed in the user's file."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable

from reader.model import ArticleRef, Notice, TagChange
from reader.storage.cache import Cache
from reader.storage.labels import fold_label
from reader.storage.tags import TagStore


class Tagging:
    """`by_id` holds the tags of every article that has any. `notify` takes what the user should know of the file."""

    def __init__(self, store: TagStore, cache: Cache, notify: Callable[[Notice], None]) -> None:
        self._store = store
        self._cache = cache
        self._notify = notify
        self._lock = threading.Lock()
        self.by_id: dict[str, tuple[str, ...]] = {}
        self._load()

    def _load(self) -> None:
        for notice in self._store.load():
            self._notify(notice)
        self.by_id = self._store.resolve(self._cache)

    def refresh(self, *, articles_changed: bool = False) -> bool:
        """Take in what an editor or another reader wrote; after a scan, find the tags of new and moved articles.
        Returns whether any article has other tags now."""
        with self._lock:
            before = self.by_id
            if self._store.changed():
                self._load()
            elif articles_changed:
                self.by_id = self._store.resolve(self._cache)
            return before is not self.by_id and before != self.by_id

    def change(self, articles: Iterable[ArticleRef], tag: str, added: bool) -> tuple[TagChange, ...]:
        """Add a tag to articles, or take it away. Returns what really changed.

        Raises ReaderError for what cannot be a tag, StorageError if the file cannot be written.
        """
        return self.apply(TagChange(article, tag, added) for article in articles)

    def apply(self, changes: Iterable[TagChange]) -> tuple[TagChange, ...]:
        """Make changes; returns those that changed something. Raises what `change` raises."""
        with self._lock:
            applied = self._store.apply(tuple(changes), self._cache)
            for notice in applied.notices:
                self._notify(notice)
            self.by_id = self._store.resolve(self._cache)
        return applied.changes

    def counts(self) -> list[tuple[str, int]]:
        """Every tag with the number of its articles, most used first."""
        counted: Counter[str] = Counter()
        spelt: dict[str, str] = {}
        for tags in self.by_id.values():
            for tag in tags:
                counted[spelt.setdefault(fold_label(tag), tag)] += 1
        return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))

    def tagged(self, tag: str, *, begins: bool = False) -> list[str]:
        """The ids of the articles with a tag, whatever its case; `begins`: with a tag that begins so."""
        wanted = fold_label(tag)
        matches = str.startswith if begins else str.__eq__
        return [id_ for id_, tags in self.by_id.items() if any(matches(fold_label(each), wanted) for each in tags)]
