"""From the documents that the settings name to their index. Imports nothing that answers: loading that takes as long as to
take in a changed document.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.settings import PROJECT, Settings
from index.build import BuildReport, Changes, Progress, build_index
from index.embed import Embedder, MiniLM
from index.errors import DocumentError, IndexUnusable, StorageError
from index.loading import Known, Loaded, load_documents
from index.occupations.store import Imported
from index.store import IndexStore, StoredIndex

log = logging.getLogger(__name__)

BUNDLED_CORPUS = PROJECT / "corpus"

Say = Callable[[str], None]


def make_embedder() -> Embedder:
    return MiniLM()


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
