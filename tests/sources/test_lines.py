"""Lines made into paragraphs: what is joined, what is left apart, what marks are left out."""

from __future__ import annotations

import pytest

from reader.sources.lines import block_of, first_sentence, paragraph_lines, shown_words, sign_spans


def shown(text: str) -> list[str]:
    return [block_of(text, line).words for line in paragraph_lines(text)]


WRAPPED = """\
Паромная переправа между Приозерьем и райцентром заработает с
понедельника. Деньги на ремонт двигателя нашлись в областном
резерве, сообщил начальник порта Игнат Волобуев.

Без парома фермеры возили молоко в объезд, через два соседних
района. Дорога туда и обратно занимала пять часов.
- Дизель перебрали полностью, - рассказал Волобуев. - До самого
ледостава хватит.
"""


def test_wrapped_lines_are_one_paragraph() -> None:
    paragraphs = shown(WRAPPED)
    assert [paragraph.split(" ", 1)[0] for paragraph in paragraphs] == ["Паромная", "Без", "-"]
    assert paragraphs[0].endswith("нашлись в областном резерве, сообщил начальник порта Игнат Волобуев.")


def test_a_line_moved_in_begins_a_paragraph_of_a_wrapped_text() -> None:
    text = WRAPPED.replace("резерве, сообщил", "резерве.\n   Об этом сообщил")
    assert shown(text)[1].startswith("Об этом сообщил")


def test_short_lines_of_a_wrapped_text_stay_apart() -> None:
    assert shown("Фермерам вернут паром\n30 августа 2017 года\n\n" + WRAPPED)[:2] == [
        "Фермерам вернут паром",
        "30 августа 2017 года",
    ]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Первая строка.\nВторая строка.", 2),
        ("Новый вид нашли биологи\nИркутского института\n, сообщает журнал.", 1),
        ("По словам руководителя\nДарьи Титовой\n, рачок питается губками.", 1),
        ("Длинный заголовок новости о рачках Байкала\nсегодня, 12:30", 2),
        ("Длинный заголовок новости о рачках Байкала\nподписаться", 2),
        ("Что изменится:\nстанет меньше очередей;\nподорожает проезд.", 3),
        ("Что изменится:\n- станет меньше очередей\n- подорожает проезд", 3),
        ("Белеет парус одинокий\nВ тумане моря голубом", 2),
        ("яблоки\nгруши\nсливы\nвишни\nслива\nалыча", 6),
        ("— Как дела?\n— Хорошо.", 2),
        ("title: Мост\ndate: 2020-01-01\nauthor: Иван Петров.", 3),
    ],
)
def test_a_sentence_broken_at_links_is_joined_and_nothing_else(text: str, paragraphs: int) -> None:
    assert len(shown(text)) == paragraphs


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("# Заголовок", "Заголовок"),
        ("## Заголовок ##", "Заголовок"),
        ("> цитата", "цитата"),
        ("**Всё важное**", "Всё важное"),
        ("**Важное** и нет", "Важное и нет"),
        ("*Подпись*", "Подпись"),
        ("- пункт", "- пункт"),
        ("#тег", "#тег"),
        ("<p>Текст</p>", "Текст"),
        ("<h1>Заголовок</h1>", "Заголовок"),
        ("[Статья](https://example.com/a) о мосте", "Статья о мосте"),
        ("![Вид на мост](most.jpg)", "Вид на мост"),
        ("Мост&nbsp;&mdash; открыт", "Мост — открыт"),
        ("&#27;[31mМост", "[31mМост"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case и __init__", "snake_case и init"),
        ("a < b", "a < b"),
        ("***", "***"),
        ("<br>", "<br>"),
    ],
)
def test_what_a_reader_sees_of_a_line(line: str, words: str) -> None:
    assert shown(line) == [words]


def test_the_span_of_a_block_leaves_the_marks_at_its_edges_out() -> None:
    text = "\n  ## **Мост** открыт  \n"
    block = block_of(text, paragraph_lines(text)[0])
    assert text[block.start : block.stop] == "**Мост** открыт"
    assert block.level == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Мост открыт. Паром закрыт.", "Мост открыт"),
        ("Мост открыт? Паром закрыт.", "Мост открыт?"),
        ("«Мост открыт!» Так сказал мэр.", "«Мост открыт!»"),
        ("На ул. Ленина открыт мост. Паром закрыт.", "На ул. Ленина открыт мост"),
        ("А. С. Волков открыл мост. Паром закрыт.", "А. С. Волков открыл мост"),
        ("Мост открыт…", "Мост открыт…"),
        ("Мост", "Мост"),
        ("(((", "((("),
    ],
)
def test_the_first_sentence(words: str, sentence: str) -> None:
    assert first_sentence(words) == sentence


def test_a_long_first_sentence_is_cut_at_a_word() -> None:
    assert first_sentence("слово " * 50, longest=20) == "слово слово слово…"
    assert first_sentence("(" * 300, longest=20) == "(" * 20 + "…"


def test_shown_words_hold_no_control_characters() -> None:
    assert shown_words("a&#155;b&#x202e;c&#27;d").isprintable()


@pytest.mark.parametrize(
    "marked",
    [
        "|**|Стартап «Лузга»|**| получил заказ",
        "как следует из |[|протокола испытаний|](https://example.org/a)|, и ещё |*|утеплитель|*|",
        "2 * 3 * 4 и snake__case__name",
        "ни одного знака",
    ],
)
def test_signs_of_markdown_are_told_from_words(marked: str) -> None:
    parts = marked.split("|")
    text = "до " + "".join(parts) + " после"
    signs = "".join(parts[1::2])
    found = sign_spans(text, 3, len(text) - 6)
    assert "".join(text[start:stop] for start, stop in sorted(found)) == signs
