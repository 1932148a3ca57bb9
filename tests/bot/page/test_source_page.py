"""bot.page.source_page: the quote is marked in its surroundings, and nothing in a document comes alive."""

import pytest

from bot.page.source_page import missing_page, source_page, source_path, surroundings
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


def shown(passages):
    return [
        ["".join(f"«{piece.text}»" if piece.marked else piece.text for piece in line) for line in passage.lines]
        for passage in passages
    ]


def test_the_quote_is_marked_between_its_neighbours():
    section, passages = surroundings(guide(), span_of("Rent is 3."))
    assert section == ("Guide", "Pay")
    assert shown(passages) == [["First paragraph."], ["Pay is 5. «Rent is 3.» Food is 2."], ["You need:"]]


def test_surroundings_stay_in_their_section():
    _, passages = surroundings(guide(), span_of("First paragraph."))
    assert shown(passages)[0] == ["«First paragraph.»"]
    _, passages = surroundings(guide(), span_of("Another section."))
    assert shown(passages) == [["«Another section.»"]]


def test_a_quote_over_a_lead_in_and_its_list_marks_each_line():
    _, passages = surroundings(guide(), span_of("You need:\n\n- time\n- money"))
    assert shown(passages) == [
        ["Pay is 5. Rent is 3. Food is 2."],
        ["«You need:»"],
        ["«time»", "«money»"],
        ["Last paragraph."],
    ]
    assert [passage.is_list for passage in passages] == [False, False, True, False]


def test_page_states_what_is_known_of_the_document():
    page = source_page(guide(publisher="P & Q", published="2021-06-13", region="UK"), span_of("Rent is 3."))
    assert "<h2>The &lt;Guide&gt;</h2>" in page
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
    assert "&lt;script&gt;" in page


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


def test_path_holds_any_name():
    assert source_path("jobs/a b?.md", Span(1, 2)) == "/sources/jobs%2Fa%20b%3F.md/1-2"
