"""Whether how sure the bot is tells what can be answered from what cannot: by its search, and by its model too where one was
asked that tells."""

from collections.abc import Sequence

from bot.reply.writer import sureness
from evals.metrics.answers import ending
from evals.record import Record
from evals.statistics import Figure, auroc


def separation(records: Sequence[Record], category: str | None = None) -> Figure | None:
    """The AUROC of how sure it is between answerable cases and unanswerable ones (of one category, if it is given)."""
    searched = [
        (record.case, sureness(record.confidence, record.not_stated_share))
        for record in records
        if record.confidence is not None
    ]
    answerable = [sure for case, sure in searched if case.answerable]
    others = [sure for case, sure in searched if not case.answerable and category in (None, case.category)]
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
