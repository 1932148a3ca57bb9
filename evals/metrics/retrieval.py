"""Whether the evidence was found, and whether it was quoted. Answerable cases only; none for other modes."""

from collections.abc import Mapping, Sequence

import ir_measures
from ir_measures import RR, R, nDCG

from evals.record import Record, holds

MEASURES = (nDCG @ 10, R @ 5, RR @ 10)


def retrieval(records: Sequence[Record]) -> Mapping[str, Mapping[str, float]]:
    """For each measure, by name, its value for each case that was searched, by id. The unit is the chunk; a chunk is
    relevant if it holds the case's quote."""
    searched = [record for record in records if record.relevant and record.confidence is not None]
    judged = [ir_measures.Qrel(record.case.id, chunk, 1) for record in searched for chunk in record.relevant]
    ranked = [
        ir_measures.ScoredDoc(record.case.id, hit.chunk, float(len(record.hits) - position))
        for record in searched
        for position, hit in enumerate(record.hits)
    ]
    values: dict[str, dict[str, float]] = {str(measure): {} for measure in MEASURES}
    for found in ir_measures.iter_calc(MEASURES, judged, ranked):
        values[str(found.measure)][found.query_id] = float(found.value)
    return values


def quote_recall(record: Record) -> float | None:
    """The share of the case's evidence that the answer cites."""
    if not record.evidence or record.confidence is None:
        return None
    return sum(holds(record.cited, quote) for quote in record.evidence) / len(record.evidence)
