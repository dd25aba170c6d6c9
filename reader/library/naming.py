"""Names and quotations of a library's articles: brought in by the language process, kept in the cache, counted.

Annotating lags behind reading. `Annotator` works through what is missing, the open article before all others; what
asks about names or quotations has its articles annotated first, so that an incomplete answer is never passed off as
a complete one.
"""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice

from msgspec import Struct

from reader.errors import WorkerError
from reader.language.wire import annotation_from_json, annotation_to_json
from reader.library.correcting import (
    NAMED,
    Correcting,
    canonical_names,
    canonical_speaker,
    forms_by_start,
    speaker_form,
)
from reader.model import Annotation, Article, Label, Match, Notice, Quote, Span, Summary
from reader.search.highlight import Terms, match_spans
from reader.search.index import set_names
from reader.search.words import folded_words
from reader.storage.annotations import SPEAKER, Annotations, KnownName, Mention, Said, quotation_number
from reader.storage.cache import Cache
from reader.storage.database import Database
from reader.worker import LanguageProcess, Request

_KEPT_WITHIN = 0.5  # seconds that an answer waits for others: a transaction for each would cost the screen more
_MOST_FAILURES = 3  # articles in a row that the language process gave up on


class QuoteRow(Struct, frozen=True):
    """A quotation with the article it is from; `text` holds the words said, `cue` the word that reports them."""

    summary: Summary
    quote: Quote
    text: str
    cue: str | None


class NameRow(Struct, frozen=True):
    """A name over several articles; `spellings` most frequent first."""

    name: str
    label: Label
    articles: int
    mentions: int
    spellings: tuple[str, ...]


NameAsked = tuple[Label | None, Terms]
"""A name that a query asks for: the label it must have, and the words by which it is known."""


class _Found(Struct, frozen=True):
    """What is to be written of one article: its annotation as JSON, and what is looked up in it; `names` are those it
    is searched by, with the days it speaks of."""

    row: int
    fingerprint: str
    answer: str
    mentions: Sequence[Mention]
    said: Sequence[Said]
    known: Sequence[KnownName]
    names: Sequence[str]


class Annotator:
    """Has articles annotated, one after the other, by a language process of its own.

    `notify` takes a notice for each article that cannot be annotated; it then counts as annotated with nothing found.
    """

    def __init__(
        self, database: Database, annotations: Annotations, notify: Callable[[Notice], None], spacy: str | None = None
    ) -> None:
        self._database = database
        self._cache = Cache(database)
        self._annotations = annotations
        self._notify = notify
        self._process = LanguageProcess(spacy=spacy)
        self._failures = 0

    def run(
        self,
        *,
        first: Callable[[], int | None],
        done: Callable[[int], None],
        stop: Callable[[], bool],
        rows: Sequence[int] | None = None,
    ) -> None:
        """Annotate what is missing, among `rows` or everywhere, until nothing is missing or `stop()` says so.

        `first()` names the row to take before all others, or None; `done(row)` is called for each article once it is
        written: that one at once, others soon and several together. Blocks: call it in a thread of its own. Raises what
        `annotate` raises.
        """
        waiting = self._annotations.missing() if rows is None else self._annotations.missing_among(rows)
        pending = dict.fromkeys(waiting)
        tried: set[int] = set()
        found: list[_Found] = []
        due = 0.0
        try:
            while not stop():
                urgent = first()
                if urgent is not None and urgent not in tried and self._annotations.missing_among([urgent]):
                    row = urgent
                elif pending:
                    row = next(iter(pending))
                else:
                    break
                pending.pop(row, None)
                tried.add(row)
                if (each := self._look(row)) is not None:
                    due = due if found else time.monotonic() + _KEPT_WITHIN
                    found.append(each)
                if found and (time.monotonic() >= due or any(each.row == urgent for each in found)):
                    self._keep(found, done)
                    found = []
        except WorkerError:
            self._keep(found, done)
            raise
        self._keep(found, done)

    def annotate(self, row: int) -> None:
        """Annotate one article, unless it is gone or changes meanwhile.

        Raises WorkerError when the process fails on one article after the other: then it is not the articles' fault.
        """
        if (found := self._look(row)) is not None:
            self._keep([found], lambda _row: None)

    def _look(self, row: int) -> _Found | None:
        """What is in an article; None if it is gone. Raises what `annotate` raises."""
        article = self._cache.article(row)
        if article is None:
            return None
        request = Request(article.id, article.text, article.shown, article.page.language, article.page.published)
        try:
            annotation = self._process.annotate(request)
            self._failures = 0
        except WorkerError as error:
            self._failures += 1
            if self._failures == _MOST_FAILURES:
                raise
            annotation = Annotation(article.page.language, error=str(error))
        if annotation.error is not None:
            self._notify(Notice(f"{article.id}: names could not be found: {annotation.error}"))
        answer = json.dumps(annotation_to_json(article.id, annotation, private=True), ensure_ascii=False)
        mentions, said = _mentions(row, annotation), tuple(_said(article, annotation))
        known = _known_names(mentions, said)
        names = [*{mention.name for mention in mentions}, *_days(annotation)]
        return _Found(row, article.fingerprint, answer, mentions, said, known, names)

    def _keep(self, found: Sequence[_Found], done: Callable[[int], None]) -> None:
        """Write what was found in some articles, in one transaction, but for those that have changed meanwhile."""
        if not found:
            return
        kept = []
        with self._database.writing() as connection:
            for each in found:
                if self._annotations.put(each.row, each.fingerprint, each.answer, each.mentions, each.said, each.known):
                    set_names(connection, each.row, each.names)
                    kept.append(each.row)
        for row in kept:
            done(row)

    def close(self) -> None:
        """End the language process."""
        self._process.close()


