"""Names in Russian text: each rule by a line."""

from __future__ import annotations

import pytest

from reader.language.mention import Mention
from reader.language.russian.names import tidy
from reader.model import Label
from tests.language.annotated import annotation, names


def _tidied(marked: str) -> str:
    """Tidy what `marked` shows as [PER name] and show the outcome the same way."""
    text, mentions = "", []
    for piece in marked.replace("]", "[").split("["):
        label, _, name = piece.partition(" ")
        if label in ("PER", "LOC", "ORG"):
            mentions.append(Mention(len(text), len(text) + len(name), Label(label), 0.7))
            text += name
        else:
            text += piece
    for mention in reversed(tidy(text, mentions)):
        name = text[mention.start : mention.stop]
        text = f"{text[: mention.start]}[{mention.label} {name}]{text[mention.stop :]}"
    return text


@pytest.mark.parametrize(
    ("found", "tidied"),
    [
        ("пришёл [PER Джон Смит (John Smith)]", "пришёл [PER Джон Смит] ([PER John Smith])"),
        ("решение [ORG ООН (ФАО)]", "решение [ORG ООН] ([ORG ФАО])"),
        ("страны: [LOC Чили • Перу]", "страны: [LOC Чили] • [LOC Перу]"),
        ("голы: [PER Рой, Грин]", "голы: [PER Рой], [PER Грин]"),
        ("сказала [PER Мишель —] да", "сказала [PER Мишель] — да"),
        ("журнал [ORG «Кругозор»]", "журнал «[ORG Кругозор]»"),
        ("холдинг [ORG Кругозор»]", "холдинг [ORG Кругозор]»"),
        ("[PER Император Акихито] уехал", "Император [PER Акихито] уехал"),
        ("[PER Христианку] судили", "Христианку судили"),
        ("[PER Доложил Сомов]", "Доложил [PER Сомов]"),
        ("[PER С. Т.: Велосипед]", "[PER С. Т.]: Велосипед"),
        ("[PER 34-летний Тиджей] спел", "34-летний [PER Тиджей] спел"),
        ("[LOC Пакистанские] власти", "Пакистанские власти"),
        ("[LOC Город Павия] спит", "Город [LOC Павия] спит"),
        ("директор [ORG ООО УК «Рудоинвест»]", "директор ООО УК «[ORG Рудоинвест]»"),
        ("в [ORG СМИ] пишут", "в СМИ пишут"),
        ("[LOC Двадцать] поездов стоят", "Двадцать поездов стоят"),
        ("решение [LOC ЕС]", "решение [ORG ЕС]"),
        ("полёт на [ORG МКС]", "полёт на [LOC МКС]"),
        ("в фильме «[ORG Весна]»", "в фильме «Весна»"),
        ("команда «[LOC Арарат]»", "команда «[ORG Арарат]»"),
        ("[ORG Верховный суд] [LOC Пакистана] решил", "[ORG Верховный суд Пакистана] решил"),
        ("[ORG МВД] по [LOC Тверской области]", "[ORG МВД по Тверской области]"),
        ("в работах ибн [PER Эзра]", "в работах [PER ибн Эзра]"),
    ],
)
def test_rules(found: str, tidied: str) -> None:
    assert _tidied(found) == tidied


def test_names_of_a_sentence() -> None:
    text = "Министр Игорь Лопатин встретил в Минске главу компании Google Анну Дёмину."
    assert names(text) == ["PER Игорь Лопатин", "LOC Минске", "ORG Google", "PER Анну Дёмину"]


def test_a_name_does_not_cross_a_paragraph() -> None:
    assert names("Вчера приехал Иван Лопатин\nМинск ждёт гостей") == ["PER Иван Лопатин", "LOC Минск"]


def test_names_have_their_dictionary_forms() -> None:
    text = "Об этом рассказали Анне Дёминой и Ван Сяну в Агентстве национальной безопасности."
    found = [entity.name for entity in annotation(text).entities]
    assert found == ["Анна Дёмина", "Ван Сян", "Агентство национальной безопасности"]


def test_each_paragraph_is_read_in_its_language() -> None:
    text = "Игорь Лопатин уехал в Минск вчера вечером.\n\nMinister Anna Holt said the plan was ready for London."
    assert names(text) == ["PER Игорь Лопатин", "LOC Минск", "PER Anna Holt", "LOC London"]
