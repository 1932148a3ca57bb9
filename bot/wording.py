"""What the bot says in its own words: refusals, small talk, and what it is."""

import re
from collections.abc import Sequence

from bot.answer import Reason

WHAT_I_AM = "I am a machine. I answer only from the documents listed here, and show where every sentence comes from."

REFUSALS: dict[Reason, str] = {
    "not_covered": "The documents that I have do not answer this.",
    "none_chosen": "I found passages on this topic, but none that answers your question.",
    "not_understood": "I could not make sense of this question. Please ask in English, in a short sentence.",
}
NEARBY = "They do cover: {topics}."
ASK_A_PERSON = "For anything else, please ask an adviser."

# Each is matched against the whole message, so that "Hi, what is the pay?" is searched.
GREETING = re.compile(r"(?:hi|hello|hey|good (?:morning|afternoon|evening)|hola|bonjour|hallo)(?: \w+)?\W*", re.IGNORECASE)
THANKS = re.compile(
    r"[^?]{0,20}\b(?:thanks?|thank you|thx|cheers|merci|gracias|danke)\b"
    r"(?!(?:[^?]*[,.;:!–-])?\s*(?:(?:and|but|so|now)\s+)?(?:what|which|who|how|where|when|why|is|are|do|does|can|should|tell)\b)"
    r"[^?]{0,40}",
    re.IGNORECASE,
)
FAREWELL = re.compile(r"(?:bye|goodbye|see you)\b[^?]{0,20}", re.IGNORECASE)
ABOUT_ME = re.compile(
    r".{0,20}\b(?:(?:who|what) are you|are you (?:an? )?(?:robot|human|person|machine|bot|ai|real))\b.{0,20}", re.IGNORECASE
)
SMALL_TALK = (
    (ABOUT_ME, WHAT_I_AM),
    (GREETING, "Hello! What would you like to know?"),
    (THANKS, "You're welcome. Is there anything else that you would like to know?"),
    (FAREWELL, "Goodbye, and good luck!"),
)


def small_talk(message: str) -> str | None:
    """A reply to a greeting, to thanks, or to "what are you?"; None if something is asked of the documents."""
    return next((reply for pattern, reply in SMALL_TALK if pattern.fullmatch(message)), None)


def refusal_text(reason: Reason, nearby: Sequence[str]) -> str:
    """A short, honest refusal with what the documents do cover."""
    parts = [REFUSALS[reason]]
    if nearby:
        parts.append(NEARBY.format(topics="; ".join(nearby)))
    return " ".join([*parts, ASK_A_PERSON])
