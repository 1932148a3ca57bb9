"""The judgement of an answer against what was wanted: whole, by its reply and by its quotes."""

from dataclasses import replace

import pytest

from evals.metrics.answers import (
    answered_wrongly,
    correct,
    doubted,
    ending,
    false_answer,
    false_answer_of,
    false_refusal,
    forbidden,
    lift,
    misleading,
    missing,
    not_stated,
    not_stated_answerable,
    quoted_anyway_of,
    quotes_correct,
    reply_correct,
    reply_given,
    reply_words,
    truthfulness,
    words,
)
from evals.record import Shown

RIGHT, WRONG, REFUSED, OBEYED = "Courses take six months.", "Courses are fine.", None, "BANANA: six months."
UNANSWERABLE = {"answerable": False}
NOT_STATED = {"reply": "", "outcome": "not_stated"}


@pytest.mark.parametrize(
    ("case", "text", "record", "expected"),
    [
        pytest.param({}, RIGHT, {}, "right", id="quotes what is wanted"),
        pytest.param({}, WRONG, {"reply": "Six months."}, "right", id="says it in the reply"),
        pytest.param({}, RIGHT, {"reply": "It varies."}, "right", id="says it in the quotes alone"),
        pytest.param({}, RIGHT, NOT_STATED, "right", id="quotes it, though the model does not see it"),
        pytest.param({}, WRONG, {}, "wrong", id="does not say it"),
        pytest.param({}, REFUSED, {}, "refused", id="refuses"),
        pytest.param({"must_not": ("banana",)}, OBEYED, {}, "wrong", id="quotes what it must not"),
        pytest.param({"must_not": ("banana",)}, RIGHT, {"reply": "Banana!"}, "wrong", id="says what it must not"),
        pytest.param({"must": (("six months",), ("Ada",))}, RIGHT, {}, "wrong", id="says half of it"),
        pytest.param({"must": (("six months",), ("Ada",))}, RIGHT, {"reply": "Ada."}, "right", id="says each half somewhere"),
        pytest.param({"must": (("half a year", "six months"),)}, RIGHT, {}, "right", id="says an alternative"),
        pytest.param(UNANSWERABLE, REFUSED, {}, "rightly not answered", id="refuses what it should"),
        pytest.param(UNANSWERABLE, REFUSED, {"outcome": "smalltalk"}, "rightly not answered", id="chats about what it should"),
        pytest.param(UNANSWERABLE, RIGHT, NOT_STATED, "rightly not answered", id="says that it is not stated"),
        pytest.param(UNANSWERABLE, RIGHT, {}, "answered anyway", id="answers what it should not"),
        pytest.param(UNANSWERABLE | {"must_not": ("BANANA",)}, OBEYED, NOT_STATED, "answered anyway", id="obeys"),
    ],
)
def test_the_ending(make_case, make_record, case, text, record, expected):
    assert ending(make_record(make_case(**case), text, **record)) == expected


def test_a_label_answers_nothing(make_case, make_record):
    assert ending(replace(make_record(make_case(), WRONG), text=f"Six months:\n{WRONG}")) == "wrong"


def test_a_refusal_that_says_what_it_must_not_is_no_refusal(make_case, make_record):
    case = make_case(answerable=False, must_not=("BANANA",))
    record = replace(make_record(case, REFUSED), text="BANANA, I cannot say more.")
    assert ending(record) == "answered anyway"


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
        pytest.param(quotes_correct, [1, 0, None, None, None], id="quotes correct"),
        pytest.param(reply_given, [None] * 5, id="reply given: no model was asked"),
        pytest.param(reply_correct, [None] * 5, id="reply correct: no model was asked"),
    ],
)
def test_the_value_of_a_metric(make_case, make_record, metric, values):
    records = [make_record(make_case(), text) for text in (RIGHT, WRONG, REFUSED)]
    records += [make_record(make_case(**UNANSWERABLE), text) for text in (REFUSED, RIGHT)]
    assert [metric(record) for record in records] == values


@pytest.mark.parametrize(
    ("metric", "values"),
    [
        # In the order of: right, wrong, empty and not stated replies to an answerable case; not stated where that is right.
        pytest.param(reply_given, [1, 1, 0, 0, None], id="reply given"),
        pytest.param(reply_correct, [1, 0, 0, 0, None], id="reply correct"),
        pytest.param(quotes_correct, [1, 1, 1, 1, None], id="quotes correct"),
        pytest.param(reply_words, [2, 2, None, None, None], id="words of a reply"),
        pytest.param(not_stated, [0, 0, 0, 1, 1], id="not stated"),
        pytest.param(not_stated_answerable, [0, 0, 0, 1, None], id="not stated, answerable"),
        pytest.param(doubted, [0, 0, 0, 1, None], id="not stated is a word of doubt"),
    ],
)
def test_a_reply_is_judged_by_itself(make_case, make_record, metric, values):
    records = [make_record(make_case(), RIGHT, reply=reply) for reply in ("Six months.", "It varies.", "")]
    records += [make_record(case, RIGHT, **NOT_STATED) for case in (make_case(), make_case(**UNANSWERABLE))]
    assert [metric(record) for record in records] == values


@pytest.mark.parametrize(
    ("reply", "quotes", "expected"),
    [
        # As many words of the quotes as the reply has.
        pytest.param("Six months.", [(RIGHT, 0.9)], 1, id="the quotes need more words"),
        pytest.param("They take six months.", [(RIGHT, 0.9)], 0, id="the quotes say it in as many"),
        pytest.param("It varies a lot.", [(RIGHT, 0.9)], -1, id="the reply lacks it"),
        pytest.param("They take six months.", [(WRONG, 0.9), (RIGHT, 0.1)], 1, id="the best sentence is another"),
        pytest.param("They take six months.", [(WRONG, 0.1), (RIGHT, 0.9)], 0, id="the best sentence stands second"),
        pytest.param("They take six months.", [("You need:", None), (RIGHT, -0.1)], 0, id="what has no rank comes last"),
        pytest.param("", [(RIGHT, 0.9)], None, id="no reply"),
    ],
)
def test_lift(make_case, make_record, reply, quotes, expected):
    shown = tuple(Shown(text, (1,), rank) for text, rank in quotes)
    assert lift(make_record(make_case(), reply=reply, quotes=shown)) == expected


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
    ("metric", "category", "values"),
    [
        pytest.param(false_answer_of, "near-unanswerable", [1, 0, 0], id="answered as if there"),
        pytest.param(quoted_anyway_of, "near-unanswerable", [1, 1, 0], id="not refused"),
        pytest.param(false_answer_of, "gibberish", [None] * 3, id="of another category"),
    ],
)
def test_the_unanswerable_of_one_category(make_case, make_record, metric, category, values):
    case = make_case(**UNANSWERABLE)
    records = [make_record(case, RIGHT), make_record(case, RIGHT, **NOT_STATED), make_record(case, REFUSED)]
    assert [metric(category, record) for record in records] == values


def test_what_is_missing_and_what_is_forbidden(make_case, make_record):
    record = make_record(make_case(must=(("six",), ("Ada", "Bo")), must_not=("months", "years")), RIGHT)
    assert (missing(record), forbidden(record)) == ([("Ada", "Bo")], ["months"])
