"""The one table of actions. Bindings, the palette, the help screen and README's key table are made from it.

Every letter, sign and ctrl chord is bound in the Russian layout too, so that nobody has to switch layouts to turn a
page. Terminals with the kitty protocol send `ctrl+в`; others send the plain letter or the Latin chord.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace
from textual.binding import Binding, BindingType

from reader.model import Notice
from reader.sanitise import one_line


class Where(StrEnum):
    """The part of the screen that carries a key."""

    PANE = "panes"
    LIST = "list"
    ARTICLE = "article"
    SCREEN = "everywhere"
    BOX = "while typing"
    FACETS = "third pane"
    APP = "program"


class Action(Struct, frozen=True):
    """One thing the reader can do. `id` is its name in `settings.yaml`; `keys` are written as on the keyboard, in the
    Latin layout, with Textual's names for keys that print nothing."""

    id: str
    keys: tuple[str, ...]
    title: str
    help: str
    group: str
    where: Where = Where.SCREEN

    @property
    def method(self) -> str:
        """What Textual calls: `action_` and this."""
        return self.id.replace("-", "_")


ACTIONS: tuple[Action, ...] = (
    Action("down", ("j", "down"), "Down", "the next story; a line down in the article", "Move", Where.PANE),
    Action("up", ("k", "up"), "Up", "the previous story; a line up in the article", "Move", Where.PANE),
    Action("half-page-down", ("ctrl+d",), "Half a page down", "half a page down", "Move", Where.PANE),
    Action("half-page-up", ("ctrl+u",), "Half a page up", "half a page up", "Move", Where.PANE),
    Action("page-down", ("pagedown",), "A page down", "a page down", "Move", Where.PANE),
    Action("page-up", ("pageup",), "A page up", "a page up", "Move", Where.PANE),
    Action("top", ("g", "home"), "To the top", "to the first story, to the top of the article", "Move", Where.PANE),
    Action("bottom", ("G", "end"), "To the end", "to the last story, to the end of the article", "Move", Where.PANE),
    Action("scroll-down", ("J",), "Scroll the article down", "scroll the article from the list", "Move"),
    Action("scroll-up", ("K",), "Scroll the article up", "scroll the article back from the list", "Move"),
    Action("open", ("enter", "l", "right"), "Open the story", "into the article", "Read"),
    Action("close", ("h", "left"), "Back to the list", "back to the list", "Read"),
    Action("back", ("escape",), "Back", "close the find box, the article, the search", "Read"),
    Action("switch-pane", ("tab",), "Other pane", "from the list to the article and back", "Read"),
    Action("page", ("space",), "Page on", "a page on; at the end the next unread story", "Read"),
    Action("next-unread", ("n",), "Next unread story", "the next unread story", "Read"),
    Action("previous-unread", ("p",), "Previous unread story", "the previous unread story", "Read"),
    Action("next-quote", ("]",), "Next quotation", "the next quotation", "Read"),
    Action("previous-quote", ("[",), "Previous quotation", "the previous quotation", "Read"),
    Action("next-name", ("}",), "Next name", "the next person, organisation or place", "Read"),
    Action("previous-name", ("{",), "Previous name", "the previous person, organisation or place", "Read"),
    Action("find", ("/",), "Find in the article", "find in the article", "Find", Where.ARTICLE),
    Action("next-match", ("n",), "Next match", "the next match, while find is open", "Find", Where.ARTICLE),
    Action("previous-match", ("N",), "Previous match", "the previous match, while find is open", "Find", Where.ARTICLE),
    Action("search", ("/",), "Search the library", "search the library, from the list", "Find"),
    Action("saved-searches", ("f",), "Saved searches", "saved searches", "Find"),
    Action("save-search", ("F",), "Save this search", "save this search", "Find"),
    Action("show-all", ("1",), "Show all stories", "all stories", "Find"),
    Action("show-unread", ("2",), "Show unread stories", "unread stories only", "Find"),
    Action("show-starred", ("3",), "Show starred stories", "starred stories only", "Find"),
    Action("third-pane", ("b",), "Third pane", "tags, sources, names, saved searches", "Find"),
    Action("choose-value", ("enter",), "Show the stories of a value", "the stories of a value", "Find", Where.FACETS),
    Action("unfold", ("l", "right"), "Unfold", "unfold a section; on to the list", "Find", Where.FACETS),
    Action("fold", ("h", "left"), "Fold", "fold the section", "Find", Where.FACETS),
    Action("sort", ("\\",), "Sort the list", "by date, source, title, relevance", "Find"),
    Action("result-down", ("down",), "Next result", "the next result", "Find", Where.BOX),
    Action("result-up", ("up",), "Previous result", "the previous result", "Find", Where.BOX),
    Action("complete", ("tab",), "Complete", "complete; then the next offer", "Find", Where.BOX),
    Action("complete-back", ("shift+tab",), "Complete backwards", "the offer before", "Find", Where.BOX),
    Action("older-search", ("ctrl+up",), "Earlier search", "the search before", "Find", Where.BOX),
    Action("newer-search", ("ctrl+down",), "Later search", "the search after", "Find", Where.BOX),
    Action("accept", ("enter",), "To the results", "to the list, with what was found", "Find", Where.BOX),
    Action("cancel", ("escape",), "Give up the search", "back to where one was", "Find", Where.BOX),
    Action("select", ("v",), "Select the story", "select or leave out; on to the next story", "Mark", Where.LIST),
    Action("select-all", ("V",), "Select all listed", "select all listed stories, or none", "Mark", Where.LIST),
    Action("toggle-read", ("r",), "Mark read or unread", "read or unread", "Mark"),
    Action("read-all", ("A",), "Mark all listed read", "all listed stories are read", "Mark"),
    Action("star", ("s",), "Star or unstar", "star or unstar", "Mark"),
    Action("tag", ("t",), "Tag the story", "tag the story", "Mark"),
    Action("untag", ("T",), "Remove a tag", "take a tag away", "Mark"),
    Action("correct-name", ("M",), "Correct the name", "merge, rename, split or retype the name", "Mark"),
    Action("undo", ("u", "ctrl+z"), "Undo", "take the last mark or tag back", "Mark"),
    Action("copy", ("y",), "Copy the link or the text", "copy the link; the text, where there is no link", "Mark"),
    Action("copy-quote", ("Y",), "Copy the quotation", "copy the quotation with its speaker and source", "Mark"),
    Action("highlights", ("H",), "Change highlights", "all, names, quotations, none", "View"),
    Action("raw", ("R",), "Raw page or clean text", "the page as it was scraped, and back", "View"),
    Action("zen", ("z",), "Zen: the article alone", "the article alone, and back", "View"),
    Action("narrower", ("<",), "Narrower text", "narrower text", "View"),
    Action("wider", (">",), "Wider text", "wider text", "View"),
    Action("command-palette", ("ctrl+p",), "Commands and themes", "all commands, and the themes", "Program", Where.APP),
    Action("help", ("?", "f1"), "Help", "this page", "Program", Where.APP),
    Action("leave", ("q",), "Back or quit", "back; from the list, quit", "Program"),
    Action("quit", ("ctrl+q",), "Quit", "quit at once", "Program", Where.APP),
)

