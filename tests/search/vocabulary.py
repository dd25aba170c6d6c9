"""Seeded articles with a realistic vocabulary, for measuring: `articles(10_000)`.

Words are drawn as often as real news uses them: the 250,000 words and counts of navec's news vocabulary, which the
natasha wheel carries. Every article has a subject, some words it keeps coming back to, and a few words that hardly
any other article has, as real ones have names; so the vocabulary never stops growing.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from random import Random

from reader.search.index import IndexedText

_VECTORS = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"
_SYLLABLES = (
    "ба",
    "ко",
    "ли",
    "мо",
    "ру",
    "та",
    "се",
    "ни",
    "ва",
    "до",
    "пре",
    "гор",
    "шен",
    "дар",
    "чук",
    "лат",
    "нец",
)
_ENDINGS = ("ов", "ова", "ский", "ского", "ин", "ию", "ами", "ение", "ения", "ость", "ый", "ого", "ать", "ает", "ли")


def news_words() -> tuple[list[str], list[int]]:
    """The words of news and how often each was counted in a billion."""
    from navec import Navec

    spec = find_spec("natasha")
    assert spec is not None
    assert spec.submodule_search_locations
    vocabulary = Navec.load(str(Path(spec.submodule_search_locations[0]) / _VECTORS)).vocab
    counted = [(word, int(count)) for word, count in zip(vocabulary.words, vocabulary.counts, strict=False)]
    kept = [(word, count) for word, count in counted if not word.startswith("<")]
    return [word for word, _ in kept], [count for _, count in kept]


def articles(count: int, seed: int = 1, words: int = 210) -> Iterator[IndexedText]:
    """`count` articles of about so many words (3.2 kB), the same for the same seed."""
    vocabulary, counts = news_words()
    cumulative = list(accumulate(counts))
    subjects = [w for w, c in zip(vocabulary, counts, strict=True) if 150 < c < 200_000 and len(w) > 3]
    random = Random(seed)
    for row in range(1, count + 1):
        drawn = random.choices(vocabulary, cum_weights=cumulative, k=max(60, int(random.gauss(words, words / 4))))
        subject = random.choices(subjects, k=60)
        for place in range(0, len(drawn), 4):
            drawn[place] = random.choice(subject)
        for _ in range(2):
            rare = "".join(random.choices(_SYLLABLES, k=random.choice((2, 3, 3)))) + random.choice(_ENDINGS)
            for place in random.sample(range(len(drawn)), 2):
                drawn[place] = rare
        lines = [" ".join(drawn[place : place + 14]).capitalize() + "." for place in range(35, len(drawn), 14)]
        title = " ".join(random.sample(drawn, 9)).capitalize()
        yield IndexedText(row, title, " ".join(drawn[:35]) + ".", "\n".join(lines))