def annotation_of(annotations: Annotations, row: int) -> Annotation | None:
    """What is known of one article; None until it is annotated."""
    answer = annotations.answer(row)
    return None if answer is None else annotation_from_json(json.loads(answer))


def quote_rows(
    summaries: Sequence[Summary],
    cache: Cache,
    annotations: Annotations,
    correcting: Correcting,
    wanted: Collection[int] | None,
) -> list[QuoteRow]:
    """The quotations in some articles, in the order of the articles and of their texts; of all, those whose numbers are
    `wanted`."""
    rows = []
    for summary in summaries:
        annotation, article = annotation_of(annotations, summary.row), cache.article(summary.row)
        if annotation is not None and article is not None:
            rows += [
                _quote_row(summary, article, quote)
                for place, quote in enumerate(correcting.annotation(annotation).quotes)
                if wanted is None or quotation_number(summary.row, place) in wanted
            ]
    return rows


def _quote_row(summary: Summary, article: Article, quote: Quote) -> QuoteRow:
    said = " ".join(" ".join(article.text[start:stop].split()) for start, stop in quote.contents)
    cue = article.text[slice(*quote.cue_span)] if quote.cue_span else None
    return QuoteRow(summary, quote, said, cue)


def name_rows(mentions: Iterable[Mention]) -> list[NameRow]:
    """Mentions counted by name and label, the names in most articles first."""
    spellings: defaultdict[tuple[str, Label], Counter[str]] = defaultdict(Counter)
    articles: defaultdict[tuple[str, Label], set[int]] = defaultdict(set)
    for mention in mentions:
        key = mention.name, mention.label
        spellings[key][mention.spelling] += mention.times
        articles[key].add(mention.row)
    rows = [
        NameRow(name, label, len(articles[name, label]), counts.total(), tuple(s for s, _ in counts.most_common() if s))
        for (name, label), counts in spellings.items()
    ]
    return sorted(rows, key=lambda row: (-row.articles, -row.mentions, row.name))


def name_match(mentions: Iterable[Mention], words: Terms, asked: Sequence[NameAsked]) -> Match | None:
    """The name by which an article answers a query best: one that was asked for, in whatever spelling, or one whose
    dictionary form holds words of the query and does not stand in the text."""
    spellings: defaultdict[tuple[str, Label], Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        spellings[mention.name, mention.label][mention.spelling] += mention.times
    found: list[tuple[int, int, str, tuple[Span, ...]]] = []
    for (name, label), counts in spellings.items():
        terms = [terms for wanted, terms in asked if wanted in (None, label)]
        terms += [words] if name not in counts else []
        passages = (name, *(spelling for spelling, _ in counts.most_common() if spelling))
        met = ((passage, spans) for each in terms for passage in passages if (spans := match_spans(passage, each)))
        found += [(len(spans), counts.total(), passage, spans) for passage, spans in islice(met, 1)]
    if not found:
        return None
    _, _, passage, spans = max(found, key=lambda each: each[:2])
    return Match("name", passage[slice(*spans[0])], passage, spans)


def _mentions(row: int, annotation: Annotation) -> list[Mention]:
    """The names of an article by their canonical forms, with what its adjectives stand for: places, unless the article
    names an organisation so."""
    canonical = canonical_names(annotation)
    counts = Counter((e.label, e.name, " ".join(e.text.split())) for e in annotation.entities if e.label in NAMED)
    printed = [
        Mention(row, label, canonical.get((label, form), form), form, spelling, times)
        for (label, form, spelling), times in counts.items()
    ]
    labels = {mention.name: mention.label for mention in printed if mention.label is not Label.PERSON}
    meant = [Mention(row, labels.get(name, Label.PLACE), name, name, "", times) for name, times in annotation.counted]
    return printed + meant


def _days(annotation: Annotation) -> set[str]:
    """The days that an article speaks of, and first and last days."""
    return {entity.value for entity in annotation.entities if entity.label is Label.DATE and entity.value}


def _said(article: Article, annotation: Annotation) -> Iterator[Said]:
    canonical, forms = canonical_names(annotation), forms_by_start(annotation)
    for quote in annotation.quotes:
        words = [word for start, stop in quote.contents for word in folded_words(article.text[start:stop])]
        yield Said(canonical_speaker(quote, canonical), speaker_form(quote, forms), tuple(words))


def _known_names(mentions: Iterable[Mention], said: Iterable[Said]) -> list[KnownName]:
    """Each name of an article once for each of its roles, with all its words."""
    spelt: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in mentions:
        spelt[mention.name, mention.label].update(folded_words(mention.spelling))
    everywhere: defaultdict[str, set[str]] = defaultdict(set)
    for (name, _), words in spelt.items():
        everywhere[name] |= words
    speakers = {quotation.speaker for quotation in said if quotation.speaker}
    spelt.update({(speaker, SPEAKER): everywhere[speaker] for speaker in speakers})
    return [KnownName(name, role, tuple(folded_words(name)), frozenset(words)) for (name, role), words in spelt.items()]