# What the bottom line shows while a pane has the focus: ids and the word for them, most useful first.
HINTS: Mapping[Where, tuple[tuple[tuple[str, ...], str], ...]] = {
    Where.LIST: (
        (("down", "up"), "move"),
        (("open",), "read"),
        (("search",), "search"),
        (("tag",), "tag"),
        (("help",), "help"),
        (("next-unread",), "next unread"),
        (("star",), "star"),
        (("command-palette",), "commands"),
    ),
    Where.ARTICLE: (
        (("page",), "page"),
        (("next-quote",), "quote"),
        (("next-name",), "name"),
        (("find",), "find"),
        (("tag",), "tag"),
        (("close",), "list"),
        (("help",), "help"),
        (("zen",), "zen"),
        (("command-palette",), "commands"),
    ),
    Where.FACETS: (
        (("down", "up"), "move"),
        (("choose-value",), "show its stories"),
        (("unfold", "fold"), "unfold, fold"),
        (("switch-pane",), "list"),
        (("third-pane",), "close"),
    ),
    Where.BOX: (
        (("result-down", "result-up"), "move"),
        (("accept",), "keep"),
        (("cancel",), "back"),
        (("complete",), "complete"),
        (("older-search",), "earlier search"),
    ),
}

# The same for the list while stories are selected.
SELECTED_HINTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("tag",), "tag"),
    (("toggle-read",), "read"),
    (("star",), "star"),
    (("untag",), "untag"),
    (("select",), "select"),
    (("select-all",), "all"),
    (("back",), "none"),
)

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?@#$^&|"
_RUSSIAN = 'ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"№;:?/'
_RUSSIAN_KEY = dict(zip(_LATIN, _RUSSIAN, strict=True))

