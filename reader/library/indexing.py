"""`reader index`: list the texts of a folder in its index.yaml."""

from __future__ import annotations

from pathlib import Path

from reader.errors import LibraryError, ReaderError
from reader.model import Page
from reader.sources.decode import decode
from reader.sources.folder import read_file, scan_folder
from reader.sources.index import add_to_index


def write_index(folder: Path) -> int:
    """Add the texts below `folder` that its index.yaml does not list, with what their pages say as comments to
    uncomment. Returns how many were added; no line that is there changes.

    Raises LibraryError if there is no such folder, FormatError if the index cannot be read, StorageError if it cannot
    be written.
    """
    from reader.sources.page import parse_page

    if not folder.is_dir():
        raise LibraryError(f"{folder}: is not a folder")
    found: list[tuple[str, Page]] = []
    for stamp in sorted(scan_folder(folder).stamps, key=lambda stamp: stamp.name):
        try:
            found.append((stamp.name, parse_page(decode(read_file(stamp.path)).text)))
        except ReaderError:
            continue  # no text that could be shown: the reader says so when it opens the folder
    return add_to_index(folder / "index.yaml", found)
