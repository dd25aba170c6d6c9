"""Changing a few values of a file and no other byte of it: comments, order and layout stay.

A change is a list of splices, all of them into the text that was parsed. Layouts that nobody writes (a dash on a line
of its own, a key after `?`) can come out wrong: parse the result and compare before saving it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from collections.abc import Sequence as Series

from reader.yamlfile.reading import BOM, Mapping, Scalar, Sequence

Splice = tuple[int, int, str]
"""Half-open characters of a text and what to put in their place."""

_KEY = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^"'\s].*?)(?=[ \t]*:(?:\s|$|(?<=["']:)))""")
"""A key on one line, in quotes or plain, up to the colon after it."""


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """`text` with all splices made. Those at one place are made in the order given.

    Raises ValueError if two overlap.
    """
    pieces: list[str] = []
    reached = 0
    for start, stop, replacement in sorted(splices, key=lambda splice: splice[:2]):
        if start < reached:
            raise ValueError("splices overlap")
        pieces += (text[reached:start], replacement)
        reached = stop
    return "".join((*pieces, text[reached:]))


def is_flow(text: str, node: Sequence | Mapping) -> bool:
    """Whether a list or mapping is written in brackets, not line by line."""
    return text[node.start : node.start + 1] in ("[", "{")


def replaced(text: str, node: Scalar | Sequence | Mapping, value: str) -> Splice:
    """Put `value`, YAML that fits on one line, in the place of a value."""
    if node.start == node.stop and text[node.start - 1] == ":":
        value = " " + value
    if text[node.start : node.stop].endswith("\n"):  # | and > hold the end of their last line
        value += newline(text)
    return node.start, node.stop, value


def renamed(text: str, node: Mapping, key: str, new: str) -> Splice:
    """Put `new`, YAML that fits on one line, in the place of a key. Raises ValueError where its end cannot be told."""
    found = _KEY.match(text, node.starts[key])
    if found is None:
        raise ValueError("a key without an end")
    return found.start(), found.end(), new


def changed(
    text: str, node: Sequence | Mapping, removed: Collection[int] = (), added: Series[str] = ()
) -> list[Splice]:
    """Take parts out of a list or mapping, by their numbers, and add others at its end.

    `added` is YAML without indentation: `- item` or `key: value`, of one or more lines, for a block; `item` or
    `key: value` in one line for brackets (`is_flow` tells).
    """
    if isinstance(node, Mapping):
        parts = [(start, node.entries[key].stop) for key, start in node.starts.items()]
    else:
        parts = [(item.start, item.stop) for item in node.items]
    if is_flow(text, node):
        return _changed_in_brackets(node, parts, removed, added)
    splices = [(_line_start(text, parts[number][0]), _line_end(text, parts[number][1]), "") for number in removed]
    first = node.start if isinstance(node, Sequence) else parts[0][0]
    column = first - _line_start(text, first)
    return [*splices, *_lines(text, _line_end(text, parts[-1][1]), column, added)]


def _changed_in_brackets(
    node: Sequence | Mapping, parts: Series[tuple[int, int]], removed: Collection[int], added: Series[str]
) -> list[Splice]:
    kept = [number for number in range(len(parts)) if number not in removed]
    if not kept:
        return [(node.start + 1, node.stop - 1, ", ".join(added))]
    last = kept[-1]
    end = parts[last][1]
    splices = [(parts[number][0], parts[number + 1][0], "") for number in removed if number < last]
    if last + 1 < len(parts):
        splices.append((end, parts[-1][1], ""))
    return [*splices, (end, end, "".join(f", {part}" for part in added))]


def begun(text: str, parent: Mapping, key: str, added: Series[str]) -> list[Splice]:
    """Begin a mapping as the value of a key that has none yet. `added` as for `changed`, in the style of `parent`."""
    value = parent.entries[key]
    if is_flow(text, parent):
        return [replaced(text, value, f"{{{', '.join(added)}}}")]
    start = parent.starts[key]
    lines = _lines(text, _line_end(text, value.stop), start - _line_start(text, start) + 2, added)
    return [(value.start, value.stop, ""), *lines]  # the value may be an empty pair of quotes


def appended(text: str, added: Series[str]) -> str:
    """`text` without any value in it, at most comments, with lines at its end."""
    return spliced(text, _lines(text, len(text), 0, added))


def _lines(text: str, place: int, column: int, added: Series[str]) -> list[Splice]:
    if not added:
        return []
    end = newline(text)
    begin = "" if place == 0 or text[place - 1] in ("\n", BOM) else end
    lines = (f"{' ' * column}{line}{end}" for part in added for line in part.split("\n"))
    return [(place, place, begin + "".join(lines))]


def newline(text: str) -> str:
    """The line end that a text uses."""
    return "\r\n" if "\r\n" in text else "\n"


def _line_start(text: str, place: int) -> int:
    start = text.rfind("\n", 0, place) + 1
    return 1 if start == 0 and text.startswith(BOM) else start


def _line_end(text: str, place: int) -> int:
    if place and text[place - 1] == "\n":
        return place
    return text.find("\n", place) + 1 or len(text)
