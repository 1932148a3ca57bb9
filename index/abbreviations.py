"""Spell out abbreviations of a question that the documents spell out themselves: "ml" where they say "machine learning".

A section that happens to use the short form would else be ahead of all that say it in full.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from index.lexical import STOP_WORDS

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LENGTHS = range(2, 5)
# The documents must use the short form in capitals alone ("it" is a word, whatever IT stands for), and say the phrase this
# often, and this many times as often as the short form and as any other phrase with these initials: what is rare or doubtful is
# left as it was typed. "in the" is no phrase.
LEAST = 5
AHEAD = 3


class Abbreviations:
    """What the abbreviations in texts stand for, counted from the texts themselves."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._phrases = _phrases([WORD.findall(text) for text in texts])

    def spelt_out(self, question: str) -> str:
        """The question with each abbreviation that the texts spell out put in full, all else as it was."""
        return WORD.sub(lambda match: self._phrases.get(match[0].lower(), match[0]), question)


def _phrases(texts: Sequence[Sequence[str]]) -> dict[str, str]:
    short = Counter(word for text in texts for word in text if len(word) in LENGTHS)
    capitals = {word: count for word, count in short.items() if word.isupper() and not short[word.lower()]}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        initials = "".join(word[0].upper()[0] for word in text)
        for length in LENGTHS:
            for start in range(len(text) - length + 1):
                phrase = text[start : start + length]
                if initials[start : start + length] in capitals and STOP_WORDS.isdisjoint(map(str.lower, phrase)):
                    counts[initials[start : start + length]][" ".join(phrase).lower()] += 1
    phrases = {}
    for form, ranked in ((form, counted.most_common(2)) for form, counted in counts.items()):
        phrase, count = ranked[0]
        rivals = [capitals[form], *(rival for _, rival in ranked[1:])]
        if count >= max(LEAST, AHEAD * max(rivals)):
            phrases[form.lower()] = phrase
    return phrases
