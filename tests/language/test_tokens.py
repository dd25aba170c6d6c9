"""Tokens are cut where razdel cuts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from razdel import tokenize as razdel_tokenize

from reader.language.tokens import tokenise


@pytest.mark.parametrize(
    "text",
    [
        "Ту-154 и Нью-Йорк, 1,5 млн (50%)...",
        "AT&T, «Газпром» и ООО «Прибой»?!",
        "А. Петров родился 12.04.1961 в г. Энске",
        "André пришёл в 2010-2012 годах — вот так",
        "Привет,мир;раз/два 1/2 5-го",
    ],
)
def test_same_as_razdel(text: str) -> None:
    assert [token.text for token in tokenise(text)] == [token.text for token in razdel_tokenize(text)]


@given(st.text(max_size=200))
def test_every_visible_character_is_in_one_token(text: str) -> None:
    covered = [place for token in tokenise(text) for place in range(token.start, token.stop)]
    assert covered == sorted(set(covered))
    assert set(covered) >= {place for place, character in enumerate(text) if not character.isspace()}
