"""The messages to learn from are well formed, nothing of them is judged by, and what is learnt tells them apart."""

import random
from pathlib import Path
from statistics import median

import pytest

from bot.care.feelings import FEELINGS
from evals.cases import load_cases
from evals.matching import normalised
from evals.workbench import CASES
from index.candidates import Candidate
from index.fakes import HashingEmbedder
from tuning.classifiers import ELSEWHERE, FEELING_MESSAGES, read_messages, train_feelings, train_topic
from tuning.groups import Group, written_groups

JUDGED_BY = Path(__file__).resolve().parents[1] / "bot" / "care" / "messages.jsonl"
QUESTION = Group("What does it cost?", Candidate("", "", "", ()), (), "a page")


@pytest.fixture(scope="module")
def messages():
    return read_messages(FEELING_MESSAGES)


def test_each_message_has_a_feeling_and_no_other(messages):
    assert [message for message in messages if message.keys() != {"text", "label"} or message["label"] not in FEELINGS] == []


@pytest.mark.parametrize("path", [FEELING_MESSAGES, ELSEWHERE], ids=["feelings", "elsewhere"])
def test_no_message_is_there_twice(path):
    found = read_messages(path)
    assert len({normalised(message["text"]) for message in found}) == len(found)


@pytest.mark.parametrize("feeling", FEELINGS)
def test_there_are_hundreds_of_each(messages, feeling):
    assert sum(message["label"] == feeling for message in messages) >= 250


@pytest.mark.parametrize("path", [FEELING_MESSAGES, ELSEWHERE], ids=["feelings", "elsewhere"])
def test_nothing_is_learnt_from_that_is_judged_by(path):
    judged = {normalised(message["text"]) for message in read_messages(JUDGED_BY)}
    judged |= {normalised(case.question) for case in load_cases(CASES)}
    assert [message for message in read_messages(path) if normalised(message["text"]) in judged] == []


def test_what_was_learnt_of_feelings_is_recognised(messages):
    embedder = HashingEmbedder()
    classifier = train_feelings([QUESTION], embedder, random.Random(1))
    crisis, none = (
        [classifier.probabilities(one.vector)[FEELINGS.index("crisis")] for one in embedder.encode(texts)]
        for texts in ([each["text"] for each in messages if each["label"] == label] for label in ("crisis", "none"))
    )
    assert sum(likely > median(none) for likely in crisis) > 0.7 * len(crisis)


def test_what_was_learnt_of_topics_is_recognised():
    embedder, written = HashingEmbedder(), written_groups()[:500]
    classifier = train_topic(written, [QUESTION], embedder, random.Random(1))
    ours, elsewhere = (
        [classifier.probabilities(one.vector)[1] for one in embedder.encode(texts)]
        for texts in ([group.question for group in written], [message["text"] for message in read_messages(ELSEWHERE)])
    )
    assert sum(likely > median(elsewhere) for likely in ours) > 0.7 * len(ours)
