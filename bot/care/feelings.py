"""How somebody feels who writes a message, where no list of phrases foresees the words (bot.care.care has the lists).

A multinomial logistic regression over the encoder's vector of the message; `make tune` trains it (tuning/classifiers.py)
and writes `feelings.json`. English only: a message of mostly unknown words is not judged.
"""

import re
from pathlib import Path
from typing import Literal, Protocol, get_args

from bot.understanding.plain import plain
from index.embed import Embedder
from index.linear import load_classifier

Feeling = Literal["none", "distress", "crisis"]
FEELINGS: tuple[Feeling, ...] = get_args(Feeling)

WEIGHTS = Path(__file__).parent / "feelings.json"
# From these probabilities on; the second is that of a crisis or distress. Chosen so that of 1,000 questions of SQuAD 3 or 4
# get a kind word, and of messages with such words in another sense 5 in 100; evals/LOG.md has what higher ones miss.
CRISIS_FROM, DISTRESS_FROM = 0.35, 0.3
# Below this share of everyday words the vector says little: of gibberish and other languages.
LEAST_KNOWN = 0.6
WORD = re.compile(r"[a-z]{3,}")


class Empathy(Protocol):
    """Tells what a message sounds like."""

    def __call__(self, message: str) -> Feeling: ...


def unmoved(message: str) -> Feeling:  # noqa: ARG001
    """For whoever goes by the lists alone."""
    return "none"


class LearnedEmpathy:
    """The trained Empathy. Raises as index.linear.load_classifier does."""

    def __init__(self, embedder: Embedder, path: Path = WEIGHTS) -> None:
        self._embedder = embedder
        self._classifier = load_classifier(path, embedder)

    def __call__(self, message: str) -> Feeling:
        words = WORD.findall(plain(message))
        if sum(word in self._embedder.known_words for word in words) < LEAST_KNOWN * max(len(words), 1):
            return "none"
        (encoding,) = self._embedder.encode([message])
        _, distress, crisis = self._classifier.probabilities(encoding.vector)
        if crisis >= CRISIS_FROM:
            return "crisis"
        return "distress" if distress + crisis >= DISTRESS_FROM else "none"
