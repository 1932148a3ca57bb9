import pytest

from evals.report.numbers import Cell, cell, interval, written
from evals.statistics import Figure


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.6129, "share", "61.3%"),
        (-0.032, "points", "−3.2 points"),
        (0.03, "points", "+3.0 points"),
        (-0.114, "score", "−0.11"),
        (38.24, "words", "38.2"),
        (842.6, "time", "843 ms"),
        (1243, "time", "1.24 s"),
        (12_430, "time", "12.4 s"),
        (980_000_000, "memory", "0.98 GB"),
    ],
)
def test_writes_a_value_with_its_unit(value, unit, text):
    assert written(value, unit) == text


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        (0.541, 0.68, "share", "54.1–68.0%"),
        (-0.02, 0.33, "score", "−0.02 to 0.33"),
        (0.01, 0.08, "points", "+1.0 to +8.0 points"),
        (18, 20, "time", "18–20 ms"),
        (900, 1200, "time", "900 ms–1.20 s"),
        (None, None, "share", ""),
    ],
)
def test_writes_an_interval_with_its_unit_once(low, high, unit, text):
    assert interval(Figure(0.5, low, high, 3), unit) == text


def test_a_cell_holds_interval_and_number_of_cases():
    assert str(cell(Figure(0.5, 0.2, 0.8, 6), "share")) == "50.0% (20.0–80.0%, n 6)"
    assert str(Cell("0.98 GB")) == "0.98 GB"
    assert cell(None, "share") is None
