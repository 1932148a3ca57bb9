"""Blocks: what counts as a heading, paragraph, list or table, in Markdown and in plain text."""

from dataclasses import replace
from itertools import pairwise

import pytest

from index.blocks import Span, enclosing, find_blocks, strip
from index.documents import load_documents

LONG = (
    "This line is so long that no editor can have wrapped it, and that tells the reader of plain text that every line "
    "is a paragraph of its own."
)


@pytest.fixture
def blocks_of(make_document):
    """A text's blocks as (kind, heading level, items)."""

    def blocks_of(text, name):
        found = find_blocks(make_document(text, name))
        return [(block.kind, block.level, [item.of(text) for item in block.items]) for block in found]

    return blocks_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# One\n\n### Two\n", [("heading", 1, ["One"]), ("heading", 3, ["Two"])], id="headings"),
        pytest.param("## C# in use ##\n", [("heading", 2, ["C# in use"])], id="heading closed by marks"),
        pytest.param("One\n===\n\nTwo\n---\n", [("heading", 1, ["One"]), ("heading", 2, ["Two"])], id="underlined headings"),
        pytest.param("One\ntwo.\n\nThree.", [("prose", 0, ["One\ntwo."]), ("prose", 0, ["Three."])], id="paragraphs"),
        pytest.param("One.\r\n\r\nTwo.\r\n", [("prose", 0, ["One."]), ("prose", 0, ["Two."])], id="CRLF"),
        pytest.param("- a\n* b\n", [("list", 0, ["a"]), ("list", 0, ["b"])], id="lists by their marks"),
        pytest.param("- a\n- b\n", [("list", 0, ["a", "b"])], id="list"),
        pytest.param("Text:\n- a\n- b\n", [("prose", 0, ["Text:"]), ("list", 0, ["a", "b"])], id="list right after text"),
        pytest.param("1. a\n2. b\n10. c\n", [("list", 0, ["a", "b", "c"])], id="ordered list"),
        pytest.param("1) a\n2) b\n", [("list", 0, ["a", "b"])], id="ordered list with brackets"),
        pytest.param("- a\n  - b\n    1. c\n- d\n", [("list", 0, ["a", "b", "c", "d"])], id="nested lists"),
        pytest.param("- - a\n- 1. b\n", [("list", 0, ["a", "b"])], id="list in the first line of an item"),
        pytest.param("- a\n\n  More on a.\n- b\n", [("list", 0, ["a", "More on a.", "b"])], id="item of two paragraphs"),
        pytest.param("- a\n  wrapped\n", [("list", 0, ["a\n  wrapped"])], id="wrapped item"),
        pytest.param("-\n- a\n", [("list", 0, ["a"])], id="empty item"),
        pytest.param("- 2,5 % more\n", [("list", 0, ["2,5 % more"])], id="item that starts with a figure"),
        pytest.param("| a | b |\n|---|---|\n| 1 | 2 |\n", [("table", 0, ["| a | b |", "| 1 | 2 |"])], id="table"),
        pytest.param("```sh\nmake chat\n```\n", [("prose", 0, ["```sh\nmake chat\n```"])], id="fenced code"),
        pytest.param("    make chat\n", [("prose", 0, ["make chat"])], id="indented code"),
        pytest.param("- a\n\n      make\n", [("list", 0, ["a", "make"])], id="code in an item"),
        pytest.param("One.\n\n---\n\nTwo.", [("prose", 0, ["One."]), ("prose", 0, ["Two."])], id="rule"),
        pytest.param("<!-- note -->\n\nText.", [("prose", 0, ["Text."])], id="comment"),
        pytest.param("\n \n", [], id="nothing"),
    ],
)
def test_markdown(blocks_of, text, expected):
    assert blocks_of(text, "guide.md") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"Title\n\nA Part\n\n{LONG}",
            [("heading", 1, ["Title"]), ("heading", 2, ["A Part"]), ("prose", 0, [LONG])],
            id="headings",
        ),
        pytest.param(
            f"{LONG}\nA Part\n{LONG}",
            [("prose", 0, [LONG]), ("heading", 2, ["A Part"]), ("prose", 0, [LONG])],
            id="heading between lines that are paragraphs",
        ),
        pytest.param(
            f"Title\nSkills\nPython\nSpark\nA Part\n{LONG}",
            [
                ("heading", 1, ["Title"]),
                ("list", 0, ["Skills", "Python", "Spark"]),
                ("heading", 2, ["A Part"]),
                ("prose", 0, [LONG]),
            ],
            id="list that lost its bullets",
        ),
        pytest.param(
            f"{LONG}\nThe End\n", [("prose", 0, [LONG]), ("prose", 0, ["The End"])], id="heading of nothing is content"
        ),
        pytest.param(f"{LONG}\nThe end.\n", [("prose", 0, [LONG]), ("prose", 0, ["The end."])], id="full stop"),
        pytest.param(f"68% Have A Degree\n{LONG}", [("prose", 0, ["68% Have A Degree"]), ("prose", 0, [LONG])], id="figure"),
        pytest.param(f"and so on\n{LONG}", [("prose", 0, ["and so on"]), ("prose", 0, [LONG])], id="lower case"),
        pytest.param("  • a\n  • b\n", [("list", 0, ["a", "b"])], id="bullets"),
        pytest.param("- a\n\n- b\n", [("list", 0, ["a", "b"])], id="bullets apart"),
        pytest.param("1. a\n2) b\n", [("list", 0, ["a", "b"])], id="numbered"),
        pytest.param("–5 degrees and cold.", [("prose", 0, ["–5 degrees and cold."])], id="a minus is no bullet"),
        pytest.param(
            "One line\nand its next.\n\nTwo.",
            [("prose", 0, ["One line\nand its next."]), ("prose", 0, ["Two."])],
            id="wrapped lines",
        ),
        pytest.param("- one\n  goes on\n- two\n", [("list", 0, ["one\n  goes on", "two"])], id="wrapped bullet"),
        pytest.param("One.\r\n\r\nTwo.\r\n", [("prose", 0, ["One."]), ("prose", 0, ["Two."])], id="CRLF"),
        pytest.param("\n \n", [], id="nothing"),
    ],
)
def test_plain_text(blocks_of, text, expected):
    assert blocks_of(text, "guide.txt") == expected


