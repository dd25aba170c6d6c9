"""The texts of a folder: found quickly, read safely, named so that every name can be printed."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from reader.errors import LibraryError, SourceError
from reader.model import Notice, Stamp
from reader.sanitise import sanitise

ENDINGS = (".txt", ".text", ".md", ".markdown")
"""Files of these endings are articles, whatever their letter case."""

MAX_BYTES = 64 * 1024 * 1024
"""A larger file is no article."""
_MORE = 1 << 16
"""Bytes asked for behind what should be the end of a file; a buffer of `MAX_BYTES` would be made for each."""

_FETCHED = 1 << 20
_READING = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC


class Scan(Struct, frozen=True):
    """What a folder holds, in no particular order; `problems` are the parts of it that could not be looked into.
    `links` counts the folders that are links, `cut` that there is more."""

    stamps: tuple[Stamp, ...]
    problems: tuple[Notice, ...]
    links: int = 0
    cut: bool = False


def scan_folder(root: Path, *, at_most: int | None = None) -> Scan:
    """Every text below `root`, or `root` itself where it is a file. Hidden files and folders are left out; links are
    followed, each folder is entered once. Ends early where there are more than `at_most` texts. Raises LibraryError if
    `root` cannot be listed."""
    try:
        status = root.stat()
        if not stat.S_ISDIR(status.st_mode):
            return Scan((Stamp(printable(root.name), root, status.st_mtime_ns, status.st_size),), ())
        with os.scandir(root) as entries:
            listed = list(entries)
    except OSError as error:
        raise LibraryError(f"{printable(str(root))}: {error.strerror}") from error
    stamps: list[Stamp] = []
    problems: list[Notice] = []
    entered = {(status.st_dev, status.st_ino)}
    links = 0
    folders = [("", listed)]
    while folders:
        if at_most is not None and len(stamps) > at_most:
            return Scan(tuple(stamps), tuple(problems), links, cut=True)
        above, listed = folders.pop()
        for entry in listed:
            name = above + entry.name
            try:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir():
                    links += entry.is_symlink()
                    inner = _entered(entry, entered)
                    if inner is not None:
                        folders.append((name + "/", inner))
                elif is_article(entry.name):
                    status = entry.stat()
                    if stat.S_ISREG(status.st_mode):
                        stamps.append(Stamp(printable(name), Path(entry.path), status.st_mtime_ns, status.st_size))
            except OSError as error:
                problems.append(Notice(f"{printable(name)}: {error.strerror}, left out"))
    return Scan(tuple(stamps), tuple(problems), links, cut=at_most is not None and len(stamps) > at_most)


def is_article(name: str) -> bool:
    """Whether a file of this name is an article, by its ending."""
    return name.lower().endswith(ENDINGS)


def _entered(entry: os.DirEntry[str], entered: set[tuple[int, int]]) -> list[os.DirEntry[str]] | None:
    """What a folder holds; None if it has been entered before, by a link."""
    status = entry.stat()
    identity = (status.st_dev, status.st_ino)
    if identity in entered:
        return None
    entered.add(identity)
    with os.scandir(entry.path) as entries:
        return list(entries)


def printable(name: str) -> str:
    """A file name that can be printed, stored and compared: bytes that are not UTF-8 and characters that a terminal
    must not receive as %XX."""
    if name.isprintable():
        return name
    return "".join(map(_encoded, name))


def _encoded(character: str) -> str:
    if sanitise(character) == character and character not in "\t\n":
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogateescape"))


def expect_file(path: Path) -> None:
    """Have the system fetch the beginning of a text that will be read soon, where it can: half of the time that a cold
    file takes is waiting for the disk."""
    if not hasattr(os, "posix_fadvise"):
        return
    try:
        descriptor = os.open(path, _READING)
        try:
            os.posix_fadvise(descriptor, 0, _FETCHED, os.POSIX_FADV_WILLNEED)
        finally:
            os.close(descriptor)
    except OSError:
        return  # whoever reads it will say why it cannot be read


def read_file(path: Path) -> bytes:
    """The bytes of a text. Never waits for a pipe. Raises SourceError where there is no file of at most 64 MB that may
    be read."""
    try:
        descriptor = os.open(path, _READING)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise SourceError(path, "is not a file")
            if status.st_size > MAX_BYTES:
                raise SourceError(path, "is larger than 64 MB")
            data = os.read(descriptor, status.st_size + 1)
            while len(data) < MAX_BYTES and (more := os.read(descriptor, min(_MORE, MAX_BYTES - len(data)))):
                data += more  # it has grown since, or was read in parts
            return data
        finally:
            os.close(descriptor)
    except OSError as error:
        raise SourceError(path, f"cannot be read: {error.strerror}") from error


def article_ids(names: Iterable[str]) -> dict[str, str]:
    """The id of every file: its name without the ending, or with it where two files would have the same."""
    stems = {name: stem_of(name) for name in names}
    uses = Counter(stems.values())
    return {name: name if uses[stem] > 1 or stem in stems else stem for name, stem in stems.items()}


def stem_of(name: str) -> str:
    """A name without the ending that makes it an article."""
    stem, dot, ending = name.rpartition(".")
    return stem if dot + ending.lower() in ENDINGS and stem and not stem.endswith("/") else name
