"""What becomes of the lines of a PDF's page."""

import pytest

from index.formats.columns import unruled_tables
from index.formats.layout import markdown
from index.formats.pieces import Line, Word

BODY = ["Tuition is the price of the whole course.", "It is paid once, at enrolment, and never again."]
BULLETS = ["• Look at the place first.", "• Then ask."]


def words(text, top, size=10.0, x0=50.0):
    """Words of a line; "  |  " parts cells, which begin 220 points apart."""
    made = []
    for number, cell in enumerate(text.split("  |  ")):
        at = x0 + 220 * number
        for word in cell.split():
            made.append(Word(word, at, at + 5 * len(word), top, top + size, size, bold=False))
            at += 5 * len(word) + 3
    return made


def page(*lines):
    """Each line a text, or a text and its size, with a gap above and below."""
    pieces, top = [], 100.0
    for line in lines:
        text, size = line if isinstance(line, tuple) else (line, 10.0)
        pieces.append(Line(tuple(words(text, top, size))))
        top += 3 * size
    return pieces


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([("Fees", 14.0), *BODY], ["# Fees", *BODY], id="larger is a heading"),
        pytest.param([("1. Fees", 14.0), *BODY], ["# 1. Fees", *BODY], id="a number before a heading makes no item of it"),
        pytest.param(["1. Look at the place first.", *BODY], ["1. Look at the place first.", *BODY], id="a numbered item"),
        pytest.param([*BULLETS, *BODY], ["- Look at the place first.", "- Then ask.", *BODY], id="bullets"),
        pytest.param(["The e\u00admail says so.", *BODY], ["The e-mail says so.", *BODY], id="a hyphen written as a soft one"),
    ],
)
def test_lines_become_blocks(lines, expected):
    text, _ = markdown([page(*lines)], [800.0])
    assert [line for line in text.split("\n") if line] == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("It comes in Novem\u00ad", "ber.", "It comes in November.", id="one word"),
        pytest.param(
            "An entry-level job is no entry\u00ad", "level job.", "An entry-level job is no entry-level job.", id="two"
        ),
    ],
)
def test_a_word_broken_at_a_lines_end(first, second, expected):
    text, _ = markdown([[Line(tuple(words(first, 100.0))), Line(tuple(words(second, 112.0)))]], [800.0])
    assert text.strip() == expected


LONG = "The fee is paid at enrolment by all who take the course and who are not sent by an employer"


@pytest.mark.parametrize(
    ("last", "first", "expected"),
    [
        pytest.param(LONG, "or by a public office.", [f"{LONG} or by a public office."], id="within a sentence"),
        pytest.param(f"{LONG}.", "It is low.", [f"{LONG}.", "It is low."], id="between two"),
        pytest.param("Opening hours", "We open at nine.", ["Opening hours", "We open at nine."], id="a line of its own"),
        pytest.param(LONG, "1. Go there.", [LONG, "1. Go there."], id="before a list"),
    ],
)
def test_a_paragraph_may_go_on_from_page_to_page(last, first, expected):
    text, starts = markdown([page(last), page(first)], [800.0, 800.0])
    assert [line for line in text.split("\n") if line] == expected
    assert text[starts[1] :].startswith(first)


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        pytest.param(
            [(50, "Charge  |  Amount"), (50, "Resit  |  £26"), (50, "Student card  |  £8")],
            [("Charge", "Amount"), ("Resit", "£26"), ("Student card", "£8")],
            id="a header above its columns",
        ),
        pytest.param(
            [(110, "Charge  |  Amount"), (50, "Resit  |  £26"), (50, "Replacing a card  |  £8")],
            [("Charge", "Amount"), ("Resit", "£26"), ("Replacing a card", "£8")],
            id="a header in the middle of its columns",
        ),
        pytest.param(
            [(50, "We hear  |  Refund"), (50, "15 days or more before it starts  |  all"), (50, "later  |  nothing at all")],
            [("We hear", "Refund"), ("15 days or more before it starts", "all"), ("later", "nothing at all")],
            id="a cell of many words beside one of few",
        ),
    ],
)
def test_columns_without_rules_are_a_table(lines, rows):
    written = [word for number, (x0, text) in enumerate(lines) for word in words(text, 100 + 14 * number, x0=x0)]
    (table,) = unruled_tables(written)
    assert list(table.rows) == rows


def test_two_columns_of_prose_are_no_table():
    line = "It is paid once and never again  |  The course is open to everyone here"
    assert unruled_tables([word for number in range(6) for word in words(line, 100 + 14 * number)]) == []
