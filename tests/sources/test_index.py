"""The index of a folder: what it says, what its mistakes cost, and how files are added to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import FormatError, LibraryError
from reader.model import IndexEntry, Page
from reader.sources.index import add_to_index, apply_index, library_root, read_index
from reader.sources.page import parse_page

PAGE = Page(title="Мост: открыт", paragraphs=(), source="ТАСС", published=date(2018, 2, 26), language="ru")


def index(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "index.yaml"
    path.write_bytes(text.encode())
    return path


# --- which library a path means ---


def test_a_folder_a_text_and_an_index_mean_a_library(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert library_root(tmp_path) == (tmp_path, None)
    path = index(tmp_path, "")
    assert library_root(tmp_path) == (tmp_path, path)
    assert library_root(path) == (tmp_path, path)
    assert library_root(tmp_path / "a.txt") == (tmp_path / "a.txt", path)


def test_nothing_means_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="there is no such file or folder"):
        library_root(tmp_path / "gone")


# --- reading ---


def test_an_entry_says_what_it_says(tmp_path: Path) -> None:
    path = index(
        tmp_path,
        "articles:\n"
        "  - file: a.txt\n    title: Мост открыт\n    source: ТАСС\n    author: Иван Петров\n"
        "    published: 2018-02-26\n    language: ru\n    url: https://example.com/a\n"
        "  - file: ./b/c.txt\n    title:\n",
    )
    assert read_index(path).notices == ()
    assert read_index(path).entries == (
        IndexEntry(
            file="a.txt",
            title="Мост открыт",
            source="ТАСС",
            author="Иван Петров",
            published=date(2018, 2, 26),
            language="ru",
            url="https://example.com/a",
        ),
        IndexEntry(file="b/c.txt"),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "articles:\n", "articles: []\n"])
def test_an_index_without_entries(tmp_path: Path, text: str) -> None:
    assert read_index(index(tmp_path, text)).entries == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("artikles: []\n", "line 1: the key 'artikles' is not known; did you mean articles?"),
        ("articles: []\nversion: 1\n", "line 2: the key 'version' is not known; known are articles"),
        ("articles: a.txt\n", "line 1: articles must be a list"),
        ("articles:\n  file: a.txt\n", "line 2: articles must be a list"),
        ("- file: a.txt\n", "line 1"),
        ("articles:\n  - file: a.txt\n   title: x\n", "line 3"),
    ],
)
def test_what_is_no_index_is_refused_with_its_line(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(FormatError) as caught:
        read_index(index(tmp_path, text))
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("titel: Мост", "line 3: the key 'titel' is not known; did you mean title?"),
        ("published: 26.02.2018", "line 3: published must be a date such as 2018-02-26, not '26.02.2018'"),
        ("published: 2018-02-30", "line 3: published must be a date such as 2018-02-26, not '2018-02-30'"),
        ("language: русский", "line 3: language must be a code such as ru or en"),
        ("url: javascript:alert(1)", "line 3: url must begin with http:// or https://"),
        ("title: [a]", "line 3: title must be one text"),
    ],
)
def test_a_wrong_value_costs_only_itself(tmp_path: Path, lines: str, reason: str) -> None:
    path = index(tmp_path, f"articles:\n  - file: a.txt\n    {lines}\n    source: ТАСС\n  - file: b.txt\n")
    found = read_index(path)
    assert found.entries == (IndexEntry("a.txt", source="ТАСС"), IndexEntry("b.txt"))
    assert [notice.text.startswith(f"{path} {reason}") for notice in found.notices] == [True]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("title: Мост", "line 3: an item does not say its file"),
        ("b.txt", "line 3: an item must say its file"),
        ("file: a.txt", "line 3: a.txt is listed already"),
    ],
)
def test_a_wrong_item_costs_only_itself(tmp_path: Path, item: str, reason: str) -> None:
    found = read_index(index(tmp_path, f"articles:\n  - file: a.txt\n  - {item}\n  - file: c.txt\n"))
    assert [entry.file for entry in found.entries] == ["a.txt", "c.txt"]
    assert [reason in notice.text for notice in found.notices] == [True]


def test_text_of_the_index_is_made_safe(tmp_path: Path) -> None:
    path = index(tmp_path, 'articles:\n  - file: a.txt\n    title: "Мост\\u202e\\e[31m"\n')
    assert read_index(path).entries[0].title == "Мост·␛[31m"


# --- what it says wins ---


def test_what_the_index_says_wins_and_the_rest_stays() -> None:
    page = parse_page("Старый заголовок\n\nМост через Кудьму открыли во вторник, сообщили в мэрии.\n\n© ТАСС\n")
    said = apply_index(page, IndexEntry("a.txt", title="Новый заголовок", published=date(2018, 2, 26)))
    assert (said.title, said.source, said.published) == ("Новый заголовок", "ТАСС", date(2018, 2, 26))
    assert said.paragraphs == page.paragraphs
    assert apply_index(page, IndexEntry("a.txt")) is page


# --- adding ---

ADDED = """\
  - file: new.txt
    # title: "Мост: открыт"
    # source: ТАСС
    # published: 2018-02-26
    # language: ru
