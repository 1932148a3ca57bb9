"""Vector search: exact, so it must agree with numpy."""

from pathlib import Path

import numpy as np
import pytest

from index.vectors import VectorIndex


@pytest.fixture
def vectors():
    raw = np.random.default_rng(1).standard_normal((200, 16)).astype(np.float32)
    return raw / np.linalg.norm(raw, axis=1, keepdims=True)


@pytest.fixture
def ids():
    return np.random.default_rng(2).integers(0, 2**63 - 1, 200)


@pytest.mark.parametrize("query", [0, 57, 199])
def test_the_nearest_are_those_of_numpy(vectors, ids, query):
    similarities = vectors @ vectors[query]
    best = np.argsort(-similarities)[:10]
    found = VectorIndex.build(ids, vectors).search(vectors[query], 10)
    assert [id_ for id_, _ in found] == ids[best].tolist()
    assert [score for _, score in found] == pytest.approx(similarities[best], abs=1e-6)


def test_a_vector_is_nearest_to_itself(vectors, ids):
    ((id_, score),) = VectorIndex.build(ids, vectors).search(vectors[3], 1)
    assert (id_, score) == (ids[3], pytest.approx(1))


def test_no_more_are_found_than_there_are(vectors, ids):
    assert len(VectorIndex.build(ids[:3], vectors[:3]).search(vectors[0], 100)) == 3


def test_the_largest_id_is_kept(vectors):
    index = VectorIndex.build(np.array([2**63 - 1]), vectors[:1])
    assert index.search(vectors[0], 1)[0][0] == 2**63 - 1


def test_length(vectors, ids):
    assert len(VectorIndex.build(ids, vectors)) == 200


def test_a_saved_index_finds_the_same(vectors, ids, tmp_path):
    built = VectorIndex.build(ids, vectors)
    built.save(tmp_path / "vectors.faiss")
    assert VectorIndex.load(tmp_path / "vectors.faiss").search(vectors[5], 10) == built.search(vectors[5], 10)


def test_building_leaves_the_vectors_as_they_are(vectors, ids):
    before = vectors.copy()
    VectorIndex.build(ids, vectors)
    assert np.array_equal(vectors, before)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_an_os_error(vectors, ids):
    with pytest.raises(OSError, match="No space left"):
        VectorIndex.build(ids[:1], vectors[:1]).save(Path("/dev/full"))
