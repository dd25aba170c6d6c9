"""How far found quotations agree with the gold set.

Conventions: two contents are the same when their words are, marks and punctuation apart, and they stand in the same
place. A found quotation belongs to the gold one that it shares most with, if that is at least half of both (Dice ≥ .5);
cue and speaker are judged on those. What lies in an optional report, or is retold within somebody's words in marks,
counts neither way.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.language import annotate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model import Quote, Span
    from tests.evaluation.gold import GoldArticle, Said

_WORD = re.compile(r"\w+")
_ENOUGH = 0.5


@dataclass(slots=True)
class Agreement:
    """Counts over some articles, under the names that the properties divide; `errors` are lines for a person."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def share(self, part: str, whole: str) -> float:
        """`part` of `whole`; 0 of nothing is 0."""
        return self.counts[part] / max(1, self.counts[whole])

    def f1(self, right: str, found: str, gold: str) -> float:
        """Of three counts."""
        return 2 * self.counts[right] / max(1, self.counts[found] + self.counts[gold])

    @property
    def direct(self) -> float:
        """F1 of the exact contents of direct quotations."""
        return self.f1("direct right", "direct found", "direct gold")

    @property
    def exact(self) -> float:
        """F1 of the exact contents of all quotations, whatever their kind."""
        return self.f1("exact", "found", "gold")

    @property
    def overlap(self) -> float:
        """F1 of contents that share at least half."""
        return self.f1("matched", "found", "gold")

    @property
    def cue(self) -> float:
        """Right cues among matched quotations."""
        return self.share("cue right", "matched")

    @property
    def named(self) -> float:
        """Right speakers among matched quotations whose speaker is named or called by a role."""
        return self.share("named right", "named")

    @property
    def pronouns(self) -> float:
        """Right speakers among matched quotations whose speaker is a pronoun, or left out."""
        return self.share("pronoun right", "pronoun")

    @property
    def given(self) -> float:
        """Right speakers among those given at all, pronouns included."""
        return self.share("given right", "given")

    @property
    def triples(self) -> float:
        """F1 of quotations with exact contents, cue and speaker."""
        return self.f1("triple", "found", "gold")

    @property
    def traps(self) -> float:
        """Share of the words in marks which nobody says that were taken for speech."""
        return self.share("trapped", "traps")

    @property
    def guesses(self) -> float:
        """Share of matched quotations without a known speaker that were given one."""
        return self.share("guessed", "open")


def agreement(articles: Iterable[GoldArticle]) -> Agreement:
    """Annotates the articles as the program would, and compares."""
    total = Agreement()
    for article in articles:
        _add(total, article, annotate(article.text, article.shown).quotes)
    return total


def _add(total: Agreement, article: GoldArticle, found: Sequence[Quote]) -> None:
    """Add what one article shows."""
    pairs = dict(_pairs(article, found))
    matched = {id(quote) for quote in pairs.values()}
    counted = [quote for quote in found if id(quote) in matched or not _counts_for_nothing(article, quote)]
    total.counts["gold"] += len(article.said)
    total.counts["found"] += len(counted)
    total.counts["direct gold"] += sum(said.kind == "direct" for said in article.said)
    total.counts["direct found"] += sum(quote.kind == "direct" for quote in counted)
    for number, said in enumerate(article.said):
        _judge(total, article, said, pairs.get(number))
    for quote in counted:
        if id(quote) not in matched:
            total.errors.append(f"{article.name}: FALSE {quote.kind} {_show(article.text, quote.contents)!r}")
    taken = [trap for trap in article.traps if _is_taken(trap, counted, matched)]
    total.counts["traps"] += len(article.traps)
    total.counts["trapped"] += len(taken)
    total.errors += [f"{article.name}: TRAP {article.text[slice(*trap)]!r}" for trap in taken]


