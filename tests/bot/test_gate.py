"""Questions that the documents do not answer are refused before anything is said."""

from dataclasses import replace
from math import exp

import pytest

from bot.gate import CONSTANT, LEAST_FAMILIARITY, WEIGHTS, Gate, confidence, signals

TEXT = "The pay is high. It grows."


@pytest.mark.parametrize(
    ("surplus", "familiarity", "expected"),
    [
        pytest.param(0.2, 1.0, None, id="surely answered"),
        pytest.param(0.0, 1.0, None, id="just answered"),
        pytest.param(-0.001, 1.0, "not_covered", id="just not answered"),
        pytest.param(0.2, LEAST_FAMILIARITY - 0.01, "not_understood", id="words that are none"),
        pytest.param(-0.2, LEAST_FAMILIARITY - 0.01, "not_understood", id="what is not understood is not looked up"),
    ],
)
def test_the_gate(make_result, surplus, familiarity, expected):
    result = make_result(TEXT, {"The pay": 0.5}, familiarity=familiarity)
    assert Gate(confidence(result) - surplus).refusal(result) == expected


@pytest.mark.parametrize(
    ("surplus", "expected"),
    [
        pytest.param(0.0, False, id="just sure"),
        pytest.param(-0.001, True, id="just not sure"),
    ],
)
def test_doubts(make_result, surplus, expected):
    result = make_result(TEXT, {"The pay": 0.5})
    assert Gate(0.0, confidence(result) - surplus).doubts(result) == expected


def test_the_signals_of_a_search(make_result):
    # In the fixture a sentence's rank is its logit and its score as well.
    result = replace(make_result(TEXT, {"The pay": 0.4, "It grows": 0.3}, names_source=True), topic=-2.0)
    assert signals(result) == pytest.approx((0.35, 0.4, 1.0, -2.0))


def test_the_confidence_is_a_logistic_regression(make_result):
    result = replace(make_result(TEXT, {"The pay": 0.4}, names_source=True), topic=-2.0)
    log_odds = 0.4 * WEIGHTS[0] + 0.4 * WEIGHTS[1] + WEIGHTS[2] - 2.0 * WEIGHTS[3] + CONSTANT
    assert confidence(result) == pytest.approx(1 / (1 + exp(-log_odds)))


def test_more_of_a_good_sign_gives_more_confidence():
    assert min(WEIGHTS) > 0


def test_nothing_found_is_not_covered(make_result):
    assert Gate(0.34).refusal(make_result(TEXT, {})) == "not_covered"


def test_one_high_logit_among_many_is_no_answer(make_result):
    sentences = {f"Fact {letter} ": rank for letter, rank in zip("ABC", (0.9, 0.1, 0.0), strict=True)}
    result = make_result(" ".join(f"{beginning}is known." for beginning in sentences), sentences)
    assert result.answerability == pytest.approx((0.9 + 0.1) / 2)
