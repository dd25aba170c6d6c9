"""What must not be lost: broken files, full disks, other writers, files that move."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reader.errors import StorageError
from reader.model import TagChange
from reader.storage.journal import Journal
from reader.storage.labels import fold_label
from reader.storage.tags import TagStore
from reader.yamlfile import SharedFile, read_yaml
from tests.storage.shelf import Library, opened, tag, untag


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
        monkeypatch.setattr(SharedFile, "changed", lambda _: True)
        monkeypatch.setattr(time, "sleep", lambda _: None)
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
        entries = read_yaml(path).entries["articles"].entries  # type: ignore[union-attr]  # the store writes a mapping there
        tags = {item.text for entry in entries.values() for item in entry.entries["tags"].items}  # type: ignore[union-attr]  # the store writes lists there
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
            self.expected[article_id].setdefault(fold_label(name), name)
        else:
            self.expected[article_id].pop(fold_label(name), None)

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
