"""Themes: what each meaning on the screen looks like, read from YAML and checked for contrast.

A theme gives a style to every role of `ROLES`; nothing else in the program names a colour. Its file:

    name: night                   the file's name without the ending, if left out
    description: …
    extends: dusk                 a shipped theme that lends what this one leaves out; then only `styles` is needed
    kind: dark                    dark | light
    contrast: AA                  AA 4.5:1 | AAA 7:1 | terminal: ANSI colours only, whose values the terminal owns
    styles:
      background: "#191c22"
      person: "#e3c287 bold"      [COLOUR] [on COLOUR] [bold] [dim] [italic] [underline] [reverse]

A colour is `#rrggbb` or, in a theme of the terminal's colours, `ansi_red`, `ansi_bright_red`, …, `ansi_default`.
"""

from reader.themes.contrast import Pair, contrast_ratio, contrast_report
from reader.themes.files import load_themes, read_theme
from reader.themes.styles import ROLES, Family, Role, Style, parse_style
from reader.themes.theme import DEFAULT, PLAIN, SIXTEEN, Contrast, Palette, Theme, pick_theme, visible

__all__ = (
    "DEFAULT",
    "PLAIN",
    "ROLES",
    "SIXTEEN",
    "Contrast",
    "Family",
    "Pair",
    "Palette",
    "Role",
    "Style",
    "Theme",
    "contrast_ratio",
    "contrast_report",
    "load_themes",
    "parse_style",
    "pick_theme",
    "read_theme",
    "visible",
)
