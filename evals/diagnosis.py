"""What went wrong with a case: the first step at which the right answer was lost."""

from typing import Literal

from evals.matching import states
from evals.metrics.answers import forbidden, missing, outcome
from evals.record import Record, holds

Fault = Literal[
    "answered anyway",
    "not taken for a question",
    "refused by the gate",
    "not retrieved",
    "not packed",
    "refused by the model",
    "guard dropped it",
    "not chosen",
    "said what it must not",
    "said otherwise",
]
EXPLAINED: dict[Fault, str] = {
    "answered anyway": "The documents do not answer this, and the bot did.",
    "not taken for a question": "The bot refused to search for it.",
    "refused by the gate": "The search was not confident enough to answer at all.",
    "not retrieved": "No chunk with the evidence was among the hits.",
    "not packed": "The evidence was among the hits, but not all of it was in the passages for the answer.",
    "refused by the model": "The model had the evidence and said that it does not answer the question.",
    "guard dropped it": "The model wrote it, and a guard dropped the sentence.",
    "not chosen": "The evidence was in the passages, but the answer does not show it.",
    "said what it must not": "The answer says what a right answer never says.",
    "said otherwise": "The answer cites the evidence, but lacks the words that were asked for.",
}


def fault(record: Record) -> Fault | None:
    """Where it went wrong; None for a case that ended as it should. Modes without a search are not blamed for it."""
    if outcome(record) in ("right", "rightly refused"):
        return None
    if not record.case.answerable:
        return "answered anyway"
    if record.error:
        return "not taken for a question"
    if record.reason in ("not_covered", "not_understood", "smalltalk"):
        return "refused by the gate"
    if forbidden(record):
        return "said what it must not"
    searched = record.confidence is not None
    if searched and not {hit.chunk for hit in record.hits} & set(record.relevant):
        return "not retrieved"
    if searched and not all(holds(record.packed, quote) for quote in record.evidence):
        return "not packed"
    if record.abstained:
        return "refused by the model"
    if any(states(sentence, value) for group in missing(record) for value in group for sentence in record.dropped):
        return "guard dropped it"
    cited = tuple(citation.place for citation in record.citations)
    return "said otherwise" if all(holds(cited, quote) for quote in record.evidence) else "not chosen"
