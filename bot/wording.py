"""What the bot says in its own words: refusals, small talk, and what it is."""

import re
from collections.abc import Sequence

from bot.answer import Reason

WHAT_I_AM = "I am a machine. I answer only from the documents listed here, and show where every sentence comes from."

REFUSALS: dict[Reason, str] = {
    "not_covered": "The documents that I have do not answer this.",
    "none_chosen": "I found passages on this topic, but none that answers your question.",
    "not_understood": "I could not make sense of this question. My documents are in English: please ask in English, in a short sentence.",
}
NEARBY = "They do cover: {topics}."
ASK_A_PERSON = "For anything else, please ask an adviser."

SMALLTALK = (
    (
        re.compile(r"\b(?:thanks?|thank you|thx|cheers|merci|gracias|danke)\b", re.IGNORECASE),
        "You're welcome. Is there anything else that you would like to know?",
    ),
    (
        re.compile(r"^(?:hi|hello|hey|good (?:morning|afternoon|evening)|hola|bonjour|hallo)\b", re.IGNORECASE),
        "Hello! What would you like to know?",
    ),
    (re.compile(r"^(?:bye|goodbye|see you)\b", re.IGNORECASE), "Goodbye, and good luck!"),
    (
        re.compile(
            r"\b(?:who|what) are you\b|\bare you (?:a |an )?(?:robot|human|person|machine|bot|ai|real)\b", re.IGNORECASE
        ),
        WHAT_I_AM,
    ),
)
# Longer ones ("Hi, I am 17 and would like to know …") have a question in them.
SMALLTALK_WORDS = 6


def small_talk(question: str) -> str | None:
    """A reply to a greeting, to thanks, or to "what are you?"; None if something is asked of the documents."""
    if len(question.split()) > SMALLTALK_WORDS:
        return None
    return next((reply for pattern, reply in SMALLTALK if pattern.search(question)), None)


def refusal_text(reason: Reason, nearby: Sequence[str]) -> str:
    """A short, honest refusal with what the documents do cover."""
    parts = [REFUSALS[reason]]
    if nearby:
        parts.append(NEARBY.format(topics="; ".join(nearby)))
    return " ".join([*parts, ASK_A_PERSON])
