"""Make a question of a conversation stand on its own, so that it is searched with what it refers to."""

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Literal

from bot.errors import QuestionError
from bot.questions import clean_question
from bot.wording import small_talk

Turn = tuple[Literal["user", "assistant"], str]

# A conversation's last questions; what was asked before them is no longer what "it" means.
LOOK_BACK = 3
OPENS = re.compile(
    r"^(?:and|or|but|so|then|also|what about|how about|what if|why not|which of|what else|anything else|more|tell me more)\b",
    re.IGNORECASE,
)
REFERS = re.compile(
    r"\b(?:it|its|they|them|their|theirs|those|these|this|he|she|his|her|him|ones?|both|the same|else|former|latter)\b"
    r"|\bthat\b(?=\s*(?:[?.!,]|$|is\b|was\b|too\b|mean|cost|take|one\b|job\b|work))",
    re.IGNORECASE,
)
# "How long does it take to become …": this "it" points forward, into the question itself.
POINTS_FORWARD = re.compile(r"\bit\b(?:\s+\w+){0,3}\s+to\s+\w+", re.IGNORECASE)
LONGEST_POINTING = 12
SHORT_WORDS = 3


def refers_back(question: str) -> bool:
    """Whether a question needs the one before it: it opens like an addition, points at something, or is very short."""
    words = len(question.split())
    points = bool(REFERS.search(POINTS_FORWARD.sub("", question)))
    return bool(OPENS.search(question)) or words <= SHORT_WORDS or (words <= LONGEST_POINTING and points)


def referent(question: str, history: Sequence[Turn]) -> str:
    """The earlier question that this one refers to, itself made whole; empty if it stands on its own."""
    earlier = _questions(history)[-LOOK_BACK:]
    if not earlier or not refers_back(question):
        return ""
    before = referent(earlier[-1], [("user", text) for text in earlier[:-1]])
    return f"{before} {earlier[-1]}".strip()


def standalone(question: str, refers_to: str) -> str:
    """How the question is understood, in words to show."""
    return f"{refers_to} {question}".strip()


def _questions(history: Sequence[Turn]) -> list[str]:
    """What the user asked of the documents: no small talk, and nothing that could not be searched."""
    questions = []
    for role, text in history:
        with suppress(QuestionError):
            if role == "user" and not small_talk(question := clean_question(text)):
                questions.append(question)
    return questions
