"""The page behind a citation: the whole document with the quote marked, under what is known of it.

A page of its own, so that it can be opened beside the chat, in a tab, printed, or sent to an adviser.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.answer import Evidence
from index.blocks import Block, Kind, Span
from index.documents import Document
from index.tables import cells

# Documents are strangers' text: whatever they hold is escaped, so no image, link or script of theirs comes alive.
_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "assets"),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
# The name of the mark in the page.
QUOTE = "quote"


@dataclass(frozen=True)
class Piece:
    """Text that is or is not part of the quote."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Passage:
    """A paragraph (one line), a list (a line for each item) or a table (a line for each row, its header first).

    A line of a table has a cell for each column, others have one. Cells are cut where the quote starts and ends. `markers` are
    a numbered list's numbers.
    """

    kind: Kind
    lines: tuple[tuple[tuple[Piece, ...], ...], ...]
    markers: tuple[str, ...]

    @property
    def is_quoted(self) -> bool:
        """Whether any of it is part of the quote."""
        return any(piece.marked for line in self.lines for cell in line for piece in cell)


@dataclass(frozen=True)
class Section:
    """A heading with its level, 1 to 6, and what stands below it; no heading above the first."""

    level: int
    title: str
    passages: tuple[Passage, ...]


def source_path(evidence: Evidence) -> str:
    """Where the server shows a quote, in its document."""
    name, span = quote(evidence.document.id, safe=""), evidence.span
    return f"/sources/{name}/{span.start}-{span.end}?is={fingerprint(evidence.quote)}#{QUOTE}"


def fingerprint(text: str) -> str:
    """Tells whether a place still says what was quoted from it, after its document may have changed."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def source_page(document: Document, span: Span) -> str:
    """The whole document with the quote marked, as HTML. Raises ValueError if the document has no such place."""
    if not document.body_start <= span.start < span.end <= len(document.text):
        raise ValueError(f"{document.id} has no characters {span.start} to {span.end}")
    template = _templates.get_template("source.html")
    return template.render(metadata=document.metadata, page=document.page(span), sections=sections(document, span), quote=QUOTE)


def missing_page() -> str:
    """The page for a quote that is not there, such as one of an earlier index."""
    return _templates.get_template("source_missing.html").render()


def sections(document: Document, span: Span) -> list[Section]:
    """The document in order, the quote marked. Its own title, which the page shows already, is left out."""
    found = [Section(1, "", ())]
    for block in document.blocks:
        if block.kind in ("heading", "question"):
            found.append(Section(block.level, document.plain(block.span), ()))
        elif document.plain(block.span):
            found[-1] = replace(found[-1], passages=(*found[-1].passages, _passage(document, block, span)))
    title = document.metadata.title
    shown = [replace(section, title="") if section.title == title else section for section in found]
    return [section for section in shown if section.title or section.passages]


def _passage(document: Document, block: Block, quoted: Span) -> Passage:
    lines = (cells(document.text, item) if block.kind == "table" else [item] for item in block.items)
    pieces = tuple(tuple(tuple(_pieces(document, cell, quoted)) for cell in line) for line in lines)
    return Passage(block.kind, pieces, block.markers)


def _pieces(document: Document, cell: Span, quoted: Span) -> Iterator[Piece]:
    start, end = (min(max(place, cell.start), cell.end) for place in (quoted.start, quoted.end))
    for span, marked in ((Span(cell.start, start), False), (Span(start, end), True), (Span(end, cell.end), False)):
        if text := "".join(shown for shown, _ in document.pieces(span)):
            yield Piece(text, marked)
