"""bot.page.source_page: the quote is marked in its surroundings, and nothing in a document comes alive."""

from dataclasses import replace

import pytest

from bot.answer import Evidence
from bot.page.source_page import QUOTE, fingerprint, missing_page, sections, source_page, source_path
from index.blocks import Span
from index.documents import Document, Metadata

TEXT = """# Guide

## Before

Another section.

## Pay

First paragraph.

Pay is 5. Rent is 3. Food is 2.

You need:

- time
- money

Last paragraph.
"""


def guide(text=TEXT, **metadata):
    return Document("a guide.md", text, 0, Metadata(title="The <Guide>", **metadata), "0" * 64)


def span_of(quote, text=TEXT):
    return Span(text.index(quote), text.index(quote) + len(quote))


def shown(sections):
    """The sections' titles, and below each its lines, with the quote between «»."""
    return [
        (
            section.title,
            *(
                " | ".join("".join(f"«{piece.text}»" if piece.marked else piece.text for piece in cell) for cell in line)
                for passage in section.passages
                for line in passage.lines
            ),
        )
        for section in sections
    ]


BEFORE = ("Before", "Another section.")


@pytest.mark.parametrize(
    ("quote", "pay"),
    [
        pytest.param(
            "Rent is 3.",
            ("First paragraph.", "Pay is 5. «Rent is 3.» Food is 2.", "You need:", "time", "money", "Last paragraph."),
            id="a sentence",
        ),
        pytest.param(
            "You need:\n\n- time\n- money",
            (
                "First paragraph.", "Pay is 5. Rent is 3. Food is 2.", "«You need:»", "«time»", "«money»", "Last paragraph.",
            ),
            id="a lead-in and its list, line by line",
        ),
    ],
)  # fmt: skip
def test_the_quote_is_marked_in_the_whole_document(quote, pay):
    assert shown(sections(guide(), span_of(quote))) == [("Guide",), BEFORE, ("Pay", *pay)]


def test_the_documents_own_title_is_not_said_twice():
    document = replace(guide(), metadata=Metadata(title="Guide"))
    assert shown(sections(document, span_of("Rent is 3.")))[0] == BEFORE


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        pytest.param("It is *so* **far**. Go.\n", "so* **far", [("", "It is «so far». Go.")], id="stress"),
        pytest.param("See [the form](https://a.example).\n", "See", [("", "«See» the form.")], id="link"),
        pytest.param("One.[^1] Two.\n\n[^1]: Three.\n", "One.", [("", "«One.» Two.", "Three.")], id="footnote"),
        pytest.param("![logo](a.png)\n\nOne.\n", "One.", [("", "«One.»")], id="image"),
        pytest.param("## The *big* one\n\nOne.\n", "One.", [("The big one", "«One.»")], id="heading"),
        pytest.param("Q: How long?\nA: A year.\n", "A year.", [("How long?", "«A year.»")], id="question and answer"),
        pytest.param("> One\n> two.\n", "One", [("", "«One»\ntwo.")], id="quotation"),
        pytest.param("One.\n\n```\na = *5*\n```\n", "One.", [("", "«One.»", "a = *5*")], id="code"),
    ],
)
def test_no_markup_is_shown(text, quote, expected):
    assert shown(sections(guide(text), span_of(quote, text))) == expected


def test_numbered_lists_keep_their_numbers():
    text = "1. Fill it in\n   - with a pen\n2. **Pay** it\n"
    page = source_page(guide(text), span_of("Pay", text))
    assert (
        '<li class="numbered">1. Fill it in</li>\n<li>with a pen</li>\n<li class="numbered">2. <mark>Pay</mark> it</li>' in page
    )


def test_code_is_code():
    text = "One.\n\n```html\n<b>a</b>\n  b\n```\n"
    assert "<pre>&lt;b&gt;a&lt;/b&gt;\n  b</pre>" in source_page(guide(text), span_of("One.", text))


def test_lists_are_lists():
    *_, pay = sections(guide(), span_of("Rent is 3."))
    assert [passage.kind for passage in pay.passages] == ["prose", "prose", "prose", "list", "prose"]


FEES = "# Fees\n\n| Course | Fee |\n| --- | --- |\n| Law | £900 |\n| <b>Art</b> &lt; £1 | £800 |\n"


def test_tables_are_tables_with_the_quoted_cells_marked():
    assert shown(sections(guide(FEES), span_of("| Law | £900 |", FEES))) == [
        ("Fees", "Course | Fee", "«Law» | «£900»", "Art < £1 | £800")
    ]
    page = source_page(guide(FEES), span_of("| Law | £900 |", FEES))
    assert '<th scope="col">Course</th><th scope="col">Fee</th>' in page
    assert "<tr><td><mark>Law</mark></td><td><mark>£900</mark></td></tr>" in page
    assert "<td>Art &lt; £1</td>" in page
    assert page.count(f'<table id="{QUOTE}">') == 1


def test_the_mark_can_be_jumped_to():
    page = source_page(guide(), span_of("You need:\n\n- time\n- money"))
    assert page.count(f'id="{QUOTE}"') == 1
    assert f'<p id="{QUOTE}"><mark>You need:</mark></p>' in page


def test_page_states_what_is_known_of_the_document():
    page = source_page(guide(publisher="P & Q", published="2021-06-13", region="UK"), span_of("Rent is 3."))
    assert "<h1>The &lt;Guide&gt;</h1>" in page
    assert "<dd>P &amp; Q</dd>" in page
    assert "<dd>2021-06-13</dd>" in page
    assert "<dd>UK</dd>" in page
    assert "<h3>Pay</h3>" in page
    assert "Pay is 5. <mark>Rent is 3.</mark> Food is 2." in page


def test_a_document_without_a_date_is_undated():
    assert "<dd>undated</dd>" in source_page(guide(), span_of("Rent is 3."))


def test_documents_cannot_put_anything_into_the_page():
    text = 'A paragraph <script>alert(1)</script> with <img src="http://evil.example/x.png"> and ![i](http://evil.example/y.png).\n'
    page = source_page(guide(text), Span(0, len(text) - 1))
    assert "<script" not in page
    assert "<img" not in page
    assert "A paragraph alert(1) with  and .</mark>" in page


@pytest.mark.parametrize("span", [Span(5, 5), Span(9, 3), Span(0, 10_000), Span(-4, 3)], ids=str)
def test_a_place_that_is_not_there_is_refused(span):
    with pytest.raises(ValueError, match="no characters"):
        source_page(guide(), span)


def test_front_matter_is_no_place():
    document = Document("a.md", "---\ntitle: T\n---\nText.\n", 18, Metadata("T"), "0" * 64)
    with pytest.raises(ValueError, match="no characters"):
        source_page(document, Span(4, 12))


def test_missing_page_says_what_to_do():
    assert "ask the question again" in missing_page()


def test_path_holds_any_name_and_what_was_quoted():
    document = replace(guide(), id="jobs/a b?.md")
    path = source_path(Evidence(document, (), span_of("Rent is 3.")))
    start = TEXT.index("Rent")
    assert path == f"/sources/jobs%2Fa%20b%3F.md/{start}-{start + 10}?is={fingerprint('Rent is 3.')}#{QUOTE}"
