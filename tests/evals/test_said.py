"""The grounding check on what is said of passages: how they are read, what is made of them, and what is told of it."""

import json

import pytest

from evals.cases import CasesError
from evals.changes import figures_in
from evals.said import EXAMPLES, PASSAGES, Checked, beside, check, checked_text, load_examples

BAKERS = {
    "id": "x-001",
    "title": "Bakers",
    "heading": "Pay",
    "kind": "prose",
    "lead_in": "",
    "sentences": ["Beginners earn 1,200 crowns a month.", "After three years bakers earn 1,450 crowns a month."],
    "questions": [{"question": "first pay?", "answer": [0], "said": "No. Beginners earn 1,200 crowns a month."}],
    "missing": ["what do bakers eat"],
}
BUTCHERS = BAKERS | {
    "id": "x-002",
    "title": "Butchers",
    "sentences": ["Butchers earn 1,300 crowns a month."],
    "questions": [{"question": "pay?", "answer": [0], "said": "Butchers earn 1,300 crowns a month."}],
}
DIVERS = BAKERS | {"id": "x-003", "title": "Divers", "heading": "Depth", "sentences": ["Pearls lie deep."], "questions": []}
TABLE = BAKERS | {
    "kind": "table",
    "sentences": ["| | Pay | Note |", "| Day | £9 | |", "| Night | £12 | from May |", "All before tax."],
}


@pytest.fixture
def examples(tmp_path):
    def make(*rows):
        (tmp_path / "x.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        return load_examples(tmp_path)

    return make


@pytest.mark.parametrize(
    ("row", "text"),
    [
        pytest.param(BAKERS, " ".join(BAKERS["sentences"]), id="prose"),
        pytest.param(
            BAKERS | {"kind": "list", "lead_in": "You need:", "sentences": ["a steady hand;", "a knife"]},
            "You need: a steady hand; a knife",
            id="a list behind what leads into it",
        ),
        pytest.param(TABLE, "Day · Pay: £9; Night · Pay: £12 · Note: from May; All before tax.", id="a table by its columns"),
    ],
)
def test_a_passage_is_quoted_as_in_a_reply(examples, row, text):
    assert examples(row)[0].quote == ("Bakers › Pay", text)


def test_a_bare_no_is_not_judged(examples):
    assert examples(BAKERS)[0].questions[0].sentences == ["Beginners earn 1,200 crowns a month."]


def test_the_nearest_passages_stand_beside_one(examples):
    bakers, divers, butchers = examples(BAKERS, DIVERS, BUTCHERS)
    assert beside(bakers, [bakers, divers, butchers]) == [butchers, divers]


def test_a_passage_is_checked_right_and_wrong(examples):
    checked = [one for one in check(examples(BAKERS)) if one.example == "x-001"]
    assert [(one.kind, one.text, one.is_right) for one in checked] == [
        ("as an adviser said it", "Beginners earn 1,200 crowns a month.", True),
        ("another figure of the passage", "Beginners earn 1,450 crowns a month.", True),
        ("a figure that stands nowhere", "Beginners earn 1,300 crowns a month.", True),
        ("another unit", "Beginners earn 1,200 euros a month.", True),
    ]


def test_what_a_quote_says_is_no_change(examples):
    row = BAKERS | {"sentences": [*BAKERS["sentences"], "Beginners earn 1,450 crowns a month."]}
    assert "another figure of the passage" not in {one.kind for one in check(examples(row))}


def test_another_sign_is_a_change_of_the_very_words(examples):
    row = BAKERS | {"sentences": ["It is £90."], "questions": [{"question": "?", "answer": [0], "said": "It is £90."}]}
    assert "It is €90." in {one.text for one in check(examples(row))}


def test_the_same_is_made_each_time(examples):
    rows = examples(BAKERS, BUTCHERS, DIVERS)
    assert list(check(rows)) == list(check(rows))


CHECKED = [
    Checked("x-001", "as an adviser said it", "Bakers earn 9.", "Bakers earn 9.", ""),
    Checked("x-001", "as an adviser said it", "Bakers bake.", "Bakers bake.", "is in other words than the quotes"),
    Checked("x-001", "another unit", "Bakers earn €9.", "Bakers earn £9.", ""),
    *[Checked("x-001", "a denial added", f"Bakers {number} do not bake.", "Bakers bake.", "") for number in range(20)],
    Checked("x-001", "a denial added", "Bakers are not paid.", "Bakers are paid.", "denies what the quote says"),
]


@pytest.mark.parametrize(
    "line",
    [
        "2 sentences about passages of tuning/examples, and changes of them",
        "  as an adviser said it, kept               0.500  (0.095 to 0.905, n = 2)",
        "  another unit, dropped                     0.000  (0.000 to 0.793, n = 1)",
        "x-001: as an adviser said it, dropped: is in other words than the quotes: Bakers bake.",
        "x-001: another unit, kept: Bakers earn €9. (said: Bakers earn £9.)",
    ],
)
def test_both_sides_are_told(line):
    assert line in checked_text(CHECKED).splitlines()


def test_what_the_check_gets_wrong_is_told_in_part_and_the_rest_not():
    text = checked_text(CHECKED)
    assert (text.count(", kept: "), "are not paid" in text, "swapped" in text) == (10, False, False)


def test_the_examples_are_enough_and_their_figures_are_found():
    examples = load_examples(EXAMPLES)
    figures = [found for example in examples for part in example.parts for found in figures_in(part)]
    assert (len(examples) >= PASSAGES, len(figures) > 1000) == (True, True)


def test_an_example_that_is_not_as_it_must_be_is_named(examples):
    with pytest.raises(CasesError, match=r"x.jsonl, line 2: kind"):
        examples(BAKERS, BUTCHERS | {"kind": "verse"})
