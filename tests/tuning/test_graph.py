"""MiniLM's computation as it is shipped."""

import onnx
import pytest
from safetensors import safe_open

from index.minilm import BYTES_GRAPH, GRAPH, UNUSED, WORD_EMBEDDINGS, minilm_folder
from tuning.graph import graph


@pytest.mark.parametrize(
    ("path", "in_bytes"), [pytest.param(GRAPH, False, id="floats"), pytest.param(BYTES_GRAPH, True, id="bytes")]
)
def test_the_shipped_graph_is_what_is_made(path, in_bytes):
    """If not: python -m tuning.graph"""
    assert graph(in_bytes=in_bytes) == onnx.load_model(path, load_external_data=False)


def test_weights_are_called_as_in_the_packaged_model_and_have_its_shapes():
    asked = {tensor.name: list(tensor.dims) for tensor in graph().graph.initializer if tensor.external_data}
    with safe_open(minilm_folder() / "model.safetensors", "numpy") as file:
        shapes = {name: file.get_slice(name).get_shape() for name in file.keys()}  # noqa: SIM118
    assert asked == {name: shape for name, shape in shapes.items() if name != WORD_EMBEDDINGS and not name.startswith(UNUSED)}


def test_the_graph_holds_no_weights():
    assert GRAPH.stat().st_size + BYTES_GRAPH.stat().st_size < 100_000
