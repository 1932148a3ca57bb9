"""Trained weights as they are shipped: a byte a weight. tuning/weights.py writes them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from index.errors import IndexUnusable

SCALE = ".scale"

Weights = dict[str, NDArray[np.float32]]


def load_weights(path: Path) -> Weights:
    """Matrices that were written as signed bytes with a scale a row, and all else, as floats.

    Raises IndexUnusable if the file is damaged.
    """
    try:
        tensors = load_file(path)
    except SafetensorError as error:
        raise IndexUnusable(
            f"the weights in {path} are damaged ({error}); fetch the project anew, or run 'make tune'"
        ) from error
    return {name: _restored(name, tensors) for name in tensors if not name.endswith(SCALE)}


def _restored(name: str, tensors: Mapping[str, NDArray[Any]]) -> NDArray[np.float32]:
    weight: NDArray[np.float32] = tensors[name].astype(np.float32)
    if name + SCALE in tensors:
        weight *= tensors[name + SCALE].astype(np.float32)
    return weight
