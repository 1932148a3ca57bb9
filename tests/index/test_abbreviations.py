"""Abbreviations: spelt out where the documents do, and only there."""

import pytest

from index.abbreviations import Abbreviations
from index.loading import load_documents

SPELT_OUT = ["ML is short. Machine learning is long. " + "We teach machine learning. " * 5]


@pytest.mark.parametrize(
    ("texts", "question", "expected"),
    [
        pytest.param(SPELT_OUT, "what is ml?", "what is machine learning?", id="small letters"),
        pytest.param(SPELT_OUT, "Is ML, or AI, hard?", "Is machine learning, or AI, hard?", id="capitals"),
        pytest.param(SPELT_OUT, "ML’s pay, ml-ops, html", "ML’s pay, ml-ops, html", id="part of a longer word"),
        pytest.param(["We teach machine learning. " * 9], "what is ml?", "what is ml?", id="never abbreviated"),
        pytest.param(["ML. " * 3 + "Machine learning. " * 6], "ml", "ml", id="abbreviated too often"),
        pytest.param(["ML. " + "Machine learning. " * 4], "ml", "ml", id="spelt out too seldom"),
        pytest.param(["ML. " + "Machine learning. My luck. " * 9], "ml", "ml", id="two phrases with these initials"),
        pytest.param(["ML. " + "Machine learning. " * 9 + "My luck. " * 3], "ml", "machine learning", id="one far ahead"),
        pytest.param(["NLP. " + "Natural language processing. " * 5], "nlp", "natural language processing", id="three letters"),
        pytest.param(["IT. " + "We say it in the hall. " * 9], "it", "it", id="a word, too"),
        pytest.param(["ON. " + "Of nature. " * 9], "on", "on", id="a phrase with a word that says nothing"),
        pytest.param([], "ml", "ml", id="no documents"),
    ],
)
def test_spelt_out(texts, question, expected):
    assert Abbreviations(texts).spelt_out(question) == expected


def test_of_the_bundled_guides(corpus):
    texts = [document.text for document in load_documents([corpus]).documents]
    assert Abbreviations(texts).spelt_out("do ai or ml engineers use sql") == "do ai or machine learning engineers use sql"
