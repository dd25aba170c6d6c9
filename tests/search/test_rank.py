from __future__ import annotations

import pytest

from reader.search.index import set_names
from tests.search.shelf import Shelf

SMARTPHONES = "Смартфоны Xiaomi в США"
OIL = "Рынок нефти ждёт выборов"
MINSK = "Выборы в Минске"
TREE = "Елка на площади"
PUTIN = "Путин поздравил чемпионов"
METRO = "Красная площадь и линия метро"
LINE = "Красная линия"
PREMIER = "Премьер-министра ждут на рынке"

NEWS = Shelf(
    [SMARTPHONES, OIL, MINSK, TREE, PUTIN, METRO, LINE, PREMIER],
    {"tag:a": [1, 2], "tag:b": [2, 3], "is:unread": [1, 2, 3, 4], "tag:none": []},
)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("смартфон", [SMARTPHONES]),
        ("выборы", [MINSK, OIL]),  # exact beats inflected
        ("ёлки", [TREE]),
        ("рынок", [OIL, PREMIER]),
        ("премьер-министр", [PREMIER]),
        ("сша xiaomi", [SMARTPHONES]),
        # forgiven
        ("смортфон", [SMARTPHONES]),
        ("рынак нефит", [OIL]),
        ("putin", [PUTIN]),
        ("genby", [PUTIN]),
        ("чшфщьш", [SMARTPHONES]),
        ("rhfcyfz kbybz", [LINE, METRO]),
        # put together
        ("рынок выборы", [OIL]),
        ("рынок -выборы", [PREMIER]),
        ("минск OR чемпион", [PUTIN, MINSK]),
        ('"красная линия"', [LINE]),
        ("«Красная   ЛИНИЯ»", [LINE]),
        ('"красная линии"', []),  # a phrase forgives nothing
        ('"красня линия"', []),
        ("красная линия", [LINE, METRO]),  # side by side counts for more
        ("(рынок OR красная) -линия -премьер", [OIL]),
        ("рынок -абракадабра", [PREMIER, OIL][::-1]),
        # with filters
        ("tag:a", [OIL, SMARTPHONES]),
        ("tag:a -tag:b", [SMARTPHONES]),
        ("tag:b выборы", [MINSK, OIL]),
        ("(tag:a OR линия) -метро", [LINE, OIL, SMARTPHONES]),
        ("-is:unread -линия -путин", [PREMIER]),
        ("title:рынок нефть", [OIL]),
        ("title:(рынка ждать)", [PREMIER, OIL]),
        ("рынок -title:(рынка ждать)", []),
        ('title:"ждут на рынке"', [PREMIER]),
        # what does not match is not shown
        ("абракадабра", []),
        ("рынок абракадабра", []),
        ("tag:none рынок", []),
        ("", [PREMIER, LINE, METRO, PUTIN, TREE, MINSK, OIL, SMARTPHONES]),
        ("-рынок", [LINE, METRO, PUTIN, TREE, MINSK, SMARTPHONES]),
    ],
)
def test_what_a_query_finds_best_first(query: str, titles: list[str]) -> None:
    assert NEWS.titles(query) == titles


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("с", [SMARTPHONES]),
        ("смар", [SMARTPHONES]),
        ("смортф", [SMARTPHONES]),
        ("рынок выб", [OIL]),
        ("выб рынок", []),  # only the last word is being typed
        ("cvfhn", [SMARTPHONES]),
        ('"красная ли', [LINE]),
        ("рынок (", [OIL, PREMIER]),
        ("рынок -", [OIL, PREMIER]),
        ("рынок -выбо", [OIL, PREMIER]),  # a beginning takes nothing away
        ("tag:a см", [SMARTPHONES]),
    ],
)
def test_what_is_found_while_typing(typed: str, titles: list[str]) -> None:
    assert NEWS.titles(typed, typing=True) == titles


