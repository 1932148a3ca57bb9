"""Checks on sentences that a model wrote: only what one source sentence says, figures and names included, is shown.

The typical error of a small model is the right number of the wrong thing, so a number, a name and what they are said
of must stand together in one sentence of the source, not somewhere in the passage.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from index.lexical import stems

# The share of a sentence's content words that its source sentence has to hold. Paraphrases of one sentence by the
# bundled model lie above it, mixtures of two below (tests/bot/test_guards.py has both).
LEAST_SUPPORT = 0.6

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NAME = re.compile(r"(?<![.!?]\s)(?<!^)(?<![\w'’])[A-Z][\w+#.'’-]*[\w+#]|\b[A-Z]{2,}\b|\bC\+\+|(?<=\s)R(?=[\s,.])")
NEGATION = re.compile(r"\b(?:not|no|never|without|none|nor|cannot|hardly|unlikely)\b|n['’]t\b", re.IGNORECASE)
# "one" is a pronoun more often than a number, so it is left out.
WORD_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100,
}  # fmt: skip
SCALES = {"thousand": 1_000, "k": 1_000, "million": 10**6, "billion": 10**9}


@dataclass(frozen=True)
class Verdict:
    """`source` is the position of the source sentence that supports the checked one; None: `problem` says what is wrong."""

    source: int | None
    problem: str = ""


def check(sentence: str, sources: Sequence[str]) -> Verdict:
    """Find the source sentence that says what `sentence` says."""
    problem = "has no cited passage"
    best: tuple[float, int] | None = None
    for position, source in enumerate(sources):
        if missing := sorted(str(number) for number in numbers(sentence) - numbers(source)):
            problem = f"{', '.join(missing)} does not stand with it in one source sentence"
        elif unknown := sorted(names(sentence) - _all_words(source)):
            problem = f"{', '.join(unknown)} does not stand with it in one source sentence"
        elif bool(NEGATION.search(sentence)) != bool(NEGATION.search(source)):
            problem = "denies what the source says, or the other way round"
        else:
            found = support(sentence, source)
            if found >= LEAST_SUPPORT and (best is None or found > best[0]):
                best = (found, position)
            elif best is None:
                problem = f"only {found:.0%} of its words are in the source sentence"
    return Verdict(best[1]) if best else Verdict(None, problem)


def numbers(text: str) -> frozenset[Decimal]:
    """The values in a text, however they are written: $1,200.00, 1200 and 1.2k are one value; "six" is 6."""
    values = set()
    for match in NUMBER.finditer(text):
        value = _value(match[0])
        after = re.match(r"\s*(thousand|million|billion|k)\b", text[match.end() :], re.IGNORECASE)
        if value is not None:
            values.add(value * SCALES[after[1].lower()] if after else value)
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in WORD_NUMBERS:
            values.add(Decimal(WORD_NUMBERS[word]))
    return frozenset(value.normalize() for value in values)


def names(text: str) -> frozenset[str]:
    """Lower-case words that are capitalised inside the sentence, and acronyms: who or what it speaks of."""
    return frozenset(match[0].lower().removesuffix("'s").removesuffix("’s") for match in NAME.finditer(text))


def support(sentence: str, source: str) -> float:
    """The share of the sentence's content stems that the source holds, from 0 to 1."""
    wanted = stems(sentence)
    held = set(stems(source))
    return sum(stem in held for stem in wanted) / len(wanted) if wanted else 0.0


def _value(text: str) -> Decimal | None:
    """1,200.00 → 1200; 4,5 → 4.5: a comma before three digits groups, else it is a decimal comma."""
    plain = re.sub(r",(?=\d{3}(?:\D|$))", "", text).replace(",", ".")
    try:
        return Decimal(plain)
    except InvalidOperation:  # a date such as 13.6.2021
        return None


def _all_words(text: str) -> set[str]:
    return {word.removesuffix("'s").removesuffix("’s") for word in re.findall(r"[\w+#.'’-]*[\w+#]", text.lower())}