_SHOWN = {
    "escape": "esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "f1": "F1",
    "shift+tab": "⇧tab",
}
_NO_KEY = "unbound"  # no terminal sends it: Textual would read an empty list of keys as the default
_OVERLAPPING = {  # parts of the screen whose keys are looked up in one chain: the first stands before the others
    Where.PANE: (Where.LIST, Where.ARTICLE, Where.FACETS, Where.SCREEN, Where.APP),
    Where.LIST: (Where.PANE, Where.SCREEN, Where.APP),
    Where.ARTICLE: (Where.PANE, Where.SCREEN, Where.APP),
    Where.FACETS: (Where.PANE, Where.SCREEN, Where.APP),
    Where.SCREEN: (Where.PANE, Where.LIST, Where.ARTICLE, Where.FACETS, Where.APP),
    Where.APP: (Where.PANE, Where.LIST, Where.ARTICLE, Where.FACETS, Where.SCREEN),
    Where.BOX: (),
}


def in_russian_layout(key: str) -> str | None:
    """What the same key sends in the ЙЦУКЕН layout; None where it sends the same, or prints nothing."""
    *modifiers, character = key.rsplit("+", 1) if len(key) > 1 else (key,)
    twin = _RUSSIAN_KEY.get(character)
    return "+".join([*modifiers, twin]) if twin else None


def shown_key(key: str) -> str:
    """A key as hints and help write it: `^d`, `esc`, `PgDn`."""
    return "^" + shown_key(key[5:]) if key.startswith("ctrl+") else _SHOWN.get(key, key)


def textual_keys(action: Action, actions: Iterable[Action] = ACTIONS) -> str:
    """The keys of an action as Textual reads them, joined by commas, Russian twins included. A twin that means
    something else in the same place is left out: the key as written in the table wins."""
    places = (action.where, *_OVERLAPPING[action.where])
    taken = {key for other in actions if other.where in places for key in other.keys}
    twins = (in_russian_layout(key) for key in action.keys)
    keys = [*action.keys, *(twin for twin in twins if twin and twin not in taken)]
    return ",".join("comma" if key == "," else key for key in keys)


def bindings(*where: Where) -> list[BindingType]:
    """The bindings that a widget, a screen or the app carries."""
    return [
        Binding(textual_keys(action), action.method, action.title, show=False, id=action.id)
        for action in ACTIONS
        if action.where in where
    ]


def with_user_keys(keys: Mapping[str, str]) -> tuple[tuple[Action, ...], tuple[Notice, ...]]:
    """The table with the keys of `settings.yaml` in it (`{"down": "j, ctrl+n"}`), and what was wrong with them. A key
    given to one action is taken from the others in its place; given twice, it stays with the first."""
    known = {action.id: action for action in ACTIONS}
    notices: list[Notice] = []
    wanted: dict[str, tuple[str, ...]] = {}
    for name, written in keys.items():
        name = name.replace("_", "-")
        if name not in known:
            notices.append(Notice(f"settings.yaml: keys: no action is called {one_line(name)!r} (? shows them all)"))
            continue
        lost = _given(known[name], wanted)
        if clash := [key for key in _split(written) if key in lost]:
            notices.append(Notice(f"settings.yaml: keys: {one_line(clash[0])!r} is given to two actions"))
        if free := tuple(key for key in _split(written) if key not in lost):
            wanted[name] = free
    actions = []
    for action in ACTIONS:
        kept = wanted.get(action.id) or tuple(key for key in action.keys if key not in _given(action, wanted))
        actions.append(replace(action, keys=kept))
    return tuple(actions), tuple(notices)


def _given(action: Action, wanted: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The keys that the user gave to other actions in the same place, beyond what these have anyway."""
    places = (action.where, *_OVERLAPPING[action.where])
    others = (other for other in ACTIONS if other.id in wanted and other.id != action.id and other.where in places)
    return {key for other in others for key in wanted[other.id] if key not in other.keys}


def keymap(actions: Iterable[Action]) -> dict[str, str]:
    """What to hand to `App.set_keymap`: the actions whose keys differ from the table's."""
    actions = tuple(actions)
    table = {action.id: action.keys for action in ACTIONS}
    changed = (action for action in actions if action.keys != table[action.id])
    return {action.id: textual_keys(action, actions) or _NO_KEY for action in changed}


def _split(written: str) -> tuple[str, ...]:
    """Keys parted by commas or spaces; a lone comma is the key itself."""
    if written.strip() == ",":
        return (",",)
    return tuple(dict.fromkeys(written.replace(",", " ").split()))


def markdown_table() -> str:
    """The table as README shows it."""
    lines = ["| key | does |", "|---|---|"]
    for action in ACTIONS:
        keys = " ".join(f"`{shown_key(key)}`".replace("|", "\\|") for key in action.keys)
        place = f" ({action.where})" if action.where in (Where.ARTICLE, Where.FACETS, Where.BOX) else ""
        lines.append(f"| {keys} | {action.help}{place} |")
    return "\n".join(lines)
