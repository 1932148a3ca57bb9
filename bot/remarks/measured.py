"""Read what a quoted sentence measures: how much of what, of whom, when and where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.answer import Evidence
from bot.remarks.dating import YEAR, stated_region
from bot.remarks.quantities import (
    ANYTHING,
    ATTRIBUTION,
    DAYS,
    FALL,
    FIGURE,
    GENERIC,
    HEDGE,
    KINDS,
    MARKS,
    MONEY,
    NO_DURATION,
    NOUN,
    NUMBERS,
    ONE_COURSE,
    OWNER,
    PERIOD,
    PLACE,
    QUANTITIES,
    ROUNDING,
    UNSURE,
    WHEN,
)
from bot.reply.lexicon import FUNCTION, LIGHT, NEGATION, SCALES
from index.documents import Document
from index.lexical import stems


@dataclass(frozen=True)
class Measured:
    """A figure in a sentence: `quantity` of `subject` (stems), from `low` to `high`, as far as `marks` limit it.

    If it is `owned`, it is one school's, and `owners` are names that may be the school's. `said` has the figure and its
    limits in the sentence's words.
    """

    document: Document
    kind: str
    quantity: str
    low: Decimal
    high: Decimal
    subject: frozenset[str]
    marks: tuple[frozenset[str], ...]
    period: str
    owned: bool
    owners: frozenset[str]
    said: str


def measured(evidence: Evidence) -> Iterator[Measured]:
    """The figures of a quote that can be compared with those of others."""
    for sentence in re.split(r"(?<=[.!?])\s+(?=\W?[A-Z])|\n", evidence.quote):
        text = ATTRIBUTION.sub(" ", WHEN.sub(" ", sentence))
        words = FIGURE.sub(" ", text)
        figures = list(FIGURE.finditer(text))
        if len(figures) != 1 or ANYTHING.match(words) or UNSURE.search(words) or NEGATION.search(words.lower()):
            continue
        (figure,) = figures
        told = (figure["sign"] or figure["unit"]) and (figure["link"] != "and" or figure["between"])
        if told and (quantity := _quantity(_kind(figure), words)):
            yield _read(evidence.document, sentence, words, figure, quantity)


def _kind(figure: re.Match[str]) -> str:
    unit = (figure["sign"] or figure["unit"]).strip().lower().removeprefix("job ")
    return "time" if unit.removesuffix("s") in DAYS else KINDS.get(unit, unit.removesuffix("s"))


def _quantity(kind: str, words: str) -> str | None:
    """What the figure measures, None if that is unclear."""
    named = {name for name, pattern in QUANTITIES.items() if _find(pattern, words)}
    if kind in MONEY:
        money = named & {"fee", "pay"}
        return money.pop() if len(money) == 1 and "growth" not in named else None
    if kind in ("time", "hour", "minute"):
        return "duration" if "duration" in named and not NO_DURATION.search(words) else None
    return "count" if kind != "share" else "growth" if "growth" in named else "share"


def _read(document: Document, sentence: str, words: str, figure: re.Match[str], quantity: str) -> Measured:
    rows = [{name: found for name, mark in row.items() if (found := _find(mark, words))} for row in MARKS.get(quantity, ())]
    period = PERIOD.search(words) if quantity in ("fee", "pay") else None
    published = (document.metadata.published or "")[:4]
    when = [match[0].replace("In ", "in ", 1) for match in WHEN.finditer(sentence) if match[0] != published]
    places = list(PLACE.finditer(words))
    years = frozenset(year for phrase in when for year in YEAR.findall(phrase) or [phrase.lower()])
    where = frozenset(f"{place[1]}*" for place in places) or frozenset(filter(None, [stated_region(document)]))
    fell = FALL.search(words) if quantity == "growth" else None
    low, high = _range(figure)
    named = sorted((found for row in rows for found in row.values()), key=lambda found: found.start())
    noun = _find(NOUN, words) if quantity in ("fee", "pay") else None
    label = " ".join(found[0] for found in (*named, noun) if found)
    label = label[:1].lower() + label[1:]
    value = " ".join([figure[0].strip(), *([period[0]] if period else [])])
    limits = ", ".join([*([fell[0]] if fell else []), *when, *(place[0].replace("In ", "in ", 1) for place in places)])
    return Measured(
        document,
        _kind(figure),
        quantity,
        -high if fell else low,
        -low if fell else high,
        _subject(document, words, quantity),
        (*map(frozenset, rows), years, where),
        next(filter(None, period.groups()), "year") if period else "",
        quantity == "fee" or bool(ONE_COURSE.search(words)),
        frozenset(first or second for first, second in OWNER.findall(words)),
        f"{label}{', ' if label else ''}{value}{f' ({limits})' if limits else ''}",
    )


def _range(figure: re.Match[str]) -> tuple[Decimal, Decimal]:
    """The least and the greatest value that the figure may stand for."""
    unit = (figure["unit"] or "").lower().removesuffix("s")
    off = max(ROUNDING.get(unit, Decimal(0)), ROUNDING["about"] if figure["about"] else Decimal(0))
    low, high = (_value(figure[end] or figure["low"]) * DAYS.get(unit, 1) for end in ("low", "high"))
    return (
        Decimal(0) if figure["most"] else low * (1 - off),
        Decimal("Infinity") if figure["least"] and not figure["high"] else high * (1 + off),
    )


def _value(number: str) -> Decimal:
    scale = next((scale for scale in SCALES if number.lower().endswith(scale)), "")
    digits = number.lower().removesuffix(scale).strip()
    return Decimal(NUMBERS.get(digits, digits.replace(",", ""))) * SCALES.get(scale, 1)


def _subject(document: Document, words: str, quantity: str) -> frozenset[str]:
    """The stems of what is measured, or of the document's occupation if the sentence names nothing, and words that hedge."""
    measures = [*(mark for row in MARKS.get(quantity, ()) for mark in row.values()), QUANTITIES.get(quantity, "(?!)")]
    bare = re.sub(rf"(?i)\b(?:{'|'.join(measures)})\b", " ", PERIOD.sub(" ", PLACE.sub(" ", words)))
    light = FUNCTION if quantity in ("share", "count") else FUNCTION | LIGHT
    named = frozenset(stems(bare)) - light - GENERIC or occupation(document)
    return named | {found.lower() for found in HEDGE.findall(bare)} if named else named


def occupation(document: Document) -> frozenset[str]:
    """The stems of the occupation that a document is about."""
    return frozenset(stems(document.metadata.occupation or ""))


def _find(pattern: str, text: str) -> re.Match[str] | None:
    return re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE)
