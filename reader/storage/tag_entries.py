"""Which entry of the tags file belongs to which article, and what an operation does to the entries. No files here.

An entry is found again by the fingerprint of the text it was made for (`text`), so that tags follow a file through
renames and moves and two libraries' `a.txt` stay apart. The rules, in order:

1. An entry without a fingerprint, as people write it, belongs to the article with its id.
2. If the library has the text under the entry's own id, the entry belongs to that article alone: copying a file copies
   no tags.
3. If it has the text under other ids only, the file was renamed or moved, and the entry belongs to the article there;
   but not to one that has an entry of its own for this text.
4. If it has the text nowhere, the entry belongs to the article with its id if the headline is the same too (the text
   was edited in place) and no other entry is for the text this article has now.

So adding, renaming or moving files never puts a tag on another article. A change of tags writes the article's present
fingerprint into its entry.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from reader.errors import ReaderError
from reader.model import ArticleRef, TagChange
from reader.sanitise import one_line, sanitise
from reader.storage.journal import TagOperation
from reader.storage.labels import clean_label, fold_label

_MAX_TITLE = 200
_FINGERPRINT = re.compile("@[0-9a-f]{12}$")
_MAX_KEY = 500  # YAML reads keys of up to 1,024 characters; quotes and escapes need room


class KnownArticles(Protocol):
    """The articles of the library that is open, as far as tags need to know them. Each lookup must be quick: thousands
    are made at a time."""

    def by_fingerprint(self, fingerprint: str) -> Collection[str]:
        """The ids of all articles with this text."""

    def by_id(self, article_id: str) -> ArticleRef | None:
        """The article with this id."""


class Entry(Struct, frozen=True):
    """One entry of the tags file. `text` is the fingerprint of the text it was made for; `more` whether there are
    keys in it that Reader does not know and must not throw away."""

    key: str
    title: str | None
    text: str | None
    tags: tuple[str, ...]
    more: bool = False

    @property
    def id(self) -> str:
        """The id of the article it was made for: the key without the fingerprint that told it from a namesake."""
        return _FINGERPRINT.sub("", self.key)


def clean_tag(text: str) -> str:
    """A tag as it is kept: a label without commas. Raises ReaderError."""
    tag = clean_label(text, "a tag")
    if "," in tag:
        raise ReaderError(f"a tag cannot hold a comma (tag:a,b asks for one of two tags): {tag!r}")
    return tag


def distinct_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Each tag once, in its first spelling and place."""
    first: dict[str, str] = {}
    for tag in tags:
        first.setdefault(fold_label(tag), tag)
    return tuple(first.values())


