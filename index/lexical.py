"""Lexical search: BM25 over stemmed words. The only importer of bm25s and Stemmer."""

import logging
import re
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_EN

# It sets its own logger to DEBUG.
logging.getLogger("bm25s").setLevel(logging.WARNING)
WORD = re.compile(r"\b\w\w+\b")
STOP_WORDS = frozenset(STOPWORDS_EN)


class LexicalIndex:
    """BM25 (Lucene's variant) over texts that are known by their position."""

    def __init__(self, bm25: bm25s.BM25) -> None:
        self._bm25 = bm25

    @classmethod
    def build(cls, texts: Sequence[str]) -> "LexicalIndex":
        bm25 = bm25s.BM25()
        # An all-stop-word corpus would leave no vocabulary; the placeholder is no word that anybody searches.
        bm25.index([stems(text) or ["\x00"] for text in texts], show_progress=False)
        return cls(bm25)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read what `save` wrote; the caller has checked the files' checksums. Nothing is unpickled."""
        return cls(bm25s.BM25.load(folder, show_progress=False, allow_pickle=False))

    def save(self, folder: Path) -> None:
        self._bm25.save(folder, show_progress=False, allow_pickle=False)

    def search(self, query: str, count: int) -> list[tuple[int, float]]:
        """Up to `count` positions with a score above 0 as (position, score), best first."""
        terms = stems(query)
        if not terms:
            return []
        scores = self._bm25.get_scores(terms)
        best = np.argsort(-scores, kind="stable")[:count]
        return [(int(position), float(scores[position])) for position in best if scores[position] > 0]


def stems(text: str) -> list[str]:
    """Lower-case English stems without stop words, in order: as bm25s tells words apart, but without the progress bars that it
    makes even where they are off, which take most of the time of a short text."""
    words = [word for word in WORD.findall(text.lower()) if word not in STOP_WORDS]
    stemmed: list[str] = Stemmer.Stemmer("english").stemWords(words)
    return stemmed
