"""Check what somebody typed before it is searched."""

import re
import unicodedata

from bot.errors import QuestionError

# A question and a CV of three pages.
MOST_CHARACTERS = 10_000


def clean_question(text: str) -> str:
    """The question without surplus white space, pictures and invisible characters.

    Raises QuestionError, with what to do, if it is empty, endless, not text, or without a single word.
    """
    if len(text) > MOST_CHARACTERS:
        raise QuestionError(
            f"the question has {len(text):,} characters; please ask in at most {MOST_CHARACTERS:,}, one thing at a time"
        )
    if any(_is_control(character) for character in text):
        raise QuestionError("the question contains control characters or bytes that are not text; please type it as plain text")
    question = " ".join("".join(character for character in text if not _is_picture(character)).split())
    if not text.strip():
        raise QuestionError("the question is empty; please type one, for example: How do I become a machine learning engineer?")
    if not re.search(r"\w", question):
        raise QuestionError("the question has no words; please ask in words")
    return question


def _is_control(character: str) -> bool:
    """Control characters other than white space, unpaired surrogates (undecodable bytes) and replacement characters."""
    return (unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") and not character.isspace()) or character == "\ufffd"


def _is_picture(character: str) -> bool:
    """Emoji, what joins and colours them, and other characters that cannot be seen, such as soft hyphens."""
    return (
        unicodedata.category(character) in ("So", "Cf")
        or character in "\ufe0f\u20e3"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
