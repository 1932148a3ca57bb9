"""Does this sentence answer this question? Similarity cannot tell: on the evaluation's questions that stay on the topic and
ask for a fact that the documents lack, its AUROC is 0.51. A ranker that reads both together can tell better.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import numpy as np

from index.candidates import Candidate, Encoded, Marks, Tokenize, encode
from index.embed import Vectors, file_sha256, minilm_folder
from index.errors import IndexUnusable

WEIGHTS = Path(__file__).parent / "ranker.safetensors"


class Ranker(Protocol):
    """`identity` names the weights."""

    @property
    def identity(self) -> str: ...

    def logits(self, question: str, candidates: Sequence[Candidate]) -> list[Vectors]:
        """For each candidate one logit a sentence, shape (sentences,): above 0 it rather answers the question than not."""
        ...


class MiniLMRanker:
    """A Ranker on the CPU: all-MiniLM-L6-v2 grown into a cross-encoder by `make tune`.

    From its making on torch divides no operation of this process among threads: each row is read by one thread from end to
    end. Threads that share an operation wait for each other at the end of each, and beside a chat model that writes most of
    their time is waiting (evals/LOG.md). Raises IndexUnusable if its weights are missing.
    """

    def __init__(self, weights: Path = WEIGHTS) -> None:
        if not weights.is_file():
            raise IndexUnusable(f"the ranker's weights are missing ({weights}); fetch the project anew, or run 'make tune'")
        from torch import set_num_threads
        from transformers.utils.logging import disable_progress_bar

        from index.scorer import Scorer  # seconds: only when something is ranked
        from index.weights import load_weights

        disable_progress_bar()  # type: ignore[no-untyped-call]
        self.identity = weights_identity(weights)
        self._tokenize, self._marks = minilm_tokenizer()
        self._scorer = Scorer().eval()
        self._scorer.restore(load_weights(weights))
        set_num_threads(1)
        self._readers = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="ranker")

    def logits(self, question: str, candidates: Sequence[Candidate]) -> list[Vectors]:
        found = [np.zeros(len(candidate.sentences), np.float32) for candidate in candidates]
        rows = [
            (place, row)
            for place, candidate in enumerate(candidates)
            for row in encode(question, candidate, range(len(candidate.sentences)), self._tokenize, self._marks)
        ]
        rows.sort(key=lambda one: -len(one[1]))  # the longest first, so that no thread ends long after the others
        for (place, row), scores in zip(rows, self._readers.map(self._read, (row for _, row in rows)), strict=True):
            found[place][list(row.positions)] = scores
        return found

    def _read(self, row: Encoded) -> Vectors:
        from torch import inference_mode

        with inference_mode():
            scores: Vectors = self._scorer([row])[0].numpy()
        return scores


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
