"""Questions that the documents do not cover are refused before anything is answered."""

import pytest

from bot.gate import LEAST_FAMILIARITY, NAMED_SOURCE_BONUS, Gate, confidence

TEXT = "The pay is high. It grows."
LEAST = 0.5


@pytest.mark.parametrize(
    ("coverage", "familiarity", "names_source", "expected"),
    [
        pytest.param(0.8, 1.0, False, None, id="covered"),
        pytest.param(LEAST, 1.0, False, None, id="just covered"),
        pytest.param(LEAST - 0.01, 1.0, False, "not_covered", id="just not covered"),
        pytest.param(LEAST - 0.01, 1.0, True, None, id="a named source needs less"),
        pytest.param(LEAST - NAMED_SOURCE_BONUS - 0.01, 1.0, True, "not_covered", id="a named source alone is not enough"),
        pytest.param(0.8, LEAST_FAMILIARITY - 0.01, False, "not_understood", id="words that are none"),
        pytest.param(0.8, LEAST_FAMILIARITY - 0.01, True, "not_understood", id="words that are none about a source"),
        pytest.param(0.0, LEAST_FAMILIARITY - 0.01, False, "not_understood", id="what is not understood is not looked up"),
    ],
)
def test_the_gate(make_result, coverage, familiarity, names_source, expected):
    result = make_result(TEXT, {"The pay": coverage}, dense=0.0, familiarity=familiarity, names_source=names_source)
    assert Gate(LEAST).refusal(result) == expected


@pytest.mark.parametrize(
    ("names_source", "expected"),
    [
        # The best coverage, 0.4, and half of the similarity, 0.6.
        pytest.param(False, 0.7, id="no source named"),
        pytest.param(True, 0.7 + NAMED_SOURCE_BONUS, id="a source named"),
    ],
)
def test_the_confidence(make_result, names_source, expected):
    result = make_result(TEXT, {"The pay": 0.4, "It grows": 0.3}, dense=0.6, names_source=names_source)
    assert confidence(result) == pytest.approx(expected)


def test_nothing_found_is_not_covered(make_result):
    assert Gate(LEAST).refusal(make_result(TEXT, {})) == "not_covered"
