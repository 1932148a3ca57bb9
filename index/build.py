"""Build the index from documents, encoding only texts that the previous generation does not hold."""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from index.catalogue import Catalogue
from index.documents import Document
from index.embed import Embedder, Encoding
from index.errors import DocumentError, IndexUnusable
from index.late import TokenStore
from index.lexical import LexicalIndex
from index.split import SPLITTER_VERSION
from index.store import FORMAT, IndexStore, Manifest, StoredIndex
from index.vectors import VectorIndex

BATCH = 64

Progress = Callable[[int, int], None]
"""Called with (texts encoded, texts to encode)."""


@dataclass(frozen=True)
class Changes:
    """Ids of documents, in order. What has moved is the same file under another name, "old → new"."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    moved: tuple[str, ...]
    removed: tuple[str, ...]

    @classmethod
    def between(cls, before: Mapping[str, str], now: Mapping[str, str]) -> "Changes":
        """What has changed from one mapping of ids to SHA-256 to another."""
        gone = {before[name]: name for name in sorted(before.keys() - now.keys())}
        moved = {name: gone.pop(now[name]) for name in sorted(now.keys() - before.keys()) if now[name] in gone}
        return cls(
            added=tuple(sorted(now.keys() - before.keys() - moved.keys())),
            changed=tuple(sorted(name for name in now.keys() & before.keys() if now[name] != before[name])),
            moved=tuple(f"{old} → {new}" for new, old in moved.items()),
            removed=tuple(sorted(before.keys() - now.keys() - set(moved.values()))),
        )

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.moved or self.removed)


@dataclass(frozen=True)
class BuildReport:
    """What a build did. `rebuilt` is False when the index was already up to date."""

    generation: str
    rebuilt: bool
    counts: dict[str, int]
    changes: Changes
    encoded: int
    reused: int
    seconds: float


def build_index(
    store: IndexStore,
    documents: Sequence[Document],
    sources: tuple[str, ...],
    embedder: Embedder,
    progress: Progress = lambda _done, _total: None,
) -> BuildReport:
    """Make `documents` the index's whole content: new and changed ones are encoded, missing ones dropped.

    Raises DocumentError if a document has no text below its headings, StorageError if the index cannot be written;
    the previous index stays then.
    """
    started = time.perf_counter()
    with store.building():
        previous = _previous(store, embedder)
        before = previous.manifest.documents if previous else {}
        now = {document.id: document.sha256 for document in documents}
        changes = Changes.between(before, now)
        if previous and not changes:
            store.repoint(sources)
            manifest, encoded = previous.manifest, 0
        else:
            catalogue = _catalogue(documents)
            known = _known_encodings(previous, set(catalogue.texts)) if previous else {}
            encoded = len(catalogue.texts) - len(known)
            encodings = _encode(catalogue.texts, known, embedder, progress)
            generation = store.next_generation(hashlib.sha256(repr(sorted(now.items())).encode()).hexdigest())
            manifest = store.save(_assemble(generation, catalogue, encodings, now, embedder), sources)
    return BuildReport(
        generation=manifest.generation,
        rebuilt=previous is None or manifest is not previous.manifest,
        counts=manifest.counts,
        changes=changes,
        encoded=encoded,
        reused=manifest.counts["texts"] - encoded,
        seconds=time.perf_counter() - started,
    )


def _catalogue(documents: Sequence[Document]) -> Catalogue:
    catalogue = Catalogue.of(documents)
    empty = sorted(set(catalogue.documents) - {chunk.document for chunk in catalogue.chunks})
    if empty:
        raise DocumentError("\n".join(f"{name}: has headings but no text; write its text or remove it" for name in empty))
    return catalogue


def _previous(store: IndexStore, embedder: Embedder) -> StoredIndex | None:
    """The current generation, if it can be built upon."""
    try:
        return store.load(embedder.identity)
    except IndexUnusable:
        return None  # missing, damaged or of another make: built from nothing, as its message says


def _known_encodings(previous: StoredIndex, wanted: set[str]) -> dict[str, Encoding]:
    store = previous.tokens
    return {
        text: Encoding(previous.vectors[position], store.tokens[store.rows(position)], store.token_ids[store.rows(position)])
        for position, text in enumerate(previous.catalogue.texts)
        if text in wanted
    }


def _encode(texts: Sequence[str], known: dict[str, Encoding], embedder: Embedder, progress: Progress) -> list[Encoding]:
    # Those of like length together: a batch is padded to its longest.
    missing = sorted((text for text in texts if text not in known), key=len)
    encodings = dict(known)
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        encodings.update(zip(batch, embedder.encode(batch), strict=True))
        progress(start + len(batch), len(missing))
    return [encodings[text] for text in texts]


def _assemble(
    generation: str, catalogue: Catalogue, encodings: list[Encoding], hashes: dict[str, str], embedder: Embedder
) -> StoredIndex:
    vectors = np.stack([encoding.vector for encoding in encodings])
    positions = {text: position for position, text in enumerate(catalogue.texts)}
    searched = [sentence for sentence in catalogue.sentences if catalogue.stands_for_others(sentence)]
    rows = [positions[catalogue.encoded_text(sentence)] for sentence in searched]
    manifest = Manifest(
        format=FORMAT,
        generation=generation,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=hashes,
        embedder=embedder.identity,
        dimensions=embedder.dimensions,
        splitter=SPLITTER_VERSION,
        counts={
            "documents": len(catalogue.documents),
            "chunks": len(catalogue.chunks),
            "sentences": len(catalogue.sentences),
            "texts": len(catalogue.texts),
        },
        files={},
    )
    return StoredIndex(
        manifest=manifest,
        catalogue=catalogue,
        vectors=vectors,
        tokens=TokenStore.build(encodings),
        sentences=VectorIndex.build(np.array([sentence.id for sentence in searched]), vectors[rows]),
        lexical=LexicalIndex.build(
            [
                f"{catalogue.context(catalogue.chunks[sentence.chunk])} {catalogue.sentence_text(sentence)}"
                for sentence in catalogue.sentences
            ]
        ),
    )
