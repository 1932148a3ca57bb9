"""Trained weights, from a network to the file that is shipped and back; index/weights.py reads it where answers are given."""

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, int8, nn

from index.minilm import WORD_EMBEDDINGS
from index.weights import SCALE, load_weights


def trained(network: nn.Module) -> dict[str, Tensor]:
    """The weights of a network grown from MiniLM that training changes, as copies.

    The word embeddings of the packaged model stay as they are: most of its weights, and of words that training never sees, too.
    """
    return {
        name: weight.detach().clone() for name, weight in network.state_dict().items() if not name.endswith(WORD_EMBEDDINGS)
    }


def save_weights(weights: Mapping[str, Tensor], path: Path) -> None:
    """Write matrices as signed bytes with a scale a row, all else as half floats."""
    tensors: dict[str, Tensor] = {}
    for name, weight in weights.items():
        if weight.dim() < 2:
            tensors[name] = weight.half()
            continue
        scale = (weight.abs().amax(1, keepdim=True) / 127).clamp(min=1e-12)
        tensors[name] = (weight / scale).round().to(int8)
        tensors[name + SCALE] = scale.half()
    save_file(tensors, path)


def load_tensors(path: Path) -> dict[str, Tensor]:
    """Read what `save_weights` wrote, as floats. Raises IndexUnusable if the file is damaged."""
    return {name: torch.from_numpy(weight) for name, weight in load_weights(path).items()}
