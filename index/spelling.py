"""Correct misspelt words of a question to words that the documents use."""

import re
from collections import Counter
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

# An apostrophe ends a word: the parts of "doesn't" and "Springboard's" are known or too short to be corrected.
WORD = re.compile(r"[^\W\d_]+")
# Shorter words have too many neighbours: "pay" is one letter from "day", "say" and "way".
SHORTEST = 4
# Contractions as they are typed in a hurry; most are a letter away from something else ("cant", "cent").
CONTRACTIONS = frozenset((
    "aint", "arent", "cant", "couldnt", "didnt", "doesnt", "dont", "gonna", "gotta", "hadnt", "hasnt", "havent", "isnt",
    "shouldnt", "thats", "theres", "theyre", "theyve", "wanna", "wasnt", "werent", "whats", "whos", "wont", "wouldnt", "youll",
    "youre", "youve",
))  # fmt: skip
# A word that is no part of "u-turn" or "mum's".
WHOLE_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]+(?![\w'’-])")
# As people type on a phone; a word that the documents use themselves is left alone.
SHORT_FORMS = {
    "abt": "about", "avg": "average", "bc": "because", "bcoz": "because", "cert": "certificate",
    "certs": "certificates", "coz": "because", "cuz": "because", "exp": "experience", "hrs": "hours", "hw": "how",
    "mth": "month", "mths": "months", "pls": "please", "plz": "please", "ppl": "people", "quals": "qualifications",
    "sth": "something", "thx": "thanks", "u": "you", "uni": "university", "ur": "your", "wat": "what",
    "wen": "when", "wht": "what", "wk": "week", "wks": "weeks", "wot": "what", "yr": "year", "yrs": "years",
}  # fmt: skip
# "15th", "9to5" and "h1b" are none.
JUMBLE = re.compile(r"\b\w*(?:[a-z]+\d+[a-z]+\d|\d[a-z]+\d+[a-z])\w*\b", re.IGNORECASE)


class Speller:
    """Corrects a word that nobody knows to the nearest word of the documents, one or two edits away, of those as near to the
    one that they use most: "corse" is a course, not a core.

    Who misspells a word hardly ever begins it with another letter (Pollock and Zamora, CACM 1984), other than by swapping the
    first two: "mutch" is not "Dutch". `texts` are what the documents say, `known` everyday words that are left alone. A
    word of `known` that is nearer than the nearest of the documents is taken for what was meant, and the question stays as it
    is.
    """

    def __init__(self, texts: Iterable[str], known: Iterable[str]) -> None:
        used = Counter(word for text in texts for word in WORD.findall(text))
        every = Counter[str]()
        for word, count in used.items():
            every[word.lower()] += count
        self._vocabulary = sorted((word for word in every if len(word) >= SHORTEST), key=lambda word: (-every[word], word))
        self._known = frozenset(known) | CONTRACTIONS
        self._known_only = sorted(word for word in self._known - set(self._vocabulary) if len(word) >= SHORTEST)
        self._right = self._known | every.keys()
        self._short_forms = {short: full for short, full in SHORT_FORMS.items() if short not in used}

    def correct(self, question: str) -> str:
        """The question with its misspelt words corrected and its short forms spelt out, all else as it was."""
        spelt_out = WHOLE_WORD.sub(lambda match: self._short_forms.get(match[0], match[0]), question)
        return WORD.sub(lambda match: self._corrected(match[0]), spelt_out)

    def familiarity(self, text: str) -> float:
        """The share of the text's longer words, from 0 to 1, that are known or of the documents; 1 if it has none.

        One strange word among known ones is passed over: it may be a name, or a trade that the documents do not treat. Beside
        longer ones short words prove nothing, and those of two letters never do: "un" and "de" are as good in Spanish as
        "an" and "to" in English. Letters and digits in a jumble ("x7q9") are a word that nobody knows.
        """
        every = [match[0].lower() for match in WORD.finditer(text)]
        found = [word for word in every if len(word) >= SHORTEST] or [word for word in every if len(word) == SHORTEST - 1]
        known = sum(self._is_right(word) for word in found)
        strange = len(found) - known + len(JUMBLE.findall(text))
        return 1.0 if strange == 0 or (strange == 1 and known) else known / (known + strange)

    def _is_right(self, word: str) -> bool:
        return word in self._right or word.rstrip("s") in self._right

    def _corrected(self, word: str) -> str:
        lower = word.lower()
        acronym = word.isupper() and len(word) < 6
        if len(word) < SHORTEST or acronym or self._is_right(lower):
            return word
        # Optimal string alignment: a swap of neighbouring letters, the commonest slip, counts as one edit.
        allowed = 1 if len(word) < 6 else 2
        candidates = [word for word in self._vocabulary if word[0] == lower[0] or word[:2] == lower[1::-1]]
        found = process.extractOne(lower, candidates, scorer=OSA.distance, score_cutoff=allowed)
        if found is None:
            return word
        nearest, distance, _ = found
        rival = process.extractOne(lower, self._known_only, scorer=OSA.distance, score_cutoff=distance - 1)
        return word if rival else nearest
