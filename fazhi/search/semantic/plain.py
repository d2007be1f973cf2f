"""The encoder's layers in single precision with numpy alone: for machines without onnxruntime; also what it is held against."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fazhi.search.semantic.packed import Packed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Layer:
    """Weights of one layer, transposed so that a row of activations stands on the left."""

    attention: "Floats"
    attention_bias: "Floats"
    out: "Floats"
    out_bias: "Floats"
    out_norm: "tuple[Floats, Floats]"
    inner: "Floats"
    inner_bias: "Floats"
    outer: "Floats"
    outer_bias: "Floats"
    outer_norm: "tuple[Floats, Floats]"


class PlainLayers:
    """The layers in memory, 85 MB."""

    def __init__(self, packed: Packed) -> None:
        self._shape = packed.shape
        self._first_norm = (packed.vector("emb.ln.w"), packed.vector("emb.ln.b"))
        self._layers = [_layer(packed, number) for number in range(packed.shape.layers)]

    def mean(self, x: "Floats") -> "Floats":
        """Embeddings of pieces (texts, pieces, width) to the mean of each text (texts, width)."""
        import numpy as np

        shape = self._shape
        count, length, width = x.shape
        heads, size = shape.heads, width // shape.heads
        x = x.reshape(-1, width)
        _normalise(x, self._first_norm, shape.epsilon)
        scale = np.float32(size**-0.5)
        for layer in self._layers:
            mixed = (x @ layer.attention + layer.attention_bias).reshape(count, length, 3, heads, size)
            query, key, value = mixed.transpose(2, 0, 3, 1, 4)
            weights = query @ key.swapaxes(-1, -2)
            weights *= scale
            weights -= weights.max(-1, keepdims=True)
            np.exp(weights, out=weights)
            weights /= weights.sum(-1, keepdims=True)
            seen = (weights @ value).transpose(0, 2, 1, 3).reshape(-1, width)
            x += seen @ layer.out + layer.out_bias
            _normalise(x, layer.out_norm, shape.epsilon)
            x += _bend(x @ layer.inner + layer.inner_bias) @ layer.outer + layer.outer_bias
            _normalise(x, layer.outer_norm, shape.epsilon)
        return x.reshape(count, length, width).mean(1)


def _normalise(x: "Floats", weights: "tuple[Floats, Floats]", epsilon: float) -> None:
    import numpy as np

    x -= x.mean(-1, keepdims=True)
    x /= np.sqrt(np.einsum("ij,ij->i", x, x)[:, None] / x.shape[1] + np.float32(epsilon))
    x *= weights[0]
    x += weights[1]


def _bend(x: "Floats") -> "Floats":
    """The bent line 0.5 x (1 + tanh(0.79788 (x + 0.044715 x³))), near enough to the one the encoder was trained with."""
    import numpy as np

    inside = x * x
    inside *= np.float32(0.044715 * 0.7978845608)
    inside += np.float32(0.7978845608)
    inside *= x
    np.tanh(inside, out=inside)
    inside += 1
    inside *= x
    inside *= np.float32(0.5)
    return inside


def _layer(packed: Packed, number: int) -> _Layer:
    import numpy as np

    width, inner = packed.shape.width, packed.shape.inner

    def matrix(name: str, columns: int) -> "Floats":
        return packed.matrix(f"l{number}.{name}.w", columns).T

    def bias(name: str) -> "Floats":
        return packed.vector(f"l{number}.{name}")

    return _Layer(
        attention=np.concatenate([matrix(part, width) for part in "qkv"], axis=1),
        attention_bias=np.concatenate([bias(f"{part}.b") for part in "qkv"]),
        out=matrix("ao", width),
        out_bias=bias("ao.b"),
        out_norm=(bias("aln.w"), bias("aln.b")),
        inner=matrix("fi", width),
        inner_bias=bias("fi.b"),
        outer=matrix("fo", inner),
        outer_bias=bias("fo.b"),
        outer_norm=(bias("oln.w"), bias("oln.b")),
    )
