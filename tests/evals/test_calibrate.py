"""The threshold is fitted on the calibration split alone."""

from dataclasses import replace

import pytest

from bot.calibration import Parts
from evals.calibrate import calibrated, fitted, score
from evals.cases import CasesError

PARTS = Parts("MiniLM", 3, "overlap")


@pytest.mark.parametrize(
    ("scores", "most", "threshold"),
    [
        pytest.param([0.5, 0.6, 0.7], 0.0, 0.5, id="none may be refused"),
        pytest.param([0.5, 0.6, 0.7], 0.34, 0.6, id="a third may be refused"),
        pytest.param([0.2], 1.0, 1.7, id="all may be refused"),
        pytest.param([0.555], 0.0, 0.55, id="in steps of 0.01"),
        pytest.param([-1.0], 0.0, 0.0, id="what is refused anyway sets no threshold below 0"),
    ],
)
def test_the_threshold_refuses_at_most_so_many(scores, most, threshold):
    assert fitted(scores, most) == threshold


def test_without_scores_there_is_no_threshold():
    with pytest.raises(CasesError, match="no answerable cases of the calibration split"):
        fitted([], 0.05)


@pytest.mark.parametrize(
    ("confidence", "familiarity", "expected"),
    [
        pytest.param(0.8, 1.0, 0.8, id="searched"),
        pytest.param(0.8, 0.5, -1.0, id="refused as unfamiliar"),
        pytest.param(None, None, -1.0, id="not searched"),
    ],
)
def test_the_score_is_what_the_gate_sees(make_case, make_record, confidence, familiarity, expected):
    assert score(make_record(make_case(), confidence=confidence, familiarity=familiarity)) == expected


@pytest.fixture
def records(make_case, make_record):
    """Fifty answerable calibration cases of confidence 0.41 to 0.90, two others, and a test case far below."""

    def make(id, confidence, **case):
        return make_record(make_case(id, **{"split": "calibration", **case}), confidence=confidence)

    answerable = [make(f"c{number}", round(0.41 + number / 100, 2)) for number in range(50)]
    others = [make(f"u{number}", confidence, answerable=False) for number, confidence in enumerate((0.3, 0.5))]
    return [*answerable, *others, make("t", 0.01, split="test")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        # One of fifty may be refused: that of 0.41.
        ("least_confidence", 0.42),
        # Five of fifty may be in doubt.
        ("sure_from", 0.46),
        ("false_refusals", 0.02),
        ("false_answers", 0.5),
        ("answerable", 50),
        ("unanswerable", 2),
        ("parts", PARTS),
    ],
)
def test_a_calibration_says_what_it_was_fitted_on(records, field, value):
    assert getattr(calibrated(records, PARTS), field) == value


def test_the_test_split_changes_nothing(records):
    changed = [replace(record, confidence=1.5) if record.case.split == "test" else record for record in records]
    assert calibrated(changed, PARTS) == calibrated(records, PARTS)
