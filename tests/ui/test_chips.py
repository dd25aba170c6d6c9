"""A query as it was understood, on one line."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from reader.model import Chip
from reader.ui.widgets.chips import chip_line, role_of


def chips(*texts: str, forgiven: tuple[str, ...] = ()) -> list[Chip]:
    return [Chip(text, 0, len(text), forgiven, not text.startswith("-")) for text in texts]


def line(shown: list[Chip], cells: int) -> str:
    return "|".join("".join(words for words, _ in runs) for runs in chip_line(shown, cells))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("рынок", "text"),
        ('"красная линия"', "quote"),
        ("«красная линия»", "quote"),
        ("tag:сша", "tag"),
        ("person:Песков", "person"),
        ("org:НАТО", "organisation"),
        ("place:Минск", "place"),
        ("said:Песков", "speaker"),
        ("after:2026-01-01", "date"),
        ("is:unread", "accent"),
        ("12:30", "text"),
        ("-tag:сша", "muted"),
    ],
)
def test_a_part_is_painted_as_what_it_asks_for(text: str, role: str) -> None:
    assert role_of(chips(text)[0]) == role


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (40, " один | два | три | четыре "),
        (27, " один | два | три | четыре "),
        (26, " один | два | три |+1"),
        (15, " один | два |+2"),
        (14, " один |+3"),
        (9, " один |+3"),
        (7, " о… |+3"),
    ],
)
def test_what_does_not_fit_is_counted(cells: int, expected: str) -> None:
    assert line(chips("один", "два", "три", "четыре"), cells) == expected


@pytest.mark.parametrize("cells", range(3, 60))
def test_the_line_is_never_too_long(cells: int) -> None:
    shown = chips("санкции", "tag:a", '"точная фраза"', "-done", forgiven=("слово", "слова"))
    assert cell_len(line(shown, cells).replace("|", " ")) <= cells


def test_what_was_forgiven_is_shown() -> None:
    assert line(chips("сматрфоны", forgiven=("смартфоны",)), 60) == " сматрфоны ≈ смартфоны "


def test_of_many_words_three_are_shown() -> None:
    assert line(chips("дм", forgiven=("дом", "дым", "дам", "дум")), 60) == " дм ≈ дом, дым, дам, … "


def test_what_must_not_be_says_so() -> None:
    assert line([Chip("tag:сша", 1, 8, wanted=False)], 60) == " -tag:сша "


def test_markup_and_control_signs_are_words() -> None:
    assert line(chips("[red]x[/]\x1b[2J"), 60) == " [red]x[/]␛[2J "
