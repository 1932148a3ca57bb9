"""Whether a text states a value: the one rule of comparison that cases and metrics share."""

import re
from decimal import Decimal

DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# "One" is left out: it is mostly no number.
IN_WORDS = {
    word: Decimal(value)
    for value, word in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=2)
}


def normalised(text: str) -> str:
    """Lower case, one kind of dash, quote and space; so that only the words and figures count."""
    text = re.sub(r"[‐‑‒–—−]", "-", text.lower()).replace("’", "'").replace("“", '"').replace("”", '"')
    return " ".join(re.sub(r"[*_`]", "", text).split())


def states(text: str, value: str) -> bool:
    """Whether `value` occurs in `text` between word boundaries; "5 months" does not in "2.5 months"."""
    wanted = normalised(value)
    before = r"(?<!\d[.,])" if wanted[:1].isdigit() else ""
    after = r"(?![.,]\d)" if wanted[-1:].isdigit() else ""
    return re.search(rf"(?<!\w){before}{re.escape(wanted)}(?!\w){after}", normalised(text)) is not None


def numbers(text: str) -> frozenset[Decimal]:
    """The numbers in a text: 1,200 is 1200, and "six" is 6."""
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text.lower())
    in_words = {IN_WORDS[word] for word in re.findall(r"[a-z]+", text) if word in IN_WORDS}
    return frozenset(map(Decimal, re.findall(r"\d+(?:\.\d+)?", text))) | in_words
