"""The figures that are printed, and that the bundled guides still reach them."""

import asyncio
from dataclasses import replace

import pytest

from bot.compose import BUNDLED_CORPUS
from bot.settings import Settings
from evals.bench import spread
from evals.facts import Fact
from evals.measure import Measured, measure, share, table
from evals.scoring import invalid_citations, unsupported_numbers

EVERY = 3


@pytest.mark.parametrize(
    ("outcomes", "text"),
    [
        pytest.param([], "–", id="nothing"),
        pytest.param([True], "100.0% (1 of 1; 21%–100%)", id="one"),
        pytest.param([True] * 9 + [False], "90.0% (9 of 10; 60%–98%)", id="nine of ten"),
        pytest.param([False] * 4, "0.0% (0 of 4; 0%–49%)", id="none"),
    ],
)
def test_a_share_has_its_wilson_interval(outcomes, text):
    assert share(outcomes) == text


def test_the_spread_is_median_and_95th_percentile():
    assert (spread([float(value) for value in range(101)]), spread([1.0, 2.0], 2)) == ("50 / 95", "1.50 / 1.95")


@pytest.fixture
def measured(make_answer):
    """One fact stated, one not, one refused."""
    right = make_answer([("It is $5.", (1,))], [("a.md", "It is $5.")])
    wrong = make_answer([("It is 7.", (1,))], [("a.md", "It is six.")])
    refused = make_answer([], [])
    fact = Fact("f", "a.md", "It is $5.", "$5", "How much?")
    return Measured("extract", [(fact, right), (fact, wrong), (fact, refused)])


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("the answer contains the fact and cites its document", "33.3% (1 of 3; 6%–79%)"),
        ("answered without the fact", "33.3% (1 of 3; 6%–79%)"),
        ("refused though the guides have it", "33.3% (1 of 3; 6%–79%)"),
        ("numbers that the cited passage lacks", "1"),
        ("invalid citations", "0"),
        ("words, median / 95th percentile", "3 / 3"),
        ("seconds, median / 95th percentile", "3.00 / 3.00"),
    ],
)
def test_the_table_holds_the_figure(measured, name, figure):
    assert f"| extract | {name} | {figure} |" in table(measured)


@pytest.fixture(scope="module")
def sample(waymark_home):
    """Every third question, answered from the bundled guides without a model."""
    settings = replace(Settings(), home=waymark_home, corpus=BUNDLED_CORPUS)
    (measured,) = asyncio.run(measure(settings, ["extract"], EVERY))
    return measured


def test_most_questions_get_their_fact(sample):
    assert sum(sample.right) >= 0.8 * len(sample.right)


def test_no_answer_has_a_number_that_its_passage_lacks(sample):
    assert [unsupported_numbers(answer) for _, answer in sample.facts if unsupported_numbers(answer)] == []


def test_every_citation_is_valid(sample):
    assert [invalid_citations(answer) for _, answer in sample.facts if invalid_citations(answer)] == []
