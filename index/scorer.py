"""The network of the ranker: MiniLM over a question and a passage together, and a score for each sentence.

A sentence's score reads the mean of its tokens' states beside that of the first token, which has seen the whole passage,
so a sentence is judged in its place: by the heading and the lead-in above it, and by what its neighbours say.
The word embeddings are the packaged ones; `ranker.safetensors` holds all else, a byte a weight (tuning/README.md).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import AutoModel

from index.candidates import Encoded
from index.embed import minilm_folder

WORD_EMBEDDINGS = "embeddings.word_embeddings.weight"
SCALE = ".scale"


class Scorer(nn.Module):
    """Scores are logits: above 0 a sentence rather answers the question than not."""

    def __init__(self) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(str(minilm_folder()), local_files_only=True)
        self.body.pooler = None  # of the published model; its weights are not used
        self.body.get_input_embeddings().weight.requires_grad_(False)
        self.head = nn.Linear(2 * self.body.config.hidden_size, 1)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, batch: Sequence[Encoded]) -> Tensor:
        """Logits, shape (passages, the most sentences of one); those beyond a passage's own sentences mean nothing."""
        ids, part, sentence, mask = (_padded(rows) for rows in zip(*map(_rows, batch), strict=True))
        states = self.body(input_ids=ids, token_type_ids=part, attention_mask=mask).last_hidden_state.float()
        most = int(sentence.max())
        member = nn.functional.one_hot(sentence, most + 1)[..., 1:].float()
        means = member.transpose(1, 2) @ states / member.sum(1).clamp(min=1).unsqueeze(-1)
        whole = states[:, :1].expand(-1, most, -1)
        logits: Tensor = self.head(torch.cat([means, whole], -1)).squeeze(-1)
        return logits


def _rows(encoded: Encoded) -> tuple[Sequence[int], Sequence[int], Sequence[int], Sequence[int]]:
    return encoded.ids, encoded.part, encoded.sentence, [1] * len(encoded)


def _padded(rows: Sequence[Sequence[int]]) -> Tensor:
    return nn.utils.rnn.pad_sequence([torch.tensor(row) for row in rows], batch_first=True)


def save_weights(scorer: Scorer, path: Path) -> None:
    """Write the trained weights: matrices as signed bytes with a scale a row, all else as half floats."""
    tensors: dict[str, Tensor] = {}
    for name, weight in _trained(scorer).items():
        if weight.dim() < 2:
            tensors[name] = weight.half()
            continue
        scale = (weight.abs().amax(1, keepdim=True) / 127).clamp(min=1e-12)
        tensors[name] = (weight / scale).round().to(torch.int8)
        tensors[name + SCALE] = scale.half()
    save_file(tensors, path)


def load_weights(scorer: Scorer, path: Path) -> None:
    """Read what `save_weights` wrote. Raises RuntimeError if the file holds other weights than the network has."""
    tensors = load_file(path)
    weights = {name: _restored(name, tensors) for name in tensors if not name.endswith(SCALE)}
    if weights.keys() != _trained(scorer).keys():
        raise RuntimeError(f"{path} does not hold the ranker's weights")
    scorer.load_state_dict(weights, strict=False)


def _restored(name: str, tensors: Mapping[str, Tensor]) -> Tensor:
    scale = tensors.get(name + SCALE)
    return tensors[name].float() if scale is None else tensors[name].float() * scale.float()


def _trained(scorer: Scorer) -> dict[str, Tensor]:
    """The weights that training changes, as copies."""
    return {name: weight.detach().clone() for name, weight in scorer.state_dict().items() if not name.endswith(WORD_EMBEDDINGS)}