@pytest.mark.parametrize(
    ("query", "forgiven"),
    [
        ("рынок", ()),
        ("рынком", ("рынке",)),
        ("смортфон", ("смартфоны",)),
        ("genby", ("путин",)),
        ("putin", ("путин",)),
        ("рынак нефит", ("рынок", "нефти")),
        ('"красная линия"', ()),
        ("абракадабра", ()),
    ],
)
def test_what_was_forgiven_is_told(query: str, forgiven: tuple[str, ...]) -> None:
    assert NEWS.ask(query).forgiven == forgiven


def test_a_headline_beats_a_name_beats_a_lead_beats_a_body() -> None:
    shelf = Shelf(
        [("Выборы", "", ""), ("О деле", "", "Выборы и прочее."), ("О деле", "Выборы.", ""), ("О деле", "", "выборы")]
    )
    set_names(shelf.connection, 2, ["Выборы"])
    assert shelf.rows("выборы") == [1, 2, 3, 4]


def test_exact_beats_inflected_and_the_newer_comes_first() -> None:
    bodies = ["выборов", "выборы", "выбоыр", "выборы", "выбоыр", "выборов"]
    shelf = Shelf([("Новость", "", body) for body in bodies])
    assert shelf.rows("выборы") == [4, 2, 6, 1]  # spelt right, so nothing is guessed


def test_a_headline_beats_the_very_word_in_many_texts_but_not_in_few() -> None:
    few = Shelf([("О деле", "", "рынок"), *["Рынки города"] * 30])
    assert few.rows("рынок")[0] == 1
    assert few.ask("рынок").score(1) > few.ask("рынок").score(31) > 0
    many = Shelf([("О деле", "", "рынок")] * 30 + ["Рынки города"])
    assert many.rows("рынок")[0] == 31


def test_the_words_of_one_article_find_it_before_headlines_with_their_forms() -> None:
    shelf = Shelf([("О деле", "", "рынок растёт"), ("Рынки растут", "", ""), ("Рынок и рост", "", "растут")])
    assert shelf.rows("рынок растёт")[0] == 1


def test_fewer_and_likelier_slips_come_first() -> None:
    shelf = Shelf(["Смартфон", "Смыртфон", "Смыртфонь"])
    assert shelf.rows("смортфон") == [1, 2, 3]


def test_words_that_occur_are_not_drowned_in_words_like_them() -> None:
    shelf = Shelf(["Танк", *["Банк"] * 5])
    assert shelf.rows("танк") == [1]


def test_a_misspelling_that_occurs_does_not_hide_what_is_far_more_common() -> None:
    shelf = Shelf(["Росиия и мир", *["Россия"] * 40])
    assert shelf.rows("росиия")[0] == 1
    assert len(shelf.rows("росиия")) == 41
    assert shelf.ask("росиия").forgiven == ("россия",)


def test_a_word_of_the_dictionary_that_occurs_is_meant() -> None:
    shelf = Shelf(["Долина реки", *["Должна быть"] * 40])
    assert shelf.rows("долина") == [1]


def test_however_many_words_are_in_the_wrong_layout_they_are_read() -> None:
    shelf = Shelf(["Ветеран капитан собрал миллион врачам города"])
    assert shelf.rows("dtnthfy rfgbnfy cj,hfk vbkkbjy dhfxfv ujhjlf") == [1]


def test_scores_are_shares_and_fall() -> None:
    ranked = NEWS.ask("красная линия")
    scores = ranked.scores.tolist()
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert ranked.score(7) == scores[0] == 1
    assert ranked.score(99) == 0
    assert len(ranked) == 2


def test_a_query_without_words_has_no_scores() -> None:
    assert NEWS.ask("tag:a").scores.tolist() == [0, 0]


@pytest.mark.parametrize(
    "query", ["слово " * 100, "(" * 40 + "рынок" + ")" * 40, "-" + "(рынок нефть) " * 40, "я " * 99]
)
def test_large_queries_are_answered(query: str) -> None:
    NEWS.ask(query)
