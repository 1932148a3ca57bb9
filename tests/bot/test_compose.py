"""Settings become objects: the model that they name, and an index that is ready."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.compose import BUNDLED_CORPUS, Learned, make_model, open_bot, ready_index, sources, update_index
from bot.errors import ModelError, SettingsError
from bot.models.fakes import quick_model
from bot.models.llama_model import LlamaModel
from bot.models.openai_model import OpenAIModel
from bot.settings import NO_MODEL, Settings
from index.errors import DocumentError, StorageError
from index.fakes import HashingEmbedder, OverlapRanker
from index.store import IndexStore


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param("", LlamaModel, id="default"),
        pytest.param(str(quick_model()), LlamaModel, id="path"),
        pytest.param("http://127.0.0.1:9", OpenAIModel, id="http"),
        pytest.param("https://models.example.org/v1", OpenAIModel, id="https"),
    ],
)
async def test_the_model_is_what_the_setting_names(name, kind):
    model = make_model(Settings(model=name))
    await model.close()
    assert type(model) is kind


def test_no_model_may_be_wanted():
    assert make_model(Settings(model=NO_MODEL)) is None


@pytest.mark.parametrize(
    "name", ["model.gguf", "models/model.gguf", "/no/model.gguf", "~/model.gguf", "nonsense", "a/b/c", "ftp://a"]
)
def test_a_model_that_is_nowhere_is_told(name):
    with pytest.raises(SettingsError, match="there is no such file; give the path of a GGUF file, a hub repository"):
        make_model(Settings(model=name))


@pytest.fixture
def place(tmp_path):
    """A folder with one document, and settings with a home of their own."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "pay.md").write_text("# Pay\n\nThe pay is high.\n")
    return corpus, Settings(home=tmp_path / "home")


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


async def opened(place, **settings):
    corpus, base = place
    chosen = replace(base, corpus=corpus, **settings)
    embedder = HashingEmbedder()
    return await open_bot(
        chosen,
        embedder,
        Learned(OverlapRanker()),
        ready_index(chosen, embedder, lambda text: None, lambda done, total: None),
        lambda text: None,
    )


async def test_without_a_model_the_bot_quotes(place):
    bot = await opened(place, model=NO_MODEL)
    assert (bot.model, bot.answerer.writer, bot.answerer.model_name) == (None, None, NO_MODEL)
    await bot.close()


async def test_a_model_is_started_and_writes(place):
    bot = await opened(place, model=str(quick_model()), context_tokens=1024)
    started = bot.model.process_id
    await bot.close()
    assert (bot.answerer.model_name.lower().startswith("smollm2"), bot.answerer.writer.model is bot.model) == (True, True)
    assert started


async def test_a_server_that_is_dead_is_told_before_anything_is_asked(place):
    with pytest.raises(ModelError, match="does not answer"):
        await opened(place, model="http://127.0.0.1:9")


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
