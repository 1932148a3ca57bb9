"""Find a document's blocks: headings, paragraphs, lists and tables, each with offsets into its text.

Markdown is parsed by markdown-it-py. Plain text has no markup, so its layout is read: blank lines,
bullets, and short lines without a full stop that stand where headings stand.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.token import Token

from index.inline import References

Kind = Literal["heading", "question", "prose", "list", "table", "note", "code"]

# Repeated, because a list may open in the first line of another's item.
BULLET = re.compile(r"(?:[ \t]*(?P<marker>[-*+•▪◦‣–]|\d{1,3}[.)])[ \t]+)+")
QUOTED = re.compile(r"(?:[ \t]*>)+[ \t]?")
HEADING = re.compile(r"(?:#{1,6}[ \t]*)?(?P<title>.*?)(?:[ \t]+#+)?", re.DOTALL)
LINE_END = re.compile(r"\r\n?|\n")
STRESS = r"[*_]{0,3}"
# What a paragraph's lines may start with: "[^1]: a note", "Q: A question?", "**A question?**".
PART = re.compile(
    rf"^[ \t]*(?:\[\^(?P<label>[^\]\s]+)\]:"
    rf"|(?:{STRESS}Q(?:uestion)?[ \t]?\d*[:.]{STRESS}[ \t]+|(?:\*\*|__)(?=[^?\n]*\?(?:\*\*|__)))"
    rf"(?P<question>[^?]+\?){STRESS})",
    re.MULTILINE,
)
ASKED = re.compile(rf"{STRESS}Q(?:uestion)?[ \t]?\d*[:.]{STRESS}[ \t]+")
ANSWERED = re.compile(rf"{STRESS}A(?:nswer)?[ \t]?\d*[:.]{STRESS}[ \t]+")
# A plain-text heading is at most this long; the longest in the three source articles has 14 words.
HEADING_WORDS = 15
# Plain text without a longer line was wrapped by an editor, so a paragraph goes on to the next empty line.
WRAPPED_COLUMN = 120


class Span(NamedTuple):
    """Characters `start` (inclusive) to `end` (exclusive) of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True)
class Block:
    """`items` are a list's items or a table's rows, or the one paragraph or heading itself, without markers; `markers` are
    those of a list's items, "3." of a numbered one, else empty. A "question" is the heading of its answers, `label` names a
    "note", and "code" is in nobody's language."""

    kind: Kind
    items: tuple[Span, ...]
    level: int = 0
    markers: tuple[str, ...] = ()
    label: str = ""

    @property
    def span(self) -> Span:
        return Span(self.items[0].start, self.items[-1].end)


def find_blocks(text: str, start: int = 0, *, markdown: bool) -> tuple[list[Block], References | None]:
    """The blocks of a text from `start` on, in order, never overlapping or empty; and, of Markdown, where its links' labels
    lead."""
    lines = _Lines(text, start)
    blocks, references = _markdown_blocks(lines) if markdown else (_plain_blocks(lines), None)
    parts = (part for block in blocks for part in (_parts(text, block) if block.kind == "prose" else [block]))
    return list(_answers(text, parts)), references


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


def _markdown_blocks(lines: _Lines) -> tuple[list[Block], References]:
    environment: dict[str, Any] = {}
    tokens = _parser.parse(lines.text[lines.start :], environment)
    blocks: list[Block] = []
    items: list[tuple[Span, str]] | None = None
    numbers: list[int] = []
    marker = ""
    for position, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open", "table_open"):
            numbers.append(0)
            items = [] if len(numbers) == 1 else items
        elif token.type in ("bullet_list_close", "ordered_list_close", "table_close"):
            numbers.pop()
            if not numbers and items:
                kind: Kind = "table" if token.type == "table_close" else "list"
                spans, markers = zip(*items, strict=True)
                blocks.append(Block(kind, spans, markers=markers if kind == "list" else ()))
            items = items if numbers else None
        elif token.type == "list_item_open":
            # Each of "1.", "1.", "1." counts on, as a browser shows them.
            numbers[-1] = max(int(token.info), numbers[-1] + 1) if token.info else 0
            marker = f"{numbers[-1]}{token.markup}" if token.info else ""
        elif token.type == "tr_open" and items is not None and token.map:
            items.append((_after(QUOTED, lines.text, lines.span(*token.map)), ""))
        elif token.type == "fence" and token.map and token.content and not numbers:
            blocks.append(
                Block("code", (lines.span(token.map[0] + 1, token.map[0] + 2 + token.content.rstrip("\n").count("\n")),))
            )
        elif token.type in ("inline", "code_block") and token.map:
            span = _after(QUOTED, lines.text, lines.span(*token.map))
            if span.start == span.end or _in_table(tokens, position):
                continue
            if items is not None:
                items.append((_after(BULLET, lines.text, span), marker))
                marker = ""
            elif tokens[position - 1].type == "heading_open":
                match = HEADING.fullmatch(lines.text, span.start, span.end)
                title = Span(*match.span("title")) if match else span
                blocks.append(Block("heading", (_after(ASKED, lines.text, title),), int(tokens[position - 1].tag[1])))
            else:
                blocks.append(Block("prose", (span,)))
    return blocks, environment.get("references", {})


