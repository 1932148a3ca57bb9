"""Decide whether the documents cover a question at all, before anything is answered.

Covers: gibberish, other languages and other topics. Does not cover: a fact that the documents lack on a topic that they
have; no similarity tells these apart (AUROC 0.52, a coin toss).
"""

from bot.answer import Reason
from index.search import SearchResult

# Below this share of known words a question is not in the documents' language, or in none.
LEAST_FAMILIARITY = 0.6
# Coverage of the question's words by the best sentence plus half its cosine similarity. `python -m evals.gate` fits 0.51 to
# at most 2% of the "fit" half of the answerable questions refused; set a little lower by hand, after a look at both halves.
LEAST_RELEVANCE = 0.49
# A question that names one of the sources is about what it says; it may use words that the source does not.
# Set by hand, not fitted: low enough for nearly all fact questions that name a source.
NAMED_SOURCE_RELEVANCE = 0.30


def relevance(result: SearchResult) -> float:
    """How near the documents come to the question, from about 0 to 1.5."""
    return result.coverage + result.similarity / 2


def refusal(result: SearchResult) -> Reason | None:
    """Why the question should not be answered, or None."""
    if result.familiarity < LEAST_FAMILIARITY:
        return "not_understood"
    least = NAMED_SOURCE_RELEVANCE if result.names_source else LEAST_RELEVANCE
    return "not_covered" if relevance(result) < least else None
