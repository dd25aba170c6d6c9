"""The text of the tags file: to entries and, changed in as few places as can be, back to text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.errors import FormatError
from reader.model import Notice
from reader.sanitise import one_line
from reader.storage.tag_entries import Entry, distinct_tags, fold_tag
from reader.yamlfile import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    Splice,
    appended,
    begun,
    changed,
    is_flow,
    parse_yaml,
    quote_scalar,
    replaced,
    spliced,
)

_HEADER = "# Reader's tags. Edit freely: running readers merge your changes.\n"
_VERSION = "1"
_KNOWN = {"title", "text", "tags"}


@dataclass(frozen=True, slots=True)
class TagFile:
    """The tags file as it was read: its text, where everything stands in it, and what that means."""

    text: str
    root: Mapping
    entries: dict[str, Entry]
    notices: tuple[Notice, ...]


def parse_tag_file(text: str, path: Path) -> TagFile:
    """Parse the text of the tags file; an empty one has no entries. Raises FormatError."""
    root = parse_yaml(text, path)
    version = root.entries.get("version")
    if isinstance(version, Scalar) and version.text != _VERSION:
        raise FormatError(path, version.line, f"is of version {version.text!r}; this Reader knows {_VERSION}")
    articles = root.entries.get("articles")
    if articles is None or _is_empty(articles):
        return TagFile(text, root, {}, ())
    if not isinstance(articles, Mapping):
        raise FormatError(path, articles.line, "articles must hold ids, each with its tags")
    entries = {key: _entry(key, node, articles.lines[key], path) for key, node in articles.entries.items()}
    return TagFile(text, root, entries, tuple(_notices(articles, path)))


def _notices(articles: Mapping, path: Path) -> Iterator[Notice]:
    """One notice for the first key that is not known: it may be a slip of the pen, so that tags seem to be missing."""
    for node in articles.entries.values():
        if isinstance(node, Mapping) and (unknown := [name for name in node.entries if name not in _KNOWN]):
            reason = f"{unknown[0]!r} means nothing here (title, text and tags do)"
            yield Notice(one_line(str(FormatError(path, node.lines[unknown[0]], reason))))
            return


def _entry(key: str, node: Node, line: int, path: Path) -> Entry:
    if _is_empty(node):
        return Entry(key, None, None, ())
    if not isinstance(node, Mapping):
        raise FormatError(path, line, f"{one_line(key)} must hold tags (tags: [one, two])")
    values = node.entries
    return Entry(
        key,
        _text(node, "title", path),
        _text(node, "text", path),
        distinct_tags(_tags(values["tags"], node.lines["tags"], path)) if "tags" in values else (),
        more=not _KNOWN.issuperset(values),
    )


def _text(entry: Mapping, name: str, path: Path) -> str | None:
    value = entry.entries.get(name)
    if value is not None and not isinstance(value, Scalar):
        raise FormatError(path, entry.lines[name], f"{name} must be text")
    return value.text if value and value.text else None


def _tags(node: Node, line: int, path: Path) -> Iterator[str]:
    if _is_empty(node):
        return
    if not isinstance(node, Sequence):
        raise FormatError(path, line, "tags must be a list: [one, two]")
    for item in node.items:
        if not isinstance(item, Scalar):
            raise FormatError(path, item.line, "a tag must be text")
        if tag := one_line(item.text):
            yield tag


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text


def with_entries(file: TagFile, entries: dict[str, Entry]) -> str:
    """The text of `file` with `entries` in place of those it has: what did not change keeps every byte."""
    articles = file.root.entries.get("articles")
    new = [entry for key, entry in entries.items() if key not in file.entries]
    if not file.root.entries:
        return _begun_file(file.text, new)
    if articles is None:
        flow = is_flow(file.text, file.root)
        return spliced(file.text, changed(file.text, file.root, added=[_section(new, flow)]))
    if not isinstance(articles, Mapping):
        flow = is_flow(file.text, file.root)
        return spliced(file.text, begun(file.text, file.root, "articles", [_written(entry, flow) for entry in new]))
    splices = [
        splice
        for key, before in file.entries.items()
        if key in entries and entries[key] != before
        for splice in _entry_splices(file.text, articles, before, entries[key])
    ]
    gone = {number for number, key in enumerate(articles.entries) if key not in entries}
    added = [_written(entry, is_flow(file.text, articles)) for entry in new]
    return spliced(file.text, [*splices, *changed(file.text, articles, gone, added)])


def _begun_file(text: str, entries: list[Entry]) -> str:
    lines = [f"version: {_VERSION}", _section(entries, flow=False)]
    return appended(text if text.strip("\ufeff \r\n") else text + _HEADER, lines)


def _section(entries: list[Entry], flow: bool) -> str:
    written = [_written(entry, flow) for entry in entries]
    if flow:
        return f"articles: {{{', '.join(written)}}}"
    return "\n".join(("articles:", *(f"  {line}" for part in written for line in part.split("\n"))))


def _written(entry: Entry, flow: bool) -> str:
    """An entry as YAML, for a block or for brackets."""
    key = quote_scalar(entry.key, flow=flow)
    fields = list(_fields(entry, flow))
    if flow:
        return f"{key}: {{{', '.join(fields)}}}"
    return "\n".join((f"{key}:", *(f"  {field}" for field in fields)))


def _fields(entry: Entry, flow: bool) -> Iterator[str]:
    if entry.title is not None:
        yield f"title: {quote_scalar(entry.title, flow=flow)}"
    if entry.text is not None:
        yield f"text: {quote_scalar(entry.text, flow=flow)}"
    yield f"tags: {_list(entry.tags)}"


def _list(tags: Iterable[str]) -> str:
    return f"[{', '.join(quote_scalar(tag, flow=True) for tag in tags)}]"


def _entry_splices(text: str, articles: Mapping, before: Entry, after: Entry) -> list[Splice]:
    node = articles.entries[before.key]
    if not isinstance(node, Mapping):
        return begun(text, articles, before.key, list(_fields(after, is_flow(text, articles))))
    flow = is_flow(text, node)
    splices: list[Splice] = []
    missing: list[str] = []
    for name, old, new in (("title", before.title, after.title), ("text", before.text, after.text)):
        if old == new or new is None:
            continue
        if name in node.entries:
            splices.append(replaced(text, node.entries[name], quote_scalar(new, flow=flow)))
        else:
            missing.append(f"{name}: {quote_scalar(new, flow=flow)}")
    tags = node.entries.get("tags")
    if isinstance(tags, Sequence):
        splices += _tag_splices(text, tags, after.tags)
    elif tags is not None:
        splices.append(replaced(text, tags, _list(after.tags)))
    else:
        missing.append(f"tags: {_list(after.tags)}")
    return [*splices, *changed(text, node, added=missing)]


def _tag_splices(text: str, node: Sequence, tags: tuple[str, ...]) -> list[Splice]:
    there = [fold_tag(one_line(item.text)) if isinstance(item, Scalar) else "" for item in node.items]
    wanted = {fold_tag(tag) for tag in tags}
    gone = {number for number, tag in enumerate(there) if tag not in wanted}
    new = [quote_scalar(tag, flow=True) for tag in tags if fold_tag(tag) not in there]
    return changed(text, node, gone, new if is_flow(text, node) else [f"- {tag}" for tag in new])
