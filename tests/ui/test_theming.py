from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from rich.style import Style as RichStyle
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from reader.settings import shipped_folder
from reader.themes import ROLES, Contrast, Palette, Theme, pick_theme, read_theme, visible
from reader.ui.theming import native_colours, offer_themes, styles, terminal_palette, textual_theme, variable_defaults
from tests.terminal import Terminal

ROOT = Path(__file__).parent.parent.parent
SHIPPED = {path.stem: read_theme(path) for path in sorted(shipped_folder("themes").glob("*.yaml"))}


class Words(Static):
    """Words in every role, on the ground of the article; the cursor lies on the last of them, a match on the cursor."""

    def notify_style_update(self) -> None:
        super().notify_style_update()
        app = self.app
        assert isinstance(app, Specimen)
        painted = styles(SHIPPED[app.theme])
        inks = [(f"{role.name} ", painted[role.name]) for role in ROLES if role.name != "match"]
        line = painted["muted"] + painted["person"] + painted["cursor"]
        self.update(Content.assemble(*inks, ("LINE", line), ("MATCH", line + painted["match"])))


class Specimen(App[None]):
    """A small program that does with themes what Reader does."""

    CSS = """
    .styled { color: $reader-person; background: $reader-surface-background; text-style: $reader-person-style; }
    """

    def __init__(self, wanted: str | None = None) -> None:
        palette = terminal_palette()
        super().__init__(ansi_color=native_colours(palette))
        chosen, _ = pick_theme(SHIPPED.values(), wanted, palette)
        offer_themes(self, visible(SHIPPED.values(), palette), chosen)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults()

    def compose(self) -> ComposeResult:
        yield Words()
        yield Static("styled", classes="styled")
        yield Input("typed")
        yield OptionList("first option", "second option")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()


@pytest.fixture(autouse=True)
def many_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


def on_screen(app: App[None]) -> dict[str, RichStyle]:
    """What stands on the screen, piece by piece, and how it is painted."""
    strips = app.screen._compositor.render_strips()
    return {s.text.strip(): s.style or RichStyle() for strip in strips for s in strip if s.text.strip()}


class TestStyles:
    @pytest.mark.parametrize("theme", SHIPPED.values(), ids=SHIPPED.keys())
    def test_exist_for_every_role(self, theme: Theme) -> None:
        assert list(styles(theme)) == [role.name for role in ROLES]

    def test_carry_colours_and_attributes(self) -> None:
        style = styles(SHIPPED["night"])["person"]
        assert style.foreground
        assert style.foreground.hex == (SHIPPED["night"].styles["person"].foreground or "").upper()
        assert (style.background, style.bold, style.underline) == (None, True, None)

    def test_leave_the_colours_of_the_terminal_unresolved(self) -> None:
        style = styles(SHIPPED["terminal"])["match"].rich_style
        assert style.color is not None
        assert style.bgcolor is not None
        assert (style.color.number, style.bgcolor.number) == (0, 3)

    def test_of_a_name_within_dim_words_are_not_dim(self) -> None:
        painted = styles(SHIPPED["terminal"])
        assert painted["muted"].dim
        assert not (painted["muted"] + painted["person"]).dim

    @pytest.mark.parametrize("theme", SHIPPED.values(), ids=SHIPPED.keys())
    def test_show_a_match_in_the_line_of_the_cursor(self, theme: Theme) -> None:
        painted = styles(theme)
        words = painted["background"] + painted["text"]
        line = words + painted["cursor"]
        assert len({style.rich_style for style in (words, line, line + painted["match"])}) == 3


class TestVariables:
    @pytest.mark.parametrize("theme", SHIPPED.values(), ids=SHIPPED.keys())
    def test_have_defaults_all(self, theme: Theme) -> None:
        given = {name for name in textual_theme(theme).variables if name.startswith("reader-")}
        assert given == set(variable_defaults())

    def test_of_a_role_are_three(self) -> None:
        variables = textual_theme(SHIPPED["night"]).variables
        night = SHIPPED["night"].styles
        assert variables["reader-person"] == night["person"].foreground
        assert variables["reader-person-background"] == "transparent"
        assert variables["reader-person-style"] == "bold"
        assert variables["reader-surface-background"] == night["surface"].background
        assert variables["reader-cursor-background"] == night["cursor"].background

    @pytest.mark.parametrize("theme", SHIPPED.values(), ids=SHIPPED.keys())
    def test_tell_textual_whose_colours_they_are(self, theme: Theme) -> None:
        assert textual_theme(theme).ansi is (theme.contrast is Contrast.TERMINAL)
        assert textual_theme(theme).dark is theme.dark

    async def test_parse_under_any_theme(self) -> None:
        class Bare(Specimen):
            def __init__(self) -> None:
                App.__init__(self)

            def compose(self) -> ComposeResult:
                yield Static("styled", classes="styled")
                yield OptionList("option")

        async with Bare().run_test() as pilot:
            assert "styled" in on_screen(pilot.app)


