"""slovnet's name tagger in plain NumPy: emissions, the best path, and how sure each tag is.

The same numbers as slovnet, about three times as fast for one article: the first layer, where two thirds of the work
lies, is kept by word, and the steps of the chain run for all stretches of a text at once.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from reader.language.models import TaggerWeights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

KEPT_WORDS = 12_000
"""Words whose first layer is kept: 3 KiB each."""

STRETCH = 48
"""The chain is cut into stretches of about so many tokens, at tokens that are surely outside any name."""

_SURELY_OUTSIDE = 8.0  # the lead of O that allows a cut; 3 of 31,000 tags of factRuEval then differ


class Tagger:
    """Scores every token of a text for every tag, and decodes."""

    def __init__(self, weights: TaggerWeights) -> None:
        self._weights = weights
        self.tags = weights.tags
        self._outside = weights.tags.index("O")
        self._rows: dict[str, int] = {}
        self._first = np.empty((KEPT_WORDS, weights.layers[0].taps.shape[1]), np.float32)

    def emissions(self, words: Sequence[str]) -> Matrix:
        """Scores of the network, tokens x tags. `words` must not be empty."""
        weights = self._weights
        taps = self._first_layer(words)
        features: Matrix = taps
        for number, layer in enumerate(weights.layers):
            if number:
                taps = features @ layer.taps
            width = len(layer.bias)
            features = taps[:, width : 2 * width] + layer.bias
            features[1:] += taps[:-1, :width]
            features[:-1] += taps[1:, 2 * width :]
            np.maximum(features, 0, out=features)
            features *= layer.scale
            features += layer.shift
        scores: Matrix = features @ weights.projection + weights.bias
        return scores

    def _first_layer(self, words: Sequence[str]) -> Matrix:
        """What each word gives to its neighbours and itself in the first layer; it depends on the word alone."""
        fresh = [word for word in dict.fromkeys(words) if word not in self._rows]
        if len(self._rows) + len(fresh) > KEPT_WORDS:
            self._rows.clear()
            fresh = list(dict.fromkeys(words))
        if len(fresh) > KEPT_WORDS:
            place = {word: row for row, word in enumerate(fresh)}
            found: Matrix = self._project(fresh)[[place[word] for word in words]]
            return found
        if fresh:
            begin = len(self._rows)
            self._first[begin : begin + len(fresh)] = self._project(fresh)
            self._rows.update((word, begin + number) for number, word in enumerate(fresh))
        kept: Matrix = self._first[[self._rows[word] for word in words]]
        return kept

    def _project(self, words: Sequence[str]) -> Matrix:
        from slovnet.shape import word_shape

        weights = self._weights
        word_ids = [weights.word_ids.get(word.lower(), weights.unknown_word) for word in words]
        shape_ids = [weights.shape_ids[word_shape(word)] for word in words]
        codes = weights.word_codes[word_ids]
        vectors = weights.centroids[np.arange(codes.shape[1]), codes].reshape(len(words), -1)
        projected: Matrix = np.concatenate((vectors, weights.shapes[shape_ids]), axis=1) @ weights.layers[0].taps
        return projected

    def stretches(self, emissions: Matrix, breaks: Sequence[int]) -> list[tuple[int, int]]:
        """Half-open runs of tokens to decode by themselves. `breaks` are where paragraphs begin: always a cut."""
        rivals = np.delete(emissions, self._outside, axis=1).max(axis=1)
        outside = np.flatnonzero(emissions[:, self._outside] - rivals > _SURELY_OUTSIDE)
        edges = [*breaks, len(emissions)]
        runs: list[tuple[int, int]] = []
        for begin, end in pairwise(edges):
            while end - begin > STRETCH:
                cut = int(np.searchsorted(outside, begin + STRETCH // 2))
                at = int(outside[cut]) + 1 if cut < len(outside) else end
                at = min(at, begin + 2 * STRETCH, end)
                runs.append((begin, at))
                begin = at
            if end > begin:
                runs.append((begin, end))
        return runs

    def best_tags(self, emissions: Matrix, runs: Sequence[tuple[int, int]]) -> list[int]:
        """The best tag of every token (Viterbi), each run by itself."""
        scores, lengths = _stack(emissions, runs)
        steps, count, tags = scores.shape
        best = scores[0]
        came_from = np.zeros((steps, count, tags), np.int8)
        last = np.empty((count, tags), np.float32)
        transitions = self._weights.transitions
        last[lengths == 1] = best[lengths == 1]
        for step in range(1, steps):
            moves = best[:, :, None] + transitions
            came_from[step] = moves.argmax(axis=1)
            best = moves.max(axis=1) + scores[step]
            ending = lengths == step + 1
            last[ending] = best[ending]
        path = np.empty((steps, count), np.int64)
        tag = last.argmax(axis=1)
        everyone = np.arange(count)
        for step in range(steps - 1, -1, -1):
            running = lengths > step
            path[step] = tag
            if step:
                tag = np.where(running, came_from[step, everyone, tag], tag)
        return [int(path[step, row]) for row, (begin, end) in enumerate(runs) for step in range(end - begin)]

    def marginals(self, emissions: Matrix, runs: Sequence[tuple[int, int]]) -> Matrix:
        """How probable each tag of each token is, tokens x tags (forward and backward, each run by itself)."""
        scores, lengths = _stack(emissions, runs)
        steps, count, tags = scores.shape
        moves = np.exp(self._weights.transitions)
        likely = np.exp(scores - scores.max(axis=2, keepdims=True))
        forward = np.empty((steps, count, tags), np.float32)
        forward[0] = likely[0] / likely[0].sum(axis=1, keepdims=True)
        for step in range(1, steps):
            reached = (forward[step - 1] @ moves) * likely[step]
            forward[step] = reached / reached.sum(axis=1, keepdims=True)
        backward = np.ones((steps, count, tags), np.float32)
        for step in range(steps - 2, -1, -1):
            reached = (likely[step + 1] * backward[step + 1]) @ moves.T
            reached /= reached.sum(axis=1, keepdims=True)
            backward[step] = np.where((lengths > step + 1)[:, None], reached, 1)
        both = forward * backward
        both /= both.sum(axis=2, keepdims=True)
        return np.concatenate([both[: end - begin, row] for row, (begin, end) in enumerate(runs)])


def _stack(emissions: Matrix, runs: Sequence[tuple[int, int]]) -> tuple[Matrix, NDArray[np.int64]]:
    """The runs side by side, steps x runs x tags, padded with zeros, and the length of each."""
    lengths = np.array([end - begin for begin, end in runs])
    stacked = np.zeros((int(lengths.max()), len(runs), emissions.shape[1]), np.float32)
    for row, (begin, end) in enumerate(runs):
        stacked[: end - begin, row] = emissions[begin:end]
    return stacked, lengths
