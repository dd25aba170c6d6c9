"""The command line as other programs see it: shapes, exit statuses, errors of one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reader.cli import run
from tests.library.folders import DAM, news

LIST = ["id", "title", "source", "author", "published", "language", "tags", "unread", "starred", "path", "url"]
SHOW = [*LIST, "lead", "caption", "credit", "paragraphs"]
QUOTE = ["article", "title", "source", "published", "kind", "speaker", "role", "cue", "text", "start", "stop"]
ANNOTATION = ["id", "language", "entities", "quotes"]
ENTITY = ["start", "stop", "label", "text", "name", "value"]
SAID = ["start", "stop", "kind", "contents", "cue_span", "speaker_span", "name_span", "role", "speaker"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return news(tmp_path / "news")


class Shell:
    """Runs commands and keeps what they printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = ""
        self.err = ""

    def __call__(self, *words: str | Path) -> int:
        try:
            status = run([str(word) for word in words])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        self.out, self.err = self._capsys.readouterr()
        return status

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def reader(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


def test_list_prints_one_object_a_line_with_every_key(reader: Shell, folder: Path) -> None:
    assert reader("list", "--library", folder, "--json") == 0
    assert [list(each) for each in reader.objects] == [LIST] * 3
    assert reader.objects[0] == {
        "id": "dam",
        "title": "Дамба в Гороховце выдержала паводок",
        "source": None,
        "author": None,
        "published": "2024-04-21",
        "language": "ru",
        "tags": [],
        "unread": True,
        "starred": False,
        "path": str(folder / "dam.txt"),
        "url": None,
    }


def test_search_adds_score_and_reason(reader: Shell, folder: Path) -> None:
    assert reader("search", "неспокойно", "--library", folder, "--json") == 0
    (found,) = reader.objects
    assert list(found) == [*LIST, "score", "matched"]
    assert 0 < found["score"] <= 1
    (match,) = found["matched"]
    assert list(match) == ["field", "text", "passage", "spans"]
    assert (match["field"], match["text"]) == ("body", "неспокойно")
    assert "Ночью было неспокойно" in match["passage"]


def test_matches_tell_where_they_stand_in_their_passages(reader: Shell, folder: Path) -> None:
    assert reader("search", "дамбу", "волна", "--library", folder, "--json") == 0
    (found,) = reader.objects
    assert [match["field"] for match in found["matched"]] == ["title", "lead", "body"]
    for match in found["matched"]:
        met = [match["passage"][start:stop] for start, stop in match["spans"]]
        assert met[0] == match["text"]
        assert {word.lower() for word in met} <= {"дамба", "дамбы", "дамбу", "волну"}


def test_a_name_in_another_form_is_a_reason(reader: Shell, folder: Path) -> None:
    assert reader("search", "person:Лоскутову", "--library", folder, "--json") == 0
    (found,) = reader.objects
    assert found["matched"] == [
        {"field": "name", "text": "Лоскутова", "passage": "Мария Лоскутова", "spans": [[6, 15]]}
    ]


@pytest.mark.parametrize(
    ("words", "says"), [(("дмаба",), "≈ дамба\n"), (("дамба",), ""), (("дмаба", "--json"), "≈ дамба\n")]
)
def test_what_was_forgiven_is_told_on_a_terminal_only(
    reader: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], says: str
) -> None:
    assert reader("search", *words, "--library", folder) == 0
    assert reader.err == ""
    with monkeypatch.context() as terminal:
        terminal.setattr("sys.stderr.isatty", lambda: True)
        assert reader("search", *words, "--library", folder) == 0
    assert says in reader.err
    assert ("≈" in reader.err) is bool(says)


def test_saved_searches_work_in_every_command(reader: Shell, folder: Path, home: Path) -> None:
    saved = "searches:\n  глава: person:Лоскутова\n  круг: search:круг\n"
    (home / "data" / "reader-news").mkdir(parents=True)
    (home / "data" / "reader-news" / "searches.yaml").write_text(saved, encoding="utf-8")
    where = ("--library", folder)
    assert reader("list", "search:глава", "--json", *where) == 0
    assert [each["id"] for each in reader.objects] == ["bank"]
    assert reader("search", "поиск:глава", "--json", *where) == 0
    assert [match["field"] for match in reader.objects[0]["matched"]] == ["name"]
    assert reader("quotes", "search:глава", "--json", *where) == 0
    assert {each["article"] for each in reader.objects} == {"bank"}
    assert reader("names", "search:глава", "--json", *where) == 0
    assert "Мария Лоскутова" in [each["name"] for each in reader.objects]
    assert reader("tag", "add", "деньги", "--query", "search:глава", *where) == 0
    assert reader("tag", "list", "--json", *where) == 0
    assert reader.objects == [{"tag": "деньги", "articles": 1}]
    assert reader("tag", "remove", "деньги", "--query", "search:глава", *where) == 0
    assert reader("tag", "list", *where) == 1
    assert reader("list", "search:круг", *where) == 1
    assert (reader.out, reader.err.count("\n")) == ("", 1)
    assert "круг → круг" in reader.err


