"""Writes what README shows of the program's own tables: `python docs/readme.py`. Tests say when it is due."""

from __future__ import annotations

from pathlib import Path

from reader.themes import ROLES
from reader.ui.keys import markdown_table

README = Path(__file__).parent.parent / "README.md"


def roles_table() -> str:
    """The roles that a theme gives styles to."""
    rows = [f"| `{role.name}` | {role.family.value} | {role.paints} |" for role in ROLES]
    return "\n".join(["| role | is a | paints |", "|---|---|---|", *rows])


def renewed(text: str) -> str:
    """README's text with every table between its two marks as the program has it now."""
    for name, table in (("keys", markdown_table()), ("roles", roles_table())):
        before, rest = text.split(f"<!-- {name} -->\n")
        _, after = rest.split(f"<!-- /{name} -->")
        text = f"{before}<!-- {name} -->\n{table}\n<!-- /{name} -->{after}"
    return text


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
