from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.words import fold, folded_words, is_cyrillic, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Выборы в США", ["выборы", "в", "сша"]),
        ("Ёлка, съёмка", ["елка", "съемка"]),
        ("за́мок", ["замок"]),
        ("и\u0306од и Й", ["йод", "и", "й"]),  # й in two code points stays й
        ("Orbán, Erdoğan, Çelik", ["orban", "erdogan", "celik"]),
        ("Україна, їжак", ["украіна", "іжак"]),
        ("Ту-154 и AT&T", ["ту", "154", "и", "at", "t"]),
        ("snake_case", ["snake", "case"]),
        ("don't, don’t, don\u02bct", ["don", "t"] * 3),  # whatever sign the apostrophe is
        ("12:30, 5G, 1\u00a0000", ["12", "30", "5g", "1", "000"]),
        ("Straße", ["strasse"]),
        ("— … ! \u0301", []),
        ("東京", ["東京"]),
        ("cША, пyтин, Нuawei, ВMW", ["сша", "путин", "huawei", "bmw"]),  # letters that look alike
        ("vip-зал, wordы, 5G", ["vip", "зал", "wordы", "5g"]),
    ],
)
def test_words_are_folded_runs_of_letters_and_digits(text: str, expected: list[str]) -> None:
    assert folded_words(text) == expected


def test_words_know_their_place() -> None:
    text = "«Ёлки» в Straße"
    assert [(word, text[start:stop]) for word, start, stop in words(text)] == [
        ("елки", "Ёлки"),
        ("в", "в"),
        ("strasse", "Straße"),
    ]


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_indexing_and_highlighting_see_the_same_words(text: str) -> None:
    assert folded_words(text) == [word for word, *_ in words(text)]


NEWS = st.text(alphabet="абвеёжйЁЙїўіabeoxyz019_-—«»…№ \n\u00a0\u0301\u2212\ufffd😀éßµ")


@settings(deadline=None)
@given(NEWS)
def test_they_do_so_in_texts_of_one_byte_a_letter(text: str) -> None:
    assert folded_words(text) == [word for word, *_ in words(text)]


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    for word in folded_words(text):
        assert fold(word) == word


@pytest.mark.parametrize(("word", "expected"), [("путин", True), ("xiaomi", False), ("154", False), ("it-шник", True)])
def test_alphabets(word: str, expected: bool) -> None:
    assert is_cyrillic(word) is expected
