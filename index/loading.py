"""Load documents from files and folders: text and Markdown, and the formats of `index.formats`.

A file that cannot be read, or should not be, is named with its reason and passed over. What a file's own format does not state
of it may stand in a file beside it: `guide.pdf.yaml` says of `guide.pdf` what front matter says of Markdown.
"""

import contextlib
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import takewhile
from pathlib import Path

import yaml
from pathspec import GitIgnoreSpec

from index.blocks import reads_like_heading
from index.documents import Document, Metadata
from index.errors import DocumentError
from index.formats.parser import Parser
from index.formats.reading import Reading
from index.formats.text import decoded

PLAIN = (".md", ".txt")
OTHERS = (".pdf", ".docx", ".pptx", ".odt", ".epub", ".rtf", ".xlsx", ".csv", ".html", ".htm", ".eml")
SUFFIXES = (*PLAIN, *OTHERS)
# About a thousand pages of text; anything larger is a dump rather than a document that a learner can be sent to.
MAX_BYTES = 4_000_000
# Of a file with pictures and letters in it.
MAX_FILE = 60_000_000
FRONT_MATTER = re.compile(r"---\r?\n(?P<yaml>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
HEADLINE_WORDS = 4
# Files that describe a folder of documents; they are not answers to anybody's question.
ABOUT_THE_FOLDER = frozenset({"README", "SOURCES", "LICENSE", "CHANGELOG"})
# At the top of a folder: which of its files are left out, as .gitignore says it.
IGNORE = ".waymarkignore"


@dataclass(frozen=True)
class Loaded:
    """Documents in order of id; the files that are no documents, by their kind or because they are about the folder; the
    `problems` of those that were left out, with what to do; `notes` on what was read otherwise than as it stands; and what is
    `ignored` because the folder's IGNORE names it."""

    documents: tuple[Document, ...]
    skipped: tuple[Path, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ignored: tuple[Path, ...] = ()


Known = Mapping[tuple[str, str], Document]
"""Documents that were loaded before, by id and SHA-256: they need not be read again."""


def load_documents(paths: Iterable[Path], known: Known | None = None, today: date | None = None) -> Loaded:
    """Load every document in `paths`, each a file or a folder searched in depth; what has expired by `today` is left out.

    Raises DocumentError if a path does not exist, if a folder's IGNORE cannot be read, or if there is no document at all, with
    the reasons.
    """
    roots = list(paths)
    if missing := [root for root in roots if not root.exists()]:
        raise DocumentError("\n".join(f"{root}: there is no such file or folder; check the path" for root in missing))
    documents: dict[str, Document] = {}
    skipped: list[Path] = []
    same_file: dict[str, str] = {}
    problems: list[str] = []
    notes: list[str] = []
    ignored: list[Path] = []
    with Parser() as parser:
        for root in roots:
            is_folder, resolved, left_out = root.is_dir(), root.resolve(), _left_out(root)
            for path, document_id in _files(root):
                if left_out.match_file(document_id):
                    ignored.append(path)
                    continue
                if is_folder and not _is_document(path):
                    if not _describes(path):
                        skipped.append(path)
                    continue
                try:
                    if document_id in documents:
                        raise DocumentError(f"another document is also called {document_id}; rename one of them")
                    if is_folder and not path.resolve().is_relative_to(resolved):
                        raise DocumentError("leads out of its folder; copy the file in place of the link")
                    document, note = _loaded(path, document_id, known or {}, parser)
                    if same := same_file.get(document.sha256):
                        raise DocumentError(f"is the same file as {same}; remove one of them")
                    if document.metadata.expired(today or date.today()):
                        raise DocumentError(f"has expired ({document.metadata.expires}); renew it or remove it")
                except DocumentError as error:
                    problems.append(f"{path}: {error}")
                    continue
                documents[document_id] = document
                same_file[document.sha256] = document_id
                notes += [f"{path}: {note}"] if note else []
    if not documents:
        problems.append(f"no documents found: give files or folders with {', '.join(SUFFIXES)} files")
        raise DocumentError("\n".join(problems))
    return Loaded(
        tuple(documents[key] for key in sorted(documents)), tuple(skipped), tuple(problems), tuple(notes), tuple(ignored)
    )


def snapshot(paths: Iterable[Path]) -> frozenset[tuple[str, int, int]]:
    """Each file with its time of change and its size: another one as soon as anything changes."""
    found = set()
    for root in paths:
        for path in (*(path for path, _ in _files(root)), root / IGNORE):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):  # gone since it was listed, or never there
                status = path.stat()
                found.add((str(path), status.st_mtime_ns, status.st_size))
    return frozenset(found)


def load_document(path: Path, document_id: str) -> Document:
    """Load one file. Raises DocumentError if it is unreadable, empty, too large, or of no known format."""
    with Parser() as parser:
        try:
            return _loaded(path, document_id, {}, parser)[0]
        except DocumentError as error:
            raise DocumentError(f"{path}: {error}") from error


def _loaded(path: Path, document_id: str, known: Known, parser: Parser) -> tuple[Document, str]:
    """The document, and a note on how it was read. Raises DocumentError without the file's name."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise DocumentError(f"not of a known format ({', '.join(SUFFIXES)}); convert it to one of them first")
    beside = path.with_name(path.name + ".yaml")
    try:
        size, most = path.stat().st_size, MAX_BYTES if suffix in PLAIN else MAX_FILE
        if size > most:
            raise DocumentError(
                f"{size / 1e6:.1f} MB is more than the {most / 1e6:.0f} MB that one document may have; split it"
            )
        raw = path.read_bytes()
        stated_beside = beside.read_bytes() if beside.is_file() else b""
    except OSError as error:
        raise DocumentError(f"cannot be read ({error.strerror}); check that it is a file you may read") from error
    sha256 = hashlib.sha256(raw + stated_beside).hexdigest()
    if before := known.get((document_id, sha256)):
        return before, ""
    if suffix in PLAIN:
        text, guessed = decoded(raw)
        reading = None
        note = f"read as {guessed}" if guessed else ""
    else:
        reading = parser.read(path)
        text, note = reading.text, reading.note
    front_matter, body_start = _front_matter(text) if suffix == ".md" else ({}, 0)
    if not text[body_start:].strip():
        raise DocumentError("is empty; write its text or remove it")
    described = _stated(decoded(stated_beside)[0], beside.name) if stated_beside else {}
    stated = (_own(reading, path.stem) if reading else {}) | front_matter | described
    title = stated.pop("title", "")
    metadata = Metadata(title or re.sub("[_-]+", " ", path.stem), **stated)
    document = Document(document_id, text, body_start, metadata, sha256, reading.pages if reading else ())
    if not any(block.kind not in ("heading", "question") for block in document.blocks):
        raise DocumentError("has headings but no text; write its text or remove it")
    if not title:
        document = replace(document, metadata=replace(metadata, title=_title(document) or metadata.title))
    return document, note


def _own(reading: Reading, name: str) -> dict[str, str]:
    """What the format itself states. Programs put the file's name where nobody wrote a title, or a sign."""
    title = reading.title if re.search(r"[^\W\d_]{2}", reading.title) and reading.title != name else ""
    stated = {"title": title, "author": reading.author, "published": reading.published}
    return {key: value for key, value in stated.items() if value}


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    if root.is_file():
        yield root, root.name
        return
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            yield path, relative.as_posix()


def _left_out(root: Path) -> GitIgnoreSpec:
    """What the folder's IGNORE names, by paths from there. Raises DocumentError if it is no such file: what should be left out
    must not be indexed."""
    path = root / IGNORE
    if not path.is_file():
        return GitIgnoreSpec.from_lines([])
    try:
        return GitIgnoreSpec.from_lines(decoded(path.read_bytes())[0].splitlines())
    except (OSError, ValueError, DocumentError) as error:
        raise DocumentError(f"{path} cannot be read ({error}); write lines such as 'drafts/' or '*.xlsx'") from error


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and path.stem not in ABOUT_THE_FOLDER


def _describes(path: Path) -> bool:
    """Whether a file says what is known of the document beside it."""
    return path.suffix == ".yaml" and path.with_suffix("").suffix.lower() in SUFFIXES


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """The front matter's known keys as strings, and the offset where the body starts."""
    match = FRONT_MATTER.match(text)
    return (_stated(match["yaml"], "its front matter"), match.end()) if match else ({}, 0)


def _stated(text: str, where: str) -> dict[str, str]:
    """The known keys as strings. Raises DocumentError for others, and for what is no YAML."""
    try:
        data = yaml.safe_load(text) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # PyYAML lets a date such as 2021-13-45 raise ValueError
        raise DocumentError(f"{where} is not valid YAML; mend its lines ({error})") from error
    if not isinstance(data, dict):
        raise DocumentError(f"{where} is not a list of 'key: value' lines; mend its lines")
    known = {field.name for field in fields(Metadata)}
    unknown = sorted(str(key) for key in data if key not in known)
    if unknown:
        raise DocumentError(f"{where} has unknown keys: {', '.join(unknown)}; use {', '.join(sorted(known))}")
    stated = {key: str(value) for key, value in data.items() if value is not None}
    try:
        date.fromisoformat(stated.get("expires", "2000-01-01"))
    except ValueError as error:
        raise DocumentError(f"{where} says that it expires on {stated['expires']!r}; write a day such as 2027-08-31") from error
    return stated


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
