"""Strict reading: text, lists and mappings, each knowing where it stands; everything else is refused."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from reader.errors import FormatError
from reader.sanitise import one_line

if TYPE_CHECKING:
    import yaml

MAX_DEPTH = 6
MAX_BYTES = 64 * 1024 * 1024

BOM = "\ufeff"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Scalar(Struct, frozen=True):
    """A piece of text, quotes and escapes resolved and nothing else: `no`, `~` and `2024-01-02` stay as they are.

    `line` counts from 1; `start` and `stop` are half-open characters into the text parsed and cover quotes too.
    """

    text: str
    line: int
    start: int
    stop: int


class Sequence(Struct, frozen=True):
    """A list. `stop` is the end of its last item or, in the flow style, of its closing bracket."""

    items: tuple[Node, ...]
    line: int
    start: int
    stop: int


class Mapping(Struct, frozen=True):
    """A mapping in the order of the file. `lines` and `starts` tell where each key stands; `stop` as for a list."""

    entries: dict[str, Node]
    lines: dict[str, int]
    starts: dict[str, int]
    line: int
    start: int
    stop: int


Node = Scalar | Sequence | Mapping


def read_yaml(path: Path) -> Mapping:
    """Read a file of at most 64 MB in UTF-8; an empty one, or one of comments only, is an empty mapping.

    Raises FileNotFoundError when there is none, FormatError when it cannot be read or breaks a rule of this module.
    """
    return parse_yaml(read_text(path), path)


def read_text(path: Path) -> str:
    """The text of a YAML file as it stands: with its byte order mark and line ends. Raises what `read_yaml` raises."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FormatError(path, 0, "is not a file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise FormatError(path, 0, f"cannot be read: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise FormatError(path, 0, "is larger than 64 MB")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FormatError(path, data.count(b"\n", 0, error.start) + 1, "is not UTF-8") from error


def parse_yaml(text: str, path: Path | str) -> Mapping:
    """Parse one document whose root is a mapping; `path` is for messages. Raises FormatError."""
    import yaml

    if len(text) > MAX_BYTES:
        raise FormatError(path, 0, "is larger than 64 MB")
    if forbidden := _FORBIDDEN.search(text):
        line = text.count("\n", 0, forbidden.start()) + 1
        raise FormatError(path, line, f"the character U+{ord(forbidden[0]):04X} is not allowed")
    try:
        return _Composer(text, path).root()
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text.removeprefix(BOM), path) from error
    except (yaml.YAMLError, UnicodeError) as error:
        raise FormatError(path, 0, f"is not valid YAML: {one_line(str(error))}") from error


def parse_versioned(text: str, path: Path | str, version: str) -> Mapping:
    """As `parse_yaml`, for a file whose format has a version. Raises FormatError too where the file says that it is of
    another; one that says nothing is taken to be of this."""
    root = parse_yaml(text, path)
    said = root.entries.get("version")
    if isinstance(said, Scalar) and said.text != version:
        raise FormatError(path, said.line, f"is of version {said.text!r}; this Reader knows {version}")
    return root


