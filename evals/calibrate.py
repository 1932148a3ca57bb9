"""Fit the answering threshold on the calibration split."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.calibration import Calibration, Parts
from bot.gate import LEAST_FAMILIARITY
from evals.cases import CasesError
from evals.record import Record

# Of the answerable cases at most so many may be refused.
MOST_FALSE_REFUSALS = 0.02
# Of the answerable cases at most so many may be refused or answered with a word of doubt.
MOST_IN_DOUBT = 0.1
STEP = 0.01


def calibrated(records: Sequence[Record], parts: Parts) -> Calibration:
    """The highest thresholds, in steps of 0.01, that refuse at most 2% of the answerable calibration cases, and doubt at most
    a tenth of them.

    A record holds its confidence whether it was refused or not, so any run that searches will do.
    Raises CasesError without answerable calibration cases.
    """
    known = [record for record in records if record.case.split == "calibration"]
    answerable = [score(record) for record in known if record.case.answerable]
    others = [score(record) for record in known if not record.case.answerable]
    threshold = fitted(answerable, MOST_FALSE_REFUSALS)
    return Calibration(
        least_confidence=threshold,
        sure_from=fitted(answerable, MOST_IN_DOUBT),
        parts=parts,
        made=datetime.now(UTC).date().isoformat(),
        answerable=len(answerable),
        unanswerable=len(others),
        false_refusals=sum(one < threshold for one in answerable) / len(answerable),
        false_answers=sum(one >= threshold for one in others) / max(1, len(others)),
    )


def score(record: Record) -> float:
    """The confidence that the gate sees; below any threshold for what it refuses for other reasons, or is no question."""
    if record.confidence is None or (record.familiarity or 0.0) < LEAST_FAMILIARITY:
        return -1.0
    return record.confidence


def fitted(scores: Sequence[float], most_refused: float) -> float:
    """The highest threshold, in steps of 0.01, that refuses at most this share of answerable questions.

    Raises CasesError without any.
    """
    if not scores:
        raise CasesError("there are no answerable cases of the calibration split; write some")
    steps = [round(step * STEP, 2) for step in range(171)]
    return max(step for step in steps if step == 0 or sum(one < step for one in scores) <= most_refused * len(scores))
