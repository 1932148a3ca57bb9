"""Whether a question is about work and learning at all, by how it sounds and not by any document.

A logistic regression over the encoder's vector of the question (tuning/classifiers.py; `topic.json` has its weights). Does not
cover: an occupation that no document is about.
"""

from pathlib import Path
from typing import Protocol

from index.embed import Embedder, Vectors
from index.linear import load_classifier

WEIGHTS = Path(__file__).parent / "topic.json"
# Log-odds beyond it say no more.
LEAST = -6.0


class Topic(Protocol):
    """The log-odds that a question, by its vector, is about work and learning: from LEAST to 0, which is all that may be."""

    def __call__(self, vector: Vectors) -> float: ...


def any_topic(vector: Vectors) -> float:  # noqa: ARG001
    """For indexes of whatever topic."""
    return 0.0


class WorkAndLearning:
    """The trained Topic. Raises as load_classifier does."""

    def __init__(self, embedder: Embedder, path: Path = WEIGHTS) -> None:
        self._classifier = load_classifier(path, embedder)

    def __call__(self, vector: Vectors) -> float:
        elsewhere, ours = self._classifier.scores(vector)
        return float(min(0.0, max(LEAST, ours - elsewhere)))
