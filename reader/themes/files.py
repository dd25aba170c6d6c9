"""Theme files, the shipped ones and the user's own, into checked themes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from reader import yamlfile
from reader.errors import FormatError
from reader.model import Notice
from reader.sanitise import one_line
from reader.settings import config_folder, shipped_folder
from reader.themes.styles import FAMILIES, Style, nearest, parse_style
from reader.themes.theme import Contrast, Theme


def load_themes() -> tuple[tuple[Theme, ...], tuple[Notice, ...]]:
    """All themes: the shipped ones, then the user's from `themes/` in the settings folder, each by name. A user's
    theme replaces the shipped one of its name. Every file that is wrong costs one notice."""
    shipped, shipped_notices = _read_all(shipped_folder("themes"), {})
    own, own_notices = _read_all(config_folder() / "themes", shipped)
    return (*(t for t in shipped.values() if t.name not in own), *own.values()), (*shipped_notices, *own_notices)


def _read_all(folder: Path, shipped: Mapping[str, Theme]) -> tuple[dict[str, Theme], list[Notice]]:
    themes: dict[str, Theme] = {}
    notices = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            theme = read_theme(path, shipped)
            if theme.name in themes:
                raise FormatError(path, 0, f"the name {theme.name!r} is taken by {themes[theme.name].path.name}")
            themes[theme.name] = theme
        except FormatError as error:
            notices.append(Notice(one_line(str(error))))
        except FileNotFoundError:
            notices.append(Notice(one_line(f"{path}: is a link to nothing")))
    return dict(sorted(themes.items())), notices


def read_theme(path: Path, shipped: Mapping[str, Theme] = MappingProxyType({})) -> Theme:
    """Read one theme file; `shipped` are the themes it may extend, by name.

    Raises FormatError with the line where it is wrong, FileNotFoundError when there is none.
    """
    return _File(path, yamlfile.read_yaml(path)).theme(shipped)


_NAME = re.compile(r"[\w-]+(?: [\w-]+)*")  # Textual takes a comma for the end of a name


class _File:
    """One theme file while it is checked."""

    def __init__(self, path: Path, root: yamlfile.Mapping) -> None:
        self._path = path
        self._root = root

    def theme(self, shipped: Mapping[str, Theme]) -> Theme:
        known = ("name", "description", "extends", "kind", "contrast", "styles")
        for key, line in self._root.lines.items():
            if key not in known:
                raise self._wrong(line, f"unknown key {key!r}{nearest(key, known)}")
        base = self._base(shipped)
        contrast = Contrast(self._choice("contrast", tuple(Contrast), base.contrast if base else ""))
        name = self._text("name", self._path.stem)
        if not _NAME.fullmatch(name):
            line = self._root.lines.get("name", 0)
            raise self._wrong(line, f"name: {name!r} holds more than letters, digits, spaces, - and _")
        return Theme(
            name=name,
            description=self._text("description", base.description if base else ""),
            dark=self._choice("kind", ("dark", "light"), base.kind if base else "") == "dark",
            contrast=contrast,
            path=self._path,
            styles=MappingProxyType(self._styles(base, contrast)),
        )

    def _base(self, shipped: Mapping[str, Theme]) -> Theme | None:
        wanted = self._text("extends", "")
        if wanted and wanted not in shipped:
            line = self._root.lines["extends"]
            raise self._wrong(line, f"extends {wanted!r}, which is not shipped with Reader{nearest(wanted, shipped)}")
        return shipped.get(wanted)

    def _styles(self, base: Theme | None, contrast: Contrast) -> dict[str, Style]:
        node = self._root.entries.get("styles")
        if not isinstance(node, yamlfile.Mapping):
            raise self._wrong(node.line if node else 0, "needs `styles:` with a style for every role")
        own = {}
        for name, value in node.entries.items():
            line = node.lines[name]
            if name not in FAMILIES:
                raise self._wrong(line, f"unknown role {name!r}{nearest(name, FAMILIES)}")
            if not isinstance(value, yamlfile.Scalar):
                raise self._wrong(line, f"{name}: a style is one string")
            try:
                own[name] = parse_style(value.text, FAMILIES[name], ansi=contrast is Contrast.TERMINAL)
            except ValueError as error:
                raise self._wrong(line, f"{name}: {error}") from error
        styles = {**(base.styles if base else {}), **own}
        if missing := [name for name in FAMILIES if name not in styles]:
            raise self._wrong(node.line, f"no style for {', '.join(missing)} (or say which theme it `extends`)")
        if base and (base.contrast is Contrast.TERMINAL) is not (contrast is Contrast.TERMINAL):
            raise self._wrong(self._root.lines["contrast"], f"{contrast} cannot extend {base.name}: {base.contrast}")
        if contrast is not Contrast.TERMINAL and not styles["text"].foreground:
            raise self._wrong(node.lines["text"], "text: needs a colour, which roles without one share")
        return {name: styles[name] for name in FAMILIES}

    def _text(self, key: str, default: str) -> str:
        node = self._root.entries.get(key)
        if node is None:
            return default
        if not isinstance(node, yamlfile.Scalar) or not node.text.strip():
            raise self._wrong(self._root.lines[key], f"{key}: must be text")
        return one_line(node.text)

    def _choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        value = self._text(key, default)
        if value not in choices:
            said = f"{value!r} is not one of" if value else "is missing; it is one of"
            raise self._wrong(self._root.lines.get(key, 0), f"{key}: {said} {', '.join(choices)}")
        return value

    def _wrong(self, line: int, reason: str) -> FormatError:
        return FormatError(self._path, line, one_line(reason))
