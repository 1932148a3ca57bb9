"""Vector search: exact, so it must agree with numpy; or approximate, so it must nearly."""

from pathlib import Path

import numpy as np
import pytest

from index.vectors import EXACT, EXACT_UP_TO, VectorIndex, kind_for


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
    found = VectorIndex.build(EXACT, ids, vectors).search(vectors[query], 10)
    assert [id_ for id_, _ in found] == ids[best].tolist()
    assert [score for _, score in found] == pytest.approx(similarities[best], abs=1e-6)


def test_a_vector_is_nearest_to_itself(vectors, ids):
    ((id_, score),) = VectorIndex.build(EXACT, ids, vectors).search(vectors[3], 1)
    assert (id_, score) == (ids[3], pytest.approx(1))


def test_no_more_are_found_than_there_are(vectors, ids):
    assert len(VectorIndex.build(EXACT, ids[:3], vectors[:3]).search(vectors[0], 100)) == 3


def test_the_largest_id_is_kept(vectors):
    index = VectorIndex.build(EXACT, np.array([2**63 - 1]), vectors[:1])
    assert index.search(vectors[0], 1)[0][0] == 2**63 - 1


def test_length(vectors, ids):
    assert len(VectorIndex.build(EXACT, ids, vectors)) == 200


def test_a_saved_index_finds_the_same(vectors, ids, tmp_path):
    built = VectorIndex.build(EXACT, ids, vectors)
    built.save(tmp_path / "vectors.faiss")
    assert VectorIndex.load(tmp_path / "vectors.faiss").search(vectors[5], 10) == built.search(vectors[5], 10)


def test_building_leaves_the_vectors_as_they_are(vectors, ids):
    before = vectors.copy()
    VectorIndex.build(EXACT, ids, vectors)
    assert np.array_equal(vectors, before)


@pytest.mark.parametrize(
    ("count", "kind"),
    [
        pytest.param(0, "Flat", id="none"),
        pytest.param(EXACT_UP_TO, "Flat", id="the most that are all compared"),
        pytest.param(EXACT_UP_TO + 1, "IVF512,Flat", id="one more"),
        pytest.param(1_000_000, "IVF2048,Flat", id="a million"),
    ],
)
def test_how_vectors_are_searched_depends_on_their_count(count, kind):
    assert kind_for(count) == kind


@pytest.fixture(scope="module")
def clustered():
    """5,000 noisy copies of 100 centres."""
    random = np.random.default_rng(3)
    raw = random.standard_normal((100, 16)).repeat(50, axis=0) + 0.3 * random.standard_normal((5000, 16))
    return (raw / np.linalg.norm(raw, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def approximate(clustered):
    return VectorIndex.build("IVF64,Flat", np.arange(len(clustered)), clustered)


def test_an_approximate_search_finds_nearly_what_an_exact_one_does(approximate, clustered):
    exact = VectorIndex.build(EXACT, np.arange(len(clustered)), clustered)
    asked = clustered[::50]
    found = [len(dict(approximate.search(one, 10)).keys() & dict(exact.search(one, 10)).keys()) for one in asked]
    assert sum(found) >= 0.95 * 10 * len(asked)


def test_an_approximate_search_finds_no_more_than_its_lists_hold(approximate, clustered):
    found = dict(approximate.search(clustered[0], len(clustered)))
    assert 0 < len(found) < len(clustered)
    assert min(found) >= 0


def test_a_saved_approximate_index_finds_the_same(approximate, clustered, tmp_path):
    approximate.save(tmp_path / "vectors.faiss")
    loaded = VectorIndex.load(tmp_path / "vectors.faiss")
    assert (len(loaded), loaded.search(clustered[7], 9)) == (len(approximate), approximate.search(clustered[7], 9))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_an_os_error(vectors, ids):
    with pytest.raises(OSError, match="No space left"):
        VectorIndex.build(EXACT, ids[:1], vectors[:1]).save(Path("/dev/full"))
