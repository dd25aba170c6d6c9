from __future__ import annotations

import math
import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import themes
from reader.errors import FormatError, NotFoundError
from reader.settings import shipped_folder
from reader.themes import (
    ROLES,
    Contrast,
    Family,
    Palette,
    Style,
    Theme,
    contrast_ratio,
    contrast_report,
    files,
    load_themes,
    parse_style,
    pick_theme,
    read_theme,
    visible,
)

SHIPPED = {path.stem: read_theme(path) for path in sorted(shipped_folder("themes").glob("*.yaml"))}
COLOURED = [theme for theme in SHIPPED.values() if theme.contrast is not Contrast.TERMINAL]
NIGHT = (shipped_folder("themes") / "night.yaml").read_text(encoding="utf-8")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # the folder of the user's own themes, empty
    monkeypatch.setattr(files, "config_folder", lambda: tmp_path)
    folder = tmp_path / "themes"
    folder.mkdir()
    return folder


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def changed(role: str, style: str) -> str:
    """The text of the theme `night` with another style for one role."""
    lines = NIGHT.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(f"  {role}:"))
    lines[at] = f'  {role}: "{style}"'
    return "\n".join(lines)


class TestShippedThemes:
    @pytest.mark.parametrize("name", SHIPPED)
    def test_bear_the_name_of_their_file(self, name: str) -> None:
        assert SHIPPED[name].name == name
        assert SHIPPED[name].description

    @pytest.mark.parametrize("name", SHIPPED)
    def test_style_every_role(self, name: str) -> None:
        assert list(SHIPPED[name].styles) == [role.name for role in ROLES]

    @pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
    def test_reach_the_contrast_they_promise(self, theme: Theme) -> None:
        assert [pair for pair in contrast_report(theme) if not pair.passes] == []

    def test_offer_dark_light_high_contrast_sixteen_colours_and_none(self) -> None:
        assert {theme.dark for theme in COLOURED} == {True, False}
        assert {theme.contrast for theme in SHIPPED.values()} == set(Contrast)
        assert SHIPPED[themes.DEFAULT].dark
        assert SHIPPED[themes.SIXTEEN].contrast is Contrast.TERMINAL
        assert [name for name, theme in SHIPPED.items() if theme.colourless] == [themes.PLAIN]

    @pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
    @pytest.mark.parametrize("eyes", ["all colours", "no green", "no red"])
    def test_tell_the_kinds_of_names_apart_for_all_eyes(self, theme: Theme, eyes: str) -> None:
        for first, second in combinations(("text", "person", "organisation", "place", "speaker"), 2):
            one, other = theme.styles[first], theme.styles[second]
            if one.attributes == other.attributes:
                assert seen_distance(one, other, eyes) > 0.05, (first, second)

    @pytest.mark.parametrize(("first", "second"), combinations(("text", "person", "organisation", "place"), 2))
    def test_tell_the_kinds_of_names_apart_without_colour(self, first: str, second: str) -> None:
        plain = SHIPPED[themes.PLAIN].styles
        assert plain[first].attributes != plain[second].attributes


class TestContrastRatio:
    @pytest.mark.parametrize(
        ("first", "second", "ratio"),
        [
            ("#000000", "#ffffff", 21.0),
            ("#ffffff", "#000000", 21.0),
            ("#ffffff", "#ffffff", 1.0),
            ("#777777", "#ffffff", 4.48),
            ("#767676", "#ffffff", 4.54),
            ("#595959", "#ffffff", 7.00),
            ("#ff0000", "#ffffff", 4.00),
            ("#0000ff", "#ffffff", 8.59),
            ("#ffff00", "#000000", 19.56),
        ],
    )
    def test_is_that_of_wcag(self, first: str, second: str, ratio: float) -> None:
        assert contrast_ratio(first, second) == pytest.approx(ratio, abs=0.005)


