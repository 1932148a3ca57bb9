"""The encodings of an index's texts, in segments that the next generation takes over as they are.

They are most of what an index weighs, some 900 MB for the occupations of O*NET. A segment is never changed: one that holds a
text which is no longer wanted is made anew without it, so what was deleted is in none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embed import Encoding, TokenVectors, Vectors

# Texts in a segment. Each change makes one or two anew, 25 kB a text; each is a mapped file while the index is in use.
SEGMENT = 2048
ARRAYS = ("vectors", "tokens", "token_ids", "starts")


@dataclass(frozen=True, eq=False)
class Segment:
    """The encodings of n texts: `vectors` of shape (n, d), `tokens` of shape (m, d) with their m `token_ids`, of which those of
    text i are starts[i] to starts[i + 1]. `folder` is where they lie, None until they are saved."""

    vectors: Vectors
    tokens: TokenVectors
    token_ids: NDArray[np.int32]
    starts: NDArray[np.int64]
    folder: Path | None = None

    @classmethod
    def build(cls, encodings: Sequence[Encoding]) -> "Segment":
        return cls(
            np.stack([encoding.vector for encoding in encodings]),
            np.concatenate([encoding.tokens for encoding in encodings]),
            np.concatenate([encoding.token_ids for encoding in encodings]),
            np.cumsum([0, *(len(encoding.token_ids) for encoding in encodings)], dtype=np.int64),
        )

    @classmethod
    def load(cls, folder: Path) -> "Segment":
        """Map what `save` wrote: the rows of a search's candidates are all that is ever read of the large arrays."""
        vectors, tokens = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in ARRAYS[:2])
        return cls(vectors, tokens, np.load(folder / "token_ids.npy"), np.load(folder / "starts.npy"), folder)

    def save(self, folder: Path) -> None:
        """Write an array a file. Raises OSError if the disk refuses."""
        folder.mkdir(parents=True)
        for name in ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))

    def __len__(self) -> int:
        return len(self.vectors)

    def encoding(self, row: int) -> Encoding:
        tokens = slice(int(self.starts[row]), int(self.starts[row + 1]))
        return Encoding(self.vectors[row], self.tokens[tokens], self.token_ids[tokens])


@dataclass(frozen=True, eq=False)
class Encodings:
    """The encodings of texts that are known by their position. `rows` are the places of the n texts, shape (n,), in all
    `segments` one after the other; every row of these is one text's."""

    segments: tuple[Segment, ...]
    rows: NDArray[np.int64]

    @classmethod
    def build(cls, encodings: Sequence[Encoding]) -> "Encodings":
        """All in one segment."""
        return cls((Segment.build(encodings),), np.arange(len(encodings)))

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, text: int) -> Encoding:
        row = int(self.rows[text])
        segment = int(np.searchsorted(self._bounds, row, side="right")) - 1
        return self.segments[segment].encoding(row - int(self._bounds[segment]))

    def vectors(self, texts: Sequence[int]) -> Vectors:
        """The unit vectors of texts, shape (len(texts), d)."""
        every: Vectors = np.concatenate([segment.vectors for segment in self.segments])
        return every[self.rows[texts]]

    def held(self) -> Iterator[tuple[Segment, NDArray[np.int64]]]:
        """Each segment with the positions of its texts."""
        positions = np.argsort(self.rows)
        for segment, start in zip(self.segments, self._bounds, strict=False):
            yield segment, positions[start : start + len(segment)]

    def document_frequencies(self) -> dict[int, int]:
        """In how many of the texts each token id occurs."""
        lengths = [np.diff(segment.starts) for segment in self.segments]
        texts = np.repeat(np.arange(len(self)), np.concatenate(lengths))
        ids = np.concatenate([segment.token_ids for segment in self.segments])
        pairs = np.unique(np.stack([texts, ids]), axis=1)
        found, counts = np.unique(pairs[1], return_counts=True)
        return {int(id_): int(count) for id_, count in zip(found, counts, strict=True)}

    @cached_property
    def _bounds(self) -> NDArray[np.int64]:
        return np.cumsum([0, *map(len, self.segments)])


NONE = Encodings((), np.empty(0, np.int64))


def taken_over(previous: Encodings, texts: Sequence[str], wanted: set[str]) -> list[tuple[Segment, list[str]]]:
    """The segments, with their texts, of the encodings of `texts` that can stay as they are: all in them is wanted, and they
    are not so small that they had better be joined."""
    held = ((segment, [texts[position] for position in positions]) for segment, positions in previous.held())
    return [(segment, inside) for segment, inside in held if 2 * len(segment) >= SEGMENT and wanted.issuperset(inside)]