@pytest.mark.parametrize("command", [("list",), ("search",), ("tag", "add", "люди", "--query")])
def test_every_command_has_the_names_a_query_asks_for(reader: Shell, folder: Path, command: tuple[str, ...]) -> None:
    assert reader(*command, "said:Сушкова -person:Лоскутова", "--library", folder) == 0


def test_show_prints_the_body_without_boilerplate(reader: Shell, folder: Path) -> None:
    assert reader("show", "bank", "--library", folder, "--json") == 0
    (shown,) = reader.objects
    assert list(shown) == SHOW
    assert shown["source"] == "Меридиан"
    assert shown["lead"].startswith("Регулятор в пятницу")
    assert [paragraph[:10] for paragraph in shown["paragraphs"]] == ["Глава банк"]


@pytest.mark.parametrize(
    ("shape", "begins"),
    [
        ("--text", "Дамба в Гороховце выдержала паводок\n2024-04-21\n\nГОРОХОВЕЦ"),
        ("--markdown", "# Дамба в Гороховце выдержала паводок\n\n*2024-04-21*\n\nГОРОХОВЕЦ"),
        ("--raw", DAM[:60]),
    ],
)
def test_show_in_other_shapes(reader: Shell, folder: Path, shape: str, begins: str) -> None:
    assert reader("show", "dam", "--library", folder, shape) == 0
    assert reader.out.startswith(begins)


def test_quotes_and_names_are_complete_at_the_first_question(reader: Shell, folder: Path) -> None:
    assert reader("quotes", "дамба", "--library", folder, "--json") == 0
    assert [list(each) for each in reader.objects] == [QUOTE] * len(reader.objects)
    direct = [each for each in reader.objects if each["kind"] == "direct"]
    assert [(each["speaker"], each["cue"], each["text"]) for each in direct] == [
        ("Геннадий Сушков", "сказал", "Ночью было неспокойно, но дамба не поплыла")
    ]
    assert reader("names", "--library", folder, "--json") == 0
    by_name = {each["name"]: each for each in reader.objects}
    assert by_name["Геннадий Сушков"] == {
        "name": "Геннадий Сушков",
        "label": "PER",
        "articles": 1,
        "mentions": 2,
        "spellings": ["Геннадий Сушков"],
    }


def test_a_question_about_names_has_all_articles_annotated_first(reader: Shell, folder: Path) -> None:
    assert reader("quotes", "said:Сушков", "--library", folder) == 0
    assert "dam\tГеннадий Сушков\tНочью было неспокойно" in reader.out


def test_annotate_a_file(reader: Shell, folder: Path) -> None:
    assert reader("annotate", folder / "dam.txt", "--json") == 0
    (answer,) = reader.objects
    assert list(answer) == ANNOTATION
    assert all(list(entity) == ENTITY for entity in answer["entities"])
    assert all(list(quote) == SAID for quote in answer["quotes"])
    for entity in answer["entities"]:
        assert DAM[entity["start"] : entity["stop"]] == entity["text"]


def test_annotate_lines_answers_in_order_and_survives_a_bad_one() -> None:
    lines = ['{"id": "a", "text": "Мария Лоскутова приехала в Минск."}', "no json", '{"id": "c", "text": ""}']
    command = [sys.executable, "-m", "reader", "annotate", "--jsonl"]
    done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "", "c"]
    assert [(e["name"], e["label"]) for e in answers[0]["entities"]] == [("Мария Лоскутова", "PER"), ("Минск", "LOC")]
    assert answers[1]["error"]
    assert answers[2] == {"id": "c", "language": None, "entities": [], "quotes": []}


def test_tags_come_and_go(reader: Shell, folder: Path, tmp_path: Path) -> None:
    where = ("--library", folder, "--tags", tmp_path / "tags.yaml")
    assert reader("tag", "list", *where) == 1
    assert reader("tag", "add", "to read", "dam", "bank", *where) == 0
    assert reader("tag", "add", "вода", "--query", "дамба", *where) == 0
    assert reader("tag", "list", "--json", *where) == 0
    assert reader.objects == [{"tag": "to read", "articles": 2}, {"tag": "вода", "articles": 1}]
    assert reader("list", "tag:вода", "--json", *where) == 0
    assert [each["tags"] for each in reader.objects] == [["to read", "вода"]]
    assert reader("tag", "remove", "to read", "dam", "bank", *where) == 0
    assert reader("list", "-tag:вода", "--json", *where) == 0
    assert [each["id"] for each in reader.objects] == ["bridge", "bank"]


