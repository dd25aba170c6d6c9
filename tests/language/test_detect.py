"""Languages by letters and stop words."""

from __future__ import annotations

import pytest

from reader.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", None),
        ("123 — !?", None),
        ("Завод остановит две линии", "ru"),
        ("объём съёмки", "ru"),
        ("Xiaomi и Microsoft подписали соглашение", "ru"),
        ("The plant will stop two lines", "en"),
        ("Blue Harbour", "en"),
        ("Він сказав, що їхня країна чекає", "uk"),
        ("Ён сказаў, што гэта добра", "be"),
        ("Той каза, че това е първият път, когато България", "bg"),
        ("В объединении рабочих согласны.", "ru"),
        ("Der Mann ist nicht mit dem Auto gekommen", "de"),
        ("Le président est dans la ville", "fr"),
        ("東京は雨です", "ja"),
        ("مرحبا بالعالم", "ar"),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert detect_language(text) == language


def test_a_text_is_judged_by_letters_that_come_late() -> None:
    assert detect_language("." * 50_000 + "Привет") == "ru"
