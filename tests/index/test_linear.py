"""Small classifiers over vectors, on disk and in use."""

import numpy as np
import pytest

from index.errors import IndexUnusable, StorageError
from index.fakes import HashingEmbedder
from index.linear import LinearClassifier, load_classifier


@pytest.fixture
def classifier():
    return LinearClassifier(HashingEmbedder().identity, [[0.0, 0.0], [2.0, -1.0]], [0.0, 0.5])


def test_a_classifier_is_read_as_it_was_saved(classifier, tmp_path):
    classifier.save(tmp_path / "weights.json")
    assert load_classifier(tmp_path / "weights.json", HashingEmbedder()) == classifier


def test_scores_are_log_odds(classifier):
    vector = np.array([1.0, 1.0], np.float32)
    none, some = classifier.scores(vector)
    assert some - none == pytest.approx(1.5)
    assert classifier.probabilities(vector) == pytest.approx([1 / (1 + np.exp(1.5)), 1 / (1 + np.exp(-1.5))])


def test_weights_for_other_vectors_are_not_used(tmp_path):
    LinearClassifier("another embedder", [[1.0]], [0.0]).save(tmp_path / "weights.json")
    with pytest.raises(IndexUnusable, match="make tune"):
        load_classifier(tmp_path / "weights.json", HashingEmbedder())


@pytest.mark.parametrize("content", ["{", "[]", '{"embedder": "x"}'], ids=["torn", "a list", "incomplete"])
def test_damaged_weights_are_told(tmp_path, content):
    (tmp_path / "weights.json").write_text(content, encoding="utf-8")
    with pytest.raises(StorageError, match="is damaged"):
        load_classifier(tmp_path / "weights.json", HashingEmbedder())
