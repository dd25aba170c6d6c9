"""Themes on Textual's terms: style sheet variables, styles to paint with, and colours left to the terminal.

In a style sheet a role `person` is three variables: `$reader-person` (the colour), `$reader-person-background` and
`$reader-person-style` (for `text-style`). Widgets that paint lines themselves take `styles(theme)` instead:
component classes lose `reverse`, by which themes of 16 colours and of none show the cursor.

Textual decides once, when the App is made, how it obeys NO_COLOR: with shades of grey (`38;2;…`), which are colours
still (no-color.org), unless it was told that colours are native. Hence `native_colours`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from textual.app import App
from textual.color import Color
from textual.constants import COLOR_SYSTEM
from textual.style import Style
from textual.theme import Theme as TextualTheme

from reader import themes
from reader.themes import ROLES, Contrast, Palette, Theme


def terminal_palette() -> Palette:
    """What this terminal may show, judged as Textual does: NO_COLOR, even if empty, then TERM and COLORTERM."""
    if "NO_COLOR" in os.environ:
        return Palette.NONE
    console = Console(color_system=COLOR_SYSTEM, force_terminal=True)  # type: ignore[arg-type]  # Textual calls it any string, Rich one of five
    return Palette.MANY if console.color_system in ("256", "truecolor") else Palette.SIXTEEN


def native_colours(palette: Palette) -> bool | None:
    """What `App(ansi_color=…)` must be, so that no byte of colour is written where none is allowed; None leaves it to
    the theme."""
    return True if palette is Palette.NONE else None


def offer_themes(app: App[Any], offered: Iterable[Theme], chosen: Theme) -> None:
    """Make `offered` the only themes that `app` and its palette know, and show `chosen`, which is one of them."""
    ours = {theme.name: textual_theme(theme) for theme in offered}
    for theme in ours.values():
        app.register_theme(theme)
    app.theme = chosen.name
    for name in app.available_themes:
        if name not in ours:
            app.unregister_theme(name)


def styles(theme: Theme) -> Mapping[str, Style]:
    """A style to paint with for every role. Laid over one another they keep to the theme's contrast in this order:
    a ground, an ink over it (or several), then overlays in the order of `ROLES`."""
    return {name: _style(style) for name, style in theme.styles.items()}


def _style(style: themes.Style) -> Style:
    return Style(
        foreground=Color.parse(style.foreground) if style.foreground else None,
        background=Color.parse(style.background) if style.background else None,
        bold=style.bold or None,
        italic=style.italic or None,
        underline=style.underline or None,
        dim=style.dim,  # False, not None: a name within dim words is not dim,
        reverse=style.reverse,  # and a coloured match in a reversed line stands as it is
    )


def textual_theme(theme: Theme) -> TextualTheme:
    """`theme` for `App.register_theme`: the variables of every role, and Textual's own widgets in the same colours."""
    text, muted, accent, warning, error = (
        _front(theme, role) for role in ("text", "muted", "accent", "warning", "error")
    )
    surface = _back(theme, "surface")
    return TextualTheme(
        name=theme.name,
        dark=theme.dark,
        ansi=theme.contrast is Contrast.TERMINAL,
        primary=accent,
        secondary=muted,
        accent=accent,
        success=accent,
        warning=warning,
        error=error,
        foreground=text,
        background=_back(theme, "background"),
        surface=surface,
        panel=surface,
        boost=surface,
        variables={**_widget_variables(theme), **_role_variables(theme)},
    )


def variable_defaults() -> dict[str, str]:
    """For `App.get_theme_variable_defaults`: every `$reader-…` variable, so that style sheets parse under any theme."""
    return {
        variable: default
        for role in ROLES
        for variable, default in zip(_variables(role.name), ("ansi_default", "transparent", "none"), strict=True)
    }


def _variables(role: str) -> tuple[str, str, str]:
    return f"reader-{role}", f"reader-{role}-background", f"reader-{role}-style"


def _role_variables(theme: Theme) -> dict[str, str]:
    return {
        variable: value
        for role, style in theme.styles.items()
        for variable, value in zip(
            _variables(role), (_front(theme, role), style.background or "transparent", _attributes(style)), strict=True
        )
    }


def _front(theme: Theme, role: str) -> str:
    return theme.styles[role].foreground or theme.styles["text"].foreground or "ansi_default"


def _back(theme: Theme, role: str) -> str:
    return theme.styles[role].background or "ansi_default"


def _attributes(style: themes.Style) -> str:
    return " ".join(style.attributes) or "none"


_WIDGET_FOREGROUNDS = {
    "text": "text",
    "text-muted": "muted",
    "text-disabled": "muted",
    "text-primary": "accent",
    "text-accent": "accent",
    "text-success": "accent",
    "text-warning": "warning",
    "text-error": "error",
    "foreground-muted": "muted",
    "foreground-disabled": "muted",
    "border": "border-focus",
    "border-blurred": "border",
    "scrollbar": "border",
    "scrollbar-hover": "muted",
    "scrollbar-active": "border-focus",
    "block-cursor-foreground": "cursor",
    "block-cursor-blurred-foreground": "cursor",
    "input-cursor-background": "text",
    "input-selection-foreground": "selection",
    "screen-selection-foreground": "selection",
    "link-color": "accent",
    "link-color-hover": "text",
    "footer-foreground": "muted",
    "footer-description-foreground": "muted",
    "footer-key-foreground": "accent",
    "ansi-foreground": "text",
}
_WIDGET_BACKGROUNDS = {
    "scrollbar-background": "background",
    "scrollbar-background-hover": "background",
    "scrollbar-background-active": "background",
    "scrollbar-corner-color": "background",
    "input-cursor-foreground": "background",
    "ansi-background": "background",
    "panel-lighten-1": "surface",
    "panel-darken-1": "surface",
    "surface-active": "surface",
    "footer-background": "surface",
    "block-hover-background": "surface",
    "block-cursor-background": "cursor",
    "block-cursor-blurred-background": "cursor",
    "input-selection-background": "selection",
    "screen-selection-background": "selection",
    "link-background-hover": "cursor",
}
"""The variables that Textual's own widgets are painted by, and the roles they take their colour from."""


def _widget_variables(theme: Theme) -> dict[str, str]:
    cursor = _attributes(theme.styles["cursor"])
    if theme.colourless:
        cursor += " bold underline"  # what is left of `reverse` in an OptionList
    return {
        **{variable: _front(theme, role) for variable, role in _WIDGET_FOREGROUNDS.items()},
        **{variable: _back(theme, role) for variable, role in _WIDGET_BACKGROUNDS.items()},
        "block-cursor-text-style": cursor,
        "block-cursor-blurred-text-style": cursor,
        "input-cursor-text-style": "reverse" if theme.colourless else "none",
    }
