"""The page behind a citation: the quote marked in its surroundings, under what is known of its document.

A page of its own, so that it can be opened beside the chat, in a tab, printed, or sent to an adviser.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from index.blocks import Block, Span, find_blocks
from index.documents import Document

# Documents are strangers' text: whatever they hold is escaped, so no image, link or script of theirs comes alive.
_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "assets"),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Piece:
    """Text that is or is not part of the quote."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Passage:
    """A paragraph (one line) or a list (a line for each item), cut where the quote starts and ends."""

    is_list: bool
    lines: tuple[tuple[Piece, ...], ...]


def source_path(document_id: str, span: Span) -> str:
    """Where the server shows a quote."""
    return f"/sources/{quote(document_id, safe='')}/{span.start}-{span.end}"


def source_page(document: Document, span: Span) -> str:
    """The page as HTML. Raises ValueError if the document has no such place."""
    if not document.body_start <= span.start < span.end <= len(document.text):
        raise ValueError(f"{document.id} has no characters {span.start} to {span.end}")
    section, passages = surroundings(document, span)
    return _templates.get_template("source.html").render(metadata=document.metadata, section=section, passages=passages)


def missing_page() -> str:
    """The page for a quote that is not there, such as one of an earlier index."""
    return _templates.get_template("source_missing.html").render()


def surroundings(document: Document, span: Span) -> tuple[tuple[str, ...], list[Passage]]:
    """The headings above the quote; its paragraphs, with the one before and the one after under the same heading."""
    path: list[tuple[int, str]] = []
    section: list[list[Block]] = [[]]
    paths: list[tuple[str, ...]] = [()]
    for block in find_blocks(document):
        if block.kind == "heading":
            path = [entry for entry in path if entry[0] < block.level] + [(block.level, block.span.of(document.text))]
            section.append([])
            paths.append(tuple(title for _, title in path))
        else:
            section[-1].append(block)
    for headings, blocks in zip(paths, section, strict=True):
        quoted = [position for position, block in enumerate(blocks) if _overlap(block.span, span)]
        if quoted:
            shown = blocks[max(quoted[0] - 1, 0) : quoted[-1] + 2]
            return headings, [_passage(document.text, block, span) for block in shown]
    # In a heading or in markup only; no citation is, but an address can be typed.
    return (), [Passage(False, ((Piece(span.of(document.text), True),),))]


def _passage(text: str, block: Block, quoted: Span) -> Passage:
    return Passage(block.kind != "prose", tuple(tuple(_pieces(text, line, quoted)) for line in block.items))


def _pieces(text: str, line: Span, quoted: Span) -> Iterator[Piece]:
    start, end = (min(max(place, line.start), line.end) for place in (quoted.start, quoted.end))
    for piece, marked in ((Span(line.start, start), False), (Span(start, end), True), (Span(end, line.end), False)):
        if piece.start < piece.end:
            yield Piece(piece.of(text), marked)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
