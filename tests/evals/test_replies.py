"""Judged replies: loaded strictly, and what the grounding check makes of them."""

import json

import pytest

from evals.cases import CasesError
from evals.replies import load_replies, replies_text

QUOTES = [
    {"label": "Bakers › Pay", "text": "Bakers earn 1,200 crowns a month."},
    {"label": "Bakers › Training", "text": "Bakers learn for three years."},
]
REPLY = {
    "id": "r1",
    "question": "What do bakers earn?",
    "quotes": QUOTES,
    "sentences": [
        {"text": "Bakers earn 1,200 crowns a month.", "cites": [1], "verdict": "right", "why": "the figure"},
        {"text": "Bakers earn 1,300 crowns a month.", "cites": [1], "verdict": "wrong", "why": "another figure"},
    ],
}
BESIDE = REPLY | {
    "id": "r2",
    "sentences": [{"text": "Bakers learn for three years.", "cites": [2], "verdict": "beside", "why": "not asked"}],
}


@pytest.fixture
def folder(tmp_path):
    def make(*rows):
        (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        return tmp_path

    return make


@pytest.mark.parametrize(
    "line",
    [
        "3 sentences of 2 replies",
        "  right, kept                          1.000  (0.207 to 1.000, n = 1)",
        "  wrong, dropped                       1.000  (0.207 to 1.000, n = 1)",
        "  beside the point, dropped            0.000  (0.000 to 0.793, n = 1)",
        "  kept, but wrong or beside the point  0.500  (0.095 to 0.905, n = 2)",
        "r2: beside, kept: Bakers learn for three years. (not asked)",
    ],
)
def test_the_check_is_measured_on_both_sides(folder, line):
    assert line in replies_text(load_replies(folder(REPLY, BESIDE))).splitlines()


def test_what_the_check_gets_right_is_not_listed(folder):
    assert "r1" not in replies_text(load_replies(folder(REPLY)))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param([REPLY, REPLY], "a.jsonl, line 2: r1 occurs twice", id="the same id"),
        pytest.param([REPLY | {"quotes": QUOTES[:0]}], "line 1: r1 cites a quote that it does not have", id="no such quote"),
        pytest.param([REPLY | {"more": 1}], "line 1: more", id="one field too many"),
        pytest.param(
            [REPLY | {"sentences": [REPLY["sentences"][0] | {"verdict": "fine"}]}],
            r"line 1: sentences\.0\.verdict",
            id="no verdict",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(folder, rows, message):
    with pytest.raises(CasesError, match=message):
        load_replies(folder(*rows))


def test_a_folder_without_replies_is_named(tmp_path):
    with pytest.raises(CasesError, match=r"there are no \*\.jsonl files in"):
        load_replies(tmp_path)
