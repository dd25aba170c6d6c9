"""The map of the house, enforced: who may import whom, and what must not be loaded before it is needed."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

READER = Path(__file__).parent.parent / "reader"

# From top to bottom; a room imports only rooms below its own line, and its own modules.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("cli",),
    ("ui", "arguments", "printing"),
    ("library",),
    ("worker",),
    ("search",),
    ("storage",),
    ("sources",),
    ("language",),
    ("settings", "themes", "process"),
    ("yamlfile",),
    ("model", "errors", "sanitise", "letters"),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
ALLOWED_BESIDE = {("themes", "settings"), ("model", "errors")}
HEAVY = ("textual", "numpy", "slovnet", "pymorphy3", "natasha", "navec", "razdel")
SQL = ("storage/database.py", "storage/cache.py", "storage/annotations.py", "storage/journal.py", "search/index.py")


def modules() -> list[Path]:
    return sorted(READER.rglob("*.py"))


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Every module that a file imports, and whether it does so as soon as it is loaded."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    late = {
        child
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.If)
        for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node not in late) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node not in late
            if node.module == "reader":
                yield from ((f"reader.{alias.name}", node not in late) for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(READER)))
def test_imports_point_downward(path: Path) -> None:
    own = room_of(".".join(("reader", *path.relative_to(READER).with_suffix("").parts)))
    for module, _ in imports(path):
        if not module.startswith("reader.") or own == "__init__":
            continue
        other = room_of(module)
        late_ui = own == "cli" and other == "ui"
        allowed = other == own or FLOOR[other] > FLOOR[own] or (own, other) in ALLOWED_BESIDE or late_ui
        assert allowed, f"{path.relative_to(READER)} imports {module}, which is not below it"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(READER)))
def test_only_the_ui_imports_textual(path: Path) -> None:
    if path.relative_to(READER).parts[0] != "ui":
        assert not [module for module, _ in imports(path) if module.split(".")[0] == "textual"]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(READER)))
def test_sql_is_written_where_rows_become_objects(path: Path) -> None:
    if path.relative_to(READER).as_posix() not in SQL:
        assert not re.findall(
            r"\b(?:SELECT .+ FROM|INSERT INTO|DELETE FROM|CREATE TABLE)\b", path.read_text(encoding="utf-8")
        )


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(READER)))
def test_no_file_is_longer_than_a_person_can_hold(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", modules(), ids=str)
def test_no_group_is_repeated_possessively(path: Path) -> None:
    """Before Python 3.11.5 `(…)*+` forgets what it has matched when the group tries a second way (python/cpython,
    gh-106052): there `(?>(…)*)` says it."""
    assert not re.search(r"(?<!\\)\)(?:[*+?]|\{[\d,]+\})\+", path.read_text(encoding="utf-8"))


def test_the_command_line_starts_without_heavy_modules() -> None:
    probe = "import sys, reader.library, reader.cli; print(*(m for m in sys.argv[1:] if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", probe, *HEAVY], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_search_needs_the_morphology_but_not_the_tagger() -> None:
    probe = "import sys, reader.search.match as m; m.load(); print(*(m for m in sys.argv[1:] if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", probe, *HEAVY], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["pymorphy3"]


def test_natasha_is_never_imported() -> None:
    assert not [path for path in modules() for module, _ in imports(path) if module.split(".")[0] == "natasha"]
