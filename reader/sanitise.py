"""Text from outside made safe for a terminal, one character for one, so that offsets stay true.

Textual passes ESC, OSC, C1, DEL, bidi overrides and tag characters on to the terminal; a story could move the cursor,
set the clipboard or reverse the line. They are replaced here, when text enters the program, by something visible.
"""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u2060\ufeff\ufff9-\ufffb"
_UNSAFE = re.compile(
    f"\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\U000e0000-\U000e007f{_BIDI}{_INVISIBLE}]"
)
_LINE_ENDS = frozenset("\r\x0b\x0c\x85\u2028\u2029")
_DOTTED = re.compile(f"[{_BIDI}]")
_HIDDEN = re.compile(f"[{_INVISIBLE}]")


def _stand_in(match: re.Match[str]) -> str:
    character = match[0]
    if character in _LINE_ENDS:
        return "\n"
    if character < " ":
        return chr(0x2400 + ord(character))  # ESC becomes the picture of ESC
    if character == "\x7f":
        return "\u2421"
    if _DOTTED.match(character):
        return "·"  # a visible trace: the order of the letters was to be changed
    if _HIDDEN.match(character):
        return "\u200b"
    return REPLACEMENT


def sanitise(text: str) -> str:
    """Replace every character that a terminal must not receive, one for one: `len()` is unchanged.

    C0 controls become their Unicode pictures, C1 controls, lone surrogates and tag characters U+FFFD, bidi controls a
    middle dot, invisible format characters U+200B, other line ends `\\n`. Tab, `\\n` and `\\r\\n` stay.
    """
    return _UNSAFE.sub(_stand_in, text)


def one_line(text: str) -> str:
    """`text` made safe and folded to one line, for titles, tags, file names and messages. Lengths change."""
    return " ".join(sanitise(text).split())
