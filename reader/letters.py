"""Russian and English text handled one byte a letter, which takes a fraction of what regular expressions do.

Nearly every text of a library fits into one code page; what does not is left to the general rule of whoever asks.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from encodings.cp1251 import decoding_table, encoding_table

CODE_PAGE = "cp1251"
_PART_OF_WORDS = re.compile("[\\w\u0300-\u036f]")
_NO_LETTER = b"\x98"  # stands for nothing in the code page
_ERRORS = "reader.spaces"


def _space(error: UnicodeError) -> tuple[str, int]:
    """What stands for characters that the code page lacks: a space, unless they are part of a word."""
    if not isinstance(error, UnicodeEncodeError) or _PART_OF_WORDS.search(error.object, error.start, error.end):
        raise error
    return " ", error.end


codecs.register_error(_ERRORS, _space)


def make_table(rule: Callable[[str], str]) -> bytes:
    """What becomes of each byte by a rule for single characters; '' parts words. For `in_bytes`."""
    return b"".join(_by_rule(bytes([byte]).decode(CODE_PAGE, "replace"), rule) for byte in range(256))


def _by_rule(character: str, rule: Callable[[str], str]) -> bytes:
    if character == "\ufffd":
        return b" "
    try:
        changed = rule(character).encode(CODE_PAGE) or b" "
    except UnicodeEncodeError:
        return _NO_LETTER
    return changed if len(changed) == 1 else _NO_LETTER


def in_bytes(text: str, table: bytes) -> bytes | None:
    """`text` as the table has it, in `CODE_PAGE`; None where that has not all its letters. Signs that the code page
    lacks are spaces."""
    try:
        changed = codecs.charmap_encode(text, _ERRORS, encoding_table)[0].translate(table)  # twice as fast for a line
    except UnicodeEncodeError:
        return None
    return None if _NO_LETTER in changed else changed


def in_letters(data: bytes) -> str:
    """The text of what `in_bytes` gave."""
    return codecs.charmap_decode(data, "strict", decoding_table)[0]
