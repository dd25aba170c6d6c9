"""Names in Russian text: the tagger's marginals, made to agree with one another over the whole article, decoded.

One occurrence of a name is often plain («президент Икс заявил») and another is not («Икс прибыл»). So every capitalised
word is given a bias towards what the same word is, on average, elsewhere in the article, and the text is decoded again.
A bias leaves the last word to the context; copying labels from place to place was measured and gains nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from reader.language.mention import Mention
from reader.language.models import tagger_weights
from reader.language.russian.forms import stem
from reader.language.russian.tagger import Tagger
from reader.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from reader.language.tokens import Token

BLOCK = 4_000
"""Tokens scored at once: bounds memory to about 20 MiB for a text of any length."""

STRENGTH = 1.0
"""Weight of the bias; 0.5 to 2 do equally well on factRuEval and NEREL."""

_BIAS_LIMIT = 4.0
_SMOOTHING = 0.02
_LABELS = (Label.PERSON, Label.PLACE, Label.ORGANISATION)
_CAPITAL = re.compile("[^\\W\\d_]*[А-ЯЁA-Z]")


@cache
def _tagger() -> Tagger:
    return Tagger(tagger_weights())


def find_names(paragraphs: Sequence[Sequence[Token]]) -> list[Mention]:
    """The people, places and organisations of one article, given the tokens of its paragraphs; in order, disjoint."""
    return [mention for block in _blocks(paragraphs) for mention in _names_of(block)]


def _blocks(paragraphs: Sequence[Sequence[Token]]) -> Iterator[list[Sequence[Token]]]:
    """Paragraphs in groups of about BLOCK tokens; a paragraph longer than that is cut."""
    block: list[Sequence[Token]] = []
    size = 0
    for paragraph in paragraphs:
        for begin in range(0, len(paragraph), BLOCK):
            piece = paragraph[begin : begin + BLOCK]
            if size + len(piece) > BLOCK and block:
                yield block
                block, size = [], 0
            block.append(piece)
            size += len(piece)
    if block:
        yield block


def _names_of(paragraphs: Sequence[Sequence[Token]]) -> list[Mention]:
    tagger = _tagger()
    tokens = [token for paragraph in paragraphs for token in paragraph]
    breaks = [0, *np.cumsum([len(paragraph) for paragraph in paragraphs])[:-1].tolist()]
    emissions = tagger.emissions([token.text for token in tokens])
    runs = tagger.stretches(emissions, breaks)
    masses = _masses(tagger, tagger.marginals(emissions, runs))
    biased = emissions + _agreement(tagger, tokens, masses)
    tags = tagger.best_tags(biased, runs)
    return list(_mentions(tagger, tokens, tags, masses, frozenset(breaks)))


@cache
def _columns(tagger: Tagger) -> list[list[int]]:
    """The tagger's columns for: outside, then each label."""
    return [
        [tagger.tags.index("O")],
        *([tagger.tags.index(f"B-{label}"), tagger.tags.index(f"I-{label}")] for label in _LABELS),
    ]


def _masses(tagger: Tagger, marginals: NDArray[np.float32]) -> NDArray[np.float32]:
    """Tokens x 4: how probable it is that a token is outside any name, or in one of each label."""
    belongs = np.zeros((len(tagger.tags), 1 + len(_LABELS)), np.float32)
    for number, columns in enumerate(_columns(tagger)):
        belongs[columns, number] = 1
    masses: NDArray[np.float32] = marginals @ belongs
    return masses


def _agreement(tagger: Tagger, tokens: Sequence[Token], masses: NDArray[np.float32]) -> NDArray[np.float32]:
    """What to add to the emissions so that occurrences of one word lean towards each other."""
    bias = np.zeros((len(tokens), len(tagger.tags)), np.float32)
    written = [token.text for token in tokens]
    places = [n for n, word in enumerate(written) if len(word) > 1 and not word.islower() and _CAPITAL.match(word)]
    keys: dict[str, int] = {}
    groups = np.array([keys.setdefault(stem(written[n]), len(keys)) for n in places], np.int64)
    if not places:
        return bias
    counts = np.bincount(groups)
    repeated = counts[groups] > 1
    at = np.array(places)[repeated]
    groups = groups[repeated]
    own = masses[at]
    total = np.zeros((len(counts), own.shape[1]), np.float32)
    np.add.at(total, groups, own)
    size = counts[groups][:, None].astype(np.float32)
    elsewhere = (total[groups] - own) / (size - 1)
    # Centred, so that being everything equally often says nothing; the more occurrences, the more they weigh.
    pull = np.log(elsewhere + _SMOOTHING) - np.log((1 + _SMOOTHING) / own.shape[1])
    pull = np.clip(STRENGTH * (1 - 1 / size) * pull, -_BIAS_LIMIT, _BIAS_LIMIT)
    for number, columns in enumerate(_columns(tagger)):
        bias[at[:, None], columns] = pull[:, number][:, None]
    return bias


def _mentions(
    tagger: Tagger, tokens: Sequence[Token], tags: Sequence[int], masses: NDArray[np.float32], breaks: frozenset[int]
) -> Iterator[Mention]:
    """Spans of equal labels. A span may begin with I-: the weights often tag a lone foreign name so."""
    begin, label = 0, ""
    outside = tagger.tags.index("O")
    certain = {label: masses[:, 1 + number].tolist() for number, label in enumerate(_LABELS)}
    for place, chosen in enumerate((*tags, outside)):
        if chosen == outside and not label:
            continue
        tag = tagger.tags[chosen]
        kind = tag.partition("-")[2]
        if label and (kind != label or tag.startswith("B") or place in breaks):
            found = Label(label)
            sure = certain[found][begin:place]
            yield Mention(tokens[begin].start, tokens[place - 1].stop, found, sum(sure) / len(sure))
            label = ""
        if kind and not label:
            begin, label = place, kind
