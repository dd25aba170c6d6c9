"""A value as it is typed after an operator's colon."""

from __future__ import annotations

from reader.search.tree import Filter


def spelled(operator: str, value: str, *, typed: str | None = None) -> str:
    """`operator:value`, with the value in marks where it needs them; `typed` is another word for the operator.

    A value with both kinds of marks in it loses them: sources and names are found by their words."""
    if '"' in value and "»" in value:
        value = " ".join(value.translate(dict.fromkeys(map(ord, '"«»'), " ")).split())
    whole = str(Filter(operator, (value,)))
    return whole if typed is None else f"{typed}{whole.removeprefix(operator)}"
