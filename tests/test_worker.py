"""The language process: the loop by itself, then the real process behind its client."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import time
from datetime import date
from typing import Any

import pytest

from reader import worker
from reader.errors import WorkerError
from reader.model import Kind, Paragraph
from reader.worker import LanguageProcess, Request, parse_request, serve, serve_batch

SERVE = (
    sys.executable,
    "-c",
    "import sys; from reader.worker import serve; serve(sys.stdin.buffer, sys.stdout.buffer)",
)
TEXT = "«Мы готовы», — сказал Игорь Лопатин."


def _script(body: str) -> tuple[str, ...]:
    return (sys.executable, "-c", f"import json, sys, os, time\n{body}")


def _answers(*lines: bytes) -> list[dict[str, Any]]:
    output = io.BytesIO()
    serve(io.BytesIO(b"\n".join(lines) + b"\n"), output)
    return [json.loads(line) for line in output.getvalue().splitlines()]


def test_answers_come_in_order() -> None:
    lines = [json.dumps({"id": name, "text": TEXT}).encode() for name in "abc"]
    assert [answer["id"] for answer in _answers(*lines)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b'"text"',
        b'{"id": "a"}',
        b'{"id": "a", "text": 5}',
        b'{"id": "a", "text": "x", "published": "yesterday"}',
        b'{"id": "a", "text": "x", "language": 1}',
        b'{"id": "a", "text": "x", "paragraphs": [[0, 9, "body"]]}',
        b'{"id": "a", "text": "x", "paragraphs": [[1, 0, "body"]]}',
        b'{"id": "a", "text": "x", "paragraphs": [[0, 1, "poem"]]}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_bad_line_has_an_answer(line: bytes) -> None:
    bad, good = _answers(line, json.dumps({"id": "b", "text": TEXT}).encode())
    assert bad["error"]
    assert bad["entities"] == bad["quotes"] == []
    assert "error" not in good
    assert good["quotes"][0]["speaker"] == "Игорь Лопатин"


def test_only_a_request_with_paragraphs_is_told_canonical_names() -> None:
    text = "Евросоюз пригласил китайских врачей."
    public, private = ({"id": "a", "text": text}, {"id": "a", "text": text, "paragraphs": [[0, len(text), "body"]]})
    told, kept = _answers(json.dumps(public).encode(), json.dumps(private).encode())
    assert list(told) == ["id", "language", "entities", "quotes"]
    assert (kept["known_as"], kept["counted"]) == ([["ORG", "Евросоюз", "ЕС"]], [["Китай", 1]])


def test_a_request_survives_its_line() -> None:
    request = Request("a", "Да\nнет", (Paragraph(0, 2, Kind.LEAD),), "ru", date(2018, 2, 26))
    assert parse_request(request.to_line()) == request


def test_a_lone_surrogate_is_answered() -> None:
    (answer,) = _answers(b'{"id": "a", "text": "\\ud800 \\u0414\\u0430"}')
    assert answer["id"] == "a"


def test_the_process_answers_and_ends() -> None:
    with LanguageProcess(SERVE) as process:
        found = process.annotate(Request("a", TEXT))
        assert found.quotes[0].speaker == "Игорь Лопатин"
        child = process._child
        assert child is not None
        pid = child.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_several_articles_under_way() -> None:
    with LanguageProcess(SERVE) as process:
        for name in "abcd":
            process.submit(Request(name, TEXT))
        assert not process.room
        with pytest.raises(WorkerError):
            process.submit(Request("e", TEXT))
        assert [process.result()[0].id for _ in "abcd"] == ["a", "b", "c", "d"]


def test_a_killed_process_is_started_again() -> None:
    with LanguageProcess(SERVE) as process:
        process.annotate(Request("a", TEXT))
        assert process._child is not None
        os.kill(process._child.pid, signal.SIGKILL)
        assert process.annotate(Request("b", TEXT)).quotes


def test_an_article_that_kills_twice_is_given_up_and_the_next_is_not() -> None:
    fatal = """
for line in sys.stdin:
    request = json.loads(line)
    if request["id"] == "fatal": os._exit(3)
    print(json.dumps({"id": request["id"], "language": "ru", "entities": [], "quotes": []}), flush=True)
"""
    with LanguageProcess(_script(fatal)) as process:
        process.submit(Request("fatal", ""))
        process.submit(Request("good", ""))
        with pytest.raises(WorkerError, match="fatal"):
            process.result()
        assert process.result()[0].id == "good"


def test_a_process_that_hangs_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LOAD_SECONDS", 0.2)
    monkeypatch.setattr(worker, "BASE_SECONDS", 0.2)
    with LanguageProcess(_script("time.sleep(60)")) as process:
        begin = time.monotonic()
        with pytest.raises(WorkerError):
            process.annotate(Request("a", TEXT))
        assert time.monotonic() - begin < 30


def test_a_process_that_cannot_be_started_is_an_error() -> None:
    with LanguageProcess(("/nowhere/reader",)) as process, pytest.raises(WorkerError, match="started"):
        process.annotate(Request("a", TEXT))


def test_nonsense_instead_of_an_answer_is_a_failure() -> None:
    with (
        LanguageProcess(_script("print('hello', flush=True); sys.stdin.read()")) as process,
        pytest.raises(WorkerError),
    ):
        process.annotate(Request("a", TEXT))


def test_the_child_ends_with_its_input() -> None:
    import subprocess

    child = subprocess.run(SERVE, input=Request("a", TEXT).to_line(), capture_output=True, timeout=60, check=True)
    assert json.loads(child.stdout)["id"] == "a"


def test_a_batch_keeps_its_order_and_survives_a_death() -> None:
    echo = """
for line in sys.stdin:
    request = json.loads(line)
    if request["id"] == "5": os._exit(3)
    print(json.dumps({"id": request["id"]}), flush=True)
"""
    lines = [Request(str(number), "").to_line() for number in range(20)]
    output = io.BytesIO()
    serve_batch(io.BytesIO(b"".join(lines)), output, command=_script(echo))
    answers = [json.loads(line) for line in output.getvalue().splitlines()]
    assert [answer["id"] for answer in answers] == [str(number) for number in range(20)]
    assert [answer["id"] for answer in answers if "error" in answer] == ["5"]


def test_the_child_is_told_which_model_finds_english_names() -> None:
    tells = _script("print(json.dumps(dict(id='a', language=os.environ['READER_SPACY'], entities=[], quotes=[])))")
    for model, told in (("en_core_web_sm", "en_core_web_sm"), (None, "")):
        with LanguageProcess(tells, spacy=model) as process:
            assert process.annotate(Request("a", TEXT)).language == told
