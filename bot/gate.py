"""Decide whether the documents answer a question, before anything is said.

Covers: gibberish, other languages, other topics, and in part facts that the documents lack on a topic that they have: AUROC
0.69 over the test split's near ones, which were written to be hard. A model that reads the quotes tells more
(bot.reply.writer).
"""

from dataclasses import dataclass
from math import exp

from bot.answer import Refusal
from index.search import SearchResult

# Below this share of known words a question is not in the documents' language, or in none.
LEAST_FAMILIARITY = 0.6
# A logistic regression (2026-11-30, `waymark eval fit`) over the calibration cases of the suite and over collections to fit on,
# each asked with and without the document that answers it (evals/elsewhere.py); a collection weighs half of the suite.
WEIGHTS = (0.39, 10.0, 1.2, 0.30)
CONSTANT = -3.46


def signals(result: SearchResult) -> tuple[float, ...]:
    """What tells whether the documents answer, one for each of WEIGHTS.

    The mean of the ranker's two best logits; the best late interaction, which tells more over the collections (AUROC 0.95 to
    0.99; 0.63 over the suite, whose questions were made to be near what its documents say); whether the question names a
    source; whether it sounds like one about work and learning.
    """
    return result.answerability, result.closeness, float(result.names_source), result.topic


def confidence(result: SearchResult) -> float:
    """How likely the documents answer the question, from 0 to 1, with as many answerable questions as others."""
    log_odds = sum(weight * signal for weight, signal in zip(WEIGHTS, signals(result), strict=True)) + CONSTANT
    return 1 / (1 + exp(-log_odds))


@dataclass(frozen=True)
class Gate:
    """Refuses a question of less confidence than `least_confidence`, and has doubts about one of less than `sure_from`;
    bot.calibration has the values to use."""

    least_confidence: float
    sure_from: float = 0.0

    def refusal(self, result: SearchResult) -> Refusal | None:
        """Why the question should not be answered, or None."""
        if result.familiarity < LEAST_FAMILIARITY:
            return "not_understood"
        return "not_covered" if confidence(result) < self.least_confidence else None

    def doubts(self, result: SearchResult) -> bool:
        """Whether an answer should begin by saying that it may be none."""
        return confidence(result) < self.sure_from
