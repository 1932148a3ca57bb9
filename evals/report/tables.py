"""The figures of all runs as rows of one table."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from evals.cases import Split
from evals.figures import HOW, METRICS, Figures, SplitFigures, speed, spreads
from evals.personas import treated_alike
from evals.report.columns import Column
from evals.report.numbers import Cell, Unit, cell, written
from evals.statistics import Figure

# The metric with which a group begins.
BEGINNINGS = {
    "correct": "Answers",
    "quotes_correct": "Quotes and reply, each by itself",
    "nDCG@10": "Finding the evidence",
    "citation_validity": "Citations",
    "reply_words_median": "Length",
}
# All others are shares.
UNITS: dict[str, Unit] = {
    "truthfulness": "score", "lift": "points", "nDCG@10": "score", "RR@10": "score", "reply_words_median": "words",
    "reply_words_p95": "words", "words_median": "words", "words_p95": "words",
}  # fmt: skip
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
    titled["Confidence"] = list(_confidence(columns, split))
    alike = tuple(cell(treated_alike(column.personas(split)), "share") for column in columns)
    titled["Fairness"] = [Row("pairs of personas told the same", HINTS["higher"], alike)]
    titled["By category, ended as they should"] = _parts(columns, split, lambda of: of.categories)
    titled["By style, ended as they should"] = _parts(columns, split, lambda of: of.styles)
    groups = [Group(title, tuple(row for row in rows if any(row.cells))) for title, rows in titled.items()]
    return [group for group in groups if group.rows]


def speed_groups(columns: Sequence[Column]) -> list[Group]:
    """Times over all cases of a run, and its memory."""
    speeds = [speed(column.run.times, column.peak_memory or 0) for column in columns]
    rows = [
        Row(f"{name}, {words}", HINTS["lower"], tuple(cell(getattr(spreads(one)[name], at), "time") for one in speeds))
        for name in (spreads(speeds[0]) if speeds else ())
        for at, words in HOW.items()
    ]
    memory = tuple(Cell(written(column.peak_memory, "memory")) if column.peak_memory else None for column in columns)
    rows = [row for row in rows if any(row.cells)]
    groups = {"Time": rows, "Memory": [Row("peak, all our processes", HINTS["lower"], memory)]}
    return [Group(title, tuple(some)) for title, some in groups.items() if any(any(row.cells) for row in some)]


def _metric(name: str, figures: Figures) -> Cell | None:
    return cell(figures.metrics.get(name), UNITS.get(name, "share"))


def _parts(columns: Sequence[Column], split: Split, of: Callable[[SplitFigures], Mapping[str, Figure]]) -> list[Row]:
    """A row for each category or style of the split's cases."""
    shares = [of(column.figures[split]) if split in column.figures else {} for column in columns]
    names = dict.fromkeys(name for one in shares for name in one)
    return [Row(name, "", tuple(cell(one.get(name), "share") for one in shares)) for name in names]


def _confidence(columns: Sequence[Column], split: Split) -> Iterator[Row]:
    def risk(figures: Figures) -> Cell | None:
        return None if figures.mean_risk is None else Cell(written(figures.mean_risk, "share"))

    for label, of in (
        ("AUROC, answerable against all others", lambda figures: cell(figures.auroc, "score")),
        ("AUROC, answerable against near-unanswerable", lambda figures: cell(figures.auroc_near, "score")),
    ):
        yield Row(label, HINTS["higher"], _of_each(columns, split, of))
    yield Row("mean risk, the surest answers first", HINTS["lower"], _of_each(columns, split, risk))


def _of_each(columns: Sequence[Column], split: Split, of: Callable[[Figures], Cell | None]) -> tuple[Cell | None, ...]:
    return tuple(of(column.figures[split].all) if split in column.figures else None for column in columns)
