"""The user's own: tags and marks, taken back, shared with other readers and editors."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import ReaderError, UnknownArticleError
from reader.library import Library, open_library
from reader.settings import Settings, data_folder
from tests.library.folders import BANK, DAM, ids, news, opened, write


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return opened(news(tmp_path / "news"))


def tags(library: Library, article: str) -> tuple[str, ...]:
    return library.summaries([library.resolve(article)])[0].tags


def test_tags_and_marks_are_taken_back_one_by_one(library: Library) -> None:
    dam, bank = library.resolve("dam"), library.resolve("bank")
    library.tag([dam, bank], "вода")
    library.mark_read([dam])
    library.star([bank])
    assert library.undo() == "undone: 1 story starred"
    assert library.undo() == "undone: 1 story marked read"
    assert library.undo() == "undone: #вода put on 2 stories"
    assert library.undo() is None
    assert [(s.tags, s.unread, s.starred) for s in library.summaries([dam, bank])] == [((), True, False)] * 2


def test_undo_takes_back_only_what_was_changed(library: Library) -> None:
    dam, bank = library.resolve("dam"), library.resolve("bank")
    library.tag([dam], "вода")
    library.tag([dam, bank], "Вода")
    library.undo()
    assert (tags(library, "dam"), tags(library, "bank")) == (("вода",), ())


def test_what_changes_nothing_is_not_undone(library: Library) -> None:
    dam = library.resolve("dam")
    library.tag([dam], "вода")
    library.tag([dam], "вода")
    library.untag([dam], "огонь")
    library.mark_read([dam], False)
    assert library.undo() == "undone: #вода put on 1 story"


def test_marks_and_tags_are_there_next_time(library: Library) -> None:
    library.tag([library.resolve("dam")], "вода")
    library.mark_read([library.resolve("dam")])
    library.remember_place(library.resolve("bank"))
    library.close()
    again = open_library(library.root, settings=Settings())
    assert tags(again, "dam") == ("вода",)
    assert again.counts().unread == 2
    assert again.place() == "bank"


def test_a_renamed_article_keeps_what_the_user_gave_it(library: Library) -> None:
    row = library.resolve("dam")
    library.tag([row], "вода")
    library.mark_read([row])
    (library.root / "dam.txt").rename(library.root / "flood.txt")
    write(library.root, "dam.txt", BANK.replace("ставк", "ставочк"))
    library.scan()
    assert (tags(library, "flood"), tags(library, "dam")) == (("вода",), ())
    assert ids(library, "is:read") == ["flood"]


def test_a_corrected_article_keeps_its_tags(library: Library) -> None:
    library.tag([library.resolve("dam")], "вода")
    write(library.root, "dam.txt", DAM.replace("два дня", "три дня"))
    library.scan()
    assert tags(library, "dam") == ("вода",)


def test_another_library_with_the_same_id_has_its_own_tags(library: Library, tmp_path: Path) -> None:
    library.tag([library.resolve("dam")], "вода")
    write(tmp_path / "other", "dam.txt", BANK)
    other = opened(tmp_path / "other")
    assert tags(other, "dam") == ()
    other.tag([other.resolve("dam")], "деньги")
    library.refresh()
    assert (tags(library, "dam"), tags(other, "dam")) == (("вода",), ("деньги",))


def test_what_an_editor_writes_is_taken_in(library: Library) -> None:
    assert not library.refresh()
    path = data_folder() / "tags.yaml"
    path.write_text("version: 1\narticles:\n  bank:\n    tags: [деньги]\n", encoding="utf-8")
    assert library.refresh()
    assert tags(library, "bank") == ("деньги",)
    library.tag([library.resolve("dam")], "вода")
    assert path.read_text(encoding="utf-8").startswith("version: 1\narticles:\n  bank:\n    tags: [деньги]\n")


def test_a_broken_tags_file_stops_nothing_and_is_left_alone(library: Library) -> None:
    path = data_folder() / "tags.yaml"
    broken = "version: 1\narticles:\n  bank:\n    tags: [деньги\n"
    path.write_text(broken, encoding="utf-8")
    library.refresh()
    (notice,) = library.take_notices()
    assert "tags.yaml line" in notice.text
    library.tag([library.resolve("dam")], "вода")
    assert tags(library, "dam") == ("вода",)
    assert path.read_text(encoding="utf-8") == broken
    path.write_text(broken.replace("деньги", "деньги]"), encoding="utf-8")
    library.refresh()
    assert (tags(library, "dam"), tags(library, "bank")) == (("вода",), ("деньги",))


def test_two_readers_see_each_others_marks(library: Library) -> None:
    other = open_library(library.root, settings=Settings())
    other.mark_read([other.resolve("dam")])
    other.star([other.resolve("bank")])
    assert library.refresh()
    assert ids(library, "is:read") == ["dam"]
    assert ids(library, "is:starred") == ["bank"]


def test_ids_answer_to_unique_tails_only(library: Library) -> None:
    assert library.resolve("am") == library.resolve("dam")
    with pytest.raises(UnknownArticleError) as failure:
        library.resolve("")
    assert failure.value.candidates == ()
    write(library.root, "2024/dam.txt", BANK)
    library.scan()
    assert library.resolve("dam") != library.resolve("2024/dam")
    with pytest.raises(UnknownArticleError, match="could be any of 2"):
        library.resolve("am")


def test_what_cannot_be_a_tag_is_refused(library: Library) -> None:
    with pytest.raises(ReaderError, match="comma"):
        library.tag([library.resolve("dam")], "a, b")
    assert library.undo() is None
