"""The user's settings, and where everything lives: settings, data, caches, and what ships with the program.

Folders are those of the system's own rules (on Linux the XDG base directories), under a name that does not clash with
the `reader` library, which keeps its database in a folder of that name.
"""

from __future__ import annotations

import collections.abc
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import fields, replace

from reader.errors import FormatError, NotFoundError, StorageError
from reader.model import Notice
from reader.sanitise import one_line
from reader.yamlfile import (
    Mapping,
    Node,
    Scalar,
    appended,
    changed,
    is_flow,
    locked,
    parse_yaml,
    quote_scalar,
    read_text,
    read_yaml,
    replaced,
    spliced,
    write_atomically,
)

_FOLDER = "reader-news"

SETTINGS_TEMPLATE = """\
# Settings of Reader. What is commented out says how things are without it.
# Paths may begin with ~ for the home folder; others are relative to this file's folder.

# What `reader` opens when no path is given: a folder of texts, an index.yaml, or a single text.
# Without it, the articles that ship with Reader.
# library: ~/news

# One of `reader themes list`. The palette (ctrl+p) changes it here.
# Without it, one that fits the terminal: night where there are enough colours.
# theme: night

# Where tags are kept. Without it, tags.yaml in the data folder, for all libraries.
# tags: ~/news/tags.yaml

# A spaCy model, installed beside Reader, that finds the names in English texts. Without it, Reader's own rules.
# spacy: en_core_web_sm

# Other keys for actions, by the actions' ids.
# keys:
#   down: j, ctrl+n
#   next-quote: "]"
"""
"""What `reader settings init` writes. All of it is commentary."""


class Settings(Struct, frozen=True):
    """What `settings.yaml` says; None where it says nothing. `keys` holds the keys wanted for an action, by its id."""

    library: Path | None = None
    theme: str | None = None
    tags: Path | None = None
    spacy: str | None = None
    keys: collections.abc.Mapping[str, str] = field(default_factory=dict)


def config_folder() -> Path:
    """Where `settings.yaml` and the user's themes are."""
    import platformdirs

    return platformdirs.user_config_path(_FOLDER, appauthor=False)


def data_folder() -> Path:
    """Where tags, read marks and whatever else only the user can make are."""
    import platformdirs

    return platformdirs.user_data_path(_FOLDER, appauthor=False)


def cache_folder() -> Path:
    """Where lies what can be made again."""
    import platformdirs

    return platformdirs.user_cache_path(_FOLDER, appauthor=False)


def shipped_folder(name: str) -> Path:
    """The folder `seeds` or `themes` that ships with Reader: inside the package when installed from a wheel, beside it
    in a checkout. Raises NotFoundError when it is in neither place."""
    package = Path(__file__).parent
    for folder in (package / "shipped" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise NotFoundError(f"{name} did not come with this installation of Reader")


def settings_path() -> Path:
    """Where `settings.yaml` is, or would be."""
    return config_folder() / "settings.yaml"


def load_settings() -> tuple[Settings, tuple[Notice, ...]]:
    """The user's settings. A file that cannot be read costs one notice and counts as empty; a setting that is not
    known, or not of its kind, costs one notice and is left out."""
    path = settings_path()
    try:
        root = read_yaml(path)
    except FileNotFoundError:
        return Settings(), ()
    except FormatError as error:
        return Settings(), (Notice(one_line(f"{error} – the settings are left aside"), "error"),)
    settings = Settings()
    notices: list[Notice] = []
    for name, node in root.entries.items():
        try:
            settings = _with_setting(settings, name, node, path.parent)
        except ValueError as error:
            notices.append(Notice(one_line(str(FormatError(path, root.lines[name], str(error))))))
    return settings, tuple(notices)


def _with_setting(settings: Settings, name: str, node: Node, folder: Path) -> Settings:
    match name:
        case "library":
            return replace(settings, library=_path(name, node, folder))
        case "theme":
            return replace(settings, theme=_text(name, node))
        case "tags":
            return replace(settings, tags=_path(name, node, folder))
        case "spacy":
            return replace(settings, spacy=_text(name, node))
        case "keys" if isinstance(node, Mapping):
            return replace(settings, keys=dict(_keys(node)))
        case "keys":
            if _text(name, node):
                raise ValueError("keys must hold actions with their keys (action: key)")
            return settings
        case _:
            raise ValueError(f"there is no setting {name!r}{_nearest(name)}")


def _keys(node: Mapping) -> Iterator[tuple[str, str]]:
    for action, keys in node.entries.items():
        if text := _text(f"keys: {action}", keys):
            yield action, text


def _text(name: str, node: Node) -> str | None:
    if not isinstance(node, Scalar):
        raise ValueError(f"{name} must be text")
    return node.text.strip() or None


def _path(name: str, node: Node, folder: Path) -> Path | None:
    text = _text(name, node)
    if text is None:
        return None
    if "\0" in text:
        raise ValueError(f"{name} is no path")
    try:
        return folder / Path(text).expanduser()
    except RuntimeError as error:
        raise ValueError(f"{name}: there is no home folder for {text!r}") from error


def _nearest(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, [field.name for field in fields(Settings)], n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""


def save_theme(name: str) -> None:
    """Make `name` the theme in `settings.yaml`, changing nothing else in it; makes the file if there is none.

    Raises FormatError, and leaves the file alone, if it breaks the rules of YAML; StorageError if it cannot be written.
    """
    path = settings_path()
    with locked(path):
        try:
            text = read_text(path)
        except FileNotFoundError:
            text = ""
        text = _with_theme_line(text, parse_yaml(text, path), name)
        saved = parse_yaml(text, path).entries.get("theme")
        if not isinstance(saved, Scalar) or saved.text != name:
            raise StorageError(f"{path}: its layout leaves no place for a theme; write `theme: {one_line(name)}` there")
        write_atomically(path, text.encode("utf-8"))


def _with_theme_line(text: str, root: Mapping, name: str) -> str:
    value = quote_scalar(name, flow=bool(root.entries) and is_flow(text, root))
    if not root.entries:
        return appended(text, [f"theme: {value}"])
    if "theme" in root.entries:
        return spliced(text, [replaced(text, root.entries["theme"], value)])
    return spliced(text, changed(text, root, added=[f"theme: {value}"]))
