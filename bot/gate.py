"""Decide whether the documents cover a question at all, before anything is answered.

Covers: gibberish, other languages and other topics. Does not cover: a fact that the documents lack on a topic that they
have; no similarity tells these apart (AUROC 0.52, a coin toss).
"""

from dataclasses import dataclass

from bot.answer import Reason
from index.search import SearchResult

# Below this share of known words a question is not in the documents' language, or in none.
LEAST_FAMILIARITY = 0.6
# A question that names one of the sources is about what it says, and may use words that the source does not. Set by hand:
# large enough for nearly all fact questions that name a source.
NAMED_SOURCE_BONUS = 0.19


def confidence(result: SearchResult) -> float:
    """How near the documents come to the question, from about 0 to 1.7: coverage of its words by the best sentence, half
    that sentence's cosine similarity, and a bonus for a source that it names."""
    return result.coverage + result.similarity / 2 + (NAMED_SOURCE_BONUS if result.names_source else 0.0)


@dataclass(frozen=True)
class Gate:
    """Refuses a question of less confidence than `least_confidence`; bot.calibration has the value to use."""

    least_confidence: float

    def refusal(self, result: SearchResult) -> Reason | None:
        """Why the question should not be answered, or None."""
        if result.familiarity < LEAST_FAMILIARITY:
            return "not_understood"
        return "not_covered" if confidence(result) < self.least_confidence else None
