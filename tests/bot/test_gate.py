"""Questions that the documents do not cover are refused before anything is answered."""

import pytest

from bot.gate import LEAST_FAMILIARITY, LEAST_RELEVANCE, NAMED_SOURCE_RELEVANCE, refusal, relevance

TEXT = "The pay is high. It grows."
HALF = 0.5


@pytest.mark.parametrize(
    ("relevant", "familiarity", "names_source", "expected"),
    [
        pytest.param(1.2, 1.0, False, None, id="covered"),
        pytest.param(LEAST_RELEVANCE + 0.01, 1.0, False, None, id="just covered"),
        pytest.param(LEAST_RELEVANCE - 0.01, 1.0, False, "not_covered", id="just not covered"),
        pytest.param(LEAST_RELEVANCE - 0.01, 1.0, True, None, id="a named source needs less"),
        pytest.param(NAMED_SOURCE_RELEVANCE - 0.01, 1.0, True, "not_covered", id="a named source alone is not enough"),
        pytest.param(1.2, LEAST_FAMILIARITY - 0.01, False, "not_understood", id="words that are none"),
        pytest.param(1.2, LEAST_FAMILIARITY - 0.01, True, "not_understood", id="words that are none about a source"),
        pytest.param(0.0, LEAST_FAMILIARITY - 0.01, False, "not_understood", id="what is not understood is not looked up"),
    ],
)
def test_the_gate(make_result, relevant, familiarity, names_source, expected):
    result = make_result(TEXT, {"The pay": relevant - HALF}, dense=1.0, familiarity=familiarity, names_source=names_source)
    assert refusal(result) == expected


def test_relevance_is_coverage_and_half_the_similarity(make_result):
    assert relevance(make_result(TEXT, {"The pay": 0.4, "It grows": 0.3}, dense=0.6)) == pytest.approx(0.7)


def test_nothing_found_is_not_covered(make_result):
    assert refusal(make_result(TEXT, {})) == "not_covered"
