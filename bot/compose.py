"""The composition root: the one place where settings become objects."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.answering import Answerer
from bot.calibration import Parts, calibrated_gate
from bot.care.feelings import Empathy, LearnedEmpathy, unmoved
from bot.errors import SettingsError
from bot.models.hub import hub_model
from bot.models.llama_model import LlamaModel
from bot.models.model import ChatModel
from bot.models.openai_model import OpenAIModel
from bot.settings import PROJECT, Settings, Tier, default_file, default_model
from bot.tiers.composer import Composer, default_tier
from bot.tiers.extract import Extract
from bot.tiers.select import Select
from bot.tiers.write import Write
from index.build import BuildReport, Progress, build_index
from index.documents import Loaded, load_documents
from index.embed import Embedder, MiniLM
from index.errors import DocumentError, IndexUnusable, StorageError
from index.ranker import MiniLMRanker, Ranker
from index.search import Searcher
from index.store import IndexStore, StoredIndex
from index.topic import Topic, WorkAndLearning, any_topic

log = logging.getLogger(__name__)

BUNDLED_CORPUS = PROJECT / "corpus"
HUB = re.compile(r"[\w.-]+/[\w.-]+(?::[\w./-]+\.gguf)?")

Say = Callable[[str], None]


@dataclass(frozen=True)
class Learned:
    """What was learnt beside the embedder: whether a sentence answers, how a message sounds, what a question is about."""

    ranker: Ranker
    empathy: Empathy = unmoved
    topic: Topic = any_topic


@dataclass(frozen=True)
class Bot:
    """Everything that answers. `model` runs only once a tier needs it; close() frees it."""

    settings: Settings
    searcher: Searcher
    answerer: Answerer
    model: ChatModel

    async def close(self) -> None:
        await self.model.close()


def make_embedder() -> Embedder:
    return MiniLM()


def make_ranker() -> Ranker:
    return MiniLMRanker()


def make_learned(embedder: Embedder) -> Learned:
    return Learned(make_ranker(), LearnedEmpathy(embedder), WorkAndLearning(embedder))


def make_model(settings: Settings) -> ChatModel:
    """The chat model that the settings name. Raises SettingsError for one that is neither file, repository nor URL."""
    name = settings.model
    if name.startswith(("http://", "https://")):
        return OpenAIModel(name, settings.context_tokens, settings.model_name, settings.api_key)
    if not name:
        return LlamaModel(default_model(), settings.context_tokens)
    if Path(name).expanduser().is_file():
        return LlamaModel(Path(name).expanduser(), settings.context_tokens)
    if (HUB.fullmatch(name) and not name.endswith(".gguf")) or (":" in name and HUB.fullmatch(name)):
        return LlamaModel(hub_model(name), settings.context_tokens)
    raise SettingsError(
        f"WAYMARK_MODEL is {name!r}, but there is no such file; give the path of a GGUF file, a hub repository such as "
        "'owner/name', or the URL of a server"
    )


def make_composers(model: ChatModel) -> dict[Tier, Composer]:
    return {"extract": Extract(), "select": Select(model), "write": Write(model)}


async def open_bot(settings: Settings, embedder: Embedder, learned: Learned, stored: StoredIndex, say: Say) -> Bot:
    """Put the parts together. A model other than the default one is started, to learn which tier fits it."""
    searcher = Searcher(stored, embedder, learned.ranker, learned.topic)
    model = make_model(settings)
    name, tier = default_file().name, settings.tier
    if settings.model:
        card = await model.start()
        name = card.name
        tier = tier or default_tier(card)
    composers = make_composers(model)
    parts = Parts(embedder.identity, stored.manifest.splitter, learned.ranker.identity, name)
    gate = calibrated_gate(settings.home, parts, say)
    answerer = Answerer(searcher, gate, composers, tier or BUNDLED_TIER, name, settings, learned.empathy)
    return Bot(settings, searcher, answerer, model)


BUNDLED_TIER: Tier = "extract"


def update_index(
    settings: Settings, paths: tuple[Path, ...], embedder: Embedder, progress: Progress
) -> tuple[BuildReport, Loaded]:
    """Make exactly the documents in `paths` the index."""
    loaded = load_documents(paths)
    sources = tuple(str(path.resolve()) for path in paths)
    return build_index(IndexStore(settings.home), loaded.documents, sources, embedder, progress), loaded


def ready_index(settings: Settings, embedder: Embedder, say: Say, progress: Progress) -> StoredIndex:
    """The index to answer from, built or updated first where it is missing, damaged or behind its documents."""
    store = IndexStore(settings.home)
    paths = sources(settings)
    if paths:
        try:
            report, _ = update_index(settings, paths, embedder, progress)
        except (DocumentError, StorageError) as error:
            if settings.corpus or not _loadable(store, embedder):
                raise
            say(f"The index cannot be updated; answering from it as it is. {error}")
        else:
            if report.rebuilt:
                say(f"Index {report.generation}: {report.counts['documents']} documents, {report.seconds:.1f} s")
    return store.load(embedder.identity)


def sources(settings: Settings) -> tuple[Path, ...]:
    """The corpus that is set; else what the index was made from; at first the bundled guides."""
    if settings.corpus:
        return (settings.corpus,)
    try:
        pointer = IndexStore(settings.home).pointer()
    except IndexUnusable as error:
        log.warning("%s; taking the bundled corpus", error)
        pointer = None
    return tuple(Path(source) for source in pointer.sources) if pointer else (BUNDLED_CORPUS,)


def _loadable(store: IndexStore, embedder: Embedder) -> bool:
    try:
        store.load(embedder.identity)
    except IndexUnusable:
        return False
    return True
