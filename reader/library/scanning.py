"""From a folder on disk to rows in the cache: only what is new or changed is read.

A scan costs one listing of the folder, then the reading of what differs from the cache in time, size or index entry.
Rows are written in batches, each a transaction, so that what has been read can be listed and searched at once, and a
scan that is stopped loses nothing. Two programs may scan one library at the same time: a batch looks again, inside
its transaction, whether its rows are still to be written.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from reader.errors import FormatError, LibraryError, ReaderError
from reader.model import Article, IndexEntry, Kind, Notice, Stamp
from reader.search.index import IndexedText, Indexer, remove_article
from reader.sources.decode import decode
from reader.sources.folder import article_ids, read_file, scan_folder
from reader.sources.index import apply_index, read_index
from reader.storage.cache import Cache, Known
from reader.storage.database import Database

_BATCH_SECONDS = 0.25  # how long rows may wait to be written: what has been read shows up this soon


@dataclass(frozen=True, slots=True)
class ScanProgress:
    """How far a scan is: files read of files to read, and whether rows changed since the last report."""

    done: int
    total: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a library is: its root folder (or single text) and the index that goes with it, if there is one."""

    root: Path
    index: Path | None


class Scanner:
    """Brings the cache of one library up to date with its folder. `notify` takes what the user should know."""

    def __init__(self, place: Place, database: Database, notify: Callable[[Notice], None]) -> None:
        self._place = place
        self._database = database
        self._cache = Cache(database)
        self._notify = notify

    def scan(self, report: Callable[[ScanProgress], None], stop: Callable[[], bool]) -> bool:
        """Read what is new or changed, forget what is gone. Returns whether anything changed.

        Raises LibraryError, and forgets nothing, when the folder itself cannot be listed.
        """
        if not self._place.root.exists():
            raise LibraryError(f"{self._place.root}: the folder is gone; what was read of it stays listed")
        found = scan_folder(self._place.root)
        for problem in found.problems:
            self._notify(problem)
        stamps = {stamp.name: stamp for stamp in found.stamps}
        entries = self._index_entries()
        ids = article_ids(stamps)
        known = self._cache.known()
        changed = self._forget([row for name, row in known.items() if name not in stamps])
        changed |= self._rename(known, ids)
        fresh = [stamp for name, stamp in stamps.items() if not _is_same(known.get(name), stamp, entries.get(name))]
        fresh.sort(key=lambda stamp: -stamp.mtime_ns)
        return self._read_all(fresh, ids, entries, report, stop) or changed

    def _index_entries(self) -> Mapping[str, IndexEntry]:
        if self._place.index is None:
            return {}
        try:
            listed = read_index(self._place.index)
        except FormatError as error:
            self._notify(Notice(f"{error} – the index is left aside"))
            return {}
        for notice in listed.notices:
            self._notify(notice)
        return {entry.file: entry for entry in listed.entries}

    def _read_all(
        self,
        stamps: list[Stamp],
        ids: Mapping[str, str],
        entries: Mapping[str, IndexEntry],
        report: Callable[[ScanProgress], None],
        stop: Callable[[], bool],
    ) -> bool:
        changed = False
        indexer = Indexer()
        batch: list[tuple[Stamp, str, Article]] = []
        due = time.monotonic() + _BATCH_SECONDS
        for done, stamp in enumerate(stamps, 1):
            if stop():
                break
            entry = entries.get(stamp.name)
            article = self._read(stamp, ids[stamp.name], entry)
            if article is not None:
                batch.append((stamp, _spelt(entry), article))
            if time.monotonic() >= due:
                written = self._write(batch, indexer)
                changed |= written
                report(ScanProgress(done, len(stamps), written))
                batch = []
                due = time.monotonic() + _BATCH_SECONDS
        written = self._write(batch, indexer)
        report(ScanProgress(len(stamps), len(stamps), written))
        return changed or written

    def _read(self, stamp: Stamp, article_id: str, entry: IndexEntry | None) -> Article | None:
        """One file as an article; None, and one notice, if it cannot be read."""
        try:
            decoded = decode(read_file(stamp.path))
        except ReaderError as error:
            self._notify(Notice(f"{stamp.name}: {error}"))
            return None
        if decoded.notice:
            self._notify(Notice(f"{stamp.name}: {decoded.notice}"))
        from reader.sources.page import parse_page  # its rules take time to load, and a warm start needs none

        page = parse_page(decoded.text)
        if entry is not None:
            page = apply_index(page, entry)
        if not page.title:
            page = replace(page, title=article_id)  # an empty file still needs a name in the list
        return Article(article_id, stamp.path, decoded.text, decoded.fingerprint, page)

    def _write(self, batch: Iterable[tuple[Stamp, str, Article]], indexer: Indexer) -> bool:
        with self._database.writing() as connection:
            written = []
            for stamp, entry, article in batch:
                before = self._cache.known_file(stamp.name)
                if _is_current(before, stamp, entry):
                    continue  # another program was quicker
                if before is not None:
                    self._unindex(before.row)
                written.append(searchable(self._cache.put(stamp, entry, article), article))
            indexer.add(connection, written)
        return bool(written)

    def _forget(self, gone: list[Known]) -> bool:
        if not gone:
            return False
        with self._database.writing():
            for known in gone:
                self._unindex(known.row)
                self._cache.remove(known.row)
        return True

    def _unindex(self, row: int) -> None:
        if (article := self._cache.article(row)) is not None:
            remove_article(self._database.connection, *searchable(row, article))

    def _rename(self, known: Mapping[str, Known], ids: Mapping[str, str]) -> bool:
        """Give files that now share a name, but for the ending, the longer id, and back."""
        renamed = [(before.row, ids[name]) for name, before in known.items() if ids.get(name, before.id) != before.id]
        if renamed:
            with self._database.writing():
                for row, new_id in renamed:
                    self._cache.rename(row, new_id)
        return bool(renamed)


def searchable(row: int, article: Article) -> IndexedText:
    """What the search index takes of an article: headline, lead, and the rest of what is shown."""
    page = article.page
    body = (article.text[p.start : p.stop] for p in article.shown if p.kind not in (Kind.HEADLINE, Kind.LEAD))
    return IndexedText(row, page.title, page.lead or "", "\n".join(body))


def _is_same(known: Known | None, stamp: Stamp, entry: IndexEntry | None) -> bool:
    return _is_current(known, stamp, _spelt(entry))


def _is_current(known: Known | None, stamp: Stamp, entry: str) -> bool:
    return known is not None and (known.mtime_ns, known.size, known.entry) == (stamp.mtime_ns, stamp.size, entry)


def _spelt(entry: IndexEntry | None) -> str:
    """An index entry as one string, to tell whether it has changed."""
    return "" if entry is None else repr(astuple(entry))