class TestContrastReport:
    def pairs(self, folder: Path, role: str, style: str) -> dict[str, bool]:
        theme = read_theme(written(folder, "x", changed(role, style)))
        return {pair.on: pair.passes for pair in contrast_report(theme) if pair.role == role}

    @pytest.mark.parametrize(
        ("role", "style", "passes"),
        [
            ("muted", "#ffffff", {"background": True, "surface": True, "cursor": True}),
            ("muted", "#8b8b8b", {"background": True, "surface": True, "cursor": False}),
            ("muted", "#000000", {"background": False, "surface": False, "cursor": False}),
            ("muted", "bold", {"background": True, "surface": True, "cursor": True}),
            ("tag", "#000000 on #ffffff", {"tag": True, "cursor": False}),
            ("match", "#ffffff on #dddddd", {"match": False}),
            ("cursor", "#ffffff on #000000", {"cursor": True}),
            ("cursor", "on #ffffff", {}),
            ("border-focus", "#747474", {"background": True, "surface": True}),
            ("border-focus", "#444444", {"background": False, "surface": False}),
            ("border", "#191c22", {}),
        ],
    )
    def test_meets_each_foreground_with_what_is_behind_it(
        self, tmp_path: Path, role: str, style: str, passes: dict[str, bool]
    ) -> None:
        assert self.pairs(tmp_path, role, style) == passes

    def test_judges_all_words_on_a_cursor_that_leaves_them_their_colour(self, tmp_path: Path) -> None:
        theme = read_theme(written(tmp_path, "x", changed("cursor", "on #ffffff")))
        failed = {pair.role for pair in contrast_report(theme) if not pair.passes}
        assert failed >= {role.name for role in ROLES if role.family is Family.INK}

    def test_asks_more_of_high_contrast(self, tmp_path: Path) -> None:
        theme = read_theme(written(tmp_path, "x", NIGHT.replace("contrast: AA", "contrast: AAA")))
        pairs = {(pair.role, pair.on): pair for pair in contrast_report(theme)}
        assert pairs["text", "background"].needed == 7.0
        assert not pairs["muted", "background"].passes

    def test_leaves_the_colours_of_the_terminal_to_the_terminal(self) -> None:
        assert contrast_report(SHIPPED["terminal"]) == ()


class TestStyles:
    @pytest.mark.parametrize(
        ("text", "family", "style"),
        [
            ("#AABBCC", Family.INK, Style("#aabbcc")),
            ("#aabbcc bold underline", Family.INK, Style("#aabbcc", bold=True, underline=True)),
            ("#aabbcc on #000000 italic", Family.INK, Style("#aabbcc", "#000000", italic=True)),
            ("bold", Family.INK, Style(bold=True)),
            ("on #112233", Family.OVERLAY, Style(background="#112233")),
            ("reverse", Family.OVERLAY, Style(reverse=True)),
            ("#112233", Family.GROUND, Style(background="#112233")),
            ("#112233", Family.LINE, Style("#112233")),
        ],
    )
    def test_are_read(self, text: str, family: Family, style: Style) -> None:
        assert parse_style(text, family) == style

    @pytest.mark.parametrize(
        ("text", "style"),
        [
            ("ansi_default dim", Style("ansi_default", dim=True)),
            ("ansi_bright_red on ansi_black", Style("ansi_bright_red", "ansi_black")),
        ],
    )
    def test_of_the_terminal_are_read(self, text: str, style: Style) -> None:
        assert parse_style(text, Family.INK, ansi=True) == style

    @pytest.mark.parametrize(
        ("text", "family", "ansi", "reason"),
        [
            ("", Family.INK, False, "needs a colour or an attribute"),
            ("#abc", Family.INK, False, "'#abc' is neither a colour nor an attribute"),
            ("red", Family.INK, False, "'red' is neither a colour nor an attribute"),
            ("#aabbcc bolt", Family.INK, False, "did you mean 'bold'?"),
            ("ansi_rde", Family.INK, True, "did you mean 'ansi_red'?"),
            ("#aabbcc #aabbcc", Family.INK, False, "names two colours for one place"),
            ("on #aabbcc on #aabbcc", Family.INK, False, "names two colours for one place"),
            ("#aabbcc on", Family.INK, False, "'' is neither a colour nor an attribute"),
            ("#aabbcc dim", Family.INK, False, "`dim` is for themes of the terminal's colours"),
            ("ansi_red", Family.INK, False, "ansi_red belongs to the terminal"),
            ("#aabbcc", Family.INK, True, "uses ANSI colours only"),
            ("#aabbcc bold", Family.GROUND, False, "must be one colour"),
            ("bold", Family.LINE, False, "must be one colour"),
            ("#aabbcc bold", Family.OVERLAY, False, "must say `on COLOUR` or `reverse` to be seen"),
        ],
    )
    def test_say_what_is_wrong_with_them(self, text: str, family: Family, ansi: bool, reason: str) -> None:
        with pytest.raises(ValueError, match=re.escape(reason)):
            parse_style(text, family, ansi=ansi)

    @given(st.text(), st.sampled_from(Family), st.booleans())
    def test_of_any_text_are_read_or_refused(self, text: str, family: Family, ansi: bool) -> None:
        try:
            style = parse_style(text, family, ansi=ansi)
        except ValueError:
            return
        assert style != Style()


