"""The whole way from a text to its annotation: paragraphs by language, names, forms, dates, quotations."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from reader.language import dates, money, spacy_names
from reader.language.aliases import adjectives_meant
from reader.language.detect import detect_language
from reader.language.marks import find_quoted
from reader.language.merging import known_as
from reader.language.models import words
from reader.language.russian import entities as russian
from reader.language.russian import quotes
from reader.language.russian.forms import lemma
from reader.language.russian.names import tidy
from reader.language.russian.namings import acts_as, beside
from reader.language.russian.neighbours import with_surnames
from reader.language.russian.persons import Paradigms, person_form
from reader.language.russian.phrases import phrase_form
from reader.language.story import Story
from reader.language.tokens import tokenise, whole_titles
from reader.model import Annotation, Entity, Label, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from reader.language.mention import Mention
    from reader.language.tokens import Token
    from reader.model import Paragraph, Quote

RUSSIAN, ENGLISH = "ru", "en"
_FLOOD = re.compile(r"\s{100,}")  # so much white space ends a sentence, whatever it is made of

_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s+$")
_OPENING = '«„“"'
_OWNED = frozenset(("сайт", "команда", "сборная", "фракция"))
"""Of these the name in marks behind them may be the owner: «на сайте «Известий»»."""
_WORD_AFTER = re.compile(r" ([^\W\d_]+)")
_ENOUGH_LETTERS = 25  # a paragraph of fewer does not tell its language
_LETTER = re.compile(r"[^\W\d_]")


def annotate_article(
    text: str, paragraphs: Sequence[Paragraph], language: str | None, published: date | None, spacy: str | None = None
) -> Annotation:
    """See `reader.language.annotate`."""
    spans = [span for p in paragraphs for span in _without_floods(text, (p.start, p.stop))]
    main = language or detect_language(text[spans[0][0] : spans[-1][1]] if spans else text)
    by_language: dict[str | None, list[Span]] = {}
    for span in spans:
        by_language.setdefault(_language_of(text, span, main), []).append(span)
    entities: list[Entity] = []
    found: list[Quote] = []
    tokens: list[list[Token]] = []
    for code, annotator in ((RUSSIAN, _russian), (ENGLISH, partial(_english, spacy))):
        if code in by_language:
            read = [tokenise(text, *span) for span in by_language[code]]
            named, said = annotator(text, by_language[code], read, published)
            entities += named
            found += said
            tokens += read
    entities.sort(key=lambda entity: entity.start)
    counted = adjectives_meant(tokens, [(entity.start, entity.stop) for entity in entities])
    return Annotation(
        main,
        tuple(entities),
        tuple(sorted(found, key=lambda quote: (quote.start, quote.stop))),
        known_as=known_as(text, entities, counted),
        counted=counted,
    )


def _without_floods(text: str, span: Span) -> Iterator[Span]:
    start = span[0]
    for flood in _FLOOD.finditer(text, *span):
        if start < flood.start():
            yield start, flood.start()
        start = flood.end()
    if text[start : span[1]].strip():
        yield start, span[1]


def _language_of(text: str, span: Span, main: str | None) -> str | None:
    """The language of a paragraph: the article's, unless its letters are plainly of another."""
    own = detect_language(text[slice(*span)])
    if own == main or main is None:
        return own
    letters = len(_LETTER.findall(text, span[0], min(span[1], span[0] + 400)))
    if letters < _ENOUGH_LETTERS:
        return main
    cyrillic = own is not None and _is_cyrillic(own)
    return main if cyrillic == _is_cyrillic(main) else own


def _is_cyrillic(code: str) -> bool:
    return code in ("ru", "uk", "be", "bg", "sr", "mk", "kk")


