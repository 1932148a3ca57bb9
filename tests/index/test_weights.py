"""Weights on disk, a byte a weight; tests/tuning/test_weights.py sees how they are written."""

import numpy as np
import pytest
from safetensors.numpy import save_file

from index.errors import IndexUnusable
from index.weights import load_weights


def test_rows_are_bytes_times_a_scale_and_all_else_is_as_it_is(tmp_path):
    path = tmp_path / "weights.safetensors"
    scales = np.array([[0.5], [2]], np.float16)
    save_file({"m": np.array([[1, -127], [3, 0]], np.int8), "m.scale": scales, "v": np.array([0.25], np.float16)}, path)
    loaded = load_weights(path)
    assert {name: (weight.tolist(), weight.dtype) for name, weight in loaded.items()} == {
        "m": ([[0.5, -63.5], [6, 0]], np.float32),
        "v": ([0.25], np.float32),
    }


@pytest.mark.parametrize("content", [b"", b"\x08", b"\xff" * 64])
def test_a_damaged_file_is_reported(tmp_path, content):
    path = tmp_path / "weights.safetensors"
    path.write_bytes(content)
    with pytest.raises(IndexUnusable, match=r"damaged.*make tune"):
        load_weights(path)
