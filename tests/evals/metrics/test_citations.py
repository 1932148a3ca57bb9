"""Whether what is shown stands on what is cited, computed by hand."""

from dataclasses import replace

import pytest

from evals.metrics.citations import faithful, reply_support, supports, unsupported_numbers, valid
from evals.record import Cited, Place, Shown

PAY = "The pay of bakers is $1,200 a month."
TIME = "Bakers learn for 3 years."


@pytest.fixture
def answer(make_case, make_record):
    """An answer of (text, cited ids) that lists these quotes, numbered from 1; the documents say the same, or `sources`."""

    def make(sentences, quotes=(PAY, TIME), sources=None, part="quotes"):
        places = zip(("Step 7 › Pay", "Step 7 › Time"), quotes, sources or quotes, strict=True)
        citations = tuple(
            Cited(number, label, Place("guide.md", 0, len(quote)), quote, source)
            for number, (label, quote, source) in enumerate(places, start=1)
        )
        shown = {"quotes": (), part: tuple(Shown(*sentence) for sentence in sentences)}
        return replace(make_record(make_case()), citations=citations, **shown)

    return make


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        pytest.param([(PAY, (1,)), (TIME, (2, 1))], 1, id="all cite what is listed"),
        pytest.param([(PAY, (1,)), (TIME, (3,))], 0, id="one cites what is not listed"),
        pytest.param([(PAY, (1,)), (TIME, ())], 0, id="one cites nothing"),
        pytest.param([], 0, id="an answer without sentences cites nothing"),
    ],
)
def test_validity(answer, sentences, expected):
    assert valid(answer(sentences)) == expected


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        pytest.param((PAY, TIME), 1, id="word for word"),
        pytest.param((PAY, TIME.replace("3", "4")), 0, id="a digit differs"),
        pytest.param((PAY, ""), 0, id="not in the document"),
    ],
)
def test_fidelity(answer, sources, expected):
    assert faithful(answer([(PAY, (1,))], sources=sources)) == expected


def test_a_quote_stands_in_what_it_cites(answer):
    assert faithful(answer([(PAY, (2,))])) == 0


@pytest.mark.parametrize("metric", [valid, faithful, reply_support, unsupported_numbers])
def test_refusals_show_nothing_to_judge(make_case, make_record, metric):
    assert metric(make_record(make_case(), None)) is None


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        pytest.param([(PAY, (1,)), (TIME, (2,))], 1, id="each stands on its own"),
        pytest.param([(PAY, (2,)), (TIME, (2,))], 1 / 2, id="one on another quote"),
        # Neither quote alone has both figures.
        pytest.param([("Bakers learn for 3 years, the pay is $1,200 a month.", (1, 2))], 1, id="both together"),
        pytest.param([(PAY, ())], 0, id="no citation"),
        pytest.param([], None, id="no reply"),
    ],
)
def test_support_of_the_reply(answer, sentences, expected):
    assert reply_support(answer(sentences, part="reply")) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(PAY, True, id="the same"),
        pytest.param("Bakers' pay is 1200 dollars a month.", True, id="reworded"),
        pytest.param("The pay of bakers is $1,300 a month.", False, id="another figure"),
        # Of pay, pilot, generous only the first is there: 1/3.
        pytest.param("The pay of pilots is generous.", False, id="other words"),
    ],
)
def test_support(sentence, expected):
    assert supports([PAY], sentence) is expected


def test_nothing_supports_nothing():
    assert supports([], "Bakers bake.") is False


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        pytest.param([(PAY, (1,)), (TIME, (2,))], 0, id="all there"),
        pytest.param([(PAY, (1,)), (TIME, (1,))], 1 / 2, id="in a quote that is not cited"),
        pytest.param([("It is 1200.", (1,))], 0, id="the same value spelt otherwise"),
        pytest.param([("It is 1.", (1,))], 1, id="part of a number"),
        pytest.param([("Bakers learn for three years.", (2,))], 0, id="a number in words"),
        pytest.param([("Bakers learn for four years.", (2,))], 1, id="another number in words"),
        pytest.param([("In step 7 bakers learn for 3 years.", (2,))], 0, id="in the label"),
    ],
)
@pytest.mark.parametrize("part", ["reply", "quotes", "plan"])
def test_unsupported_numbers(answer, sentences, expected, part):
    assert unsupported_numbers(answer(sentences, part=part)) == expected


@pytest.mark.parametrize(
    ("part", "expected"), [("reply", 0), ("quotes", 1)], ids=["a reply stands on the whole quote", "a quote on its own place"]
)
def test_a_number_of_the_same_quote(answer, part, expected):
    record = answer([(TIME, (1,))], part=part)
    same = tuple(replace(cited, label="Bakers") for cited in record.citations)
    assert unsupported_numbers(replace(record, citations=same)) == expected
