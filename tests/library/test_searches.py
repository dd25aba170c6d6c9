"""Saved searches: kept in the user's file, asked for in queries, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import NotFoundError, QueryError, ReaderError
from reader.library import Library, open_library
from reader.model import SavedSearch
from reader.settings import Settings, data_folder
from tests.library.folders import ids, news, opened


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = opened(news(tmp_path / "news"))
    library.tag([library.resolve("dam")], "вода")
    library.save_search("деньги", "ставка OR toll sort:title")
    library.save_search("Два слова", "search:деньги language:ru")
    return library


def edit(text: str) -> None:
    (data_folder() / "searches.yaml").write_text(f"version: 1\nsearches:\n{text}", encoding="utf-8")


class TestInQueries:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("search:деньги", ["bridge", "bank"]),
            ("поиск:ДЕНЬГИ", ["bridge", "bank"]),
            ("search:деньги sort:date", ["bridge", "bank"]),
            ('search:"два слова"', ["bank"]),
            ('search:деньги,"два слова" sort:date', ["bridge", "bank"]),
            ("-search:деньги", ["dam"]),
            ("search:деньги is:unread", ["bridge", "bank"]),
            ("search:деньги bridge", ["bridge"]),
            ("tag:вода OR search:деньги", ["dam", "bridge", "bank"]),
            ("(tag:вода OR search:деньги) language:en", ["bridge"]),
        ],
    )
    def test_a_saved_search_is_a_filter(self, library: Library, query: str, found: list[str]) -> None:
        assert ids(library, query) == found

    def test_alone_it_is_as_good_as_its_query(self, library: Library) -> None:
        alone, spelt = library.find("search:деньги"), library.find("ставка OR toll sort:title")
        assert (alone.rows, alone.forgiven) == (spelt.rows, spelt.forgiven)
        assert library.matches("Ставка и toll", "search:деньги") == ((0, 6), (9, 13))

    def test_in_company_its_order_does_not_count(self, library: Library) -> None:
        edit("  все: sort:title\n  старое: search:все before:2023\n")
        library.refresh()
        assert ids(library, "search:все") == ["bridge", "dam", "bank"]
        assert ids(library, "search:все -tag:нет") == ["dam", "bridge", "bank"]
        assert ids(library, "search:старое") == ["bridge", "bank"]

    def test_while_typing_a_beginning_is_enough(self, library: Library) -> None:
        assert library.find("search:ден", typing=True).rows == library.find("search:деньги").rows
        assert library.find("дамба search:", typing=True).rows == library.find("дамба").rows

    @pytest.mark.parametrize(
        ("query", "says"),
        [
            ("дамба search:деньга", "no saved search is called 'деньга' – the nearest is 'деньги'"),
            ("search:деньги,х", "no saved search is called 'х'"),
        ],
    )
    def test_an_unknown_name_is_told_with_the_nearest(self, library: Library, query: str, says: str) -> None:
        with pytest.raises(QueryError, match=says) as failure:
            library.find(query)
        assert query[failure.value.start : failure.value.stop].startswith("search:")

    @pytest.mark.parametrize(
        ("searches", "chain"),
        [
            ("  a: search:a\n", "a → a"),
            ("  a: x OR -search:b\n  b: search:c y\n  c: (z search:A)\n", "a → b → c → a"),
        ],
    )
    def test_a_circle_is_named(self, library: Library, searches: str, chain: str) -> None:
        edit(searches)
        library.refresh()
        for query in ("search:a", "дамба -search:a"):
            with pytest.raises(QueryError, match=chain) as failure:
                library.find(query)
            assert query[failure.value.start : failure.value.stop] == "search:a"

    @pytest.mark.parametrize("wrong", ["(дамба", "nag:x", "search:нет", "title:/(/", '"title:/(x+x+)+y/ after:never"'])
    def test_what_is_wrong_inside_names_the_search(self, library: Library, wrong: str) -> None:
        edit(f"  внутри: {wrong}\n  снаружи: дамба search:внутри\n")
        library.refresh()
        for query in ("search:внутри", "search:снаружи", "дамба OR search:снаружи"):
            with pytest.raises(QueryError, match="in the saved search 'внутри'") as failure:
                library.find(query)
            assert query[failure.value.start : failure.value.stop].startswith("search:")

    def test_searches_that_ask_for_one_another_twofold_are_answered_once_each(self, library: Library) -> None:
        edit(
            "  s0: дамба\n" + "".join(f"  s{n}: search:s{n - 1} OR (search:s{n - 1} is:unread)\n" for n in range(1, 40))
        )
        library.refresh()
        assert ids(library, "search:s39 -tag:нет") == ["dam"]


class TestTheFile:
    def test_changes_are_kept_and_taken_back_one_by_one(self, library: Library) -> None:
        before = library.searches()
        library.rename_search("деньги", "финансы")
        library.save_search("финансы", "банк")
        library.remove_search("Два слова")
        assert library.searches() == (SavedSearch("финансы", "банк"),)
        assert open_library(library.root, settings=Settings()).searches() == library.searches()
        assert [library.undo() for _ in range(3)] == [
            "undone: search 'Два слова' removed",
            "undone: search 'финансы' saved",
            "undone: search 'деньги' renamed to 'финансы'",
        ]
        assert library.searches() == before

    @pytest.mark.parametrize("query", ["(дамба", "nag:x", "search:нет", "", "  ", "search:деньги search:новый"])
    def test_a_wrong_query_is_not_saved(self, library: Library, query: str) -> None:
        with pytest.raises(QueryError):
            library.save_search("новый", query)
        assert [search.name for search in library.searches()] == ["деньги", "Два слова"]

    @pytest.mark.parametrize("query", ["search:деньги", 'дамба OR search:"два слова"'])
    def test_a_search_cannot_come_to_ask_for_itself(self, library: Library, query: str) -> None:
        with pytest.raises(QueryError, match="деньги → "):
            library.save_search("Деньги", query)

    def test_names_that_are_missing_or_taken(self, library: Library) -> None:
        with pytest.raises(NotFoundError, match="нет"):
            library.remove_search("нет")
        with pytest.raises(ReaderError, match="already"):
            library.rename_search("деньги", "два слова")
        with pytest.raises(ReaderError, match="empty"):
            library.save_search(" ", "дамба")
        assert library.undo() == "undone: search 'Два слова' saved"

    def test_what_an_editor_writes_is_taken_in(self, library: Library) -> None:
        assert not library.refresh()
        edit("  вода: дамба\n")
        assert library.refresh()
        assert library.searches() == (SavedSearch("вода", "дамба"),)
        assert ids(library, "search:вода") == ["dam"]

    def test_a_broken_file_stops_nothing(self, library: Library) -> None:
        edit("  вода: [дамба\n")
        library.refresh()
        (notice,) = library.take_notices()
        assert "searches.yaml line 3" in notice.text
        assert ids(library, "search:деньги") == ["bridge", "bank"]
        assert not library.refresh()
        assert library.take_notices() == []


class TestHistory:
    def test_the_newest_is_last_and_each_stands_once(self, library: Library) -> None:
        for query in ("дамба", " tag:вода  банк ", "", "  ", "дамба"):
            library.remember_search(query)
        assert library.history() == ("tag:вода банк", "дамба")
        assert open_library(library.root, settings=Settings()).history() == library.history()

    def test_two_hundred_are_kept(self, library: Library) -> None:
        for number in range(203):
            library.remember_search(f"q{number}")
        library.remember_search("q100")
        assert library.history() == (*(f"q{number}" for number in range(3, 203) if number != 100), "q100")
