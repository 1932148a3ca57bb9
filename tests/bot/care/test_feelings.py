"""How messages sound to a trained ear. messages.jsonl was written by somebody who knew neither the lists nor the training's."""

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.care.care import Care, care
from bot.care.feelings import LearnedEmpathy
from bot.wording import IN_CRISIS, IN_DISTRESS

MESSAGES = Path(__file__).parent / "messages.jsonl"
ADVISER = "an adviser"


@pytest.fixture(scope="module")
def empathy(minilm):
    return LearnedEmpathy(minilm)


@pytest.fixture(scope="module")
def answered(empathy):
    """How often a message of one kind gets a word of another."""
    words = {IN_CRISIS.format(adviser=ADVISER): "crisis", IN_DISTRESS.format(adviser=ADVISER): "distress"}
    counts = Counter()
    for line in MESSAGES.read_text(encoding="utf-8").splitlines():
        message = json.loads(line)
        found = care(message["text"], ADVISER, empathy(message["text"]))
        kind = next((kind for text, kind in words.items() if found and found.text.startswith(text)), "none")
        counts[message["label"], kind] += 1
    return counts


def test_most_people_in_a_crisis_get_a_kind_word(answered):
    assert answered["crisis", "crisis"] >= 0.65 * 100
    assert answered["crisis", "none"] <= 0.18 * 100


def test_most_people_in_distress_get_a_kind_word(answered):
    assert answered["distress", "none"] <= 0.12 * 120


def test_hardly_anybody_else_gets_one(answered):
    assert answered["none", "crisis"] <= 0.02 * 240
    assert answered["none", "distress"] <= 0.05 * 240


@pytest.mark.parametrize(
    ("message", "felt"),
    [
        pytest.param("i keep wishing that tomorrow would just not come for me", "crisis", id="a wish not to wake"),
        pytest.param("Every rejection makes me smaller and I spend the evenings in tears", "distress", id="tears"),
        pytest.param("How much does the welding course cost?", "none", id="a question"),
        pytest.param("sjkdf wqpoe zmxn vbqq", "none", id="gibberish is not judged"),
        pytest.param("dün akşam pazarda taze incir kalmamıştı", "none", id="nor is another language"),
    ],
)
def test_a_message_is_felt(empathy, message, felt):
    assert empathy(message) == felt


CRISIS_REPLY, KIND_REPLY = IN_CRISIS.format(adviser=ADVISER), IN_DISTRESS.format(adviser=ADVISER)


@pytest.mark.parametrize(
    ("message", "felt", "expected"),
    [
        pytest.param("no road is left for me", "crisis", Care(CRISIS_REPLY, alone=True), id="crisis"),
        pytest.param(
            "no road is left. what is the pay?", "crisis", Care(CRISIS_REPLY, alone=False), id="crisis, and a question"
        ),
        pytest.param("it all weighs on me", "distress", Care(KIND_REPLY, alone=True), id="distress"),
        pytest.param(
            "it weighs on me. what is the pay?", "distress", Care(KIND_REPLY, alone=False), id="distress, and a question"
        ),
        pytest.param(
            "I want to end it all. what is the pay?", "none", Care(CRISIS_REPLY, alone=True), id="said in so many words"
        ),
        pytest.param("what is the pay?", "none", None, id="nothing"),
    ],
)
def test_what_is_felt_counts_beside_what_is_said(message, felt, expected):
    assert care(message, ADVISER, felt) == expected
