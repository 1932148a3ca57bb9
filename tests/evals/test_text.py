"""What is printed about runs and records."""

import pytest

from bot.models.model import Message
from evals.statistics import Figure
from evals.text import figure_text, record_text, run_text

RIGHT, REFUSED = "Courses take six months.", None


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Figure(0.84249, 0.8, 0.9, 250), "0.842  (0.800 to 0.900, n = 250)"),
        (Figure(1.0, None, None, 1), "1.000  (n = 1)"),
    ],
    ids=["with its interval", "of one value"],
)
def test_a_figure_has_its_interval(figure, text):
    assert figure_text(figure) == text


@pytest.mark.parametrize(
    "part",
    [
        "c1 · single-fact · plain · test · c1",
        "Question: How long?",
        "Wanted: six months",
        "*  1. 1.000 (late 1.000 dense 0.500 lexical 2.000 fused 0.1000) guide.md · Guide > Courses",
        "Raw output (10 tokens read, 5 written)\nCourses take six months. [1]",
        "Dropped by guards\n  It is free. — unsupported",
        "Courses take six months. [1]",
        "Outcome: right",
    ],
)
def test_a_record_is_shown_whole(make_case, make_record, part):
    record = make_record(make_case(), prompt=(Message("user", "How long?"),), dropped=("It is free. — unsupported",))
    assert part in record_text(record)


def test_a_refusal_says_why_and_what_went_wrong(make_case, make_record):
    lines = record_text(make_record(make_case(), REFUSED, reason="not_covered")).splitlines()
    assert "Refused: not_covered" in lines
    assert lines[-1].startswith("Outcome: refused. refused by the gate: ")


def test_a_run_is_told_by_split(make_case, make_record, make_run):
    run = make_run([make_record(make_case("a")), make_record(make_case("b", split="calibration"), REFUSED)])
    text = run_text(run)
    assert ("end-to-end (write), test split, 1 cases" in text, "end-to-end (write), calibration split, 1 cases" in text) == (
        True,
        True,
    )
