"""Learns the weights of the English names anew: `python -m tests.evaluation.train_english wikigold.conll.txt`.

The corpus is WikiGold (Balasuriya, Ringland, Nothman, Murphy, Curran 2009: Named Entity Recognition in Wikipedia),
CC BY 4.0, with tags I-PER, I-LOC, I-ORG, I-MISC. Only its even documents are learnt from: the odd ones are what
`../shared/eval` scores. Needs `pip install python-crfsuite`, which Reader itself does without.

    --folds N    do not write: learn from all but every Nth of the even documents, score on those, N times
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from reader.language import models
from reader.language.english import name_rules as english
from reader.language.english import tagger as english_tagger
from reader.language.english.tagger import OFFSETS, OUTSIDE, REACH, EnglishTagger
from reader.language.mention import Mention
from reader.language.tokens import Token, tokenise
from reader.model import Label

WEIGHTS = Path(models.__file__).parent / "words" / "names_en.weights.json"
ABOUT = (
    "Weights of the English names, learnt by tests/evaluation/train_english.py from the even documents of WikiGold"
    " (Balasuriya, Ringland, Nothman, Murphy, Curran 2009, Named Entity Recognition in Wikipedia), CC BY 4.0,"
    " https://creativecommons.org/licenses/by/4.0/. The corpus itself is not included."
)
SENTENCES = (1, 2, 3)
"""Sentences to a paragraph, in turn: the corpus has one a line, news has several."""

SPARSE, SMOOTH, STEPS = 0.2, 0.05, 150
"""Weights of the absolute and of the squared weights in what is made least, and when to stop. By cross-validation
over the even documents anything from 0.1 to 0.3 is as good; the larger, the smaller the file."""

_LABELS = {label.value: label for label in (Label.PERSON, Label.PLACE, Label.ORGANISATION)}


@dataclass(frozen=True)
class Document:
    """One article: the tokens of its paragraphs and its names."""

    paragraphs: list[list[Token]]
    names: list[Mention]


def main() -> int:
    """Learn and write, or say how well it goes."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.train_english")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--folds", type=int)
    options = parser.parse_args()
    documents = list(read_corpus(options.corpus))[::2]
    if options.folds:
        score(documents, options.folds)
        return 0
    text = json.dumps({"about": ABOUT, **learn(documents)}, ensure_ascii=False, separators=(",", ":"))
    WEIGHTS.write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")
    print(f"{WEIGHTS}: {WEIGHTS.stat().st_size / 1000:.0f} kB")
    return 0


def read_corpus(path: Path) -> Iterator[Document]:
    """The documents of a file with a word and its tag to a line, blank lines between sentences."""
    for article in path.read_text(encoding="utf-8").split("-DOCSTART-"):
        sentences = [[line.split() for line in part.splitlines() if line.strip()] for part in article.split("\n\n")]
        lines = [[row for row in sentence if len(row) > 1] for sentence in sentences]
        if any(lines):
            yield _document([line for line in lines if line])


def _document(sentences: Sequence[Sequence[Sequence[str]]]) -> Document:
    text = ""
    names: list[Mention] = []
    edges: list[int] = []
    for sentence in sentences:
        edges.append(len(text))
        previous = OUTSIDE
        for row in sentence:
            word, tag = row[0], row[-1]
            start = len(text)
            text += word + " "
            label = _LABELS.get(tag[2:])
            if label and tag == previous:
                names[-1] = replace(names[-1], stop=start + len(word))
            elif label:
                names.append(Mention(start, start + len(word), label))
            previous = tag
    edges.append(len(text))
    paragraphs: list[list[Token]] = []
    first = 0
    while first < len(sentences):
        after = min(first + SENTENCES[len(paragraphs) % len(SENTENCES)], len(sentences))
        paragraphs.append(tokenise(text, edges[first], edges[after]))
        first = after
    return Document(paragraphs, names)


def learn(documents: Sequence[Document]) -> dict[str, Any]:
    """The weights: `tags`, `moves` from tag to tag, `features` with a weight for every tag."""
    pycrfsuite = import_module("pycrfsuite")
    trainer = pycrfsuite.Trainer(verbose=False)
    for document in documents:
        for tokens, rows in zip(document.paragraphs, english_tagger.evidence(document.paragraphs), strict=True):
            trainer.append(_features(rows), _tags(tokens, document.names))
    trainer.set_params({"c1": SPARSE, "c2": SMOOTH, "max_iterations": STEPS, "feature.possible_transitions": True})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        found = tagger.info()
    tags = [OUTSIDE, *(f"{part}-{label}" for label in _LABELS for part in "BI")]
    features: dict[str, list[float]] = {}
    for (name, tag), weight in found.state_features.items():
        if abs(weight) >= 0.01:
            features.setdefault(name, [0] * len(tags))[tags.index(tag)] = round(weight, 2)
    moves = [[round(found.transitions.get((one, other), 0), 2) for other in tags] for one in tags]
    return {"tags": tags, "moves": moves, "features": dict(sorted(features.items()))}


def _features(rows: english_tagger.Rows) -> list[list[str]]:
    padding = [""] * REACH
    padded = [*padding, *rows.words, *padding]
    return [
        english_tagger.sight_features(sight)
        + [f for offset in OFFSETS for f in english_tagger.word_features(padded[place + offset], offset)]
        for place, sight in enumerate(rows.sights, REACH)
    ]


def _tags(tokens: Sequence[Token], names: Sequence[Mention]) -> list[str]:
    tags = []
    for token in tokens:
        name = next((name for name in names if name.start <= token.start and token.stop <= name.stop), None)
        tags.append(f"{'B' if name.start == token.start else 'I'}-{name.label.value}" if name else OUTSIDE)
    return tags


def score(documents: Sequence[Document], folds: int) -> None:
    """Print strict F1, of the rules and of what is learnt from the other documents."""
    counts = {"rules": Counter[str](), "learnt": Counter[str]()}
    for fold in range(folds):
        weights = learn([document for place, document in enumerate(documents) if place % folds != fold])
        tagger = EnglishTagger(models.EnglishWeights(tuple(weights["tags"]), weights["features"], weights["moves"]))
        for document in documents[fold::folds]:
            for system, names in (
                ("rules", english.find_names(document.paragraphs)),
                ("learnt", english_tagger.find_names(document.paragraphs, tagger)),
            ):
                spans, right = ({(m.start, m.stop, m.label) for m in each} for each in (names, document.names))
                for what, those in (("right", spans & right), ("found", spans), ("gold", right)):
                    counts[system]["all " + what] += len(those)
                    counts[system].update(f"{label} {what}" for _, _, label in those)
    for name, counted in counts.items():
        for label in (*_LABELS, "all"):
            hits, found, gold = (counted[f"{label} {what}"] for what in ("right", "found", "gold"))
            print(f"{name:8}{label:4}{2 * hits / max(1, found + gold):.3f}")


if __name__ == "__main__":
    sys.exit(main())
