"""Notice where quoted sources give different figures for the same thing, and say so.

Covers pay, fees, growth, shares, durations and counts. Two sentences are of one thing if they have the same words besides
those that tell what is measured; sources of one occupation may also measure different things of it. Prefers silence: passed
over are sentences with several figures, conditions, denials or somebody's story, other currencies, and courses of
different schools. Does not cover: figures that only a table's header names, synonyms, and what "it" stands for.
"""

from collections.abc import Sequence
from itertools import combinations

from bot.answer import Evidence
from bot.remarks.dating import called, spoken_date, stated_region
from bot.remarks.measured import Measured, measured, occupation
from bot.remarks.quantities import MARKS

# Of two yearly pays none is more than this many times the other; where a period is unsaid, it may be another.
MOST_TIMES = 8


def conflict_remark(evidence: Sequence[Evidence]) -> str | None:
    """One remark on two sources that differ or, if there are none, on two that measure different things; None if all agree."""
    figures = [found for item in dict.fromkeys(evidence) for found in measured(item)]
    pairs = [(one, other) for one, other in combinations(figures, 2) if _comparable(one, other)]
    agreed = {_key(*pair) for pair in pairs if _agree(*pair)}
    open_pairs = [pair for pair in pairs if _key(*pair) not in agreed]
    for one, other in open_pairs:
        if one.subject == other.subject and not _limited_otherwise(one, other):
            return f"The sources differ: {_said(one, other)}."
    for one, other in open_pairs:
        if one.quantity in MARKS and _limited_otherwise(one, other):
            return f"The sources measure different things: {_said(one, other)}."
    return None


def _comparable(one: Measured, other: Measured) -> bool:
    """Whether both measure the same quantity of the same subject, or of the same occupation, as far as the sentences tell."""
    if one.document.id == other.document.id or (one.kind, one.quantity) != (other.kind, other.quantity) or not one.subject:
        return False
    occupations = {occupation(one.document), occupation(other.document)} - {frozenset()}
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
