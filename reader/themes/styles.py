"""The roles a theme has a style for, and styles as they are written in its file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

_ANSI = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
ANSI_COLOURS = frozenset(
    ("ansi_default", *(f"ansi_{name}" for name in _ANSI), *(f"ansi_bright_{name}" for name in _ANSI))
)
ATTRIBUTES = ("bold", "dim", "italic", "underline", "reverse")


class Family(StrEnum):
    """How a role is painted, and so what its style may say."""

    GROUND = "ground"
    """Behind everything: one colour."""
    LINE = "line"
    """Frames: one colour."""
    OVERLAY = "overlay"
    """Laid over words that have a style already, in the order of `ROLES`: needs `on COLOUR` or `reverse`. A colour of
    its own hides theirs."""
    INK = "ink"
    """Words and signs: a colour, attributes, or both; without a colour that of `text` shows."""


class Role(Struct, frozen=True):
    """A meaning on the screen; `paints` says in one line where it is seen."""

    name: str
    family: Family
    paints: str


ROLES = (
    Role("background", Family.GROUND, "behind the list and the article"),
    Role("surface", Family.GROUND, "behind bars, panels and dialogs"),
    Role("border", Family.LINE, "frames at rest"),
    Role("border-focus", Family.LINE, "the frame of the pane that has the keyboard"),
    Role("cursor", Family.OVERLAY, "the line, name or quotation one is at"),
    Role("match", Family.OVERLAY, "words that answer the search"),
    Role("selection", Family.OVERLAY, "text selected to be copied"),
    Role("text", Family.INK, "the words of a story, headlines in the list"),
    Role("muted", Family.INK, "what can be overlooked: source, date, captions, counts, hints"),
    Role("heading", Family.INK, "the headline of the article, titles of dialogs"),
    Role("lead", Family.INK, "the first paragraph, which tells the story in short"),
    Role("accent", Family.INK, "keys, progress, the name of the program"),
    Role("person", Family.INK, "names of people"),
    Role("organisation", Family.INK, "names of organisations"),
    Role("place", Family.INK, "names of places"),
    Role("date", Family.INK, "dates and times in a story"),
    Role("money", Family.INK, "sums of money"),
    Role("quote", Family.INK, "words that somebody said"),
    Role("quote-mark", Family.INK, "the bar beside a quotation"),
    Role("speaker", Family.INK, "who said it"),
    Role("tag", Family.INK, "tags"),
    Role("unread", Family.INK, "the mark of an unread story"),
    Role("star", Family.INK, "the mark of a starred story"),
    Role("warning", Family.INK, "a message that something is not as it should be"),
    Role("error", Family.INK, "a message that something failed"),
)
FAMILIES = {role.name: role.family for role in ROLES}


class Style(Struct, frozen=True):
    """How one role looks. Colours as in the file; None lets what is there show."""

    foreground: str | None = None
    background: str | None = None
    bold: bool = False
    dim: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes that are set, by name."""
        return tuple(name for name in ATTRIBUTES if getattr(self, name))


_HEX = re.compile(r"#[0-9a-f]{6}")


def parse_style(text: str, family: Family, *, ansi: bool = False) -> Style:
    """Read `[COLOUR] [on COLOUR] [bold] [dim] [italic] [underline] [reverse]` as the style of a role of `family`;
    `ansi` tells whether colours are the terminal's. Raises ValueError with a reason for a person."""
    colours: dict[str, str] = {}
    attributes: set[str] = set()
    words = iter(text.lower().split())
    for word in words:
        if word in ATTRIBUTES:
            attributes.add(word)
            continue
        place = "background" if word == "on" else "foreground"
        colour = _colour(next(words, "") if word == "on" else word, ansi)
        if place in colours:
            raise ValueError(f"{text!r} names two colours for one place")
        colours[place] = colour
    style = Style(colours.get("foreground"), colours.get("background"), *(a in attributes for a in ATTRIBUTES))
    if family in (Family.GROUND, Family.LINE):
        if style != Style(foreground=style.foreground) or not style.foreground:
            raise ValueError(f"{text!r} must be one colour")
        return Style(background=style.foreground) if family is Family.GROUND else style
    if family is Family.OVERLAY and not (style.background or style.reverse):
        raise ValueError(f"{text!r} must say `on COLOUR` or `reverse` to be seen")
    if style == Style():
        raise ValueError("needs a colour or an attribute")
    if style.dim and not ansi:
        raise ValueError("`dim` is for themes of the terminal's colours: its contrast cannot be known")
    return style


def _colour(word: str, ansi: bool) -> str:
    of_terminal, of_its_own = word in ANSI_COLOURS, _HEX.fullmatch(word) is not None
    if of_terminal if ansi else of_its_own:
        return word
    if of_its_own:
        raise ValueError(f"{word}: a theme with `contrast: terminal` uses ANSI colours only")
    if of_terminal:
        raise ValueError(f"{word} belongs to the terminal: such a theme says `contrast: terminal`")
    known = ANSI_COLOURS | set(ATTRIBUTES) if ansi else set(ATTRIBUTES)
    raise ValueError(f"{word!r} is neither a colour nor an attribute{nearest(word, known)}")


def nearest(word: str, known: Iterable[str]) -> str:
    """«; did you mean …?» where one of `known` is close to `word`, else nothing."""
    from difflib import get_close_matches

    found = get_close_matches(word, list(known), n=1)
    return f"; did you mean {found[0]!r}?" if found else ""
