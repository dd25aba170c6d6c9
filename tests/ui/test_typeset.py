"""Lines: where they break, what they carry, and that nothing makes them freeze."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len, get_character_cell_size

from reader.model import Kind, Paragraph
from reader.sanitise import sanitise
from reader.ui.dates import long_date, short_dates
from reader.ui.paint import shown
from reader.ui.typeset import (
    PLAIN,
    Galley,
    Part,
    _line_end,
    clean_parts,
    is_subheading,
    meta_line,
    raw_parts,
    set_lines,
    wrap,
)
from tests.ui.fake_library import Story, made

STORY = Story(
    "Мост открыли",
    "Мост открыли в {place:Заозёрске}.\n\nФото: мост\n\nПо мосту прошли первые автобусы.",
    source="Волжский вестник",
    published=date(2018, 2, 26),
    tags=("мост", "дальние ключи"),
    caption="Фото: мост",
)


def lines(text: str, width: int, *, verbatim: bool = False) -> list[str]:
    return [shown(text[start:stop]) for start, stop in wrap(text, 0, len(text), width, verbatim=verbatim)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("раз два три", 7, ["раз два", "три"]),
        ("раз два три", 80, ["раз два три"]),
        ("wrapped\nparagraph", 80, ["wrapped paragraph"]),
        ("wrapped\r\n   paragraph", 80, ["wrapped paragraph"]),
        ("длинноеслово", 5, ["длинн", "оесло", "во"]),
        ("и длинноеслово и", 6, ["и", "длинно", "еслово", "и"]),
        ("и 日本語の記事", 6, ["и 日本", "語の記", "事"]),
        ("日本語の記事", 6, ["日本語", "の記事"]),
        ("日本語の記事", 5, ["日本", "語の", "記事"]),
        ("a\tb", 80, ["a    b"]),
        ("  в начале", 80, ["в начале"]),
        ("е\u0301ж е\u0301ж", 2, ["е\u0301ж", "е\u0301ж"]),
        ("", 10, []),
        ("   \n ", 10, []),
    ],
)
def test_a_paragraph_breaks_between_words(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


def test_a_raw_line_keeps_its_indent() -> None:
    assert lines("   в начале", 80, verbatim=True) == ["   в начале"]


def test_plain_characters_are_one_cell_wide() -> None:
    plain = re.compile(f"[{PLAIN}]")
    assert {get_character_cell_size(c) for c in map(chr, range(0x3000)) if plain.match(c)} == {1}


@example("- ---\u0301-", 3)
@given(st.text(alphabet="абв  \n\t字—-\u0301", max_size=120), st.integers(1, 12))
def test_plain_lines_break_where_any_line_would(text: str, width: int) -> None:
    text = sanitise(text)
    slow, here = [], 0
    while (word := re.compile(r"[^ \t\r\n]").search(text, here)) is not None:
        here = _line_end(text, word.start(), len(text), width)
        slow.append((word.start(), here))
    assert list(wrap(text, 0, len(text), width)) == slow


@given(st.text(max_size=300), st.integers(1, 40))
def test_lines_hold_every_word_in_order_and_fit(text: str, width: int) -> None:
    text = sanitise(text)
    spans = list(wrap(text, 0, len(text), width))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    if "\u200d" not in text and "\ufe0f" not in text:  # what joins characters changes widths that were right
        assert all(cell_len(shown(text[a:b])) <= max(width, 2) for a, b in spans)


def test_the_story_is_set_in_the_order_of_reading() -> None:
    reading = made(1, STORY)
    text = reading.article.text
    set_ = set_lines(text, clean_parts(reading.article, reading.summary), 60)
    assert [(line.role, text[line.start : line.stop] or "".join(w for w, _ in line.runs)) for line in set_] == [
        ("heading", "Мост открыли"),
        ("muted", "Волжский вестник · 26 февраля 2018 · 1 мин · #мост"),
        ("muted", "#дальние ключи"),
        ("lead", ""),
        ("lead", "Мост открыли в Заозёрске."),
        ("muted", ""),
        ("muted", "Фото: мост"),
        ("text", ""),
        ("text", "По мосту прошли первые автобусы."),
    ]


def test_a_headline_from_the_index_is_shown_in_its_own_words() -> None:
    reading = made(1, STORY)
    summary = replace(reading.summary, title="Другой заголовок")
    first = next(set_lines(reading.article.text, clean_parts(reading.article, summary), 60))
    assert "".join(words for words, _ in first.runs) == "Другой заголовок"


def test_the_raw_page_shows_every_line_and_mutes_what_the_clean_text_leaves_out() -> None:
    reading = made(1, STORY)
    text = reading.article.text
    raw = [(line.role, text[line.start : line.stop]) for line in set_lines(text, raw_parts(reading.article), 60)]
    assert raw[:3] == [("muted", "Войти в почту"), ("text", ""), ("text", "Мост открыли")]
    assert len(raw) == len(text.splitlines())


def test_the_meta_line_leaves_out_what_is_not_known() -> None:
    bare = replace(made(1, STORY).summary, source=None, published=None, tags=())
    assert meta_line(bare) == (("1 мин", "muted"),)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Жители и дорога", "x" * 200, True),
        ("Это законченное предложение.", "x" * 200, False),
        ("Жители и дорога", "Коротко.", False),
        ("— Кто там?", "x" * 200, False),
        ("и так далее", "x" * 200, False),
    ],
)
def test_a_short_line_above_a_paragraph_is_a_subheading(first: str, second: str, expected: bool) -> None:
    text = f"{first}\n\n{second}"
    above = Paragraph(0, len(first), Kind.BODY)
    assert is_subheading(text, above, Paragraph(len(first) + 2, len(text), Kind.BODY)) is expected


def test_five_million_characters_are_set_as_far_as_they_are_asked_for() -> None:
    text = "слово " * 800_000
    galley = Galley(text, [Part(0, len(text), "text")], 72)
    galley.fill(50)
    assert (len(galley.lines), galley.finished) == (50, False)


def test_one_word_of_five_million_characters_is_cut_into_lines() -> None:
    text = "ж" * 5_000_000
    assert [b - a for a, b in islice(wrap(text, 0, len(text), 72), 100)] == [72] * 100


def test_a_galley_knows_where_a_character_stands() -> None:
    galley = Galley("раз два три", [Part(0, 11, "text")], 3)
    galley.fill(10)
    assert (galley.line_of(4), galley.line_of(99), galley.finished) == (1, None, True)


@pytest.mark.parametrize(
    ("language", "expected"), [("ru", "26 февраля 2018"), ("en", "26 February 2018"), (None, "26 February 2018")]
)
def test_dates_are_written_in_the_language_of_the_story(language: str | None, expected: str) -> None:
    assert long_date(date(2018, 2, 26), language) == expected


def test_the_year_is_told_where_it_is_another_one() -> None:
    assert short_dates(date(2018, 2, 26), "ru", date(2018, 5, 1)) == ("26 фев", "26 фев")
    assert short_dates(date(2017, 2, 26), "en", date(2018, 5, 1)) == ("26 Feb 2017", "Feb 2017")
