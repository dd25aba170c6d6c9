"""What is found in a page. Whole pages stand in pages/, each line marked with what it is; here stands what they do not
show: single lines in a frame of other lines, and what must hold for any text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Kind, Page
from reader.sources.page import parse_page
from tests.sources.marked_pages import marked_pages, read_marked_page

SHARED = Path(__file__).parents[3] / "shared"

HEADLINE = "В Зареченске открыли новый мост"
FIRST = "Новый мост через Кудьму открыли в Зареченске во вторник, сообщили в мэрии города."
SECOND = "Строили его три года, и обошёлся он бюджету в миллиард рублей."
THIRD = "Первым по мосту проехал водитель автобуса Пётр Сомов, он работает на маршруте с весны."


def words(text: str, page: Page, *kinds: Kind) -> list[str]:
    return [text[p.start : p.stop] for p in page.paragraphs if p.kind in kinds]


def kind_of(line: str, text: str) -> Kind:
    """The kind of the paragraph that begins where `line` does."""
    start = text.index(line)
    return next(p.kind for p in parse_page(text).paragraphs if p.start == start)


@pytest.mark.parametrize("path", marked_pages(), ids=lambda path: path.stem)
def test_every_line_of_a_page_is_understood(path: Path) -> None:
    marked = read_marked_page(path)
    page = parse_page(marked.text)
    found = [
        (kind, [p.kind for p in page.paragraphs if p.start < stop and p.stop > start], marked.text[start:stop])
        for kind, start, stop in marked.parts
    ]
    assert found == [(kind, [kind], line) for kind, _, line in found]


@pytest.mark.parametrize("path", marked_pages(), ids=lambda path: path.stem)
def test_what_a_page_says_of_its_story_is_found(path: Path) -> None:
    marked = read_marked_page(path)
    page = parse_page(marked.text)
    assert {name: getattr(page, name) for name in marked.fields} == marked.fields


@pytest.mark.parametrize(
    "line",
    [
        "Войти в почту",
        "ВОЙТИ В ПОЧТУ",
        "Подписаться",
        "Поделиться",
        "Поделиться:",
        "Реклама",
        "РЕКЛАМА",
        "Подписывайтесь на наш канал в Telegram",
        "Подписывайтесь на наш канал в Telegram, чтобы первыми узнавать новости.",
        "Волжский вестник в Telegram",
        "Нашли ошибку? Выделите её и нажмите Ctrl+Enter.",
        "Теги: мост, Зареченск",
        "#мост #Зареченск",
        "12 комментариев",
        "1 234 просмотра",
        "Читайте также: Почему закрыли паром",
        "* * *",
        "👍 12 👎 3",
        "https://example.com/most",
        "&nbsp;",
        "<br>",
        "Advertisement",
        "Sign up for our newsletter",
        "READ MORE: Ferry to close in May",
        "Story continues below advertisement",
    ],
)
def test_a_line_of_the_site_is_not_shown_in_the_middle_of_a_story(line: str) -> None:
    text = f"{HEADLINE}\n\n{FIRST}\n\n{line}\n\n{SECOND}\n\n{THIRD}\n"
    assert kind_of(line, text) is Kind.BOILERPLATE


@pytest.mark.parametrize(
    "line",
    [
        "Поделиться своей радостью водитель решил с пассажирами.",
        "Реклама в автобусах с этого дня запрещена.",
        "Войти в историю ему помог случай.",
        "Подписаться под обращением успели все жители левого берега.",
        "«Читайте газеты», — посоветовал мэр тем, кто спрашивал о пароме.",
        "Комментарии чиновники обещали дать в среду.",
        "Cookie he calls the dog that rode in the first car, and it answers to nothing else.",
        "— Войти можно?",
        "— Хорошо.",
        "Источник воды нашли прямо под опорой моста.",
        "Как это было",
        "14 мая",
        "Что говорят жители?",
        "«Сокол» — «Луч» 3:1",
        "- перила из чугуна;",
        "• перила из чугуна",
        "1. Перила из чугуна",
        "И не хочет уставать,",
        "Она сказала: «Мост стоял и будет стоять»",
    ],
)
def test_a_line_of_the_story_is_shown_whatever_it_begins_with(line: str) -> None:
    text = f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{line}\n\n{THIRD}\n"
    assert kind_of(line, text) is Kind.BODY


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("26 февраля 2018", date(2018, 2, 26)),
        ("26 февраля 2018, 14:30", date(2018, 2, 26)),
        ("26.02.2018 14:30", date(2018, 2, 26)),
        ("2018-02-26T14:30:00+03:00", date(2018, 2, 26)),
        ("3 мар 2021", date(2021, 3, 3)),
        ("March 3, 2021", date(2021, 3, 3)),
        ("3 March 2021", date(2021, 3, 3)),
        ("Published: March 3, 2021", date(2021, 3, 3)),
        ("Опубликовано 3 марта 2021 года в 9:15", date(2021, 3, 3)),
        ("Обновлено: 3 марта 2021", date(2021, 3, 3)),
        ("3 марта 2021 | Общество | 15 комментариев", date(2021, 3, 3)),
        ("3 марта", None),
        ("Сегодня, 12:30", None),
        ("31 февраля 2021", None),
        ("3 марта 2121 года", None),
        ("Мост обещали открыть 3 марта 2021 года.", None),
    ],
)
def test_only_a_line_made_for_it_tells_the_date(line: str, published: date | None) -> None:
    assert parse_page(f"{HEADLINE}\n{line}\n\n{FIRST}\n\n{SECOND}\n").published == published


def test_the_date_of_publication_goes_before_that_of_a_change() -> None:
    text = f"{HEADLINE}\nОбновлено: 5 марта 2021\nОпубликовано: 3 марта 2021\n\n{FIRST}\n\n{SECOND}\n"
    assert parse_page(text).published == date(2021, 3, 3)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Источник: Волжский вестник", "Волжский вестник"),
        ("Источник: тасс", "ТАСС"),
        ("© ТАСС", "ТАСС"),
        ("Фото: Иван Петров / РИА Новости", "РИА Новости"),
        ("© Иван Петров", None),
        ("© 2021 Волжский вестник. Все права защищены", "Волжский вестник"),
        ("© ООО «Медиагруппа», 2021", None),
        ("(Reuters)", "Reuters"),
        ("/Интерфакс/", "Интерфакс"),
    ],
)
def test_a_line_below_the_story_tells_the_source(line: str, source: str | None) -> None:
    assert parse_page(f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{line}\n").source == source


def test_the_name_of_the_site_found_twice_goes_before_the_agency_of_the_dateline() -> None:
    text = f"Волжский вестник\n\n{HEADLINE}\n\nМОСКВА, 3 марта. /ТАСС/. {FIRST}\n\n{SECOND}\n"
    assert parse_page(text).source == "ТАСС"
    assert parse_page(f"{text}\n© Волжский вестник, 2021\n").source == "Волжский вестник"


@pytest.mark.parametrize(
    "repeat",
    [
        HEADLINE,
        HEADLINE.upper(),
        f"{HEADLINE} - Волжский вестник",
        "В Зареченске открыли новый",
        "Зареченске открыли новый мост",
    ],
)
def test_a_headline_is_shown_once(repeat: str) -> None:
    text = f"{HEADLINE}\n\n{FIRST}\n\n{repeat}\n© ТАСС\n\n{SECOND}\n\n{THIRD}\n"
    page = parse_page(text)
    assert words(text, page, Kind.HEADLINE) == [HEADLINE]
    assert page.caption is None


def test_a_line_that_only_shares_words_with_the_headline_is_kept() -> None:
    text = f"{HEADLINE}\n\n{FIRST}\n\nМост, которого ждали\n\n{SECOND}\n"
    assert kind_of("Мост, которого ждали", text) is Kind.BODY


def test_a_paragraph_printed_twice_is_shown_once() -> None:
    text = f"{HEADLINE}\n\n{THIRD}\n\n{SECOND}\n\n{THIRD}\n"
    assert words(text, parse_page(text), Kind.LEAD, Kind.BODY) == [THIRD, SECOND]


def test_a_line_above_the_headline_may_begin_with_a_full_stop() -> None:
    page = parse_page("\n\n".join([". Вечер", HEADLINE, FIRST, SECOND, "Поделиться"]))
    assert page.title == HEADLINE


def test_the_motto_of_a_site_above_its_menu_is_no_headline() -> None:
    motto = "Листок о реке и тех, кто при ней живёт"
    text = "\n".join(["Плёс", motto, "Новости", "Статьи", "Контакты", "", HEADLINE, "", FIRST, SECOND, THIRD])
    assert parse_page(text).title == HEADLINE
    assert kind_of(motto, text) is Kind.BOILERPLATE


def test_without_a_headline_the_first_sentence_is_the_title() -> None:
    text = f"{FIRST} {SECOND}\n\n{THIRD}\n"
    page = parse_page(text)
    assert page.title == FIRST.removesuffix(".")
    assert page.lead == f"{FIRST} {SECOND}"
    assert words(text, page, Kind.HEADLINE) == []


def test_a_long_title_is_cut_at_a_word() -> None:
    page = parse_page("Длинное слово " * 30 + "кончилось.")
    assert page.title.endswith(" слово…")
    assert len(page.title) <= 101


def test_links_to_other_stories_end_where_sentences_resume() -> None:
    text = f"{HEADLINE}\n\n{FIRST}\n\nЧитайте также:\nПочему закрыли паром\nКто построил дамбу\n\n{SECOND}\n\n{THIRD}\n"
    assert words(text, parse_page(text), Kind.LEAD, Kind.BODY) == [FIRST, SECOND, THIRD]


def test_a_heading_inside_the_story_is_no_end_of_it() -> None:
    text = f"{HEADLINE}\n\n{FIRST}\n\nПопулярное\n\n{SECOND}\n\n{THIRD}\n\n{SECOND[:-1]}, говорят в мэрии.\n"
    assert words(text, parse_page(text), Kind.LEAD, Kind.BODY)[-1].endswith("говорят в мэрии.")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t\r\n \n"])
def test_a_blank_text_is_an_empty_page(text: str) -> None:
    assert parse_page(text) == Page(title="", paragraphs=())


def test_a_page_of_nothing_but_furniture_is_shown_as_it_is() -> None:
    text = "Войти\nПоделиться\n"
    assert words(text, parse_page(text), Kind.LEAD, Kind.BODY) == ["Войти", "Поделиться"]


def test_crlf_and_lf_give_the_same_page() -> None:
    text = f"{HEADLINE}\n\n{FIRST}\nЧитайте также\nПочему закрыли паром\n\n{SECOND}\n"
    crlf = text.replace("\n", "\r\n")
    kinds = [(p.kind, text[p.start : p.stop]) for p in parse_page(text).paragraphs]
    assert [(p.kind, crlf[p.start : p.stop]) for p in parse_page(crlf).paragraphs] == kinds


LINES = st.sampled_from(
    [
        *(
            HEADLINE,
            FIRST,
            SECOND,
            THIRD,
            "",
            "   ",
            "Войти",
            "Читайте также:",
            "Фото: ТАСС",
            "© ТАСС",
            "---",
            "title: x",
        ),
        *(
            "— Да.",
            "# Заголовок",
            "> цитата",
            "**жирно**",
            "![вид моста](a.png)",
            "3 марта 2021",
            "12:30",
            "By Jane Doe",
        ),
        *(
            "МОСКВА, 3 мар — РИА Новости. Текст",
            "LONDON (Reuters) - Text",
            "Популярное",
            "© 2021 Вестник",
            "&#27;",
            "<p></p>",
        ),
        *(
            "Мост | Вестник",
            "Автор:",
            "Источник: ТАСС",
            "Заголовок: Мост",
            "Подпись. Фото: ТАСС",
            "строка, которая\nпродолжается",
        ),
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=30).map("\n".join)))
def test_paragraphs_are_ordered_and_leave_no_line_out(text: str) -> None:
    page = parse_page(text)
    end = 0
    for paragraph in page.paragraphs:
        assert end <= paragraph.start < paragraph.stop <= len(text)
        end = paragraph.stop
        assert text[paragraph.start : paragraph.stop] == text[paragraph.start : paragraph.stop].strip()
    start = 0
    for line in text.split("\n"):
        if line.strip():
            assert any(p.start < start + len(line) and p.stop > start for p in page.paragraphs), repr(line)
        start += len(line) + 1
    assert "\n" not in page.title
    assert bool(page.paragraphs) == bool(text.strip())


def test_a_page_of_very_many_lines_keeps_them_all() -> None:
    text = f"{HEADLINE}\n\n" + "".join(f"{FIRST} Это строка {number}.\n" for number in range(5000))
    page = parse_page(text)
    assert len(page.paragraphs) == 5001
    assert {p.kind for p in page.paragraphs[2:]} == {Kind.BODY}


# --- real texts, where the folder of development data is present ---


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="no real article here")
def test_the_real_article_is_understood() -> None:
    text = next((SHARED / "seeds").glob("*.txt")).read_text(encoding="utf-8")
    page = parse_page(text)
    assert page.title == "Xiaomi планирует продавать смартфоны в США и сотрудничать с Microsoft"
    assert (page.source, page.credit, page.caption, page.language) == ("ТАСС", "ТАСС", None, "ru")
    assert (page.lead or "").startswith("Китайский производитель электронных устройств Xiaomi")
    assert words(text, page, Kind.BOILERPLATE) == ["Войти в почту", "Xiaomi планирует продавать смартфоны в США"]
    assert len(words(text, page, Kind.BODY)) == 6


@pytest.mark.skipif(not (SHARED / "eval" / "data").is_dir(), reason="no development data here")
@pytest.mark.parametrize("corpus", ["factru", "nerel"])
def test_hardly_anything_of_texts_without_furniture_is_lost(corpus: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (SHARED / "eval" / "data" / corpus).rglob("*.txt")]
    lost = [line for text in texts for line in words(text, parse_page(text), Kind.BOILERPLATE)]
    assert sum(map(len, lost)) < 0.005 * sum(map(len, texts))
    assert not [line for line in lost if line.endswith(".") and line.count(" ") > 3]