def test_the_front_matter_is_left_out(make_document):
    text = "---\ntitle: T\n---\nText.\n"
    document = replace(make_document(text), body_start=text.index("Text"))
    assert [block.span.of(text) for block in find_blocks(document)] == ["Text."]


def test_blocks_of_real_documents_are_in_order_and_apart(real_documents):
    for document in real_documents:
        spans = [block.span for block in find_blocks(document)]
        assert all(before.end <= after.start for before, after in pairwise(spans)), document.id


def test_headings_of_the_source_articles_are_found(seeds):
    documents = load_documents([seeds]).documents
    found = {b.span.of(document.text) for document in documents for b in find_blocks(document) if b.kind == "heading"}
    assert found >= {
        "What skills do you need to be a Machine Learning Engineer?",
        "Soft Skills are Key",
        "How to become a machine learning engineer in 7 steps",
        "Are machine learning engineers in demand?",
    }


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(0, 6, Span(2, 4), id="both sides"),
        pytest.param(2, 4, Span(2, 4), id="nothing to strip"),
        pytest.param(0, 2, Span(2, 2), id="only white space"),
    ],
)
def test_strip(start, end, expected):
    assert strip("  ab  ", start, end) == expected


@pytest.mark.parametrize(
    ("offset", "block"),
    [
        pytest.param(0, "One.", id="first character"),
        pytest.param(3, "One.", id="last character"),
        pytest.param(4, None, id="between blocks"),
        pytest.param(6, "Two.", id="second block"),
        pytest.param(99, None, id="behind the end"),
    ],
)
def test_the_block_that_encloses_an_offset(make_document, offset, block):
    text = "One.\n\nTwo."
    found = enclosing(find_blocks(make_document(text)), offset)
    assert (found.span.of(text) if found else None) == block


def test_no_block_encloses_an_offset_before_the_first(make_document):
    assert enclosing(find_blocks(make_document("\n\nOne.")), 0) is None
