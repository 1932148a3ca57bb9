"""Documents that were once shown raw, torn apart or named by a sentence, as they are read now."""

import pytest

from index.catalogue import Catalogue
from index.loading import load_document, load_documents


@pytest.fixture
def catalogue_of(faults):
    def catalogue_of(name):
        return Catalogue.of([load_document(faults / name, name)])

    return catalogue_of


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("footnotes.md", "Grants"),
        ("qa.md", "qa"),
        ("code.md", "Data bootcamp"),
        ("table.md", "Short courses"),
        ("signal.md", "Signal box placement"),
        ("utf8bom.md", "Bursary rules"),
        ("bus.md", "Bus driver scheme"),
        ("plumbing-south.md", "Plumbing Level 2 at South College"),
        ("tram & driver #1.md", "Tram driver training"),
        ("enrolment.md", "How to enrol at the adult learning service"),
    ],
)
def test_a_source_is_named_by_its_title(catalogue_of, name, title):
    (document,) = catalogue_of(name).documents.values()
    assert document.metadata.title == title


@pytest.mark.parametrize(
    ("name", "read"),
    [
        pytest.param(
            "footnotes.md",
            [
                ("Grants", "The travel grant is worth £90 a month. (Only for journeys over 5 miles.)"),
                ("Grants", "It is paid in arrears by bank transfer."),
                ("Grants", "See the form and ."),
            ],
            id="footnotes, stress, a link and an image",
        ),
        pytest.param(
            "qa.md",
            [("How long is the waiting list?", "About nine weeks."), ("Can I bring a friend?", "Yes, one friend.")],
            id="questions and answers",
        ),
        pytest.param(
            "code.md",
            [
                ("Data bootcamp", "Apply by 1 June"),
                ("Data bootcamp", "send a CV"),
                ("Data bootcamp", "send a letter"),
                ("Data bootcamp", "Sit the test"),
                ("Data bootcamp", "The bootcamp price is £1,250."),
            ],
            id="code",
        ),
    ],
)
def test_what_is_read_below_which_heading(catalogue_of, name, read):
    catalogue = catalogue_of(name)
    chunks = [catalogue.chunks[sentence.chunk] for sentence in catalogue.sentences]
    headings = [chunk.headings[-1] for chunk in chunks]
    assert list(zip(headings, map(catalogue.sentence_text, catalogue.sentences), strict=True)) == read


def test_numbered_lists_keep_their_numbers(catalogue_of):
    catalogue = catalogue_of("enrolment.md")
    (document,) = catalogue.documents.values()
    (steps,) = (chunk for chunk in catalogue.chunks if chunk.headings[-1] == "The steps")
    assert [document.marker(step) for step in steps.sentences] == ["1.", "2.", "3.", "4.", "5."]
    assert document.plain(steps.sentences[2]).startswith("Take the English and maths check")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("utf16.txt", "The enrolment desk at Harbour College opens at 08:15 on weekdays.", id="UTF-16"),
        pytest.param("cp1252.txt", "The café apprenticeship pays €412 a week and lasts 14 months.", id="Windows-1252"),
    ],
)
def test_text_is_read_in_its_encoding(catalogue_of, name, said):
    catalogue = catalogue_of(name)
    assert said in map(catalogue.sentence_text, catalogue.sentences)


def test_what_cannot_be_read_stops_nothing(faults):
    loaded = load_documents([faults])
    assert {"bus.md", "cp1252.txt", "plumbing-south.md", "utf16.txt"} <= {document.id for document in loaded.documents}
    assert [(problem.split(": ")[0].rsplit("/")[-1], problem.split(": ")[1]) for problem in loaded.problems] == [
        ("empty.md", "is empty; write its text or remove it")
    ]
    assert ["read as Windows-1252" in note for note in loaded.notes] == [True]
