"""How somebody feels who writes a message, where no list of phrases foresees the words (bot.care.care has the lists).

A multinomial logistic regression over the encoder's vector of the message; `make tune` trains it (tuning/feelings.py) and
writes `feelings.json`. English only: a message of mostly unknown words is not judged.
"""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, Protocol, get_args

import numpy as np

from bot.errors import SettingsError
from bot.understanding.plain import plain
from index.embed import Embedder
from index.errors import StorageError

Feeling = Literal["none", "distress", "crisis"]
FEELINGS: tuple[Feeling, ...] = get_args(Feeling)

WEIGHTS = Path(__file__).parent / "feelings.json"
# From these probabilities on; the second is that of a crisis or distress. Chosen so that of 1,000 questions of SQuAD about 4
# get a kind word, and of messages with such words in another sense 5 in 100; evals/LOG.md has what higher ones miss.
CRISIS_FROM, DISTRESS_FROM = 0.4, 0.35
# Below this share of everyday words the vector says little: of gibberish and other languages.
LEAST_KNOWN = 0.6
WORD = re.compile(r"[a-z]{3,}")


class Empathy(Protocol):
    """Tells what a message sounds like."""

    def __call__(self, message: str) -> Feeling: ...


def unmoved(message: str) -> Feeling:  # noqa: ARG001
    """For whoever goes by the lists alone."""
    return "none"


@dataclass(frozen=True)
class Weights:
    """`coefficients` has a row, and `constants` a number, for each of FEELINGS. `embedder` names whose vectors they are for."""

    embedder: str
    coefficients: list[list[float]]
    constants: list[float]

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)) + "\n", encoding="utf-8")


class LearnedEmpathy:
    """An Empathy that was trained. Raises SettingsError if that was with another embedder's vectors."""

    def __init__(self, embedder: Embedder, path: Path = WEIGHTS) -> None:
        weights = load_weights(path)
        if weights.embedder != embedder.identity:
            raise SettingsError(f"{path} was trained for {weights.embedder}, not {embedder.identity}; run 'make tune'")
        self._embedder = embedder
        self._coefficients, self._constants = np.array(weights.coefficients), np.array(weights.constants)

    def __call__(self, message: str) -> Feeling:
        words = WORD.findall(plain(message))
        if sum(word in self._embedder.known_words for word in words) < LEAST_KNOWN * max(len(words), 1):
            return "none"
        _, distress, crisis = self.probabilities(message)
        if crisis >= CRISIS_FROM:
            return "crisis"
        return "distress" if distress + crisis >= DISTRESS_FROM else "none"

    def probabilities(self, message: str) -> tuple[float, ...]:
        """That of each of FEELINGS."""
        (encoding,) = self._embedder.encode([message])
        odds = np.exp(self._coefficients @ encoding.vector + self._constants)
        return tuple((odds / odds.sum()).tolist())


def load_weights(path: Path) -> Weights:
    """Raises StorageError for a file that `Weights.save` did not write."""
    try:
        return Weights(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise StorageError(f"{path} is damaged ({error}); fetch the project anew, or run 'make tune'") from error
