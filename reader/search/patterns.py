"""Regular expressions in queries, matched under a time limit and without the interpreter's lock."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from math import prod
from time import monotonic
from typing import Any

from reader.errors import QueryError

_LONGEST = 500
_MOST_REPEATED = 10_000  # what must be repeated is written out when compiled: a million times takes 270 MB
_AT_LEAST = re.compile(r"\{(\d+)")
_ITSELF = re.compile(r"\(\?(?:R|[+-]?\d|&|P>)")  # recursion: half a gigabyte in a second


@lru_cache(32)
def _compiled(pattern: str) -> Any:
    import regex

    return regex.compile(_without_yo(pattern), regex.IGNORECASE)


def _without_yo(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е")


def check_pattern(pattern: str) -> str | None:
    """Why `pattern` is no regular expression; None if it is one."""
    import regex

    if len(pattern) > _LONGEST:
        return f"it is longer than {_LONGEST} characters"
    if prod(max(1, int(count)) for count in _AT_LEAST.findall(pattern)) > _MOST_REPEATED:
        return f"it repeats something more than {_MOST_REPEATED:,} times"
    if _ITSELF.search(pattern):
        return "it refers to itself"
    try:
        _compiled(pattern)
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        return str(error) or type(error).__name__
    return None


def rows_like(pattern: str, texts: Iterable[tuple[int, str]], seconds: float = 1.0) -> set[int]:
    """The rows of the texts in which a checked pattern is found, whatever the case, ё as е. Raises QueryError when
    that takes longer than `seconds` altogether."""
    search = _compiled(pattern).search
    deadline = monotonic() + seconds
    try:
        return {
            row
            for row, text in texts
            if search(_without_yo(text), timeout=max(1e-9, deadline - monotonic()), concurrent=True)
        }
    except TimeoutError:
        raise QueryError(f"/{pattern}/ takes longer than {seconds:g} s to look for", 0, 0) from None
