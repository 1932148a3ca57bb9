"""The bundled guides: in our own words, with their sources; and the inventory of their facts, with its questions."""

import json
import re
from collections import Counter

import pytest

from index.documents import load_documents

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
def evals(corpus):
    """The rows of all files in a folder of evals/ that are about facts."""

    def rows(folder):
        paths = sorted((corpus.parent / "evals" / folder).glob("*.jsonl"))
        lines = [line for path in paths if path.stem != "off_topic" for line in path.read_text(encoding="utf-8").splitlines()]
        return [json.loads(line) for line in lines]

    return rows


@pytest.fixture(scope="session")
def facts(evals):
    return evals("facts")


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
    assert {fact["document"] for fact in facts} == GUIDES.keys()


def test_there_are_enough_facts(facts):
    assert len(facts) >= 120


def test_no_two_facts_share_an_id(facts):
    assert [id_ for id_, count in Counter(fact["id"] for fact in facts).items() if count > 1] == []


def test_every_quote_stands_in_its_guide(facts, guides):
    assert [fact["id"] for fact in facts if fact["quote"] not in guides[fact["document"]].text] == []


def test_every_value_stands_in_its_quote(facts):
    assert [fact["id"] for fact in facts if fact["value"] not in fact["quote"]] == []


def test_every_fact_is_asked_exactly_once(facts, evals):
    assert Counter(row["fact"] for row in evals("questions")) == Counter(fact["id"] for fact in facts)


def test_no_question_tells_its_answer(facts, evals):
    values = {fact["id"]: fact["value"].lower() for fact in facts}
    assert [row["fact"] for row in evals("questions") if values[row["fact"]] in row["question"].lower()] == []
