"""The text of `names.yaml`: what the user's corrections of names mean, and how a change of them is written.

```yaml
version: 1
names:
  Софья Ланская:
    label: person               # what all that is called so is: person, org or place
    also: [Ланская, Заря (org)] # these names are this one; with a kind in brackets, only where they are of that kind
  Заря:
    apart: [Заря Иванова]       # these spellings are not this name
```
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Lookup
from enum import StrEnum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reader.errors import FormatError
from reader.model import Label
from reader.sanitise import one_line
from reader.storage.labels import fold_label
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

KINDS: Lookup[str, Label] = {"person": Label.PERSON, "org": Label.ORGANISATION, "place": Label.PLACE}
"""How the file calls what a name may be."""
KIND_OF: Lookup[Label, str] = {label: kind for kind, label in KINDS.items()}

_HEADER = "# Reader's corrections of names. Edit freely: running readers take in your changes.\n"
_VERSION = "1"
_LIMITED = re.compile(rf"(.+) \(({'|'.join(KINDS)})\)")


class Part(StrEnum):
    """What an entry may say of a name."""

    LABEL = "label"
    ALSO = "also"
    APART = "apart"


class NameEntry(Struct, frozen=True):
    """What the file says of one name; `also` and `apart` in its order."""

    name: str
    label: Label | None = None
    also: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return self.label is None and not self.also and not self.apart


class Correction(Struct, frozen=True):
    """One thing that the entry of a name comes to say. In `also` and `apart`, `value` is a name that is `added` or
    taken out; for the label it is the kind, '' for none, and `before` the kind that was said."""

    name: str
    part: Part
    value: str
    added: bool = True
    before: str = ""

    @property
    def inverse(self) -> Correction:
        """The correction that undoes this one."""
        if self.part is Part.LABEL:
            return replace(self, value=self.before, before=self.value)
        return replace(self, added=not self.added)


class NameFile(Struct, frozen=True):
    """The file as it was read; `entries` by folded name."""

    text: str
    root: Mapping
    entries: dict[str, NameEntry]


def limited(item: str) -> tuple[str, Label | None]:
    """The name in an item of `also`, and the kind that it must be of."""
    found = _LIMITED.fullmatch(item)
    return (found[1], KINDS[found[2]]) if found else (item, None)


def limited_item(name: str, label: Label | None) -> str:
    """An item of `also`."""
    return f"{name} ({KIND_OF[label]})" if label else name


# Text to entries


def parse_names(text: str, path: Path | str) -> NameFile:
    """What a text means. Raises FormatError: also where a name is merged into two others, or into itself by way of
    others."""
    root = parse_versioned(text, path, _VERSION)
    section = root.entries.get("names")
    if section is None or _is_blank(section):
        return NameFile(text, root, {})
    if not isinstance(section, Mapping):
        raise FormatError(path, section.line, "names must hold names, each with what is to be corrected")
    entries: dict[str, NameEntry] = {}
    lines: dict[str, int] = {}
    for key, node in section.entries.items():
        name, line = one_line(key), section.lines[key]
        folded = fold_label(name)
        if not folded:
            raise FormatError(path, line, "a name is empty")
        if folded in entries:
            raise FormatError(path, line, f"{name!r} stands already in line {lines[folded]}")
        entries[folded], lines[folded] = _entry(name, node, path), line
    _refuse_circles(entries, lines, path)
    return NameFile(text, root, entries)


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text


def _entry(name: str, node: Node, path: Path | str) -> NameEntry:
    if _is_blank(node):
        return NameEntry(name)
    if not isinstance(node, Mapping):
        raise FormatError(path, node.line, f"{name!r} must hold label, also or apart")
    for key in node.entries:
        if key not in list(Part):
            raise FormatError(path, node.lines[key], f"{one_line(key)!r} is not known here: label, also and apart are")
    also, apart = (_listed(node.entries.get(part), part, path) for part in (Part.ALSO, Part.APART))
    return NameEntry(name, _label(node.entries.get(Part.LABEL), path), also, apart)


def _label(node: Node | None, path: Path | str) -> Label | None:
    if node is None or _is_blank(node):
        return None
    if not isinstance(node, Scalar) or node.text not in KINDS:
        raise FormatError(path, node.line, f"label must be one of {', '.join(KINDS)}")
    return KINDS[node.text]


def _listed(node: Node | None, part: Part, path: Path | str) -> tuple[str, ...]:
    if node is None or _is_blank(node):
        return ()
    if not isinstance(node, Sequence):
        raise FormatError(path, node.line, f"{part} must hold a list of names: [one, another]")
    items: list[str] = []
    for item in node.items:
        if not isinstance(item, Scalar) or not one_line(item.text):
            raise FormatError(path, item.line, f"{part} must hold names")
        items.append(one_line(item.text))
    return tuple(items)


def _refuse_circles(entries: Lookup[str, NameEntry], lines: Lookup[str, int], path: Path | str) -> None:
    heads: dict[tuple[str, Label | None], str] = {}
    for folded, entry in entries.items():
        for item in entry.also:
            name, label = limited(item)
            first = heads.setdefault((fold_label(name), label), folded)
            if first != folded:
                reason = f"{name!r} is merged into {entries[first].name!r} already, in line {lines[first]}"
                raise FormatError(path, lines[folded], reason)
    above: dict[str, set[str]] = {}
    for (name, _), head in heads.items():
        above.setdefault(name, set()).add(head)
    for folded, entry in entries.items():
        reached, waiting = set[str](), [folded]
        while waiting:
            found = above.get(waiting.pop(), set()) - reached
            reached |= found
            waiting += found
        if folded in reached:
            raise FormatError(path, lines[folded], f"{entry.name!r} is merged into itself, by way of other names")


# Entries to text


def with_correction(file: NameFile, correction: Correction) -> NameFile:
    """The file after a correction. Raises FormatError or ValueError where the layout cannot be changed safely, or
    where the correction makes a circle."""
    folded = fold_label(correction.name)
    before = file.entries.get(folded, NameEntry(correction.name))
    after = _corrected(before, correction)
    if after == before:
        return file
    changed_file = parse_names(_changed_text(file, folded, after), "names.yaml")
    meant = {**file.entries, folded: after}
    if after.is_empty:
        del meant[folded]
    if changed_file.entries != meant:
        raise ValueError("the layout of the file is unusual")
    return changed_file


def _corrected(entry: NameEntry, correction: Correction) -> NameEntry:
    part, value = correction.part, correction.value
    if part is Part.LABEL:
        return replace(entry, label=KINDS.get(value))
    there: tuple[str, ...] = getattr(entry, part)
    kept = tuple(item for item in there if fold_label(item) != fold_label(value))
    if correction.added:
        kept = there if kept != there else (*there, value)
    return replace(entry, also=kept) if part is Part.ALSO else replace(entry, apart=kept)


def _changed_text(file: NameFile, folded: str, after: NameEntry) -> str:
    text, root = file.text, file.root
    if not root.entries:
        lines = [f"version: {_VERSION}", "\n".join(("names:", *_indented(_written(after, flow=False))))]
        return appended(text if text.strip("\ufeff \r\n") else text + _HEADER, lines)
    section, flow = root.entries.get("names"), is_flow(text, root)
    if section is None:
        entry = _written(after, flow)
        added = f"names: {{{entry}}}" if flow else "\n".join(("names:", *_indented(entry)))
        return spliced(text, changed(text, root, added=[added]))
    if not isinstance(section, Mapping):
        return spliced(text, begun(text, root, "names", [_written(after, flow)]))
    if folded not in file.entries:
        return spliced(text, changed(text, section, added=[_written(after, is_flow(text, section))]))
    number = list(file.entries).index(folded)
    if after.is_empty:
        return spliced(text, changed(text, section, {number}))
    key = list(section.entries)[number]
    node = section.entries[key]
    if not isinstance(node, Mapping):
        return spliced(text, begun(text, section, key, _fields(after)))
    return _changed_entry(text, node, after)


def _changed_entry(text: str, node: Mapping, after: NameEntry) -> str:
    wanted: dict[str, str] = dict(_parts(after))
    splices: list[Splice] = []
    for part, value in node.entries.items():
        if isinstance(value, Sequence) and value.items and part in wanted:
            splices += _item_splices(text, value, getattr(after, part))
        elif part in wanted and not (isinstance(value, Scalar) and value.text == wanted[part]):
            splices.append(replaced(text, value, wanted[part]))
    gone = {number for number, part in enumerate(node.entries) if part not in wanted}
    missing = [f"{part}: {value}" for part, value in wanted.items() if part not in node.entries]
    return spliced(text, [*splices, *changed(text, node, gone, missing)])


def _item_splices(text: str, node: Sequence, items: tuple[str, ...]) -> list[Splice]:
    there = [fold_label(one_line(item.text)) if isinstance(item, Scalar) else "" for item in node.items]
    wanted = {fold_label(item) for item in items}
    gone = {number for number, item in enumerate(there) if item not in wanted}
    flow = is_flow(text, node)
    new = [quote_scalar(item, flow=flow) for item in items if fold_label(item) not in there]
    return changed(text, node, gone, new if flow else [f"- {item}" for item in new])


def _written(entry: NameEntry, flow: bool) -> str:
    """An entry as YAML, for a block or for brackets."""
    key, fields = quote_scalar(entry.name, flow=flow), _fields(entry)
    return f"{key}: {{{', '.join(fields)}}}" if flow else "\n".join((f"{key}:", *(f"  {field}" for field in fields)))


def _parts(entry: NameEntry) -> Iterator[tuple[Part, str]]:
    if entry.label:
        yield Part.LABEL, KIND_OF[entry.label]
    for part, items in ((Part.ALSO, entry.also), (Part.APART, entry.apart)):
        if items:
            yield part, f"[{', '.join(quote_scalar(item, flow=True) for item in items)}]"


def _fields(entry: NameEntry) -> list[str]:
    return [f"{part}: {value}" for part, value in _parts(entry)]


def _indented(entry: str) -> Iterable[str]:
    return (f"  {line}" for line in entry.split("\n"))
