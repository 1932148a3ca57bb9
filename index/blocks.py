"""Find a document's blocks: headings, paragraphs, lists and tables, each with offsets into its text.

Markdown is parsed by markdown-it-py. Plain text has no markup, so its layout is read: blank lines,
bullets, and short lines without a full stop that stand where headings stand.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.documents import Document

Kind = Literal["heading", "prose", "list", "table"]

# Repeated, because a list may open in the first line of another's item.
BULLET = re.compile(r"(?:[ \t]*(?:[-*+•▪◦‣–]|\d{1,3}[.)])[ \t]+)+")
HEADING = re.compile(r"(?:#{1,6}[ \t]*)?(?P<title>.*?)(?:[ \t]+#+)?", re.DOTALL)
LINE_END = re.compile(r"\r\n?|\n")
# A plain-text heading is at most this long; the longest in the three source articles has 14 words.
HEADING_WORDS = 15
# Plain text without a longer line was wrapped by an editor, so a paragraph goes on to the next empty line.
WRAPPED_COLUMN = 120


@dataclass(frozen=True, order=True)
class Span:
    """Characters `start` (inclusive) to `end` (exclusive) of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True)
class Block:
    """`items` are a list's items or a table's rows, or the one paragraph or heading itself, without markers."""

    kind: Kind
    items: tuple[Span, ...]
    level: int = 0

    @property
    def span(self) -> Span:
        return Span(self.items[0].start, self.items[-1].end)


def find_blocks(document: Document) -> list[Block]:
    """The document's blocks in order, front matter left out. Never overlapping; empty blocks are dropped."""
    lines = _Lines(document.text, document.body_start)
    blocks = _markdown_blocks(lines) if document.is_markdown else _plain_blocks(lines)
    return [block for block in blocks if block.items]


class _Lines:
    """The body's lines as spans that are stripped of white space."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        ends = [match.end() for match in LINE_END.finditer(text, start)]
        self.starts = [start, *ends]
        self.limits = [*ends, len(text)]

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, first: int, last: int) -> Span:
        """Lines `first` to `last` (exclusive), stripped."""
        return strip(self.text, self.starts[first], self.limits[min(last, len(self)) - 1])


def strip(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, max(start + left, start + len(piece.rstrip())))


def _after(pattern: re.Pattern[str], text: str, span: Span) -> Span:
    match = pattern.match(text, span.start, span.end)
    return strip(text, match.end(), span.end) if match else span


def _markdown_blocks(lines: _Lines) -> list[Block]:
    tokens = MarkdownIt("commonmark").enable("table").parse(lines.text[lines.start :])
    blocks: list[Block] = []
    group: list[Span] | None = None
    depth = 0
    for position, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open", "table_open"):
            depth += 1
            if depth == 1:
                group = []
        elif token.type in ("bullet_list_close", "ordered_list_close", "table_close"):
            depth -= 1
            if depth == 0 and group:
                kind: Kind = "table" if token.type == "table_close" else "list"
                blocks.append(Block(kind, tuple(group)))
                group = None
        elif token.type == "tr_open" and group is not None and token.map:
            group.append(lines.span(*token.map))
        elif token.type in ("inline", "fence", "code_block") and token.map:
            span = lines.span(*token.map)
            if span.start == span.end or _in_table(tokens, position):
                continue
            if group is not None:
                group.append(_after(BULLET, lines.text, span))
            elif tokens[position - 1].type == "heading_open":
                match = HEADING.fullmatch(lines.text, span.start, span.end)
                title = Span(*match.span("title")) if match else span
                blocks.append(Block("heading", (title,), int(tokens[position - 1].tag[1])))
            else:
                blocks.append(Block("prose", (span,)))
    return blocks


def _in_table(tokens: list[Token], position: int) -> bool:
    return tokens[position - 1].type in ("th_open", "td_open")


def _plain_blocks(lines: _Lines) -> list[Block]:
    paragraphs = _plain_paragraphs(lines)
    blocks: list[Block] = []
    position = 0
    while position < len(paragraphs):
        span, bullet = paragraphs[position]
        end = position + 1
        if bullet:
            while end < len(paragraphs) and paragraphs[end][1]:
                end += 1
            blocks.append(Block("list", tuple(item for item, _ in paragraphs[position:end])))
        elif _reads_like_heading(span.of(lines.text)):
            while end < len(paragraphs) and not paragraphs[end][1] and _reads_like_heading(paragraphs[end][0].of(lines.text)):
                end += 1
            run = [item for item, _ in paragraphs[position:end]]
            if end < len(paragraphs):
                blocks += _headings(run, first=not blocks)
            else:  # a heading of nothing is content
                blocks += [Block("prose", (line,)) for line in run]
        else:
            blocks.append(Block("prose", (span,)))
        position = end
    return blocks


def _plain_paragraphs(lines: _Lines) -> list[tuple[Span, bool]]:
    """Paragraphs, each with whether a bullet starts it. In wrapped text a line goes on with the one before."""
    paragraphs: list[tuple[Span, bool]] = []
    spans = [lines.span(number, number + 1) for number in range(len(lines))]
    wrapped = all(span.end - span.start <= WRAPPED_COLUMN for span in spans)
    open_paragraph = False
    for span in spans:
        if span.start == span.end:
            open_paragraph = False
            continue
        item = _after(BULLET, lines.text, span)
        bullet = item != span and item.start < item.end
        if open_paragraph and not bullet:
            paragraphs[-1] = (Span(paragraphs[-1][0].start, span.end), paragraphs[-1][1])
        else:
            paragraphs.append((item if bullet else span, bullet))
        open_paragraph = wrapped
    return paragraphs


def _reads_like_heading(line: str) -> bool:
    """Short, without a full stop, and without a figure: a line that states a figure is content."""
    return (
        len(line.split()) <= HEADING_WORDS
        and line[-1] not in ".,;:!"
        and not re.search(r"[%$€£\n]", line)
        and (line[0].isupper() or line[0].isdigit() or line[0] in "‘“\"'")
    )


def _headings(run: list[Span], *, first: bool) -> list[Block]:
    """A run of heading-like lines. Between the first and the last they are a list that lost its bullets."""
    blocks = [Block("heading", (run[0],), 1 if first else 2)]
    if len(run) > 2:
        blocks.append(Block("list", tuple(run[1:-1])))
    if len(run) > 1:
        blocks.append(Block("heading", (run[-1],), 2 if first or len(run) > 2 else 3))
    return blocks


def enclosing(blocks: list[Block], offset: int) -> Block | None:
    """The block that holds `offset`, if any."""
    position = bisect_right([block.span.start for block in blocks], offset) - 1
    return blocks[position] if position >= 0 and offset < blocks[position].span.end else None
