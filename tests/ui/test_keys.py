"""The key table: complete, without clashes, and the same in both layouts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App

from reader.ui.app import ReaderApp
from reader.ui.keys import (
    ACTIONS,
    HINTS,
    Where,
    bindings,
    in_russian_layout,
    keymap,
    markdown_table,
    shown_key,
    textual_keys,
    with_user_keys,
)
from reader.ui.screens.reading import ReadingScreen
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.article_view import ArticleView
from reader.ui.widgets.facet_pane import FacetPane


@pytest.mark.parametrize(
    ("latin", "russian"),
    [
        ("j", "о"),
        ("k", "л"),
        ("G", "П"),
        ("J", "О"),
        ("[", "х"),
        ("]", "ъ"),
        ("{", "Х"),
        ("}", "Ъ"),
        ("/", "."),
        ("?", ","),
        ("<", "Б"),
        (">", "Ю"),
        ("ctrl+d", "ctrl+в"),
        ("ctrl+z", "ctrl+я"),
        ("ctrl+q", "ctrl+й"),
        ("1", None),
        ("enter", None),
        ("escape", None),
        ("\\", None),
    ],
)
def test_every_key_is_told_from_its_neighbour_in_the_russian_layout(latin: str, russian: str | None) -> None:
    assert in_russian_layout(latin) == russian


@pytest.mark.parametrize("where", list(Where))
def test_no_key_has_two_meanings_in_one_place(where: Where) -> None:
    keys = [key for action in ACTIONS if action.where is where for key in textual_keys(action).split(",")]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_ids_are_unique() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_key_of_the_table_does_something(action: object) -> None:
    owners = {
        Where.PANE: (ArticleList, ArticleView, FacetPane),
        Where.LIST: (ArticleList,),
        Where.ARTICLE: (ArticleView,),
        Where.FACETS: (FacetPane,),
        Where.SCREEN: (ReadingScreen,),
        Where.APP: (ReaderApp,),
    }
    from reader.ui.keys import Action
    from reader.ui.widgets.search_box import _Field

    assert isinstance(action, Action)
    for owner in owners.get(action.where, (_Field,)):
        assert callable(getattr(owner, f"action_{action.method}", None)), f"{owner.__name__}.action_{action.method}"


def test_bindings_carry_the_id_by_which_they_are_rebound() -> None:
    bound = {binding.id for where in Where for binding in bindings(where) if not isinstance(binding, tuple)}
    assert bound == {action.id for action in ACTIONS}


def test_hints_name_actions_of_the_table() -> None:
    known = {action.id for action in ACTIONS}
    assert {name for hints in HINTS.values() for names, _ in hints for name in names} <= known


def test_what_the_user_writes_replaces_the_keys_of_an_action() -> None:
    actions, notices = with_user_keys({"down": "j, ctrl+n", "next_quote": "o"})
    keys = {action.id: action.keys for action in actions}
    assert (keys["down"], keys["next-quote"], notices) == (("j", "ctrl+n"), ("o",), ())


def test_a_key_given_away_is_lost_by_its_former_action() -> None:
    actions, _ = with_user_keys({"star": "j"})
    keys = {action.id: action.keys for action in actions}
    assert (keys["star"], keys["down"]) == (("j",), ("down",))


def test_an_action_that_lost_its_only_key_has_none() -> None:
    actions, _ = with_user_keys({"toggle-read": "s"})
    assert keymap(actions) == {"toggle-read": "s,ы", "star": "unbound"}


def test_an_unknown_action_costs_a_notice() -> None:
    _, notices = with_user_keys({"fly": "f"})
    assert [notice.text for notice in notices] == ["settings.yaml: keys: no action is called 'fly' (? shows them all)"]


def test_a_key_given_to_two_actions_stays_with_the_first() -> None:
    actions, notices = with_user_keys({"star": "x", "tag": "x, t"})
    keys = {action.id: action.keys for action in actions}
    assert (keys["star"], keys["tag"], len(notices)) == (("x",), ("t",), 1)


def test_a_comma_can_be_a_key() -> None:
    actions, _ = with_user_keys({"star": ","})
    star = next(action for action in actions if action.id == "star")
    assert textual_keys(star, actions) == "comma,б"


def test_a_twin_that_the_user_gave_another_meaning_gives_way() -> None:
    actions, _ = with_user_keys({"star": "."})
    search = next(action for action in actions if action.id == "search")
    assert "." not in textual_keys(search, actions).split(",")


def test_textual_understands_every_key() -> None:
    app: App[None] = App()
    app.set_keymap({action.id: textual_keys(action) for action in ACTIONS})


@pytest.mark.parametrize(("key", "shown"), [("ctrl+d", "^d"), ("escape", "esc"), ("]", "]"), ("pagedown", "PgDn")])
def test_keys_are_shown_as_people_write_them(key: str, shown: str) -> None:
    assert shown_key(key) == shown


def test_readme_shows_this_table() -> None:
    readme = Path(__file__).parents[2] / "README.md"
    assert markdown_table() in readme.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ("о", "о"),  # any terminal
        ("\x1b[1086;;1086u", "о"),  # kitty protocol, with the text of the key
        ("\x1b[1074;5u", "ctrl+в"),
        ("\x04", "ctrl+d"),  # terminals that send the Latin chord whatever the layout
        (".", "full_stop"),
        (",", "comma"),
    ],
)
def test_keys_arrive_by_these_names(sent: str, key: str) -> None:
    assert [event.key for event in XTermParser().feed(sent) if isinstance(event, events.Key)] == [key]