class _Composer:
    """Makes nodes of the events of one text and refuses what does not belong into a file of ours."""

    def __init__(self, text: str, path: Path | str) -> None:
        import yaml

        self._path = path
        self._shift = 1 if text.startswith(BOM) else 0
        self._end = len(text)
        loader = getattr(yaml, "CLoader", yaml.Loader)
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text[self._shift :], Loader=loader))

    def root(self) -> Mapping:
        import yaml

        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            return Mapping({}, {}, {}, 1, self._end, self._end)
        root = self._node(next(self._events), 1)
        if not isinstance(root, Mapping):
            raise FormatError(self._path, root.line, "must hold keys with values (key: value)")
        next(self._events)
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._refused(event, "a second document (---) is not allowed")
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        import yaml

        if not isinstance(event, yaml.CollectionStartEvent):
            return self._scalar(event)
        if event.anchor or event.tag:
            raise self._refused(event, _FOREIGN)
        if depth > MAX_DEPTH:
            raise self._refused(event, f"is nested deeper than {MAX_DEPTH} levels")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _scalar(self, event: yaml.Event) -> Scalar:
        import yaml

        if isinstance(event, yaml.AliasEvent):
            raise self._refused(event, _FOREIGN)
        if not isinstance(event, yaml.ScalarEvent):
            raise self._refused(event, "a key must be text")
        if event.anchor or event.tag:
            raise self._refused(event, _FOREIGN)
        if event.style == '"' and _SURROGATE.search(event.value):  # libyaml refuses these itself
            raise self._refused(event, "half a character (\\ud800 to \\udfff) is not allowed")
        return Scalar(event.value, *self._place(event))

    def _sequence(self, event: yaml.Event, depth: int) -> Sequence:
        import yaml

        items: list[Node] = []
        while not isinstance(following := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(following, depth + 1))
        line, start, _ = self._place(event)
        return Sequence(tuple(items), line, start, self._stop(following, items[-1].stop if items else start))

    def _mapping(self, event: yaml.Event, depth: int) -> Mapping:
        import yaml

        entries: dict[str, Node] = {}
        lines: dict[str, int] = {}
        starts: dict[str, int] = {}
        line, start, last = self._place(event)
        while not isinstance(following := next(self._events), yaml.MappingEndEvent):
            key = self._key(following)
            if key.text in lines:
                raise self._refused(following, f"{_named(key.text)} stands already in line {lines[key.text]}")
            entries[key.text] = value = self._node(next(self._events), depth + 1)
            lines[key.text] = key.line
            starts[key.text] = key.start
            last = value.stop
        return Mapping(entries, lines, starts, line, start, self._stop(following, last))

    def _key(self, event: yaml.Event) -> Scalar:
        key = self._scalar(event)
        if key.text == "<<" and key.stop - key.start == len("<<"):
            raise self._refused(event, "merge keys (<<) are not allowed")
        return key

    def _stop(self, end: yaml.Event, last: int) -> int:
        """Where a collection ends: after its bracket or, since the end event of the block style lies behind the
        comments that follow, after its last part."""
        _, start, stop = self._place(end)
        return stop if stop > start else last

    def _place(self, event: yaml.Event) -> tuple[int, int, int]:
        """The line, from 1, and the characters of an event. libyaml counts characters too, but not the mark (BOM)."""
        first, last = event.start_mark, event.end_mark
        assert first is not None, "both parsers mark every event"
        assert last is not None
        return first.line + 1, first.index + self._shift, last.index + self._shift

    def _refused(self, event: yaml.Event, reason: str) -> FormatError:
        return FormatError(self._path, self._place(event)[0], reason)


def _named(key: str) -> str:
    shown = one_line(key)
    return f"the key {shown if len(shown) <= 60 else shown[:59] + '…'!r}"


_INDENT = "does not fit the lines above it: check indentation and quotes"
_UNCLOSED = "the quotation mark opened here is not closed"
_BRACKET = "the bracket opened here is not closed, or a comma is missing"
_FOREIGN = "anchors, aliases and tags (&, *, !) are not allowed"
_COLON = "a colon stands where no key can: put the text in quotes or check the indentation"
_NO_COLON = "a colon is missing after a key"
_TAB = "a tab cannot indent: use spaces"
_REASONS = (
    ("unexpected end of stream", True, _UNCLOSED),
    ("unexpected document", True, _UNCLOSED),
    ("could not find expected ':'", True, _NO_COLON),
    ("expected ',' or", True, _BRACKET),
    ("mapping values are not allowed", False, _COLON),
    ("found unexpected ':'", False, _COLON),
    ("sequence entries are not allowed", False, "a list item must begin on a line of its own"),
    ("found a tab character", False, _TAB),
    ("cannot start any token", False, "this sign cannot begin a value: put the text in quotes"),
    ("escape", False, "an escape in double quotes is not known: double the backslash or use single quotes"),
    ("expected key", False, _INDENT),
    ("'-' indicator", False, _INDENT),
    ("<block end>", False, _INDENT),
    ("node content", False, "a value is missing"),
    ("document start", False, "does not belong to the one document a file can hold"),
    ("tag handle", False, _FOREIGN),
)
"""What the parsers say (libyaml and PyYAML's own), whether the mistake is where the construct began, what we say."""


def _explained(error: yaml.MarkedYAMLError, text: str, path: Path | str) -> FormatError:
    problem = str(error.problem)
    known = ((at_beginning, reason) for said, at_beginning, reason in _REASONS if said in problem)
    at_beginning, reason = next(known, (False, f"is not valid YAML: {one_line(problem)}"))
    if error.context in ("while scanning a tag", "while scanning an anchor", "while scanning an alias"):
        reason = _FOREIGN
    mark = (at_beginning and error.context_mark) or error.problem_mark
    if mark is None:
        return FormatError(path, 0, reason)
    if text[mark.index : mark.index + 1] == "\t" and "cannot start" in problem:
        reason = _TAB
    return FormatError(path, mark.line + 1, reason)
