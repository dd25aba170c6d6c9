"""Russian quotations: one convention a line. Words belong to invented people."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.model import QuoteKind
from tests.language.annotated import annotation, quotes, words

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "000_f701c11ae9f08df8.txt"


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("«Мы готовы», — сказал Игорь Лопатин.", "Мы готовы", "Игорь Лопатин"),
        ('"Мы готовы", - сказал Игорь Лопатин.', "Мы готовы", "Игорь Лопатин"),
        ("“Мы готовы”, – сказал Игорь Лопатин.", "Мы готовы", "Игорь Лопатин"),
        ("«Готовы ли мы?» — спросил Игорь Лопатин.", "Готовы ли мы?", "Игорь Лопатин"),
        ("«Мы готовы», — рассказал нам в среду Игорь Лопатин.", "Мы готовы", "Игорь Лопатин"),
        ("Игорь Лопатин заявил: «Мы готовы».", "Мы готовы", "Игорь Лопатин"),
        ("Лопатин: «Мы готовы ко всему».", "Мы готовы ко всему", "Лопатин"),
        ("«Мы готовы, — сказал Игорь Лопатин, — но подождём».", "Мы готовы | но подождём", "Игорь Лопатин"),
        ("«Мы готовы», — сказал Игорь Лопатин. — «Ждём».", "Мы готовы | Ждём", "Игорь Лопатин"),
        ("Игорь Лопатин, директор завода, заявил: «Мы готовы».", "Мы готовы", "Игорь Лопатин"),
        ("Игорь Лопатин, выступая в Думе, сказал: «Мы готовы».", "Мы готовы", "Игорь Лопатин"),
        ("Игорь Лопатин, который строит мост, сказал: «Мы готовы».", "Мы готовы", "Игорь Лопатин"),
        ("Игорь Лопатин сказал, что «все давно готовы».", "все давно готовы", "Игорь Лопатин"),
        ("Как отметил Игорь Лопатин, «спрос вернётся».", "спрос вернётся", "Игорь Лопатин"),
        ("— Мы готовы, — сказал Игорь Лопатин. — Ждём.", "Мы готовы | Ждём.", "Игорь Лопатин"),
        ("Игорь Лопатин сообщил, что мост построят.", "мост построят", "Игорь Лопатин"),
        ("Мост построят, сообщил Игорь Лопатин.", "Мост построят", "Игорь Лопатин"),
        ("По словам Игоря Лопатина, мост построят.", "мост построят", "Игорь Лопатин"),
        ("Мост, по словам Игоря Лопатина, построят.", "построят", "Игорь Лопатин"),
        ("Как сообщил Игорь Лопатин, мост построят.", "мост построят", "Игорь Лопатин"),
        ("По данным агентства Bloomberg, цены упали.", "цены упали", "Bloomberg"),
        ("Телекомпания CNN сообщила, что цены упали.", "цены упали", "CNN"),
        ("В МВД сообщили, что проверка идёт.", "проверка идёт", "МВД"),
        ("Проверка идёт, говорится в сообщении МВД.", "Проверка идёт", "МВД"),
        ("Представитель полиции заявил, что проверка идёт.", "проверка идёт", "Представитель полиции"),
        ("«Мы готовы», — цитирует главного тренера Игоря Лопатина пресс-служба клуба.", "Мы готовы", "Игорь Лопатин"),
        ("«Мы готовы», — цитирует ТАСС Игоря Лопатина.", "Мы готовы", "Игорь Лопатин"),
        ("Игорь Лопатин назвал решение суда «взвешенным».", "взвешенным", "Игорь Лопатин"),
        ("«Мы готовы», — улыбается Игорь Лопатин.", "Мы готовы", "Игорь Лопатин"),
        ("Суд оштрафовал завод «Кварцит», сообщил Игорь Лопатин.", "Суд оштрафовал завод «Кварцит»", "Игорь Лопатин"),
    ],
)
def test_words_and_speaker(text: str, said: str, speaker: str) -> None:
    assert quotes(text) == [(said, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "В газете «Волжский вестник» вышла статья.",
        "Фильм «Весна на реке» показали в кинотеатре «Родина».",
        "ООО «Прибой» построит мост в Энске.",
        "Его называют «мастером», и не зря.",
        "Игорь Лопатин назвал картину «Весна на реке».",
        "Игорь Лопатин не сказал, что мост построят.",
        "Если Игорь Лопатин скажет, что мост построят, все обрадуются.",
        "Напомню, что мост строят давно.",
        "— молоко;\n— хлеб;\n— соль.",
        "Он сказал «да",
        "",
    ],
)
def test_nobodys_words(text: str) -> None:
    assert quotes(text) == []


def test_pointing_back() -> None:
    text = "Завод остановит две линии. Об этом сообщил глава предприятия Игорь Лопатин."
    assert quotes(text) == [("Завод остановит две линии", "Игорь Лопатин")]


def test_a_gerund_has_the_speaker_of_its_sentence() -> None:
    text = "«Мы готовы», — отметил Игорь Лопатин, добавив, что мост построят."
    assert quotes(text) == [("Мы готовы", "Игорь Лопатин"), ("мост построят", "Игорь Лопатин")]


def test_a_clause_ends_where_another_cue_takes_over() -> None:
    text = "Она сказала, что мост построят, добавив: «Ждать недолго»."
    assert [said for said, _ in quotes(text)] == ["мост построят", "Ждать недолго"]


def test_several_paragraphs_in_one_pair_of_marks() -> None:
    text = "«Мы строили дом.\n«Теперь его сносят», — сказала Мария Зотова."
    assert quotes(text) == [("Мы строили дом. | Теперь его сносят", "Мария Зотова")]


def test_wrapped_lines_are_one_paragraph() -> None:
    from reader.language import annotate
    from reader.model import Kind, Paragraph

    text = "«Мы давно\nготовы», — сказал Игорь\nЛопатин."
    found = annotate(text, (Paragraph(0, len(text), Kind.BODY),)).quotes
    assert [(words(text, quote), quote.speaker) for quote in found] == [("Мы давно\nготовы", "Игорь Лопатин")]


def test_a_pronoun_is_the_last_speaker() -> None:
    text = "«Мы готовы», — сказал Игорь Лопатин.\n\nОн пояснил, что мост построят."
    assert quotes(text)[1] == ("мост построят", "Игорь Лопатин")


def test_a_pronoun_of_the_other_gender_is_not() -> None:
    text = "«Мы готовы», — сказал Игорь Лопатин.\n\nОна пояснила, что мост построят."
    assert quotes(text)[1] == ("мост построят", None)


def test_a_pronoun_that_may_mean_two_people_is_nobody() -> None:
    text = "«Мы готовы», — сказал Игорь Лопатин. Рядом стоял Сергей Климов.\n\nОн пояснил, что мост построят."
    assert quotes(text)[1] == ("мост построят", None)


def test_a_surname_is_the_person_named_in_full() -> None:
    text = "Игорь Лопатин приехал в Энск. «Мы готовы», — сказал Лопатин."
    assert quotes(text) == [("Мы готовы", "Игорь Лопатин")]


def test_a_lone_role_is_the_one_who_was_named_with_it() -> None:
    text = "Мост построят, сообщил министр транспорта Игорь Лопатин. Анна Зотова молчала.\n\n«Ждём», — уточнил министр."
    assert quotes(text)[1] == ("Ждём", "Игорь Лопатин")


def test_a_deputy_of_the_minister_is_not_the_minister() -> None:
    text = "Мост построят, сообщил заместитель министра Игорь Лопатин.\n\n«Ждём», — уточнил министр."
    assert quotes(text)[1] == ("Ждём", "министр")


def test_a_role_of_two_people_stays_a_role() -> None:
    text = "Пришли министр Игорь Лопатин и министр Сергей Климов.\n\n«Ждём», — уточнил министр."
    assert quotes(text) == [("Ждём", "министр")]


def test_a_word_for_a_person_is_whom_a_pronoun_would_mean() -> None:
    text = "Мост построят, сообщила Анна Зотова. «Ждём», — призналась девушка."
    assert quotes(text)[1] == ("Ждём", "Анна Зотова")


def test_a_woman_spoken_of_before_is_somebody_else() -> None:
    text = "Пострадала женщина, сообщила Анна Зотова. «Мне больно», — рассказала женщина."
    assert quotes(text)[1] == ("Мне больно", "женщина")


def test_pointing_back_across_a_date() -> None:
    text = "Завод остановит две линии. Об этом в субботу, 5 марта, сообщил глава предприятия Игорь Лопатин."
    assert quotes(text) == [("Завод остановит две линии", "Игорь Лопатин")]


def test_parts_of_an_attribution() -> None:
    text = "«Мы готовы», — рассказал глава отдела компании Игорь Лопатин."
    (quote,) = annotation(text).quotes

    def part(span: tuple[int, int] | None) -> str | None:
        return text[slice(*span)] if span else None

    assert quote.kind is QuoteKind.DIRECT
    assert part(quote.cue_span) == "рассказал"
    assert part(quote.speaker_span) == "глава отдела компании Игорь Лопатин"
    assert part(quote.name_span) == "Игорь Лопатин"
    assert quote.role == "глава отдела компании"
    assert (quote.start, quote.stop) == (0, len(text) - 1)


@pytest.mark.skipif(not SEED.exists(), reason="the shared folder is not beside the project")
def test_the_real_article() -> None:
    text = SEED.read_text(encoding="utf-8")
    found = [(quote.kind, words(text, quote)[:25], quote.speaker) for quote in annotation(text).quotes]
    assert found == [
        ("indirect", "Китайский производитель э", "Ван Сян"),
        ("direct", "Мы всегда серьезно рассма", "Ван Сян"),
        ("indirect", "в США для покупки смартфо", "Ван Сян"),
        ("indirect", "на прошлой неделе Xiaomi ", "CNBC"),
        ("indirect", "американские спецслужбы, ", "CNN"),
        ("indirect", "американские телекоммуник", "Bloomberg"),
        ("direct", "У нас очень много поклонн", "Ван Сян"),
        ("indirect", "Xiaomi ориентирована на п", "Ван Сян"),
    ]
    people = {entity.text for entity in annotation(text).entities}
    assert people >= {"Xiaomi", "США", "КНР", "CNBC", "Microsoft", "CNN", "ЦРУ", "ФБР", "Huawei", "ZTE", "Bloomberg"}
    assert people >= {"AT&T", "ТАСС", "Китая"}
    assert people >= {"Ван Сян", "Агентство национальной безопасности", "Verizon Communications"}
