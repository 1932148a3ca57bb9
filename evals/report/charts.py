"""Charts as geometry; charts.html.j2 draws them.

Horizontal places are percentages of the plot and vertical ones pixels, so that a chart is as wide as its window while its
letters keep their size. Every chart carries its data as a table.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evals.cases import Split
from evals.report.columns import Column
from evals.report.numbers import Cell, cell, written
from evals.statistics import Figure, quantile

LANE = 11
LINES_HEIGHT = 220
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
COVERAGES = tuple(step / 20 for step in range(1, 21))
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)


@dataclass(frozen=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True)
class Table:
    """`rows`: a heading, and a cell for each run."""

    caption: str
    head: str
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]


@dataclass(frozen=True)
class Chart:
    """What all charts have. `name` is part of the ids in the page; `columns` are the runs that are drawn."""

    name: str
    title: str
    description: str
    x_label: str
    x_ticks: tuple[Tick, ...]
    height: int
    columns: tuple[Column, ...]
    table: Table


@dataclass(frozen=True)
class Dot:
    """A value with its interval, in percent of the width, at `y` pixels."""

    series: int
    at: float
    low: float
    high: float
    y: float


@dataclass(frozen=True)
class Lane:
    """What stands on one line: the dots of all runs for a name. `top` and `middle` in pixels."""

    name: str
    count: int
    top: int
    middle: float
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class DotChart(Chart):
    lanes: tuple[Lane, ...]
    kind: Literal["dots"] = "dots"


@dataclass(frozen=True)
class Line:
    """`points` as SVG takes them, in thousandths of the plot; the end in percent of it."""

    series: int
    points: str
    end_x: float
    end_y: float


@dataclass(frozen=True)
class LineChart(Chart):
    y_label: str
    y_ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    kind: Literal["lines"] = "lines"


def shares(
    columns: Sequence[Column], split: Split, name: str, title: str, of: Callable[[Column], Mapping[str, Figure]]
) -> DotChart:
    """A dot with its interval for each run and each name that `of` has a share for."""
    drawn = tuple(column for column in columns if split in column.figures)
    names = list(dict.fromkeys(known for column in drawn for known in of(column)))
    row = max(30, LANE * len(drawn) + 14)
    lanes = []
    for number, known in enumerate(names):
        middle = number * row + row / 2
        dots = tuple(
            Dot(column.series, _percent(figure.value), _percent(figure.low), _percent(figure.high), middle + place)
            for column, place in zip(drawn, _spread(len(drawn)), strict=True)
            if (figure := of(column).get(known))
        )
        count = max(of(column)[known].count for column in drawn if known in of(column))
        lanes.append(Lane(known, count, number * row, middle, dots))
    return DotChart(
        name=f"{name}-{split}",
        title=title,
        description="The share of cases that ended as they should, with 95% intervals. " + _extremes(drawn, of),
        x_label="ended as they should",
        x_ticks=tuple(Tick(at * 100, f"{at:.0%}") for at in SHARES),
        height=row * len(names),
        columns=drawn,
        table=Table(
            "cases that ended as they should, with 95% intervals",
            name,
            tuple((known, tuple(cell(of(column).get(known), "share") for column in drawn)) for known in names),
        ),
        lanes=tuple(lanes),
    )


def risk_coverage(columns: Sequence[Column], split: Split) -> LineChart:
    """A line for each run that answered anything."""
    drawn = tuple(column for column in columns if split in column.figures and column.figures[split].all.risk_coverage)
    curves = {column.letter: column.figures[split].all.risk_coverage for column in drawn}
    ends = (f"{letter} answers {curve[-1].coverage:.0%}, {curve[-1].risk:.0%} of it wrong" for letter, curve in curves.items())
    rows = []
    for coverage in COVERAGES:
        # A curve ends where its run refuses; it says nothing about more.
        reached = (next((point for point in curve if point.coverage >= coverage), None) for curve in curves.values())
        rows.append((f"{coverage:.0%}", tuple(Cell(written(point.risk, "share")) if point else None for point in reached)))
    return LineChart(
        name=f"risk-{split}",
        title="Risk and coverage",
        description="How many answers are wrong if only the most confident are given. " + "; ".join(ends) + ".",
        x_label="coverage: cases answered, the surest first",
        x_ticks=tuple(Tick(at * 100, f"{at:.0%}") for at in SHARES),
        height=LINES_HEIGHT,
        columns=drawn,
        table=Table(
            "answers that are wrong if so many cases are answered", "coverage", tuple(row for row in rows if any(row[1]))
        ),
        y_label="risk: answers that are wrong",
        y_ticks=tuple(Tick(100 - at * 100, f"{at:.0%}") for at in SHARES),
        lines=tuple(_line(column, [(point.coverage, point.risk) for point in curves[column.letter]]) for column in drawn),
    )


def latency(columns: Sequence[Column]) -> LineChart:
    """Of each run, how many answers were whole after how long; over all cases, on a logarithmic scale."""
    drawn = tuple(column for column in columns if column.run.times)
    # What was not taken for a question took no time; a logarithm needs some.
    times = {column.letter: sorted(max(1.0, one.total_ms) for one in column.run.times) for column in drawn}
    low = math.floor(math.log10(min((some[0] for some in times.values()), default=1.0)))
    high = max(low + 1, math.ceil(math.log10(max((some[-1] for some in times.values()), default=10.0))))
    rows = tuple((f"{at:.0%}", tuple(cell(quantile(times[column.letter], at), "time") for column in drawn)) for at in QUANTILES)
    halves = (f"{letter}: half within {written(some[len(some) // 2], 'time')}" for letter, some in times.items())
    return LineChart(
        name="latency",
        title="Time to the whole answer",
        description="The share of answers that were whole after a time. " + "; ".join(halves) + ".",
        x_label="time, logarithmic",
        x_ticks=_time_ticks(low, high),
        height=LINES_HEIGHT,
        columns=drawn,
        table=Table("within which so many answers were whole, with 95% intervals", "answers", rows),
        y_label="answers that were whole by then",
        y_ticks=tuple(Tick(100 - at * 100, f"{at:.0%}") for at in SHARES),
        lines=tuple(
            _line(column, [((math.log10(ms) - low) / (high - low), (n + 1) / len(some)) for n, ms in enumerate(some)])
            for column in drawn
            if (some := times[column.letter])
        ),
    )


def _time_ticks(low: int, high: int) -> tuple[Tick, ...]:
    """From 10 to the power of `low` ms to that of `high`; where that is not far, with marks in between."""
    between = (1, 2, 5) if high - low <= 2 else (1,)
    times = [factor * 10**power for power in range(low, high) for factor in between] + [10**high]
    return tuple(Tick(round((math.log10(ms) - low) / (high - low) * 100, 1), _round_time(ms)) for ms in times)


def _line(column: Column, points: Sequence[tuple[float, float]]) -> Line:
    """From shares of the plot, counted from its lower left corner."""
    drawn = " ".join(f"{x * 1000:.0f},{1000 - y * 1000:.0f}" for x, y in points)
    x, y = points[-1]
    return Line(column.series, drawn, _percent(x), _percent(1 - y))


def _extremes(columns: Sequence[Column], of: Callable[[Column], Mapping[str, Figure]]) -> str:
    said = []
    for column in columns:
        if figures := of(column):
            worst, best = min(figures, key=lambda name: figures[name].value), max(figures, key=lambda name: figures[name].value)
            said.append(
                f"{column.letter}: {worst} lowest at {figures[worst].value:.0%}, {best} highest at {figures[best].value:.0%}"
            )
    return "; ".join(said) + "."


def _spread(count: int) -> list[float]:
    """How far above and below the middle the dots of one line stand, in pixels."""
    return [(number - (count - 1) / 2) * LANE for number in range(count)]


def _percent(share: float | None) -> float:
    return round((share or 0.0) * 100, 1)


def _round_time(milliseconds: int) -> str:
    return f"{milliseconds} ms" if milliseconds < 1000 else f"{milliseconds // 1000} s"
