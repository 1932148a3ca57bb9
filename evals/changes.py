"""Make a right sentence wrong by rules: the errors that the grounding check is there for.

Does not cover errors that no rule makes, such as the right words of another person; and of what the rules make, little is
good English.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations, count

from bot.reply.figures import FIGURE, Figure, find_figures, plain, values_of
from bot.reply.lexicon import NEGATION, NO_DENIAL, WORD_NUMBERS
from index.lexical import stems

Rules = Sequence[tuple[re.Pattern[str], str]]

SPELLED = rf"\b(?:{'|'.join(WORD_NUMBERS)})\b"
NUMBER = re.compile(rf"{FIGURE.pattern}|{SPELLED}", re.IGNORECASE)
# Figures of no count: a time of day, a date in digits, "2023/24", a name such as "B2", "41st".
NO_COUNT = re.compile(r"\d+[:/]\d+|\d+\.\d+\.\d+|[^\W\d_]\d+|\d(?:st|nd|rd|th)\b")
AT_FIGURE = rf"(?= (?:[£€$]?\d|{SPELLED}))"
TIMES = (("minute", "hour"), ("hour", "day"), ("day", "week"), ("week", "month"), ("month", "year"), ("year", "month"))


def _rules(*rules: tuple[str, str]) -> Rules:
    return [(re.compile(rf"(?i){pattern}"), words) for pattern, words in rules]


UNITS = _rules(
    *((rf"((?:\d|{SPELLED})[\s-]){unit}(s?)\b", rf"\1{other}\2") for unit, other in (
        *TIMES, ("percent", "points"), ("euro", "dollar"), ("(?:dollar|pound|crown|franc|mark|florin|rial)", "euro"),
    )),
    (r"£(?=\d)", "€"), (r"€(?=\d)", "$"), (r"\$(?=\d)", "£"), (r"(?<=\d)%", " points"),
)  # fmt: skip
DENIALS_ADDED = _rules(
    (r"\bcan\b(?! only)", "cannot"),
    (r"\b(is|are|was|were|could|(?-i:may)|must|should|will)\b(?! only)", r"\1 not"),
    (r"\b(you|they) (?=(?:need|get|pay|receive|earn|have|learn|work)\b)", r"\1 do not "),
)
DENIALS_LOST = _rules(
    (r"(?<!or )\b(?:not?|never) (?!longer\b|one\b)(?=\w)", ""), (r"\bcan(?:not|['’]t)\b", "can"), (r"\bwon['’]t\b", "will"),
    (r"(?<=[deost])n['’]t\b", ""), (r"\bwithout\b", "with"), (r"\bnobody\b", "everybody"), (r"\bnothing\b", "everything"),
    (r"\bnone\b", "all"),
)  # fmt: skip
TURNS = _rules(*((rf"\b{limit}", other) for limit, other in (
    (r"at least\b", "at most"), (r"at most\b", "at least"), (rf"up to{AT_FIGURE}", "at least"), (r"more than\b", "less than"),
    (r"(?:less|fewer) than\b", "more than"), (r"(?<!look )(?<!looks )(?<!looked )after\b", "before"), (r"before\b", "after"),
    (r"until\b", "after"), (rf"within{AT_FIGURE}", "after"), (r"later than\b", "earlier than"),
    (r"earlier than\b", "later than"), (r"minimum\b", "maximum"), (r"maximum\b", "minimum"), (r"or more\b", "or less"),
    (r"or older\b", "or younger"), (rf"(?:over|above){AT_FIGURE}", "under"), (rf"(?:under|below){AT_FIGURE}", "over"),
    (r"at the latest\b", "at the earliest"),
)))  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A figure, its digits, and where it stands; a range from first number to last. Its kind is what the check reads."""

    start: int
    end: int
    words: str
    figure: Figure

    @property
    def unit(self) -> str:
        return self.figure.unit or self.figure.inherited

    def is_other(self, found: "Found") -> bool:
        """Whether it is a figure of the same kind, but not the same."""
        ours, theirs = self.figure, found.figure
        return (ours.kind, len(ours.values)) == (theirs.kind, len(theirs.values)) and not set(ours.values) & set(theirs.values)

    def replaced(self, text: str, words: str) -> str:
        return text[: self.start] + words + text[self.end :]


@cache
def figures_in(text: str) -> tuple[Found, ...]:
    """They are found in the plain text, which has the same numbers in the same order."""
    read = plain(text)
    numbers = zip(FIGURE.finditer(read), NUMBER.finditer(text), strict=True)
    places = {edge: number for match, number in numbers for edge in match.span()}
    spans = [(places[start].start(), places[end].end(), figure) for start, end, figure in find_figures(read)]
    odd = [match.span() for match in NO_COUNT.finditer(text)]
    return tuple(
        Found(start, end, plain(words) if words.isalpha() else words, figure)
        for start, end, figure in spans
        for words in [text[start:end]]
        if not any(first < end and start < last for first, last in odd)
    )


@cache
def values_in(text: str) -> frozenset[Decimal]:
    return frozenset(values_of(text))


def changes(sentence: str, own: Sequence[str], beside: Sequence[str]) -> dict[str, list[str]]:
    """By kind, every sentence that the rules can make of one from a passage with the lines `own`, read with those `beside`."""
    plainly = sentence.lower()
    return {
        "another figure of the passage": list(_other_figures(sentence, own)),
        "a figure of a passage beside it": list(_other_figures(sentence, beside)),
        "a figure that stands nowhere": list(_new_figures(sentence, [*own, *beside])),
        "two figures swapped": list(_swapped(sentence)),
        "another unit": list(_by_rules(sentence, UNITS)),
        "a denial added": [] if NEGATION.search(plainly) else list(_by_rules(sentence, DENIALS_ADDED)),
        "a denial taken away": [] if NO_DENIAL.search(plainly) else list(_by_rules(sentence, DENIALS_LOST)),
        "a limit or an order turned round": list(_by_rules(sentence, TURNS)),
    }


def _other_figures(sentence: str, lines: Sequence[str]) -> Iterator[str]:
    """A figure of the lines that the sentence does not have."""
    others = [found for line in lines for found in figures_in(line) if not set(found.figure.values) & values_in(sentence)]
    for one in figures_in(sentence):
        yield from (one.replaced(sentence, other.words) for other in others if one.is_other(other) and one.unit == other.unit)


def _new_figures(sentence: str, lines: Sequence[str]) -> Iterator[str]:
    """A figure that no line has, as near as its digits allow: 29,900 for 29,800."""
    known = {value for line in lines for value in values_in(line)}
    for one in figures_in(sentence):
        if len(one.figure.values) == 1:
            value = one.figure.values[0]
            step = Decimal(1).scaleb(int(value.as_tuple().exponent))
            new = next(new for number in count(1) if (new := value + number * step) not in known)
            yield one.replaced(sentence, f"{new:,f}" if "," in one.words else f"{new:f}")


def _swapped(sentence: str) -> Iterator[str]:
    """Two figures of a kind in each other's place, unless they only follow each other ("60 and 90 minutes")."""
    for one, other in combinations(figures_in(sentence), 2):
        if one.is_other(other) and set(stems(sentence[one.end : other.start])) - {one.unit, other.unit}:
            yield one.replaced(other.replaced(sentence, one.words), other.words)


def _by_rules(sentence: str, rules: Rules) -> Iterator[str]:
    for pattern, words in rules:
        for match in pattern.finditer(sentence):
            yield sentence[: match.start()] + match.expand(words) + sentence[match.end() :]
