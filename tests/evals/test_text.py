"""What is printed about runs and records."""

import pytest

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
        "Raw output (10 tokens read, 5 written)\nHalf a year. [1]",
        "Dropped\n  It is free. — unsupported",
        "Outcome: answered\n\nReply\n  Half a year. [1]\n\nQuotes\n  Courses take six months. [1]",
        "As a learner reads it\nHalf a year. Courses take six months.",
        "[1] Guide › Courses (guide.md 10–34): Courses take six months.",
        "Ending: right. not in the reply: ",
    ],
)
def test_a_record_is_shown_whole(make_case, make_record, part):
    record = make_record(make_case(), reply="Half a year.", dropped=("It is free. — unsupported",))
    assert part in record_text(record)


def test_a_refusal_says_why_and_what_went_wrong(make_case, make_record):
    lines = record_text(make_record(make_case(), REFUSED)).splitlines()
    assert "Outcome: not_covered" in lines
    assert lines[-1].startswith("Ending: refused. refused by the gate: ")


def test_a_run_is_told_by_split(make_case, make_record, make_run):
    run = make_run([make_record(make_case("a")), make_record(make_case("b", split="calibration"), REFUSED)])
    text = run_text(run)
    assert ("end-to-end, test split, 1 cases" in text, "end-to-end, calibration split, 1 cases" in text) == (
        True,
        True,
    )


def test_a_run_is_told_with_its_times(make_case, make_record, make_run):
    text = run_text(make_run([make_record(make_case())]))
    assert "first words of the reply, median / 95th percentile 20 / 20 ms" in " ".join(text.split())
