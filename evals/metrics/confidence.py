"""Whether the confidence, by which the gate refuses, tells what can be answered from what cannot."""

from collections.abc import Sequence

from evals.metrics.answers import ending
from evals.record import Record
from evals.statistics import Figure, auroc


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


def mean_risk(records: Sequence[Record]) -> float | None:
    """The area under the risk–coverage curve (El-Yaniv and Wiener, JMLR 2010) over what it covers: the mean share of wrong
    answers if they were given from the most confident to the least. Refusals answer nothing."""
    answers = sorted(
        (record for record in records if not record.refused),
        key=lambda record: (-(record.confidence or 0.0), record.case.id),
    )
    wrong, risks = 0, []
    for number, record in enumerate(answers, start=1):
        wrong += ending(record) in ("wrong", "answered anyway")
        risks.append(wrong / number)
    return sum(risks) / len(risks) if risks else None