def _in_table(tokens: list[Token], position: int) -> bool:
    return tokens[position - 1].type in ("th_open", "td_open")


def _reference(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """markdown-it-py's rule for "[label]: address", which would take a note of one word for one."""
    line = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]]
    return not line.startswith("[^") and reference(state, first, last, silent)


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").disable("inline")
    parser.block.ruler.at("reference", _reference)
    return parser


_parser = _make_parser()


def _parts(text: str, block: Block) -> Iterator[Block]:
    """A paragraph as it is, or the notes, questions and answers that it consists of."""
    (span,) = block.items
    matches = list(PART.finditer(span.of(text)))
    ends = [*(span.start + match.start() for match in matches), span.end]
    if span.start < ends[0]:
        yield Block("prose", (strip(text, span.start, ends[0]),))
    for match, end in zip(matches, ends[1:], strict=True):
        rest = strip(text, span.start + match.end(), end)
        if match["label"]:
            yield Block("note", (rest,), label=match["label"])
        else:
            first, last = match.span("question")
            yield Block("question", (strip(text, span.start + first, span.start + last),))
            yield Block("prose", (rest,))


def _answers(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that are not empty, questions one level below the heading above them and answers without their "A:"."""
    level, asked = 0, False
    for block in blocks:
        if block.kind == "heading":
            level = block.level
        elif block.kind == "question":
            block = replace(block, level=level + 1)
        elif asked and block.kind == "prose":
            block = replace(block, items=(_after(ANSWERED, text, block.span),))
        if block.span.start < block.span.end:
            asked = block.kind in ("heading", "question")
            yield block


def _plain_blocks(lines: _Lines) -> list[Block]:
    text = lines.text
    paragraphs = _plain_paragraphs(lines)
    blocks: list[Block] = []
    position = 0
    while position < len(paragraphs):
        span, marker = paragraphs[position]
        end = position + 1
        if marker:
            while end < len(paragraphs) and paragraphs[end][1]:
                end += 1
            items, markers = zip(*paragraphs[position:end], strict=True)
            blocks.append(Block("list", items, markers=tuple(marker if marker[0].isdigit() else "" for marker in markers)))
        elif reads_like_heading(span.of(text)):
            while end < len(paragraphs) and not paragraphs[end][1] and reads_like_heading(paragraphs[end][0].of(text)):
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


def _plain_paragraphs(lines: _Lines) -> list[tuple[Span, str]]:
    """Paragraphs, each with the bullet or number that starts it. In wrapped text a line goes on with the one before."""
    paragraphs: list[tuple[Span, str]] = []
    spans = [lines.span(number, number + 1) for number in range(len(lines))]
    wrapped = all(span.end - span.start <= WRAPPED_COLUMN for span in spans)
    open_paragraph = False
    for span in spans:
        if span.start == span.end:
            open_paragraph = False
            continue
        match = BULLET.match(lines.text, span.start, span.end)
        item = strip(lines.text, match.end(), span.end) if match else span
        marker = match["marker"] if match and item.start < item.end else ""
        if open_paragraph and not marker:
            paragraphs[-1] = (Span(paragraphs[-1][0].start, span.end), paragraphs[-1][1])
        else:
            paragraphs.append((item if marker else span, marker))
        open_paragraph = wrapped
    return paragraphs


def reads_like_heading(line: str) -> bool:
    """Short, without a full stop, and without a figure: a line that states a figure is content."""
    return (
        0 < len(line.split()) <= HEADING_WORDS
        and line[-1] not in ".,;:!"
        and not re.search(r"[%$€£\n]", line)
        and (line[0].isupper() or line[0].isdigit() or line[0] in "‘“\"'")
        and not ASKED.match(line)
        and not ANSWERED.match(line)
    )


def _headings(run: Sequence[Span], *, first: bool) -> list[Block]:
    """A run of heading-like lines. Between the first and the last they are a list that lost its bullets."""
    blocks = [Block("heading", (run[0],), 1 if first else 2)]
    if len(run) > 2:
        blocks.append(Block("list", tuple(run[1:-1])))
    if len(run) > 1:
        blocks.append(Block("heading", (run[-1],), 2 if first or len(run) > 2 else 3))
    return blocks
