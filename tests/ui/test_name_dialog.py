"""Putting names right: `M` on a name in the article, or on one in the third pane."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import Input

from reader.library import NameUse
from reader.model import Label, Offer
from reader.ui.screens.name_dialog import Merge, NameDialog, Rename, Retype, Split, corrections, offers
from tests.ui.fake_library import FakeLibrary, Story
from tests.ui.screen import Seen, opened
from tests.ui.test_snapshots import picture

Compare = Callable[..., bool]

KNOWN = [Offer("Софья Ланская", 12), Offer("Мария Ланская", 3)]
STORIES = (
    Story(
        "Ланская открыла выставку",
        "Выставку открыла {person:Ланская}. Её встретила {person:Софья Ланская}.\n\n"
        "{quote:Я рада этому дню}, — сказала {speaker:Ланская}. Гостей в {place:Заря} было много.",
    ),
    Story("Хор поёт", "Хор собрала {person:Мария Ланская}, а пел он в клубе {org:«Заря»}."),
)


def library() -> FakeLibrary:
    return FakeLibrary(STORIES)


def names(seen: Seen) -> list[tuple[Label, str]]:
    return [(e.label, e.name) for e in seen.library._entities()]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("софья", [Merge("Софья Ланская"), Merge("Мария Ланская"), Rename("софья")]),
        ("Ланская-Петрова", [Rename("Ланская-Петрова"), Merge("Софья Ланская"), Merge("Мария Ланская")]),
        ("лонская", [Rename("лонская"), Merge("Софья Ланская"), Merge("Мария Ланская")]),
        ("мария  ланская", [Merge("Софья Ланская"), Merge("Мария Ланская")]),
    ],
)
def test_a_similar_name_is_never_taken_for_the_one_typed(typed: str, expected: list[Merge | Rename]) -> None:
    assert [deed for deed, _ in offers(typed, "Ланская", KNOWN)] == expected


def test_a_name_is_not_merged_into_itself() -> None:
    assert [deed for deed, _ in offers("софья ланская", "Софья Ланская", KNOWN)] == [Merge("Мария Ланская")]


def test_before_anything_is_typed_kinds_and_spellings_are_offered() -> None:
    use = NameUse("Софья Ланская", Label.PERSON, 3, 9, (("Софья Ланская", 5), ("Ланской", 4)))
    expected = [Retype(Label.ORGANISATION), Retype(Label.PLACE), Split("Ланской")]
    assert [deed for deed, _ in corrections(use)] == expected


@pytest.mark.parametrize("key", ["M", "Ь"])
async def test_the_name_under_the_cursor_is_shown_with_its_use(key: str) -> None:
    async with opened(library(), typed=["l", "}", key]) as seen:
        assert isinstance(seen.app.screen, NameDialog)
        assert "person · 1 story · 2 mentions · 1 spelling" in seen.text


async def test_without_a_name_under_the_cursor_there_is_nothing_to_correct() -> None:
    async with opened(library(), typed=["l", "M"]) as seen:
        assert "Go to a name first" in seen.text


async def test_merging_and_undoing_it() -> None:
    async with opened(library(), typed=["l", "}", "M", *"мария", "enter"]) as seen:
        assert "Ланская is Мария Ланская now · u undoes" in seen.text
        assert (Label.PERSON, "Ланская") not in names(seen)
        await seen.press("u")
        assert (Label.PERSON, "Ланская") in names(seen)


async def test_renaming() -> None:
    async with opened(library(), typed=["l", "}", "M", *"Лана", "enter"]) as seen:
        assert "Ланская is called Лана now" in seen.text
        assert names(seen).count((Label.PERSON, "Лана")) == 2


async def test_retyping_changes_the_legend_of_the_open_story() -> None:
    async with opened(library(), typed=["l", "}", "M", "down", "enter"]) as seen:
        assert "Ланская: organisation now" in seen.text
        annotation = seen.screen.article.reading and seen.screen.article.reading.annotation
        assert annotation
        assert annotation.entities[0].label is Label.ORGANISATION


async def test_splitting_a_spelling_off() -> None:
    made = library()
    made.merge_names(Label.PERSON, "Ланская", "Софья Ланская")
    async with opened(made, typed=["l", "}", "M", "down", "down", "down", "enter"]) as seen:
        assert "Ланская is not Софья Ланская now" in seen.text
        assert names(seen).count((Label.PERSON, "Ланская")) == 2


async def test_tab_completes() -> None:
    async with opened(library(), typed=["l", "}", "M", *"мар", "tab"]) as seen:
        assert seen.app.screen.query_one(Input).value == "Мария Ланская"


async def test_enter_at_once_changes_nothing() -> None:
    async with opened(library(), typed=["l", "}", "M", "enter"]) as seen:
        assert isinstance(seen.app.screen, NameDialog)


async def test_escape_changes_nothing() -> None:
    async with opened(library(), typed=["l", "}", "M", "escape"]) as seen:
        assert [what for what, _ in seen.library.undoable] == ["read"]


async def test_in_the_third_pane_on_a_name() -> None:
    made = library()
    async with opened(made, size=(140, 40), typed=["b"]) as seen:
        pane = seen.screen.facets
        pane.move_to(
            next(n for n, line in enumerate(pane._lines) if line.facet and line.facet.value == "Мария Ланская")
        )
        await seen.press("M", *"софья", "enter")
        assert "Мария Ланская is Софья Ланская now" in seen.text
        assert "Мария Ланская" not in [facet.value for facet in made.facets()]
        pane.move_to(0)
        await seen.press("M")
        assert "Go to a person, an organisation or a place first" in seen.text


async def test_a_list_about_names_is_asked_again() -> None:
    made = library()
    made.rows = (1,)
    async with opened(made, typed=["/", *"person:лана", "enter"]) as seen:
        made.rows = (2,)
        await seen.press("l", "}", "M", "down", "enter")
        assert seen.screen.listing.rows == (2,)


def test_the_dialog(snap_compare: Compare) -> None:
    made = library()
    made.merge_names(Label.PERSON, "Ланская", "Софья Ланская")
    assert picture(snap_compare, (80, 24), ["l", "}", "M"], library=made)
