"""Settings become a bot: the model that they name, over an index."""

from dataclasses import replace

import pytest

from bot.compose import Learned, make_model, open_bot
from bot.errors import ModelError, SettingsError
from bot.indexing import ready_index
from bot.models.fakes import quick_model
from bot.models.llama_model import LlamaModel
from bot.models.openai_model import OpenAIModel
from bot.settings import NO_MODEL, Settings
from index.fakes import HashingEmbedder, OverlapRanker


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
