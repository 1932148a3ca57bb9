"""Blocks: what counts as a heading, paragraph, list or table, in Markdown and in plain text."""

from dataclasses import replace
from itertools import pairwise

import pytest

from index.blocks import Span, strip
from index.loading import load_documents

LONG = (
    "This line is so long that no editor can have wrapped it, and that tells the reader of plain text that every line "
    "is a paragraph of its own."
)


@pytest.fixture
def blocks_of(make_document):
    """A text's blocks as (kind, heading level, items)."""

    def blocks_of(text, name):
        found = make_document(text, name).blocks
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
        pytest.param("Run:\n```sh\nmake chat\n```\n", [("prose", 0, ["Run:"]), ("code", 0, ["make chat"])], id="fenced code"),
        pytest.param("```\n```\n\nText.", [("prose", 0, ["Text."])], id="fenced nothing"),
        pytest.param("~~~\nmake chat", [("code", 0, ["make chat"])], id="fence that is never closed"),
        pytest.param("1. a\n\n   ```\n   code\n   ```\n2. b\n", [("list", 0, ["a", "b"])], id="fenced code in an item"),
        pytest.param("    make chat\n", [("prose", 0, ["make chat"])], id="indented code"),
        pytest.param("- a\n\n      make\n", [("list", 0, ["a", "make"])], id="code in an item"),
        pytest.param("One.\n\n---\n\nTwo.", [("prose", 0, ["One."]), ("prose", 0, ["Two."])], id="rule"),
        pytest.param("<!-- note -->\n\nText.", [("prose", 0, ["Text."])], id="comment"),
        pytest.param("<div>\nnote\n</div>\n\nText.", [("prose", 0, ["Text."])], id="HTML"),
        pytest.param("[a]: https://a.example\n\nText.", [("prose", 0, ["Text."])], id="where a link leads"),
        pytest.param("> One\n> two.\n", [("prose", 0, ["One\n> two."])], id="quoted paragraph"),
        pytest.param("> # One\n>\n> - a\n", [("heading", 1, ["One"]), ("list", 0, ["a"])], id="quoted heading and list"),
        pytest.param("One.[^1]\n\n[^1]: Two.", [("prose", 0, ["One.[^1]"]), ("note", 0, ["Two."])], id="footnote"),
        pytest.param("[^1]: Two.\n[^b]: Three\nfour.", [("note", 0, ["Two."]), ("note", 0, ["Three\nfour."])], id="footnotes"),
        pytest.param("[^1]: Word", [("note", 0, ["Word"])], id="footnote of one word"),
        pytest.param("\n \n", [], id="nothing"),
    ],
)
def test_markdown(blocks_of, text, expected):
    assert blocks_of(text, "guide.md") == expected


QUESTIONS = [
    pytest.param("Q: How long?\n\nA: A year.", [("question", 1, ["How long?"]), ("prose", 0, ["A year."])], id="apart"),
    pytest.param("Q: How long?\nA: A year.", [("question", 1, ["How long?"]), ("prose", 0, ["A year."])], id="a line each"),
    pytest.param("Q: How long? A: A year.", [("question", 1, ["How long?"]), ("prose", 0, ["A year."])], id="on one line"),
    pytest.param(
        "Q1: How long?\nA1: A year.\nQ2: How much?\nA2: £5.",
        [
            ("question", 1, ["How long?"]),
            ("prose", 0, ["A year."]),
            ("question", 1, ["How much?"]),
            ("prose", 0, ["£5."]),
        ],
        id="several, numbered",
    ),
    pytest.param(
        "Hello.\nQuestion: How long?\nAnswer: A year.",
        [("prose", 0, ["Hello."]), ("question", 1, ["How long?"]), ("prose", 0, ["A year."])],
        id="after a paragraph",
    ),
    pytest.param(
        "A: apples.\n\nB: pears.", [("prose", 0, ["A: apples."]), ("prose", 0, ["B: pears."])], id="answers to nothing"
    ),
]


@pytest.mark.parametrize(("text", "expected"), QUESTIONS)
@pytest.mark.parametrize("name", ["guide.md", "guide.txt"])
def test_questions_and_answers(blocks_of, name, text, expected):
    assert blocks_of(text, name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("**How long?**\n\nA year.", [("question", 1, ["How long?"]), ("prose", 0, ["A year."])], id="bold"),
        pytest.param(
            "**Q: How long?** A: A year.", [("question", 1, ["How long?"]), ("prose", 0, ["A year."])], id="bold mark"
        ),
        pytest.param(
            "**Q:** How long?\n\n**A:** A year.", [("question", 1, ["How long?"]), ("prose", 0, ["A year."])], id="marks"
        ),
        pytest.param(
            "## B\n\n**How long?** A year.",
            [("heading", 2, ["B"]), ("question", 3, ["How long?"]), ("prose", 0, ["A year."])],
            id="below a heading",
        ),
        pytest.param(
            "## Q: How long?\n\nA: A year.", [("heading", 2, ["How long?"]), ("prose", 0, ["A year."])], id="as a heading"
        ),
        pytest.param(
            "**Really?** he asked.", [("question", 1, ["Really?"]), ("prose", 0, ["he asked."])], id="speech reads like one"
        ),
        pytest.param("**A year.**", [("prose", 0, ["**A year.**"])], id="bold, no question"),
    ],
)
def test_questions_in_markdown(blocks_of, text, expected):
    assert blocks_of(text, "guide.md") == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        pytest.param("1. a\n2. b\n10. c\n", "guide.md", ["1.", "2.", "10."], id="numbers"),
        pytest.param("1) a\n2) b\n", "guide.md", ["1)", "2)"], id="brackets"),
        pytest.param("1. a\n1. b\n1. c\n", "guide.md", ["1.", "2.", "3."], id="counted by the reader"),
        pytest.param("3. a\n4. b\n", "guide.md", ["3.", "4."], id="from three"),
        pytest.param("- a\n- b\n", "guide.md", ["", ""], id="bullets"),
        pytest.param("1. a\n   - b\n   - c\n2. d\n", "guide.md", ["1.", "", "", "2."], id="bullets below a number"),
        pytest.param("- a\n  1. b\n  2. c\n- d\n", "guide.md", ["", "1.", "2.", ""], id="numbers below a bullet"),
        pytest.param("1. a\n\n   More on a.\n2. b\n", "guide.md", ["1.", "", "2."], id="item of two paragraphs"),
        pytest.param("1. a\n2) b\n• c\n", "guide.txt", ["1.", "2)", ""], id="plain text"),
    ],
)
def test_the_items_of_a_numbered_list_have_their_numbers(make_document, text, name, expected):
    (block,) = make_document(text, name).blocks
    assert list(block.markers) == expected


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
    assert [block.span.of(text) for block in document.blocks] == ["Text."]


def test_blocks_of_real_documents_are_in_order_and_apart(real_documents):
    for document in real_documents:
        spans = [block.span for block in document.blocks]
        assert all(before.end <= after.start for before, after in pairwise(spans)), document.id


def test_headings_of_the_source_articles_are_found(seeds):
    documents = load_documents([seeds]).documents
    found = {b.span.of(document.text) for document in documents for b in document.blocks if b.kind == "heading"}
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
