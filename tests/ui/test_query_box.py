"""The search box: the query as it was understood, what is wrong with it, completing, searches made before."""

from __future__ import annotations

import re

import pytest

from reader.model import Completion, Offer
from reader.ui.widgets.choices import Choices
from reader.ui.widgets.search_box import SearchBox
from tests.ui.fake_library import FakeAnnotator, FakeLibrary
from tests.ui.screen import Seen, opened
from tests.ui.stories import STORIES

XIAOMI = STORIES[1].title


def library(*queries: str) -> FakeLibrary:
    made = FakeLibrary(STORIES)
    made.queries = list(queries)
    return made


def offers(seen: Seen) -> list[str] | None:
    """What is offered; None while nothing is."""
    choices = seen.screen.query_one("#completions", Choices)
    return [line[0][0] for line in choices._lines] if choices.display else None


def line(seen: Seen, number: int) -> str:
    return seen.text.splitlines()[number]


# The query as it was understood


async def test_the_query_is_shown_as_it_was_understood() -> None:
    made = library()
    made.forgiven["автобсу"] = ("автобус",)
    async with opened(made, typed=["/", *"автобсу tag:сша"]) as seen:
        assert line(seen, 1) == "   автобсу ≈ автобус   tag:сша"


async def test_the_line_below_the_box_is_always_there() -> None:
    async with opened(typed=["/"]) as seen:
        assert '"phrase"  tag:' in line(seen, 1)
        top = seen.screen.list.region.y
        for key in ("x", "(", "backspace", "backspace"):
            await seen.press(key)
            assert seen.screen.list.region.y == top
        await seen.press("escape")
        assert seen.screen.list.region.y == top - 1


async def test_a_filter_of_the_list_is_no_part_of_what_was_typed() -> None:
    async with opened(typed=["2", "/", *"сводка"]) as seen:
        assert line(seen, 1).strip() == "сводка"
        assert "unread" in line(seen, 0)


async def test_an_incomplete_answer_says_so() -> None:
    made = _Unnamed(STORIES, annotated=False)
    async with opened(made, typed=["/", *"person:x"]) as seen:
        assert "names 0 %" in line(seen, 0)
        await seen.press("backspace", *["backspace"] * 7, "а")
        assert "names" not in line(seen, 0)


class _Operators(FakeLibrary):
    def complete(self, text: str, at: int) -> Completion:  # noqa: ARG002 -- the same whatever is typed
        return Completion(0, at, (Offer("после:"), Offer("поиск:")))


class _Unnamed(FakeLibrary):
    """A library whose names are never found: who looks for them thinks that they are known."""

    def annotator(self) -> FakeAnnotator:
        return FakeAnnotator(FakeLibrary(STORIES))


# What is wrong


async def test_a_wrong_query_says_why_and_marks_where() -> None:
    async with opened(typed=["/", *"сводка (a"]) as seen:
        assert line(seen, 1).strip() == "this bracket is never closed"
        marked = [
            segment.text
            for segment in seen.screen.query_one("#search Input").render_line(0)
            if segment.style and segment.style.underline
        ]
        assert "".join(marked).strip() == "(a"
        assert len(seen.screen.list.rows) == 13  # what was found last


async def test_the_mark_is_where_it_was_typed_also_within_the_unread() -> None:
    async with opened(typed=["2", "/", *"abc ("]) as seen:
        box = seen.screen.query_one("#search", SearchBox)
        assert box._field.wrong.span == (4, 5)


async def test_nothing_is_marked_once_it_is_right() -> None:
    async with opened(typed=["/", *"a(", "backspace"]) as seen:
        box = seen.screen.query_one("#search", SearchBox)
        assert box._field.wrong.span == (0, 0)
        assert "bracket" not in seen.text


# Completing


async def test_values_are_offered_after_the_colon_with_their_numbers() -> None:
    async with opened(typed=["/", *"tag:т"]) as seen:
        assert offers(seen) == ["технологии", "транспорт"]
        assert re.search(r"│ технологии +1 +│", seen.text)


async def test_tab_takes_the_first_offer_and_goes_on_to_the_next() -> None:
    async with opened(typed=["/", *"tag:т", "tab"]) as seen:
        assert (seen.screen.search.text, seen.focus) == ("tag:технологии ", "search")
        assert seen.screen.list.rows == (2,)
        for key, text in (("tab", "транспорт"), ("tab", "технологии"), ("shift+tab", "транспорт")):
            await seen.press(key)
            assert seen.screen.search.text == f"tag:{text} "


async def test_any_other_key_keeps_what_stands_there() -> None:
    async with opened(typed=["/", *"tag:т", "tab", "x"]) as seen:
        assert (seen.screen.search.text, offers(seen)) == ("tag:технологии x", None)


@pytest.mark.parametrize("key", ["enter", "down"])
async def test_going_to_the_results_closes_the_offers(key: str) -> None:
    async with opened(typed=["/", *"tag:т", key]) as seen:
        assert (seen.screen.search.text, offers(seen)) == ("tag:т", None)


