"""The tag dialog."""

from __future__ import annotations

import pytest

from reader.ui.screens.tag_dialog import TagDialog, offers
from tests.ui.screen import opened

TAGS = [("экономика", 9), ("сша", 5), ("дальние ключи", 2), ("ёлка", 1), ("to read", 1)]


def offered(typed: str, own: tuple[str, ...] = ()) -> list[str]:
    return [("+" if offer.new else "") + offer.tag for offer in offers(typed, TAGS, own)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ["экономика", "сша", "дальние ключи", "ёлка", "to read"]),
        ("сша", ["сша"]),
        ("США", ["сша"]),
        ("#сша", ["сша"]),
        ("елка", ["ёлка"]),
        ("экономка", ["экономика", "+экономка"]),
        ("ключи", ["дальние ключи", "+ключи"]),
        ("э", ["экономика", "+э"]),
        ("новая  метка", ["+новая метка"]),
        ("   ", ["экономика", "сша", "дальние ключи", "ёлка", "to read"]),
    ],
)
def test_tags_are_completed_forgivingly(typed: str, expected: list[str]) -> None:
    assert offered(typed) == expected


def test_tags_of_the_story_come_last_while_nothing_is_typed() -> None:
    assert offered("", ("экономика",))[-1] == "экономика"


async def test_a_few_letters_and_enter_tag_the_story() -> None:
    async with opened(typed=["j", "j", "t", *"трнс", "enter"]) as seen:
        assert "транспорт" in seen.library.readings[3].summary.tags
        assert "Tagged #транспорт" in seen.text
        assert "1 мин · #транспорт" in seen.text  # in the article
        await seen.press("u")
        assert not seen.library.readings[3].summary.tags


async def test_a_new_tag_is_made_by_typing_it() -> None:
    async with opened(typed=["t", *"зима", "enter"]) as seen:
        assert seen.library.readings[1].summary.tags == ("транспорт", "дальние ключи", "зима")


async def test_what_was_typed_can_be_a_tag_of_its_own_beside_a_similar_one() -> None:
    async with opened(typed=["t", *"транспорты", "down", "enter"]) as seen:
        assert "транспорты" in seen.library.readings[1].summary.tags


async def test_enter_on_a_tag_the_story_has_changes_nothing() -> None:
    async with opened(typed=["t", *"транс", "enter"]) as seen:
        assert seen.library.readings[1].summary.tags == ("транспорт", "дальние ключи")


async def test_tab_completes() -> None:
    async with opened(typed=["t", *"техн", "tab", "enter"]) as seen:
        assert "технологии" in seen.library.readings[1].summary.tags


async def test_untagging_offers_the_tags_of_the_story_only() -> None:
    async with opened(typed=["T"]) as seen:
        assert isinstance(seen.app.screen, TagDialog)
        assert "#технологии" not in seen.text.split("Take a tag")[1]
        await seen.press("enter")
        assert seen.library.readings[1].summary.tags == ("дальние ключи",)


async def test_a_story_without_tags_has_none_to_take_away() -> None:
    async with opened(typed=["j", "j", "Е"]) as seen:
        assert "This story has no tags" in seen.text


async def test_esc_changes_nothing() -> None:
    async with opened(typed=["t", *"зима", "escape"]) as seen:
        assert seen.library.readings[1].summary.tags == ("транспорт", "дальние ключи")
        assert not isinstance(seen.app.screen, TagDialog)


async def test_the_mouse_chooses() -> None:
    async with opened(typed=["t", *"сша"]) as seen:
        await seen.pilot.click("#offers", offset=(3, 0))
        await seen.settle()
        assert "сша" in seen.library.readings[1].summary.tags
