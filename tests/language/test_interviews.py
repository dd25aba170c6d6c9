"""Answers of interviews: under printed names, and after questions. Words belong to invented people."""

from __future__ import annotations

import pytest

from tests.language.annotated import quotes

LEAD = "Нора Лунина тридцать лет живёт на маяке.\n\n"
ENGLISH_LEAD = "Nora Fenn has kept the light for thirty years.\n\n"
ANSWERS = ["Тридцать лет", "Я люблю тишину", "Мы будем спать"]
ENGLISH_ANSWERS = ["Thirty years", "I like it quiet", "We shall sleep"]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("П. Раев: ", "Н. Лунина: "),
        ("П. Р.: ", "Н. Л.: "),
        ("**П. Р.:** ", "**Н. Л.:** "),
        ("Газета: ", "Нора Лунина: "),
        ("— ", "— "),
        ("**", ""),
        ("", ""),
    ],
)
def test_russian_answers(asks: str, answers: str) -> None:
    text = LEAD + "\n\n".join(f"{asks}Почему так?\n\n{answers}{words}." for words in ANSWERS)
    assert [(said.rstrip("."), who) for said, who in quotes(text)] == [(words, "Нора Лунина") for words in ANSWERS]


@pytest.mark.parametrize(("asks", "answers"), [("TR: ", "NF: "), ("Q: ", "A: "), ("Gazette: ", "Fenn: "), ("", "")])
def test_english_answers(asks: str, answers: str) -> None:
    text = ENGLISH_LEAD + "\n\n".join(f"{asks}Why is it so?\n\n{answers}{words}." for words in ENGLISH_ANSWERS)
    assert [(said.rstrip("."), who) for said, who in quotes(text)] == [
        (words, "Nora Fenn") for words in ENGLISH_ANSWERS
    ]


def test_an_answer_goes_on_to_the_next_label() -> None:
    turns = "П. Р.: Почему?\n\nН. Л.: Так надо.\n\nЯ привыкла.\n\nП. Р.: А зимой?\n\nН. Л.: И зимой."
    assert [said for said, _ in quotes(LEAD + turns)] == ["Так надо. | Я привыкла.", "И зимой."]


def test_an_answer_ends_where_the_paper_tells_of_whoever_answers() -> None:
    told = "«Нора Лунина права», — сказал Олег Сомов."
    turns = f"П. Р.: Почему?\n\nН. Л.: Так надо.\n\n{told}\n\nП. Р.: А зимой?\n\nН. Л.: Да."
    assert [said for said, _ in quotes(LEAD + turns)] == ["Так надо.", "Нора Лунина права", "Да."]


def test_what_is_told_of_whoever_answers_is_no_answer() -> None:
    lead = "Планеристка Юлия Лунина села на поле.\n\n"
    turns = "— Почему так?\n\n— Так надо. — Лунина молчит. — Мне так сказали.\n\nНа Лунину жаловались в клуб.\n\n"
    more = "— А зимой?\n\n— И я тоже.\n\n— Страшно?\n\n— Мне редко."
    assert [said for said, _ in quotes(lead + turns + more)] == [
        "Так надо. | Мне так сказали.",
        "И я тоже.",
        "Мне редко.",
    ]


def test_a_name_that_opens_a_question_tells_an_interview() -> None:
    lead = "Планеристка Юлия Лунина села на поле.\n\n"
    turns = "— Юлия, почему так?\n\n— Так надо.\n\n— А зимой?\n\n— Тоже.\n\n— Страшно?\n\n— Редко."
    assert ("Редко.", "Юлия Лунина") in quotes(lead + turns)


@pytest.mark.parametrize(("asked", "speaker"), [("соседку", "соседка"), ("соседку и сестру", None)])
def test_whom_an_answer_speaks_of_is_brought_up_in_it(asked: str, speaker: str | None) -> None:
    turns = f"П. Р.: Почему?\n\nН. Л.: Я спросила {asked}. А она мне: «Никуда, милая, я смотрю».\n\nП. Р.: А зимой?"
    assert ("Никуда, милая, я смотрю", speaker) in quotes(LEAD + turns)


@pytest.mark.parametrize(
    "text",
    [
        "Адрес: Энск, улица Мира.\nТелефон: нет.\nПочта: нет.",
        "Что будет дальше?\n\nМост построят.\n\nКогда?\n\nК осени.\n\nКто платит?\n\nГород.",
        LEAD + "Почему так?\n\nЯ люблю тишину.",
    ],
)
def test_not_an_interview(text: str) -> None:
    assert quotes(text) == []


def test_general_labels_are_of_whom_the_interview_is_with() -> None:
    turns = "Вопрос: Почему?\n\nОтвет: Привыкла.\n\nВопрос: А зимой?\n\nОтвет: Тоже.\n\nВопрос: Всегда?\n\nОтвет: Да."
    assert [speaker for _, speaker in quotes(LEAD + turns)] == ["Нора Лунина"] * 3
