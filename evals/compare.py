"""Whether a change made answers better: paired tests over the cases that two runs have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from evals.cases import Split
from evals.figures import METRICS, Metric, as_it_should
from evals.metrics.answers import ending
from evals.record import Record
from evals.run import Run
from evals.statistics import Figure, mcnemar, mean

Verdict = Literal["better", "worse", "no evidence"]
# A difference counts if chance alone would make it less often than this.
SIGNIFICANT = 0.05


@dataclass(frozen=True)
class Comparison:
    """The means of one metric before and after, over the same cases; `p` is McNemar's, None for what is no share."""

    metric: Metric
    before: float
    after: float
    difference: Figure
    p: float | None
    verdict: Verdict


@dataclass(frozen=True)
class Flip:
    """A case that ended as it should in one run and not in the other."""

    case: str
    question: str
    before: str
    after: str


def pairs(before: Run, after: Run, split: Split) -> list[tuple[Record, Record]]:
    """The records of the cases that both runs asked in the same words, with the same answers wanted."""
    others = {record.case.id: record for record in after.records}
    both = ((record, others.get(record.case.id)) for record in before.records if record.case.split == split)
    return [(first, second) for first, second in both if second and first.case == second.case]


def compare(pairs: Sequence[tuple[Record, Record]]) -> list[Comparison]:
    """Every metric that both runs have a value for on at least one case. A percentile has no pairs."""
    first, second = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    found = []
    for metric in (one for one in METRICS if one.kind != "p95"):
        values = zip(metric.values(first), metric.values(second), first, strict=True)
        known = [(a, b, record.case.cluster) for a, b, record in values if a is not None and b is not None]
        if known:
            found.append(_comparison(metric, *zip(*known, strict=True)))
    return found


def flips(pairs: Sequence[tuple[Record, Record]]) -> list[Flip]:
    """The cases that flipped, those that became worse first."""
    found = [
        Flip(first.case.id, first.case.question, ending(first), ending(second))
        for first, second in pairs
        if as_it_should(first) != as_it_should(second)
    ]
    return sorted(found, key=lambda flip: (flip.after in ("right", "rightly not answered"), flip.case))


def _comparison(metric: Metric, before: Sequence[float], after: Sequence[float], clusters: Sequence[str]) -> Comparison:
    difference = mean([b - a for a, b in zip(before, after, strict=True)], clusters)
    assert difference is not None
    p = mcnemar([bool(value) for value in before], [bool(value) for value in after]) if metric.kind == "share" else None
    sides = sum(before) / len(before), sum(after) / len(after)
    return Comparison(metric, *sides, difference, p, _verdict(metric, difference, p))


def _verdict(metric: Metric, difference: Figure, p: float | None) -> Verdict:
    """A verdict needs the interval by clusters to leave out 0 and, for outcomes, McNemar's test to agree."""
    if difference.low is None or difference.high is None or difference.low <= 0 <= difference.high or metric.better is None:
        return "no evidence"
    if p is not None and p >= SIGNIFICANT:
        return "no evidence"
    return "better" if (difference.value > 0) == (metric.better == "higher") else "worse"
