"""Make a question of a conversation stand on its own, so that it is searched with what it refers to."""

import re
from collections.abc import Sequence
from typing import Literal

Turn = tuple[Literal["user", "assistant"], str]

# A conversation's last questions; what was asked before them is no longer what "it" means.
LOOK_BACK = 3
OPENS = re.compile(
    r"^(?:and|or|but|so|then|also|what about|how about|what if|why|which of|what else|anything else|more|tell me more|really)\b",
    re.IGNORECASE,
)
REFERS = re.compile(
    r"\b(?:it|its|they|them|their|theirs|that|those|these|this|there|he|she|his|her|him|one|ones|both|same|else|"
    r"first|second|third|last|former|latter|others?)\b",
    re.IGNORECASE,
)
SHORT_WORDS = 3


def refers_back(question: str) -> bool:
    """Whether a question needs the one before it: it opens like an addition, points at something, or is very short."""
    words = question.split()
    return bool(OPENS.search(question)) or len(words) <= SHORT_WORDS or (len(words) <= 12 and bool(REFERS.search(question)))


def referent(question: str, history: Sequence[Turn]) -> str:
    """The earlier question that this one refers to, itself made whole; empty if it stands on its own."""
    earlier = [text for role, text in history if role == "user"][-LOOK_BACK:]
    if not earlier or not refers_back(question):
        return ""
    before = referent(earlier[-1], [("user", text) for text in earlier[:-1]])
    return f"{before} {earlier[-1]}".strip()


def standalone(question: str, refers_to: str) -> str:
    """How the question is understood, in words to show."""
    return f"{refers_to} {question}".strip()
