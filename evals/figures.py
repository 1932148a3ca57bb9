"""All figures of a run, each with its interval: by split, and within a split by category and style."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from pydantic import TypeAdapter

from evals.cases import CATEGORIES, Split
from evals.metrics import answers, citations, confidence
from evals.metrics.confidence import RiskPoint
from evals.metrics.retrieval import MEASURES, packed_recall, retrieval
from evals.record import Record, Times
from evals.statistics import Figure, mean, quantile, share

Values = Sequence[float | None]
"""One value a record, in the order of the records; None where the metric says nothing."""


@dataclass(frozen=True)
class Metric:
    """`better`: the direction in which an answer improves; None for what is only described. `binary`: all values are 0 or 1."""

    name: str
    label: str
    better: Literal["higher", "lower"] | None
    values: Callable[[Sequence[Record]], Values]
    binary: bool = True


def each(judge: Callable[[Record], float | None]) -> Callable[[Sequence[Record]], Values]:
    """A metric that looks at one record after the other."""
    return lambda records: [judge(record) for record in records]


def ranked(measure: str) -> Callable[[Sequence[Record]], Values]:
    """A metric of retrieval, which is computed for all records at once."""

    def values(records: Sequence[Record]) -> Values:
        of = retrieval(records)[measure]
        return [of.get(record.case.id) for record in records]

    return values


METRICS = (
    Metric("correct", "answerable, answered correctly", "higher", each(answers.correct)),
    Metric("answered_wrongly", "answerable, answered wrongly", "lower", each(answers.answered_wrongly)),
    Metric("false_refusals", "answerable, refused", "lower", each(answers.false_refusal)),
    Metric("false_answers", "unanswerable, answered", "lower", each(answers.false_answer)),
    *(
        Metric(f"false_answers_{category}", f"{category}, answered", "lower", each(partial(answers.false_answer_of, category)))
        for category in ("near-unanswerable", "far-unanswerable", "gibberish")
    ),
    Metric("misleading", "all, answered wrongly without a word of doubt", "lower", each(answers.misleading)),
    Metric("doubted", "right answers with a word of doubt", "lower", each(answers.doubted)),
    Metric("truthfulness", "truthfulness, −1 to 1", "higher", each(answers.truthfulness), binary=False),
    *(Metric(str(measure), f"{measure} of the evidence", "higher", ranked(str(measure)), binary=False) for measure in MEASURES),
    Metric("packed_recall", "evidence in the prompt as sent", "higher", each(packed_recall), binary=False),
    Metric("citation_validity", "answers in which every sentence cites validly", "higher", each(citations.valid)),
    Metric("quote_fidelity", "answers whose quotes are word for word", "higher", each(citations.faithful)),
    Metric("citation_recall", "sentences that their citations support", "higher", each(citations.recall), binary=False),
    Metric("citation_precision", "citations that are needed", "higher", each(citations.precision), binary=False),
    Metric("unsupported_numbers", "sentences with an unsupported number", "lower", each(citations.unsupported_numbers), False),
    Metric("words", "words in an answer", None, each(answers.words), binary=False),
)  # fmt: skip


@dataclass(frozen=True)
class Figures:
    """The figures of some records. `metrics` lacks those that say nothing about any of them."""

    cases: int
    metrics: Mapping[str, Figure]
    auroc: Figure | None
    auroc_near: Figure | None
    mean_risk: float | None
    risk_coverage: Sequence[RiskPoint]


@dataclass(frozen=True)
class SplitFigures:
    """`categories` and `styles` hold the share of cases that ended as they should."""

    all: Figures
    categories: Mapping[str, Figure]
    styles: Mapping[str, Figure]


@dataclass(frozen=True)
class Spread:
    median: Figure | None
    p95: Figure | None


@dataclass(frozen=True)
class Speed:
    """Milliseconds, except `peak_memory`, which is in bytes."""

    retrieve: Spread
    first_token: Spread
    total: Spread
    peak_memory: int


FIGURES: TypeAdapter[dict[Split, SplitFigures]] = TypeAdapter(dict[Split, SplitFigures])
SPEED = TypeAdapter(Speed)


def figures(records: Sequence[Record]) -> Figures:
    """Everything about these records."""
    clusters = [record.case.cluster for record in records]
    found = {metric.name: figure for metric in METRICS if (figure := _figure(metric, metric.values(records), clusters))}
    points = confidence.risk_coverage(records)
    return Figures(
        cases=len(records),
        metrics=found,
        auroc=confidence.separation(records),
        auroc_near=confidence.separation(records, "near-unanswerable"),
        mean_risk=confidence.mean_risk(points),
        risk_coverage=points,
    )


def split_figures(records: Sequence[Record]) -> dict[Split, SplitFigures]:
    """The figures of each split that has records: thresholds were fitted on the one, so they are never mixed."""
    found: dict[Split, SplitFigures] = {}
    for split in ("test", "calibration"):
        some = [record for record in records if record.case.split == split]
        if some:
            found[split] = SplitFigures(
                figures(some),
                _shares(some, lambda record: record.case.category, CATEGORIES),
                _shares(some, lambda record: record.case.style, sorted({record.case.style for record in some})),
            )
    return found


def speed(times: Sequence[Times], peak_memory: int) -> Speed:
    """Medians and 95th percentiles, and the peak memory as it was measured."""
    return Speed(
        retrieve=_spread([one.retrieve_ms for one in times]),
        first_token=_spread([one.first_token_ms for one in times]),
        total=_spread([one.total_ms for one in times]),
        peak_memory=peak_memory,
    )


def as_it_should(record: Record) -> bool:
    """Whether a case ended in a right answer, or in a refusal where that is right."""
    return answers.outcome(record) in ("right", "rightly refused")


def _spread(values: Sequence[float]) -> Spread:
    return Spread(quantile(values, 0.5), quantile(values, 0.95))


def _figure(metric: Metric, values: Values, clusters: Sequence[str]) -> Figure | None:
    known = [(value, cluster) for value, cluster in zip(values, clusters, strict=True) if value is not None]
    if metric.binary:
        return share([bool(value) for value, _ in known])
    return mean([value for value, _ in known], [cluster for _, cluster in known])


def _shares(records: Sequence[Record], key: Callable[[Record], str], names: Sequence[str]) -> dict[str, Figure]:
    found = {name: share([as_it_should(record) for record in records if key(record) == name]) for name in names}
    return {name: figure for name, figure in found.items() if figure}
