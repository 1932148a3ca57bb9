"""Whether an answer is right, and whether it should have been given at all."""

from typing import Literal

from evals.matching import states
from evals.record import Record

Outcome = Literal["right", "wrong", "refused", "rightly refused", "answered anyway"]


def outcome(record: Record) -> Outcome:
    """What became of a case: the first three for answerable ones, the last two for the others."""
    if not record.case.answerable:
        return "rightly refused" if record.abstained and not forbidden(record) else "answered anyway"
    if record.abstained:
        return "refused"
    return "right" if not missing(record) and not forbidden(record) else "wrong"


def missing(record: Record) -> list[tuple[str, ...]]:
    """The groups of which the answer says no alternative."""
    return [group for group in record.case.must if not any(states(record.text, value) for value in group)]


def forbidden(record: Record) -> list[str]:
    """What the answer says and must not."""
    return [value for value in record.case.must_not if states(record.text, value)]


def correct(record: Record) -> float | None:
    """1 for a right answer to an answerable case, 0 for a wrong one or a refusal."""
    return float(outcome(record) == "right") if record.case.answerable else None


def answered_wrongly(record: Record) -> float | None:
    """1 for an answer to an answerable case that is not right."""
    return float(outcome(record) == "wrong") if record.case.answerable else None


def false_refusal(record: Record) -> float | None:
    """1 for a refusal of an answerable case."""
    return float(record.abstained) if record.case.answerable else None


def false_answer(record: Record) -> float | None:
    """1 for an answer to an unanswerable case, or for what must not be said there."""
    return None if record.case.answerable else float(outcome(record) == "answered anyway")


def false_answer_of(category: str, record: Record) -> float | None:
    """The same for the unanswerable cases of one category."""
    return false_answer(record) if record.case.category == category else None


def truthfulness(record: Record) -> float:
    """+1 for a right answer or refusal, 0 for a refusal of what is answerable, −1 for anything wrong (CRAG,
    arXiv 2406.04744)."""
    return {"right": 1.0, "rightly refused": 1.0, "refused": 0.0, "wrong": -1.0, "answered anyway": -1.0}[outcome(record)]


def misleading(record: Record) -> float:
    """1 for a wrong answer, or one where there is none, without a word of doubt."""
    return float(outcome(record) in ("wrong", "answered anyway") and not record.in_doubt)


def doubted(record: Record) -> float | None:
    """1 for a right answer with a word of doubt, 0 for one without."""
    return float(record.in_doubt) if outcome(record) == "right" else None


def words(record: Record) -> float | None:
    """How many words the learner has to read; None for refusals."""
    return None if record.abstained else float(len(record.text.split()))
