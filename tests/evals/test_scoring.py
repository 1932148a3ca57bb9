"""The judgement of one answer, computed by hand."""

import pytest

from evals.scoring import invalid_citations, states_fact, unsupported_numbers

PAY = ("a.md", "The pay is $146,085 or 1.5 times more.")
TIME = ("b.md", "It takes 6 months.")


@pytest.mark.parametrize(
    ("sentences", "value", "document", "expected"),
    [
        pytest.param([("It is $146,085.", (1,))], "$146,085", "a.md", True, id="stated and cited"),
        pytest.param([("It is high.", (1,))], "$146,085", "a.md", False, id="not stated"),
        pytest.param([("It is $146,085.", (2,))], "$146,085", "a.md", False, id="another document cited"),
        pytest.param([("It is high.", (1,)), ("It is $146,085.", (2,))], "$146,085", "a.md", False, id="by another sentence"),
        pytest.param([("It is $146,085.", (2, 1))], "$146,085", "a.md", True, id="among several"),
        pytest.param([], "$146,085", "a.md", False, id="refused"),
    ],
)
def test_a_fact_has_to_be_stated_with_its_document(make_answer, sentences, value, document, expected):
    assert states_fact(make_answer(sentences, [PAY, TIME]), value, document) is expected


@pytest.mark.parametrize(
    ("sentences", "numbers"),
    [
        pytest.param([("It is $146,085, 1.5 times.", (1,))], [], id="all there"),
        pytest.param([("It is $146,085 for 6 months.", (1, 2))], [], id="in two citations"),
        pytest.param([("It is $146,085 for 6 months.", (1,))], ["6"], id="in one that is not cited"),
        pytest.param([("It is 146 or 085.", (1,))], ["146", "085"], id="parts of a number"),
        pytest.param([("It is 7.", ())], ["7"], id="nothing cited"),
        pytest.param([("It is seven.", (1,))], [], id="words are the guards' business"),
    ],
)
def test_numbers_have_to_be_in_the_cited_quotes(make_answer, sentences, numbers):
    assert unsupported_numbers(make_answer(sentences, [PAY, TIME])) == numbers


@pytest.mark.parametrize(
    ("sentences", "invalid"),
    [
        pytest.param([("A.", (1,)), ("B.", (2, 1))], [], id="all listed"),
        pytest.param([("A.", (1, 3))], [3], id="not listed"),
        pytest.param([("A.", ()), ("B.", (1,))], [0], id="none"),
        pytest.param([], [], id="refused"),
    ],
)
def test_citations_have_to_be_listed(make_answer, sentences, invalid):
    assert invalid_citations(make_answer(sentences, [PAY, TIME])) == invalid
