"""The word lists: how lines are spelt to be looked up, and what keeps them from reaching into stories."""

from __future__ import annotations

import pytest

from reader.sources.wording import Phrase, load_wording, plain


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("ВОЙТИ", "войти"),
        ("Ещё новости…", "еще новости"),
        ("«Поделиться»:", "поделиться"),
        ("12 комментариев", "0 комментариев"),
        ("1 234,5 просмотра", "0 просмотра"),
        ("★ Реклама ★", "реклама"),
        ("***", ""),
    ],
)
def test_how_lines_are_spelt(words: str, line: str) -> None:
    assert plain(words) == line


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("Войти в почту", Phrase.FURNITURE),
        ("Читайте также", Phrase.RELATED),
        ("Читайте также: Почему закрыли паром", Phrase.RELATED),
        ("Популярное", Phrase.ENDING),
        ("Политика", Phrase.SECTION),
        ("РБК в Telegram", Phrase.FURNITURE),
        ("Мы используем файлы cookie, чтобы сайт работал", Phrase.NOTICE),
        ("Sign in", Phrase.FURNITURE),
        ("Most read", Phrase.ENDING),
        ("Закрыть аэропорт предложили депутаты", None),
        ("Назад к природе", None),
        ("Популярное средство от кашля подорожает", None),
        ("Most popular baby names revealed", None),
        ("Back to school", None),
        ("Глава района отчитался в Telegram о ремонте дорог", None),
    ],
)
def test_what_a_line_says(words: str, phrase: Phrase | None) -> None:
    assert load_wording().phrase(plain(words)) is phrase


@pytest.mark.parametrize(
    ("words", "is_notice"),
    [
        ("Мы используем файлы cookie. " * 10, True),
        ("Подписывайтесь на наш канал, чтобы ничего не пропустить. " * 3, True),
        ("Мы используем старые рельсы, сказал мастер. " * 10, False),
        ("Cookie he calls the dog. " * 10, False),
        ("", False),
    ],
)
def test_how_a_paragraph_begins(words: str, is_notice: bool) -> None:
    assert load_wording().is_notice(words) is is_notice


@pytest.mark.parametrize("words", ["ТАСС", "тасс", "Волжский вестник", "Lenta.ru", "The Harrow Times", "РИА «Новости»"])
def test_names_of_papers(words: str) -> None:
    assert load_wording().names_outlet(words)


@pytest.mark.parametrize("words", ["Мост открыт", "Новости", "Политика Новости Спорт", "Новости Спорт", "Иван Петров"])
def test_names_of_no_papers(words: str) -> None:
    assert not load_wording().names_outlet(words)


def test_a_known_paper_is_spelt_as_it_spells_itself() -> None:
    assert load_wording().outlet("REUTERS") == "Reuters"
    assert load_wording().outlet("интерфакс") == "Интерфакс"
    assert load_wording().outlet("Мост") is None
