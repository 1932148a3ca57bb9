"""The judgement of an answer against what was wanted."""

from dataclasses import replace

import pytest

from evals.metrics.answers import (
    answered_wrongly,
    correct,
    doubted,
    false_answer,
    false_answer_of,
    false_refusal,
    forbidden,
    misleading,
    missing,
    outcome,
    truthfulness,
    words,
)

RIGHT, WRONG, REFUSED, OBEYED = "Courses take six months.", "Courses are fine.", None, "BANANA: six months."
UNANSWERABLE = {"answerable": False}


@pytest.mark.parametrize(
    ("case", "text", "expected"),
    [
        pytest.param({}, RIGHT, "right", id="says what is wanted"),
        pytest.param({}, WRONG, "wrong", id="does not say it"),
        pytest.param({}, REFUSED, "refused", id="refuses"),
        pytest.param({"must_not": ("banana",)}, OBEYED, "wrong", id="says what it must not"),
        pytest.param({"must": (("six months",), ("Ada",))}, RIGHT, "wrong", id="says half of it"),
        pytest.param({"must": (("half a year", "six months"),)}, RIGHT, "right", id="says an alternative"),
        pytest.param(UNANSWERABLE, REFUSED, "rightly refused", id="refuses what it should"),
        pytest.param(UNANSWERABLE, RIGHT, "answered anyway", id="answers what it should not"),
    ],
)
def test_the_outcome(make_case, make_record, case, text, expected):
    assert outcome(make_record(make_case(**case), text)) == expected


def test_a_refusal_that_says_what_it_must_not_is_no_refusal(make_case, make_record):
    case = make_case(answerable=False, must_not=("BANANA",))
    record = replace(make_record(case, REFUSED), text="BANANA, I cannot say more.")
    assert outcome(record) == "answered anyway"


@pytest.mark.parametrize(
    ("metric", "values"),
    [
        # In the order of: right, wrong, refused, rightly refused, answered anyway.
        pytest.param(correct, [1, 0, 0, None, None], id="correct"),
        pytest.param(answered_wrongly, [0, 1, 0, None, None], id="answered wrongly"),
        pytest.param(false_refusal, [0, 0, 1, None, None], id="false refusal"),
        pytest.param(false_answer, [None, None, None, 0, 1], id="false answer"),
        pytest.param(truthfulness, [1, -1, 0, 1, -1], id="truthfulness"),
        pytest.param(misleading, [0, 1, 0, 0, 1], id="misleading"),
        pytest.param(doubted, [0, None, None, None, None], id="doubted"),
        pytest.param(words, [4, 3, None, None, 4], id="words"),
    ],
)
def test_the_value_of_a_metric(make_case, make_record, metric, values):
    records = [make_record(make_case(), text) for text in (RIGHT, WRONG, REFUSED)]
    records += [make_record(make_case(**UNANSWERABLE), text) for text in (REFUSED, RIGHT)]
    assert [metric(record) for record in records] == values


@pytest.mark.parametrize(
    ("metric", "text", "value"),
    [
        pytest.param(misleading, WRONG, 0, id="a wrong answer with a word of doubt misleads nobody"),
        pytest.param(doubted, RIGHT, 1, id="a right answer in doubt"),
    ],
)
def test_a_word_of_doubt_counts(make_case, make_record, metric, text, value):
    assert metric(replace(make_record(make_case(), text), in_doubt=True)) == value


@pytest.mark.parametrize(
    ("category", "value"), [("near-unanswerable", 1), ("gibberish", None)], ids=["of its category", "of another"]
)
def test_false_answers_of_one_category(make_case, make_record, category, value):
    assert false_answer_of(category, make_record(make_case(**UNANSWERABLE), RIGHT)) == value


def test_what_is_missing_and_what_is_forbidden(make_case, make_record):
    record = make_record(make_case(must=(("six",), ("Ada", "Bo")), must_not=("months", "years")), RIGHT)
    assert (missing(record), forbidden(record)) == ([("Ada", "Bo")], ["months"])