def _russian(
    text: str, spans: Sequence[Span], tokens: Sequence[Sequence[Token]], published: date | None
) -> tuple[list[Entity], list[Quote]]:
    names = with_surnames(text, tokens, tidy(text, russian.find_names(tokens)))
    people = [mention for mention in names if mention.label is Label.PERSON]
    near = {m.start: _words_beside(text, m) for m in people}
    acting = {(text[m.start : m.stop].lower(), acts_as(text[m.start : m.stop], *near[m.start])) for m in people}
    paradigms = Paradigms([text[m.start : m.stop] for m in people], acting)
    entities = [_entity(text, mention, _form(text, mention, paradigms, near.get(mention.start))) for mention in names]
    story = _story(text, spans, tokens, names, single=False)
    lowered = _lower(text)
    times = [d for span in spans for d in dates.find_dates(lowered, *span, published)]
    return _with_values(text, lowered, spans, entities, times), quotes.find_quotes(story, entities)


def _english(
    spacy: str | None, text: str, spans: Sequence[Span], tokens: Sequence[Sequence[Token]], published: date | None
) -> tuple[list[Entity], list[Quote]]:
    from reader.language.english import dates as english_dates
    from reader.language.english import quotes as english_quotes
    from reader.language.english import tagger as english_tagger  # a fifth of the time to load it all

    names = spacy_names.find_names(text, spans, spacy) if spacy else None
    if names is None:
        names = english_tagger.find_names(tokens)
    entities = [_entity(text, mention, " ".join(text[mention.start : mention.stop].split())) for mention in names]
    story = _story(text, spans, tokens, names, single=True)
    lowered = _lower(text)
    times = [d for span in spans for d in english_dates.find_dates(lowered, *span, published)]
    return _with_values(text, lowered, spans, entities, times), english_quotes.find_quotes(story, entities)


def _story(
    text: str, spans: Sequence[Span], tokens: Sequence[Sequence[Token]], names: Sequence[Mention], *, single: bool
) -> Story:
    flat = [token for paragraph in tokens for token in (paragraph if single else whole_titles(paragraph))]
    return Story(text, spans, flat, names, find_quoted(text, spans, single=single))


def _lower(text: str) -> str:
    """Lower case, one character for one."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def _entity(text: str, mention: Mention, name: str) -> Entity:
    return Entity(mention.start, mention.stop, mention.label, text[mention.start : mention.stop], name)


def _form(text: str, mention: Mention, paradigms: Paradigms, near: tuple[str, str] | None) -> str:
    """The dictionary form of a name; `near` are the words beside a person's."""
    name = text[mention.start : mention.stop]
    if near is None:
        return name if _is_called(text, mention) else phrase_form(name)
    return person_form(name, paradigms, beside(text, mention.start, *near, name))


def _words_beside(text: str, mention: Mention) -> tuple[str, str]:
    before = _WORD_BEFORE.search(text, max(0, mention.start - 30), mention.start)
    after = _WORD_AFTER.match(text, mention.stop)
    return before[1] if before else "", after[1] if after else ""


def _is_called(text: str, mention: Mention) -> bool:
    """«газете «Известия»», «банка «Посад»»: a name in marks behind what it names stands in the nominative."""
    start = mention.start - 1
    if start < 1 or text[start] not in _OPENING:
        return False
    before = _WORD_BEFORE.search(text, max(0, start - 30), start)
    noun = lemma(before[1]) if before else ""
    return noun in words("names_ru", "class_organisation") and noun not in _OWNED


def _with_values(
    text: str, lowered: str, spans: Sequence[Span], entities: Sequence[Entity], times: Sequence[dates.Found]
) -> list[Entity]:
    """Names, dates and sums together, sorted and disjoint: a name keeps its words, a sum goes before a date."""
    sums = [found for span in spans for found in money.find_money(lowered, *span)]
    values = [*((f, Label.MONEY) for f in sums), *((f, Label.DATE) for f in times)]
    offered = [
        Entity(f.start, f.stop, label, text[f.start : f.stop], text[f.start : f.stop], f.value) for f, label in values
    ]
    kept: list[Entity] = []
    for entity in sorted([*entities, *offered], key=lambda e: (e.start, e.label in _VALUES, e.label is Label.DATE)):
        if kept and kept[-1].stop > entity.start:
            if kept[-1].label in _VALUES and entity.label not in _VALUES:
                kept[-1] = entity
            continue
        kept.append(entity)
    return kept


_VALUES = (Label.DATE, Label.MONEY)
