"""Late interaction, against values worked out by hand."""

import math

import numpy as np
import pytest

from index.embed import Encoding
from index.encodings import Encodings
from index.late import max_similarities, token_weights, widened

EAST, NORTH, SOUTH = [1, 0], [0, 1], [0, -1]


def encoding(*tokens, ids=None):
    return Encoding(
        np.array(tokens[0], np.float32),
        np.array(tokens, np.float16),
        np.array(ids or range(len(tokens)), np.int32),
    )


@pytest.fixture
def encodings():
    return Encodings.build([encoding(EAST), encoding(NORTH, [0.6, 0.8]), encoding(SOUTH, EAST)])


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param([0], [[1, 0]], id="one token"),
        pytest.param([1], [[0.6, 1]], id="the best of two tokens"),
        pytest.param([2], [[1, 0]], id="an opposite is no match"),
        pytest.param([2, 0, 1, 2], [[1, 0], [1, 0], [0.6, 1], [1, 0]], id="in the order asked, also twice"),
    ],
)
def test_the_best_similarity_of_each_query_token(encodings, texts, expected):
    assert max_similarities(encoding(EAST, NORTH), encodings, texts) == pytest.approx(np.array(expected), abs=1e-3)


def test_all_opposite_is_negative():
    encodings = Encodings.build([encoding(SOUTH)])
    assert max_similarities(encoding(NORTH), encodings, [0]) == pytest.approx(np.array([[-1]]))


def weights(ids, frequencies, texts=10):
    return token_weights(np.array(ids, np.int32), frequencies, texts).tolist()


def test_weights_are_inverse_document_frequencies():
    rare, frequent = math.log(11 / 1.5), math.log(11 / 5.5)
    assert weights([0, 1, 2, 9], {1: 1, 2: 5}) == pytest.approx([0, rare / (rare + frequent), frequent / (rare + frequent), 0])


@pytest.mark.parametrize(
    ("ids", "frequencies", "expected"),
    [
        pytest.param([0, 1, 9], {1: 3}, [0, 1, 0], id="one word has all weight"),
        pytest.param([0, 1, 2, 9], {}, [0, 0.5, 0.5, 0], id="unknown words weigh alike"),
        pytest.param([0, 1, 2, 9], {1: 11, 2: 5}, [0, 0, 1, 0], id="a word of all texts weighs nothing"),
        pytest.param([0, 1, 9], {1: 11}, [0, 0, 0], id="nothing but such a word"),
        pytest.param([0, 9], {}, [0, 0], id="no words"),
    ],
)
def test_weights(ids, frequencies, expected):
    assert weights(ids, frequencies) == pytest.approx(expected)


def test_every_finite_half_float_is_widened_exactly():
    halves = np.arange(2**16, dtype=np.uint16).view(np.float16)
    halves = halves[np.isfinite(halves)]
    np.testing.assert_array_equal(widened(halves), halves.astype(np.float32))


def test_what_is_widened_stays_as_it_was():
    halves = np.array([[0.5, -1.0]], np.float16)
    assert widened(halves).tolist() == halves.tolist() == [[0.5, -1.0]]
