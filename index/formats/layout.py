"""From the lines of a PDF's pages to Markdown: what is larger or bold is a heading, what stands behind bullets a list, what
repeats at the edge of pages no text at all."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import quantiles

from index.formats.pieces import Line, Piece, Table, marker

# How much larger than the text a heading is, if it is not bold; and its most words.
LARGER, HEADING_WORDS = 1.12, 16
# The share of a page, above and below, in which what repeats is a running header or footer; and on what share of the pages.
EDGE, REPEATED = 0.1, 0.5
PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
# How many of the usual gaps between lines part paragraphs, and the least such gap in sizes of the letters.
PARAGRAPH_GAP, LEAST_GAP = 1.6, 0.25
# And the most between the lines of a heading.
HEADING_GAP = 0.35
# So many words at the ends of lines show that words are broken there; fewer may be "part-" before "time".
HYPHENATED = 3
# Where a line breaks a word; within a line some programs write every hyphen so.
SOFT_HYPHEN = "\u00ad"
SENTENCE_END = re.compile(r"[.!?:][)”\"’']?$")
SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
LEADING = re.compile(r"^(#|[-+](?=\s))")


def markdown(pages: Sequence[Sequence[Piece]], heights: Sequence[float]) -> tuple[str, tuple[int, ...]]:
    """The text, and the offset into it at which each page begins; a paragraph may go on there."""
    kept = _without_edges(pages, heights)
    layout = _Layout([piece for page in kept for piece in page if isinstance(piece, Line)])
    text, before = "", ""
    starts = []
    for page in kept:
        blocks = list(layout.blocks(page))
        if blocks and before == blocks[0][0] == "prose" and _is_open(text):
            (_, content), *blocks = blocks
            text = layout.joined(text.rstrip(), content)
            starts.append(len(text) - len(content))
            text += "\n\n"
        else:
            starts.append(len(text))
            before = ""
        for kind, content in blocks:
            text += ("\n" if kind != before == "item" else "") + content + ("\n" if kind == "item" else "\n\n")
            before = kind
        text += "\n" if before == "item" else ""
    return text, tuple(starts)


def _is_open(text: str) -> bool:
    """Whether the last paragraph ends within a sentence; a short one may be a line of its own."""
    last = text.rstrip().rsplit("\n", 1)[-1]
    return len(last.split()) > HEADING_WORDS and not SENTENCE_END.search(last)


def _without_edges(pages: Sequence[Sequence[Piece]], heights: Sequence[float]) -> list[list[Piece]]:
    """The pages without running headers, footers and page numbers."""

    def at_edge(piece: Piece, height: float) -> bool:
        return piece.bottom < EDGE * height or piece.top > (1 - EDGE) * height

    def key(piece: Piece) -> str:
        return re.sub(r"\d+", "#", piece.text) if isinstance(piece, Line) else ""

    repeated = Counter(
        found
        for page, height in zip(pages, heights, strict=True)
        for found in {key(piece) for piece in page if at_edge(piece, height)}
    )
    least = max(2, REPEATED * len(pages))

    def runs(piece: Piece, height: float) -> bool:
        return (
            isinstance(piece, Line)
            and at_edge(piece, height)
            and (repeated[key(piece)] >= least or bool(PAGE_NUMBER.fullmatch(piece.text.strip("-– ")) or "://" in piece.text))
        )

    return [[piece for piece in page if not runs(piece, height)] for page, height in zip(pages, heights, strict=True)]


class _Layout:
    """How a document's lines are read: by the size of most of its text, and by the usual gap between lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
        self._body = sizes.most_common(1)[0][0] if sizes else 0.0
        larger = sorted((size for size in sizes if size >= LARGER * self._body), reverse=True)
        self._levels = {size: min(level, 5) for level, size in enumerate(larger, start=1)}
        gaps = [below.top - above.bottom for above, below in pairwise(lines) if below.top > above.top]
        body = [gap for gap in gaps if 0 <= gap < self._body]
        usual = quantiles(body, n=4)[0] if len(body) > 1 else 0.0  # most gaps of a page of short paragraphs part them
        self._gap = max(usual * PARAGRAPH_GAP, LEAST_GAP * self._body)
        words = (word.text.replace(SOFT_HYPHEN, "-") for line in lines for word in line.words)
        self._words = Counter(word.strip(".,;:()").lower() for word in words)
        broken = [above for above, below in pairwise(lines) if above.text.endswith("-") and below.text[0].islower()]
        self._hyphenates = len(broken) >= HYPHENATED

    def blocks(self, page: Sequence[Piece]) -> Iterator[tuple[str, str]]:
        """Kind ("heading", "prose", "item" or "table") and Markdown of each block."""
        open_kind, level, lines = "", 0, list[Line]()
        for piece in page:
            if isinstance(piece, Table):
                if lines:
                    yield open_kind, self._text(open_kind, level, lines)
                    lines = []
                yield "table", _table(piece)
                continue
            kind, of_level = self._kind(piece)
            if lines and self._goes_on(lines, open_kind, level, piece, kind, of_level):
                lines.append(piece)
                continue
            if lines:
                yield open_kind, self._text(open_kind, level, lines)
            open_kind, level, lines = kind, of_level, [piece]
        if lines:
            yield open_kind, self._text(open_kind, level, lines)

    def _kind(self, line: Line) -> tuple[str, int]:
        mark = marker(line)
        short = len(line.words) <= HEADING_WORDS and not line.text.endswith((".", ",", ";", ":"))
        if short and mark != "-" and (level := self._levels.get(line.size)):
            return "heading", level
        if mark:
            return "item", 0
        if short and line.bold and line.size >= self._body:
            return "heading", max(self._levels.values(), default=0) + 1
        return "prose", 0

    def _goes_on(self, lines: Sequence[Line], open_kind: str, level: int, line: Line, kind: str, of_level: int) -> bool:
        """Whether a line belongs to the block that `lines` begin."""
        before = lines[-1]
        if line.bottom < before.top:  # the next column, in which a sentence may go on
            beside = line.x0 > max(one.x1 for one in lines)
            return beside and kind == open_kind == "prose" and not SENTENCE_END.search(before.text)
        most = HEADING_GAP * line.size if kind == "heading" else self._gap
        if kind == "item" or line.top - before.bottom > most:
            return False
        if open_kind == "item":
            return kind == "prose" and line.x0 > lines[0].x0
        return (open_kind, level) == (kind, of_level)

    def _text(self, kind: str, level: int, lines: Sequence[Line]) -> str:
        mark = marker(lines[0]) if kind == "item" else ""
        words = [[word.text for word in line.words] for line in lines]
        text = ""
        for line in [words[0][1:] if mark else words[0], *words[1:]]:
            text = self.joined(text, " ".join(line))
        text = _escaped(text)
        if kind == "heading":
            return f"{'#' * level} {text}"
        return f"{mark} {text}" if mark else LEADING.sub(r"\\\1", text)

    def joined(self, text: str, line: str) -> str:
        """Two lines as one, without the hyphen at a line's end if the document breaks words, or writes this one without it."""
        last, first = text.rsplit(" ", 1)[-1], line.split(" ", 1)[0]
        if len(last) > 1 and last.endswith(("-", SOFT_HYPHEN)):
            begin = last[:-1]
            whole, parted = (f"{start}{first}".strip(".,;:()").lower() for start in (begin, f"{begin}-"))
            breaks = self._hyphenates or last.endswith(SOFT_HYPHEN)
            together = self._words[whole] or (breaks and not self._words[parted] and first[:1].islower())
            return text[:-1] + ("" if together else "-") + line
        return f"{text} {line}".strip()


def _table(table: Table) -> str:
    rows = [f"| {' | '.join(map(_escaped, row))} |" for row in table.rows]
    return "\n".join([rows[0], "|" + " --- |" * len(table.rows[0]), *rows[1:]])


def _escaped(text: str) -> str:
    """The text with what Markdown would take for marks behind backslashes, and without the hyphens of words broken in two."""
    return SPECIAL.sub(r"\\\1", text.replace(f"{SOFT_HYPHEN} ", "").replace(SOFT_HYPHEN, "-"))
