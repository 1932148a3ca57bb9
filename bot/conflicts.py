"""Notice where quoted sources give different figures for the same thing, and say so.

Covers pay, fees, growth, shares, durations and counts. Two sentences are of one thing if they have the same words besides
those that tell what is measured; sources of one occupation may also measure different things of it. Prefers silence: passed
over are sentences with several figures, conditions, denials or somebody's story, other currencies, and courses of
different schools. Does not cover: figures that only a table's header names, synonyms, and what "it" stands for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from bot.answer import Evidence
from bot.dating import MONTH, YEAR, called, spoken_date, stated_region
from bot.tiers.lexicon import FUNCTION, LIGHT, NEGATION, SCALES, WORD_NUMBERS
from index.documents import Document
from index.lexical import stems

NUMBERS = {**WORD_NUMBERS, "one": 1}
VALUE = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|{'|'.join(NUMBERS)})(?:\s?(?:{'|'.join(SCALES)})\b)?"
FIGURE = re.compile(
    r"(?<![\w.,$£€-])(?:(?:(?P<most>at most|up to|under|below|(?:less|fewer|shorter|no more|no longer) than)"
    r"|(?P<least>at least|from|over|above|(?:more|longer) than|starting (?:at|from))|(?P<between>between)"
    r"|(?P<about>about|around|roughly|approximately|almost|nearly|some))\s)?(?P<sign>[$£€]\s?)?"
    rf"(?P<low>{VALUE})(?:\s?(?P<link>to\b|or\b|and\b|[–—-])\s?(?(sign)[$£€]?)(?P<high>{VALUE}))?"
    r"(?:[\s-]?(?P<unit>%|per ?cent(?!age)|euros?|pounds?|dollars?|minutes?|hours?|days?|weeks?|months?|years?|steps?|modules?"
    r"|lessons?|(?:job )?(?:openings|vacancies|postings)))?(?!\w|[.,]\d)",
    re.IGNORECASE,
)
# What a figure counts: money by its currency, lengths of time together. Hours are of another kind: 60 may take a year.
KINDS = {"$": "dollar", "£": "pound", "€": "euro", "%": "share", "per cent": "share", "percent": "share"}
MONEY = ("dollar", "pound", "euro")
DAYS = {"day": 1, "week": 7, "month": 30, "year": 360}
# By how much values may be off: of "about", and of weeks and days, which months are rounded to.
ROUNDING = {"about": Decimal("0.05"), "week": Decimal("0.09"), "day": Decimal("0.09")}
# Of two yearly pays none is more than this many times the other; where a period is unsaid, it may be another.
MOST_TIMES = 8

WHEN = re.compile(
    rf"\b(?:in|between|from|since|by|until|for|during)\s(?:{MONTH}\s)?(?:19|20)\d\d(?:\s?(?:[–-]|to|and|until)\s?(?:19|20)\d\d)?"
    rf"|\bover (?:the (?:last|past|next) )?{VALUE} years|\b(?:19|20)\d\d(?= (?:ranking|survey|data|figures|report)\b)",
    re.IGNORECASE,
)
PLACE = re.compile(rf"\b[Ii]n (?:the )?(?!{MONTH})([A-Z]\w+(?: [A-Z]\w+)*)")
PERIOD = re.compile(r"(?i)\b(?:an?|per|each) (hour|day|week|month|year)\b|\b(hour|week|month|year)ly\b|\bannual(?:ly)?\b")
ATTRIBUTION = re.compile(
    r",? according to [^,.;]+|^According to [^,.;]+,|\b[\w’']+(?: \w+)?['’]s (?:undated|20\d\d) (?:article|page|guide|report)\b"
    r"|^(?:The |An? )?(?:[\w'’ -]{0,50}\b(?:ranking|survey|report|article|page|guide|data|study|board|site)|[A-Z][a-z]+(?<!s))"
    r" (?:says?|puts?|reports?|reported|estimates?|found|shows?|states?|gives?)\b(?: that)?"
)
# Said only of some case, of somebody, or of a difference.
UNSURE = re.compile(
    r"(?i)\b(?:if|unless|when|depend\w*|except|compared|against|my|he|she|his|her|(?-i:I)|for example|more|less|extra"
    r"|additional|on top|gap|difference|older|younger|aged)\b|\?"
)
# Said of some, or as possible: other sentences have to say so too.
HEDGE = re.compile(r"(?i)\b(?:can|could|may|might|should|some|many|few|most|several|only|sometimes|often|rarely)\b")
# "It" may be anything, except in "it takes two years to become …".
ANYTHING = re.compile(r"\W*(?:They|That|These|Those|This|It(?! (?:takes|took) .*\bto \w))\b")
NO_DURATION = re.compile(
    r"(?i)\b(?:experience|old|aged?|ago|notice|valid|(?:a|per|each) week|every|first|(?:the|this) last|next|past|after|before"
    r"|later|holidays?|leave|within)\b"
)
# A course of one school, and whose it is: another school's may well take longer.
ONE_COURSE = re.compile(
    r"(?i)\b(?:the|this|our|your|\w+['’]s) (?:\S+ ){0,4}?(?:courses?|program(?:me)?s?|bootcamps?|tracks?|class(?:es)?"
    r"|workshops?|certificates?|diplomas?)\b"
)
OWNER = re.compile(r"\b([A-Z]\w+)(?:['’]s\b|(?<=s)['’])|\b(?:at|from|by|with) (?:the )?([A-Z]\w+)")

# What a figure measures, by words near it.
QUANTITIES = {
    "fee": r"fees?|tuition|costs?|prices?|charges?|you pay",
    "pay": r"salar(?:y|ies)|wages?|compensation|incomes?|earnings|pay|earns?|earned|paid",
    "growth": r"grew|grow|grown|growth|rose|risen|rise|increased?|fell|fallen|fall|declined?",
    "duration": r"takes?|took|lasts?|lasted|long|durations?|complete|finish",
}
NOUN = r"(?:course |exam )?fees?|tuition|salar(?:y|ies)|wages?|compensation|incomes?|earnings|pay"
FALL = re.compile(r"(?i)\b(?:fell|fallen|fall|declined?)\b")
# What limits a figure besides; sources with different marks of one row measure different things. A mark with a star tells so
# even where the other source has none: pay is not always starting pay, but it may well be base pay.
MARKS: dict[str, tuple[dict[str, str], ...]] = {
    "pay": (
        {"base": r"base|basic", "total*": r"total", "bonus*": r"bonus(?:es)?"},
        {"average": r"average|mean", "median": r"median", "top*": r"top|highest|maximum", "low*": r"minimum|lowest"},
        {"start*": r"start(?:s|ed|ing)?|entry[- ]level|newly qualified|junior", "senior*": r"senior|lead|experienced"},
        {"gross": r"gross|before tax", "net*": r"net|after tax"},
        {"full": r"full[- ]time", "part*": r"part[- ]time"},
    ),
    "growth": (
        {"demand*": r"demand", "jobs*": r"jobs|employment", "posts*": r"(?:job )?(?:postings|openings|vacancies|listings)",
         "pay*": r"(?:base |total )?(?:pay|salar(?:y|ies)|wages|earnings)", "price*": r"prices|costs|fees"},
        {"forecast*": r"expected|projected|forecast|predicted|estimated|will"},
    ),
    "duration": ({"full": r"full[- ]time", "part*": r"part[- ]time"}, {"average": r"average"}),
}  # fmt: skip
GENERIC = frozenset(stems("role job profession career typical reported figure put number"))


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


def conflict_remark(evidence: Sequence[Evidence]) -> str | None:
    """One remark on two sources that differ or, if there are none, on two that measure different things; None if all agree."""
    measured = [found for item in dict.fromkeys(evidence) for found in _measured(item)]
    pairs = [(one, other) for one, other in combinations(measured, 2) if _comparable(one, other)]
    agreed = {_key(*pair) for pair in pairs if _agree(*pair)}
    open_pairs = [pair for pair in pairs if _key(*pair) not in agreed]
    for one, other in open_pairs:
        if one.subject == other.subject and not _limited_otherwise(one, other):
            return f"The sources differ: {_said(one, other)}."
    for one, other in open_pairs:
        if one.quantity in MARKS and _limited_otherwise(one, other):
            return f"The sources measure different things: {_said(one, other)}."
    return None


def _measured(evidence: Evidence) -> Iterator[Measured]:
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
    named = frozenset(stems(bare)) - light - GENERIC or _occupation(document)
    return named | {found.lower() for found in HEDGE.findall(bare)} if named else named


def _occupation(document: Document) -> frozenset[str]:
    return frozenset(stems(document.metadata.occupation or ""))


def _comparable(one: Measured, other: Measured) -> bool:
    """Whether both measure the same quantity of the same subject, or of the same occupation, as far as the sentences tell."""
    if one.document.id == other.document.id or (one.kind, one.quantity) != (other.kind, other.quantity) or not one.subject:
        return False
    occupations = {_occupation(one.document), _occupation(other.document)} - {frozenset()}
    of_occupation = one.quantity in ("pay", "growth") and any(one.subject & other.subject >= known for known in occupations)
    if len(occupations) > 1 or not (one.subject == other.subject or of_occupation):
        return False
    publishers = {one.document.metadata.publisher, other.document.metadata.publisher}
    if (one.owned or other.owned) and not one.owners & other.owners and (len(publishers) > 1 or None in publishers):
        return False
    periods = {one.period, other.period}
    if len(periods) > 1 and "" in periods and periods != {"", "year"}:
        return False
    # A yearly figure of one may be a monthly one of the other.
    return one.quantity != "pay" or len(periods - {""}) > 1 or max(one.low, other.low) <= MOST_TIMES * min(one.high, other.high)


def _agree(one: Measured, other: Measured) -> bool:
    return one.low <= other.high and other.low <= one.high and not (one.period and other.period and one.period != other.period)


def _key(one: Measured, other: Measured) -> tuple[frozenset[str], str, frozenset[str]]:
    return frozenset({one.document.id, other.document.id}), one.quantity, one.subject & other.subject


def _limited_otherwise(one: Measured, other: Measured) -> bool:
    """Whether the sources say that they measure different things."""
    if one.period and other.period and one.period != other.period:
        return True
    return any(
        {name.rstrip("*") for name in mine} != {name.rstrip("*") for name in yours}
        and (bool(mine and yours) or any(name.endswith("*") for name in mine | yours))
        for mine, yours in zip(one.marks, other.marks, strict=True)
    )


def _said(one: Measured, other: Measured) -> str:
    regions = [stated_region(side.document) for side in (one, other)]
    shown = regions if None not in regions and regions[0] != regions[1] else [None, None]
    dates = [spoken_date(side.document.metadata.published or "undated") for side in (one, other)]
    mine, yours = (
        f"{called(side.document)} ({', '.join(filter(None, [region, date]))})"
        for side, region, date in zip((one, other), shown, dates, strict=True)
    )
    return f"{mine} speaks of {one.said}; {yours} of {other.said}"


def _find(pattern: str, text: str) -> re.Match[str] | None:
    return re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE)
