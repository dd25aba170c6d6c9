"""What a path means, and what is done where nothing can be kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.library import open_library
from reader.settings import Settings, cache_folder, data_folder, shipped_folder
from tests.library.folders import ids, news, opened, write


def test_without_a_path_the_users_library_is_opened(tmp_path: Path) -> None:
    library = open_library(None, settings=Settings(library=news(tmp_path / "mine")))
    assert (library.name, library.root) == ("mine", tmp_path / "mine")


def test_without_a_library_the_shipped_articles_are_opened() -> None:
    library = opened(shipped_folder("seeds"))
    assert library.name == "seeds"
    assert len(library.find().rows) >= 18


def test_an_index_means_its_folder(tmp_path: Path) -> None:
    index = write(news(tmp_path / "news"), "index.yaml", "articles:\n  - file: dam.txt\n    source: Вестник\n")
    assert ids(opened(index), "source:вестник") == ["dam"]


def test_one_text_is_a_library(tmp_path: Path) -> None:
    news(tmp_path)
    library = opened(tmp_path / "dam.txt")
    assert ids(library) == ["dam"]


@pytest.mark.parametrize("name", ["nowhere", "nowhere/else"])
def test_a_wrong_path_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(LibraryError, match=name):
        open_library(tmp_path / name, settings=Settings())


def test_where_nothing_can_be_kept_one_can_still_read(tmp_path: Path) -> None:
    for folder in (data_folder(), cache_folder()):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.write_text("in the way")
    library = opened(news(tmp_path / "news"))
    library.mark_read([library.resolve("dam")])
    assert ids(library, "is:read дамба") == ["dam"]
    assert len([notice for notice in library.take_notices() if "will be forgotten" in notice.text]) == 2


def test_a_cache_that_was_damaged_is_made_anew_with_a_notice(tmp_path: Path) -> None:
    library = opened(news(tmp_path / "news"))
    library.mark_read([library.resolve("dam")])
    library.close()
    (cache,) = (cache_folder() / "libraries").glob("*.sqlite")
    cache.write_bytes(b"no database at all " * 100)
    again = opened(tmp_path / "news")
    assert "made anew" in again.take_notices()[0].text
    assert ids(again, "is:read") == ["dam"]
