"""Credits of photographs, alone and at the end of captions."""

from __future__ import annotations

import pytest

from reader.sources.pictures import copyright_owner, credit_at_end, credit_owner, credited_outlet, is_credit
from reader.sources.wording import load_wording


@pytest.mark.parametrize(
    ("words", "owner", "outlet"),
    [
        ("© ТАСС", "ТАСС", "ТАСС"),
        ("© ТАСС/EPA", "ТАСС/EPA", "ТАСС"),
        ("© Сергей Мальцев/ТАСС", "Сергей Мальцев/ТАСС", "ТАСС"),
        ("© Depositphotos", "Depositphotos", None),
        ("Фото: Иван Петров", "Иван Петров", None),
        ("Фото: © Иван Петров / РИА Новости", "Иван Петров / РИА Новости", "РИА Новости"),
        ("(Фото: Алексей Витвицкий / РБК)", "Алексей Витвицкий / РБК", "РБК"),
        ("Фото Анны Крыловой", "Анны Крыловой", None),
        ("Фото: пресс-служба мэрии", "пресс-служба мэрии", None),
        ("Иван Петров / РИА Новости", "Иван Петров / РИА Новости", "РИА Новости"),
        ("Photo: Jane Doe", "Jane Doe", None),
        ("Photograph: Rob Tanner/The Guardian", "Rob Tanner/The Guardian", "The Guardian"),
        ("Image source, Getty Images", "Getty Images", None),
        ("Фото: Иван Петров / Reuters", "Иван Петров / Reuters", None),
        ("REUTERS/Jane Doe", "REUTERS/Jane Doe", "Reuters"),
        ("(AP Photo/Jane Doe)", "AP Photo/Jane Doe", "AP"),
    ],
)
def test_credits(words: str, owner: str, outlet: str | None) -> None:
    wording = load_wording()
    assert is_credit(words, wording)
    assert credit_owner(words, wording) == owner
    assert credited_outlet(words, wording, "ru" if words[0] > "А" else None) == outlet


@pytest.mark.parametrize(
    "words",
    [
        "Фото драки",
        "Фото: что случилось с мостом?",
        "Видео: мост упал. Смотрите все!",
        "© 2021 BBC",
        "© ООО «Редакция»",
        "Москва / Общество",
        "Фотографии моста разошлись по городу за час.",
        "и/или",
    ],
)
def test_no_credits(words: str) -> None:
    assert not is_credit(words, load_wording())


@pytest.mark.parametrize(
    "line",
    [
        "Мост через Кудьму| Фото: Иван Петров / ТАСС",
        "Мост через Кудьму.| Фото: ТАСС",
        "Мост через Кудьму |© ТАСС",
        "Мост через Кудьму |(Фото: Иван Петров)",
        "The bridge in May.| REUTERS/Jane Doe/File Photo",
        "The bridge on Monday. |(AP Photo/Jane Doe)",
        "The bridge |(Image: Harrowby Gazette)",
        "The bridge.| Photograph: Rob Tanner/The Guardian",
    ],
)
def test_a_credit_at_the_end_of_a_caption(line: str) -> None:
    caption, credit = line.split("|")
    words = caption + credit
    end = credit_at_end(words)
    assert end is not None
    assert words[: end.stop].strip() == caption.strip()
    assert words[end.start :] == credit.strip()


@pytest.mark.parametrize(
    "words", ["Мост открыт (в среду).", "Он сказал: мост открыт.", "Фото: ТАСС", "Мост, который © не нужен, стоит."]
)
def test_no_credit_at_the_end(words: str) -> None:
    assert credit_at_end(words) is None


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("© 2024 BBC. All rights reserved.", "BBC"),
        ("© Приозёрский рабочий, 2023. Все права защищены.", "Приозёрский рабочий"),
        ("© «Волжский вестник», 2004–2024", "Волжский вестник"),
        ("Copyright © 2022 The Alden Courier. All rights reserved.", "The Alden Courier"),
        ("(c) 2025 Northline News Agency. For subscribers only.", "Northline News Agency"),
        ("© АО Бизнес, 1999—2022", ""),
        ("© 2024", ""),
        ("Все права защищены", ""),
    ],
)
def test_whose_site_it_is(words: str, owner: str) -> None:
    assert copyright_owner(words) == owner
