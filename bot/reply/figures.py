"""Figures in a text: their values however they are written, and with each its unit and what limits it."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.reply.lexicon import (
    CURRENCY,
    FUNCTION,
    KINDS,
    LABELS,
    LIGHT,
    LIMITS_BEFORE,
    LIMITS_BEHIND,
    MEASURES,
    SCALES,
    SIGNS,
    THE_MONTH_MAY,
    WORD_NUMBERS,
)
from index.lexical import stems

FIGURE = re.compile(r"(\d+(?:[.,]\d+)*)(?:\s*(thousand|million|billion|k)\b)?")
SPELLED = re.compile("|".join(rf"\b{word}\b" for word in WORD_NUMBERS) + "|" + "|".join(map(re.escape, SIGNS)))
BEFORE = tuple((name, re.compile(rf"\b{words}(?: (?:the|an?|{CURRENCY}))* *$")) for name, words in LIMITS_BEFORE)
BEHIND = tuple((name, re.compile(rf" *(?:\w+ ){{0,2}}{words}\b")) for name, words in LIMITS_BEHIND)
RANGE = re.compile(rf" *(?:[–—-]|\bto\b|\bor\b|\band\b) *{CURRENCY}? *")
BETWEEN = re.compile(r"\b(?:between|from)\b[^,;]*$")
SIGN = re.compile(rf"({CURRENCY}) *$")
LABELLED = re.compile(rf"\b{LABELS} $")
OUT_OF = re.compile(r" (?:in|of|out of) (?:the )?(?!(?:19|20)\d\d\b)\d")
# "in 2022", "the 2022 survey": no count of anything.
IN_YEAR = re.compile(r"\b(?:in|since|until|till|by|from|of|the|of the|['’]s) *$")
# The verb, so that "the last" stays a word of its own.
LASTS = re.compile(r"\blast(?:s|ed|ing)\b")
# The month would be a permission in lower case.
MAY = re.compile(r"(?<=[^.!?] )May\b")
UNIT = re.compile(r"[\s-]*([^\W\d_]+)")


@dataclass(frozen=True)
class Figure:
    """One value, or both ends of a range. `unit` is the stem of what it counts, `inherited` a bare figure's from another.

    `limit` is one of LIMITS_BEFORE; all may be empty.
    """

    values: tuple[Decimal, ...]
    unit: str = ""
    inherited: str = ""
    limit: str = ""

    @property
    def kind(self) -> str:
        """Figures of one kind can be taken for each other."""
        unit = self.unit or self.inherited
        return "year" if not unit and all(map(_is_year, self.values)) else KINDS.get(unit, unit)


def plain(text: str) -> str:
    """Lower case and single spaces, with figures for number words and words for the signs that stand at figures."""
    lower = MAY.sub(THE_MONTH_MAY, text).lower()
    spelled = SPELLED.sub(lambda match: str(WORD_NUMBERS.get(match[0]) or SIGNS[match[0]]), lower)
    return " ".join(LASTS.sub("takes", spelled).split())


def values_of(text: str) -> list[Decimal]:
    """The values in a text, however they are written: $1,200.00, 1200 and 1.2k are one value; "six" is 6."""
    return [value for match in FIGURE.finditer(plain(text)) for value in values_in(match)]


def find_figures(text: str) -> list[tuple[int, int, Figure]]:
    """The figures of a plain text with where they start and end; "4 to 6" is one.

    A bare figure has the unit of the one before it, or behind it: "60, 125 and 200 hours".
    """
    found: list[tuple[int, int, Figure]] = []
    matches = list(FIGURE.finditer(text))
    while matches:
        first = last = matches.pop(0)
        values = values_in(first)
        if matches and _are_range(values, values_in(matches[0]), text[: first.start()], text[first.end() : matches[0].start()]):
            last = matches.pop(0)
            values += values_in(last)
        found.append((first.start(), last.end(), _figure(values, text[: first.start()], text[last.end() :])))
    unit = next((figure.unit for _, _, figure in found if figure.unit in MEASURES), "")
    for position, (start, end, figure) in enumerate(found):
        if figure.unit in MEASURES:
            unit = figure.unit
        elif figure.kind == "" and not OUT_OF.match(text, end) and not LABELLED.search(text, 0, start):
            found[position] = (start, end, replace(figure, inherited=unit))
    return found


def _are_range(low: tuple[Decimal, ...], high: tuple[Decimal, ...], before: str, link: str) -> bool:
    """ "4 to 6", "between 4 and 6", but not "in 2010 to 1,450"."""
    alike = all(map(_is_year, low)) == all(map(_is_year, high))
    return bool(alike and RANGE.fullmatch(link) and ("and" not in link or BETWEEN.search(before)))


def _is_year(value: Decimal) -> bool:
    return 1900 <= value <= 2100


def _figure(values: tuple[Decimal, ...], before: str, behind: str) -> Figure:
    named = SIGN.search(before) or UNIT.match(behind)
    unit = next((stem for stem in stems(named[1] if named else "") if stem not in FUNCTION | LIGHT), "")
    if len(values) == 1 and _is_year(values[0]) and IN_YEAR.search(before) and unit not in MEASURES:
        unit = ""
    limits = [name for name, words in BEFORE if words.search(before)] + [name for name, words in BEHIND if words.match(behind)]
    return Figure(values, unit, limit=next(iter(limits), ""))


def written(value: Decimal) -> str:
    """The value in one spelling: no exponent, no trailing zeros."""
    return f"{value:f}"


def values_in(match: re.Match[str]) -> tuple[Decimal, ...]:
    """1,200.00 → 1200; 4,5 → 4.5: a comma before three digits groups, else it is a decimal comma. 13.6.2021 is three."""
    figure = re.sub(r",(?=\d{3}(?:\D|$))", "", match[1]).replace(",", ".")
    parts = [figure] if figure.count(".") < 2 else figure.split(".")
    return tuple((Decimal(part) * SCALES.get(match[2], 1)).normalize() for part in parts)
