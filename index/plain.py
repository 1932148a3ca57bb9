"""Read a text as a person does: without the marks that lay it out and stress its words. A table's row keeps its bars, which
the ranker and the guards know; index.tables puts it into words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from index.blocks import QUOTED, Block, Span
from index.inline import MARKUP, Mark, References, inline_marks
from index.tables import cells

# Text without any of these, of one line and without markup, is read as it stands.
MARKED = re.compile(rf"[\n\r]|{MARKUP.pattern}")


def find_marks(text: str, start: int, blocks: Sequence[Block], references: References | None) -> list[Mark]:
    """What is not read as it stands, from `start` on, in order and apart: what lies between the blocks' items and, with the
    `references` of Markdown, inline marks."""
    marks: list[Mark] = []
    end = start
    for block in blocks:
        for item in block.items:
            marks.append(Mark(end, item.start, " "))
            end = item.end
            if references is not None and block.kind != "code":
                for part in cells(text, item) if block.kind == "table" else [item]:
                    marks += _within(part.of(text), part.start, references)
    apart: list[Mark] = []
    for mark in sorted([*marks, Mark(end, len(text), "")], key=lambda mark: (mark.start, -mark.end)):
        if mark.start < mark.end and (not apart or apart[-1].end <= mark.start):
            apart.append(mark)
    return apart


def _within(text: str, start: int, references: References) -> Iterator[Mark]:
    """The inline marks, and those that continue a block quote at the start of a line."""
    quoted = [match.span() for match in re.finditer(rf"(?<=\n){QUOTED.pattern}", text)]
    for first, last in quoted:
        text = text[:first] + " " * (last - first) + text[last:]
        yield Mark(start + first, start + last, "")
    yield from (Mark(start + mark.start, start + mark.end, mark.shown) for mark in inline_marks(text, references))


def pieces(text: str, span: Span, marks: Sequence[Mark]) -> Iterator[tuple[str, Span]]:
    """What is read of a span, bit by bit, and where each stands. Of a mark that begins before the span nothing is."""
    position = span.start
    first = bisect_right(marks, span.start, key=lambda mark: mark.end)
    last = bisect_left(marks, span.end, key=lambda mark: mark.start)
    for mark in marks[first:last]:
        if position < mark.start:
            yield text[position : mark.start], Span(position, mark.start)
        position = min(mark.end, span.end)
        if span.start <= mark.start:
            yield mark.shown, Span(mark.start, position)
    if position < span.end:
        yield text[position : span.end], Span(position, span.end)
