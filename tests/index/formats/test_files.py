"""Real-looking files of each format, and what a person finds in them (tests/index/files)."""

import json
from pathlib import Path

import pytest

from index.catalogue import Catalogue
from index.loading import load_document
from index.split import split_document
from index.tables import cells, header_of, is_header

FILES = Path(__file__).parents[1] / "files"
EXPECTED = json.loads((FILES / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def documents():
    """Each file is read once."""
    found = {}

    def load(name):
        if name not in found:
            found[name] = load_document(FILES / name, name)
        return found[name]

    return load


# What is not read as a person reads it, yet.
MISSED = {
    ("headings", "epub/freelance.epub"): "its chapters are headed by large letters alone",
    ("headings", "pptx/year-in-numbers.pptx"): "its slides have no titles",
    ("absent", "docx/grant-rules.docx"): "hidden text is read",
    ("absent", "html/opening-hours.html"): "a footer among sentences",
    ("absent", "pptx/year-in-numbers.pptx"): "a footer on slides",
    ("absent", "pdf/routes-two-columns.pdf"): "a running header on a single page",
    ("absent", "pdf/evening-fees.pdf"): "a running footer on a single page",
    ("absent", "pdf/apprentice-pay.pdf"): "a running header on a single page",
    ("absent", "eml/newsletter.eml"): "what mail programs add",
    ("absent", "eml/laptop-fund.eml"): "what mail programs add",
    ("absent", "eml/forwarded-fees.eml"): "what mail programs add",
    ("absent", "eml/placement-reply.eml"): "what mail programs add",
}  # fmt: skip


def each(key):
    cases = [case for case in EXPECTED if case.get(key)]
    marks = {name: pytest.mark.xfail(reason=why, strict=True) for (of, name), why in MISSED.items() if of == key}
    return [pytest.param(case["file"], case[key], id=case["file"], marks=marks.get(case["file"], ())) for case in cases]


def plain(document, kind):
    return [document.plain(item) for block in document.blocks if block.kind == kind for item in block.items]


@pytest.mark.parametrize(("name", "headings"), each("headings"))
def test_headings(documents, name, headings):
    assert set(headings) <= {*plain(documents(name), "heading"), *plain(documents(name), "question")}


@pytest.mark.parametrize(("name", "sentences"), each("sentences"))
def test_sentences(documents, name, sentences):
    catalogue = Catalogue.of([documents(name)])
    said = " ".join(map(catalogue.sentence_text, catalogue.sentences))
    assert [sentence for sentence in sentences if sentence not in said] == []


@pytest.mark.parametrize(("name", "items"), each("items"))
def test_list_items(documents, name, items):
    assert set(items) <= set(plain(documents(name), "list"))


@pytest.mark.parametrize(("name", "tables"), each("cells"))
def test_table_rows(documents, name, tables):
    document = documents(name)
    found = set()
    for block in document.blocks:
        for row in block.items if block.kind == "table" else ():
            header = header_of(document.text, row)
            found |= (
                {(_cells(document, header), _cells(document, row))} if header and not is_header(document.text, row) else set()
            )
    for header, *rows in tables:
        assert {(tuple(header), tuple(row)) for row in rows} <= found


def _cells(document, row):
    return tuple(document.plain(cell) for cell in cells(document.text, row))


@pytest.mark.parametrize(("name", "words"), each("absent"))
def test_what_is_no_part_of_it_is_left_out(documents, name, words):
    read = " ".join(documents(name).text.split())
    assert [one for one in words if one in read] == []


@pytest.mark.parametrize(("name", "pages"), each("pages"))
def test_pages(documents, name, pages):
    document = documents(name)
    found = {
        document.plain(sentence): document.page(sentence) for chunk in split_document(document) for sentence in chunk.sentences
    }
    assert {sentence: found.get(sentence) for sentence in pages} == pages
