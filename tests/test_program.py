"""The real program on a real terminal: what a person does first, and what is left when it ends."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.settings import data_folder
from tests.library.folders import news, write
from tests.terminal import Terminal

HOSTILE = "Заголовок \x1b]0;взломан\x07 и \x1b[2J [/red] [@click=app.quit]x[/]"
LEFT = b"\x1b[?1049l"  # the alternate screen is left


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return news(tmp_path / "news")


@pytest.fixture
def reader(folder: Path) -> Iterator[Terminal]:
    with Terminal([sys.executable, "-m", "reader", folder], env=dict(os.environ)) as terminal:
        terminal.wait_for("3 stories")
        yield terminal


def test_open_search_tag_and_leave(reader: Terminal) -> None:
    reader.wait_for("Земляная дамба")
    reader.send("j")
    reader.wait_for("The toll on the Alden Bay bridge")
    reader.send("/cnfdre")  # «ставку» with the wrong keyboard layout
    reader.wait_for("Регулятор в пятницу")
    reader.send("\r")
    reader.settle()
    reader.send("t")
    reader.settle()
    reader.send("деньги\r")
    tags = data_folder() / "tags.yaml"
    reader.wait(lambda screen: "#деньги" in screen and tags.exists())
    assert "tags: [деньги]" in tags.read_text(encoding="utf-8")
    reader.send("\x11")  # ctrl+q
    assert reader.end() == 0
    assert LEFT in reader.written


def test_names_and_quotations_come_by_themselves(reader: Terminal) -> None:
    reader.wait_for("Земляная дамба")
    reader.send("l")
    reader.wait_for("цитаты 1", 60)
    reader.send("]")
    reader.wait_for("Геннадий Сушков · quotation 1 of 1")


def test_the_russian_layout_moves_too(reader: Terminal) -> None:
    reader.wait_for("Земляная дамба")
    reader.send("о")
    reader.wait_for("The toll on the Alden Bay bridge")
    reader.send("л")
    reader.wait_for("Земляная дамба")


def test_another_size_is_no_trouble(reader: Terminal) -> None:
    reader.wait_for("Земляная дамба")
    for columns, lines in ((60, 20), (20, 5), (200, 60), (80, 24)):
        reader.resize(columns, lines)
        reader.settle()
        assert reader.process.poll() is None
    reader.wait_for("Земляная дамба")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(reader: Terminal, number: signal.Signals) -> None:
    reader.process.send_signal(number)
    reader.end()
    assert LEFT in reader.written


def test_a_terminal_that_goes_away_ends_the_program(reader: Terminal) -> None:
    reader.wait_for("stories")
    reader.vanish()
    reader.process.wait(20)


def test_what_stands_in_a_text_never_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    path = write(tmp_path, "hostile.txt", f"{HOSTILE}\n\n{HOSTILE}. Текст, в котором \x9b31m есть и это, и \u202eто.\n")
    with Terminal([sys.executable, "-m", "reader", path], env=dict(os.environ)) as terminal:
        terminal.wait_for("1 story")
        terminal.wait_for("[@click=app.quit]x[/]")
        terminal.send("R")
        terminal.settle()
        terminal.send("q")
        terminal.end()
        assert "взломан".encode() in terminal.written
        assert b"\x1b]0;\xd0" not in terminal.written
        assert b"\x9b31m" not in terminal.written
        assert "\u202e".encode() not in terminal.written


def test_an_empty_folder_is_explained(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with Terminal([sys.executable, "-m", "reader", tmp_path / "empty"], env=dict(os.environ)) as terminal:
        terminal.wait_for("No stories here yet")
        assert "empty" in terminal.text
