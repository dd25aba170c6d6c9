from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import Kind, Match, Paragraph
from reader.search.highlight import Terms, match_spans, matches, passage
from tests.search.shelf import Shelf, marked, unmarked


def terms(query: str, *texts: str, typing: bool = False) -> Terms:
    """What a query means in a library of just these texts."""
    return Shelf([("", "", unmarked(text)) for text in texts]).ask(query, typing=typing).terms


ELECTIONS = terms('выборы в "е е"', "выборы в выборе е е")
MARKET = terms("рынок нефть", "рынок нефть")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("смартфон", "[Смартфоны] в США и рынок [смартфонов]."),
        ("смортфон", "[Смартфоны] в США"),
        ("ёлка", "Две [ёлки], одна [елка], [ЁЛКА]"),
        ("genby", "[Путин] и с [Путиным]"),
        ("putin", "[Путин], [Putin]"),
        ("сша рынок", "[Рынок] в [США]: [рынка] не видно"),
        ('"красная линия"', "Это [красная линия], а линия красная – нет"),
        ('"красная линия"', "[красная,\n  линия]"),
        ("ту-154", "Сел [Ту-154], взлетел [ту 154]"),
        ("премьер-министр", "[Премьер-министра] ждут министры"),
        ("рынок -сша", "[Рынок] США"),
        ("title:рынок", "[Рынок]"),
        ("tag:рынок", "Рынок"),
        ("нет", "Рынок"),
        ("orban", "Виктор [Orbán]"),
    ],
)
def test_where_the_words_of_a_query_stand(query: str, expected: str) -> None:
    text = unmarked(expected)
    shelf = Shelf([("", "", text)], {"tag:рынок": [1]})
    assert marked(text, match_spans(text, shelf.ask(query).terms)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("см", "[Смартфоны] и [смены]"),
        ("смортф", "[Смартфоны] и смены"),
        ('"новый г', "[Новый год], новые годы"),
    ],
)
def test_beginnings_are_marked_while_typing(query: str, expected: str) -> None:
    text = unmarked(expected)
    assert marked(text, match_spans(text, terms(query, text, typing=True))) == expected


@settings(deadline=None)
@given(st.text(alphabet="выборы ёеВ\u0301ßİ-.\n", max_size=60))
def test_spans_are_in_order_and_inside(text: str) -> None:
    found = match_spans(text, ELECTIONS)
    assert all(0 <= start < stop <= len(text) for start, stop in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))


def cut(query: str, text: str, width: int) -> str | None:
    """The passage of a text for a query, highlights in brackets."""
    found = passage(text, [(0, len(text))], terms(query, text), width)
    return marked(found.passage, found.spans) if found else None


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("рынок", "Рынок растёт.", "[Рынок] растёт."),
        ("рынок", "Сегодня утром на бирже рынок нефти рос до вечера.", "…на бирже [рынок] нефти рос до…"),
        ("рынок", "Сегодня утром на бирже вырос рынок", "…утром на бирже вырос [рынок]"),
        (
            "рынок нефть",
            "Рынок стоит. Вчера и позавчера было тихо. Нефть и рынок растут.",
            "…было тихо. [Нефть] и [рынок] растут.",
        ),
        ("нет", "Рынок растёт.", None),
        ("рынок", "раз\nдва рынок\tтри", "раз два [рынок] три"),
    ],
)
def test_the_passage_that_answers_best(query: str, text: str, expected: str | None) -> None:
    assert cut(query, text, 32) == expected


@settings(deadline=None)
@given(st.text(alphabet="рынок нефть.\n", max_size=300), st.integers(1, 80))
def test_a_passage_is_no_longer_than_asked_and_its_spans_fit(text: str, width: int) -> None:
    found = passage(text, [(0, len(text))], MARKET, width)
    if found:
        longest = max(width, *(stop - start for start, stop in found.spans))
        assert len(found.passage.strip("…")) <= longest
        assert all(found.passage[start:stop] in ("рынок", "нефть") for start, stop in found.spans)
        assert "\n" not in found.passage


def test_matches_name_the_field() -> None:
    text = "Рынок США\nНа рынке тихо.\nА в США рынка нет.\nСША"
    parts = [(0, 9, Kind.HEADLINE), (10, 24, Kind.LEAD), (25, 43, Kind.BODY), (44, 47, Kind.CAPTION)]
    paragraphs = [Paragraph(*part) for part in parts]
    assert matches("Рынок США", text, paragraphs, terms("рынок сша", text)) == (
        Match("title", "Рынок", "Рынок США", ((0, 5), (6, 9))),
        Match("lead", "рынке", "На рынке тихо.", ((3, 8),)),
        Match("body", "США", "А в США рынка нет.", ((4, 7), (8, 13))),
    )
