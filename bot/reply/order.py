"""The order of words: what stands beside what, and on which side of a comparison or of what is said.

Each check returns what is wrong, or an empty string. Does not cover: two things that change places in a passive sentence
that was active in the source.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise

from bot.reply.facts import HARD_END, Text, words_of
from bot.reply.figures import FIGURE, plain, values_in, written
from bot.reply.lexicon import DATE, LIGHT, MEASURES, NO_DENIAL
from index.lexical import stems

PIECE_END = re.compile(rf"\n|\||{HARD_END.pattern}")
DASH = re.compile(r"(?<=\d) *[–—-] *(?=\d)")
TOKEN = re.compile(r"\d+(?:\.\d+)?|[^\W\d_][\w+#]*|[^\w\s]")
# Words that come and go beside a figure without a change of meaning, and words that say how often.
PASSING = frozenset((
    "the", "its", "their", "your", "our", "his", "her", "my", "this", "that", "these", "those", "dollars", "euros",
    "pounds", "'", "’", "s",
))  # fmt: skip
RATES = dict.fromkeys(("an", "per", "each", "every"), "a")
# What stands beside many things of one sentence, and so tells none of them from another.
LOOSE = frozenset((
    "a", "and", "or", "of", "is", "are", "was", "were", "has", "have", "you", "he", "she", "it", "they", "through", "with",
    "which", "who", "than", "at", "least", "most", "about", "around", "roughly", "over", "under", "minimum", "maximum",
))  # fmt: skip


def swapped_neighbours(said: Text, source: Text, names: frozenset[str]) -> str:
    """A figure, unit or name right beside a word that in the source stands beside another figure, unit or name."""
    known = list(_neighbours(source.text))
    for left, right in _neighbours(said.text):
        if (left, right) in known or (right in MEASURES and left[0].isdigit()):
            continue
        taken = [other for before, other in known if before == left and _is_key(other, names)]
        if _is_key(right, names) and left not in LIGHT | LOOSE and left[0].isalnum() and taken:
            return f"{right} does not stand at {left} in the source"
        taken = [other for other, behind in known if behind == right and _is_key(other, names)]
        if _is_key(left, names) and right not in LIGHT | LOOSE and stems(right) and taken:
            return f"{left} does not stand at {right} in the source"
    return ""


def turned_round(said: Text, source: Text) -> str:
    """Two things of one clause that changed places around what is said of them, or the two sides of "than"."""
    left, right = _sides(said)
    source_left, source_right = _sides(source)
    if source_right and (right & source_left - source_right - LIGHT or left & source_right - source_left - LIGHT):
        return "compares the other way round"
    if ("by" in said.plain.split()) != ("by" in source.plain.split()):
        return ""
    order = [word for clause in said.clauses for word in clause.items if isinstance(word, str)]
    for clause in source.clauses:
        words = [word for word in clause.items if isinstance(word, str) and word not in MEASURES]
        places = [order.index(word) for word in words if words.count(word) == order.count(word) == 1]
        if any(first > second > third for first, second, third in combinations(places, 3)):
            return "turns round what the source says"
    return ""


def _sides(text: Text) -> tuple[frozenset[str], frozenset[str]]:
    before, _, behind = re.sub(rf"{NO_DENIAL.pattern}|\bthan (?=\d)", " ", text.plain).partition(" than ")
    return words_of(before), words_of(re.split(r"[,;.]", behind)[0])


def _neighbours(text: str) -> Iterator[tuple[str, str]]:
    """Pairs of stems or values that stand side by side, punctuation between them counted. "4–6" is "4 to 6"."""
    for piece in PIECE_END.split(text):
        spelled = DASH.sub(" to ", FIGURE.sub(lambda match: " ".join(map(written, values_in(match))), plain(piece)))
        tokens = [RATES.get(token, token) for token in TOKEN.findall(spelled) if token not in PASSING]
        yield from pairwise(map(_stem, tokens))


@cache
def _stem(token: str) -> str:
    return next(iter(stems(token)), token) if token[0].isalpha() else token


def _is_key(token: str, names: frozenset[str]) -> bool:
    return token[0].isdigit() or token in MEASURES | DATE | names
