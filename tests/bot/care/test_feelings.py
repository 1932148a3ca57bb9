"""How messages sound to a trained ear. messages.jsonl was written by somebody who knew neither the lists nor the training's."""

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.care.care import care
from bot.care.feelings import WEIGHTS, LearnedEmpathy, Weights, load_weights
from bot.errors import SettingsError
from bot.wording import IN_CRISIS, IN_DISTRESS
from index.errors import StorageError
from index.fakes import HashingEmbedder

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


def test_weights_are_read_as_they_were_saved(tmp_path):
    weights = Weights("some embedder", [[0.5, -1.25]] * 3, [0.0, 1.0, 2.0])
    weights.save(tmp_path / "feelings.json")
    assert load_weights(tmp_path / "feelings.json") == weights


def test_weights_for_other_vectors_are_not_used():
    with pytest.raises(SettingsError, match="make tune"):
        LearnedEmpathy(HashingEmbedder())


@pytest.mark.parametrize("content", ["{", "[]", '{"embedder": "x"}'], ids=["torn", "a list", "incomplete"])
def test_damaged_weights_are_told(tmp_path, content):
    (tmp_path / "feelings.json").write_text(content, encoding="utf-8")
    with pytest.raises(StorageError, match="is damaged"):
        load_weights(tmp_path / "feelings.json")


def test_the_shipped_weights_have_a_row_for_each_feeling(minilm):
    weights = load_weights(WEIGHTS)
    assert [len(row) for row in weights.coefficients] == [minilm.dimensions] * 3
    assert len(weights.constants) == 3
