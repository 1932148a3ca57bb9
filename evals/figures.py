"""All figures of a run, each with its interval: by split, and within a split by category and style."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from pydantic import TypeAdapter

from evals.cases import CATEGORIES, SPLITS, Case, Split
from evals.metrics import answers, citations, confidence
from evals.metrics.retrieval import MEASURES, quote_recall, retrieval
from evals.record import Record, Times
from evals.statistics import Figure, mean, quantile, share

Values = Sequence[float | None]
"""One value a record, in the order of the records; None where the metric says nothing."""
Kind = Literal["share", "mean", "median", "p95"]
HOW: dict[Kind, str] = {"median": "median", "p95": "95th percentile"}
NEAR, FAR, GIBBERISH = "near-unanswerable", "far-unanswerable", "gibberish"


@dataclass(frozen=True)
class Metric:
    """`better`: the direction in which an answer improves; None for what is only described. `kind`: how the values become a
    figure; those of a share are all 0 or 1."""

    name: str
    label: str
    better: Literal["higher", "lower"] | None
    values: Callable[[Sequence[Record]], Values]
    kind: Kind = "share"


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
    Metric("correct", "answerable, reply or quotes hold it", "higher", each(answers.correct)),
    Metric("answered_wrongly", "answerable, answered wrongly", "lower", each(answers.answered_wrongly)),
    Metric("false_refusals", "answerable, refused", "lower", each(answers.false_refusal)),
    Metric("false_answers", "unanswerable, answered as if there", "lower", each(answers.false_answer)),
    *(
        Metric(f"false_answers_{name}", f"{name}, answered as if there", "lower", each(partial(answers.false_answer_of, name)))
        for name in (NEAR, FAR, GIBBERISH)
    ),
    *(
        Metric(f"quoted_anyway_{name}", f"{name}, not refused", "lower", each(partial(answers.quoted_anyway_of, name)))
        for name in (NEAR, FAR)
    ),
    Metric("misleading", "all, answered wrongly without a word of doubt", "lower", each(answers.misleading)),
    Metric("doubted", "right answers with a word of doubt", "lower", each(answers.doubted)),
    Metric("truthfulness", "truthfulness, −1 to 1", "higher", each(answers.truthfulness), "mean"),
    Metric("quotes_correct", "quotes shown, they alone hold it", "higher", each(answers.quotes_correct)),
    Metric("reply_correct", "model asked, its reply alone holds it", "higher", each(answers.reply_correct)),
    Metric("lift", "lift of the reply over as many words quoted", "higher", each(answers.lift), "mean"),
    Metric("reply_given", "model asked, a reply is shown", "higher", each(answers.reply_given)),
    Metric("not_stated", "answerable: model says \"not stated\"", "lower", each(answers.not_stated_answerable)),
    *(
        Metric(f"not_stated_{name}", f"{name}: model says \"not stated\"", "higher", each(partial(answers.not_stated_of, name)))
        for name in (NEAR, FAR)
    ),
    Metric("reply_support", "reply sentences that their citations support", "higher", each(citations.reply_support), "mean"),
    *(Metric(str(measure), f"{measure} of the evidence", "higher", ranked(str(measure)), "mean") for measure in MEASURES),
    Metric("quote_recall", "evidence that is quoted", "higher", each(quote_recall), "mean"),
    Metric("citation_validity", "answers in which every sentence cites validly", "higher", each(citations.valid)),
    Metric("quote_fidelity", "answers whose quotes are word for word", "higher", each(citations.faithful)),
    Metric("unsupported_numbers", "sentences with an unsupported number", "lower", each(citations.unsupported_numbers), "mean"),
    *(
        Metric(f"{name}_{kind}", f"{label}, {HOW[kind]}", None, each(count), kind)
        for name, label, count in (
            ("reply_words", "words of a reply", answers.reply_words),
            ("words", "words of reply, quotes and all", answers.words),
        )
        for kind in HOW
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Figures:
    """The figures of some records. `metrics` lacks those that say nothing about any of them."""

    cases: int
    metrics: Mapping[str, Figure]
    auroc: Figure | None
    auroc_near: Figure | None
    mean_risk: float | None


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
    """Milliseconds from the question, except `peak_memory`, which is in bytes."""

    retrieve: Spread
    quotes: Spread
    reply: Spread
    total: Spread
    peak_memory: int


FIGURES: TypeAdapter[dict[Split, SplitFigures]] = TypeAdapter(dict[Split, SplitFigures])
SPEED = TypeAdapter(Speed)


def figures(records: Sequence[Record]) -> Figures:
    """Everything about these records."""
    clusters = [record.case.cluster for record in records]
    found = {metric.name: figure for metric in METRICS if (figure := _figure(metric, metric.values(records), clusters))}
    return Figures(
        cases=len(records),
        metrics=found,
        auroc=confidence.separation(records),
        auroc_near=confidence.separation(records, "near-unanswerable"),
        mean_risk=confidence.mean_risk(records),
    )


def split_figures(records: Sequence[Record]) -> dict[Split, SplitFigures]:
    """The figures of each split that has records: thresholds were fitted on one, so they are never mixed."""
    found: dict[Split, SplitFigures] = {}
    for split in SPLITS:
        some = [record for record in records if record.case.split == split]
        if some:
            found[split] = SplitFigures(
                figures(some),
                _shares(some, lambda case: case.category, CATEGORIES),
                _shares(some, lambda case: case.style, sorted({record.case.style for record in some})),
            )
    return found


def speed(times: Sequence[Times], peak_memory: int) -> Speed:
    """Medians and 95th percentiles, and the peak memory as it was measured."""
    return Speed(
        retrieve=_spread([one.retrieve_ms for one in times]),
        quotes=_spread([one.quotes_ms for one in times]),
        reply=_spread([one.reply_ms for one in times]),
        total=_spread([one.total_ms for one in times]),
        peak_memory=peak_memory,
    )


def spreads(times: Speed) -> dict[str, Spread]:
    """The spreads with their names."""
    return {
        "search": times.retrieve,
        "quotes on the screen": times.quotes,
        "first words of the reply": times.reply,
        "whole answer": times.total,
    }


def as_it_should(record: Record) -> bool:
    """Whether a case ended in a right answer, or in none where that is right."""
    return answers.ending(record) in ("right", "rightly not answered")


def _spread(values: Values) -> Spread:
    known = [value for value in values if value is not None]
    return Spread(quantile(known, 0.5), quantile(known, 0.95))


def _figure(metric: Metric, values: Values, clusters: Sequence[str]) -> Figure | None:
    known = [(value, cluster) for value, cluster in zip(values, clusters, strict=True) if value is not None]
    some = [value for value, _ in known]
    if metric.kind == "share":
        return share([bool(value) for value in some])
    if metric.kind == "mean":
        return mean(some, [cluster for _, cluster in known])
    return quantile(some, 0.5 if metric.kind == "median" else 0.95)


def _shares(records: Sequence[Record], key: Callable[[Case], str], names: Sequence[str]) -> dict[str, Figure]:
    found = {name: share([as_it_should(record) for record in records if key(record.case) == name]) for name in names}
    return {name: figure for name, figure in found.items() if figure}