class TagEntries:
    """The entries of the tags file, found by key, text and id without a search."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.by_key: dict[str, Entry] = {}
        self._by_text: dict[str, set[str]] = {}
        self._by_id: dict[str, set[str]] = {}
        for entry in entries:
            self._put(entry)

    # Lookups

    def tags_of(self, article: ArticleRef, known: KnownArticles) -> tuple[str, ...]:
        """The tags of one article."""
        return distinct_tags(tag for entry in self._entries_of(article, known) for tag in entry.tags)

    def resolve(self, known: KnownArticles) -> dict[str, tuple[str, ...]]:
        """The tags of all articles that have any, by id. Costs two lookups an entry, whatever the library's size."""
        found: dict[str, list[str]] = {}
        for entry in self.by_key.values():
            for article_id in self._holders(entry, known):
                found.setdefault(article_id, []).extend(entry.tags)
        return {article_id: distinct_tags(tags) for article_id, tags in found.items() if tags}

    def _holders(self, entry: Entry, known: KnownArticles) -> Collection[str]:
        """The ids of the articles that an entry belongs to, by the rules above."""
        if entry.text is None:
            return [entry.id] if known.by_id(entry.id) else []
        ids = known.by_fingerprint(entry.text)
        if entry.id in ids:
            return [entry.id]
        if ids:
            claimed = {self.by_key[key].id for key in self._by_text[entry.text]}
            return [article_id for article_id in ids if article_id not in claimed]
        article = known.by_id(entry.id)
        edited = article is not None and _same_title(entry, article) and article.fingerprint not in self._by_text
        return [entry.id] if edited else []

    def _entries_of(self, article: ArticleRef, known: KnownArticles) -> list[Entry]:
        """The entries that belong to an article, the one made for its very text and id first."""
        keys = self._by_text.get(article.fingerprint, set()) | self._by_id.get(article.id, set())
        entries = [self.by_key[key] for key in keys]
        held = [entry for entry in entries if article.id in self._holders(entry, known)]
        return sorted(held, key=lambda e: (e.text != article.fingerprint, e.id != article.id, e.key))

    # Operations

    def operations(self, change: TagChange, known: KnownArticles) -> Iterator[TagOperation]:
        """What a change of an article's tags means for the entries; nothing if it is so already. A tag is taken away
        in the spelling it has."""
        entries = self._entries_of(change.article, known)
        having = [(entry, tag) for entry in entries for tag in entry.tags if fold_label(tag) == fold_label(change.tag)]
        if not change.added:
            yield from (TagOperation(replace(change, tag=tag), entry.key) for entry, tag in having)
        elif not having:
            yield TagOperation(change, entries[0].key if entries else None)

    def carry_out(self, operation: TagOperation) -> None:
        """Do one operation. An entry whose last tag goes is removed, unless it holds keys of the user's own."""
        change = operation.change
        article = change.article
        entry = self._target(operation)
        if entry is None:
            if change.added:
                self._put(Entry(self._free_key(article), _title(article.title), article.fingerprint, (change.tag,)))
            return
        others = tuple(tag for tag in entry.tags if fold_label(tag) != fold_label(change.tag))
        if not change.added:
            tags = others
        elif len(others) < len(entry.tags):
            return
        else:
            tags = (*others, change.tag)
        self._remove(entry)
        if tags or entry.more:
            title = entry.title if entry.title is not None else _title(article.title)
            self._put(replace(entry, title=title, text=article.fingerprint, tags=tags))

    def _target(self, operation: TagOperation) -> Entry | None:
        """The entry meant, if it still is for the article: others may have changed the file since."""
        article = operation.change.article
        for key in (operation.entry, article.id, _distinct_key(article)):
            entry = self.by_key.get(key) if key is not None else None
            if entry is None:
                continue
            if entry.text in (None, article.fingerprint) or (key == operation.entry and _same_title(entry, article)):
                return entry
        return None

    def _free_key(self, article: ArticleRef) -> str:
        key = sanitise(article.id)
        if key in self.by_key or len(key) > _MAX_KEY:
            key = _distinct_key(article)
        while key in self.by_key:
            key += "@"
        return key

    def _put(self, entry: Entry) -> None:
        self.by_key[entry.key] = entry
        self._by_id.setdefault(entry.id, set()).add(entry.key)
        if entry.text is not None:
            self._by_text.setdefault(entry.text, set()).add(entry.key)

    def _remove(self, entry: Entry) -> None:
        del self.by_key[entry.key]
        _discard(self._by_id, entry.id, entry.key)
        if entry.text is not None:
            _discard(self._by_text, entry.text, entry.key)


def _discard(index: dict[str, set[str]], value: str, key: str) -> None:
    index[value].discard(key)
    if not index[value]:
        del index[value]


def _distinct_key(article: ArticleRef) -> str:
    return f"{sanitise(article.id)[:_MAX_KEY]}@{article.fingerprint}"


def _title(text: str) -> str | None:
    """A headline as it is kept in the file, where it is for people: one line of bounded length."""
    return one_line(text)[:_MAX_TITLE].rstrip() or None


def _same_title(entry: Entry, article: ArticleRef) -> bool:
    return entry.title is not None and _title(entry.title) == _title(article.title)
