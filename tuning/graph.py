"""MiniLM's computation as ONNX graphs without weights: `python -m tuning.graph` writes `index/minilm.onnx`, and
`index/minilm-bytes.onnx`, which multiplies whole numbers of a byte.

Written by hand and not exported, so that it changes with no version of an exporter, names its weights as the model's file does,
and reads one row of tokens, without the mask and the axis that a batch would need. The network is BERT (arXiv 1810.04805).
The word embeddings are looked up before it: as a weight each session would hold a copy of them.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from index.minilm import BYTES, BYTES_GRAPH, GRAPH, SCALE

LAYERS, HEADS, WIDTH, INNER, POSITIONS = 6, 12, 384, 1536, 512
EPSILON = 1e-12
# The first set of operators that has Attention, and the format that ONNX Runtime of that time reads.
OPSET, IR_VERSION = 23, 10


@dataclass
class Builder:
    """Nodes and weights so far; each method adds to them and gives the name of what it computes."""

    in_bytes: bool
    nodes: list[NodeProto] = field(default_factory=list)
    tensors: list[TensorProto] = field(default_factory=list)

    def op(self, kind: str, name: str, *inputs: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name, **attributes))
        return name

    def weight(self, name: str, *shape: int, kind: int = TensorProto.FLOAT) -> str:
        """A weight that whoever makes a session has to give."""
        tensor = TensorProto(name=name, data_type=kind, dims=shape, data_location=TensorProto.EXTERNAL)
        tensor.external_data.add(key="location", value="given")
        self.tensors.append(tensor)
        return name

    def dense(self, name: str, read: str, inputs: int, outputs: int) -> str:
        if not self.in_bytes:
            weight, bias = self.weight(f"{name}.weight", outputs, inputs), self.weight(f"{name}.bias", outputs)
            return self.op("Gemm", name, read, weight, bias, transB=1)
        weight = self.weight(f"{name}.weight{BYTES}", inputs, outputs, kind=TensorProto.INT8)
        scale, bias = self.weight(f"{name}.weight{SCALE}", outputs), self.weight(f"{name}.bias", outputs)
        rounded = [f"{name}.read", f"{name}.read.scale", f"{name}.read.zero"]
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [read], rounded, f"{name}.round"))
        product = self.op("MatMulInteger", f"{name}.whole", rounded[0], weight, rounded[2])
        product = self.op("Cast", f"{name}.product", product, to=TensorProto.FLOAT)
        product = self.op("Mul", f"{name}.scaled", product, self.op("Mul", f"{name}.scales", rounded[1], scale))
        return self.op("Add", name, product, bias)

    def norm(self, name: str, one: str, other: str) -> str:
        """The sum of two, normalised."""
        total = self.op("Add", f"{name}.sum", one, other)
        weight, bias = self.weight(f"{name}.weight", WIDTH), self.weight(f"{name}.bias", WIDTH)
        return self.op("LayerNormalization", name, total, weight, bias, epsilon=EPSILON)

    def layer(self, name: str, read: str) -> str:
        attention = f"{name}.attention"
        three = (self.dense(f"{attention}.self.{role}", read, WIDTH, WIDTH) for role in ("query", "key", "value"))
        batches = [self.op("Unsqueeze", f"{one}.batch", one, "first") for one in three]  # Attention wants batches
        mixed = self.op("Attention", f"{attention}.self", *batches, q_num_heads=HEADS, kv_num_heads=HEADS)
        mixed = self.op("Squeeze", f"{mixed}.row", mixed, "first")
        mixed = self.dense(f"{attention}.output.dense", mixed, WIDTH, WIDTH)
        attended = self.norm(f"{attention}.output.LayerNorm", mixed, read)
        inner = self.op("Gelu", f"{name}.intermediate", self.dense(f"{name}.intermediate.dense", attended, WIDTH, INNER))
        return self.norm(f"{name}.output.LayerNorm", self.dense(f"{name}.output.dense", inner, INNER, WIDTH), attended)


def graph(*, in_bytes: bool = False) -> ModelProto:
    """From the word embeddings and the part of each token, shapes (n, d) and (n,), to its state, shape (n, d)."""
    builder = Builder(in_bytes)
    builder.tensors.append(numpy_helper.from_array(np.array([0]), "first"))
    length = builder.op("Shape", "length", "part")
    positions = builder.weight("embeddings.position_embeddings.weight", POSITIONS, WIDTH)
    place = builder.op("Slice", "embeddings.place", positions, "first", length)
    parts = builder.weight("embeddings.token_type_embeddings.weight", 2, WIDTH)
    words = builder.op("Add", "embeddings.part", "words", builder.op("Gather", "embeddings.token_type", parts, "part"))
    states = builder.norm("embeddings.LayerNorm", words, place)
    for number in range(LAYERS):
        states = builder.layer(f"encoder.layer.{number}", states)
    builder.op("Identity", "states", states)
    return helper.make_model(
        helper.make_graph(
            builder.nodes,
            "MiniLM",
            [
                helper.make_tensor_value_info("words", TensorProto.FLOAT, ["n", WIDTH]),
                helper.make_tensor_value_info("part", TensorProto.INT64, ["n"]),
            ],
            [helper.make_tensor_value_info("states", TensorProto.FLOAT, ["n", WIDTH])],
            builder.tensors,
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
    )


if __name__ == "__main__":
    GRAPH.write_bytes(graph().SerializeToString(deterministic=True))
    BYTES_GRAPH.write_bytes(graph(in_bytes=True).SerializeToString(deterministic=True))
