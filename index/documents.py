"""Load documents: Markdown with YAML front matter, or plain text.

Covers: UTF-8 `.md` and `.txt` files up to `MAX_BYTES`, single or in folders.
Does not cover: PDF, DOCX, HTML; convert them to text first.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path

import yaml

from index.blocks import Block, Span, find_blocks, reads_like_heading
from index.errors import DocumentError
from index.inline import Mark
from index.plain import MARKED, find_marks, pieces

SUFFIXES = (".md", ".txt")
# About a thousand pages; anything larger is a dump rather than a document that a learner can be sent to.
MAX_BYTES = 4_000_000
FRONT_MATTER = re.compile(r"---\r?\n(?P<yaml>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
HEADLINE_WORDS = 4
# Files that describe a folder of documents; they are not answers to anybody's question.
ABOUT_THE_FOLDER = frozenset({"README", "SOURCES", "LICENSE", "CHANGELOG"})


@dataclass(frozen=True)
class Metadata:
    """What the front matter states; None where it is silent.

    `published` is an ISO date; `known_as` is how people speak of the source ("the jobs board") where it has no name.
    """

    title: str
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    region: str | None = None
    language: str | None = None
    occupation: str | None = None
    source: str | None = None
    licence: str | None = None
    known_as: str | None = None


@dataclass(frozen=True)
class Document:
    """A loaded document.

    `text` is the whole decoded file. Every offset in Waymark counts characters of it, so
    `text[start:end]` is a quote. The front matter ends at `body_start`.
    """

    id: str
    text: str
    body_start: int
    metadata: Metadata
    sha256: str

    @property
    def is_markdown(self) -> bool:
        return self.id.lower().endswith(".md")

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self._read[0]

    def pieces(self, span: Span) -> Iterator[tuple[str, Span]]:
        """What a person reads of a span, without the marks of Markdown, bit by bit, and where each stands."""
        return pieces(self.text, span, self._read[1])

    def plain(self, span: Span) -> str:
        """A span as a person reads it, on one line."""
        raw = span.of(self.text)
        # Most sentences hold no mark: nothing has to be parsed for them.
        if MARKED.search(raw):
            raw = "".join(shown for shown, _ in self.pieces(span))
        return " ".join(raw.split())

    def marker(self, item: Span) -> str:
        """What stands before an item of a numbered list, "3."; empty before anything else."""
        return self._markers.get(item.start, "")

    @cached_property
    def _read(self) -> tuple[tuple[Block, ...], tuple[Mark, ...]]:
        blocks, references = find_blocks(self.text, self.body_start, markdown=self.is_markdown)
        return tuple(blocks), tuple(find_marks(self.text, self.body_start, blocks, references))

    @cached_property
    def _markers(self) -> dict[int, str]:
        return {item.start: marker for block in self.blocks for item, marker in zip(block.items, block.markers, strict=False)}


@dataclass(frozen=True)
class Loaded:
    """Documents in order of id, and the files that were passed over (not of a known kind)."""

    documents: tuple[Document, ...]
    skipped: tuple[Path, ...]


def load_documents(paths: Iterable[Path]) -> Loaded:
    """Load every document in `paths`, each a file or a folder searched in depth.

    Raises DocumentError naming every unreadable document and its fix, so that all can be mended at once.
    """
    documents: dict[str, Document] = {}
    skipped: list[Path] = []
    problems: list[str] = []
    for root in paths:
        if not root.exists():
            problems.append(f"{root}: there is no such file or folder; check the path")
            continue
        for path, document_id in _files(root):
            if root.is_dir() and not _is_document(path):
                skipped.append(path)
                continue
            try:
                document = load_document(path, document_id)
            except DocumentError as error:
                problems.append(str(error))
                continue
            if document_id in documents:
                problems.append(f"{path}: another document is also called {document_id}; rename one of them")
            documents[document_id] = document
    if not problems and not documents:
        problems.append("no documents found: give files or folders with .md or .txt files")
    if problems:
        raise DocumentError("\n".join(problems))
    return Loaded(tuple(documents[key] for key in sorted(documents)), tuple(skipped))


def load_document(path: Path, document_id: str) -> Document:
    """Load one file. Raises DocumentError if it is unreadable, empty, too large, or not UTF-8 text."""
    if path.suffix.lower() not in SUFFIXES:
        raise DocumentError(f"{path}: not a .md or .txt file; convert it to plain text or Markdown first")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(
                f"{path}: {size / 1e6:.1f} MB is more than the {MAX_BYTES / 1e6:.0f} MB that one document "
                "may have; split it into several files"
            )
        raw = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror}); check that it is a file you may read") from error
    if b"\x00" in raw:
        raise DocumentError(f"{path}: is not text (it contains zero bytes); convert it to UTF-8 text first")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{path}: is not UTF-8 (byte {error.start}); convert it, for example with "
            f"'iconv -f WINDOWS-1252 -t UTF-8 {path.name} > utf8.txt'"
        ) from error
    front_matter, body_start = _front_matter(path, text)
    if not text[body_start:].strip():
        raise DocumentError(f"{path}: is empty; write its text or remove it")
    stated = front_matter.pop("title", "")
    metadata = Metadata(stated or re.sub("[_-]+", " ", path.stem), **front_matter)
    document = Document(document_id, text, body_start, metadata, hashlib.sha256(raw).hexdigest())
    return document if stated else replace(document, metadata=replace(metadata, title=_title(document) or metadata.title))


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    if root.is_file():
        yield root, root.name
        return
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            yield path, relative.as_posix()


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and path.stem not in ABOUT_THE_FOLDER


def _front_matter(path: Path, text: str) -> tuple[dict[str, str], int]:
    """The front matter's known keys as strings, and the offset where the body starts."""
    match = FRONT_MATTER.match(text)
    if not match:
        return {}, 0
    try:
        data = yaml.safe_load(match["yaml"]) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # PyYAML lets a date such as 2021-13-45 raise ValueError
        raise DocumentError(
            f"{path}: its front matter is not valid YAML; mend the lines between the '---' ({error})"
        ) from error
    if not isinstance(data, dict):
        raise DocumentError(f"{path}: its front matter is not a list of 'key: value' lines; mend the lines between the '---'")
    known = {field.name for field in fields(Metadata)}
    unknown = sorted(str(key) for key in data if key not in known)
    if unknown:
        raise DocumentError(f"{path}: unknown front matter {', '.join(unknown)}; use {', '.join(sorted(known))}")
    return {key: str(value) for key, value in data.items() if value is not None}, match.end()


def _title(document: Document) -> str | None:
    """The first heading; without any, the first line if it reads like one."""
    if not document.is_markdown and (line := _headline(document)):
        return line
    headings = (document.plain(block.span) for block in document.blocks if block.kind == "heading")
    first = next((document.plain(block.span) for block in document.blocks[:1] if block.kind == "prose"), "")
    return next(filter(None, headings), first if reads_like_heading(first) else None)


def _headline(document: Document) -> str | None:
    """Of the lines above a plain text, the first of some words: navigation is shorter."""
    above = takewhile(lambda block: block.kind in ("heading", "list"), document.blocks)
    lines = (item.of(document.text) for block in above for item in block.items)
    return next((line for line in lines if len(line.split()) >= HEADLINE_WORDS), None)