"""


def test_guesses_are_added_as_comments(tmp_path: Path) -> None:
    path = tmp_path / "index.yaml"
    assert add_to_index(path, [("new.txt", PAGE)]) == 1
    assert path.read_text(encoding="utf-8") == "articles:\n" + ADDED
    assert read_index(path).entries == (IndexEntry("new.txt"),)


def test_a_guess_uncommented_is_what_the_index_says(tmp_path: Path) -> None:
    path = tmp_path / "index.yaml"
    add_to_index(path, [("new.txt", PAGE)])
    path.write_text(path.read_text(encoding="utf-8").replace("# ", ""), encoding="utf-8")
    found = read_index(path)
    assert found.notices == ()
    assert apply_index(Page("", ()), found.entries[0]) == PAGE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Мои статьи\n",
        "articles:\n",
        "articles:\n  - file: a.txt\n",
        "articles:\n  - file: a.txt",
        "articles:\n- file: a.txt\n  title: x # note\n# end\n",
        "articles:\n    - file: a.txt\n      # title: x\n\n\n",
        "articles:\r\n  - file: a.txt\r\n",
        "\ufeffarticles:\n  - file: a.txt\n",
        "articles:\n  - file: a.txt\n    title: >\n      Мост\n      открыт\n",
    ],
)
def test_no_byte_that_is_there_changes(tmp_path: Path, text: str) -> None:
    path = index(tmp_path, text)
    before = read_index(path).entries
    assert add_to_index(path, [("a.txt", PAGE), ("new.txt", PAGE)]) == 2 - len(before)
    data = path.read_bytes()
    assert data.startswith(text.encode())
    assert (b"\r\n" in data) == ("\r\n" in text)
    assert data.count(b"\n") == data.count(b"\r\n") or "\r\n" not in text
    assert [entry.file for entry in read_index(path).entries] == ["a.txt", "new.txt"]
    assert read_index(path).entries[: len(before)] == before


@pytest.mark.parametrize(
    ("text", "extended"),
    [
        ("articles: []\n", "articles:\n" + ADDED),
        ("articles: [{file: a.txt}]\n", "articles: [{file: a.txt}, {file: new.txt}]\n"),
    ],
)
def test_brackets_are_filled(tmp_path: Path, text: str, extended: str) -> None:
    path = index(tmp_path, text)
    assert add_to_index(path, [("new.txt", PAGE)]) == 1
    assert path.read_text(encoding="utf-8") == extended


def test_an_index_that_lists_everything_is_not_written(tmp_path: Path) -> None:
    path = index(tmp_path, "articles:\n  - file: new.txt\n")
    before = path.stat().st_mtime_ns
    assert add_to_index(path, [("new.txt", PAGE)]) == 0
    assert path.stat().st_mtime_ns == before
    assert add_to_index(tmp_path / "none.yaml", []) == 0
    assert not (tmp_path / "none.yaml").exists()


@pytest.mark.parametrize("text", ["articles: {}\n", "articles:\n  - file: [\n", "articles:\n  - file: a.txt\n...\n"])
def test_an_index_that_cannot_be_added_to_is_left_alone(tmp_path: Path, text: str) -> None:
    path = index(tmp_path, text)
    with pytest.raises(FormatError):
        add_to_index(path, [("new.txt", PAGE)])
    assert path.read_text(encoding="utf-8") == text


@given(st.text(min_size=1).filter(lambda name: name.split() and not any(0xD800 <= ord(c) <= 0xDFFF for c in name)))
def test_any_title_survives_being_written_and_read(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    path = tmp_path_factory.mktemp("index") / "index.yaml"
    add_to_index(path, [("a.txt", Page(" ".join(title.split()), ()))])
    assert read_index(path).entries == (IndexEntry("a.txt"),)
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 3
