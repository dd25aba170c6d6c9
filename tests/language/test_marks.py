"""Quotation marks in pairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language import whole_lines
from reader.language.marks import find_quoted


def _quoted(text: str, *, single: bool = False) -> list[str]:
    spans = [(paragraph.start, paragraph.stop) for paragraph in whole_lines(text)]
    return [" | ".join(text[a:b] for a, b in quoted.parts) for quoted in find_quoted(text, spans, single=single)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Он сказал «да» и „нет“", ["да", "нет"]),
        ('Он сказал "да", а потом "нет".', ["да", "нет"]),
        ('"Раз" ("два") - "три"', ["Раз", "два", "три"]),
        ("“Yes,” he said. “No.”", ["Yes,", "No."]),
        ("«Мы видим „Газпром“ тут», — он", ["Мы видим „Газпром“ тут"]),
        ('"Мы продали "Весту", - сказал он. "Да", - добавил.', ['Мы продали "Весту', "Да"]),
        ("«Работа «Без названия» хороша», — он", ["Работа «Без названия» хороша"]),
        ("«Мы в «Прибое», — сказал он", ["Мы в «Прибое"]),
        ("«Первый.\n«Второй.\n«Третий», — сказал", ["Первый. | Второй. | Третий"]),
        ("«Первый.\nВторой», — сказал", ["Первый. | Второй"]),
        ("«не закрыт\nдругое «да»", ["да"]),
        ("«Она: «Нет». Ушла.\n«Третий», — сказал", ["Она: «Нет». Ушла. | Третий"]),
        ('5" и 6" экраны', []),
        ("» « » “", []),
        ("«»", []),
    ],
)
def test_pairs(text: str, quoted: list[str]) -> None:
    assert _quoted(text) == quoted


def test_single_marks_round_sayings_only() -> None:
    assert _quoted("'We are happy,' he said. It's Tom's dogs' day.", single=True) == ["We are happy,"]


@given(st.text(alphabet='«»„“”"ab \n.-', max_size=200))
def test_runs_are_apart_and_in_order(text: str) -> None:
    spans = [(paragraph.start, paragraph.stop) for paragraph in whole_lines(text)]
    found = find_quoted(text, spans)
    edges = [
        edge for quoted in found for edge in (quoted.start, *(e for part in quoted.parts for e in part), quoted.stop)
    ]
    assert edges == sorted(edges)