class TestFiles:
    @pytest.mark.parametrize(
        ("right", "wrong", "at", "reason"),
        [
            ("kind:", "colour: red\nkind:", "colour", "unknown key 'colour'"),
            ("kind:", "knd:", "knd", "unknown key 'knd'; did you mean 'kind'?"),
            ("kind: dark", "kind: grey", "kind", "kind: 'grey' is not one of dark, light"),
            ("kind: dark\n", "", None, "kind: is missing; it is one of dark, light"),
            ("contrast: AA", "contrast: A", "contrast", "contrast: 'A' is not one of AA, AAA, terminal"),
            ("contrast: AA", "contrast: terminal", "  background", "uses ANSI colours only"),
            ("name: night", "name: a,b", "name", "name: 'a,b' holds more than letters, digits, spaces, - and _"),
            ("name: night", "name: [a]", "name", "name: must be text"),
            ("name: night", "extends: nigth", "extends", "'nigth', which is not shipped with Reader; did you mean"),
            ("  person:", "  persn:", "  persn", "unknown role 'persn'; did you mean 'person'?"),
            ("  tag:", "  # tag:", "  background", "no style for tag (or say which theme it `extends`)"),
            ("  muted:", "  muted: [a]\n  #", "  muted", "muted: a style is one string"),
            ("  money:", "  money: yellow\n  #", "  money", "money: 'yellow' is neither a colour nor an attribute"),
            ("  text:", "  text: bold\n  #", "  text", "text: needs a colour"),
        ],
    )
    def test_say_where_they_are_wrong_and_why(
        self, tmp_path: Path, right: str, wrong: str, at: str | None, reason: str
    ) -> None:
        text = NIGHT.replace(right, wrong, 1)
        path = written(tmp_path, "mine", text)
        with pytest.raises(FormatError) as caught:
            read_theme(path, SHIPPED)
        lines = [n for n, line in enumerate(text.splitlines(), 1) if at and line.startswith(at)]
        assert caught.value.path == path
        assert [caught.value.line] == (lines or [0])
        assert reason in caught.value.reason

    @pytest.mark.parametrize(("end", "line"), [("", 0), ("styles:\n", 6), ("styles: none\n", 6), ("styles: []\n", 6)])
    def test_need_styles(self, tmp_path: Path, end: str, line: int) -> None:
        with pytest.raises(FormatError, match="needs `styles:` with a style for every role") as caught:
            read_theme(written(tmp_path, "mine", NIGHT.split("styles:")[0] + end))
        assert caught.value.line == line

    def test_an_empty_one_lacks_everything(self, tmp_path: Path) -> None:
        with pytest.raises(FormatError, match="contrast: is missing"):
            read_theme(written(tmp_path, "mine", "# nothing yet\n"), SHIPPED)

    @given(data=st.binary(max_size=300))
    def test_of_any_bytes_are_refused_by_name(self, tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
        path = tmp_path_factory.getbasetemp() / "any.yaml"
        path.write_bytes(data)
        with pytest.raises(FormatError):
            read_theme(path, SHIPPED)

    def test_without_a_name_are_named_by_their_file(self, tmp_path: Path) -> None:
        assert read_theme(written(tmp_path, "ночь", NIGHT.replace("name: night\n", ""))).name == "ночь"

    def test_may_extend_a_shipped_theme(self, tmp_path: Path) -> None:
        path = written(tmp_path, "mine", 'extends: dusk\nstyles:\n  person: "#ffffff underline"\n')
        theme, dusk = read_theme(path, SHIPPED), SHIPPED["dusk"]
        assert theme.name == "mine"
        assert (theme.kind, theme.contrast, theme.description) == (dusk.kind, dusk.contrast, dusk.description)
        assert theme.styles["person"] == Style("#ffffff", underline=True)
        assert {role: style for role, style in theme.styles.items() if role != "person"} == {
            role: style for role, style in dusk.styles.items() if role != "person"
        }

    @pytest.mark.parametrize(
        "text",
        [
            "extends: night\ncontrast: terminal\nstyles:\n  text: ansi_red\n",
            'extends: terminal\ncontrast: AA\nstyles:\n  text: "#ffffff"\n',
        ],
    )
    def test_do_not_mix_colours_of_their_own_with_the_terminals(self, tmp_path: Path, text: str) -> None:
        with pytest.raises(FormatError, match="cannot extend"):
            read_theme(written(tmp_path, "mine", text), SHIPPED)


class TestLoading:
    def test_no_folder_of_ones_own_is_no_themes_of_ones_own(self, own: Path) -> None:
        own.rmdir()
        loaded, notices = load_themes()
        assert [theme.name for theme in loaded] == sorted(SHIPPED)
        assert notices == ()

    def test_themes_of_ones_own_come_last(self, own: Path) -> None:
        written(own, "a", "extends: day\nstyles:\n  tag: bold\n")
        loaded, _ = load_themes()
        assert [theme.name for theme in loaded] == [*sorted(SHIPPED), "a"]

    def test_a_theme_of_ones_own_replaces_the_shipped_one_of_its_name(self, own: Path) -> None:
        written(own, "x", "name: night\nextends: night\nstyles:\n  tag: bold\n")
        loaded, notices = load_themes()
        assert [theme.styles["tag"] for theme in loaded if theme.name == "night"] == [Style(bold=True)]
        assert len(loaded) == len(SHIPPED)
        assert notices == ()

    def test_a_bad_file_costs_one_notice_and_nothing_else(self, own: Path) -> None:
        bad = written(own, "bad", "extends: night\nstyles:\n  perso: bold\n  tga: bold\n")
        written(own, "good", "extends: night\nstyles:\n  tag: bold\n")
        loaded, notices = load_themes()
        assert loaded[-1].name == "good"
        assert [notice.text for notice in notices] == [f"{bad} line 3: unknown role 'perso'; did you mean 'person'?"]

    def test_a_name_taken_twice_costs_a_notice(self, own: Path) -> None:
        written(own, "a", "name: mine\nextends: night\nstyles:\n  tag: bold\n")
        written(own, "b", "name: mine\nextends: day\nstyles:\n  tag: bold\n")
        loaded, notices = load_themes()
        assert [theme.path.stem for theme in loaded if theme.name == "mine"] == ["a"]
        assert "the name 'mine' is taken by a.yaml" in notices[0].text

    def test_a_link_to_nothing_costs_a_notice(self, own: Path) -> None:
        (own / "gone.yaml").symlink_to(own / "nowhere")
        assert "is a link to nothing" in load_themes()[1][0].text


class TestPicking:
    @pytest.mark.parametrize(
        ("wanted", "palette", "picked"),
        [
            (None, Palette.MANY, "night"),
            (None, Palette.SIXTEEN, "terminal"),
            (None, Palette.NONE, "plain"),
            ("paper", Palette.MANY, "paper"),
            ("paper", Palette.SIXTEEN, "paper"),
            ("paper", Palette.NONE, "plain"),
            ("plain", Palette.MANY, "plain"),
        ],
    )
    def test_what_is_wanted_or_what_fits_the_terminal(self, wanted: str | None, palette: Palette, picked: str) -> None:
        theme, notice = pick_theme(SHIPPED.values(), wanted, palette)
        assert theme.name == picked
        assert notice is None

    def test_an_unknown_name_costs_a_notice(self) -> None:
        theme, notice = pick_theme(SHIPPED.values(), "papr")
        assert theme.name == "night"
        assert notice
        assert notice.text == "no theme 'papr'; did you mean 'paper'?; showing 'night'"

    def test_no_colours_means_themes_without_colour_only(self) -> None:
        assert [theme.name for theme in visible(SHIPPED.values(), Palette.NONE)] == ["plain"]
        assert visible(SHIPPED.values(), Palette.SIXTEEN) == tuple(SHIPPED.values())

    def test_no_themes_at_all_is_an_error(self) -> None:
        with pytest.raises(NotFoundError):
            pick_theme((), None)


Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

EYES: dict[str, Matrix] = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}
"""Deuteranopia and protanopia: Machado, Oliveira and Fernandes, 2009, severity 1.0, on linear RGB."""

TO_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def seen_distance(first: Style, second: Style, eyes: str) -> float:
    """How far two colours lie apart for some eyes, in Oklab (Ottosson, 2020), where black and white are 1 apart."""
    assert first.foreground
    assert second.foreground
    return math.dist(seen(first.foreground, EYES[eyes]), seen(second.foreground, EYES[eyes]))


def seen(colour: str, eyes: Matrix) -> Triple:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    light = times(eyes, (linear(red), linear(green), linear(blue)))
    long, middle, short = (max(0.0, cone) ** (1 / 3) for cone in times(TO_CONES, light))
    return times(TO_LAB, (long, middle, short))


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def times(matrix: Matrix, vector: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third
