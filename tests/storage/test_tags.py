from __future__ import annotations

import errno
import hashlib
import json
import multiprocessing
import os
import signal
import tempfile
import time
from collections.abc import Collection
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reader.errors import ReaderError, StorageError
from reader.model import ArticleRef, TagChange
from reader.storage.journal import Journal
from reader.storage.tag_entries import clean_tag, fold_tag
from reader.storage.tags import Applied, TagStore
from reader.yamlfile import read_yaml

NAUGHTY = Path(__file__).parents[3] / "shared/corpora/naughty/blns.json"


class Library:
    """The articles of one library, as id -> (headline, text)."""

    def __init__(self, **articles: str) -> None:
        self.articles = {id_: (f"О деле «{text}»", text) for id_, text in articles.items()}

    def ref(self, article_id: str) -> ArticleRef:
        title, text = self.articles[article_id]
        return ArticleRef(article_id, title, hashlib.sha256(text.encode()).hexdigest()[:12])

    def rename(self, old: str, new: str) -> None:
        self.articles[new] = self.articles.pop(old)

    def edit(self, article_id: str, text: str) -> None:
        self.articles[article_id] = (self.articles[article_id][0], text)

    def by_fingerprint(self, fingerprint: str) -> Collection[str]:
        return [id_ for id_ in self.articles if self.ref(id_).fingerprint == fingerprint]

    def by_id(self, article_id: str) -> ArticleRef | None:
        return self.ref(article_id) if article_id in self.articles else None


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tags.yaml"


@pytest.fixture
def store(path: Path) -> TagStore:
    return opened(path)


def opened(path: Path) -> TagStore:
    store = TagStore(path, Journal(path.with_name("state.sqlite")))
    store.load()
    return store


def tag(store: TagStore, library: Library, article_id: str, *tags: str) -> Applied:
    return store.apply([TagChange(library.ref(article_id), tag, True) for tag in tags], library)


def untag(store: TagStore, library: Library, article_id: str, *tags: str) -> Applied:
    return store.apply([TagChange(library.ref(article_id), tag, False) for tag in tags], library)


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
        assert list(read_yaml(path).entries["articles"].entries) == ["a", "a@11507a0e2f5e"]  # type: ignore[union-attr]

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


