"""Lexical search: BM25 over stemmed words. The only importer of bm25s and Stemmer.

bm25s has the stop words, and the variant is the one that it takes by itself. Its own index is not used: its scores depend on
all texts at once, so that one that has changed means to count all of them again.
"""

import json
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_EN
from numpy.typing import NDArray
from scipy import sparse

WORD = re.compile(r"\b\w\w+\b")
STOP_WORDS = frozenset(STOPWORDS_EN)
# How soon a word that is repeated counts for no more, and how much it counts for less in a longer text.
K1, B = 1.5, 0.75
ARRAYS = ("data", "indices", "indptr")


class LexicalIndex:
    """BM25 (Lucene's variant) over texts that are known by their position: how often each of them, a row, has each stem of the
    vocabulary, a column. What these are worth follows when something is searched."""

    def __init__(self, vocabulary: Sequence[str], counts: sparse.csr_array) -> None:
        self._vocabulary = {stem: column for column, stem in enumerate(vocabulary)}
        self._counts = counts

    @classmethod
    def build(cls, texts: Sequence[str]) -> "LexicalIndex":
        vocabulary: dict[str, int] = {}
        columns = [[vocabulary.setdefault(stem, len(vocabulary)) for stem in stems(text)] for text in texts]
        ends = np.cumsum([0, *map(len, columns)])
        flat = np.fromiter((column for row in columns for column in row), np.int32, ends[-1])
        counts = sparse.csr_array((np.ones(len(flat), np.uint16), flat, ends), shape=(len(texts), len(vocabulary)))
        counts.sum_duplicates()
        return cls(list(vocabulary), counts)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read what `save` wrote; the caller has checked the files' checksums. Nothing is unpickled."""
        vocabulary = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        data, indices, indptr = (np.load(folder / f"{name}.npy") for name in ARRAYS)
        return cls(vocabulary, sparse.csr_array((data, indices, indptr), shape=(len(indptr) - 1, len(vocabulary))))

    def save(self, folder: Path) -> None:
        """Raises OSError if the disk refuses."""
        folder.mkdir(exist_ok=True)
        (folder / "vocabulary.json").write_text(json.dumps(list(self._vocabulary), ensure_ascii=False), encoding="utf-8")
        for name in ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self._counts, name))

    def __len__(self) -> int:
        return int(self._counts.shape[0])

    def updated(self, texts: Sequence[str], positions: NDArray[np.int64]) -> "LexicalIndex":
        """The index of the texts at `positions` among those here and, counted on, `texts`. Stems of no other text are gone."""
        added = LexicalIndex.build(texts)
        vocabulary = dict(self._vocabulary)
        columns = np.array([vocabulary.setdefault(stem, len(vocabulary)) for stem in added._vocabulary], np.int32)
        widened = [
            sparse.csr_array((counts.data, indices, counts.indptr), shape=(counts.shape[0], len(vocabulary)))
            for counts, indices in ((self._counts, self._counts.indices), (added._counts, columns[added._counts.indices]))
        ]
        counts = sparse.vstack(widened, format="csr")[positions]
        used = np.unique(counts.indices)
        stems_ = list(vocabulary)
        return LexicalIndex([stems_[column] for column in used], counts[:, used])

    def search(self, query: str, count: int) -> list[tuple[int, float]]:
        """Up to `count` positions with a score above 0 as (position, score), best first."""
        worth = self._worth
        scores = np.zeros(len(self), np.float32)
        for column in (self._vocabulary[stem] for stem in stems(query) if stem in self._vocabulary):
            held = slice(worth.indptr[column], worth.indptr[column + 1])
            scores[worth.indices[held]] += worth.data[held]
        best = np.argsort(-scores, kind="stable")[:count]
        return [(int(position), float(scores[position])) for position in best if scores[position] > 0]

    @cached_property
    def _worth(self) -> sparse.csc_array:
        """What each stem of each text adds to its score if it is searched."""
        counts = self._counts.tocsc().astype(np.float32)
        held_by = np.diff(counts.indptr)
        rarity = np.log(1 + (len(self) - held_by + 0.5) / (held_by + 0.5)).astype(np.float32)
        lengths = self._counts.sum(axis=1, dtype=np.float32)
        damping = K1 * (1 - B + B * lengths / max(lengths.sum() / max(len(self), 1), 1.0))
        counts.data = np.repeat(rarity, held_by) * counts.data / (counts.data + damping[counts.indices])
        return counts


def stems(text: str) -> list[str]:
    """Lower-case English stems without stop words, in order: as bm25s tells words apart, but without the progress bars that it
    makes even where they are off, which take most of the time of a short text."""
    words = [word for word in WORD.findall(text.lower()) if word not in STOP_WORDS]
    stemmed: list[str] = Stemmer.Stemmer("english").stemWords(words)
    return stemmed
