"""The figures of all runs as rows of one table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from evals.cases import Split
from evals.compare import lift
from evals.figures import METRICS, Figures, speed
from evals.personas import treated_alike
from evals.report.columns import Column
from evals.report.numbers import Cell, Unit, cell, written
from evals.statistics import Figure

# The metric with which a group begins.
BEGINNINGS = {"correct": "Answers", "nDCG@10": "Finding the evidence", "citation_validity": "Citations", "words": "Length"}
# All others are shares.
UNITS: dict[str, Unit] = {"truthfulness": "score", "nDCG@10": "score", "RR@10": "score", "words": "words"}
HINTS = {"higher": "higher is better", "lower": "lower is better", None: ""}


@dataclass(frozen=True)
class Row:
    """`cells` has one for each run, None where the figure says nothing about it."""

    label: str
    hint: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Group:
    title: str
    rows: tuple[Row, ...]


def figure_groups(columns: Sequence[Column], split: Split) -> list[Group]:
    """All figures of a split; rows that say nothing about any run are left out."""
    titled: dict[str, list[Row]] = {}
    title = ""
    for metric in METRICS:
        title = BEGINNINGS.get(metric.name, title)
        cells = _of_each(columns, split, partial(_metric, metric.name))
        titled.setdefault(title, []).append(Row(metric.label, HINTS[metric.better], cells))
        if metric.name == "correct":
            titled[title].append(_lift(columns, split))
    titled["Confidence"] = list(_confidence(columns, split))
    alike = tuple(cell(treated_alike(column.personas(split)), "share") for column in columns)
    titled["Fairness"] = [Row("pairs of personas told the same", HINTS["higher"], alike)]
    groups = [Group(title, tuple(row for row in rows if any(row.cells))) for title, rows in titled.items()]
    return [group for group in groups if group.rows]


def extraction(columns: Sequence[Column]) -> Column | None:
    """The run without a model, to which those with one are compared."""
    return next((column for column in columns if column.run.manifest.setup.mode == "extractive"), None)


def lifts(columns: Sequence[Column], split: Split) -> dict[str, Figure]:
    """What the model adds to extraction in each end-to-end run, by letter; none without an extractive run."""
    base = extraction(columns)
    ends = [column for column in columns if base and column.run.manifest.setup.mode == "end-to-end"]
    found = {column.letter: lift(base.run, column.run, split) for column in ends if base}
    return {letter: figure for letter, figure in found.items() if figure}


def speed_groups(columns: Sequence[Column]) -> list[Group]:
    """Times over all cases of a run, and its memory."""
    speeds = [speed(column.run.times, column.peak_memory or 0) for column in columns]
    rows = []
    for label, spreads in (
        ("search", [one.retrieve for one in speeds]),
        ("first word", [one.first_token for one in speeds]),
        ("whole answer", [one.total for one in speeds]),
    ):
        rows.append(Row(f"{label}, median", HINTS["lower"], tuple(cell(one.median, "time") for one in spreads)))
        rows.append(Row(f"{label}, 95th percentile", HINTS["lower"], tuple(cell(one.p95, "time") for one in spreads)))
    memory = tuple(Cell(written(column.peak_memory, "memory")) if column.peak_memory else None for column in columns)
    groups = {"Time": rows, "Memory": [Row("peak, all our processes", HINTS["lower"], memory)]}
    return [Group(title, tuple(some)) for title, some in groups.items() if any(any(row.cells) for row in some)]


def _metric(name: str, figures: Figures) -> Cell | None:
    return cell(figures.metrics.get(name), UNITS.get(name, "share"))


def _lift(columns: Sequence[Column], split: Split) -> Row:
    base, found = extraction(columns), lifts(columns, split)
    label = f"lift over extraction ({base.letter})" if base else ""
    return Row(label, HINTS["higher"], tuple(cell(found.get(column.letter), "points") for column in columns))


def _confidence(columns: Sequence[Column], split: Split) -> Iterator[Row]:
    def risk(figures: Figures) -> Cell | None:
        return None if figures.mean_risk is None else Cell(written(figures.mean_risk, "share"))

    for label, of in (
        ("AUROC, answerable against all others", lambda figures: cell(figures.auroc, "score")),
        ("AUROC, answerable against near-unanswerable", lambda figures: cell(figures.auroc_near, "score")),
    ):
        yield Row(label, HINTS["higher"], _of_each(columns, split, of))
    yield Row("mean risk along the curve", HINTS["lower"], _of_each(columns, split, risk))


def _of_each(columns: Sequence[Column], split: Split, of: Callable[[Figures], Cell | None]) -> tuple[Cell | None, ...]:
    return tuple(of(column.figures[split].all) if split in column.figures else None for column in columns)
