"""Other layouts, other alphabets, other forms, and slips: what one word may have been meant for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from reader.search.keyboard import other_layout
from reader.search.stem import paradigm, stems
from reader.search.translit import respellings, sounds
from reader.search.typos import head_keys, is_likely_slip, keys_of, keys_of_typed, slips_allowed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (",.l;tn", "бюджет"),
        ("genby", "путин"),
        ("GENBY", "путин"),
        ("Genby!", "путин"),
        ("чшфщьш", "xiaomi"),
        ("`krf", "елка"),
        ("{h.if", "хрюша"),
        ("2018", None),
        ("ghbdtn vbh", None),
        ("!?", None),
    ],
)
def test_the_same_keys_in_the_other_layout(typed: str, meant: str | None) -> None:
    assert other_layout(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *[("putin", "путин"), ("medvedev", "медведев"), ("sergey", "сергей"), ("shoigu", "шойгу"), ("yuri", "юрий")],
        *[("zelensky", "зеленский"), ("navalny", "навальный"), ("dmitry", "дмитрий"), ("khabarovsk", "хабаровск")],
        *[("matveev", "матвеев"), ("tatyana", "татьяна"), ("mayak", "маяк"), ("rayon", "район"), ("shchuka", "щука")],
        *[("шаоми", "xiaomi"), ("хуавей", "huawei"), ("майкрософт", "microsoft"), ("тесла", "tesla")],
        *[("самсунг", "samsung"), ("твитер", "twiter"), ("блумберг", "bloomberg"), ("нвидиа", "nvidia")],
    ],
)
def test_the_other_alphabet(typed: str, meant: str) -> None:
    assert meant in respellings(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("putin", "путин"), ("zelenskiy", "зеленский"), ("zelenskyy", "зеленский"), ("moskva", "москва")],
        *[("rossiya", "россия"), ("podieema", "подъема"), ("obieiasnenie", "объяснение"), ("akcii", "акции")],
        *[("gorbachyov", "горбачев"), ("rayon", "район"), ("tatiana", "татьяна"), ("schuka", "щука")],
        *[("dzhanashvili", "джанашвили"), ("janashvili", "джанашвили"), ("atzor", "атзор"), ("kohler", "колер")],
        *[("jingwei", "цзинвей"), ("qishan", "цишан"), ("zhengfu", "чженфу"), ("yinchuan", "иньчуань")],
        *[("xiaomi", "сяоми"), ("huawei", "хуавей"), ("twitter", "твитер"), ("bloomberg", "блумберг")],
    ],
)
def test_spellings_of_one_word_sound_alike(one: str, other: str) -> None:
    assert sounds(one) & sounds(other)


@pytest.mark.parametrize(("one", "other"), [("путин", "putnik"), ("москва", "moskovia"), ("сша", "usa")])
def test_other_words_sound_otherwise(one: str, other: str) -> None:
    assert not sounds(one) & sounds(other)


@pytest.mark.parametrize("word", ["5g", "東京", "xiaomiт", ""])
def test_what_cannot_be_respelt(word: str) -> None:
    assert respellings(word) in ((), ("",))


@settings(deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюя", max_size=40))
def test_there_are_few_respellings(word: str) -> None:
    assert len(respellings(word)) <= 48


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("рынок", {"рынка", "рынком", "рынки"}),
        ("рынка", {"рынок"}),
        ("выборов", {"выборы", "выбор"}),
        ("песков", {"пескова", "песковым"}),
        ("людей", {"люди", "человек"}),
        ("шел", {"шла", "идет"}),
        ("елки", {"елка", "елок"}),
        ("набиуллиной", {"набиуллина", "набиуллину"}),
    ],
)
def test_forms_of_russian_words(word: str, others: set[str]) -> None:
    assert others <= paradigm(word)[0]


def test_the_dictionary_says_what_it_knows() -> None:
    assert paradigm("рынок")[1]
    assert not paradigm("шмурдяковец")[1]
    assert paradigm("xiaomi") == (frozenset(), False)


def test_stems_go_by_alphabet() -> None:
    assert stems(["смартфонами", "elections", "5g"]) == ["смартфон", "elect", "5g"]


_RUSSIAN = st.text(alphabet="абвгдеклмнопрст", min_size=4, max_size=14)


@settings(deadline=None)
@given(_RUSSIAN, st.data())
def test_one_slip_never_parts_a_word_from_its_keys(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from("ажя"))
    slips = [word[:at] + letter + word[at:], word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :]]
    typed = data.draw(st.sampled_from([*slips, word[:at] + word[at + 1] + word[at] + word[at + 2 :]]))
    assert OSA.distance(typed, word) <= 1
    assert keys_of(word) & keys_of_typed(typed)
    if len(typed) >= 5:
        assert keys_of(word + "ение") & head_keys(typed[:5])


@pytest.mark.parametrize(
    ("typed", "slips"), [("сша", 0), ("банк", 1), ("рынок", 1), ("смартфо", 2), ("правительство", 3)]
)
def test_longer_words_are_forgiven_more(typed: str, slips: int) -> None:
    assert slips_allowed(len(typed)) == slips


@pytest.mark.parametrize(
    ("typed", "word", "likely"),
    [
        ("выобры", "выборы", True),
        ("росия", "россия", True),
        ("путинн", "путин", True),
        ("обявил", "объявил", True),
        ("смортфон", "смартфон", True),
        ("путен", "путин", True),
        ("ьюджет", "бюджет", True),
        ("путен", "путей", False),
        ("бджет", "бюджет", False),
        ("электрон", "электроны", False),
        ("goolge", "google", True),
        ("gogle", "google", True),
    ],
)
def test_some_slips_are_likelier_than_others(typed: str, word: str, likely: bool) -> None:
    assert is_likely_slip(typed, word) is likely
