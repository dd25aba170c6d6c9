"""`index.yaml`: what the owner of a folder says of its texts. It wins over what their pages say.

The file is read strictly, yet a mistake costs no more than it must: a wrong value only itself, an entry without a file
only that entry. Only a file that is no index at all is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence as Series
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reader import yamlfile
from reader.errors import FormatError, LibraryError
from reader.model import IndexEntry, Notice, Page
from reader.sanitise import one_line

NAME = "index.yaml"
_ARTICLES = "articles"
_KEYS = ("file", "title", "source", "author", "published", "language", "url")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_URL = re.compile(r"https?://\S+")


class IndexFile(Struct, frozen=True):
    """The entries of an index in its order, no file twice, and what had to be left out of it."""

    entries: tuple[IndexEntry, ...]
    notices: tuple[Notice, ...]


def library_root(path: Path) -> tuple[Path, Path | None]:
    """The folder (or single text) that a path means as a library, and the index that goes with it, if there is one.

    Raises LibraryError if there is nothing at `path`.
    """
    if path.is_dir():
        root, index = path, path / NAME
    elif not path.exists():
        raise LibraryError(f"{one_line(str(path))}: there is no such file or folder")
    elif path.suffix.lower() in (".yaml", ".yml"):
        root, index = path.parent, path
    else:
        root, index = path, path.parent / NAME
    return root, index if index.is_file() else None


def read_index(path: Path) -> IndexFile:
    """Read an index. Raises FormatError if it is no index or breaks a rule of our YAML, FileNotFoundError if there is
    none; single mistakes become notices with file and line."""
    return _index(yamlfile.read_yaml(path), path)


def apply_index(page: Page, entry: IndexEntry) -> Page:
    """A page with what the index says in the place of what was found."""
    said = {key: value for key in _KEYS[1:] if (value := getattr(entry, key)) is not None}
    return replace(page, **said) if said else page


def add_to_index(path: Path, found: Series[tuple[str, Page]]) -> int:
    """List the files that the index does not list yet, with what their pages say as comments to uncomment. Returns how
    many. What is there stays as it is, line for line; an index that is missing is made.

    Raises FormatError if the index cannot be read or added to, StorageError if it cannot be written.
    """
    with yamlfile.locked(path):
        try:
            text = yamlfile.read_text(path)
        except FileNotFoundError:
            text = ""
        root = yamlfile.parse_yaml(text, path)
        known = _index(root, path).entries
        listed = {entry.file for entry in known}
        new = [(name, page) for name, page in found if name not in listed]
        if not new:
            return 0
        extended = _extended(text, root, new)
        _check(extended, path, [*known, *(IndexEntry(name) for name, _ in new)])
        yamlfile.write_atomically(path, extended.encode())
    return len(new)


# --- reading ---


def _index(root: yamlfile.Mapping, path: Path) -> IndexFile:
    for key, line in root.lines.items():
        if key != _ARTICLES:
            raise FormatError(path, line, f"{_unknown(key, [_ARTICLES])}")
    articles = root.entries.get(_ARTICLES)
    if articles is None or (isinstance(articles, yamlfile.Scalar) and not articles.text):
        return IndexFile((), ())
    if not isinstance(articles, yamlfile.Sequence):
        raise FormatError(path, articles.line, "articles must be a list, an item a file (- file: a.txt)")
    entries: dict[str, IndexEntry] = {}
    mistakes: list[FormatError] = []
    for item in articles.items:
        entry, wrong = _entry(item, path)
        mistakes += wrong
        if entry is not None and entry.file in entries:
            mistakes.append(FormatError(path, item.line, f"{entry.file} is listed already"))
        elif entry is not None:
            entries[entry.file] = entry
    return IndexFile(tuple(entries.values()), tuple(Notice(f"{mistake}, left out") for mistake in mistakes))


def _entry(item: yamlfile.Node, path: Path) -> tuple[IndexEntry | None, list[FormatError]]:
    if not isinstance(item, yamlfile.Mapping):
        return None, [FormatError(path, item.line, "an item must say its file (- file: a.txt)")]
    values: dict[str, str] = {}
    mistakes: list[FormatError] = []
    for key, node in item.entries.items():
        reason = _unknown(key, _KEYS) if key not in _KEYS else _mistake(key, node)
        if reason:
            mistakes.append(FormatError(path, item.lines[key], reason))
        elif isinstance(node, yamlfile.Scalar) and node.text:
            values[key] = one_line(node.text)
    file = values.pop("file", "").removeprefix("./")
    if not file:
        return None, [*mistakes, FormatError(path, item.line, "an item does not say its file")]
    published = values.pop("published", None)
    return IndexEntry(file=file, published=date.fromisoformat(published) if published else None, **values), mistakes


def _mistake(key: str, node: yamlfile.Node) -> str | None:
    """What is wrong with a value, if anything; a key without a value says nothing and is no mistake."""
    if not isinstance(node, yamlfile.Scalar):
        return f"{key} must be one text"
    if not node.text:
        return None
    if key == "published" and not _is_date(node.text):
        return f"published must be a date such as 2018-02-26, not {one_line(node.text)[:40]!r}"
    if key == "language" and not _LANGUAGE.fullmatch(node.text):
        return "language must be a code such as ru or en"
    if key == "url" and not _URL.fullmatch(node.text):
        return "url must begin with http:// or https:// and hold no space"
    return None


def _is_date(text: str) -> bool:
    try:
        return _DATE.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _unknown(key: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    nearest = get_close_matches(key, list(known), n=1)
    hint = f"did you mean {nearest[0]}?" if nearest else f"known are {', '.join(known)}"
    return f"the key {one_line(key)[:40]!r} is not known; {hint}"


# --- adding ---


def _extended(text: str, root: yamlfile.Mapping, new: Series[tuple[str, Page]]) -> str:
    articles = root.entries.get(_ARTICLES)
    end = "\r\n" if "\r\n" in text else "\n"
    begin = "" if not text or text.endswith("\n") else end
    if isinstance(articles, yamlfile.Sequence) and yamlfile.is_flow(text, articles):
        if articles.items:
            files = [f"{{file: {yamlfile.quote_scalar(name, flow=True)}}}" for name, _ in new]
            return yamlfile.spliced(text, yamlfile.changed(text, articles, added=files))
        text = text[: articles.start].rstrip(" ") + text[articles.stop :]
    column = 2
    if isinstance(articles, yamlfile.Sequence) and articles.items:
        column = articles.start - (text.rfind("\n", 0, articles.start) + 1)
    heading = "" if articles is not None else f"{_ARTICLES}:{end}"
    lines = (" " * column + line + end for name, page in new for line in _lines(name, page))
    return text + begin + heading + "".join(lines)


def _lines(name: str, page: Page) -> Iterable[str]:
    """An entry for one file: what its page says as comments, so that nothing guessed counts as said."""
    yield f"- file: {yamlfile.quote_scalar(name)}"
    for key in _KEYS[1:]:
        if value := getattr(page, key):
            yield f"  # {key}: {value.isoformat() if isinstance(value, date) else yamlfile.quote_scalar(value)}"


def _check(text: str, path: Path, expected: list[IndexEntry]) -> None:
    """An index in a layout of its own could be spoilt by what is added. Raises FormatError then."""
    try:
        entries = _index(yamlfile.parse_yaml(text, path), path).entries
    except FormatError:
        entries = ()
    if list(entries) != expected:
        raise FormatError(path, 0, "is laid out so that nothing can be added below it")
