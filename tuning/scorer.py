"""The network of the ranker: MiniLM over a question and a passage together, and a score for each sentence.

index/ranker.py computes the same without torch, and says why so. The word embeddings are the packaged ones;
`ranker.safetensors` holds all else (tuning/weights.py).
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from transformers import AutoModel

from index.candidates import Encoded
from index.minilm import minilm_folder


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
        most = max(len(encoded.positions) for encoded in batch)
        member = nn.functional.one_hot(sentence, most + 1)[..., 1:].float()
        means = member.transpose(1, 2) @ states / member.sum(1).clamp(min=1).unsqueeze(-1)
        whole = states[:, :1].expand(-1, most, -1)
        logits: Tensor = self.head(torch.cat([means, whole], -1)).squeeze(-1)
        return logits


def _rows(encoded: Encoded) -> tuple[Sequence[int], Sequence[int], Sequence[int], Sequence[int]]:
    return encoded.ids, encoded.part, encoded.sentence, [1] * len(encoded)


def _padded(rows: Sequence[Sequence[int]]) -> Tensor:
    return nn.utils.rnn.pad_sequence([torch.tensor(row) for row in rows], batch_first=True)
