"""Saved searches in the user's file: read strictly, changed in place, never at the cost of what is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import NotFoundError, ReaderError, StorageError
from reader.model import SavedSearch
from reader.sanitise import one_line
from reader.storage.labels import fold_label
from reader.storage.searches import SearchStore

HEADER = "# Reader's saved searches. Edit freely: running readers take in your changes.\nversion: 1\nsearches:\n"
WRITTEN = """\
# мои поиски
version: 1
searches:
  утро: source:тасс newer:1d   # за кофе

  # про деньги
  "Санкции: всё": '#санкции OR person:Трамп'
  длинный: >
    org:"ЦБ РФ"
    ставка
rules: []
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "searches.yaml"


def store_of(path: Path, text: str | None = None) -> SearchStore:
    if text is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    store = SearchStore(path)
    assert store.load() == ()
    return store


def pairs(store: SearchStore) -> list[tuple[str, str]]:
    return [(search.name, search.query) for search in store.searches]


class TestReading:
    def test_no_file_is_no_searches(self, path: Path) -> None:
        assert store_of(path).searches == ()
        assert not path.exists()

    def test_names_and_queries_in_the_order_of_the_file(self, path: Path) -> None:
        assert pairs(store_of(path, WRITTEN)) == [
            ("утро", "source:тасс newer:1d"),
            ("Санкции: всё", "#санкции OR person:Трамп"),
            ("длинный", 'org:"ЦБ РФ" ставка'),
        ]

    @pytest.mark.parametrize(
        "text", ["", "# only a comment\n", "version: 1\n", "searches:\n", "version: 1\nsearches:\n"]
    )
    def test_what_holds_none_is_no_mistake(self, path: Path, text: str) -> None:
        assert store_of(path, text).searches == ()

    @pytest.mark.parametrize(
        ("text", "line", "says"),
        [
            ("searches: [a, b]\n", 1, "must hold names"),
            ("searches:\n  утро: [a]\n", 2, "must hold a query"),
            ("searches:\n  утро:\n    query: x\n", 2, "must hold a query"),
            ("searches:\n  утро: a\n  утро: b\n", 3, "already in line 2"),
            ("searches:\n  ёлка: a\n  Елка: b\n", 3, "already in line 2"),
            ("searches:\n  утро: a: b\n", 2, "colon"),
            ("version: 2\nsearches:\n  утро: x\n", 1, "version"),
            ('searches:\n  утро: "x\n', 2, "not closed"),
        ],
    )
    def test_a_broken_file_costs_one_notice_and_stays_as_it_is(
        self, path: Path, text: str, line: int, says: str
    ) -> None:
        store = store_of(path, WRITTEN)
        before = store.searches
        path.write_text(text, encoding="utf-8")
        (notice,) = store.load()
        assert f"searches.yaml line {line}: " in notice.text
        assert says in notice.text
        assert store.searches == before
        with pytest.raises(StorageError, match=f"line {line}.*nothing is saved"):
            store.save("новый", "x")
        assert path.read_text(encoding="utf-8") == text

    def test_a_search_without_a_query_is_left_out_and_kept(self, path: Path) -> None:
        path.parent.mkdir()
        path.write_text("searches:\n  потом:\n  утро: x\n", encoding="utf-8")
        store = SearchStore(path)
        (notice,) = store.load()
        assert "line 2: 'потом' has no query" in notice.text
        store.save("вечер", "z")
        assert path.read_text(encoding="utf-8") == "searches:\n  потом:\n  утро: x\n  вечер: z\n"
        store.save("потом", "z")
        assert path.read_text(encoding="utf-8") == "searches:\n  потом: z\n  утро: x\n  вечер: z\n"


