"""Keep the index on disk as generations, so that a build that is killed, or a full disk, leaves the old one.

    HOME/index/CURRENT              which generation is in use, its manifest's SHA-256, and the sources that it came from
    HOME/index/g000002-1f0c…/       one generation: manifest.json, documents.jsonl, chunks.jsonl, rows.npy, lexical/,
                                    segments/ of encodings, each named by the generation that first wrote it, and, where
                                    search by vectors is approximate, sentences.faiss
A generation is written under another name, synced, renamed, and only then named in CURRENT. Segments that stay as they were in
the one before are linked. Every file is checked against the manifest's SHA-256 before it is parsed; nothing is ever unpickled.
"""

import fcntl
import gc
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.blocks import Span
from index.catalogue import Catalogue
from index.documents import Document, Metadata
from index.embed import Vectors
from index.encodings import Encodings, Segment
from index.errors import IndexUnusable, StorageError
from index.hashes import file_sha256
from index.lexical import LexicalIndex
from index.split import SPLITTER_VERSION, Chunk
from index.vectors import EXACT, VectorIndex

# Raise it whenever files are laid out otherwise, or documents read otherwise.
FORMAT = 3
DOCUMENTS = "documents.jsonl"
SEGMENTS = "segments"
VECTORS = "sentences.faiss"
REBUILD = "run 'waymark index' to build it anew"


@dataclass(frozen=True)
class Manifest:
    """What a generation holds and how it was made. `files` maps each file to its SHA-256; `search` is how sentences are
    searched by their vectors (index.vectors)."""

    format: int
    generation: str
    created: str
    documents: dict[str, str]
    embedder: str
    dimensions: int
    splitter: int
    search: str
    counts: dict[str, int]
    files: dict[str, str]


@dataclass(frozen=True)
class Pointer:
    """The content of CURRENT."""

    generation: str
    manifest_sha256: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class StoredIndex:
    """A generation in memory. `encodings` are those of the catalogue's texts, `lexical` knows its sentences by their positions.
    `approximate` is the index of vectors where there are so many that one is kept; where not, the exact one is made of the
    encodings when it is first used."""

    manifest: Manifest
    catalogue: Catalogue
    encodings: Encodings
    lexical: LexicalIndex
    approximate: VectorIndex | None = None

    @cached_property
    def sentences(self) -> VectorIndex:
        """Of the vectors of the sentences that the dense search looks for, under their positions."""
        if self.approximate is not None:
            return self.approximate
        return VectorIndex.build(EXACT, *searched_vectors(self.catalogue, self.encodings))


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the garbage collector, which goes through all objects again and again while hundreds of thousands are made."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def searched_vectors(catalogue: Catalogue, encodings: Encodings) -> tuple[NDArray[np.int64], Vectors]:
    """The positions of the n sentences that the dense search looks for, and their vectors, of shape (n, d)."""
    positions = {text: position for position, text in enumerate(catalogue.texts)}
    texts = [positions[catalogue.encoded_text(catalogue.sentences[place])] for place in catalogue.searched]
    return np.array(catalogue.searched), encodings.vectors(texts)


