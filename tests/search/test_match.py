from __future__ import annotations

import pytest

from reader.search.match import Likeness, guessed_forms, load, sure_forms
from reader.search.tree import Phrase, Word
from tests.search.shelf import Shelf

LIBRARY = Shelf(
    [
        "Смартфоны Xiaomi на рынке смартфонов США",
        "Рынок ждёт: ёлки и ёлка, выборы, выборов, бюджет",
        "Путин и Песков, сказал Пескову, Путину; Зеленского",
        "Премьер-министр и премьер-министра правительство",
        "Microsoft and Huawei sell phones, the phone sold",
        "Апелляцию Байдена читают в Facebook; человек с человеком",
        "Вице-премьера Мэй зовут день и ночь, миллионов",
        "Snoke and Rowan don't, housing",
        "Джонсон, Майклу и Джексон",
    ]
)


@pytest.mark.parametrize(
    ("typed", "form", "likeness"),
    [
        ("выборы", "выборы", Likeness.EXACT),
        ("ВЫБОРЫ", "выборы", Likeness.EXACT),
        ("елка", "елки", Likeness.INFLECTED),
        ("ёлкой", "елки", Likeness.INFLECTED),
        ("рынком", "рынок", Likeness.INFLECTED),
        ("песков", "пескову", Likeness.INFLECTED),
        ("смартфоном", "смартфоны", Likeness.INFLECTED),
        ("phones", "phone", Likeness.INFLECTED),
        ("премьер-министром", "премьер министра", Likeness.INFLECTED),
        ("с.ш.а.", "сша", Likeness.INFLECTED),
        ("бюд-жет", "бюджет", Likeness.INFLECTED),
        ("cшa", "сша", Likeness.EXACT),  # two Latin letters
        ("людей", "человек", Likeness.INFLECTED),
        ("сяоми", "xiaomi", Likeness.RESPELT),
        ("putin", "путин", Likeness.RESPELT),
        ("putin", "путину", Likeness.RESPELT),
        ("zelensky", "зеленского", Likeness.RESPELT),
        ("шаоми", "xiaomi", Likeness.RESPELT),
        ("хуавей", "huawei", Likeness.RESPELT),
        ("майкрософт", "microsoft", Likeness.RESPELT),
        ("млн", "миллионов", Likeness.INFLECTED),
        ("johnson", "джонсон", Likeness.RESPELT),  # a mute letter
    ],
)
def test_what_a_word_stands_for_without_guessing(typed: str, form: str, likeness: Likeness) -> None:
    forms = sure_forms(LIBRARY.connection, Word(typed))
    assert (form, likeness) in [(found.words, found.likeness) for found in forms]
    assert forms[0].likeness is Likeness.EXACT


@pytest.mark.parametrize(
    ("typed", "form", "likeness"),
    [
        (",.l;tn", "бюджет", Likeness.LAYOUT),
        ("genby", "путин", Likeness.LAYOUT),
        ("genby", "путину", Likeness.LAYOUT),
        ("чшфщьш", "xiaomi", Likeness.LAYOUT),
        ("смортфоны", "смартфоны", Likeness.TYPO),  # replaced
        ("смарфоны", "смартфоны", Likeness.TYPO),  # dropped
        ("сммартфоны", "смартфоны", Likeness.TYPO),  # inserted
        ("сматрфоны", "смартфоны", Likeness.TYPO),  # swapped
        ("сматрфонны", "смартфоны", Likeness.TYPO),  # two slips
        ("правилетьтсво", "правительство", Likeness.TYPO),  # three
        ("смортфоны", "смартфонов", Likeness.TYPO),  # a form of the word meant
        ("рынак", "рынок", Likeness.TYPO),
        ("xaomi", "xiaomi", Likeness.TYPO),
        ("puttin", "путин", Likeness.TYPO),  # misspelt in the other alphabet
        ("cvjhnajys", "смартфоны", Likeness.TYPO),  # and in the other layout
        ("biden", "байдена", Likeness.TYPO),  # vowels as English has them
        ("фейсбук", "facebook", Likeness.TYPO),
        ("michael", "майклу", Likeness.TYPO),
        ("jackson", "джексон", Likeness.TYPO),
        ("мей", "мэй", Likeness.TYPO),  # short, and nothing but what cannot be heard
        ("ден", "день", Likeness.TYPO),
        ("dont", "don t", Likeness.TYPO),
        ("сноук", "snoke", Likeness.TYPO),
        ("вицепремьер", "вице премьера", Likeness.TYPO),  # run together
        ("апиляция", "апелляцию", Likeness.TYPO),  # two slips, one of which looks like an ending
    ],
)
def test_what_a_word_may_be_guessed_to_stand_for(typed: str, form: str, likeness: Likeness) -> None:
    forms = guessed_forms(LIBRARY.connection, Word(typed))
    assert (form, likeness) in [(found.words, found.likeness) for found in forms]


@pytest.mark.parametrize("typed", ["рнк", "май", "роуминг", "рыкнак", "смтфны", "2018", "абракадабра", "!"])
def test_what_is_too_far_is_not_guessed(typed: str) -> None:
    assert guessed_forms(LIBRARY.connection, Word(typed)) == ()


@pytest.mark.parametrize(
    ("typed", "beginning"),
    [
        ("смар", "смар"),
        ("смортф", "смартф"),
        ("сматрф", "смартф"),
        ("cvfhn", "смарт"),
        ("хуав", "huaw"),
        ("genb", "пути"),
    ],
)
def test_a_word_being_typed_may_begin_another(typed: str, beginning: str) -> None:
    word = Word(typed, open=True)
    forms = sure_forms(LIBRARY.connection, word) + guessed_forms(LIBRARY.connection, word)
    assert beginning in [form.words for form in forms if form.begins]
    closed = Word(typed)
    forms = sure_forms(LIBRARY.connection, closed) + guessed_forms(LIBRARY.connection, closed)
    assert not any(form.begins for form in forms)


def test_a_phrase_stands_for_itself() -> None:
    assert [form.words for form in sure_forms(LIBRARY.connection, Phrase("Ёлка и"))] == ["елка и"]


def test_the_better_the_likeness_the_more_it_counts() -> None:
    word = Word("выборы")
    forms = sure_forms(LIBRARY.connection, word) + guessed_forms(LIBRARY.connection, Word("выбиры"))
    weights = {form.likeness: form.weight for form in forms}
    assert 1 == weights[Likeness.EXACT] > weights[Likeness.INFLECTED] > weights[Likeness.TYPO] > 0


def test_loading_needs_no_library() -> None:
    load()
