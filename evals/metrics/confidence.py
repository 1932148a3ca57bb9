"""Whether the confidence, by which the gate refuses, tells what can be answered from what cannot."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.metrics.answers import outcome
from evals.record import Record
from evals.statistics import Figure, auroc


@dataclass(frozen=True)
class RiskPoint:
    """If only the most confident `coverage` of all cases were answered, `risk` of those answers would be wrong."""

    coverage: float
    risk: float


def separation(records: Sequence[Record], category: str | None = None) -> Figure | None:
    """The AUROC of the confidence between answerable cases and unanswerable ones (of one category, if it is given)."""
    answerable = [record.confidence for record in records if record.case.answerable and record.confidence is not None]
    others = [
        record.confidence
        for record in records
        if not record.case.answerable
        and record.confidence is not None
        and (category is None or record.case.category == category)
    ]
    return auroc(answerable, others)


def risk_coverage(records: Sequence[Record]) -> list[RiskPoint]:
    """The curve (El-Yaniv and Wiener, JMLR 2010), from the most confident answer to the least; refusals answer nothing."""
    answers = sorted(
        (record for record in records if not record.abstained),
        key=lambda record: (-(record.confidence or 0.0), record.case.id),
    )
    wrong = 0
    points = []
    for number, record in enumerate(answers, start=1):
        wrong += outcome(record) != "right"
        points.append(RiskPoint(number / len(records), wrong / number))
    return points


def mean_risk(points: Sequence[RiskPoint]) -> float | None:
    """The area under the curve over what it covers: the mean risk if the answers were given in order of confidence."""
    return sum(point.risk for point in points) / len(points) if points else None
