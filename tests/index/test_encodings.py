"""Encodings: each text's own, whichever segment holds it; what stays as it is is taken over."""

import numpy as np
import pytest

from index.embed import Encoding
from index.encodings import SEGMENT, Encodings, Segment, taken_over


def encoding(*ids):
    """Of tokens that are told apart by their ids."""
    return Encoding(np.full(2, ids[0], np.float32), np.array([[id_, 0] for id_ in ids], np.float16), np.array(ids, np.int32))


@pytest.fixture
def encodings():
    """Texts 0 to 3 lie in two segments, in another order."""
    first, second = Segment.build([encoding(7), encoding(8, 9)]), Segment.build([encoding(5, 5, 9), encoding(6)])
    return Encodings((first, second), np.array([1, 3, 0, 2]))


def test_each_text_has_its_own(encodings):
    assert [each.token_ids.tolist() for each in encodings] == [[8, 9], [6], [7], [5, 5, 9]]
    assert [each.tokens[:, 0].tolist() for each in encodings] == [[8, 9], [6], [7], [5, 5, 9]]
    assert [each.vector[0] for each in encodings] == [8, 6, 7, 5]


def test_vectors_come_in_the_order_asked(encodings):
    assert encodings.vectors([3, 0, 3]).tolist() == [[5, 5], [8, 8], [5, 5]]


def test_a_text_that_there_is_not_is_an_index_error(encodings):
    with pytest.raises(IndexError):
        encodings[4]


def test_document_frequencies_count_texts_not_tokens(encodings):
    assert encodings.document_frequencies() == {5: 1, 6: 1, 7: 1, 8: 1, 9: 2}


def test_a_saved_segment_comes_back_as_it_was(tmp_path):
    Segment.build([encoding(7), encoding(8, 9)]).save(tmp_path / "a")
    loaded = Segment.load(tmp_path / "a")
    assert (len(loaded), loaded.folder) == (2, tmp_path / "a")
    assert [loaded.encoding(row).token_ids.tolist() for row in range(2)] == [[7], [8, 9]]


HALF = SEGMENT // 2
TEXTS = [str(number) for number in range(2 * HALF + HALF - 1)]


@pytest.mark.parametrize(
    ("dropped", "stay"),
    [
        pytest.param([], [2 * HALF], id="all but the small one"),
        pytest.param(["0"], [], id="none that holds what is not wanted"),
        pytest.param([TEXTS[-1]], [2 * HALF], id="those that hold other texts"),
    ],
)
def test_which_segments_stay(dropped, stay):
    sizes = (2 * HALF, HALF - 1)
    segments = tuple(Segment.build([encoding(1)] * size) for size in sizes)
    kept = taken_over(Encodings(segments, np.arange(len(TEXTS))), TEXTS, set(TEXTS).difference(dropped))
    assert [len(segment) for segment, _ in kept] == stay
    assert [text for _, texts in kept for text in texts] == TEXTS[: sum(stay)]
