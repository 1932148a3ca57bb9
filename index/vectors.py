"""Nearest neighbours by inner product, with ids: exact while that is fast, then approximate. The only importer of faiss."""

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.embed import Vectors

EXACT = "Flat"
EXACT_UP_TO = 200_000


def kind_for(count: int) -> str:
    """How `count` vectors are searched, as faiss describes it: "Flat" compares all of them, "IVF4096,Flat" those of the nearest
    of 4096 lists."""
    return EXACT if count <= EXACT_UP_TO else "IVF4096,Flat"


class VectorIndex:
    """A FAISS index."""

    def __init__(self, faiss_index: faiss.Index) -> None:
        self._faiss = faiss_index

    @classmethod
    def build(cls, kind: str, ids: NDArray[np.int64], vectors: Vectors) -> "VectorIndex":
        """Unit vectors of shape (n, d) under their n ids. `kind` is one of `kind_for`."""
        faiss_index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        faiss_index.add_with_ids(np.ascontiguousarray(vectors), ids)
        return cls(faiss_index)

    @classmethod
    def load(cls, path: Path) -> "VectorIndex":
        """Read what `save` wrote; the caller has checked the file's checksum."""
        return cls(faiss.read_index(str(path)))

    def save(self, path: Path) -> None:
        # By our hands: faiss itself would not raise OSError on a full disk, nor notice one that fills up at the very end.
        path.write_bytes(faiss.serialize_index(self._faiss).tobytes())

    def __len__(self) -> int:
        return int(self._faiss.ntotal)

    def search(self, vector: Vectors, count: int) -> list[tuple[int, float]]:
        """The `count` nearest as (id, cosine similarity), best first."""
        scores, ids = self._faiss.search(vector.reshape(1, -1), min(count, len(self)))
        return [(int(id_), float(score)) for id_, score in zip(ids[0], scores[0], strict=True)]
