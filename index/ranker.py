"""Does this sentence answer this question? Similarity cannot tell: on the evaluation's questions that stay on the topic and
ask for a fact that the documents lack, its AUROC is 0.51. A ranker that reads both together can tell better.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from index.candidates import Candidate, Encoded, Marks, Tokenize, encode
from index.embed import Vectors
from index.errors import IndexUnusable
from index.hashes import file_sha256
from index.minilm import Network, minilm_tokenizer
from index.weights import load_weights

WEIGHTS = Path(__file__).parent / "ranker.safetensors"
# What the names of the network's weights begin with; the others are of its head.
BODY, HEAD = "body.", {"head.weight", "head.bias"}


class Ranker(Protocol):
    """`identity` names the weights."""

    @property
    def identity(self) -> str: ...

    def logits(self, question: str, candidates: Sequence[Candidate]) -> list[Vectors]:
        """For each candidate one logit a sentence, shape (sentences,): above 0 it rather answers the question than not."""
        ...


class MiniLMRanker:
    """A Ranker on the CPU: all-MiniLM-L6-v2 grown into a cross-encoder by `make tune`; tuning/scorer.py is its twin there.

    A sentence's logit reads the mean of its tokens' states beside that of the first token, which has seen the whole passage,
    so a sentence is judged in its place: by the heading and the lead-in above it, and by what its neighbours say.
    Raises IndexUnusable if its weights are missing or damaged.
    """

    def __init__(self, weights: Path = WEIGHTS) -> None:
        if not weights.is_file():
            raise IndexUnusable(f"the ranker's weights are missing ({weights}); fetch the project anew, or run 'make tune'")
        self.identity = weights_identity(weights)
        self._tokenize, self._marks = ranker_tokenizer()
        loaded = load_weights(weights)
        if not loaded.keys() >= HEAD:
            raise IndexUnusable(f"{weights} holds no ranker; fetch the project anew, or run 'make tune'")
        body = {name.removeprefix(BODY): loaded[name] for name in loaded if name.startswith(BODY)}
        self._network = Network(body, in_bytes=True)  # of 165 calibration cases as many are right (evals/LOG.md)
        (self._of_sentence, self._of_whole), self._bias = np.split(loaded["head.weight"][0], 2), loaded["head.bias"]

    def logits(self, question: str, candidates: Sequence[Candidate]) -> list[Vectors]:
        found = [np.zeros(len(candidate.sentences), np.float32) for candidate in candidates]
        rows = [
            (place, row)
            for place, candidate in enumerate(candidates)
            for row in encode(question, candidate, range(len(candidate.sentences)), self._tokenize, self._marks)
        ]
        read = self._network.map(self._read, [row for _, row in rows])
        for (place, row), scores in zip(rows, read, strict=True):
            found[place][list(row.positions)] = scores
        return found

    def _read(self, row: Encoded) -> Vectors:
        states = self._network.states(row.ids, row.part)
        numbers = np.arange(1, len(row.positions) + 1)
        member = (np.array(row.sentence) == numbers[:, None]).astype(np.float32)
        means = member @ states / member.sum(1, keepdims=True).clip(min=1)
        logits: Vectors = means @ self._of_sentence + states[0] @ self._of_whole + self._bias
        return logits


def weights_identity(weights: Path) -> str:
    """What a Ranker with these weights is called."""
    return f"ranker:{file_sha256(weights)[:12]}"


def ranker_tokenizer() -> tuple[Tokenize, Marks]:
    """The packaged model's tokenizer, and the tokens that open and close a text."""
    tokenizer = minilm_tokenizer()

    def tokenize(text: str) -> list[int]:
        return tokenizer.encode(text, add_special_tokens=False).ids

    return tokenize, Marks(*tokenizer.encode("").ids)
