"""bot.page.suggest: questions to offer."""

import pytest

from bot.answer import Citation, Evidence
from bot.answering import whole_answer
from bot.calibration import SHIPPED, load_calibration
from bot.gate import Gate
from bot.page.suggest import BUNDLED_THEMES, Suggester, about
from index.catalogue import Catalogue
from index.documents import Document, Metadata
from index.search import Hit, ScoredSentence, SearchResult

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


@pytest.fixture
def make_suggester():
    """A suggester whose search finds the section that a question names, unless it is one of `lost`."""

    def make(catalogue, lost=(), bundled=False):
        def search(question):
            named = [chunk for chunk in catalogue.chunks if (chunk.headings or ("Two things",))[-1] in question]
            chunk = next((chunk for chunk in named if chunk.headings[-1:] not in [(name,) for name in lost]), None)
            return SearchResult(question, question, False, 1.0, (hit(chunk),) if chunk else ())

        def hit(chunk):
            sentences = tuple(ScoredSentence(span, 1.0, 1.0, None, None, 1.0, 1.0) for span in chunk.sentences)
            return Hit(chunk, catalogue.documents[chunk.document], sentences)

        return Suggester(catalogue, search, Gate(0.5), bundled=bundled)

    return make


@pytest.fixture
def suggester(catalogue, make_suggester):
    return make_suggester(catalogue)


def test_follow_ups_are_the_nearest_sections(catalogue, suggester):
    assert labels(suggester.follow_ups([cite(catalogue, "How long does it take?")])) == ["Pay", "The work"]


def test_further_sections_come_after_nearer_ones(catalogue, suggester):
    assert labels(suggester.follow_ups([cite(catalogue, "The work")])) == ["How long does it take?", "Pay"]


def test_no_follow_up_is_a_cited_section(catalogue, suggester):
    found = suggester.follow_ups([cite(catalogue, "The work"), cite(catalogue, "How long does it take?")])
    assert labels(found) == ["Pay"]


def test_what_the_documents_do_not_answer_is_not_offered(catalogue, make_suggester):
    suggester = make_suggester(catalogue, lost=["Pay"])
    assert labels(suggester.follow_ups([cite(catalogue, "How long does it take?")])) == ["The work"]


def test_what_stands_right_under_the_title_is_never_offered(catalogue, suggester):
    assert "Nursing" not in labels(suggester.follow_ups([cite(catalogue, "The work")]))
    assert suggester.follow_ups([cite(catalogue, "Nursing")]) == []


def test_what_was_asked_is_not_offered_again(catalogue, suggester):
    found = suggester.follow_ups([cite(catalogue, "The work")], asked=["How long does it take?"])
    assert labels(found) == ["Pay"]


def test_without_citations_nothing_follows(suggester):
    assert suggester.follow_ups([]) == []


def test_a_document_is_a_theme_and_its_questions_come_first(suggester):
    (theme,) = suggester.themes
    assert (theme.label, labels(theme.suggestions)) == ("Nursing", ["How long does it take?", "The work", "Pay"])


def test_a_theme_that_nothing_answers_is_left_out(catalogue, make_suggester):
    lost = ["The work", "How long does it take?", "Pay"]
    assert make_suggester(catalogue, lost).themes == []


def test_a_document_without_headings_is_offered_by_its_title(make_suggester):
    plain = Catalogue.of([Document("a.txt", "It says one thing. It says another.", 0, Metadata("Two things"), "0" * 64)])
    (theme,) = make_suggester(plain).themes
    assert labels(theme.suggestions) == ["Two things"]


def test_bundled_guides_have_chosen_themes(catalogue, make_suggester):
    themes = make_suggester(catalogue, bundled=True).themes
    assert {theme.label: tuple(one.question for one in theme.suggestions) for theme in themes} == dict(BUNDLED_THEMES)


@pytest.mark.parametrize("question", [text for texts in BUNDLED_THEMES.values() for text in texts])
async def test_the_bundled_guides_answer_what_is_offered(make_answerer, question):
    answerer, shipped = make_answerer(), load_calibration(SHIPPED)
    answer = await whole_answer(answerer.over(answerer.retriever, Gate(shipped.least_confidence)).answer(question))
    assert answer.citations
