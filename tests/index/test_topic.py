"""Questions about work and learning, and others."""

import numpy as np
import pytest

from index.topic import LEAST, WorkAndLearning, any_topic


@pytest.fixture(scope="module")
def topic(minilm):
    judge = WorkAndLearning(minilm)
    return lambda question: judge(minilm.encode([question])[0].vector)


@pytest.mark.parametrize(
    "question",
    [
        "How much does the evening course for bookbinders cost?",
        "what do apprentice glaziers earn in the second year",
        "My hands shake when I am nervous. Is there a practical part in the exam?",
        "wich paperz do i need for the aplication",
    ],
)
def test_a_question_about_work_or_learning(topic, question):
    assert topic(question) > -1


@pytest.mark.parametrize(
    "question",
    [
        "How do I stop my tomatoes from splitting?",
        "which moon of jupiter is the biggest",
        "My neighbour's rooster crows at four. What can I say to her?",
    ],
)
def test_a_question_about_something_else(topic, question):
    assert LEAST <= topic(question) < -2


def test_no_topic_is_told_where_none_was_learnt():
    assert any_topic(np.ones(3, np.float32)) == 0.0
