"""The composition root: the one place where settings become a bot."""

import re
from dataclasses import dataclass
from pathlib import Path

from bot.answering import Answerer
from bot.calibration import Parts, calibrated_gate
from bot.care.feelings import Empathy, LearnedEmpathy, unmoved
from bot.errors import SettingsError
from bot.indexing import Say
from bot.models.hub import hub_model
from bot.models.llama_model import LlamaModel
from bot.models.model import ChatModel
from bot.models.openai_model import OpenAIModel
from bot.reply.writer import Writer
from bot.settings import NO_MODEL, Settings, adapter_for, default_file, default_model
from bot.understanding.translation import Translator
from index.embed import Embedder
from index.ranker import MiniLMRanker, Ranker
from index.search import Searcher
from index.store import StoredIndex
from index.topic import Topic, WorkAndLearning, any_topic

HUB = re.compile(r"[\w.-]+/[\w.-]+(?::[\w./-]+\.gguf)?")


@dataclass(frozen=True)
class Learned:
    """What was learnt beside the embedder: whether a sentence answers, how a message sounds, what a question is about."""

    ranker: Ranker
    empathy: Empathy = unmoved
    topic: Topic = any_topic


@dataclass
class Bot:
    """Everything that answers. `model` is None where quotes alone are wanted; close() frees it."""

    settings: Settings
    searcher: Searcher
    answerer: Answerer
    model: ChatModel | None

    def renew(self, stored: StoredIndex) -> None:
        """Answer from another index of the same embedder; an answer in progress may still quote the one before."""
        self.searcher = self.answerer.retriever = self.searcher.over(stored)

    async def close(self) -> None:
        if self.model:
            await self.model.close()


def make_ranker() -> Ranker:
    return MiniLMRanker()


def make_learned(embedder: Embedder) -> Learned:
    return Learned(make_ranker(), LearnedEmpathy(embedder), WorkAndLearning(embedder))


def make_model(settings: Settings) -> ChatModel | None:
    """The chat model that the settings name. Raises SettingsError for one that is neither file, repository nor URL."""
    name = settings.model
    if name == NO_MODEL:
        return None
    if name.startswith(("http://", "https://")):
        return OpenAIModel(name, settings.context_tokens, settings.model_name, settings.api_key)
    if not name:
        return LlamaModel(default_model(), settings.context_tokens, adapter=adapter_for(default_file()))
    if Path(name).expanduser().is_file():
        return LlamaModel(Path(name).expanduser(), settings.context_tokens)
    if (HUB.fullmatch(name) and not name.endswith(".gguf")) or (":" in name and HUB.fullmatch(name)):
        return LlamaModel(hub_model(name), settings.context_tokens)
    raise SettingsError(
        f"WAYMARK_MODEL is {name!r}, but there is no such file; give the path of a GGUF file, a hub repository such as "
        "'owner/name', the URL of a server, or 'none'"
    )


async def open_bot(settings: Settings, embedder: Embedder, learned: Learned, stored: StoredIndex, say: Say) -> Bot:
    """Put the parts together, and start the model."""
    searcher = Searcher(stored, embedder, learned.ranker, learned.topic)
    gate = calibrated_gate(settings.home, Parts(embedder.identity, stored.manifest.splitter, learned.ranker.identity), say)
    model = make_model(settings)
    name = (await model.start()).name if model else NO_MODEL
    writer, translator = (Writer(model), Translator(model)) if model else (None, None)
    answerer = Answerer(searcher, gate, writer, name, settings, learned.empathy, translator=translator)
    return Bot(settings, searcher, answerer, model)