def _pairs(article: GoldArticle, found: Sequence[Quote]) -> Iterator[tuple[int, Quote]]:
    """Gold quotations by number with what was found of them, one to one, the most alike first."""
    alike = sorted(
        (
            (_dice(said.contents, quote.contents), -number, -place)
            for number, said in enumerate(article.said)
            for place, quote in enumerate(found)
        ),
        reverse=True,
    )
    done: tuple[set[int], set[int]] = (set(), set())
    for likeness, number, place in alike:
        if likeness >= _ENOUGH and number not in done[0] and place not in done[1]:
            done[0].add(number)
            done[1].add(place)
            yield -number, found[-place]


def _judge(total: Agreement, article: GoldArticle, said: Said, quote: Quote | None) -> None:
    text, counts = article.text, total.counts
    words = _show(text, said.contents)
    if quote is None:
        total.errors.append(f"{article.name}: MISSED {said.kind} {words!r} cue {said.cue} of {said.speakers[:1]}")
        return
    exact = _words(text, said.contents) == _words(text, quote.contents)
    cue = text[slice(*quote.cue_span)] if quote.cue_span else None
    cue_right = _plain(cue) == _plain(said.cue)
    right = _plain(quote.speaker) in {_plain(name) for name in said.speakers or (None,)}
    kind = "pronoun" if said.pronoun else "named"
    counts["matched"] += 1
    counts["exact"] += exact
    counts["direct right"] += exact and said.kind == quote.kind == "direct"
    counts["cue right"] += cue_right
    counts[kind] += 1
    counts[f"{kind} right"] += right
    counts["given"] += quote.speaker is not None
    counts["given right"] += right and quote.speaker is not None
    counts["open"] += not said.speakers
    counts["guessed"] += not said.speakers and quote.speaker is not None
    counts["triple"] += exact and cue_right and right
    if not exact:
        total.errors.append(f"{article.name}: CONTENT {words!r}\n      found {_show(text, quote.contents)!r}")
    if said.kind != quote.kind:
        total.errors.append(f"{article.name}: KIND {said.kind} found {quote.kind} {words[:60]!r}")
    if not cue_right:
        total.errors.append(f"{article.name}: CUE {said.cue!r} found {cue!r} {words[:60]!r}")
    if not right:
        of = f"{said.speakers[:1]} found {quote.speaker!r}"
        total.errors.append(f"{article.name}: SPEAKER ({kind}) {of} cue {said.cue!r} {words[:60]!r}")


def _counts_for_nothing(article: GoldArticle, quote: Quote) -> bool:
    if any(_shared((span,), quote.contents) * 2 >= _length(quote.contents) for span in article.optional):
        return True
    inside = (said.contents for said in article.said if said.kind == "direct")
    return quote.kind == "indirect" and any(
        _shared(contents, quote.contents) == _length(quote.contents) < _length(contents) for contents in inside
    )


def _is_taken(trap: Span, found: Iterable[Quote], matched: set[int]) -> bool:
    return any(
        id(quote) not in matched and quote.kind != "indirect" and _dice((trap,), (part,)) >= _ENOUGH
        for quote in found
        for part in quote.contents
    )


def _dice(one: Sequence[Span], other: Sequence[Span]) -> float:
    return 2 * _shared(one, other) / (_length(one) + _length(other))


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)


def _length(spans: Sequence[Span]) -> int:
    return sum(stop - start for start, stop in spans)


def _words(text: str, spans: Sequence[Span]) -> list[str]:
    return [word for start, stop in spans for word in _WORD.findall(text[start:stop])]


def _show(text: str, spans: Sequence[Span]) -> str:
    return " | ".join(" ".join(text[start:stop].split()) for start, stop in spans)


def _plain(words: str | None) -> str | None:
    """Words to compare: case, «ё», marks and articles apart."""
    if words is None:
        return None
    found = _WORD.findall(words.lower().replace("ё", "е"))
    return " ".join(found[1:] if len(found) > 1 and found[0] in ("the", "a", "an") else found)
