"""Write the encoder's layers as an ONNX graph with eight-bit weights, which onnxruntime runs twice as fast as numpy.

Only the few message fields that such a graph needs are written, so that the package `onnx` is not needed. The graph
takes the pieces' embeddings (texts, pieces, width) and gives the mean of each text (texts, width); the vocabulary
stays in the package's own file.
"""

import struct
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi.search.semantic.packed import Packed

if TYPE_CHECKING:
    from numpy.typing import NDArray

VERSION = 1  # of this graph; a file made by another one is made anew
_OPSET, _IR = 18, 9
_ELEMENT = {"float32": 1, "int8": 3, "int64": 7}
# 63, not 127: two products must fit sixteen bits on processors that have no better instruction.
_STEPS = 63


def write_graph(packed: Packed, path: Path) -> None:
    """Write the graph to `path`, about 22 MB; a reader never sees half a file."""
    import os

    graph = _Graph()
    shape = packed.shape
    here = graph.norm("x", "emb.ln", packed, "start")
    for number in range(shape.layers):
        at = f"l{number}."
        mixed = graph.product(here, [f"{at}{part}" for part in "qkv"], packed, shape.width, f"{at}mixed")
        parts = [f"{at}{part}" for part in ("query", "key", "value")]
        graph.node("Split", [mixed], parts, axis=2, num_outputs=3)
        graph.node("MultiHeadAttention", parts, [f"{at}seen"], domain="com.microsoft", num_heads=shape.heads)
        out = graph.product(f"{at}seen", [f"{at}ao"], packed, shape.width, f"{at}out")
        graph.node("Add", [here, out], [f"{at}sum"])
        here = graph.norm(f"{at}sum", f"{at}aln", packed, f"{at}middle")
        inner = graph.product(here, [f"{at}fi"], packed, shape.width, f"{at}inner")
        graph.node("FastGelu", [inner], [f"{at}bent"], domain="com.microsoft")
        outer = graph.product(f"{at}bent", [f"{at}fo"], packed, shape.inner, f"{at}outer")
        graph.node("Add", [here, outer], [f"{at}total"])
        here = graph.norm(f"{at}total", f"{at}oln", packed, f"{at}end")
    graph.mean(here, "mean")
    half = path.with_name(f"{path.name}.{os.getpid()}")
    half.write_bytes(graph.model(shape.width))
    half.replace(path)


class _Graph:
    """Nodes and weights, gathered as encoded messages."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._weights: list[bytes] = []

    def node(
        self, kind: str, inputs: list[str], outputs: list[str], domain: str = "", **settings: float
    ) -> None:
        fields = [_text(1, name) for name in inputs] + [_text(2, name) for name in outputs]
        fields += [_text(4, kind), *(_message(5, _setting(name, value)) for name, value in settings.items())]
        self._nodes.append(b"".join([*fields, _text(7, domain)]))

    def weight(self, name: str, values: "NDArray[Any]") -> str:
        head = b"".join(_number(1, size) for size in values.shape)
        head += _number(2, _ELEMENT[values.dtype.name]) + _text(8, name)
        self._weights.append(head + _message(9, values.tobytes()))
        return name

    def product(self, x: str, names: list[str], packed: Packed, columns: int, out: str) -> str:
        """x times the weights (of `names` side by side) plus their bias; each output column has its own scale."""
        import numpy as np

        weights = np.concatenate([packed.matrix(f"{name}.w", columns) for name in names]).T
        bias = np.concatenate([packed.vector(f"{name}.b") for name in names])
        scale = np.abs(weights).max(0) / _STEPS
        whole = np.rint(weights / scale).astype(np.int8)
        given = [
            x,
            self.weight(f"{out}.w", whole),
            self.weight(f"{out}.s", scale.astype(np.float32)),
            self.weight(f"{out}.z", np.zeros(len(scale), np.int8)),
            self.weight(f"{out}.b", bias),
        ]
        self.node("DynamicQuantizeMatMul", given, [out], domain="com.microsoft")
        return out

    def norm(self, x: str, name: str, packed: Packed, out: str) -> str:
        given = [x, *(self.weight(f"{name}.{part}", packed.vector(f"{name}.{part}")) for part in "wb")]
        self.node("LayerNormalization", given, [out], axis=-1, epsilon=packed.shape.epsilon)
        return out

    def mean(self, x: str, out: str) -> None:
        import numpy as np

        self.node("ReduceMean", [x, self.weight("axis", np.array([1], np.int64))], [out], keepdims=0)

    def model(self, width: int) -> bytes:
        graph = [_message(1, node) for node in self._nodes]
        graph += [_text(2, "encoder"), *(_message(5, weight) for weight in self._weights)]
        graph += [
            _message(11, _value("x", ["texts", "pieces", width])),
            _message(12, _value("mean", ["texts", width])),
        ]
        sets = [_text(1, "") + _number(2, _OPSET), _text(1, "com.microsoft") + _number(2, 1)]
        return b"".join([_number(1, _IR), _message(7, b"".join(graph)), *(_message(8, one) for one in sets)])


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _message(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _text(field: int, value: str) -> bytes:
    return _message(field, value.encode())


def _setting(name: str, value: float) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, 2)
    return _text(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, 1)


def _value(name: str, sizes: Iterable[str | int]) -> bytes:
    sized = (_number(1, size) if isinstance(size, int) else _text(2, size) for size in sizes)
    tensor = _number(1, 1) + _message(2, b"".join(_message(1, one) for one in sized))
    return _text(1, name) + _message(2, _message(1, tensor))
