"""Which language a question is in, and what to say to those whose questions are not put into English (`languages.json`).

By py3langid, a naive Bayes classifier over byte n-grams. English always has the benefit of the doubt, however it is spelt.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# A question is in another language from this probability on, if that of English is under MOST_ENGLISH. Over 3,600 English
# messages and 280 questions in 14 languages these take no English one for another, and find 277 of the 280 (evals/LOG.md).
LEAST = 0.3
MOST_ENGLISH = 0.05
# One or two words say little ("two rows" is as good in Polish): then English has to be still less likely.
SHORT = 2
MOST_ENGLISH_IF_SHORT = 0.005


@dataclass(frozen=True)
class Language:
    """`name` is the English one; `translated`: whether the default model was measured to translate at least four of five
    questions rightly or usably (evals/LOG.md); `ask_in_english` asks, in the language, to be asked in English."""

    name: str
    translated: bool
    ask_in_english: str


LANGUAGES = {
    code: Language(**language)
    for code, language in json.loads(Path(__file__).with_name("languages.json").read_text(encoding="utf-8")).items()
}


def language_of(question: str) -> Language | None:
    """The language of LANGUAGES that a question is in; None for English, and for what may be English, another or none."""
    ranked = identifier().rank(question)
    code, probability = ranked[0]
    most_english = MOST_ENGLISH if len(question.split()) > SHORT else MOST_ENGLISH_IF_SHORT
    return LANGUAGES.get(code) if probability >= LEAST and dict(ranked)["en"] < most_english else None


@cache
def identifier() -> LanguageIdentifier:
    """The classifier of 139 languages, loaded once: a second, 75 MB."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
