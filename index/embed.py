"""Turn texts into normalised vectors.

Of the packaged MiniLM the weights, its word embeddings aside, are replaced by those of `encoder.safetensors`: `make tune`
taught it to bring questions near the words that answer them (tuning/encoder.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexUnusable
from index.hashes import file_sha256
from index.minilm import MINILM_SHA256, Network, minilm_tokenizer
from index.weights import load_weights

Vectors = NDArray[np.float32]
TokenVectors = NDArray[np.float16]

ENCODER = Path(__file__).parent / "encoder.safetensors"


@dataclass(frozen=True)
class Encoding:
    """A text as one unit vector, shape (d,), and as one unit vector a token, shape (n, d), with the n token ids."""

    vector: Vectors
    tokens: TokenVectors
    token_ids: NDArray[np.int32]


class Embedder(Protocol):
    """`identity` names weights and settings: vectors of different identities never meet in one index.

    `longest` is how many tokens of a text it reads. `known_words` are everyday words, lower case, that a spelling
    correction must leave alone.
    """

    @property
    def identity(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    @property
    def longest(self) -> int: ...

    @property
    def known_words(self) -> frozenset[str]: ...

    def count_tokens(self, text: str) -> int:
        """How many tokens the whole text has, the marks around it included."""
        ...

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """One encoding a text, in order; texts beyond the model's length are cut there."""
        ...


class MiniLM:
    """all-MiniLM-L6-v2 on the CPU: 384 dimensions, reads the first 256 word pieces of a text.

    `weights` are what training made of it; None: as it is packaged. Raises IndexUnusable if they are missing or damaged, or
    if the packaged ones are not those that were published.
    """

    dimensions = 384
    longest = 256

    def __init__(self, weights: Path | None = ENCODER) -> None:
        self.identity = minilm_identity(weights)
        self._tokenizer = minilm_tokenizer()
        self._network = Network(load_weights(weights) if weights else None)

    @cached_property
    def known_words(self) -> frozenset[str]:
        """The whole words of the model's vocabulary, about 20,000 of the most frequent in English text."""
        return frozenset(word for word in self._tokenizer.get_vocab() if word.isalpha() and len(word) > 2)

    def count_tokens(self, text: str) -> int:
        return len(self._tokenizer.encode(text).ids)

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        return self._network.map(self._read, [self._token_ids(text) for text in texts])

    def _token_ids(self, text: str) -> list[int]:
        *ids, closing = self._tokenizer.encode(text).ids
        return [*ids[: self.longest - 1], closing]

    def _read(self, ids: list[int]) -> Encoding:
        states = self._network.states(ids, [0] * len(ids))
        mean = states.mean(0)
        tokens = states / np.linalg.norm(states, axis=1, keepdims=True)
        return Encoding(mean / np.linalg.norm(mean), tokens.astype(np.float16), np.array(ids, np.int32))


def minilm_identity(weights: Path | None = ENCODER) -> str:
    """What a MiniLM with these weights is called. Raises IndexUnusable if they are missing."""
    if weights is None:
        return f"all-MiniLM-L6-v2:{MINILM_SHA256[:12]}"
    if not weights.is_file():
        raise IndexUnusable(f"the encoder's weights are missing ({weights}); fetch the project anew, or run 'make tune'")
    return f"all-MiniLM-L6-v2:{file_sha256(weights)[:12]}"
