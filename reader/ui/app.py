"""The program on the screen: themes, keys, commands, the first screen."""

from __future__ import annotations

import asyncio
import errno
import signal
import sys
import termios
import traceback
from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import App
from textual.command import CommandPalette, Provider
from textual.screen import Screen

from reader import settings as user_settings
from reader.errors import ReaderError
from reader.library import Library
from reader.model import Notice
from reader.sanitise import sanitise
from reader.settings import Settings
from reader.themes import Contrast, Palette, Theme, load_themes, pick_theme
from reader.ui import memory, theming
from reader.ui.commands import Commands, theme_of
from reader.ui.keys import Action, Where, bindings, keymap, with_user_keys
from reader.ui.notices import show_error, show_notice
from reader.ui.screens.reading import ReadingScreen

_LOOK = 2.0  # seconds between two looks whether the terminal is still there


class ReaderApp(App[None]):
    """Shows one library until the reader leaves."""

    TITLE = "Reader"
    CSS_PATH = "styles.tcss"
    BINDINGS = bindings(Where.APP)
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Commands}
    ENABLE_COMMAND_PALETTE = True
    NOTIFICATION_TIMEOUT = 6

    def __init__(
        self,
        library: Library,
        settings: Settings,
        themes: tuple[Theme, ...],
        theme: Theme,
        notices: Iterable[Notice] = (),
    ) -> None:
        palette = theming.terminal_palette()
        super().__init__(ansi_color=theming.native_colours(palette))
        self._themes = {t.name: t for t in themes if palette is not Palette.NONE or t.colourless}
        self._library = library
        self.chosen_theme = theme.name
        self.actions, wrong_keys = with_user_keys(settings.keys)
        self._notices = (*notices, *wrong_keys)
        for known in self._themes.values():
            self.register_theme(theming.textual_theme(known))
        if theme.contrast is Contrast.TERMINAL:
            self.theme = theme.name
        else:  # the same, without having the style sheet read twice
            self.set_reactive(App.theme, theme.name)
            self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Textual asks what style sheets may name under any theme."""
        return theming.variable_defaults()

    def get_default_screen(self) -> Screen[None]:
        """Textual asks for the first screen."""
        styles = theming.styles(self._themes[self.theme])
        return ReadingScreen(self._library, styles, self.actions)

    def on_mount(self) -> None:
        """Take the user's keys, say what was wrong with files, leave in good order when told to."""
        self.set_keymap(keymap(self.actions))
        for notice in self._notices:
            show_notice(self, notice)
        if not self.is_headless:
            for number in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(number, self.exit)
            self.set_timer(memory.SETTLED, memory.settle)
            self.set_interval(_LOOK, self._leave_without_terminal)

    def _leave_without_terminal(self) -> None:
        """Leave when the terminal is gone and nobody has sent a signal: Textual would read its end again and again."""
        try:
            termios.tcgetattr(sys.stdin.fileno())
        except termios.error as error:
            if error.args[0] == errno.EIO:
                self.exit()

    # Actions

    async def perform(self, action: Action) -> None:
        """Do what a key of the table does; the palette calls it."""
        screen = self.screen
        if isinstance(screen, ReadingScreen):
            owners = {Where.LIST: screen.list, Where.ARTICLE: screen.article, Where.SCREEN: screen}
            await self.run_action(action.method, owners.get(action.where, self))

    def action_help(self) -> None:
        """Show the table of keys."""
        from reader.ui.screens.help import HelpScreen

        if isinstance(self.screen, ReadingScreen):
            self.push_screen(HelpScreen(self.actions, theming.styles(self._themes[self.theme])))

    def action_help_quit(self) -> None:
        """ctrl+c, where there is nothing to copy."""
        self.notify("ctrl+q or q quits; ctrl+c copies what is selected with the mouse", markup=False)

    # Themes

    @property
    def theme_names(self) -> tuple[str, ...]:
        """The themes this terminal can show."""
        return tuple(self._themes)

    def choose_theme(self, name: str) -> None:
        """Show a theme and remember it."""
        self.chosen_theme = self.theme = name
        try:
            user_settings.save_theme(name)
        except (ReaderError, OSError) as error:
            show_error(self, error, "the theme could not be saved")

    def watch_theme(self, name: str) -> None:
        """Draw everything in the new styles."""
        styles = theming.styles(self._themes[name])
        for screen in self.screen_stack:
            if isinstance(screen, ReadingScreen):
                screen.restyle(styles)
        self.call_next(self._restyle_palette)

    def _restyle_palette(self) -> None:
        """Textual leaves its own dialogs in the colours they were opened in."""
        for screen in self.screen_stack:
            if isinstance(screen, CommandPalette):
                self.stylesheet.update(screen)

    @on(CommandPalette.OptionHighlighted)
    def _preview_theme(self, event: CommandPalette.OptionHighlighted) -> None:
        """Show the theme that the cursor of the palette is on."""
        hit = getattr(event.highlighted_event.option, "hit", None)
        self.theme = theme_of(getattr(hit, "text", None) or "", self.theme_names) or self.chosen_theme

    @on(CommandPalette.Closed)
    def _end_preview(self, event: CommandPalette.Closed) -> None:
        """A theme that was only looked at goes."""
        if not event.option_selected:
            self.theme = self.chosen_theme

    # Faults

    def _fatal_error(self) -> None:
        """Textual prints a traceback with the values of variables, raw bytes of articles among them. Ours is plain."""
        self.bell()
        self.panic(Text(sanitise(traceback.format_exc())))


def run_app(library: Library, settings: Settings, notices: Iterable[Notice] = ()) -> None:
    """Show a library until the reader leaves; `notices` are shown at the start. Raises NotFoundError where the
    installation has no themes."""
    memory.prepare()
    themes, wrong_themes = load_themes()
    theme, wrong_theme = pick_theme(themes, settings.theme, theming.terminal_palette())
    wrong = (wrong_theme,) if wrong_theme else ()
    ReaderApp(library, settings, themes, theme, (*notices, *wrong_themes, *wrong)).run()
