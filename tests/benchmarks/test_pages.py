"""The pages that benchmarks read: the same in every run, no two alike, and of the shape that was promised."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.search.words import folded_words
from reader.sources.page import parse_page
from tests.benchmarks.pages import SOURCES, Page, Press
from tests.benchmarks.queries import prefixes, swapped, typical_queries, wrong_layout
from tests.benchmarks.shelves import make_shelf


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.fixture(scope="module")
def pages(press: Press) -> list[Page]:
    return [press.page(number) for number in range(1, 301)]


def test_a_number_always_gives_the_same_page(press: Press, pages: list[Page]) -> None:
    assert [press.page(number) for number in (300, 7, 150)] == [pages[299], pages[6], pages[149]]


def test_no_two_pages_are_alike(pages: list[Page]) -> None:
    assert len({page.text for page in pages}) == len({page.title for page in pages}) == len(pages)


def test_pages_have_the_size_of_news(pages: list[Page]) -> None:
    sizes = [len(page.text.encode()) for page in pages]
    assert 2_500 < sum(sizes) / len(sizes) < 3_500


def test_reader_sees_what_was_meant(pages: list[Page]) -> None:
    for page in pages[:60]:
        read = parse_page(page.text)
        language = "en" if page.source in SOURCES[35:] else "ru"
        assert (read.title, read.source, read.published, read.language) == (
            page.title,
            page.source,
            page.published.date(),
            language,
        )


def test_about_every_seventh_page_is_english(pages: list[Page]) -> None:
    assert 0.08 < sum(page.source in SOURCES[35:] for page in pages) / len(pages) < 0.22


def test_the_vocabulary_never_stops_growing_but_grows_ever_more_slowly(pages: list[Page]) -> None:
    words: set[str] = set()
    sizes = []
    for start in (0, 100, 200):
        for page in pages[start : start + 100]:
            words.update(folded_words(page.text))
        sizes.append(len(words))
    assert 1_000 < sizes[2] - sizes[1] < sizes[1] - sizes[0] < sizes[0]


def test_a_shelf_is_made_once_by_year_and_dated(tmp_path: Path, press: Press) -> None:
    shelf = make_shelf(tmp_path, 5, press)
    path = next(shelf.folder.glob("*/000003.txt"))
    page = press.page(3)
    assert path.parent.name == str(page.published.year)
    assert path.stat().st_mtime == page.published.timestamp()
    assert len(shelf.titles()) == shelf.feed.read_text(encoding="utf-8").count("<item>") == 5
    path.unlink()
    make_shelf(tmp_path, 5, press)
    assert not path.exists()


def test_queries_are_as_people_type_them(press: Press) -> None:
    queries = typical_queries(press)
    assert queries["a common word"] == "президент"
    assert queries["the wrong layout"] == wrong_layout("министр") == "vbybcnh"
    assert not set(queries.values()) & set(typical_queries(press, other=True).values())
    assert swapped("город") == "гоорд"
    assert prefixes("да но") == ["д", "да", "да н", "да но"]
