"""Whether a text states a value, and which numbers."""

from decimal import Decimal

import pytest

from evals.matching import normalised, numbers, states


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It is $1,200.00, or 1200.", {1200}, id="one value spelt in three ways"),
        pytest.param("4–6 weeks, 12.8 cents", {4, 6, Decimal("12.8")}, id="a range, and a fraction"),
        pytest.param("Six of ten; one never knows.", {6, 10}, id="in words, but not one"),
        pytest.param("Sixteen tenors", set(), id="parts of words"),
        pytest.param("1,20 and 3,4", {1, 20, 3, 4}, id="a comma that separates"),
    ],
)
def test_numbers(text, expected):
    assert numbers(text) == expected
