"""index.tables: cells, headers, and rows as words."""

import pytest

from index.blocks import Span
from index.tables import cells, header_of, is_header, named_row, row_text

FEES = "| Course | Fee, day | |\n|:---|---:|---|\n| Plumbing | £900 | now |\n| Law \\| Order | | |\n"
TEXT = f"# Fees\n\nThe fees:\n\n{FEES}\nNo row.\n"
HEADER, PLUMBING, LAW = "| Course | Fee, day | |", "| Plumbing | £900 | now |", "| Law \\| Order | | |"


def line(start, text=TEXT):
    """The line of the text that begins so."""
    place = text.index(start)
    return Span(place, text.index("\n", place))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("| a | b |", ["a", "b"], id="bars at both ends"),
        pytest.param("a | b", ["a", "b"], id="bars between"),
        pytest.param("| a | b", ["a", "b"], id="no bar at the end"),
        pytest.param("| a ||", ["a", ""], id="an empty cell"),
        pytest.param(r"| a \| b | c |", [r"a \| b", "c"], id="a bar that is text"),
        pytest.param("|a|", ["a"], id="one cell"),
        pytest.param("a", ["a"], id="no table"),
        pytest.param("|", [""], id="a bar"),
    ],
)
def test_a_row_has_cells(row, expected):
    assert [cell.of(row) for cell in cells(row, Span(0, len(row)))] == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param(PLUMBING, HEADER, id="the first row"),
        pytest.param(LAW, HEADER, id="a later row"),
        pytest.param(HEADER, None, id="the header itself"),
        pytest.param("No row.", None, id="behind the table"),
        pytest.param("# Fees", None, id="the first line"),
    ],
)
def test_a_row_has_a_header(start, expected):
    header = header_of(TEXT, line(start))
    assert (header.of(TEXT) if header else None) == expected


@pytest.mark.parametrize(
    ("start", "expected"), [(HEADER, True), (PLUMBING, False), (LAW, False), ("The fees:", False), ("No row.", False)]
)
def test_a_header_is_known_by_the_line_below_it(start, expected):
    assert is_header(TEXT, line(start)) == expected


def test_a_header_may_be_the_last_but_one_line():
    assert is_header("a | b\n--- | ---", Span(0, 5))


@pytest.fixture
def document(make_document):
    return make_document(TEXT)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param(PLUMBING, "Course: Plumbing · Fee, day: £900 · now", id="titles, and none"),
        pytest.param(LAW, "Course: Law | Order", id="empty cells say nothing"),
    ],
)
def test_a_row_is_read_below_its_header(document, start, expected):
    assert row_text(document, line(start), line(HEADER)) == expected


@pytest.mark.parametrize(
    "header", [pytest.param(None, id="no header"), pytest.param("The fees:", id="a header of other columns")]
)
def test_a_row_without_titles_is_its_values(document, header):
    assert row_text(document, line(PLUMBING), line(header) if header else None) == "Plumbing · £900 · now"


def test_cells_are_read_without_marks(make_document):
    text = "| *Course* | Fee[^1] |\n|---|---|\n| [Law](a) | **£900** |\n"
    assert row_text(make_document(text), line("| [Law]", text), line("| *Course*", text)) == "Course: Law · Fee: £900"


@pytest.mark.parametrize(
    ("start", "question", "expected"),
    [
        pytest.param(PLUMBING, "What is the fee for plumbing?", "Plumbing", id="named"),
        pytest.param(LAW, "Is law cheap?", "", id="named in part"),
        pytest.param(LAW, "What do law and order cost?", "Law | Order", id="all words, in any form"),
        pytest.param(HEADER, "Which course is cheap?", "", id="the header is no row"),
    ],
)
def test_a_question_names_a_row_by_its_first_cell(make_document, start, question, expected):
    assert named_row(make_document(TEXT), line(start), question) == expected
