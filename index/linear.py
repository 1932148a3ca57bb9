"""Logistic regressions over an embedder's vectors: small, trained by tuning/classifiers.py, stored as JSON."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embed import Embedder, Vectors
from index.errors import IndexUnusable, StorageError


@dataclass(frozen=True)
class LinearClassifier:
    """`coefficients` has a row, and `constants` a number, for each class. `embedder` names whose vectors they are for."""

    embedder: str
    coefficients: list[list[float]]
    constants: list[float]

    def scores(self, vector: Vectors) -> NDArray[np.float64]:
        """A score a class; their differences are log-odds."""
        scores: NDArray[np.float64] = np.array(self.coefficients) @ vector + np.array(self.constants)
        return scores

    def probabilities(self, vector: Vectors) -> list[float]:
        """That of each class."""
        odds = np.exp(self.scores(vector))
        return [float(probability) for probability in odds / odds.sum()]

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)) + "\n", encoding="utf-8")


def load_classifier(path: Path, embedder: Embedder) -> LinearClassifier:
    """Raises StorageError for a file that `save` did not write, IndexUnusable for one made for another embedder's vectors."""
    try:
        classifier = LinearClassifier(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise StorageError(f"{path} is damaged ({error}); fetch the project anew, or run 'make tune'") from error
    if classifier.embedder != embedder.identity:
        raise IndexUnusable(f"{path} was trained for {classifier.embedder}, not {embedder.identity}; run 'make tune'")
    return classifier
