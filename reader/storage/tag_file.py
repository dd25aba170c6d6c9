"""The text of the tags file: to entries and, changed in as few places as can be, back to text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field

from reader.errors import FormatError
from reader.model import Notice
from reader.sanitise import one_line
from reader.storage.labels import fold_label
from reader.storage.tag_entries import Entry, distinct_tags
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
    parse_versioned,
    quote_scalar,
    replaced,
    spliced,
)

_HEADER = "# Reader's tags. Edit freely: running readers merge your changes.\n"
_VERSION = "1"
_KNOWN = {"title", "text", "tags"}


class TagFile(Struct, frozen=True):
    """The tags file as it was read: its text and what that means, in the order of the file. `starts` tells where the
    lines of each entry begin; it is empty where entries do not stand line by line, each after the other."""

    text: str
    entries: dict[str, Entry]
    notices: tuple[Notice, ...] = ()
    starts: dict[str, int] = field(default_factory=dict)


def parse_tag_file(text: str, path: Path | str) -> TagFile:
    """Parse the text of the tags file; an empty one has no entries. Raises FormatError."""
    return _parsed(text, path)[1]


def _parsed(text: str, path: Path | str = "") -> tuple[Mapping, TagFile]:
    root = parse_versioned(text, path, _VERSION)
    articles = root.entries.get("articles")
    if articles is None or _is_empty(articles):
        return root, TagFile(text, {})
    if not isinstance(articles, Mapping):
        raise FormatError(path, articles.line, "articles must hold ids, each with its tags")
    entries = {key: _entry(key, node, articles.lines[key], path) for key, node in articles.entries.items()}
    return root, TagFile(text, entries, tuple(_notices(articles, path)), _line_starts(text, articles))


def _line_starts(text: str, articles: Mapping) -> dict[str, int]:
    if is_flow(text, articles):
        return {}
    starts = {key: text.rfind("\n", 0, start) + 1 for key, start in articles.starts.items()}
    indented = all(text[start : articles.starts[key]].strip(" ") == "" for key, start in starts.items())
    return starts if indented else {}


def _notices(articles: Mapping, path: Path | str) -> Iterator[Notice]:
    """One notice for the first key that is not known: it may be a slip of the pen, so that tags seem to be missing."""
    for node in articles.entries.values():
        if isinstance(node, Mapping) and (unknown := [name for name in node.entries if name not in _KNOWN]):
            reason = f"{unknown[0]!r} means nothing here (title, text and tags do)"
            yield Notice(one_line(str(FormatError(path, node.lines[unknown[0]], reason))))
            return


def _entry(key: str, node: Node, line: int, path: Path | str) -> Entry:
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


def _text(entry: Mapping, name: str, path: Path | str) -> str | None:
    value = entry.entries.get(name)
    if value is not None and not isinstance(value, Scalar):
        raise FormatError(path, entry.lines[name], f"{name} must be text")
    return value.text if value and value.text else None


def _tags(node: Node, line: int, path: Path | str) -> Iterator[str]:
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


def with_entries(file: TagFile, entries: dict[str, Entry]) -> TagFile:
    """The file with `entries` in place of those it has: what did not change keeps every byte. Where entries stand line
    by line, the work grows with what changes, not with the file.

    Raises FormatError or ValueError where the result would not mean what it should.
    """
    if not file.starts:
        written = parse_tag_file(_changed_text(file.text, entries), "")
        if written.entries != entries:
            raise ValueError("the changed file means something else")
        return written
    kept = {key: entries[key] for key in file.entries if key in entries}
    excerpt = _excerpt(file, [key for key, before in file.entries.items() if kept.get(key) != before])
    root, before = _parsed(excerpt.text)
    wanted = {key: entry for key, entry in entries.items() if key in before.entries or key not in file.entries}
    found = _splices(before, root, wanted)
    written = parse_tag_file(spliced(excerpt.text, found), "")
    if written.entries != wanted:
        raise ValueError("the changed lines mean something else")
    splices = [excerpt.in_file(splice) for splice in found]
    text = spliced(file.text, splices)
    starts = _moved(file.starts, splices)
    grown = len(text) - len(written.text)  # new entries stand as far from the end of the whole as of the excerpt
    starts |= {key: start + grown for key, start in written.starts.items() if key not in file.entries}
    in_order = kept | {key: entry for key, entry in entries.items() if key not in file.entries}
    return TagFile(text, in_order, file.notices, {key: starts[key] for key in in_order})


class _Excerpt(Struct, frozen=True):
    """Some entries of a file as a file of their own. `pieces` are what it was put together from: where each begins, and
    how much further on it stands in the file."""

    text: str
    pieces: list[tuple[int, int]]

    def in_file(self, splice: Splice) -> Splice:
        """A splice of the excerpt as one of the file. What is put between two pieces follows the first."""
        start, stop, replacement = splice
        piece = bisect_right(self.pieces, start - (start == stop), key=lambda piece: piece[0]) - 1
        shift = self.pieces[piece][1]
        return start + shift, stop + shift, replacement


def _excerpt(file: TagFile, keys: Iterable[str]) -> _Excerpt:
    """The entries under some keys and the last one, with all that stands before the first entry and after the last."""
    order = list(file.starts)
    ends = dict(zip(order, [*list(file.starts.values())[1:], len(file.text)], strict=True))
    texts, pieces = [file.text[: file.starts[order[0]]]], [(0, 0)]
    size = len(texts[0])
    for key in dict.fromkeys([*keys, order[-1]]):
        start = file.starts[key]
        pieces.append((size, start - size))
        texts.append(file.text[start : ends[key]])
        size += ends[key] - start
    return _Excerpt("".join(texts), pieces)


def _moved(starts: dict[str, int], splices: Iterable[Splice]) -> dict[str, int]:
    """Where entries begin after some splices, those that go left aside."""
    ordered = sorted(splices, key=lambda splice: splice[:2])
    moved: dict[str, int] = {}
    grown = done = 0
    for key, place in starts.items():
        while done < len(ordered) and ordered[done][1] <= place:
            start, stop, replacement = ordered[done]
            grown += len(replacement) - (stop - start)
            done += 1
        moved[key] = place + grown
    return moved


def _changed_text(text: str, entries: dict[str, Entry]) -> str:
    root, file = _parsed(text)
    articles = root.entries.get("articles")
    new = [entry for key, entry in entries.items() if key not in file.entries]
    if not root.entries:
        return _begun_file(text, new)
    if articles is None:
        return spliced(text, changed(text, root, added=[_section(new, is_flow(text, root))]))
    if not isinstance(articles, Mapping):
        flow = is_flow(text, root)
        return spliced(text, begun(text, root, "articles", [_written(entry, flow) for entry in new]))
    return spliced(text, _splices(file, root, entries))


def _splices(file: TagFile, root: Mapping, entries: dict[str, Entry]) -> list[Splice]:
    """What turns the entries of a file into others."""
    articles = root.entries["articles"]
    assert isinstance(articles, Mapping)
    splices = [
        splice
        for key, before in file.entries.items()
        if key in entries and entries[key] != before
        for splice in _entry_splices(file.text, articles, before, entries[key])
    ]
    gone = {number for number, key in enumerate(articles.entries) if key not in entries}
    flow = is_flow(file.text, articles)
    added = [_written(entry, flow) for key, entry in entries.items() if key not in file.entries]
    return [*splices, *changed(file.text, articles, gone, added)]


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
    there = [fold_label(one_line(item.text)) if isinstance(item, Scalar) else "" for item in node.items]
    wanted = {fold_label(tag) for tag in tags}
    gone = {number for number, tag in enumerate(there) if tag not in wanted}
    new = [quote_scalar(tag, flow=True) for tag in tags if fold_label(tag) not in there]
    return changed(text, node, gone, new if is_flow(text, node) else [f"- {tag}" for tag in new])
