"""What is to be done so that the cache agrees with the folder: for all of it, or for a few files that have changed."""

from __future__ import annotations

import re
import stat
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from reader import yamlfile
from reader.errors import FormatError, LibraryError, ReaderError
from reader.library.reading import Task, spelt
from reader.model import IndexEntry, Notice, Stamp
from reader.sources import index as index_file
from reader.sources.decode import decode
from reader.sources.folder import ENDINGS, Scan, article_ids, is_article, printable, read_file, scan_folder, stem_of
from reader.storage.cache import Cache, Known


class Place(Struct, frozen=True):
    """Where a library is: its root folder (or single text) and the index that goes with it, if there is one."""

    root: Path
    index: Path | None

    @property
    def index_path(self) -> Path:
        """Where the index is, or would be."""
        folder = self.root if self.root.is_dir() else self.root.parent
        return self.index or folder / index_file.NAME


class Move(Struct, frozen=True):
    """An article whose file has another name now, and is the same otherwise."""

    row: int
    stamp: Stamp
    id: str


class Work(Struct, frozen=True):
    """What is to be done: files to be read, newest first; articles to be forgotten; rows that get another id; files
    that have moved. `links` counts the folders that are links."""

    tasks: tuple[Task, ...]
    gone: tuple[Known, ...]
    renamed: tuple[tuple[int, str], ...]
    moves: tuple[Move, ...]
    links: int

    @property
    def size(self) -> int:
        """How many files and rows there is work on."""
        return len(self.tasks) + len(self.gone) + len(self.renamed) + len(self.moves)


class Planner:
    """Compares a folder with the cache. `notify` takes what the user should know of the folder and its index."""

    def __init__(self, place: Place, cache: Cache, notify: Callable[[Notice], None]) -> None:
        self._place = place
        self._cache = cache
        self._notify = notify

    def whole(self, *, at_most: int | None = None) -> Work | None:
        """What is to be done for the whole library; None, and nothing is said, if it has more than `at_most` files.

        Raises LibraryError when the folder cannot be listed.
        """
        if not self._place.root.exists():
            raise LibraryError(f"{self._place.root}: the folder is gone; what was read of it stays listed")
        found = scan_folder(self._place.root, at_most=at_most)
        if found.cut:
            return None
        known = self._cache.known()
        stamps = self._stamps(found)
        return self._work(stamps, known, article_ids(stamps), self._entries(None), links=found.links)

    def part(self, changed: Iterable[str]) -> Work | None:
        """What is to be done for some files and folders, by their paths below the root; None if the whole folder must
        be looked at."""
        stamps: dict[str, Stamp] = {}
        known: dict[str, Known] = {}
        for path in changed:
            name = printable(path)
            known |= self._cache.known_files([name]) | self._cache.known_below(name)
            found = _look(self._place.root, path)
            if found is None:
                return None
            stamps |= self._stamps(found)
        touched = {*stamps, *known}
        beside = self._beside(touched)
        gone = known.keys() - stamps.keys()
        near = {*beside, *stamps, *self._unread_beside(touched)} - gone
        stems = {stem_of(name) for name in touched} | touched
        ids = {name: id_ for name, id_ in article_ids(near).items() if name in stamps or stem_of(name) in stems}
        others = {name: each for name, each in beside.items() if name not in touched}
        work = self._work(stamps, known, ids, self._entries(stamps), links=0)
        renamed = (*work.renamed, *_renamed(others, ids))
        return Work(work.tasks, work.gone, renamed, work.moves, links=0)

    def _stamps(self, found: Scan) -> dict[str, Stamp]:
        for problem in found.problems:
            self._notify(problem)
        return {stamp.name: stamp for stamp in found.stamps}

    def _beside(self, names: Iterable[str]) -> dict[str, Known]:
        """The known files on whose names the ids of others depend."""
        stems = {stem_of(name) for name in names}
        found = self._cache.known_files(sorted(stems))
        for stem in stems:
            found |= self._cache.known_beside(stem)
        return found

    def _unread_beside(self, names: Iterable[str]) -> set[str]:
        """Files beside others that the cache does not know, as they could not be read: they count for ids all the
        same."""
        beside = {stem_of(name) + ending for name in names for ending in ENDINGS}
        return {name for name in beside if (self._place.root / name).is_file()}

    def _entries(self, names: Collection[str] | None) -> Mapping[str, IndexEntry]:
        """What the index says of some files, or of all. It is not read where it cannot name them."""
        path = self._place.index_path
        try:
            if names is not None and not _may_name(yamlfile.read_text(path), names):
                return {}
            listed = index_file.read_index(path)
        except FileNotFoundError:
            return {}
        except FormatError as error:
            self._notify(Notice(f"{error} – the index is left aside"))
            return {}
        for notice in listed.notices:
            self._notify(notice)
        return {entry.file: entry for entry in listed.entries}

    def _work(
        self,
        stamps: Mapping[str, Stamp],
        known: Mapping[str, Known],
        ids: Mapping[str, str],
        entries: Mapping[str, IndexEntry],
        *,
        links: int,
    ) -> Work:
        gone = {name: each for name, each in known.items() if name not in stamps}
        fresh = [
            Task(stamp, ids[name], entries.get(name))
            for name, stamp in stamps.items()
            if not is_current(known.get(name), stamp, spelt(entries.get(name)))
        ]
        fresh.sort(key=lambda task: -task.stamp.mtime_ns)
        moves = _moves(gone, [task for task in fresh if task.stamp.name not in known]) if gone else {}
        moved = {move.row for move in moves.values()}
        return Work(
            tuple(task for task in fresh if task.stamp.name not in moves),
            tuple(each for each in gone.values() if each.row not in moved),
            tuple(_renamed({name: each for name, each in known.items() if name in stamps}, ids)),
            tuple(moves.values()),
            links,
        )


