"""How well the words of a theme can be read, by the measure of WCAG 2.2 (w3.org/TR/WCAG22)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from reader.themes.styles import ROLES, Family, Role
from reader.themes.theme import Contrast, Theme

_NEEDED = {Contrast.AA: 4.5, Contrast.AAA: 7.0}
_NEEDED_FRAME = 3.0
"""WCAG 2.2, success criterion 1.4.11: signs of a state that are not text, here which pane has the keyboard."""


class Pair(Struct, frozen=True):
    """Two colours that meet on the screen: the foreground of `role` on the background of the role `on`."""

    role: str
    on: str
    ratio: float
    needed: float

    @property
    def passes(self) -> bool:
        return self.ratio >= self.needed


def contrast_report(theme: Theme) -> tuple[Pair, ...]:
    """Every foreground on every background it is painted on; nothing for a theme of the terminal's colours.

    Any words can stand on the background, on a surface and on an overlay that leaves them their colour; an overlay or
    an ink with both colours stands alone. `border` only decorates: WCAG 2.2 asks nothing of it.
    """
    needed = _NEEDED.get(theme.contrast)
    if needed is None:
        return ()
    return tuple(
        Pair(role.name, on, contrast_ratio(front, back), _NEEDED_FRAME if role.family is Family.LINE else needed)
        for role, front, on, back in _meetings(theme)
    )


def _meetings(theme: Theme) -> Iterator[tuple[Role, str, str, str]]:
    """Role, foreground, role behind it, background."""
    grounds = [role for role in ROLES if role.family is Family.GROUND]
    tints = [role for role in ROLES if role.family is Family.OVERLAY and not theme.styles[role.name].foreground]
    for role in ROLES:
        style = theme.styles[role.name]
        front = style.foreground or (theme.styles["text"].foreground if role.family is Family.INK else None)
        if front is None or role.name == "border":
            continue
        behind = [role] if style.background else grounds
        for other in (*behind, *tints) if role.family is Family.INK else behind:
            if back := theme.styles[other.name].background:
                yield role, front, other.name, back


def contrast_ratio(first: str, second: str) -> float:
    """How much two colours (`#rrggbb`) differ in lightness, 1 to 21: «contrast ratio» of WCAG 2.2."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """«Relative luminance» of WCAG 2.2, 0 to 1, of an sRGB colour."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
