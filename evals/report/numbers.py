"""How figures are written: always with their unit, and with their interval and number of cases where they have them."""

from dataclasses import dataclass
from typing import Literal

from evals.statistics import Figure

# points: percentage points of a difference; score: on a scale of its own; time: milliseconds; memory: bytes.
Unit = Literal["share", "points", "score", "words", "time", "memory"]


@dataclass(frozen=True)
class Cell:
    """A figure in words; `interval` and `count` are empty where there is none."""

    value: str
    interval: str = ""
    count: str = ""

    def __str__(self) -> str:
        behind = ", ".join(part for part in (self.interval, self.count) if part)
        return f"{self.value} ({behind})" if behind else self.value


def cell(figure: Figure | None, unit: Unit) -> Cell | None:
    """None for a figure that there is not."""
    if figure is None:
        return None
    return Cell(written(figure.value, unit), interval(figure, unit), f"n {figure.count}")


def written(value: float, unit: Unit) -> str:
    """ "61.3%", "+3.0 points", "0.61", "38.2", "843 ms" or "1.24 s", "0.98 GB"."""
    if unit == "time":
        return _time(value)
    text = {
        "share": f"{value * 100:.1f}%",
        "points": f"{value * 100:+.1f} points",
        "score": f"{value:.2f}",
        "words": f"{value:.1f}",
        "memory": f"{value / 1e9:.2f} GB",
    }[unit]
    return text.replace("-", "−")


def interval(figure: Figure, unit: Unit) -> str:
    """ "54.1–68.0%"; with "to" where a dash could be taken for a minus."""
    if figure.low is None or figure.high is None:
        return ""
    low, high = written(figure.low, unit), written(figure.high, unit)
    number, _, suffix = low.partition(" ")
    if suffix == high.partition(" ")[2]:
        low = number
    return f"{low} to {high}" if figure.low < 0 or unit == "points" else f"{low.removesuffix('%')}–{high}"


def _time(milliseconds: float) -> str:
    if milliseconds < 1000:
        return f"{milliseconds:.0f} ms"
    return f"{milliseconds / 1000:.2f} s" if milliseconds < 10_000 else f"{milliseconds / 1000:.1f} s"
