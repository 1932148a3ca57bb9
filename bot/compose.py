"""The composition root: the one place where settings become objects."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.answering import Answerer
from bot.calibration import Parts, calibrated_gate
from bot.care.feelings import Empathy, LearnedEmpathy, unmoved
from bot.errors import SettingsError
from bot.models.hub import hub_model
from bot.models.llama_model import LlamaModel
from bot.models.model import ChatModel
from bot.models.openai_model import OpenAIModel
from bot.reply.writer import Writer
from bot.settings import NO_MODEL, PROJECT, Settings, adapter_for, default_file, default_model
from bot.understanding.translation import Translator
from index.build import BuildReport, Changes, Progress, build_index
from index.embed import Embedder, MiniLM
from index.errors import DocumentError, IndexUnusable, StorageError
from index.loading import Known, Loaded, load_documents
from index.occupations.store import Imported
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


def make_embedder() -> Embedder:
    return MiniLM()


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


def update_index(
    settings: Settings, paths: tuple[Path, ...], embedder: Embedder, progress: Progress
) -> tuple[BuildReport, Loaded]:
    """Make exactly the documents in `paths`, and those of imported occupations, the index; those that it holds already are not
    read again."""
    store = IndexStore(settings.home)
    loaded = load_sources(settings, paths, store.known_documents(embedder.identity))
    sources = tuple(str(path.resolve()) for path in paths)
    return build_index(store, loaded.documents, sources, embedder, progress), loaded


def pending_changes(settings: Settings, paths: tuple[Path, ...], embedder: Embedder) -> tuple[Changes, Loaded]:
    """What `update_index` would change."""
    store = IndexStore(settings.home)
    known = store.known_documents(embedder.identity)
    loaded = load_sources(settings, paths, known)
    return Changes.between(dict(known.keys()), {document.id: document.sha256 for document in loaded.documents}), loaded


def load_sources(settings: Settings, paths: tuple[Path, ...], known: Known | None = None) -> Loaded:
    """The documents in `paths` and those of imported occupations, whose ids begin with "occupations/". Raises DocumentError."""
    imported = Imported(settings.home)
    if not imported.pages.is_dir():
        return load_documents(paths, known)
    loaded = load_documents((*paths, imported.folder), known)
    return replace(loaded, skipped=tuple(path for path in loaded.skipped if not path.is_relative_to(imported.folder)))


def ready_index(settings: Settings, embedder: Embedder, say: Say, progress: Progress) -> StoredIndex:
    """The index to answer from, built or updated first where it is missing, damaged or behind its documents."""
    store = IndexStore(settings.home)
    paths = sources(settings)
    if paths:
        try:
            report, loaded = update_index(settings, paths, embedder, progress)
        except (DocumentError, StorageError) as error:
            if settings.corpus or not _loadable(store, embedder):
                raise
            say(f"The index cannot be updated; answering from it as it is. {error}")
        else:
            for problem in loaded.problems:
                say(f"Left out: {problem}")
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
