"""What a line looks like: words with the roles laid over them, written as goldens."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.color import Color
from textual.style import Style

from reader.model import Annotation
from reader.sanitise import sanitise
from reader.themes import ROLES
from reader.ui.paint import Highlights, Layer, Marks, fit, fit_runs, has_bar, marks_of, paint_line, shown
from reader.ui.typeset import Line, clean_parts, set_lines
from tests.ui.fake_library import Story, made

# Every role has a colour of its own here, so that a segment tells which role was laid on last.
STYLES = {role.name: Style(foreground=Color(number, 0, 0)) for number, role in enumerate(ROLES, 1)}
ROLE_OF = {number: role.name for number, role in enumerate(ROLES, 1)}

QUOTED = made(
    1,
    Story(
        "Мост открыли",
        "{org:Горсовет} назвал срок.\n\n{quote:Мост в Заозёрске открыт}, — сказал {speaker:Глеб Останин}.",
    ),
)


def golden(line: Line, marks: Marks, text: str) -> str:
    """A line as text: `words` in their own role, `[role:words]` where something is laid over them."""
    painted = []
    for segment in paint_line(text, line, marks, STYLES):
        assert segment.style is not None
        assert segment.style.color is not None
        assert segment.style.color.triplet is not None
        role = ROLE_OF[segment.style.color.triplet.red]
        painted.append(segment.text if role == line.role else f"[{role}:{segment.text}]")
    return "".join(painted)


def page(highlights: Highlights = Highlights.ALL, **kwargs: object) -> list[str]:
    text = QUOTED.article.text
    marks = marks_of(QUOTED.annotation, highlights, **kwargs)  # type: ignore[arg-type]  # the test passes on what `marks_of` takes
    lines = set_lines(text, clean_parts(QUOTED.article, QUOTED.summary), 72)
    return [("▌" if has_bar(line, marks) else "") + golden(line, marks, text) for line in lines if not line.runs]


def test_names_quotations_and_speakers_are_marked() -> None:
    assert page() == [
        "Мост открыли",
        "",
        "[organisation:Горсовет] назвал срок.",
        "",
        "▌[quote:Мост в Заозёрске открыт], — сказал [speaker:Глеб Останин].",
    ]


@pytest.mark.parametrize(
    ("highlights", "lead", "quotation"),
    [
        (
            Highlights.NAMES,
            "[organisation:Горсовет] назвал срок.",
            "Мост в Заозёрске открыт, — сказал [person:Глеб Останин].",
        ),
        (
            Highlights.QUOTES,
            "Горсовет назвал срок.",
            "▌[quote:Мост в Заозёрске открыт], — сказал [speaker:Глеб Останин].",
        ),
        (Highlights.NONE, "Горсовет назвал срок.", "Мост в Заозёрске открыт, — сказал Глеб Останин."),
    ],
)
def test_highlights_can_be_chosen(highlights: Highlights, lead: str, quotation: str) -> None:
    assert page(highlights)[2::2] == [lead, quotation]


def test_matches_of_a_search_lie_on_top() -> None:
    text = QUOTED.article.text
    start = text.index("Заозёрске")
    assert page(matches=[(start, start + 3)])[4].startswith("▌[quote:Мост в ][match:Зао][quote:зёрске открыт]")


def test_the_place_one_jumped_to_lies_over_all() -> None:
    text = QUOTED.article.text
    start = text.index("Горсовет")
    assert page(place=(start, start + 8))[2] == "[cursor:Горсовет] назвал срок."


def test_a_line_knows_who_begins_to_speak_in_it() -> None:
    marks = marks_of(QUOTED.annotation)
    start = QUOTED.article.text.index("Мост в Заозёрске")
    assert marks.speaker(Line(start, start + 10, "text")) == "Глеб Останин"
    assert marks.speaker(Line(start + 1, start + 10, "text")) is None


def test_the_four_kinds_of_highlights_follow_one_another() -> None:
    kinds = [Highlights.ALL]
    for _ in range(4):
        kinds.append(kinds[-1].next)
    assert kinds == [Highlights.ALL, Highlights.NAMES, Highlights.QUOTES, Highlights.NONE, Highlights.ALL]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), st.just("quote")), max_size=20))
def test_a_layer_never_overlaps_itself(spans: list[tuple[int, int, str]]) -> None:
    layer = Layer.of(spans)
    assert all(a < b for a, b, _ in layer.spans)
    assert all(one[1] <= two[0] for one, two in pairwise(layer.spans))


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 250), st.integers(0, 250)), max_size=10))
def test_painting_changes_no_word_whatever_the_spans(text: str, spans: list[tuple[int, int]]) -> None:
    text = sanitise(text).replace("\n", " ").replace("\t", " ")
    marks = marks_of(None, matches=[(min(span), max(span)) for span in spans])
    line = Line(0, len(text), "text")
    assert "".join(s.text for s in paint_line(text, line, marks, STYLES)) == "".join(
        shown(text[a:b]) for a, b in _cuts(marks, len(text))
    )


def _cuts(marks: Marks, length: int) -> list[tuple[int, int]]:
    edges = {0, length}
    for layer in marks.layers:
        edges |= {min(edge, length) for start, stop, _ in layer.spans for edge in (start, stop)}
    ordered = sorted(edges)
    return list(pairwise(ordered))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("раз\r\nдва", "раз два"),
        ("раз \n\t два", "раз два"),
        ("раз\tдва", "раз    два"),
        ("a" + "\u0301" * 20_000, "a" + "\u0301" * 8),
        ("a" + "\u200d" * 20_000 + "b", "a" + "\u200d" * 8 + "b"),
        ("[/]", "[/]"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    ],
)
def test_words_are_shown_safely(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "cells", "expected"),
    [
        ("заголовок", 9, "заголовок"),
        ("заголовок", 8, "заголов…"),
        ("日本語", 4, "日…"),
        ("слово и", 7, "слово и"),
        ("слово и", 6, "слово…"),
        ("слово", 1, "…"),
        ("слово", 0, ""),
    ],
)
def test_what_does_not_fit_ends_in_an_ellipsis(text: str, cells: int, expected: str) -> None:
    assert fit(text, cells) == expected


@given(st.lists(st.tuples(st.text(max_size=20), st.just("text")), max_size=6), st.integers(0, 40))
def test_runs_fit_into_their_cells(runs: list[tuple[str, str]], cells: int) -> None:
    safe = [(sanitise(words).replace("\u200d", "").replace("\ufe0f", ""), role) for words, role in runs]
    assert sum(cell_len(words) for words, _ in fit_runs(safe, cells)) <= cells


NAUGHTY = Path(__file__).parents[2].parent / "shared" / "corpora" / "naughty" / "blns.json"
OWN = ("\x1b]52;c;YQ==\x07", "\x1b[2J", "\x9b31m", "\u202eabc", "\U000e0041", "[/]", "[@click=app.quit]x[/]", "\ud800")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]")


def naughty() -> list[str]:
    return [*OWN, *(json.loads(NAUGHTY.read_text(encoding="utf-8")) if NAUGHTY.is_file() else [])]


@pytest.mark.parametrize("text", naughty())
def test_no_control_character_reaches_a_segment(text: str) -> None:
    reading = made(1, Story(text or "-", text or "-"))
    marks = marks_of(Annotation("ru"))
    for line in set_lines(reading.article.text, clean_parts(reading.article, reading.summary), 40):
        painted = "".join(s.text for s in paint_line(reading.article.text, line, marks, STYLES))
        assert not CONTROL.search(painted)
