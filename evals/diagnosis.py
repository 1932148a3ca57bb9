"""What went wrong with a case: the first step at which the right answer was lost."""

from typing import Literal

from evals.matching import states
from evals.metrics.answers import ending, forbidden, lacking, text_of
from evals.record import Record, holds

Fault = Literal[
    "answered anyway",
    "not taken for a question",
    "refused by the gate",
    "said what it must not",
    "not retrieved",
    "not quoted",
    "said otherwise",
    "not stated",
    "guard dropped it",
    "not in the reply",
]
EXPLAINED: dict[Fault, str] = {
    "answered anyway": "The documents do not answer this, and the bot did.",
    "not taken for a question": "The bot refused to search for it.",
    "refused by the gate": "The search was not confident enough to answer at all.",
    "said what it must not": "The answer says what a right answer never says.",
    "not retrieved": "No chunk with the evidence was among the hits.",
    "not quoted": "The evidence was among the hits, but not all of it was quoted.",
    "said otherwise": "The answer quotes the evidence, but lacks the words that were asked for.",
    "not stated": "The quotes hold it; the model said that they do not.",
    "guard dropped it": "The quotes hold it; the model wrote it, and the sentence was dropped.",
    "not in the reply": "The quotes hold it, and the reply does not.",
}


def fault(record: Record) -> Fault | None:
    """Where it went wrong; None for a case that ended as it should, in its reply too if there is a model. A mode without a
    search is not blamed for it."""
    match ending(record):
        case "rightly not answered":
            return None
        case "answered anyway":
            return "answered anyway"
        case "refused":
            return "not taken for a question" if record.error else "refused by the gate"
        case "wrong":
            return _lost(record)
        case "right":
            return _not_replied(record)


def _lost(record: Record) -> Fault:
    if forbidden(record):
        return "said what it must not"
    if record.confidence is not None and not {hit.chunk for hit in record.hits} & set(record.relevant):
        return "not retrieved"
    return "said otherwise" if all(holds(record.cited, quote) for quote in record.evidence) else "not quoted"


def _not_replied(record: Record) -> Fault | None:
    lost = lacking(record.case, text_of(record.reply))
    if not record.prompt or not lost:
        return None
    if record.outcome == "not_stated":
        return "not stated"
    dropped = any(states(sentence, value) for group in lost for value in group for sentence in record.dropped)
    return "guard dropped it" if dropped else "not in the reply"
