"""The confidence as a signal, computed by hand."""

import pytest

from evals.metrics.confidence import RiskPoint, mean_risk, risk_coverage, separation

RIGHT, WRONG, REFUSED = "Courses take six months.", "Courses are fine.", None


@pytest.fixture
def records(make_case, make_record):
    """Records of (text, confidence, case)."""

    def make(*rows):
        return [
            make_record(make_case(f"c{number}", **case), text, confidence=confidence)
            for number, (text, confidence, case) in enumerate(rows)
        ]

    return make


NEAR = {"answerable": False}
FAR = {"answerable": False, "category": "far-unanswerable"}


def test_risk_and_coverage(records):
    rows = [(WRONG, 0.7, {}), (RIGHT, 0.9, {}), (RIGHT, 0.5, NEAR), (REFUSED, 0.1, {})]
    # In order of confidence: right, wrong, answered anyway; the refusal covers nothing.
    assert risk_coverage(records(*rows)) == [RiskPoint(1 / 4, 0), RiskPoint(2 / 4, 1 / 2), RiskPoint(3 / 4, 2 / 3)]


def test_equal_confidence_is_in_order_of_id(records):
    assert risk_coverage(records((WRONG, 0.5, {}), (RIGHT, 0.5, {}))) == [RiskPoint(1 / 2, 1), RiskPoint(1, 1 / 2)]


def test_mean_risk(records):
    assert mean_risk([RiskPoint(0.5, 0.0), RiskPoint(1.0, 0.5)]) == 0.25


def test_without_answers_there_is_no_risk(records):
    assert mean_risk(risk_coverage(records((REFUSED, 0.5, {})))) is None


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        # Answerable 0.9, 0.5 against 0.7, 0.5, 0.1, 0.0: 4 + 2.5 of 8 pairs.
        pytest.param(None, 6.5 / 8, id="all"),
        # Against 0.7, 0.5: 2 + 0.5 of 4 pairs.
        pytest.param("near-unanswerable", 2.5 / 4, id="near"),
    ],
)
def test_separation(records, category, expected):
    rows = [
        (RIGHT, 0.9, {}),
        (RIGHT, 0.5, {}),
        (REFUSED, 0.7, NEAR),
        (REFUSED, 0.5, NEAR),
        (REFUSED, 0.1, FAR),
        (REFUSED, 0.0, FAR),
    ]
    assert separation(records(*rows), category).value == pytest.approx(expected)


def test_what_was_not_searched_has_no_confidence(records):
    assert separation(records((RIGHT, None, {}), (RIGHT, 0.5, {}), (REFUSED, 0.1, NEAR), (REFUSED, 0.2, NEAR))) is None
