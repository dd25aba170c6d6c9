"""What holds for every text, whatever it is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.language import annotate, whole_lines
from reader.language.wire import annotation_from_json, annotation_to_json
from reader.model import Annotation, Kind, Paragraph
from tests.language.annotated import annotation

_PIECES = (
    *(
        "Игорь Лопатин",
        "Анна Дёмина",
        "Anna Holt",
        "США",
        "ООО",
        "он",
        "İ",
        "\u0301",
        "漢字",
        "😀",
        "\x00",
        "123456789" * 3,
    ),
    *("сказал", "заявила, что", "said", "по словам", "Об этом сообщил", "в понедельник", "5 мая", "$5", "рублей"),
    *("«", "»", '"', "“", "”", "'", "—", " - ", ",", ".", "?", ":", "(", ")", "\n", "\n\n", "\r\n", " "),
)
_TEXTS = st.one_of(st.text(max_size=150), st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join))


def _check(text: str, found: Annotation) -> None:
    stop = 0
    for entity in found.entities:
        assert stop <= entity.start < entity.stop <= len(text)
        assert text[entity.start : entity.stop] == entity.text
        stop = entity.stop
    assert list(found.quotes) == sorted(found.quotes, key=lambda quote: (quote.start, quote.stop))
    for quote in found.quotes:
        spans = [*quote.contents, quote.cue_span, quote.speaker_span, quote.name_span]
        assert quote.contents
        for span in spans:
            assert span is None or 0 <= quote.start <= span[0] < span[1] <= quote.stop <= len(text)


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_spans_lie_in_the_text(text: str) -> None:
    _check(text, annotation(text))


@settings(max_examples=50, deadline=None)
@given(_TEXTS)
def test_the_wire_keeps_everything(text: str) -> None:
    found = annotation(text)
    assert annotation_from_json(json.loads(json.dumps(annotation_to_json("a", found, private=True)))) == found


_FLOODS = {
    "nothing": "",
    "blank": " \n ",
    "one word": "а" * 300_000,
    "full stops": "." * 300_000,
    "white space": "а." + " " * 300_000,
    "opening marks": "«" * 50_000,
    "unbalanced marks": "«да» » „ “ " * 5_000,
    "digits": "1 " * 50_000,
    "thousands": "111 " * 50_000,
    "one word a line": "а\n" * 20_000,
    "one paragraph": "Он сказал, что да. " * 3_000,
    "emoji": "😀" * 50_000,
    "combining marks": "а\u0301" * 50_000,
}


@pytest.mark.parametrize("flood", _FLOODS)
def test_floods(flood: str) -> None:
    text = _FLOODS[flood]
    _check(text, annotation(text))


def test_other_languages_are_left_alone() -> None:
    assert annotation("Він сказав, що їхня країна чекає на Україну").entities == ()
    assert annotation("مرحبا بالعالم") == Annotation("ar")


def test_only_the_given_paragraphs_are_read() -> None:
    text = "Игорь Лопатин\nАнна Дёмина приехала в Минск"
    found = annotate(text, (Paragraph(14, len(text), Kind.BODY),))
    assert [entity.text for entity in found.entities] == ["Анна Дёмина", "Минск"]


def test_whole_lines() -> None:
    assert whole_lines(" а б \r\n\r\n\tв") == (Paragraph(1, 4, Kind.BODY), Paragraph(10, 11, Kind.BODY))


def test_keys_on_the_wire() -> None:
    line = annotation_to_json("a", annotation("«Мы готовы», — сказал Игорь Лопатин."))
    assert list(line) == ["id", "language", "entities", "quotes"]
    assert list(line["entities"][0]) == ["start", "stop", "label", "text", "name", "value"]
    assert list(line["quotes"][0]) == [
        "start",
        "stop",
        "kind",
        "contents",
        "cue_span",
        "speaker_span",
        "name_span",
        "role",
        "speaker",
    ]
    assert annotation_to_json("a", Annotation(None, error="why"))["error"] == "why"


def test_canonical_names_go_to_the_library_alone() -> None:
    found = annotation("Евросоюз пригласил китайских врачей.")
    line = annotation_to_json("a", found, private=True)
    assert (line["known_as"], line["counted"]) == ([["ORG", "Евросоюз", "ЕС"]], [["Китай", 1]])
    assert annotation_from_json(line) == found
