"""A library of a few articles and the tags file beside it, for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from reader.model import ArticleRef, TagChange
from reader.storage.journal import Journal
from reader.storage.tags import Applied, TagStore


class Library:
    """The articles of one library, as id -> (headline, text)."""

    def __init__(self, **articles: str) -> None:
        self.articles = {id_: (f"О деле «{text}»", text) for id_, text in articles.items()}

    def ref(self, article_id: str) -> ArticleRef:
        title, text = self.articles[article_id]
        return ArticleRef(article_id, title, hashlib.sha256(text.encode()).hexdigest()[:12])

    def rename(self, old: str, new: str) -> None:
        self.articles[new] = self.articles.pop(old)

    def edit(self, article_id: str, text: str) -> None:
        self.articles[article_id] = (self.articles[article_id][0], text)

    def by_fingerprint(self, fingerprint: str) -> Collection[str]:
        return [id_ for id_ in self.articles if self.ref(id_).fingerprint == fingerprint]

    def by_id(self, article_id: str) -> ArticleRef | None:
        return self.ref(article_id) if article_id in self.articles else None


def opened(path: Path) -> TagStore:
    store = TagStore(path, Journal(path.with_name("state.sqlite")))
    store.load()
    return store


def tag(store: TagStore, library: Library, article_id: str, *tags: str) -> Applied:
    return store.apply([TagChange(library.ref(article_id), tag, True) for tag in tags], library)


def untag(store: TagStore, library: Library, article_id: str, *tags: str) -> Applied:
    return store.apply([TagChange(library.ref(article_id), tag, False) for tag in tags], library)
