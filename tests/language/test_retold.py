"""Russian words retold, wholly or with some in marks: where they begin and end. One convention a line."""

from __future__ import annotations

import pytest

from reader.model import QuoteKind
from tests.language.annotated import annotation, quotes, words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Кузин заявил, что дело «рассыпалось на глазах», и попросил ждать.", "дело «рассыпалось на глазах»"),
        ("Кузин призвал жителей не верить «этим глупым слухам».", "не верить «этим глупым слухам»"),
        ("Кузин пообещал уйти «без долгих прощаний».", "уйти «без долгих прощаний»"),
        ("Игорь Лунин считает решение «преждевременным и опасным».", "преждевременным и опасным"),
        ("Кузин отметил, что учеников «было вдвое меньше».", "учеников «было вдвое меньше»"),
    ],
)
def test_partly_in_marks(text: str, said: str) -> None:
    (quote,) = annotation(text).quotes
    assert (quote.kind, words(text, quote)) == (QuoteKind.MIXED, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Кузин сказал, что доволен: «Мост скоро откроют».", ["доволен", "Мост скоро откроют"]),
        (
            "По мнению Кузина, денег мало: «Школу давно надо строить заново».",
            ["денег мало", "Школу давно надо строить заново"],
        ),
        ("Кузин сказал, что рейс отменят; на это есть причины.", ["рейс отменят; на это есть причины"]),
        ("Кузин сказал, что рейс отменят; Лунин считает, что зря.", ["рейс отменят", "зря"]),
        ("По данным опроса, проведённого лабораторией, спят все плохо.", ["спят все плохо"]),
        ("По данным опроса, который вышел в среду, спят все плохо.", ["спят все плохо"]),
        (
            "«Мы ждём, — сказал Кузин, уточнив, что срок прошёл. — Но недолго».",
            ["Мы ждём | Но недолго", "срок прошёл"],
        ),
    ],
)
def test_where_words_end(text: str, said: list[str]) -> None:
    assert [found for found, _ in quotes(text)] == said


@pytest.mark.parametrize(
    "text",
    [
        "Кузин попросил подвезти его домой: машина сломалась.",
        "Кузин пообещал закрыть завод «Кварцит».",
        "Как просил поэт, на камне выбили имя.",
    ],
)
def test_nobodys_words(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Кузин сказал, что календарь составлен «под телевизор».", QuoteKind.MIXED),
        ("Кузин сказал, что едет в «Весну» в мае.", QuoteKind.INDIRECT),
    ],
)
def test_words_in_marks_within_a_clause(text: str, kind: QuoteKind) -> None:
    (quote,) = annotation(text).quotes
    assert quote.kind is kind
