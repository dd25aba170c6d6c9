from __future__ import annotations

import pytest

from reader.letters import CODE_PAGE, in_bytes, make_table

SMALL = make_table(lambda character: character.lower() if character.isalpha() else "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ёж и Fox", "ёж и fox"),
        ("а1б—в", "а б в"),
        ("да → нет 😀", "да   нет  "),  # signs that the code page lacks are no letters
        ("", ""),
    ],
)
def test_a_text_is_changed_letter_by_letter(text: str, expected: str) -> None:
    assert (found := in_bytes(text, SMALL)) is not None
    assert found.decode(CODE_PAGE) == expected


@pytest.mark.parametrize("text", ["Orbán", "за\u0301мок", "東京", "½"])
def test_a_text_with_other_letters_is_left_to_the_general_rule(text: str) -> None:
    assert in_bytes(text, SMALL) is None


def test_so_is_one_with_a_letter_that_becomes_another_outside_the_code_page() -> None:
    assert in_bytes("5 µg", make_table(str.casefold)) is None
