"""The shipped fakes of the Embedder and Ranker seams: no model, no waiting, the same numbers on every machine."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from index.candidates import Candidate
from index.embed import Encoding, Vectors

WORD = re.compile(r"\w+")
OPEN, CLOSE = "[open]", "[close]"


class HashingEmbedder:
    """Stands in for MiniLM in tests. Each word, lower case, has a fixed direction taken from its SHA-512, so texts are
    as similar as the words that they share. `encoded` lists every text that was encoded, in order.
    """

    identity = "hashing:1"
    dimensions = 64
    longest = 256
    known_words: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def count_tokens(self, text: str) -> int:
        return len(WORD.findall(text)) + 2

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        self.encoded += texts
        return [_encoding(text) for text in texts]


class OverlapRanker:
    """Stands in for the trained ranker in tests: a sentence answers as much as it shares of the question's words, those of its
    heading and lead-in among them; from -4 for none to 4 for all."""

    identity = "overlap:1"

    def logits(self, question: str, candidates: Sequence[Candidate]) -> list[Vectors]:
        asked = _words(question)
        return [
            np.array([8 * _shared(asked, f"{candidate.context} {text}") - 4 for text in candidate.sentences], np.float32)
            for candidate in candidates
        ]


def _words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)}


def _shared(asked: set[str], text: str) -> float:
    return len(asked & _words(text)) / len(asked) if asked else 0.0


def _encoding(text: str) -> Encoding:
    # Like MiniLM's, the first and last token are marks that belong to no word.
    tokens = [OPEN, *(word.lower() for word in WORD.findall(text)), CLOSE]
    digests = [hashlib.sha512(token.encode()).digest() for token in tokens]
    vectors = np.stack([_unit(np.frombuffer(digest, np.int8) + 0.5) for digest in digests])
    return Encoding(
        _unit((vectors[1:-1] if len(tokens) > 2 else vectors).sum(axis=0)).astype(np.float32),
        vectors.astype(np.float16),
        np.array([int.from_bytes(digest[:4], "big") >> 1 for digest in digests], np.int32),
    )


def _unit(vector: Vectors) -> Vectors:
    return vector / np.linalg.norm(vector)