class IndexStore:
    """The generations below `home`. Nothing is created until something is saved."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "index"

    def pointer(self) -> Pointer | None:
        """Which generation is current; None before the first build. Raises IndexUnusable if CURRENT is damaged."""
        try:
            data = json.loads((self.folder / "CURRENT").read_text(encoding="utf-8"))
            return Pointer(str(data["generation"]), str(data["manifest_sha256"]), tuple(map(str, data["sources"])))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexUnusable(f"{self.folder / 'CURRENT'} is damaged ({error}); {REBUILD}") from error

    def load(self, embedder: str) -> StoredIndex:
        """The current generation, checked.

        Raises IndexUnusable when there is none, a file is missing or differs from its checksum, or it was made by
        another embedder, splitter or format.
        """
        folder, manifest = self._current(embedder)
        segments = [name for name in manifest.files if name.startswith(f"{SEGMENTS}/")]
        with ThreadPoolExecutor() as pool:  # a thread that hashes lets others run
            checks = [pool.submit(_check, folder, manifest, name) for name in segments]
            for name in manifest.files.keys() - segments:
                _check(folder, manifest, name)
            catalogue = _read_catalogue(folder)
            for check in checks:
                check.result()
        return StoredIndex(
            manifest=manifest,
            catalogue=catalogue,
            encodings=_read_encodings(folder, segments),
            lexical=LexicalIndex.load(folder / "lexical"),
            approximate=VectorIndex.load(folder / VECTORS) if manifest.search != EXACT else None,
        )

    def known_documents(self, embedder: str) -> dict[tuple[str, str], Document]:
        """The documents of the current generation by id and SHA-256; none if it cannot be built upon."""
        try:
            folder, manifest = self._current(embedder)
            _check(folder, manifest, DOCUMENTS)
        except IndexUnusable:
            return {}  # made from nothing then, as the message of `load` says
        return {(document.id, document.sha256): document for document in _read_documents(folder)}

    def save(self, stored: StoredIndex, sources: tuple[str, ...]) -> Manifest:
        """Write a new generation and make it current; returns its manifest with the files' checksums.

        Those in the manifest of `stored` are taken to be right for the segments that are on disk already. Raises StorageError
        if the disk refuses; the previous generation stays current then.
        """
        partial = self.folder / f"{stored.manifest.generation}.partial"
        with self._writing():
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                partial.mkdir()
                linked = _write(partial, stored)
                names = sorted(path.relative_to(partial).as_posix() for path in partial.rglob("*") if path.is_file())
                known = {name: stored.manifest.files[name] for name in linked}
                files = {name: known.get(name) or file_sha256(partial / name) for name in names}
                manifest = replace(stored.manifest, files=files)
                _write_json(partial / "manifest.json", asdict(manifest))
                for path in [*partial.rglob("*"), partial]:
                    if path.relative_to(partial).as_posix() not in known:
                        _sync(path)
                partial.rename(self.folder / manifest.generation)
                _sync(self.folder)
                self._point_to(manifest.generation, sources)
            except OSError:
                shutil.rmtree(partial, ignore_errors=True)
                raise
        self._remove_old(keep=manifest.generation)
        return manifest

    def repoint(self, sources: tuple[str, ...]) -> None:
        """Record that the current generation now comes from `sources`. Raises StorageError if the disk refuses."""
        pointer = self.pointer()
        if pointer and pointer.sources != sources:
            with self._writing():
                self._point_to(pointer.generation, sources)

    def next_generation(self, digest: str) -> str:
        """A name that sorts after all existing ones."""
        numbers = [int(path.name[1:7]) for path in self.folder.glob("g[0-9][0-9][0-9][0-9][0-9][0-9]-*")]
        return f"g{max(numbers, default=0) + 1:06d}-{digest[:8]}"

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the right to build. Raises StorageError if another process builds, or the folder is not writable."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / "LOCK").open("w")
        except OSError as error:
            raise StorageError(
                f"{self.folder} cannot be written to ({error.strerror}); set WAYMARK_HOME to a folder that can"
            ) from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise StorageError(f"another process is building the index in {self.folder}; wait until it is done") from error
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Turn the disk's refusal into a StorageError."""
        try:
            yield
        except OSError as error:  # numpy's own has no strerror
            raise StorageError(
                f"the index could not be written to {self.folder} ({error.strerror or error}); free some space or set "
                "WAYMARK_HOME to a folder on another disk. The previous index is untouched"
            ) from error

    def _current(self, embedder: str) -> tuple[Path, Manifest]:
        """Where the current generation lies, and its manifest. Raises IndexUnusable as `load` does, but looks at no file."""
        pointer = self.pointer()
        if pointer is None:
            raise IndexUnusable(f"there is no index in {self.folder}; {REBUILD}")
        folder = self.folder / pointer.generation
        manifest = self._checked_manifest(folder, pointer)
        if (manifest.format, manifest.splitter, manifest.embedder) != (FORMAT, SPLITTER_VERSION, embedder):
            raise IndexUnusable(f"the index in {folder} was made by another version or embedding model; {REBUILD}")
        return folder, manifest

    def _checked_manifest(self, folder: Path, pointer: Pointer) -> Manifest:
        path = folder / "manifest.json"
        try:
            if file_sha256(path) != pointer.manifest_sha256:
                raise IndexUnusable(f"the index in {folder} is damaged (manifest.json); {REBUILD}")
            return Manifest(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise IndexUnusable(f"the index in {folder} is damaged ({error}); {REBUILD}") from error

    def _point_to(self, generation: str, sources: tuple[str, ...]) -> None:
        digest = file_sha256(self.folder / generation / "manifest.json")
        draft = self.folder / "CURRENT.partial"
        _write_json(draft, asdict(Pointer(generation, digest, sources)))
        _sync(draft)
        draft.rename(self.folder / "CURRENT")
        _sync(self.folder)

    def _remove_old(self, keep: str) -> None:
        """Remove other generations and the remains of killed builds; we hold the building lock."""
        for path in self.folder.glob("g*-*"):
            if path.name != keep:
                shutil.rmtree(path, ignore_errors=True)


def _write(folder: Path, stored: StoredIndex) -> list[str]:
    """Write all but the manifest; returns the names of the files that were not written anew, but linked."""
    _write_lines(folder / DOCUMENTS, (asdict(document) for document in stored.catalogue.documents.values()))
    _write_lines(folder / "chunks.jsonl", map(_row, stored.catalogue.chunks))
    np.save(folder / "rows.npy", stored.encodings.rows)
    if stored.approximate:
        stored.approximate.save(folder / VECTORS)
    stored.lexical.save(folder / "lexical")
    linked: list[str] = []
    for number, segment in enumerate(stored.encodings.segments):
        if segment.folder:
            linked += _link(segment.folder, folder)
        else:
            segment.save(folder / SEGMENTS / f"{stored.manifest.generation}-{number:04d}")
    return linked


def _link(segment: Path, folder: Path) -> Iterator[str]:
    (folder / SEGMENTS / segment.name).mkdir(parents=True)
    for path in sorted(segment.iterdir()):
        name = f"{SEGMENTS}/{segment.name}/{path.name}"
        try:
            (folder / name).hardlink_to(path)
        except OSError:  # a file system without hard links
            shutil.copyfile(path, folder / name)
        yield name


def _check(folder: Path, manifest: Manifest, name: str) -> None:
    """Raises IndexUnusable if a file is not as it was written."""
    if not (folder / name).is_file() or file_sha256(folder / name) != manifest.files.get(name):
        raise IndexUnusable(f"the index in {folder} is damaged ({name}); {REBUILD}")


def _read_documents(folder: Path) -> Iterator[Document]:
    for data in _read_lines(folder / DOCUMENTS):
        yield Document(**{**data, "metadata": Metadata(**data["metadata"]), "pages": tuple(data["pages"])})


def _read_catalogue(folder: Path) -> Catalogue:
    with uncollected():
        documents = {document.id: document for document in _read_documents(folder)}
        return Catalogue(documents, tuple(map(_chunk, _read_lines(folder / "chunks.jsonl"))))


def _read_encodings(folder: Path, segments: Iterable[str]) -> Encodings:
    # A generation's name sorts after all before it: what was linked comes first, as when `rows` was made.
    names = sorted({name.split("/")[1] for name in segments})
    return Encodings(tuple(Segment.load(folder / SEGMENTS / name) for name in names), np.load(folder / "rows.npy"))


def _row(chunk: Chunk) -> list[Any]:
    """A chunk's fields in order. A hundred thousand sentences as `asdict` has them would take seconds."""
    return [
        chunk.id,
        chunk.document,
        chunk.headings,
        chunk.kind,
        chunk.span,
        chunk.sentences,
        chunk.lead_in,
        chunk.notes,
        chunk.texts,
        chunk.context,
    ]


def _chunk(row: list[Any]) -> Chunk:
    id_, document, headings, kind, span, sentences, lead_in, notes, texts, context = row
    return Chunk(
        id_,
        document,
        tuple(headings),
        kind,
        Span._make(span),
        tuple(map(Span._make, sentences)),
        lead_in and Span._make(lead_in),
        tuple((Span._make(sentence), Span._make(note)) for sentence, note in notes),
        tuple(texts),
        context,
    )


def _write_json(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, indent=1, sort_keys=True), encoding="utf-8")


def _write_lines(path: Path, rows: Iterable[Any]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _read_lines(path: Path) -> list[Any]:
    # Not splitlines(): documents may hold other line separators, such as U+2028, unescaped.
    with path.open(encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