def is_current(known: Known | None, stamp: Stamp, entry: str) -> bool:
    """Whether the cache has what is on disk; `entry` is what the index says, as `spelt` spells it."""
    return known is not None and (known.mtime_ns, known.size, known.entry) == (stamp.mtime_ns, stamp.size, entry)


def _renamed(known: Mapping[str, Known], ids: Mapping[str, str]) -> list[tuple[int, str]]:
    """Files that now share a name, but for the ending, get the longer id, and back."""
    return [(before.row, ids[name]) for name, before in known.items() if ids.get(name, before.id) != before.id]


def _moves(gone: Mapping[str, Known], fresh: Sequence[Task]) -> dict[str, Move]:
    """Which new files are old ones under another name, by the new name: time and size tell, then the text itself."""
    times = Counter((known.mtime_ns, known.size) for known in gone.values())
    by_time = {(known.mtime_ns, known.size): known for known in gone.values() if known.size}
    moves = {}
    for task in fresh:
        stamp = task.stamp
        key = stamp.mtime_ns, stamp.size
        known = by_time.get(key)
        if known is None or times[key] > 1 or known.entry != spelt(task.entry):
            continue
        if _fingerprint(stamp.path) == known.fingerprint:
            moves[stamp.name] = Move(known.row, stamp, task.id)
            del by_time[key]
    return moves


def _fingerprint(path: Path) -> str | None:
    try:
        return decode(read_file(path)).fingerprint
    except ReaderError:
        return None


def _look(root: Path, path: str) -> Scan | None:
    """What is at a path below the root now: a file, all below a folder, or nothing; None where a link makes that
    depend on the rest."""
    place = root / path
    try:
        status = place.stat()
        is_link = place.is_symlink()
    except OSError:
        return Scan((), ())
    if stat.S_ISDIR(status.st_mode):
        if is_link:
            return None
        try:
            found = scan_folder(place)
        except LibraryError as error:
            return Scan((), (Notice(f"{error}, left out"),))
        if found.links:
            return None
        above = printable(path) + "/"
        return Scan(
            tuple(Stamp(above + each.name, each.path, each.mtime_ns, each.size) for each in found.stamps),
            found.problems,
        )
    if stat.S_ISREG(status.st_mode) and is_article(place.name):
        return Scan((Stamp(printable(path), place, status.st_mtime_ns, status.st_size),), ())
    return Scan((), ())


_LETTERS = re.compile(r"\w+")


def _may_name(text: str, names: Iterable[str]) -> bool:
    """Whether an index may list one of these files: its name, whatever the quoting, is in the text."""
    if "\\" in text:
        return True  # letters may be spelt by number
    return any(max(_LETTERS.findall(name.rpartition("/")[2]), key=len, default="") in text for name in names)