class TestSwitching:
    async def test_repaints_everything(self) -> None:
        async with Specimen("night").run_test() as pilot:
            seen = []
            for name in ("night", "day", "terminal", "plain", "dusk"):
                pilot.app.theme = name
                await pilot.pause()
                words = on_screen(pilot.app)
                seen.append((words["person"], words["styled"], words["typed"], words["first option"]))
            assert len(set(seen)) == len(seen)
            for number in range(4):
                assert len({words[number] for words in seen}) >= 4

    async def test_paints_words_and_style_sheets_alike(self) -> None:
        async with Specimen("night").run_test() as pilot:
            for name in SHIPPED:
                pilot.app.theme = name
                await pilot.pause()
                words, styled = on_screen(pilot.app)["person"], on_screen(pilot.app)["styled"]
                assert (words.color, words.bold or None, words.underline or None) == (
                    styled.color,
                    styled.bold or None,
                    styled.underline or None,
                )

    async def test_offers_no_themes_but_ours(self) -> None:
        async with Specimen("paper").run_test() as pilot:
            assert set(pilot.app.available_themes) == set(SHIPPED)
            assert pilot.app.current_theme.name == "paper"


class TestPalette:
    @pytest.mark.parametrize(
        ("environment", "palette"),
        [
            ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, Palette.MANY),
            ({"TERM": "xterm-256color", "COLORTERM": ""}, Palette.MANY),
            ({"TERM": "xterm", "COLORTERM": ""}, Palette.SIXTEEN),
            ({"TERM": "linux", "COLORTERM": ""}, Palette.SIXTEEN),
            ({"TERM": "xterm-256color", "NO_COLOR": "1"}, Palette.NONE),
        ],
    )
    def test_is_that_of_the_terminal(
        self, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], palette: Palette
    ) -> None:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        assert terminal_palette() is palette


COLOUR = re.compile(r"(?:^|;)(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?=;|$)")
"""The SGR parameters of a colour; 39 and 49 give the terminal its own back."""


class TestBytes:
    """What reaches the terminal."""

    def run(self, home: Path, wanted: str, **environment: str) -> tuple[set[str], str]:
        """The codes that set colours and attributes, and the letters that stand reversed on the screen."""
        program = f"from tests.ui.test_theming import Specimen; Specimen({wanted!r}).run()"
        environment = {"HOME": str(home), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), **environment}
        with Terminal([sys.executable, "-c", program], env=environment) as terminal:
            terminal.wait_for("second option")
            terminal.settle()
            rows = [terminal.screen.buffer[y] for y in range(terminal.screen.lines)]
            letters = "".join(row[x].data for row in rows for x in range(terminal.screen.columns) if row[x].reverse)
            terminal.send("\x11")
            assert terminal.end() == 0
            return set(re.findall(r"\x1b\[([\d;]*)m", terminal.written.decode())), letters

    def test_of_colours_of_ones_own_are_those_colours(self, tmp_path: Path) -> None:
        codes, _ = self.run(tmp_path, "night")
        assert any("38;2;" in code for code in codes)

    @pytest.mark.parametrize("name", ["terminal", "terminal-light"])
    def test_of_the_terminals_colours_are_its_sixteen(self, tmp_path: Path, name: str) -> None:
        codes, _ = self.run(tmp_path, name)
        assert any(COLOUR.search(code) for code in codes)
        assert not [code for code in codes if re.search("[34]8;", code)]

    @pytest.mark.parametrize("wanted", ["night", "terminal", "plain"])
    def test_without_colour_are_attributes_only(self, tmp_path: Path, wanted: str) -> None:
        codes, reversed_letters = self.run(tmp_path, wanted, NO_COLOR="1")
        assert not [code for code in codes if COLOUR.search(code)]
        assert {"1", "2", "4", "7"} <= {part for code in codes for part in code.split(";")}
        assert "LINE" in reversed_letters
