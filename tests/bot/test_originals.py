"""The three source articles, indexed and asked as they are: real, messy text with navigation and adverts in it."""

from dataclasses import replace

import pytest

from bot.answering import Answerer, whole_answer
from bot.gate import Gate
from bot.indexing import ready_index
from bot.settings import Settings
from index.search import Searcher


@pytest.fixture(scope="module")
def stored(seeds, tmp_path_factory, minilm):
    settings = replace(Settings(), home=tmp_path_factory.mktemp("home"), corpus=seeds)
    return ready_index(settings, minilm, lambda text: None, lambda done, total: None)


@pytest.fixture(scope="module")
def behind_gate(stored, minilm, ranker):
    """An answerer over the articles that refuses below a confidence."""

    def behind_gate(least):
        return Answerer(Searcher(stored, minilm, ranker), Gate(least), None, "no model")

    return behind_gate


@pytest.mark.parametrize(
    ("question", "value", "document"),
    [
        pytest.param("What share of ML engineers have a bachelor's degree?", "68%", "000", id="a figure in a line of its own"),
        pytest.param("which certifications are there", "Amazon offers a specific", "000", id="a list"),
        pytest.param("how much do machine lerning engineers earn in total", "$397,000", "001", id="pay, misspelt"),
        pytest.param("How long does the Data Science Prep Course take?", "4-6 weeks", "002", id="a duration"),
        pytest.param("where does Lou Zhang work", "MachineMetrics", "002", id="a list that lost its bullets"),
    ],
)
async def test_the_answer_quotes_the_article(behind_gate, question, value, document):
    answer = await whole_answer(behind_gate(0.0).answer(question))
    cited = [citation.evidence for citation in answer.citations if citation.evidence.document.id.startswith(document)]
    assert any(value in evidence.quote for evidence in cited)


@pytest.mark.parametrize(
    ("question", "advert"),
    [
        pytest.param("Where can I learn more about job descriptions?", "here.", id="a link"),
        pytest.param("Who has experience in the Indian and US markets?", "content marketer", id="an author"),
    ],
)
async def test_adverts_and_words_about_the_author_are_no_answers(behind_gate, question, advert):
    assert advert not in (await whole_answer(behind_gate(0.0).answer(question))).text


async def test_another_topic_is_refused(behind_gate):
    assert (await whole_answer(behind_gate(0.34).answer("how do I bake bread"))).outcome == "not_covered"
