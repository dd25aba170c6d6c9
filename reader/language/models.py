"""The one place that loads weights, morphology and word lists. Each is loaded once, when first asked for.

The weights of slovnet's name tagger and navec's word vectors travel in the natasha wheel, which serves as a data
carrier only: it is located and never executed. The vectors stay on disk and are mapped, so that processes share them.
NumPy is loaded with the weights only: search needs no more than the morphology.
"""

from __future__ import annotations

import json
import tarfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from reader.errors import WorkerError
from reader.yamlfile import Mapping, Node, Scalar, Sequence, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray
    from pymorphy3 import MorphAnalyzer

_TAGGER = "model/slovnet_ner_news_v1.tar"
_VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_GIVEN_NAMES = "dict/first.txt"
_WORDS = Path(__file__).parent / "words"


class Layer(Struct, frozen=True):
    """A convolution over three tokens, then ReLU and normalisation, which became a `bias` and a `floor`: what is below
    the floor is the floor.

    `taps` is inputs x (3 x outputs): what a token gives to its right neighbour, to itself, to its left neighbour.
    """

    taps: NDArray[np.float32]
    bias: NDArray[np.float32]
    floor: NDArray[np.float32]


class TaggerWeights(Struct, frozen=True):
    """slovnet's name tagger: product-quantised word vectors and shape vectors, three convolutions, a linear chain CRF.

    `word_codes` is words x 100 bytes, each of which chooses among 256 of the `centroids` (100 times 256, x 3).
    """

    word_ids: dict[str, int]
    unknown_word: int
    shape_ids: dict[str, int]
    tags: tuple[str, ...]
    word_codes: NDArray[np.uint8]
    centroids: NDArray[np.float32]
    shapes: NDArray[np.float32]
    layers: tuple[Layer, ...]
    projection: NDArray[np.float32]
    bias: NDArray[np.float32]
    transitions: NDArray[np.float32]


@cache
def tagger_weights() -> TaggerWeights:
    """The weights of the Russian name tagger. Raises WorkerError where the natasha package is not installed whole."""
    from slovnet import NER

    data = _natasha_data()
    try:
        inference = NER.load(str(data / _TAGGER), batch_size=1).infer
        word_codes, centroids = _word_vectors(data / _VECTORS)
    except (OSError, KeyError, tarfile.TarError) as error:
        raise WorkerError(f"{data}: the weights of the Russian name tagger cannot be read: {error}") from error
    network = inference.model
    words = inference.encoder.words_vocab
    layers, scale = _layers(network.encoder.layers)
    return TaggerWeights(
        word_ids=words.item_ids,
        unknown_word=words.unk_id,
        shape_ids=inference.encoder.shapes_vocab.item_ids,
        tags=tuple(inference.decoder.tags_vocab.items),
        word_codes=word_codes,
        centroids=centroids,
        shapes=network.emb.shape.weight.array,
        layers=layers,
        projection=scale[:, None] * network.head.proj.weight.array,
        bias=network.head.proj.bias.array,
        transitions=network.head.crf.transitions.array,
    )


def _layers(layers: Iterable[Any]) -> tuple[tuple[Layer, ...], NDArray[np.float32]]:
    """The layers, and by what to multiply what comes out of the last. A normalisation scales and shifts what ReLU lets
    through: the scale goes into the weights that follow, and what is left of the shift into bias and floor."""
    import numpy as np

    found = []
    before = np.ones(1, np.float32)
    for layer in layers:
        kernel, norm = layer.conv.weight.array, layer.norm  # outputs x inputs x 3
        taps = np.concatenate([kernel[:, :, place].T for place in range(kernel.shape[2])], axis=1)
        scale = norm.weight.array / norm.std.array
        floor = norm.bias.array / scale - norm.mean.array
        found.append(Layer(np.ascontiguousarray(before[:, None] * taps), layer.conv.bias.array + floor, floor))
        before = scale
    return tuple(found), before


def _word_vectors(path: Path) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """navec's quantised vectors, straight from the archive: a header of four numbers, the codes, the centroids."""
    import numpy as np

    with tarfile.open(path) as archive:
        member = archive.getmember("pq.bin")
        packed = np.memmap(path, np.uint8, "r", member.offset_data, (member.size,))
    words, _, chunks, centroids = (int(number) for number in packed[:16].view(np.uint32))
    codes = np.asarray(packed[16 : 16 + words * chunks].reshape(words, chunks))  # a memmap is slow to index
    table = np.frombuffer(packed[16 + words * chunks :].tobytes(), np.float32).reshape(chunks * centroids, -1)
    return codes, table


def _natasha_data() -> Path:
    spec = find_spec("natasha")  # a top-level find_spec does not run the package
    if spec is None or not spec.submodule_search_locations:
        raise WorkerError("the package natasha, which carries the weights of the Russian name tagger, is not installed")
    return Path(next(iter(spec.submodule_search_locations))) / "data"


class EnglishWeights(Struct, frozen=True):
    """A linear chain over English tokens: `features` gives each feature's weight for every one of `tags`, `moves`
    (tags x tags) the weight of going from one to another."""

    tags: tuple[str, ...]
    features: dict[str, list[float]]
    moves: list[list[float]]


@cache
def english_weights() -> EnglishWeights:
    """The weights of the English names, which `tests/evaluation/train_english.py` writes; the file says from what."""
    kept = json.loads((_WORDS / "names_en.weights.json").read_text(encoding="utf-8"))
    return EnglishWeights(tuple(kept["tags"]), kept["features"], kept["moves"])


@cache
def morphology() -> MorphAnalyzer:
    """pymorphy3's analyser of Russian words; loads its dictionary in about a tenth of a second."""
    from pymorphy3 import MorphAnalyzer

    analyser = MorphAnalyzer()
    analyser.TagClass.typed_grammemes = False  # typed strings look for misspelt marks whenever they are compared
    return analyser


@cache
def given_names() -> frozenset[str]:
    """The 7,658 given names of the natasha wheel, nominative, lower case, most of them Russian or known in Russia."""
    return frozenset((_natasha_data() / _GIVEN_NAMES).read_text(encoding="utf-8").split())


@cache
def word_lists(name: str) -> dict[str, str]:
    """The lists of `words/NAME.yaml`: each a name and a text whose words, or lines, are the entries."""
    entries = read_yaml(_WORDS / f"{name}.yaml").entries
    return {key: node.text for key, node in entries.items() if isinstance(node, Scalar)}


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The words of one list, for membership."""
    return frozenset(word_lists(name)[key].split())


@cache
def lines(name: str, key: str) -> tuple[str, ...]:
    """The lines of one list, for entries of several words."""
    return tuple(line.strip() for line in word_lists(name)[key].splitlines() if line.strip())


@cache
def word_table(name: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """`words/NAME.yaml` of entries with fields: each field a text, which is then one item, or a list of texts."""
    entries = read_yaml(_WORDS / f"{name}.yaml").entries
    return {
        key: {field: _texts(node) for field, node in entry.entries.items()}
        for key, entry in entries.items()
        if isinstance(entry, Mapping)
    }


def _texts(node: Node) -> tuple[str, ...]:
    nodes = node.items if isinstance(node, Sequence) else (node,)
    return tuple(item.text for item in nodes if isinstance(item, Scalar))
