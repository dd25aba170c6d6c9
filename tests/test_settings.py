from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import settings, themes
from reader.errors import FormatError, NotFoundError
from reader.settings import (
    SETTINGS_TEMPLATE,
    Settings,
    load_settings,
    save_theme,
    settings_path,
    shipped_folder,
)
from reader.yamlfile import Mapping, Scalar, parse_yaml


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings folder of somebody whose home is a temporary folder."""
    folder = tmp_path / "config"
    monkeypatch.setattr(settings, "config_folder", lambda: folder)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder.mkdir()
    return folder


def write(config: Path, text: str) -> None:
    (config / "settings.yaml").write_bytes(text.encode())


class TestLoading:
    def test_no_file_is_no_settings(self, config: Path) -> None:
        assert load_settings() == (Settings(), ())
        assert not settings_path().exists()
        assert settings_path().parent == config

    def test_everything(self, config: Path, tmp_path: Path) -> None:
        paths = "library: ~/news\ntheme: day\ntags: own/tags.yaml\n"
        write(config, paths + 'spacy: en_core_web_sm\nkeys:\n  down: j, ctrl+n\n  find: "/"\n')
        expected = Settings(
            library=tmp_path / "home" / "news",
            theme="day",
            tags=config / "own" / "tags.yaml",
            spacy="en_core_web_sm",
            keys={"down": "j, ctrl+n", "find": "/"},
        )
        assert load_settings() == (expected, ())

    def test_the_template_changes_nothing(self, config: Path) -> None:
        write(config, SETTINGS_TEMPLATE)
        assert load_settings() == (Settings(), ())

    def test_the_template_is_right_when_uncommented(self, config: Path) -> None:
        lines = [
            line.removeprefix("# ") for line in SETTINGS_TEMPLATE.splitlines() if ":" in line and line[2:3] in "ltsk "
        ]
        write(config, "\n".join(lines))
        loaded, notices = load_settings()
        assert notices == ()
        assert loaded.theme == themes.DEFAULT
        assert None not in (loaded.library, loaded.tags)
        assert loaded.spacy
        assert loaded.keys

    @pytest.mark.parametrize("text", ["library:\n", 'theme: " "\n', "keys:\n", "tags: ''\n", "spacy:\n"])
    def test_empty_is_unset(self, config: Path, text: str) -> None:
        write(config, text)
        assert load_settings() == (Settings(), ())

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("theme: day\nthemes: x\n", "line 2: there is no setting 'themes' (did you mean 'theme'?)"),
            ("theme: day\n\nвид: x\n", "line 3: there is no setting 'вид'"),
            ("theme: day\nlibrary: [a]\n", "line 2: library must be text"),
            ("theme: day\nkeys: j\n", "line 2: keys must hold actions with their keys (action: key)"),
            ("theme: day\nkeys:\n  down: [j]\n", "line 2: keys: down must be text"),
            ("theme: day\nlibrary: ~nobody-of-this-name/news\n", "line 2: library: there is no home folder"),
            ('theme: day\ntags: "\\0"\n', "line 2: tags is no path"),
        ],
    )
    def test_a_wrong_setting_costs_one_notice_and_no_other(self, config: Path, text: str, expected: str) -> None:
        write(config, text)
        loaded, notices = load_settings()
        assert loaded == Settings(theme="day")
        assert len(notices) == 1
        assert f"{config}/settings.yaml {expected}" in notices[0].text

    def test_a_broken_file_costs_one_notice(self, config: Path) -> None:
        write(config, "theme: day\ntheme: night\n")
        loaded, notices = load_settings()
        assert loaded == Settings()
        assert [notice.text for notice in notices] == [
            f"{config}/settings.yaml line 2: the key 'theme' stands already in line 1 – the settings are left aside"
        ]


class TestSavingTheTheme:
    def test_makes_a_file_with_just_that(self, config: Path) -> None:
        save_theme("day")
        assert (config / "settings.yaml").read_text() == "theme: day\n"

    def test_makes_the_folder(self, config: Path) -> None:
        config.rmdir()
        save_theme("day")
        assert load_settings()[0].theme == "day"

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("# mine\ntheme:   dusk   # calm\nlibrary: ~/a\n", "# mine\ntheme:   day   # calm\nlibrary: ~/a\n"),
            ("theme:\nlibrary: a\n", "theme: day\nlibrary: a\n"),
            ("theme: # none\nlibrary: a\n", "theme: day # none\nlibrary: a\n"),
            ("theme: |\n  dusk\n\nlibrary: a\n", "theme: day\nlibrary: a\n"),
            ("theme:\n  - dusk\n# end\n", "theme:\n  day\n# end\n"),
            ("library: a # b\n\n# end\n", "library: a # b\ntheme: day\n\n# end\n"),
            ("library: a", "library: a\ntheme: day\n"),
            ("library: a\n...\n", "library: a\ntheme: day\n...\n"),
            ("library: |\n  a\ntags:", "library: |\n  a\ntags:\ntheme: day\n"),
            ("library: a\r\n", "library: a\r\ntheme: day\r\n"),
            ("\ufefflibrary: a\n", "\ufefflibrary: a\ntheme: day\n"),
            ("\ufeff", "\ufefftheme: day\n"),
            ("  library: a\n", "  library: a\n  theme: day\n"),
            ("{library: a, theme: dusk} # b\n", "{library: a, theme: day} # b\n"),
            ("{library: a,}\n", "{library: a, theme: day,}\n"),
            ("# nothing yet", "# nothing yet\ntheme: day\n"),
        ],
    )
    def test_changes_nothing_else(self, config: Path, before: str, after: str) -> None:
        write(config, before)
        save_theme("day")
        assert (config / "settings.yaml").read_bytes().decode() == after

    def test_the_template_keeps_its_comments(self, config: Path) -> None:
        write(config, SETTINGS_TEMPLATE)
        save_theme("day")
        save_theme("dusk")
        assert (config / "settings.yaml").read_text() == SETTINGS_TEMPLATE + "theme: dusk\n"

    def test_a_broken_file_is_left_alone(self, config: Path) -> None:
        write(config, "theme: [a\n")
        with pytest.raises(FormatError, match=r"settings\.yaml line 1"):
            save_theme("day")
        assert (config / "settings.yaml").read_text() == "theme: [a\n"

    @given(name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
    def test_any_name_comes_back(self, name: str) -> None:
        for before in ("", "library: a\n", "{theme: a, library: b}", "theme: 'a' # b\n"):
            text = settings._with_theme_line(before, parse_yaml(before, "f"), name)
            saved = parse_yaml(text, "f")
            assert isinstance(saved, Mapping)
            theme = saved.entries["theme"]
            assert isinstance(theme, Scalar)
            assert theme.text == name


class TestFolders:
    @pytest.mark.parametrize("name", ["seeds", "themes"])
    def test_what_ships_is_found_in_a_checkout(self, name: str) -> None:
        assert shipped_folder(name) == Path(settings.__file__).parents[1] / name

    def test_what_ships_is_found_in_an_installed_wheel(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        inside = tmp_path / "reader" / "shipped" / "seeds"
        inside.mkdir(parents=True)
        (tmp_path / "seeds").mkdir()
        monkeypatch.setattr(settings, "__file__", str(tmp_path / "reader" / "settings.py"))
        assert shipped_folder("seeds") == inside

    def test_an_incomplete_installation_says_so(self) -> None:
        with pytest.raises(NotFoundError, match="nothing did not come with"):
            shipped_folder("nothing")

    def test_folders_follow_the_environment(self, tmp_path: Path) -> None:
        probe = "from reader.settings import *; print(config_folder(), data_folder(), cache_folder())"
        environment = {f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("CONFIG", "DATA", "CACHE")}
        done = subprocess.run(
            [sys.executable, "-c", probe], env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout.split() == [str(tmp_path / kind / "reader-news") for kind in ("CONFIG", "DATA", "CACHE")]
