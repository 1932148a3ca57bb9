"""Mentions: the sources that a question names, and what it asks apart from them."""

import pytest

from index.mentions import Mention, SourceNames


@pytest.fixture(scope="module")
def names(make_document):
    return SourceNames(
        [
            make_document("", "springboard.md", publisher="Springboard", author="Ana Silva"),
            make_document("", "board.md", known_as="jobs board"),
            make_document("", "acme.md", publisher="Acme Inc."),
        ]
    )


@pytest.mark.parametrize(
    ("question", "rest", "documents"),
    [
        pytest.param("What does Springboard say about pay?", "What about pay?", {"springboard.md"}, id="publisher"),
        pytest.param("What does Ana Silva think of the pay?", "What of the pay?", {"springboard.md"}, id="author"),
        pytest.param("Is the pay good, according to the jobs board?", "Is the pay good ?", {"board.md"}, id="known as"),
        pytest.param("What is the pay in springboard’s article?", "What is the pay ?", {"springboard.md"}, id="possessive"),
        pytest.param("what is the pay on THE JOBS BOARD", "what is the pay", {"board.md"}, id="case"),
        pytest.param("Is the pay good at Acme Inc.?", "Is the pay good ?", {"acme.md"}, id="a name that ends in a sign"),
        pytest.param(
            "How do Springboard and the jobs board see pay?",
            "How and see pay?",
            {"springboard.md", "board.md"},
            id="two sources",
        ),
    ],
)
def test_a_named_source_is_noticed_and_taken_out(names, question, rest, documents):
    assert names.find(question) == Mention(rest, frozenset(documents))


@pytest.mark.parametrize("question", ["Springboard", "the jobs board's article", "According to Springboard?"])
def test_a_question_of_hardly_more_than_a_name_keeps_its_words(names, question):
    assert names.find(question).question == question


@pytest.mark.parametrize("question", ["What is the pay?", "Is a springboards useful?", "Are jobs boards any good?", "", "   "])
def test_no_source_is_named(names, question):
    assert names.find(question) == Mention(question, frozenset())


def test_a_name_shared_by_two_documents_means_both(make_document):
    names = SourceNames([make_document("", name, publisher="Springboard") for name in ("a.md", "b.md")])
    assert names.find("What does Springboard say about pay?").documents == {"a.md", "b.md"}


def test_documents_without_names_cannot_be_named(make_document):
    assert SourceNames([make_document("")]).find("What does A guide say?") == Mention("What does A guide say?", frozenset())
