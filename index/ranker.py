"""Does this sentence answer this question? Similarity cannot tell: on the evaluation's questions that stay on the topic and
ask for a fact that the documents lack, its AUROC is 0.51. A ranker that reads both together can tell better.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from index.candidates import Candidate, Encoded, Marks, Tokenize, encode
from index.embed import Vectors, file_sha256, minilm_folder
from index.errors import IndexUnusable

WEIGHTS = Path(__file__).parent / "ranker.safetensors"
# Rows are scored in batches of at most this many tokens, padding included.
BATCH_TOKENS = 4096


class Ranker(Protocol):
    """`identity` names the weights."""

    @property
    def identity(self) -> str: ...

    def logits(self, question: str, candidates: Sequence[Candidate]) -> list[Vectors]:
        """For each candidate one logit a sentence, shape (sentences,): above 0 it rather answers the question than not."""
        ...


class MiniLMRanker:
    """A Ranker on the CPU: all-MiniLM-L6-v2 grown into a cross-encoder by `make tune`.

    Raises IndexUnusable if its weights are missing.
    """

    def __init__(self, weights: Path = WEIGHTS) -> None:
        if not weights.is_file():
            raise IndexUnusable(f"the ranker's weights are missing ({weights}); fetch the project anew, or run 'make tune'")
        from transformers.utils.logging import disable_progress_bar

        from index.scorer import Scorer  # seconds: only when something is ranked
        from index.weights import load_weights

        disable_progress_bar()  # type: ignore[no-untyped-call]
        self.identity = weights_identity(weights)
        self._tokenize, self._marks = minilm_tokenizer()
        self._scorer = Scorer().eval()
        self._scorer.restore(load_weights(weights))

    def logits(self, question: str, candidates: Sequence[Candidate]) -> list[Vectors]:
        from torch import inference_mode

        found = [np.zeros(len(candidate.sentences), np.float32) for candidate in candidates]
        rows = [
            (place, row)
            for place, candidate in enumerate(candidates)
            for row in encode(question, candidate, range(len(candidate.sentences)), self._tokenize, self._marks)
        ]
        rows.sort(key=lambda one: len(one[1]))  # rows of like length share a batch, so that little of it is padding
        with inference_mode():
            for batch in _batches(rows):
                scores = self._scorer([row for _, row in batch]).numpy()
                for (place, row), score in zip(batch, scores, strict=True):
                    found[place][list(row.positions)] = score[: len(row.positions)]
        return found


def weights_identity(weights: Path) -> str:
    """What a Ranker with these weights is called."""
    return f"ranker:{file_sha256(weights)[:12]}"


def minilm_tokenizer() -> tuple[Tokenize, Marks]:
    """The packaged model's tokenizer, and the tokens that open and close a text."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(minilm_folder()), local_files_only=True)

    def tokenize(text: str) -> list[int]:
        ids: list[int] = tokenizer.encode(text, add_special_tokens=False, verbose=False)
        return ids

    return tokenize, Marks(tokenizer.cls_token_id, tokenizer.sep_token_id)


def _batches(rows: Sequence[tuple[int, Encoded]]) -> Iterator[list[tuple[int, Encoded]]]:
    """The rows, shortest first, in batches."""
    batch: list[tuple[int, Encoded]] = []
    for row in rows:
        if batch and len(row[1]) * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
