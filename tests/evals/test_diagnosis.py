"""What went wrong: one case for each fault."""

import pytest

from evals.diagnosis import EXPLAINED, fault
from evals.record import Cited, Place

RIGHT, WRONG, REFUSED = "Courses take six months.", "Courses are fine.", None
ELSEWHERE = (Cited(1, "Guide", Place("guide.md", 90, 99), "elsewhere", "elsewhere"),)


@pytest.mark.parametrize(
    ("case", "text", "record", "expected"),
    [
        pytest.param({}, RIGHT, {}, None, id="right"),
        pytest.param({"answerable": False}, REFUSED, {}, None, id="rightly refused"),
        pytest.param({"answerable": False}, RIGHT, {"outcome": "not_stated"}, None, id="rightly said not to be stated"),
        pytest.param({"answerable": False}, RIGHT, {}, "answered anyway", id="answered anyway"),
        pytest.param({}, REFUSED, {"error": "too long"}, "not taken for a question", id="not taken"),
        pytest.param({}, REFUSED, {}, "refused by the gate", id="not covered"),
        pytest.param({}, REFUSED, {"outcome": "smalltalk"}, "refused by the gate", id="taken for small talk"),
        pytest.param({"must_not": ("fine",)}, WRONG, {}, "said what it must not", id="forbidden"),
        pytest.param({}, WRONG, {"relevant": ("k9",)}, "not retrieved", id="not retrieved"),
        pytest.param({}, WRONG, {"citations": ELSEWHERE}, "not quoted", id="not quoted"),
        pytest.param({}, WRONG, {}, "said otherwise", id="said otherwise"),
        pytest.param({}, WRONG, {"confidence": None, "relevant": ()}, "said otherwise", id="a mode without search"),
        pytest.param({}, RIGHT, {"reply": "It takes six months."}, None, id="the reply, too"),
        pytest.param({}, RIGHT, {"reply": "", "outcome": "not_stated"}, "not stated", id="not stated"),
        pytest.param({}, RIGHT, {"reply": "", "dropped": ("Six months. — no",)}, "guard dropped it", id="dropped"),
        pytest.param({}, RIGHT, {"reply": "It takes time."}, "not in the reply", id="not in the reply"),
    ],
)
def test_the_first_step_that_failed(make_case, make_record, case, text, record, expected):
    assert fault(make_record(make_case(**case), text, **record)) == expected


def test_every_fault_is_explained():
    assert all(text.endswith(".") for text in EXPLAINED.values())
