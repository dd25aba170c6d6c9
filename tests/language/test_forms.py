"""Dictionary forms of names."""

from __future__ import annotations

import pytest

from reader.language.people import full_names
from reader.language.russian.namings import beside
from reader.language.russian.persons import Paradigms, gender_of, may_be_subject, person_form
from reader.language.russian.phrases import phrase_form
from reader.model import Entity, Label


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Ван Сяна", "Ван Сян"),
        ("Владимира Путина", "Владимир Путин"),
        ("Ангелой Меркель", "Ангела Меркель"),
        ("Терезы Мэй", "Тереза Мэй"),
        ("Дмитрием Песковым", "Дмитрий Песков"),
        ("Анне Дёминой", "Анна Дёмина"),
        ("И. П. Лопатину", "И. П. Лопатин"),
        ("Мария Зотова", "Мария Зотова"),
        ("Веры Ильиничны", "Вера Ильинична"),
        ("Асии Биби", "Асия Биби"),
        ("ИВАНА ПЕТРОВА", "Иван Петров"),
        ("Barack Obama", "Barack Obama"),
    ],
)
def test_people(written: str, form: str) -> None:
    assert person_form(written, Paradigms([written])) == form


def test_other_forms_in_the_article_settle_an_unknown_surname() -> None:
    paradigms = Paradigms(["Рааб", "Раабу", "Доминика Рааба"])
    assert person_form("Рааба", paradigms) == "Рааб"


def test_a_lone_word_is_rather_part_of_a_name_in_full() -> None:
    paradigms = Paradigms(["Карп Лукич Батура", "Батура", "Юлия Крамская", "Крамская", "Инна Стрижова", "Стрижова"])
    assert [person_form(word, paradigms) for word in ("Батура", "Крамская")] == ["Батура", "Крамская"]


def test_a_womans_verb_tells_her_name_from_his_in_the_genitive() -> None:
    paradigms = Paradigms(["Олег Стрижов", "Стрижов", "Инна Стрижова", "Стрижова"])
    assert person_form("Стрижова", paradigms, (("femn", "nomn", 2.0),)) == "Стрижова"


def test_the_noun_before_settles_the_gender() -> None:
    assert person_form("Шкляр", Paradigms(), beside("", 0, "адвокатом", "", "Шкляр")) == "Шкляр"
    assert (
        person_form("Саше Климовой", Paradigms(), beside("", 0, "учительнице", "", "Саше Климовой")) == "Саша Климова"
    )


@pytest.mark.parametrize(
    ("before", "written", "form"),
    [
        ("словам", "Валентина Чаленко", "Валентин Чаленко"),
        ("от", "Евгении Беридзе", "Евгения Беридзе"),
        ("к", "Валентину Гилмо", "Валентин Гилмо"),
        ("", "Сары Дубяги", "Сара Дубяга"),
        ("", "Рустама Горского", "Рустам Горский"),
        ("", "Хлои Моро", "Хлоя Моро"),
        ("", "Лукаса Скаглии", "Лукас Скаглия"),
        ("", "Эльжбета Пендерская", "Эльжбета Пендерская"),
        ("", "Анны Сомовой", "Анна Сомова"),
        ("", "Айсулу Саркисян", "Айсулу Саркисян"),
    ],
)
def test_the_word_before_and_the_ends_settle_the_case(before: str, written: str, form: str) -> None:
    assert person_form(written, Paradigms([written]), beside("", 0, before, "", written)) == form


def test_a_surname_that_is_not_declined_says_nothing_of_the_case_however_often_it_stands() -> None:
    assert person_form("Евгения Панченко", Paradigms(["Евгения Панченко", *["Панченко"] * 3])) == "Евгений Панченко"


def test_the_verb_beside_a_surname_elsewhere_settles_a_name_in_full() -> None:
    written = ["Евгения Гилмо", "Гилмо"]
    assert person_form("Евгения Гилмо", Paradigms(written, {("гилмо", "masc")})) == "Евгений Гилмо"
    assert person_form("Евгения Гилмо", Paradigms(written, {("гилмо", "femn")})) == "Евгения Гилмо"


def test_a_womans_verb_beside_a_name_in_full() -> None:
    told = beside("", 0, "", "сообщила", "Евгения Беридзе")
    assert person_form("Евгения Беридзе", Paradigms(), told) == "Евгения Беридзе"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Агентства национальной безопасности", "Агентство национальной безопасности"),
        ("Лорнская", "Лорнская"),
        ("Соединёнными Штатами Америки", "Соединённые Штаты Америки"),
        ("Министерству обороны РФ", "Министерство обороны РФ"),
        ("Европейским союзом", "Европейский союз"),
        ("Китая", "Китай"),
        ("Ростове-на-Дону", "Ростов-на-Дону"),
        ("США", "США"),
        ("ЦРУ", "ЦРУ"),
        ("МОСКВА", "Москва"),
        ("британского МИД", "британский МИД"),
        ("Verizon Communications", "Verizon Communications"),
    ],
)
def test_organisations_and_places(written: str, form: str) -> None:
    assert phrase_form(written) == form


def _people(*found: str) -> list[Entity]:
    return [Entity(0, 0, Label.PERSON, name, name) for name in found]


def test_a_surname_stands_for_the_only_person_who_has_it() -> None:
    assert full_names(_people("Игорь Лопатин", "Лопатин", "И. Лопатин", "И.Лопатин")) == {
        "Игорь Лопатин": "Игорь Лопатин",
        "Лопатин": "Игорь Лопатин",
        "И. Лопатин": "Игорь Лопатин",
        "И.Лопатин": "Игорь Лопатин",
    }


def test_two_people_of_one_surname_stay_two() -> None:
    found = full_names(_people("Игорь Лопатин", "Анна Лопатин", "Лопатин"))
    assert found["Лопатин"] == "Лопатин"


@pytest.mark.parametrize(("name", "gender"), [("Анна Дёмина", "femn"), ("Игорь Лопатин", "masc"), ("Huawei", None)])
def test_gender(name: str, gender: str | None) -> None:
    assert gender_of(name) == gender


@pytest.mark.parametrize(
    ("name", "gender", "possible"),
    [("Иванова", "femn", True), ("Иванова", "masc", False), ("Ван Сян", "masc", True), ("Обама", "masc", True)],
)
def test_subject(name: str, gender: str, possible: bool) -> None:
    assert may_be_subject(name, gender) is possible