class TestChanging:
    def test_the_first_search_makes_the_file(self, path: Path) -> None:
        store_of(path).save("утро", "source:тасс newer:1d")
        assert path.read_text(encoding="utf-8") == HEADER + "  утро: source:тасс newer:1d\n"

    @pytest.mark.parametrize(
        ("name", "query", "line"),
        [
            ("вечер", "-tag:done", '  вечер: "-tag:done"'),
            ("ночь", "#сон", '  ночь: "#сон"'),
            ("да", '"точная фраза"', r'  да: "\"точная фраза\""'),
            ("no", "x", '  "no": x'),
            ("a: b", "x", '  "a: b": x'),
            ("  два   слова ", "x", "  два слова: x"),
        ],
    )
    def test_a_new_one_stands_at_the_end(self, path: Path, name: str, query: str, line: str) -> None:
        store_of(path, WRITTEN).save(name, query)
        assert path.read_text(encoding="utf-8") == WRITTEN.replace("rules", f"{line}\nrules")

    @pytest.mark.parametrize("name", ["утро", "УТРО", " утро "])
    def test_one_of_the_same_name_gets_the_query(self, path: Path, name: str) -> None:
        store_of(path, WRITTEN).save(name, "tag:утро")
        assert path.read_text(encoding="utf-8") == WRITTEN.replace("source:тасс newer:1d", "tag:утро")

    def test_a_new_name_changes_only_the_name(self, path: Path) -> None:
        store = store_of(path, WRITTEN)
        store.rename("санкции: все", "Деньги: все")
        store.rename("длинный", "банк")
        changed = WRITTEN.replace('"Санкции: всё"', '"Деньги: все"').replace("длинный", "банк")
        assert path.read_text(encoding="utf-8") == changed

    def test_a_name_may_change_in_case_alone(self, path: Path) -> None:
        store = store_of(path, WRITTEN)
        store.rename("утро", "УТРО")
        assert pairs(store)[0][0] == "УТРО"

    def test_one_that_goes_takes_its_lines_along(self, path: Path) -> None:
        store_of(path, WRITTEN).remove("утро")
        assert path.read_text(encoding="utf-8") == WRITTEN.replace("  утро: source:тасс newer:1d   # за кофе\n", "")

    @pytest.mark.parametrize("text", ["{version: 1, searches: {утро: x}}\n", "searches: {утро: x}\n"])
    def test_brackets_stay_brackets(self, path: Path, text: str) -> None:
        store = store_of(path, text)
        store.save("вечер", "tag:a,b")
        store.rename("утро", "рано")
        assert pairs(store) == [("рано", "x"), ("вечер", "tag:a,b")]
        assert path.read_text(encoding="utf-8") == text.replace("утро: x", 'рано: x, вечер: "tag:a,b"')

    @pytest.mark.parametrize(
        ("name", "says"),
        [("", "empty"), (" \n", "empty"), ("a\x1b", "control"), ("a\u202eb", "control"), ("x" * 101, "longer")],
    )
    def test_what_cannot_be_a_name_is_refused(self, path: Path, name: str, says: str) -> None:
        store = store_of(path, WRITTEN)
        with pytest.raises(ReaderError, match=says):
            store.save(name, "x")
        with pytest.raises(ReaderError, match=says):
            store.rename("утро", name)
        assert path.read_text(encoding="utf-8") == WRITTEN

    def test_unknown_and_taken_names_are_named(self, path: Path) -> None:
        store = store_of(path, WRITTEN)
        with pytest.raises(NotFoundError, match="полдень"):
            store.remove("полдень")
        with pytest.raises(NotFoundError, match="полдень"):
            store.rename("полдень", "x")
        with pytest.raises(ReaderError, match="already a search called 'длинный'"):
            store.rename("утро", "Длинный")
        assert path.read_text(encoding="utf-8") == WRITTEN


class TestTakingBack:
    @pytest.mark.parametrize("change", ["save", "replace", "rename", "remove"])
    def test_the_file_is_again_what_it_was_comments_and_order_included(self, path: Path, change: str) -> None:
        store = store_of(path, WRITTEN)
        changes = {
            "save": lambda: store.save("вечер", "x"),
            "replace": lambda: store.save("утро", "x"),
            "rename": lambda: store.rename("утро", "рано"),
            "remove": lambda: store.remove("утро"),
        }
        take_back = changes[change]()
        assert path.read_text(encoding="utf-8") != WRITTEN
        take_back()
        assert path.read_text(encoding="utf-8") == WRITTEN
        assert pairs(store)[0] == ("утро", "source:тасс newer:1d")

    def test_what_an_editor_wrote_meanwhile_stays(self, path: Path) -> None:
        store = store_of(path, WRITTEN)
        take_back = store.remove("утро")
        path.write_text(path.read_text(encoding="utf-8") + "# потом\n", encoding="utf-8")
        take_back()
        assert "# потом\n" in path.read_text(encoding="utf-8")
        assert sorted(pairs(store))[-1] == ("утро", "source:тасс newer:1d")


def test_what_others_write_is_seen_and_kept(path: Path) -> None:
    one, other = store_of(path, WRITTEN), store_of(path)
    one.save("вечер", "x")
    assert other.changed()
    other.save("ночь", "y")
    assert not other.changed()
    one.load()
    assert [name for name, _ in pairs(one)] == ["утро", "Санкции: всё", "длинный", "вечер", "ночь"]


_text = st.text(min_size=1, max_size=30)


@given(changes=st.lists(st.tuples(_text, _text), max_size=6))
def test_whatever_is_saved_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("searches") / "searches.yaml"
    store = SearchStore(path)
    expected: dict[str, SavedSearch] = {}
    for name, query in changes:
        query = one_line(query)
        if not query:
            continue
        try:
            store.save(name, query)
        except ReaderError:
            continue
        kept = expected.get(fold_label(name))
        saved = kept.name if kept else store.searches[-1].name
        expected[fold_label(name)] = SavedSearch(saved, query)
    again = SearchStore(path)
    assert again.load() == ()
    assert again.searches == store.searches == tuple(expected.values())
