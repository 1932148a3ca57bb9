"""The confidence as a signal, computed by hand."""

import pytest

from evals.metrics.confidence import mean_risk, separation

RIGHT, WRONG, REFUSED = "Courses take six months.", "Courses are fine.", None


@pytest.fixture
def records(make_case, make_record):
    """Records of (text, confidence, case, and how likely the model was to say that the quotes do not answer)."""

    def make(*rows):
        return [
            make_record(make_case(f"c{number}", **case), text, confidence=confidence, not_stated_share=next(iter(share), None))
            for number, (text, confidence, case, *share) in enumerate(rows)
        ]

    return make


NEAR = {"answerable": False}
FAR = {"answerable": False, "category": "far-unanswerable"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # In order of confidence: right, wrong, answered anyway; the refusal covers nothing: 0, 1/2, 2/3.
        pytest.param(
            [(WRONG, 0.7, {}), (RIGHT, 0.9, {}), (RIGHT, 0.5, NEAR), (REFUSED, 0.1, {})], 7 / 18, id="the surest first"
        ),
        pytest.param([(WRONG, 0.5, {}), (RIGHT, 0.5, {})], 3 / 4, id="equal confidence in order of id"),
        pytest.param([(REFUSED, 0.5, {})], None, id="no answers"),
    ],
)
def test_mean_risk(records, rows, expected):
    assert mean_risk(records(*rows)) == (expected and pytest.approx(expected))


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


def test_a_model_that_doubts_counts_against_the_search(records):
    rows = [(RIGHT, 0.5, {}, 0.01), (RIGHT, 0.5, {}, 0.1), (REFUSED, 0.7, NEAR, 0.99), (REFUSED, 0.9, NEAR, 0.99)]
    assert separation(records(*rows)).value == 1.0