@pytest.mark.parametrize("words", [("--query", "дамба", "вода"), ("вода", "--query", "дамба"), ("вода", "dam")])
def test_options_may_stand_anywhere(reader: Shell, folder: Path, words: tuple[str, ...]) -> None:
    assert reader("tag", "add", *words, "--library", folder) == 0
    assert reader("--library", folder, "list", "tag:вода") == 0


@pytest.mark.parametrize("tail", ["dam", "am", "2024/dam"])
def test_any_unique_tail_of_an_id_will_do(reader: Shell, tmp_path: Path, tail: str) -> None:
    news(tmp_path / "news" / "2024")
    assert reader("show", tail, "--library", tmp_path / "news") == 0


def test_index_adds_guesses_as_comments_and_changes_no_line(reader: Shell, folder: Path) -> None:
    index = folder / "index.yaml"
    index.write_text("# mine\narticles:\n  - file: dam.txt\n    title: Вода\n", encoding="utf-8")
    assert reader("index", folder) == 0
    assert index.read_text(encoding="utf-8").startswith("# mine\narticles:\n  - file: dam.txt\n    title: Вода\n")
    assert "- file: bank.txt\n    # title: Центробанк сохранил ключевую ставку\n" in index.read_text(encoding="utf-8")
    written = index.read_bytes()
    assert reader("index", folder) == 0
    assert index.read_bytes() == written


def test_shipped_themes_pass_their_check(reader: Shell) -> None:
    assert reader("themes", "check") == 0
    assert "below" not in reader.out
    assert reader("themes", "list", "--json") == 0
    assert {"night", "day", "contrast", "terminal"} <= {each["name"] for each in reader.objects}


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("list", "--library", "/nowhere/at all"), 1, "/nowhere/at all"),
        (("show", "nothing"), 1, "no article 'nothing'"),
        (("list", "nag:x"), 1, "nag"),
        (("list", "дамба", "(ставка"), 1, "character 7"),
        (("search", "search:нет"), 1, "'нет'"),
        (("tag", "add", "вода", "--query", "tag:"), 1, ""),
        (("quotes", "title:/(/"), 1, "regular expression"),
        (("list", "слововотакоегонет"), 1, ""),
        (("annotate", "/nowhere.txt"), 1, "/nowhere.txt"),
        (("index", "/nowhere"), 1, "/nowhere"),
        (("list", "--sort", "colour"), 2, "colour"),
        (("list", "--limit", "none"), 2, "--limit"),
        (("list", "--colour"), 2, "--colour"),
        (("search",), 2, "QUERY"),
        (("show",), 2, "ID"),
        (("tag", "add"), 2, "which tag"),
        (("tag", "add", "вода"), 2, "which articles"),
        (("tag", "add", "a,b", "dam"), 1, "comma"),
        (("--json",), 2, "--json"),
    ],
)
def test_errors_are_one_line_with_the_right_status(
    reader: Shell, folder: Path, words: tuple[str, ...], status: int, says: str
) -> None:
    library = () if "--library" in words or words[0] in ("--json", "annotate", "index") else ("--library", folder)
    assert reader(*words, *library) == status
    assert says in reader.err
    assert reader.err.count("\n") == (1 if says else 0)
    assert reader.out == ""


def test_an_empty_folder_has_nothing_to_list(reader: Shell, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert reader("list", "--library", tmp_path / "empty") == 1
    assert (reader.out, reader.err) == ("", "")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_an_unreadable_file_costs_one_line(reader: Shell, folder: Path) -> None:
    (folder / "dam.txt").chmod(0)
    assert reader("list", "--library", folder) == 0
    assert "dam.txt" in reader.err


def test_help_names_every_command(reader: Shell) -> None:
    for words in (("--help",), ("-h",)):
        assert reader(*words) == 0
        for command in ("list", "search", "show", "quotes", "names", "annotate", "tag", "index", "themes"):
            assert f"\n    {command} " in reader.out


def test_a_reader_without_a_terminal_says_so(reader: Shell, folder: Path) -> None:
    assert reader(folder) == 2
    assert "terminal" in reader.err


def test_a_pipe_that_closes_early_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m reader list --library '{folder}' | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
