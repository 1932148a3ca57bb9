"""The bundled guides: in our own words, with their sources; and the questions about their facts."""

import re

import pytest

from evals.cases import load_cases
from evals.matching import normalised
from evals.workbench import CASES
from index.loading import load_documents

GUIDES = {
    "careers-site-ai-ml-engineer.md": "000_38b1abd246536da6.txt",
    "jobs-board-ml-engineer.md": "001_a375e7dc02aae0c9.txt",
    "springboard-become-ml-engineer.md": "002_c05e7aeff0eb66cf.txt",
}
# As many consecutive words as nobody writes by chance.
COPIED = 10
# A title keeps its words wherever it is named.
TITLES = ("Introducing MLOps: How to Scale Machine Learning in the Enterprise",)
REQUIRED = ("title", "region", "language", "occupation", "source", "licence")


@pytest.fixture(scope="session")
def guides(corpus):
    return {document.id: document for document in load_documents([corpus]).documents}


@pytest.fixture(scope="session")
def facts():
    """The cases about single facts of the guides."""
    return [case for case in load_cases(CASES) if case.split == "facts"]


def words(text):
    return re.findall(r"\w+", text.lower())


def runs(text):
    """Every run of COPIED words, titles counting as one word each."""
    for title in TITLES:
        text = re.sub(r"\W+".join(words(title)), "aTitle", text, flags=re.IGNORECASE)
    found = words(text)
    return {" ".join(found[start : start + COPIED]) for start in range(len(found) - COPIED + 1)}


def test_there_is_a_guide_for_each_source_article(guides):
    assert guides.keys() == GUIDES.keys()


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_shares_no_run_of_words_with_its_article(guides, seeds, name):
    article = (seeds / GUIDES[name]).read_text(encoding="utf-8")
    assert sorted(runs(guides[name].text) & runs(article)) == []


@pytest.mark.parametrize("name", GUIDES)
def test_front_matter_is_complete(guides, name):
    metadata = guides[name].metadata
    assert [key for key in REQUIRED if not getattr(metadata, key)] == []
    assert metadata.publisher or metadata.known_as


def test_the_stated_publisher_author_and_date_are_kept(guides):
    metadata = guides["springboard-become-ml-engineer.md"].metadata
    assert (metadata.publisher, metadata.author, metadata.published) == ("Springboard", "Sakshi Gupta", "2021-06-13")


@pytest.mark.parametrize("name", GUIDES)
def test_the_sources_list_the_guide(corpus, name):
    assert f"({name})" in (corpus / "SOURCES.md").read_text(encoding="utf-8")


def test_there_are_facts_of_every_guide(facts):
    assert {quote.document for fact in facts for quote in fact.evidence} == GUIDES.keys()


def test_there_are_enough_facts(facts):
    assert len(facts) >= 120


def test_no_question_tells_its_answer(facts):
    assert [fact.id for fact in facts if normalised(fact.must[0][0]) in normalised(fact.question)] == []
