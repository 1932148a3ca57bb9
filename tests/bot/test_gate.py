"""Questions that the documents do not answer are refused before anything is said."""

from dataclasses import replace
from math import exp

import pytest

from bot.gate import CLOSENESS, CONSTANT, LEAST_FAMILIARITY, LOGIT, NAMED_SOURCE, TOPIC, Gate, confidence

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


@pytest.mark.parametrize("names_source", [pytest.param(False, id="no source named"), pytest.param(True, id="a source named")])
def test_the_confidence_is_a_logistic_regression(make_result, names_source):
    # In the fixture a sentence's rank is its logit and its score as well.
    result = make_result(TEXT, {"The pay": 0.4, "It grows": 0.3}, dense=0.6, names_source=names_source)
    log_odds = 0.35 * LOGIT + 0.4 * CLOSENESS + NAMED_SOURCE * names_source + CONSTANT
    assert confidence(result) == pytest.approx(1 / (1 + exp(-log_odds)))


@pytest.mark.parametrize("weight", [LOGIT, CLOSENESS, NAMED_SOURCE, TOPIC], ids=["logit", "closeness", "source", "topic"])
def test_more_of_a_good_sign_gives_more_confidence(weight):
    assert weight > 0


def test_a_question_about_something_else_gives_less(make_result):
    result = make_result(TEXT, {"The pay": 0.5})
    elsewhere = replace(result, topic=-2.0)
    odds = [confidence(one) / (1 - confidence(one)) for one in (result, elsewhere)]
    assert odds[1] / odds[0] == pytest.approx(exp(-2.0 * TOPIC))


def test_nothing_found_is_not_covered(make_result):
    assert Gate(0.34).refusal(make_result(TEXT, {})) == "not_covered"


def test_one_high_logit_among_many_is_no_answer(make_result):
    sentences = {f"Fact {letter} ": rank for letter, rank in zip("ABC", (0.9, 0.1, 0.0), strict=True)}
    result = make_result(" ".join(f"{beginning}is known." for beginning in sentences), sentences)
    assert result.answerability == pytest.approx((0.9 + 0.1) / 2)
