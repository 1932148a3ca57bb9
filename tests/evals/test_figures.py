"""Figures: what they are computed over, and that each says something of the right cases."""

import pytest

from evals.cases import SPLITS
from evals.figures import METRICS, figures, speed, split_figures, spreads
from evals.record import Times

RIGHT, WRONG, REFUSED = "Courses take six months.", "Courses are fine.", None


@pytest.fixture
def records(make_case, make_record):
    """Two right answers, one wrong, a refusal; a rightly refused near miss, and gibberish that was answered."""
    answerable = [make_record(make_case(f"c{number}"), text) for number, text in enumerate((RIGHT, RIGHT, WRONG, REFUSED))]
    near = make_record(make_case("n", answerable=False), REFUSED)
    gibberish = make_record(make_case("g", answerable=False, category="gibberish", split="calibration"), RIGHT)
    return [*answerable, near, gibberish]


@pytest.mark.parametrize(
    ("metric", "value", "count"),
    [
        ("correct", 2 / 4, 4),
        ("answered_wrongly", 1 / 4, 4),
        ("false_refusals", 1 / 4, 4),
        ("false_answers", 1 / 2, 2),
        ("false_answers_near-unanswerable", 0, 1),
        ("false_answers_gibberish", 1, 1),
        ("misleading", 2 / 6, 6),
        ("doubted", 0, 2),
        # 1 + 1 − 1 + 0 + 1 − 1 over six.
        ("truthfulness", 1 / 6, 6),
        ("nDCG@10", 1, 4),
        ("quote_recall", 3 / 4, 4),
        ("citation_validity", 1, 4),
        ("quote_fidelity", 3 / 4, 4),
        ("quotes_correct", 2 / 3, 3),
        ("unsupported_numbers", 0, 4),
        ("quoted_anyway_near-unanswerable", 0, 1),
        # 4, 4, 3 and 4 words.
        ("words_median", 4, 4),
        ("words_p95", 4, 4),
    ],
)
def test_the_value_and_the_cases_behind_it(records, metric, value, count):
    figure = figures(records).metrics[metric]
    assert (figure.value, figure.count) == (pytest.approx(value), count)


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_a_metric_has_a_value_or_nothing_for_each_record(records, metric):
    assert len(metric.values(records)) == len(records)


def test_metrics_that_say_nothing_are_left_out(records):
    assert "correct" not in figures([record for record in records if not record.case.answerable]).metrics


def test_the_splits_are_never_mixed(records):
    found = split_figures(records)
    assert {split: of.all.cases for split, of in found.items()} == {"test": 5, "calibration": 1}


@pytest.mark.parametrize(
    ("table", "name", "value"),
    [("categories", "single-fact", 2 / 4), ("categories", "near-unanswerable", 1), ("styles", "plain", 3 / 5)],
)
def test_the_shares_that_ended_as_they_should(records, table, name, value):
    assert getattr(split_figures(records)["test"], table)[name].value == pytest.approx(value)


def test_the_splits_come_in_their_order(make_case, make_record):
    records = [make_record(make_case(split, split=split)) for split in reversed(SPLITS)]
    assert list(split_figures(records)) == list(SPLITS)


def test_speed_is_median_and_95th_percentile():
    times = [Times(f"c{number}", 1.0, None if number > 50 else 2.0, float(number), 10.0 * number) for number in range(1, 101)]
    found = speed(times, 7)
    assert [
        spread.median and (spread.median.value, spread.p95.value, spread.median.count) for spread in spreads(found).values()
    ] == [
        (1, 1, 100),
        (2, 2, 50),
        (50, 95, 100),
        (500, 950, 100),
    ]
    assert found.peak_memory == 7
