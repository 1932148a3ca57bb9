"""The messages to learn feelings from are well formed, and nothing of them is judged by."""

import json
import random
from pathlib import Path

import pytest

from bot.care.feelings import FEELINGS, LearnedEmpathy
from evals.cases import load_cases
from evals.matching import normalised
from evals.workbench import CASES
from index.fakes import HashingEmbedder
from tuning.feelings import MESSAGES, train_feelings
from tuning.groups import Group

JUDGED_BY = Path(__file__).resolve().parents[1] / "bot" / "care" / "messages.jsonl"


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def messages():
    return read(MESSAGES)


def test_each_message_has_a_feeling_and_no_other(messages):
    assert [message for message in messages if message.keys() != {"text", "label"} or message["label"] not in FEELINGS] == []
    assert len({normalised(message["text"]) for message in messages}) == len(messages)


@pytest.mark.parametrize("feeling", FEELINGS)
def test_there_are_hundreds_of_each(messages, feeling):
    assert sum(message["label"] == feeling for message in messages) >= 250


def test_nothing_is_learnt_from_that_is_judged_by(messages):
    judged = {normalised(message["text"]) for message in read(JUDGED_BY)} | {
        normalised(case.question) for case in load_cases(CASES)
    }
    assert [message for message in messages if normalised(message["text"]) in judged] == []


def test_what_was_learnt_is_recognised(tmp_path, messages):
    embedder = HashingEmbedder()
    train_feelings([Group("What does it cost?", None, (), "a page")], embedder, random.Random(1)).save(
        tmp_path / "weights.json"
    )
    empathy = LearnedEmpathy(embedder, tmp_path / "weights.json")
    known = [message for message in messages if message["label"] == "crisis"]
    likely = [empathy.probabilities(message["text"])[FEELINGS.index("crisis")] > 1 / 3 for message in known]
    assert sum(likely) > len(known) / 2
