from dataclasses import replace

import pytest

from evals.record import Times
from evals.report.charts import latency, risk_coverage, shares
from evals.report.columns import columns


@pytest.fixture
def by_category(make_case, make_record, make_run):
    """Two runs by category; the second was not asked the unanswerable case."""
    right, other = make_record(make_case("c1")), make_record(make_case("c2", answerable=False), None)
    shown = columns([make_run([right, other], "a"), make_run([right], "b")])
    return shares(shown, "test", "category", "By category", lambda column: column.figures["test"].categories)


def test_draws_a_dot_for_each_run_and_name(by_category):
    first, second = by_category.lanes
    assert (first.name, second.name) == ("single-fact", "near-unanswerable")
    assert [dot.series for dot in first.dots] == [1, 2]
    assert [dot.series for dot in second.dots] == [1]


def test_dots_carry_their_interval_and_do_not_cover_each_other(by_category):
    upper, lower = by_category.lanes[0].dots
    assert (upper.low, upper.at, upper.high) == (20.7, 100.0, 100.0)
    assert lower.y - upper.y == 11


def test_the_table_holds_what_is_drawn(by_category):
    (name, cells), (_, others) = by_category.table.rows
    assert name == "single-fact"
    assert str(cells[0]) == "100.0% (20.7–100.0%, n 1)"
    assert others[1] is None


def test_the_description_names_the_extremes(by_category):
    assert "B: single-fact lowest at 100%" in by_category.description


def test_the_risk_curve_ends_where_the_run_refuses(make_case, make_record, make_run):
    records = [
        make_record(make_case("c1"), confidence=0.9),
        make_record(make_case("c2"), "No.", confidence=0.8),
        make_record(make_case("c3"), None),
        make_record(make_case("c4"), None),
    ]
    chart = risk_coverage(columns([make_run(records)]), "test")
    assert chart.lines[0].points == "250,1000 500,500"
    assert (chart.lines[0].end_x, chart.lines[0].end_y) == (50.0, 50.0)
    assert [head for head, _ in chart.table.rows][-1] == "50%"
    assert "A answers 50%, 50% of it wrong" in chart.description


def test_a_run_that_only_refuses_has_no_risk_curve(make_case, make_record, make_run):
    assert risk_coverage(columns([make_run([make_record(make_case(), None)])]), "test").columns == ()


def test_latency_runs_from_decade_to_decade(make_case, make_record, make_run):
    run = replace(make_run([make_record(make_case())]), times=tuple(Times("c1", 1, 1, ms) for ms in (0.0, 100.0, 2000.0)))
    chart = latency(columns([run]))
    assert [tick.label for tick in chart.x_ticks] == ["1 ms", "10 ms", "100 ms", "1 s", "10 s"]
    assert chart.lines[0].points == "0,667 500,333 825,0"


def test_latency_draws_times_that_are_all_the_same(make_case, make_record, make_run):
    run = replace(make_run([make_record(make_case())]), times=(Times("c1", 1, 1, 100.0),))
    assert [tick.label for tick in latency(columns([run])).x_ticks] == ["100 ms", "200 ms", "500 ms", "1 s"]
