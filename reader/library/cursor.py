"""Where in a query somebody is typing: which operator's value, or which bare word. Pure."""

from __future__ import annotations

import re

from msgspec import Struct

from reader.search.operators import Operator, Takes, operators_named

_MARKS = {'"': '"', "«": "»"}
_BARE = re.compile(r"[^\s()]*")
_LISTED = re.compile(r"[^\s(),]*")
_OPERATOR = re.compile(r"([^\W\d_]+):")
_PATTERN = re.compile(r"/(?:[^/\\]|\\.)*/?", re.DOTALL)
_BETWEEN = re.compile(r"[\s()]*-?")


class Typing(Struct, frozen=True):
    """What is being typed: `typed` is the part of it before the cursor, without marks; `start` to `stop`, half-open
    characters of the query, is all of it. `operators` are those whose value it is and `word` how they were typed; a
    bare word has none."""

    start: int
    stop: int
    typed: str
    word: str = ""
    operators: tuple[Operator, ...] = ()


def typing_at(text: str, at: int) -> Typing | None:
    """What is being typed with the cursor before character `at` of a query; None where nothing is that could be
    completed: between words, in a phrase, in the middle of a bare word."""
    place = 0
    while place < at:
        place = _matched(_BETWEEN, text, place)
        if place >= at:
            return None
        reached = _part(text, place, at)
        if not isinstance(reached, int):
            return reached
        place = max(reached, place + 1)
    return None


def _part(text: str, place: int, at: int) -> Typing | int | None:
    """What is being typed in the part of the query that begins at `place`, or where that ends."""
    if text[place] in _MARKS:
        return _after(_phrase_end(text, place), at)
    if text[place] == "#":
        return _values(text, place + 1, at, "#", operators_named("tag"))
    named = _OPERATOR.match(text, place)
    operators = operators_named(named[1]) if named else ()
    if named is None or not operators:
        stop = _matched(_BARE, text, place)
        return Typing(place, stop, text[place:stop]) if stop == at else _after(stop, at)
    start = named.end()
    if operators[0].takes is Takes.WORDS:
        return _after(_words_end(text, start), at)
    if operators[0].takes is Takes.SPEECH and text.startswith("(", start):
        start += 1
    return _values(text, start, at, named[1], operators)


def _values(text: str, place: int, at: int, word: str, operators: tuple[Operator, ...]) -> Typing | int | None:
    """The same for a list of values that begins at `place`."""
    while True:
        marked = text[place : place + 1] in _MARKS
        stop = _phrase_end(text, place) if marked else _matched(_LISTED, text, place)
        if marked and place < at and (stop is None or at < stop):
            return Typing(place, at if stop is None else stop, text[place + 1 : at], word, operators)
        if stop is None:
            return None
        if not marked and place <= at <= stop:
            return Typing(place, stop, text[place:at], word, operators)
        if text[stop : stop + 1] != ",":
            return _after(stop, at)
        place = stop + 1


def _after(stop: int | None, at: int) -> int | None:
    """Where to go on; None where the cursor is not behind it."""
    return stop if stop is not None and stop < at else None


def _phrase_end(text: str, start: int) -> int | None:
    return text.find(_MARKS[text[start]], start + 1) + 1 or None


def _words_end(text: str, start: int) -> int | None:
    """Where the words end that follow a colon."""
    sign = text[start : start + 1]
    if sign in _MARKS:
        return _phrase_end(text, start)
    return _matched(_PATTERN if sign == "/" else _BARE, text, start)


def _matched(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start
