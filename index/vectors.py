"""Nearest neighbours by inner product, with ids: exact while that is fast, then approximate. The only importer of faiss."""

from math import log2, sqrt
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.embed import Vectors

EXACT = "Flat"
# Comparing all of so many, of 384 dimensions, takes one core some 15 ms; of a million 160 ms (evals/bench.py).
EXACT_UP_TO = 100_000
# Lists that are read of those that the vectors were sorted into. Of a million noisy copies of 5,000 centres this finds 0.998 of
# the ten nearest, in some 3 ms; 8 lists find 0.997, but real sentences do not lie in clusters as neat. Vectors of half the bits
# find 0.986 of a million, of a quarter 0.986 of 50,000; a graph (HNSW) finds as many, but takes nine times as long to build.
PROBES = 32
# Enough for centres to settle: more rounds, or more vectors for each, take minutes and find no more.
TRAINING_ROUNDS = 10
TRAINED_ON = 64


def kind_for(count: int) -> str:
    """How so many vectors are searched, as FAISS describes it: "Flat" compares them all, "IVF2048,Flat" sorts them into 2,048
    lists, each around a centre, and compares those in the lists whose centres are nearest."""
    return EXACT if count <= EXACT_UP_TO else f"IVF{2 ** round(log2(2 * sqrt(count)))},{EXACT}"


class VectorIndex:
    """A FAISS index. It is made anew with each generation: nothing is ever deleted from it, so nothing can come back."""

    def __init__(self, faiss_index: faiss.Index) -> None:
        self._faiss = faiss_index

    @classmethod
    def build(cls, kind: str, ids: NDArray[np.int64], vectors: Vectors) -> "VectorIndex":
        """Unit vectors of shape (n, d) under their n ids. `kind` is as from `kind_for`."""
        faiss_index: Any = faiss.index_factory(vectors.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
        if kind == EXACT:
            faiss_index = faiss.IndexIDMap2(faiss_index)
        else:
            faiss_index.nprobe = PROBES
            faiss_index.cp.niter, faiss_index.cp.max_points_per_centroid = TRAINING_ROUNDS, TRAINED_ON
            faiss_index.train(np.ascontiguousarray(vectors))
        faiss_index.add_with_ids(np.ascontiguousarray(vectors), ids)
        return cls(faiss_index)

    @classmethod
    def load(cls, path: Path) -> "VectorIndex":
        """Map what `save` wrote: of an approximate index only the lists that are searched are read. The caller has checked the
        file's checksum."""
        return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP))

    def save(self, path: Path) -> None:
        # By our hands: faiss itself would not raise OSError on a full disk, nor notice one that fills up at the very end.
        path.write_bytes(faiss.serialize_index(self._faiss).data)

    def __len__(self) -> int:
        return int(self._faiss.ntotal)

    def search(self, vector: Vectors, count: int) -> list[tuple[int, float]]:
        """Up to `count` of the nearest as (id, cosine similarity), best first: as many as there are, if the search is exact."""
        scores, ids = self._faiss.search(vector.reshape(1, -1), min(count, len(self)))
        # In the lists that were read there may be fewer: the rest is filled with -1.
        return [(int(id_), float(score)) for id_, score in zip(ids[0], scores[0], strict=True) if id_ >= 0]
