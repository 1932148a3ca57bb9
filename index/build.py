"""Build the index from documents.

Of a document that has not changed all that the previous generation holds is taken over, of others the encodings of the texts
that stayed.
"""

import hashlib
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from index.catalogue import Catalogue
from index.documents import Document
from index.embed import Embedder
from index.encodings import NONE, SEGMENT, Encodings, Segment, taken_over
from index.errors import DocumentError, IndexUnusable
from index.lexical import LexicalIndex
from index.split import SPLITTER_VERSION, Chunk
from index.store import FORMAT, IndexStore, Manifest, StoredIndex, searched_vectors, uncollected
from index.vectors import EXACT, VectorIndex, kind_for

# Texts that the embedder is given at once, between two reports of progress.
BATCH = 256

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
            generation = store.next_generation(hashlib.sha256(repr(sorted(now.items())).encode()).hexdigest())
            catalogue = _catalogue(documents, previous)
            encodings, encoded = _encodings(catalogue.texts, previous, embedder, progress)
            with uncollected():
                assembled = _assemble(generation, catalogue, encodings, previous, now, embedder)
                manifest = store.save(assembled, sources)
    return BuildReport(
        generation=manifest.generation,
        rebuilt=previous is None or manifest is not previous.manifest,
        counts=manifest.counts,
        changes=changes,
        encoded=encoded,
        reused=manifest.counts["texts"] - encoded,
        seconds=time.perf_counter() - started,
    )


def _catalogue(documents: Sequence[Document], previous: StoredIndex | None) -> Catalogue:
    split: defaultdict[str, list[Chunk]] = defaultdict(list)
    if previous:
        same = _unchanged({document.id: document.sha256 for document in documents}, previous)
        for chunk in previous.catalogue.chunks:
            if chunk.document in same:
                split[chunk.document].append(chunk)
    catalogue = Catalogue.of(documents, split)
    empty = sorted(set(catalogue.documents) - catalogue.places.keys())
    if empty:
        raise DocumentError("\n".join(f"{name}: has headings but no text; write its text or remove it" for name in empty))
    return catalogue


def _unchanged(now: Mapping[str, str], previous: StoredIndex) -> set[str]:
    """The ids of documents that the previous index holds as they are."""
    return {id_ for id_, _ in now.items() & previous.manifest.documents.items()}


def _previous(store: IndexStore, embedder: Embedder) -> StoredIndex | None:
    """The current generation, if it can be built upon."""
    try:
        return store.load(embedder.identity)
    except IndexUnusable:
        return None  # missing, damaged or of another make: built from nothing, as its message says


def _encodings(
    texts: Sequence[str], previous: StoredIndex | None, embedder: Embedder, progress: Progress
) -> tuple[Encodings, int]:
    """The encodings of the texts, and how many of them are new."""
    before, old = (previous.catalogue.texts, previous.encodings) if previous else ((), NONE)
    known = {text: position for position, text in enumerate(before)}
    kept = taken_over(old, before, set(texts))
    order = [text for _, inside in kept for text in inside]
    segments = [segment for segment, _ in kept]
    others = sorted(set(texts).difference(order), key={text: place for place, text in enumerate(texts)}.__getitem__)
    missing, done = sum(text not in known for text in others), 0
    size = -(-len(others) // max(1, -(-len(others) // SEGMENT)))  # as few segments as can be, of equal size
    for start in range(0, len(others), max(1, size)):
        run = others[start : start + size]
        encodings = {text: old[known[text]] for text in run if text in known}
        new = [text for text in run if text not in known]
        for first in range(0, len(new), BATCH):
            batch = new[first : first + BATCH]
            encodings.update(zip(batch, embedder.encode(batch), strict=True))
            done += len(batch)
            progress(done, missing)
        segments.append(Segment.build([encodings[text] for text in run]))
        order += run
    rows = {text: row for row, text in enumerate(order)}
    return Encodings(tuple(segments), np.array([rows[text] for text in texts])), missing


def _assemble(
    generation: str,
    catalogue: Catalogue,
    encodings: Encodings,
    previous: StoredIndex | None,
    hashes: dict[str, str],
    embedder: Embedder,
) -> StoredIndex:
    search = kind_for(len(catalogue.searched))
    manifest = Manifest(
        format=FORMAT,
        generation=generation,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=hashes,
        embedder=embedder.identity,
        dimensions=embedder.dimensions,
        splitter=SPLITTER_VERSION,
        search=search,
        counts={
            "documents": len(catalogue.documents),
            "chunks": len(catalogue.chunks),
            "sentences": len(catalogue.sentences),
            "texts": len(catalogue.texts),
        },
        files=previous.manifest.files if previous else {},
    )
    approximate = VectorIndex.build(search, *searched_vectors(catalogue, encodings)) if search != EXACT else None
    return StoredIndex(manifest, catalogue, encodings, _lexical(catalogue, hashes, previous), approximate)


def _lexical(catalogue: Catalogue, hashes: Mapping[str, str], previous: StoredIndex | None) -> LexicalIndex:
    """What each sentence says and what a reader knows before it."""
    same = _unchanged(hashes, previous) if previous else set()
    new: list[str] = []
    positions: list[range] = []
    held = len(previous.lexical) if previous else 0
    for id_, places in catalogue.places.items():
        if previous and id_ in same:
            positions.append(previous.catalogue.places[id_])
        else:
            positions.append(range(held + len(new), held + len(new) + len(places)))
            for sentence in catalogue.sentences[places.start : places.stop]:
                new.append(f"{catalogue.chunks[sentence.chunk].context} {catalogue.sentence_text(sentence)}")
    before = previous.lexical if previous else LexicalIndex.build([])
    return before.updated(new, np.concatenate([np.arange(each.start, each.stop) for each in positions]))
