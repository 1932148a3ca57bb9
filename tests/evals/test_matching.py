"""Whether a text states a value."""

import pytest

from evals.matching import normalised, states


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("The PAY", "the pay", id="case"),
        pytest.param("4–6 – weeks", "4-6 - weeks", id="dashes"),
        pytest.param("“A” man’s", '"a" man\'s', id="quotes"),
        pytest.param("a\u00a0 b\nc", "a b c", id="spaces"),
        pytest.param("**bold** `code` _word_", "bold code word", id="markup"),
    ],
)
def test_only_words_and_figures_count(text, plain):
    assert normalised(text) == plain


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        pytest.param("The pay is $146,085 a year.", "$146,085", True, id="a figure"),
        pytest.param("It takes 4–6 weeks.", "4-6 weeks", True, id="another dash"),
        pytest.param("It takes 16 months.", "6 months", False, id="part of a number"),
        pytest.param("It takes 2.5 months.", "5 months", False, id="behind a decimal point"),
        pytest.param("It costs $5.50.", "$5", False, id="before a decimal point"),
        pytest.param("It costs $5.", "$5", True, id="before a full stop"),
        pytest.param("It takes 6 monthsworth.", "6 months", False, id="part of a word"),
        pytest.param("Use C++.", "C++", True, id="signs"),
        pytest.param("PYTHON", "Python", True, id="case"),
        pytest.param("", "Python", False, id="nothing"),
    ],
)
def test_a_text_states_a_value(text, value, expected):
    assert states(text, value) is expected
