"""Text as YAML that no reader takes for anything but text."""

from __future__ import annotations

import re

from reader.sanitise import sanitise

_SURROGATE = re.compile("[\ud800-\udfff]")
_BEGINS_PLAIN = re.compile(r"[\w«„“(/]")
_SYNTAX = re.compile(r":(?:\s|$)|\s#")
_SYNTAX_IN_FLOW = re.compile(r"[,:?#\[\]{}]")
_WORDS_WITH_MEANING = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"))
_NUMBER = re.compile(r"\d[\d_.,:e+-]*|0[xob][\da-f_.p+-]*|\d{4}-\d\d?-\d\d?.*", re.IGNORECASE)
"""What some reader, of YAML 1.1 or 1.2, takes for a number, a time or a date; texts with a sign are quoted anyway."""


def quote_scalar(text: str, *, flow: bool = False) -> str:
    """`text` as YAML that every reader takes for the same string: plain where that is sure, else in double quotes.

    `flow` is for values between brackets. Escaped are only quotation marks, backslashes and what `sanitise` keeps from
    a terminal. Raises ValueError for half a surrogate pair, which no YAML can hold.
    """
    if _SURROGATE.search(text):
        raise ValueError("half a surrogate pair cannot be written")
    plain = (
        _BEGINS_PLAIN.match(text)
        and text.isprintable()
        and not text.endswith(" ")
        and not (_SYNTAX_IN_FLOW if flow else _SYNTAX).search(text)
        and not _NUMBER.fullmatch(text)
        and text.lower() not in _WORDS_WITH_MEANING
    )
    if plain:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    code = ord(character)
    if character in '"\\':
        return "\\" + character
    if character == "\n":
        return "\\n"
    if sanitise(character) == character and character != "\t" and code & 0xFFFE != 0xFFFE:
        return character
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
