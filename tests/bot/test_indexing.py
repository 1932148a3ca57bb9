"""The index is made of the documents that the settings name, and is ready to answer from."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.indexing import BUNDLED_CORPUS, ready_index, sources, update_index
from index.errors import DocumentError, StorageError
from index.fakes import HashingEmbedder
from index.store import IndexStore


@pytest.fixture
def ready():
    """The documents of the index that is ready to answer from, and what was said on the way."""

    def ready(settings):
        said = []
        stored = ready_index(settings, HashingEmbedder(), said.append, lambda done, total: None)
        return {key: document.text.split("\n")[-2] for key, document in stored.catalogue.documents.items()}, said

    return ready


def indexed(corpus, settings):
    update_index(settings, (corpus,), HashingEmbedder(), lambda done, total: None)


def test_a_missing_index_is_built(place, ready):
    corpus, settings = place
    documents, (said,) = ready(replace(settings, corpus=corpus))
    assert (documents, "1 documents" in said) == ({"pay.md": "The pay is high."}, True)


def test_an_index_that_is_up_to_date_is_used_in_silence(place, ready):
    indexed(*place)
    assert ready(place[1]) == ({"pay.md": "The pay is high."}, [])


def test_an_index_behind_its_documents_is_brought_up_to_date(place, ready):
    corpus, settings = place
    indexed(*place)
    (corpus / "pay.md").write_text("# Pay\n\nThe pay is low.\n")
    documents, (said,) = ready(settings)
    assert (documents, said.startswith("Index g000002-")) == ({"pay.md": "The pay is low."}, True)


@pytest.mark.parametrize("name", ["CURRENT", "g*/manifest.json", "g*/chunks.jsonl", "g*/rows.npy", "g*/segments/*/vectors.npy"])
def test_a_damaged_index_is_built_anew(place, ready, name):
    corpus, settings = place
    indexed(*place)
    (damaged,) = (settings.home / "index").glob(name)
    damaged.write_bytes(b"damaged")
    documents, _ = ready(replace(settings, corpus=corpus))
    assert documents == {"pay.md": "The pay is high."}


def test_documents_that_are_gone_are_answered_from_the_index(place, ready):
    corpus, settings = place
    indexed(*place)
    shutil.rmtree(corpus)
    documents, (said,) = ready(settings)
    assert (documents, "answering from it as it is" in said) == ({"pay.md": "The pay is high."}, True)


def test_a_corpus_that_is_asked_for_has_to_be_there(place, ready):
    corpus, settings = place
    indexed(*place)
    with pytest.raises(DocumentError, match="there is no such file or folder"):
        ready(replace(settings, corpus=corpus / "other"))


def test_documents_that_are_gone_with_the_index_are_an_error(place, ready):
    corpus, settings = place
    indexed(*place)
    shutil.rmtree(corpus)
    next((settings.home / "index").glob("g*/rows.npy")).write_bytes(b"damaged")
    with pytest.raises(DocumentError, match="there is no such file or folder"):
        ready(settings)


def test_while_another_process_builds_the_index_is_answered_from(place, ready):
    indexed(*place)
    with IndexStore(place[1].home).building():
        documents, (said,) = ready(place[1])
    assert (documents, "another process is building the index" in said) == ({"pay.md": "The pay is high."}, True)


def test_a_home_that_cannot_be_written_to_is_told(place, ready):
    corpus, settings = place
    settings.home.write_text("a file")
    with pytest.raises(StorageError, match="cannot be written to"):
        ready(replace(settings, corpus=corpus))


def test_documents_come_from_the_setting_first(place):
    indexed(*place)
    assert sources(replace(place[1], corpus=Path("elsewhere"))) == (Path("elsewhere"),)


def test_documents_come_from_where_the_index_was_made_of(place):
    indexed(*place)
    assert sources(place[1]) == (place[0],)


def test_documents_come_at_first_from_the_bundled_corpus(place):
    assert sources(place[1]) == (BUNDLED_CORPUS,)


def test_imported_occupations_are_indexed_beside_the_sources(place, ready):
    corpus, settings = place
    pages = settings.home / "imported" / "occupations"
    pages.mkdir(parents=True)
    (pages / "51-3011.00-bakers.md").write_text("# Bakers\n\nBakers bake.\n")
    (settings.home / "imported" / "kept.json").write_text("{}")
    _, loaded = update_index(settings, (corpus,), HashingEmbedder(), lambda done, total: None)
    pointer = IndexStore(settings.home).pointer()
    assert (pointer.sources, loaded.skipped) == ((str(corpus.resolve()),), ())
    assert ready(settings) == ({"occupations/51-3011.00-bakers.md": "Bakers bake.", "pay.md": "The pay is high."}, [])
    shutil.rmtree(settings.home / "imported")
    assert ready(settings)[0] == {"pay.md": "The pay is high."}
