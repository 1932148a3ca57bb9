"""The store: what is saved is loaded, what is damaged or of another make is refused, what is killed leaves the old.

KILLED_BUILDS builds are killed at random moments (200 is the most that was tried; the suite takes fewer).
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.build import build_index
from index.errors import IndexUnusable, StorageError
from index.fakes import HashingEmbedder
from index.split import SPLITTER_VERSION
from index.store import FORMAT, IndexStore, searched_vectors
from index.vectors import VectorIndex

KILLED_BUILDS = int(os.environ.get("KILLED_BUILDS", "15"))
PROJECT = Path(__file__).parents[2]
EMBEDDER = HashingEmbedder.identity
FILES = [
    "chunks.jsonl",
    "documents.jsonl",
    "lexical/data.npy",
    "lexical/indices.npy",
    "lexical/indptr.npy",
    "lexical/vocabulary.json",
    "rows.npy",
    *(f"segments/g000001-5f9d732e-0000/{name}.npy" for name in ("starts", "token_ids", "tokens", "vectors")),
]
TEXT = "# Pay\n\nThe pay is high. It grows.\n\nYou need:\n\n- Wit\n- Luck\u2028and time\n"


@pytest.fixture
def store(tmp_path, make_document):
    """A store with one generation."""
    store = IndexStore(tmp_path)
    build_index(store, [make_document(TEXT, publisher="Press")], ("guides",), HashingEmbedder())
    return store


def generation(store):
    return store.folder / store.pointer().generation


def refused(store, embedder=EMBEDDER):
    """What is said when the store refuses to load."""
    with pytest.raises(IndexUnusable) as error:
        store.load(embedder)
    return str(error.value)


def test_the_catalogue_comes_back_as_it_was(store, make_document):
    catalogue = store.load(EMBEDDER).catalogue
    assert catalogue.documents == {"guide.md": make_document(TEXT, publisher="Press")}
    assert catalogue == type(catalogue).of(list(catalogue.documents.values()))


def test_vectors_come_back_as_they_were(store):
    loaded = store.load(EMBEDDER)
    encodings = HashingEmbedder().encode(loaded.catalogue.texts)
    assert len(loaded.encodings) == len(encodings)
    for came_back, encoding in zip(loaded.encodings, encodings, strict=True):
        assert np.array_equal(came_back.vector, encoding.vector)
        assert np.array_equal(came_back.tokens, encoding.tokens)
        assert np.array_equal(came_back.token_ids, encoding.token_ids)


def test_both_searches_come_back(store):
    loaded = store.load(EMBEDDER)
    assert loaded.sentences.search(loaded.encodings[0].vector, 1)[0][0] == 0
    assert loaded.lexical.search("pay high", 1)[0][0] == 0


def test_an_approximate_index_comes_back(store):
    loaded = store.load(EMBEDDER)
    approximate = VectorIndex.build("IVF1,Flat", *searched_vectors(loaded.catalogue, loaded.encodings))
    manifest = replace(loaded.manifest, generation=store.next_generation("0" * 8), search="IVF1,Flat")
    store.save(replace(loaded, manifest=manifest, approximate=approximate), ("guides",))
    again = store.load(EMBEDDER)
    assert (again.manifest.search, "sentences.faiss" in again.manifest.files) == ("IVF1,Flat", True)
    vector = again.encodings[0].vector
    assert again.sentences.search(vector, 3) == approximate.search(vector, 3) == loaded.sentences.search(vector, 3)


def test_the_manifest_says_what_the_generation_holds(store, make_document):
    manifest = store.load(EMBEDDER).manifest
    assert manifest.documents == {"guide.md": make_document(TEXT).sha256}
    assert manifest.counts == {"documents": 1, "chunks": 2, "sentences": 4, "texts": 6}
    assert (manifest.embedder, manifest.dimensions, manifest.search) == ("hashing:1", 64, "Flat")


def test_the_manifest_lists_every_file(store):
    assert sorted(store.load(EMBEDDER).manifest.files) == FILES


def test_where_the_documents_came_from_is_recorded(store):
    assert store.pointer().sources == ("guides",)


def test_nothing_is_created_before_something_is_saved(tmp_path):
    store = IndexStore(tmp_path / "home")
    assert (store.pointer(), "there is no index" in refused(store)) == (None, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_a_changed_byte_is_noticed(store, name):
    path = generation(store) / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert f"is damaged ({name}); run 'waymark index'" in refused(store)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_noticed(store, name):
    (generation(store) / name).unlink()
    assert f"is damaged ({name}); run 'waymark index'" in refused(store)


@pytest.mark.parametrize("name", [FILES[-2], "manifest.json"])
def test_a_truncated_file_is_noticed(store, name):
    path = generation(store) / name
    path.write_bytes(path.read_bytes()[:-1])
    assert f"is damaged ({name})" in refused(store)


def test_a_missing_generation_is_noticed(store):
    shutil.rmtree(generation(store))
    assert "is damaged" in refused(store)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b'{"generation": "g0000', id="truncated"),
        pytest.param(b"\xff\x00\x80", id="garbage"),
        pytest.param(b"null", id="null"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"{}", id="no keys"),
        pytest.param(b'{"generation": 1, "manifest_sha256": null, "sources": [2]}', id="other types"),
        pytest.param(b'{"generation": "g", "manifest_sha256": "0", "sources": 3}', id="sources that are no list"),
        pytest.param(b'{"generation": "../..", "manifest_sha256": "0", "sources": []}', id="another folder"),
    ],
)
def test_a_damaged_pointer_is_refused(store, content):
    (store.folder / "CURRENT").write_bytes(content)
    assert "is damaged" in refused(store)


@pytest.mark.parametrize("name", ["CURRENT", *FILES, "manifest.json"])
def test_a_build_mends_what_is_damaged(store, make_document, name):
    path = store.folder / name if name == "CURRENT" else generation(store) / name
    path.write_bytes(b"damaged")
    build_index(store, [make_document(TEXT)], ("guides",), HashingEmbedder())
    assert store.load(EMBEDDER).manifest.counts["documents"] == 1


def test_vectors_of_another_embedder_are_refused(store):
    assert "made by another version or embedding model; run 'waymark index'" in refused(store, "MiniLM")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"splitter": SPLITTER_VERSION - 1}, "made by another version", id="splitter"),
        pytest.param({"format": FORMAT + 1}, "made by another version", id="format"),
        pytest.param({"colour": "blue"}, "is damaged", id="unknown key"),
    ],
)
def test_an_index_of_another_version_is_refused(store, change, message):
    path = generation(store) / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    store.repoint(("elsewhere",))  # CURRENT names the new manifest's checksum
    assert message in refused(store)


def test_saving_removes_the_generation_before(store, make_document):
    build_index(store, [make_document("New text.")], ("guides",), HashingEmbedder())
    assert [path.name for path in store.folder.glob("g*")] == [store.pointer().generation]


def test_generations_are_numbered_on(store):
    (store.folder / "g000041-killed00.partial").mkdir()
    assert store.next_generation("0123456789abcdef") == "g000042-01234567"


def test_repointing_changes_the_sources_alone(store):
    before = store.pointer()
    store.repoint(("elsewhere",))
    assert store.pointer() == replace(before, sources=("elsewhere",))


def test_what_a_killed_build_left_is_ignored_and_then_removed(store, make_document):
    for name in ("g000002-killed00.partial", "g000003-unnamed0"):
        (store.folder / name).mkdir()
        (store.folder / name / "chunks.jsonl").write_text("{")
    assert store.load(EMBEDDER).manifest.generation.startswith("g000001-")
    build_index(store, [make_document("New text.")], ("guides",), HashingEmbedder())
    assert [path.name for path in store.folder.glob("g*")] == [store.pointer().generation]


def test_the_second_of_two_builders_is_told_to_wait(store):
    with store.building(), pytest.raises(StorageError, match=r"another process is building .* wait"), store.building():
        pass


def test_a_builder_that_is_done_lets_the_next_one_in(store):
    with store.building():
        pass
    with store.building():
        pass


def test_a_home_that_is_a_file_cannot_be_built_in(tmp_path):
    (tmp_path / "home").write_text("")
    with (
        pytest.raises(StorageError, match=r"cannot be written to .* set WAYMARK_HOME"),
        IndexStore(tmp_path / "home").building(),
    ):
        pass


@pytest.fixture
def harsh_builds(tmp_path):
    """What came of builds that met trouble at one step after the other; see harsh_builds.py."""

    def harsh_builds(trouble):
        done = subprocess.run(
            [sys.executable, PROJECT / "tests/index/harsh_builds.py", tmp_path, trouble],
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            stdout=subprocess.PIPE,
            check=True,
            timeout=120,
        )
        *troubled, last = map(json.loads, done.stdout.splitlines())
        assert (last, len(troubled) > 10) == ({"outcome": "built", "loaded": "New"}, True)
        return troubled

    return harsh_builds


def test_a_build_killed_at_a_random_moment_leaves_the_old_index_or_the_new_one(tmp_path):
    done = subprocess.run(
        [sys.executable, PROJECT / "tests/index/harsh_builds.py", tmp_path, str(KILLED_BUILDS)],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        check=True,
    )
    attempts = [json.loads(line) for line in done.stdout.splitlines()]
    print(Counter(attempt["outcome"] for attempt in attempts))
    assert len(attempts) == KILLED_BUILDS
    assert {attempt["loaded"] for attempt in attempts} <= {"Old", "New"}


def test_a_build_killed_at_any_step_leaves_the_old_index_or_the_new_one(harsh_builds):
    attempts = harsh_builds("killed")
    assert {attempt["outcome"] for attempt in attempts} == {"killed"}
    assert {attempt["loaded"] for attempt in attempts} == {"Old", "New"}


@pytest.mark.parametrize("trouble", ["refused", "limited"])
def test_a_full_disk_at_any_step_leaves_the_old_index_and_is_told_with_its_fix(harsh_builds, trouble):
    for attempt in harsh_builds(trouble):
        assert "written to" in attempt["outcome"]
        assert "(None)" not in attempt["outcome"]
        assert "set WAYMARK_HOME to a folder" in attempt["outcome"]
        assert attempt["loaded"] == "Old"
