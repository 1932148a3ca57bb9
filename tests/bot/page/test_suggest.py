"""bot.page.suggest: questions to offer."""

import pytest

from bot.answer import Citation, Evidence
from bot.page.suggest import BUNDLED_STARTERS, about, follow_ups, starters
from index.catalogue import Catalogue
from index.documents import Document, Metadata

TEXT = """# Nursing

What this guide is.

## The work

Nurses care for people.

## How long does it take?

Three years.

## Pay

Pay differs by country.
"""


@pytest.fixture
def catalogue():
    return Catalogue.of([Document("nursing.md", TEXT, 0, Metadata("Nursing"), "0" * 64)])


def cite(catalogue, heading):
    chunk = next(chunk for chunk in catalogue.chunks if chunk.headings[-1] == heading)
    return Citation(1, Evidence(catalogue.documents[chunk.document], chunk.headings, chunk.span))


def labels(suggestions):
    return [suggestion.label for suggestion in suggestions]


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        pytest.param("How long does it take?", "How long does it take?", id="a question asks itself"),
        pytest.param("Pay and market", "Can you tell me about “Pay and market”?", id="a topic is asked about"),
    ],
)
def test_question_about_a_heading(heading, question):
    assert about(heading).question == question
    assert about(heading).label == heading


def test_follow_ups_are_the_sections_on_both_sides(catalogue):
    found = follow_ups([cite(catalogue, "How long does it take?")], catalogue)
    assert labels(found) == ["Pay", "The work"]


def test_no_follow_up_is_a_cited_section(catalogue):
    found = follow_ups([cite(catalogue, "The work"), cite(catalogue, "How long does it take?")], catalogue)
    assert labels(found) == ["Pay"]


def test_what_stands_right_under_the_title_is_never_offered(catalogue):
    assert "Nursing" not in labels(follow_ups([cite(catalogue, "The work")], catalogue))
    assert follow_ups([cite(catalogue, "Nursing")], catalogue) == []


def test_what_was_asked_is_not_offered_again(catalogue):
    found = follow_ups([cite(catalogue, "The work")], catalogue, asked=["How long does it take?"])
    assert found == []


def test_without_citations_nothing_follows(catalogue):
    assert follow_ups([], catalogue) == []


def test_starters_of_other_documents_are_made_from_headings_questions_first(catalogue):
    assert labels(starters(catalogue, bundled=False)) == ["How long does it take?", "The work", "Pay", "Nursing"]


def test_bundled_guides_have_chosen_starters(catalogue):
    assert [starter.question for starter in starters(catalogue, bundled=True)] == list(BUNDLED_STARTERS)


def test_a_document_without_headings_is_offered_by_its_title():
    plain = Catalogue.of([Document("a.txt", "It says one thing. It says another.", 0, Metadata("Two things"), "0" * 64)])
    assert labels(starters(plain, bundled=False)) == ["Two things"]
