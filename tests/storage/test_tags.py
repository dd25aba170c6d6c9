"""Whose tags are whose, and what is written of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.errors import ReaderError, StorageError
from reader.model import TagChange
from reader.storage.tag_entries import clean_tag
from reader.storage.tags import TagStore
from reader.yamlfile import read_yaml
from tests.storage.shelf import Library, opened, tag, untag

NAUGHTY = Path(__file__).parents[3] / "shared/corpora/naughty/blns.json"


class TestFormat:
    def test_a_new_file(self, store: TagStore, path: Path) -> None:
        tag(store, Library(a="дамба: выдержала"), "a", "сша", "to read", "2018")
        assert path.read_text() == (
            "# Reader's tags. Edit freely: running readers merge your changes.\n"
            "version: 1\n"
            "articles:\n"
            "  a:\n"
            '    title: "О деле «дамба: выдержала»"\n'
            "    text: 0cd3079c2679\n"
            '    tags: [сша, to read, "2018"]\n'
        )

    def test_no_file_is_made_by_reading(self, store: TagStore, path: Path) -> None:
        assert store.load() == ()
        untag(store, Library(a="x"), "a", "never there")
        assert not path.exists()

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("# mine\n", "# mine\nversion: 1\narticles:\n  a:\n"),
            ("version: 1\n# mine", "version: 1\narticles:\n  a:\n"),
            ("version: 1\narticles: # mine\n# end\n", "version: 1\narticles: # mine\n  a:\n"),
            ("articles: {} # mine\n", "articles: {a: {title: О деле «x», text: 2d711642b726, tags: [new]}} # mine\n"),
            ("{version: 1}\n", "{version: 1, articles: {a: {title: О деле «x», text: 2d711642b726, tags: [new]}}}\n"),
            ("{articles: }\n", "{articles: {a: {title: О деле «x», text: 2d711642b726, tags: [new]}}}\n"),
            ("articles: ''\n# end\n", "articles: \n  a:\n    title"),
            ("articles:\n    b: {tags: [x]}\n", "articles:\n    b: {tags: [x]}\n    a:\n      title"),
            ("articles:\r\n  b:\r\n    tags: [x]\r\n", "articles:\r\n  b:\r\n    tags: [x]\r\n  a:\r\n    title"),
            ("articles:\n  b:\n    tags:\n    - x", "articles:\n  b:\n    tags:\n    - x\n  a:\n    title"),
            ("\ufeffarticles:\n  b:\n    tags: [x]\n# end", "\ufeffarticles:\n  b:\n    tags: [x]\n  a:\n    title"),
        ],
    )
    def test_a_new_entry_changes_nothing_else(self, path: Path, before: str, after: str) -> None:
        path.write_bytes(before.encode())
        store, library = opened(path), Library(a="x")
        tag(store, library, "a", "new")
        assert path.read_bytes().decode().startswith(after)
        assert opened(path).tags_of(library.ref("a"), library) == ("new",)

    @pytest.mark.parametrize(
        ("written", "added", "removed", "result"),
        [
            ("tags: [a, b]  # c", "new", None, "tags: [a, b, new]  # c"),
            ("tags: []", "new", None, "tags: [new]"),
            ("tags: [ a , 'b' ]", "new", "a", "tags: [ 'b', new ]"),
            ("tags: [a, b, c]", None, "b", "tags: [a, c]"),
            ("tags: [a, b, c]", None, "c", "tags: [a, b]"),
            ("tags: [a,\n      # why\n      b]", None, "a", "tags: [b]"),
            ("tags: [a]", "new", "a", "tags: [new]"),
            ("tags: [a, b,]", "new", "b", "tags: [a, new,]"),
            ("tags:\n    - a  # c\n    # d\n    - b", "new", None, "tags:\n    - a  # c\n    # d\n    - b\n    - new"),
            ("tags:\n    - a  # c\n    # d\n    - b", None, "a", "tags:\n    # d\n    - b"),
            ("tags:\n    - a\n    - b", "new", "b", "tags:\n    - a\n    - new"),
            ("tags:", "new", None, "tags: [new]"),
            ("tags: # none", "new", None, "tags: [new] # none"),
        ],
    )
    def test_a_list_keeps_its_layout(
        self, path: Path, written: str, added: str | None, removed: str | None, result: str
    ) -> None:
        library = Library(a="x")
        head = f"# top\narticles:\n  # of a\n  a: # name\n    note: mine\n    text: {library.ref('a').fingerprint}\n"
        head += "    title: '?'  # for people\n    "
        tail = "\n\n  # of b\n  b: {tags: [z]}\n"
        path.write_text(head + written + tail)
        store = opened(path)
        changes = [TagChange(library.ref("a"), "new", True)] if added else []
        changes += [TagChange(library.ref("a"), removed, False)] if removed else []
        store.apply(changes, library)
        assert path.read_text() == head + result + tail

    def test_an_entry_written_by_hand_is_completed_by_its_first_change(self, path: Path) -> None:
        path.write_text("articles:\n  a:\n    tags: [x]\n  b:\n  c: {}\n")
        library = Library(a="1", b="2", c="3")
        store = opened(path)
        for article_id in library.articles:
            tag(store, library, article_id, "new")
        assert path.read_text() == (
            "articles:\n"
            "  a:\n    tags: [x, new]\n    title: О деле «1»\n    text: 6b86b273ff34\n"
            "  b:\n    title: О деле «2»\n    text: d4735e3a265e\n    tags: [new]\n"
            "  c: {title: О деле «3», text: 4e07408562be, tags: [new]}\n"
        )

    @pytest.mark.parametrize(
        "entry",
        [
            "  a:\n    tags: [x]\n",
            "  a:  # c\n    tags:  # d\n      - x\n",
            "  a: {tags: [x]}\n",
            "  'a':\n\n    tags: [x]\n",
        ],
    )
    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_an_entry_goes_with_its_last_tag(self, path: Path, entry: str, place: int) -> None:
        others = ["  b:\n    tags: [z]\n  # of c\n", "  c: {tags: [z]} # c\n"]
        entries = [*others[:place], entry, *others[place:]]
        path.write_text("articles:\n" + "".join(entries))
        store, library = opened(path), Library(a="1")
        untag(store, library, "a", "X")
        assert path.read_text() == "articles:\n" + "".join(others)
        assert store.tags_of(library.ref("a"), library) == ()

    def test_an_entry_with_notes_of_the_users_stays(self, path: Path) -> None:
        path.write_text("articles:\n  a:\n    why: because\n    tags: [x]\n")
        store, library = opened(path), Library(a="1")
        untag(store, library, "a", "x")
        assert "why: because\n    tags: []\n" in path.read_text()

    def test_all_entries_can_go_and_come(self, store: TagStore, path: Path) -> None:
        library = Library(a="1", b="2")
        for _ in range(2):
            store.apply([TagChange(library.ref(each), "x", True) for each in "ab"], library)
            store.apply([TagChange(library.ref(each), "x", False) for each in "ba"], library)
            assert path.read_text().endswith("version: 1\narticles:\n")

    def test_a_layout_that_cannot_be_changed_safely_is_left_alone(self, path: Path) -> None:
        before = "? articles\n: ? b\n  : tags: [x]\n"
        path.write_text(before)
        with pytest.raises(StorageError, match="layout"):
            tag(opened(path), Library(a="1"), "a", "x")
        assert path.read_text() == before

    @pytest.mark.skipif(not NAUGHTY.exists(), reason="the shared corpora are not here")
    def test_naughty_strings_as_ids_titles_and_tags(self, store: TagStore, path: Path) -> None:
        library = Library()
        changes = []
        for number, text in enumerate(json.loads(NAUGHTY.read_text(encoding="utf-8"))):
            library.articles[f"{number}{text}"] = (text, f"{number}")
            try:
                changes.append(TagChange(library.ref(f"{number}{text}"), clean_tag(text.replace(",", "")[:100]), True))
            except ReaderError:
                changes.append(TagChange(library.ref(f"{number}{text}"), "other", True))
        assert len(store.apply(changes, library).changes) == len(changes)
        expected = {change.article.id: (change.tag,) for change in changes}
        assert store.resolve(library) == expected
        assert opened(path).resolve(library) == expected


class TestWhoseTags:
    def test_they_follow_a_rename_and_a_namesake_gets_none(self, store: TagStore, path: Path) -> None:
        library = Library(a="old")
        tag(store, library, "a", "x")
        library.rename("a", "moved/b")
        library.articles["a"] = ("Другое", "new")
        assert store.resolve(library) == {"moved/b": ("x",)}
        tag(store, library, "a", "y")
        tag(store, library, "moved/b", "z")
        assert store.resolve(library) == {"moved/b": ("x", "z"), "a": ("y",)}
        assert list(read_yaml(path).entries["articles"].entries) == ["a", "a@11507a0e2f5e"]  # type: ignore[union-attr]  # the store writes a mapping there

    def test_two_libraries_with_one_id(self, store: TagStore) -> None:
        here, there = Library(a="one"), Library(a="two")
        tag(store, here, "a", "x")
        tag(store, there, "a", "y")
        assert (store.resolve(here), store.resolve(there)) == ({"a": ("x",)}, {"a": ("y",)})
        untag(store, here, "a", "x")
        tag(store, there, "a", "z")
        assert (store.resolve(here), store.resolve(there)) == ({}, {"a": ("y", "z")})

    def test_a_copy_has_no_tags(self, store: TagStore) -> None:
        library = Library(a="same")
        tag(store, library, "a", "x")
        library.articles["b"] = library.articles["a"]
        assert store.resolve(library) == {"a": ("x",)}
        tag(store, library, "b", "y")
        assert store.resolve(library) == {"a": ("x",), "b": ("y",)}
        library.rename("a", "c")
        assert store.resolve(library) == {"c": ("x",), "b": ("y",)}
        del library.articles["c"]
        assert store.resolve(library) == {"b": ("y",)}

    def test_a_text_edited_in_place_keeps_its_tags(self, store: TagStore, path: Path) -> None:
        library = Library(a="first")
        tag(store, library, "a", "x")
        library.edit("a", "second")
        assert store.resolve(library) == {"a": ("x",)}
        tag(store, library, "a", "y")
        assert library.ref("a").fingerprint in path.read_text()
        assert store.tags_of(library.ref("a"), library) == ("x", "y")

    def test_an_edit_keeps_a_namesake_apart(self, store: TagStore) -> None:
        here, there = Library(a="one"), Library(a="two")
        tag(store, here, "a", "x")
        tag(store, there, "a", "y")
        for text in ("three", "four"):
            there.edit("a", text)
            tag(store, there, "a", text)
        assert (store.resolve(here), store.resolve(there)) == ({"a": ("x",)}, {"a": ("y", "three", "four")})

    def test_another_story_under_the_same_id_gets_nothing(self, store: TagStore) -> None:
        library = Library(a="first")
        tag(store, library, "a", "x")
        library.articles["a"] = ("Совсем другое", "second")
        assert store.resolve(library) == {}

    def test_an_update_under_the_old_name_beside_the_moved_story(self, store: TagStore) -> None:
        library = Library(a="first")
        tag(store, library, "a", "x")
        library.rename("a", "archive/a")
        library.articles["a"] = (library.articles["archive/a"][0], "second")
        assert store.resolve(library) == {"archive/a": ("x",)}
        tag(store, library, "a", "y")
        assert store.resolve(library) == {"archive/a": ("x",), "a": ("y",)}

    def test_an_entry_by_hand_needs_only_an_id(self, path: Path) -> None:
        path.write_text("articles:\n  a:\n    tags: [x, Елка]\n  gone: {tags: [y]}\n")
        library = Library(a="1", b="2")
        store = opened(path)
        assert store.resolve(library) == {"a": ("x", "Елка")}
        tag(store, library, "b", "z")
        assert store.resolve(library) == {"a": ("x", "Елка"), "b": ("z",)}

    def test_ids_longer_than_yaml_keys(self, store: TagStore, path: Path) -> None:
        library = Library(**{"д/" * 1000 + "a": "1", "д/" * 1000 + "b": "2"})
        expected = {}
        for number, article_id in enumerate(library.articles):
            tag(store, library, article_id, str(number))
            expected[article_id] = (str(number),)
        assert opened(path).resolve(library) == expected


class TestTagNames:
    @pytest.mark.parametrize(
        ("written", "kept"), [("  to \t read ", "to read"), ("е\u0308лка", "ёлка"), ("C++ 🦔", "C++ 🦔"), ("no", "no")]
    )
    def test_cleaned(self, written: str, kept: str) -> None:
        assert clean_tag(written) == kept

    @pytest.mark.parametrize(
        ("tag", "reason"),
        [
            (" ", "empty"),
            ("a,b", "comma"),
            ("a\x1b[2J", "control"),
            ("a\u202eb", "control"),
            ("a\udc9b", "control"),
            ("x" * 101, "100"),
        ],
    )
    def test_refused(self, store: TagStore, path: Path, tag: str, reason: str) -> None:
        library = Library(a="1")
        with pytest.raises(ReaderError, match=reason):
            store.apply([TagChange(library.ref("a"), "fine", True), TagChange(library.ref("a"), tag, True)], library)
        assert not path.exists()

    def test_spellings_of_one_tag(self, store: TagStore) -> None:
        library = Library(a="1")
        tag(store, library, "a", "елка")
        assert tag(store, library, "a", "Ёлка", "ЕЛКА").changes == ()
        removed = untag(store, library, "a", "ЁЛКА").changes
        assert removed == (TagChange(library.ref("a"), "елка", False),)
        assert store.resolve(library) == {}

    def test_undoing_is_doing_the_inverses(self, store: TagStore) -> None:
        library = Library(a="1", b="2")
        tag(store, library, "a", "x")
        done = store.apply([TagChange(library.ref(each), "X", True) for each in "ab"], library).changes
        store.apply([change.inverse for change in done], library)
        assert store.resolve(library) == {"a": ("x",)}