@pytest.mark.parametrize(("sign", "text"), [(",", "tag:технологии,"), (")", "tag:технологии)")])
async def test_a_list_goes_on_right_after_a_completed_value(sign: str, text: str) -> None:
    async with opened(typed=["/", *"tag:тех", "tab", sign]) as seen:
        assert seen.screen.search.text == text


async def test_esc_closes_the_offers_before_the_box() -> None:
    async with opened(typed=["/", *"tag:т", "escape"]) as seen:
        assert (offers(seen), seen.screen.search.display, seen.screen.search.text) == (None, True, "tag:т")
        await seen.press("escape")
        assert not seen.screen.search.display


async def test_an_operator_is_completed_without_a_space() -> None:
    async with opened(typed=["/", *"per", "tab"]) as seen:
        assert seen.screen.search.text == "person:"


async def test_an_operator_is_not_offered_at_its_first_letters() -> None:
    async with opened(_Operators(STORIES), typed=["/", *"по"]) as seen:
        assert offers(seen) is None
        await seen.press("с")
        assert offers(seen) == ["после:", "поиск:"]


async def test_offers_for_another_text_are_dropped() -> None:
    async with opened(typed=["/", *"tag:т"]) as seen:
        seen.screen.search.offer("tag:", 4, Completion(4, 4, (Offer("поздно"),)))
        assert offers(seen) == ["технологии", "транспорт"]


async def test_what_is_offered_goes_when_the_cursor_goes_elsewhere() -> None:
    async with opened(typed=["/", *"tag:т", "left"]) as seen:
        assert offers(seen) is None


async def test_a_value_in_the_middle_is_completed_where_it_stands() -> None:
    async with opened(typed=["/", *"tag:те дом", *["left"] * 4, "tab"]) as seen:
        assert seen.screen.search.text == "tag:технологии дом"


async def test_an_offer_can_be_clicked() -> None:
    async with opened(typed=["/", *"tag:т"]) as seen:
        await seen.pilot.click("#completions", offset=(4, 2))
        await seen.settle()
        assert (seen.screen.search.text, seen.focus) == ("tag:транспорт ", "search")


async def test_tab_in_the_find_box_does_nothing() -> None:
    async with opened(typed=["enter", "/", *"авто", "tab"]) as seen:
        assert (seen.focus, seen.screen.find.text) == ("find", "авто")


@pytest.mark.parametrize("size", [(50, 20), (20, 8)])
async def test_offers_stay_on_a_small_screen(size: tuple[int, int]) -> None:
    async with opened(size=size, typed=["/", *"сводка сводка сводка tag:т"]) as seen:
        region = seen.screen.query_one("#completions").region
        assert offers(seen) is not None
        assert region.x >= 0
        assert region.right <= size[0]


# Searches made before


async def test_searches_made_before_come_back_and_what_was_being_typed_at_the_end() -> None:
    async with opened(library("дамба", "сводка"), typed=["/", *"xia"]) as seen:
        for key, text in (
            ("ctrl+up", "сводка"),
            ("ctrl+up", "дамба"),
            ("ctrl+up", "дамба"),
            ("ctrl+down", "сводка"),
            ("ctrl+down", "xia"),
            ("ctrl+down", "xia"),
        ):
            await seen.press(key)
            assert seen.screen.search.text == text
        assert seen.title == XIAOMI


async def test_what_is_typed_over_an_earlier_search_is_what_is_being_typed() -> None:
    async with opened(library("дамба"), typed=["/", "ctrl+up", "x", "ctrl+up", "ctrl+down"]) as seen:
        assert seen.screen.search.text == "дамбаx"


async def test_a_search_is_remembered_when_it_is_accepted() -> None:
    async with opened(typed=["/", *"дамба", "enter", "escape", "/", "ctrl+up"]) as seen:
        assert (seen.library.queries, seen.screen.search.text) == (["дамба"], "дамба")


async def test_a_search_is_remembered_when_a_result_is_read() -> None:
    async with opened(typed=["/", *"дамба"]) as seen:
        await seen.pilot.click("#list", offset=(5, 0))
        await seen.settle()
        assert seen.library.queries == ["дамба"]


async def test_a_search_given_up_is_not_remembered() -> None:
    async with opened(typed=["/", *"дамба", "escape"]) as seen:
        assert seen.library.queries == []


# In the open story


async def test_nothing_typed_finds_the_words_of_the_search() -> None:
    async with opened(typed=["/", *"автобус", "enter", "enter", "/"]) as seen:
        assert "1 of 4" in seen.text
        await seen.press("enter", "n", "n")
        assert "3 of 4" in seen.text
        await seen.press("escape", "n")
        assert not seen.screen.find.display


async def test_a_search_within_the_unread_keeps_its_alternatives_together() -> None:
    async with opened(typed=["2", "/", *"a OR b"]) as seen:
        assert seen.screen.wanted.query == "is:unread (a OR b"
