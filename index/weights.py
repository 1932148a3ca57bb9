"""Trained weights as they are shipped: a byte a weight."""

from collections.abc import Mapping
from pathlib import Path

from safetensors.torch import load_file, save_file
from torch import Tensor, int8, nn

SCALE = ".scale"
# Those of the packaged model stay as they are: most of its weights, and of words that training never sees, too.
WORD_EMBEDDINGS = "embeddings.word_embeddings.weight"


def trained(network: nn.Module) -> dict[str, Tensor]:
    """The weights of a network grown from MiniLM that training changes, as copies."""
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


def load_weights(path: Path) -> dict[str, Tensor]:
    """Read what `save_weights` wrote, as floats."""
    tensors = load_file(path)
    return {name: _restored(name, tensors) for name in tensors if not name.endswith(SCALE)}


def _restored(name: str, tensors: Mapping[str, Tensor]) -> Tensor:
    scale = tensors.get(name + SCALE)
    return tensors[name].float() if scale is None else tensors[name].float() * scale.float()
