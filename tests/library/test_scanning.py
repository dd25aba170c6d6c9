"""A scan reads what is new or changed, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.library import ScanProgress, open_library
from reader.settings import Settings
from reader.sources.folder import read_file
from tests.library.folders import BANK, DAM, ids, news, opened, write


def test_a_new_library_lists_its_folder_newest_first(tmp_path: Path) -> None:
    assert ids(opened(news(tmp_path))) == ["dam", "bridge", "bank"]


def test_what_was_read_is_listed_before_any_scan(tmp_path: Path) -> None:
    opened(news(tmp_path)).close()
    assert len(open_library(tmp_path, settings=Settings()).find().rows) == 3


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = opened(news(tmp_path))
    read: list[str] = []

    def watched(path: Path) -> bytes:
        read.append(path.name)
        return read_file(path)

    monkeypatch.setattr("reader.library.reading.read_file", watched)
    assert not library.scan()
    write(tmp_path, "bank.txt", BANK.replace("пятницу", "среду"))
    assert library.scan()
    assert read == ["bank.txt"]


def test_a_changed_article_keeps_its_row_and_is_found_by_its_new_words_only(tmp_path: Path) -> None:
    library = opened(news(tmp_path))
    row = library.resolve("bank")
    write(tmp_path, "bank.txt", BANK.replace("Смартфоны", "Гамаки"))
    library.scan()
    assert library.resolve("bank") == row
    assert ids(library, "гамаки") == ["bank"]
    assert ids(library, '"смартфоны"') == []


def test_a_deleted_file_leaves_list_and_index(tmp_path: Path) -> None:
    library = opened(news(tmp_path))
    (tmp_path / "bank.txt").unlink()
    assert library.scan()
    assert ids(library) == ["dam", "bridge"]
    assert ids(library, "ставка") == []


def test_a_folder_that_is_gone_is_named_and_nothing_is_forgotten(tmp_path: Path) -> None:
    folder = news(tmp_path / "news")
    library = opened(folder)
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(LibraryError, match="news"):
        library.scan()
    assert len(library.find().rows) == 3


def test_one_bad_file_costs_one_notice(tmp_path: Path) -> None:
    news(tmp_path)
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20)
    library = opened(tmp_path)
    assert len(library.find().rows) == 3
    (notice,) = library.take_notices()
    assert "picture.txt" in notice.text


def test_the_index_wins_over_the_text_and_a_change_of_it_costs_only_its_own(tmp_path: Path) -> None:
    news(tmp_path)
    write(tmp_path, "index.yaml", "articles:\n  - file: dam.txt\n    title: Вода ушла\n    published: 2020-01-02\n")
    library = opened(tmp_path)
    first = library.summaries([library.resolve("dam")])[0]
    assert (first.title, str(first.published)) == ("Вода ушла", "2020-01-02")
    write(tmp_path, "index.yaml", "articles: []\n")
    library.scan()
    assert library.summaries([library.resolve("dam")])[0].title == "Дамба в Гороховце выдержала паводок"


def test_a_broken_index_is_left_aside_with_one_notice(tmp_path: Path) -> None:
    news(tmp_path)
    write(tmp_path, "index.yaml", "articles:\n  - [file: dam.txt\n")
    library = opened(tmp_path)
    assert len(library.find().rows) == 3
    assert [("index.yaml line" in notice.text) for notice in library.take_notices()] == [True]


def test_ids_grow_an_ending_only_where_two_files_differ_in_nothing_else(tmp_path: Path) -> None:
    news(tmp_path)
    library = opened(tmp_path)
    write(tmp_path, "dam.md", "# Another dam\n\nIt held as well, people said on the bank of the river.\n")
    library.scan()
    assert sorted(ids(library)) == ["bank", "bridge", "dam.md", "dam.txt"]
    (tmp_path / "dam.md").unlink()
    library.scan()
    assert sorted(ids(library)) == ["bank", "bridge", "dam"]


def test_a_scan_that_is_stopped_keeps_what_it_read(tmp_path: Path) -> None:
    for number in range(10):
        write(tmp_path, f"{number}.txt", DAM.replace("21", str(number + 1)))
    library = open_library(tmp_path, settings=Settings())
    looked = iter(range(100))
    library.scan(stop=lambda: next(looked) >= 4)
    assert len(library.find().rows) == 4
    library.scan()
    assert len(library.find().rows) == 10


def test_progress_ends_with_all_done(tmp_path: Path) -> None:
    library = open_library(news(tmp_path), settings=Settings())
    reports: list[ScanProgress] = []
    library.scan(reports.append)
    assert (reports[-1].done, reports[-1].total, reports[-1].changed) == (3, 3, True)


def test_two_readers_may_scan_one_library(tmp_path: Path) -> None:
    one, two = (open_library(news(tmp_path), settings=Settings()) for _ in range(2))
    assert one.scan()
    two.scan()
    assert ids(one, "дамба") == ids(two, "дамба") == ["dam"]
    assert len(one.find().rows) == 3


def test_an_empty_file_is_listed_by_its_name(tmp_path: Path) -> None:
    write(tmp_path, "nothing.txt", "")
    library = opened(tmp_path)
    assert [summary.title for summary in library.summaries(library.find().rows)] == ["nothing"]
