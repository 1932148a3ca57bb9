"""Find the questions that one message asks, so that each is searched on its own.

By English question words behind a sentence's end or an "and", and by what is compared. Each is searched with the whole message
behind it, which may name what it is about, so a split too many costs little. Does not cover questions with nothing between
them, and what is asked of each of two things.
"""

import re
from dataclasses import dataclass

MOST_PARTS = 3

WORD = r"(?:wh?at|wh?ich|who|whose|wh?en|where|why|how|is|are|am|do|does|did|can|could|will|would|should|must)\b"
ASKS = re.compile(WORD, re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.?!;…])\s+")
JOINT = re.compile(rf",?\s+(?:and|&|plus|n)\s+(?=(?:(?:for|in|at|by|until|from|with|to|of)\s+)?{WORD})", re.IGNORECASE)
MORE = re.compile(
    r"\b(?:more|less|better|longer|shorter|cheaper|higher|lower|earlier|later|versus|vs|compared)\b", re.IGNORECASE
)
# A figure is nothing to search for: "less than £300", "five or more".
BESIDE = re.compile(r",?\s+(?:or(?! more| less)|than(?! \W?\d)|versus|vs\.?|compared (?:with|to))\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """One question of a message: `asked` is to be shown, `searched` is understood alone."""

    asked: str
    searched: str


def parts(question: str) -> tuple[Part, ...]:
    """The questions that a message asks, in order, at most MOST_PARTS; the message unchanged if it asks one thing."""
    pieces = [piece for sentence in SENTENCE_END.split(question) for piece in JOINT.split(sentence)]
    asked = [piece for piece in pieces if asks(piece)][:MOST_PARTS]
    if len(asked) < 2 and MORE.search(question):
        asked = BESIDE.split(question)[:MOST_PARTS]
    if len(asked) < 2:
        return (Part(question, question),)
    return tuple(Part(piece, f"{piece} {question}") for piece in asked)


def asks(sentence: str) -> bool:
    """Whether a sentence is a question, perhaps without its mark."""
    return sentence.endswith("?") or bool(ASKS.match(sentence))
