"""A theme once it is checked, and which one to start with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from pathlib import Path

from reader.errors import NotFoundError
from reader.model import Notice
from reader.sanitise import one_line
from reader.themes.styles import Style, nearest

DEFAULT = "night"
SIXTEEN = "terminal"
PLAIN = "plain"


class Contrast(StrEnum):
    """What a theme promises for its words. AA and AAA: WCAG 2.2, success criteria 1.4.3 (4.5:1) and 1.4.6 (7:1).
    A theme of the terminal's colours can promise nothing."""

    AA = "AA"
    AAA = "AAA"
    TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class Theme:
    """A checked theme: `styles` holds every role of `ROLES`. `path` is the file it was read from."""

    name: str
    description: str
    dark: bool
    contrast: Contrast
    path: Path
    styles: Mapping[str, Style] = field(hash=False)

    @property
    def kind(self) -> str:
        """`dark` or `light`, as in the file."""
        return "dark" if self.dark else "light"

    @property
    def colourless(self) -> bool:
        """Whether it tells everything by bold, underline and reverse alone, as NO_COLOR asks."""
        colours = chain.from_iterable((s.foreground, s.background) for s in self.styles.values())
        return set(colours) <= {None, "ansi_default"}


class Palette(StrEnum):
    """What the terminal is able, or allowed, to show."""

    NONE = "none"
    """No colours: NO_COLOR is set (no-color.org)."""
    SIXTEEN = "sixteen"
    MANY = "many"


def visible(themes: Iterable[Theme], palette: Palette) -> tuple[Theme, ...]:
    """The themes that a terminal may show: under NO_COLOR those that hold no colour."""
    return tuple(theme for theme in themes if theme.colourless or palette is not Palette.NONE)


def pick_theme(
    themes: Iterable[Theme], wanted: str | None, palette: Palette = Palette.MANY
) -> tuple[Theme, Notice | None]:
    """The theme to start with: the one `wanted`, or the one made for what the terminal shows. An unknown name costs a
    notice, a coloured theme under NO_COLOR does not. Raises NotFoundError if there are no themes."""
    every = {theme.name: theme for theme in themes}
    shown = {theme.name: theme for theme in visible(every.values(), palette)}
    preferred = {Palette.NONE: PLAIN, Palette.SIXTEEN: SIXTEEN, Palette.MANY: DEFAULT}[palette]
    default = shown.get(preferred) or next(iter(shown.values()), None)
    if default is None:
        raise NotFoundError("no theme can be shown: the installation is incomplete")
    if wanted is None or wanted in every:
        return shown.get(wanted or "", default), None
    return default, Notice(one_line(f"no theme {wanted!r}{nearest(wanted, every)}; showing {default.name!r}"))
