"""Annotations as JSON: one shape for the command line, the cache and the pipe to the language process."""

from __future__ import annotations

from typing import Any

from reader.model import Annotation, Entity, Label, Quote, QuoteKind, Span

Json = dict[str, Any]


def annotation_to_json(id: str, annotation: Annotation, *, private: bool = False) -> Json:
    """`annotation` of the article `id` as the object of an `annotate` line; `error` only where there is one.

    `private` adds `known_as` and `counted`, which are for the library alone: the shape of the public line is fixed.
    """
    line: Json = {
        "id": id,
        "language": annotation.language,
        "entities": [_entity_to_json(entity) for entity in annotation.entities],
        "quotes": [_quote_to_json(quote) for quote in annotation.quotes],
    }
    if private:
        line["known_as"] = [[label.value, name, canonical] for label, name, canonical in annotation.known_as]
        line["counted"] = [list(pair) for pair in annotation.counted]
    if annotation.error is not None:
        line["error"] = annotation.error
    return line


def annotation_from_json(line: Json) -> Annotation:
    """The annotation in the object of an `annotate` line. Raises KeyError, TypeError or ValueError where it is none."""
    return Annotation(
        line["language"],
        tuple(_entity_from_json(entity) for entity in line["entities"]),
        tuple(_quote_from_json(quote) for quote in line["quotes"]),
        line.get("error"),
        tuple((Label(label), name, canonical) for label, name, canonical in line.get("known_as", ())),
        tuple((name, times) for name, times in line.get("counted", ())),
    )


def _entity_to_json(entity: Entity) -> Json:
    return {
        "start": entity.start,
        "stop": entity.stop,
        "label": entity.label.value,
        "text": entity.text,
        "name": entity.name,
        "value": entity.value,
    }


def _entity_from_json(entity: Json) -> Entity:
    return Entity(
        entity["start"], entity["stop"], Label(entity["label"]), entity["text"], entity["name"], entity["value"]
    )


def _quote_to_json(quote: Quote) -> Json:
    return {
        "start": quote.start,
        "stop": quote.stop,
        "kind": quote.kind.value,
        "contents": [list(span) for span in quote.contents],
        "cue_span": _span_to_json(quote.cue_span),
        "speaker_span": _span_to_json(quote.speaker_span),
        "name_span": _span_to_json(quote.name_span),
        "role": quote.role,
        "speaker": quote.speaker,
    }


def _quote_from_json(quote: Json) -> Quote:
    return Quote(
        quote["start"],
        quote["stop"],
        QuoteKind(quote["kind"]),
        tuple((start, stop) for start, stop in quote["contents"]),
        _span_from_json(quote["cue_span"]),
        _span_from_json(quote["speaker_span"]),
        _span_from_json(quote["name_span"]),
        quote["role"],
        quote["speaker"],
    )


def _span_to_json(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _span_from_json(span: list[int] | None) -> Span | None:
    return None if span is None else (span[0], span[1])