class TestBrokenFile:
    def test_tags_wait_until_it_can_be_read(self, store: TagStore, path: Path) -> None:
        library = Library(a="1", b="2")
        tag(store, library, "a", "x")
        good = path.read_text()
        broken = good + "  a:\n    tags: [again]\n"
        path.write_text(broken)
        assert store.changed()
        (notice,) = store.load()
        assert notice.text == f"{path} line 8: the key 'a' stands already in line 4 – file untouched"

        applied = tag(store, library, "b", "y")
        untag(store, library, "a", "X")
        assert applied.changes == (TagChange(library.ref("b"), "y", True),)
        assert "file untouched, 1 tag waiting" in applied.notices[0].text
        assert path.read_text() == broken
        assert store.resolve(library) == {"b": ("y",)}

        late = TagStore(path, Journal(path.with_name("state.sqlite")))
        assert "file untouched, 2 tags waiting" in late.load()[0].text
        assert late.resolve(library) == {"b": ("y",)}

        path.write_text(good.replace("[x]", "[x, w]  # mine"))
        (notice,) = store.load()
        assert (notice.severity, notice.text) == ("information", f"{path}: 2 tags that waited: now in it")
        assert store.resolve(library) == {"a": ("w",), "b": ("y",)}
        assert "[w]  # mine" in path.read_text()
        assert store.load() == ()
        assert late.changed()
        late.load()
        assert late.resolve(library) == store.resolve(library)

    def test_waiting_tags_go_in_with_the_next_change(self, store: TagStore, path: Path) -> None:
        library = Library(a="1")
        path.write_text("articles: [")
        tag(store, library, "a", "x")
        path.write_text("")
        tag(store, library, "a", "y")
        assert opened(path).resolve(library) == {"a": ("x", "y")}

    def test_a_waiting_tag_finds_the_moved_story_without_its_library(self, store: TagStore, path: Path) -> None:
        library = Library(a="1")
        tag(store, library, "a", "x")
        good = path.read_text()
        library.rename("a", "b")
        path.write_text("- ")
        tag(store, library, "b", "y")
        path.write_text(good)
        assert opened(path).resolve(library) == {"b": ("x", "y")}

    def test_a_waiting_tag_does_not_land_on_a_stranger(self, store: TagStore, path: Path) -> None:
        here, there = Library(a="1"), Library(a="2")
        tag(store, here, "a", "x")
        path.write_text("- ")
        tag(store, here, "a", "y")
        path.write_text(f"articles:\n  a: {{text: {there.ref('a').fingerprint}, title: t, tags: [z]}}\n")
        later = opened(path)
        assert (later.resolve(here), later.resolve(there)) == ({"a": ("y",)}, {"a": ("z",)})

    @pytest.mark.parametrize(
        ("text", "line", "reason"),
        [
            ("version: 2\n", 1, "is of version '2'"),
            ("version: 1\narticles: [a]\n", 2, "articles must hold ids"),
            ("articles:\n  a: [x]\n", 2, "a must hold tags"),
            ("articles:\n  a:\n    tags: x, y\n", 3, "tags must be a list"),
            ("articles:\n  a:\n    tags: [x, [y]]\n", 3, "a tag must be text"),
            ("articles:\n  a:\n    title: [x]\n    tags: []\n", 3, "title must be text"),
            ("articles:\n  a: &a\n    tags: [x]\n", 2, "anchors"),
            ("articles:\n  a:\n    tags: [x]\n  a:\n    tags: [y]\n", 4, "stands already"),
            ("\n\n\x00", 3, "U+0000"),
            ("[" * 1000, 1, "deeper"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(self, path: Path, text: str, line: int, reason: str) -> None:
        path.write_text(text)
        store = TagStore(path, Journal(path.with_name("state.sqlite")))
        (notice,) = store.load()
        assert f"{path} line {line}: " in notice.text
        assert reason in notice.text
        assert notice.text.endswith(" – file untouched")
        tag(store, Library(a="1"), "a", "x")
        assert path.read_text() == text

    def test_a_slip_in_a_key_is_told(self, path: Path) -> None:
        path.write_text("articles:\n  a:\n    tag: [x]\n")
        (notice,) = TagStore(path, Journal(path.with_name("state.sqlite"))).load()
        assert notice.text == f"{path} line 3: 'tag' means nothing here (title, text and tags do)"

    @given(st.text(st.sampled_from("abtgs:[]{},-# \n\"'|>&*!?@%~12"), max_size=80))
    @settings(max_examples=200, deadline=None)
    def test_hostile_files_are_changed_rightly_or_not_at_all(self, text: str) -> None:
        library = Library(a="1")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "tags.yaml"
            path.write_text(f"articles:\n  b:\n    tags: [z]\n{text}\n")
            before = path.read_text()
            store = opened(path)
            try:
                applied = tag(store, library, "a", "new")
            except StorageError:
                assert path.read_text() == before
                return
            assert "new" in store.tags_of(library.ref("a"), library)
            assert bool(applied.notices) == (path.read_text() == before)


class TestDisk:
    def test_a_read_only_folder(self, path: Path, store: TagStore, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> int:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))

        monkeypatch.setattr(os, "open", refuse)
        with pytest.raises(StorageError, match="Read-only"):
            tag(store, Library(a="1"), "a", "x")
        assert not path.exists()

    @pytest.mark.parametrize("call", ["write", "fsync"])
    def test_a_full_disk(self, path: Path, store: TagStore, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
        library = Library(a="1")
        tag(store, library, "a", "x")
        before = path.read_bytes()

        def refuse(*_: object) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(os, call, refuse)
        with pytest.raises(StorageError, match="No space"):
            tag(store, library, "a", "y")
        assert path.read_bytes() == before
        assert store.resolve(library) == {"a": ("x",)}
        assert not list(path.parent.glob("*.tmp"))

    def test_a_symlink_stays_one(self, tmp_path: Path) -> None:
        (tmp_path / "sync").mkdir()
        link = tmp_path / "tags.yaml"
        link.symlink_to(tmp_path / "sync" / "mine.yaml")
        for each in ("one", "two"):
            tag(opened(link), Library(a="1"), "a", each)
        assert link.is_symlink()
        assert "[one, two]" in (tmp_path / "sync" / "mine.yaml").read_text()

    def test_a_change_from_outside_is_seen_and_kept(self, store: TagStore, path: Path) -> None:
        library = Library(a="1", b="2")
        tag(store, library, "a", "x")
        assert not store.changed()
        path.write_text(path.read_text().replace("[x]", "[x, outside]"))
        assert store.changed()
        tag(store, library, "b", "y")
        assert not store.changed()
        assert store.resolve(library) == {"a": ("x", "outside"), "b": ("y",)}

    def test_a_file_that_an_editor_empties_before_writing(
        self, store: TagStore, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        library = Library(a="1")
        tag(store, library, "a", "x")
        whole = path.read_text()
        path.write_text("")
        monkeypatch.setattr(time, "sleep", lambda _: path.write_text(whole))
        tag(store, library, "a", "y")
        assert store.resolve(library) == {"a": ("x", "y")}

    def test_a_file_that_never_rests(self, store: TagStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(TagStore, "changed", lambda _: True)
        with pytest.raises(StorageError, match="another program keeps changing it"):
            tag(store, Library(a="1"), "a", "x")
        assert not path.exists()


def _add_fifty(path: Path, number: int) -> None:
    store, library = opened(path), Library(a="1", b=str(number))
    for step in range(50):
        tag(store, library, "ab"[step % 2], f"{number}-{step}")


def _add_until_killed(path: Path, number: int, acknowledged: Connection) -> None:
    store, library = opened(path), Library(**{f"a{step}": str(step) for step in range(5)})
    for step in range(10_000):
        tag(store, library, f"a{step % 5}", f"{number}-{step}")
        acknowledged.send(f"{number}-{step}")


class TestManyProcesses:
    def test_four_writers_lose_nothing(self, path: Path) -> None:
        context = multiprocessing.get_context("spawn")
        writers = [context.Process(target=_add_fifty, args=(path, number)) for number in range(4)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        entries = read_yaml(path).entries["articles"].entries  # type: ignore[union-attr]
        tags = {item.text for entry in entries.values() for item in entry.entries["tags"].items}  # type: ignore[union-attr]
        assert tags == {f"{number}-{step}" for number in range(4) for step in range(50)}

    def test_killed_writers_lose_nothing(self, path: Path) -> None:
        context = multiprocessing.get_context("fork")
        acknowledged: set[str] = set()
        for number in range(30):
            ours, theirs = context.Pipe(duplex=False)
            writer = context.Process(target=_add_until_killed, args=(path, number, theirs))
            writer.start()
            theirs.close()
            acknowledged.add(ours.recv())
            time.sleep(0.001 * (number % 10))
            os.kill(writer.pid or 0, signal.SIGKILL)
            writer.join()
            try:
                while True:
                    acknowledged.add(ours.recv())
            except EOFError:
                ours.close()
            library = Library(**{f"a{step}": str(step) for step in range(5)})
            found = opened(path).resolve(library)
            assert acknowledged <= {tag for tags in found.values() for tag in tags}


class Files(RuleBasedStateMachine):
    """Files come, move and are edited while tags come and go; every story must keep its own tags and no others.

    A text that was moved and edited with no change of its tags in between cannot be found again; that is left out.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "tags.yaml"
        self.path.write_text("# mine\nversion: 1 # one\n\narticles: # all\n\n# end\n")
        self.store = opened(self.path)
        self.library = Library()
        self.expected: dict[str, dict[str, str]] = {}
        self.moved: set[str] = set()
        self.edited: set[str] = set()
        self.texts = 0

    def teardown(self) -> None:
        self.folder.cleanup()

    def fresh_text(self) -> str:
        self.texts += 1
        return f"text {self.texts}"

    @rule(article_id=st.sampled_from("abcd"))
    def add_file(self, article_id: str) -> None:
        if article_id not in self.library.articles:
            text = self.fresh_text()
            self.library.articles[article_id] = (f"{text}: headline", text)
            self.expected[article_id] = {}
            self.moved.discard(article_id)
            self.edited.discard(article_id)

    @rule(old=st.sampled_from("abcd"), new=st.sampled_from("abcdef"))
    def move_file(self, old: str, new: str) -> None:
        if old in self.library.articles and new not in self.library.articles and old not in self.edited:
            self.library.rename(old, new)
            self.expected[new] = self.expected.pop(old)
            self.moved.add(new)

    @precondition(lambda self: self.library.articles)
    @rule(data=st.data())
    def edit_file(self, data: st.DataObject) -> None:
        article_id = data.draw(st.sampled_from(sorted(self.library.articles)))
        if article_id not in self.moved:
            self.library.edit(article_id, self.fresh_text())
            self.edited.add(article_id)

    @precondition(lambda self: self.library.articles)
    @rule(
        data=st.data(), name=st.sampled_from(["сша", "США", "to read", "no", "ёж", "еж", "[x]: #"]), added=st.booleans()
    )
    def change_tags(self, data: st.DataObject, name: str, added: bool) -> None:
        article_id = data.draw(st.sampled_from(sorted(self.library.articles)))
        if self.store.apply([TagChange(self.library.ref(article_id), name, added)], self.library).changes:
            self.edited.discard(article_id)
        if added:
            self.expected[article_id].setdefault(fold_tag(name), name)
        else:
            self.expected[article_id].pop(fold_tag(name), None)

    @rule()
    def restart(self) -> None:
        self.store = opened(self.path)

    @invariant()
    def every_story_has_its_own_tags(self) -> None:
        expected = {id_: tuple(tags.values()) for id_, tags in self.expected.items() if tags}
        assert self.store.resolve(self.library) == expected
        for article_id in self.library.articles:
            assert self.store.tags_of(self.library.ref(article_id), self.library) == expected.get(article_id, ())

    @invariant()
    def comments_stay(self) -> None:
        text = self.path.read_text()
        assert text.startswith("# mine\nversion: 1 # one\n\narticles: # all\n")
        assert text.endswith("\n\n# end\n")


TestFiles = Files.TestCase
TestFiles.settings = settings(max_examples=50, stateful_step_count=30, deadline=None)
