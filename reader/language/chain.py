"""A linear chain of tags in NumPy: where to cut it, its best path, and how sure each tag is.

The steps of the chain run for all stretches of a text at once.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

STRETCH = 48
"""The chain is cut into stretches of about so many tokens, at tokens that are surely outside any name."""

_EVERY = 4
"""Steps after which probabilities are brought back to a sum of one: so they neither vanish nor overflow."""

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
        outside = np.flatnonzero(emissions[:, self._outside] - rivals > _SURELY_OUTSIDE).tolist()
        edges = [*breaks, len(emissions)]
        runs: list[tuple[int, int]] = []
        for begin, end in pairwise(edges):
            while end - begin > STRETCH:
                cut = bisect_left(outside, begin + STRETCH // 2)
                at = outside[cut] + 1 if cut < len(outside) else end
                at = min(at, begin + 2 * STRETCH, end)
                runs.append((begin, at))
                begin = at
            if end > begin:
                runs.append((begin, end))
        return runs

    def best_tags(self, emissions: Matrix, runs: Sequence[tuple[int, int]]) -> list[int]:
        """The best tag of every token (Viterbi), each run by itself."""
        step, run = _places(runs)
        scores = _side_by_side(emissions, step, run)
        moves = self._moves[:, :, None]
        for before, here in pairwise(scores):
            here += np.maximum.reduce(before[:, None] + moves)
        best = scores[step, :, run]
        came_from = self._came_from(best)
        tags: list[int] = best.argmax(axis=1).tolist()
        for begin, end in runs:
            for place in range(end - 1, begin, -1):
                tags[place - 1] = came_from[(place - 1) * len(self._moves) + tags[place]]
        return tags

    def _came_from(self, best: Matrix) -> bytes:
        """For every token, a byte for each tag of the next one: which tag of its own goes best with it. Tag by tag, as
        NumPy's argmax is slow over a few numbers each."""
        reached = best[:, :1] + self._moves[0]
        found = np.zeros(reached.shape, np.uint8)
        for tag in range(1, len(self._moves)):
            other = best[:, tag : tag + 1] + self._moves[tag]
            np.copyto(found, tag, where=other > reached)
            np.maximum(reached, other, out=reached)
        return found.tobytes()

    def marginals(self, emissions: Matrix, runs: Sequence[tuple[int, int]]) -> Matrix:
        """How probable each tag of each token is, tokens x tags (forward and backward, each run by itself)."""
        step, run = _places(runs)
        likely = np.exp(emissions - emissions.max(axis=1, keepdims=True))
        back = np.array([end - begin for begin, end in runs])[run] - 1 - step
        # Both directions at once, steps x 2 x tags x runs: how probable what came up to a token is, with the token.
        reached = np.stack([_side_by_side(likely, step, run), _side_by_side(likely, back, run)], axis=1)
        moves = np.exp(np.stack([self._moves.T, self._moves]))
        for number, (before, here) in enumerate(pairwise(reached)):
            here *= moves @ before
            if number % _EVERY == 0:
                here /= here.sum(axis=1, keepdims=True)
        behind = np.where((back > 0)[:, None], reached[back - 1, 1, :, run] @ moves[0], 1)
        both: Matrix = reached[step, 0, :, run] * behind
        both /= both.sum(axis=1, keepdims=True)
        return both


def _places(runs: Sequence[tuple[int, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For every token its step within its run, and the number of the run."""
    lengths = [end - begin for begin, end in runs]
    return np.concatenate([np.arange(length) for length in lengths]), np.repeat(np.arange(len(runs)), lengths)


def _side_by_side(values: Matrix, step: NDArray[np.int64], run: NDArray[np.int64]) -> Matrix:
    """The rows of the tokens by step and run, steps x tags x runs, padded with ones."""
    stacked = np.ones((int(step.max()) + 1, values.shape[1], int(run[-1]) + 1), np.float32)
    stacked[step, :, run] = values
    return stacked
