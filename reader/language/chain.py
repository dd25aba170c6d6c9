"""A linear chain of tags in NumPy: where to cut it, its best path, and how sure each tag is.

The steps of the chain run for all stretches of a text at once.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

STRETCH = 48
"""The chain is cut into stretches of about so many tokens, at tokens that are surely outside any name."""

_SURELY_OUTSIDE = 8.0  # the lead of O that allows a cut; 3 of 31,000 tags of factRuEval then differ


class Chain:
    """Decodes the scores of tokens for tags. `moves` is tags x tags, from one to the next; `outside` the tag of a
    token in no name."""

    def __init__(self, moves: Matrix, outside: int) -> None:
        self._moves = moves
        self._outside = outside

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
        transitions = self._moves
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
        moves = np.exp(self._moves)
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
