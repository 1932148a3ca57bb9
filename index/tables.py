"""Tables in Markdown: a row's cells, and the header that says what they are."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from index.blocks import Span, strip
from index.lexical import stems

if TYPE_CHECKING:
    from index.documents import Document

DELIMITER = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")
CELL_END = re.compile(r"(?<!\\)\|")


def cells(text: str, row: Span) -> list[Span]:
    """A row's cells in order, without the bars between them; one that is empty is an empty span."""
    bars = [match.start() for match in CELL_END.finditer(text, row.start, row.end)]
    starts = [row.start, *(bar + 1 for bar in bars)]
    ends = [*bars, row.end]
    found = [strip(text, start, end) for start, end in zip(starts, ends, strict=True)]
    first = 1 if bars and bars[0] == row.start else 0
    last = -1 if len(bars) > first and bars[-1] == row.end - 1 else None
    return found[first:last]


def header_of(text: str, row: Span) -> Span | None:
    """The header of the table that a row is of; None for the header itself, and for what is in no table."""
    below: Span | None = None
    for line in _lines_above(text, row.start):
        if below and DELIMITER.fullmatch(below.of(text)):
            return line
        if line.start == line.end:
            return None
        below = line
    return None


def rows_below(text: str, header: Span) -> tuple[Span, ...]:
    """All rows of the table that a header is of, in order."""
    rows = []
    end = text.find("\n", text.find("\n", header.end) + 1)  # of the line of hyphens
    while end >= 0:
        start, end = end + 1, text.find("\n", end + 1)
        line = strip(text, start, len(text) if end < 0 else end)
        if "|" not in line.of(text):
            break
        rows.append(line)
    return tuple(rows)


def is_header(text: str, row: Span) -> bool:
    """Whether the row is followed by the line of hyphens that makes it a header."""
    start = text.find("\n", row.end) + 1
    end = text.find("\n", start)
    return start > 0 and bool(DELIMITER.fullmatch(text[start : end if end >= 0 else len(text)].strip()))


def row_text(document: "Document", row: Span, header: Span | None) -> str:
    """A row as words: each value behind its column's title, "Course: Plumbing · Fee: £900". Empty cells are left out."""
    titles = [document.plain(title) for title in cells(document.text, header)] if header else []
    values = [document.plain(value) for value in cells(document.text, row)]
    if len(titles) != len(values):
        return " · ".join(filter(None, values))
    pairs = zip(titles, values, strict=True)
    return " · ".join(f"{title}: {value}" if title else value for title, value in pairs if value)


def named_row(document: "Document", row: Span, question: str) -> str:
    """What a row's first cell says, if the question has all its words; else empty, as for the header."""
    if is_header(document.text, row):
        return ""
    label = document.plain(cells(document.text, row)[0])
    return label if (words := naming(label)) and words <= naming(question) else ""


@lru_cache(maxsize=1024)
def naming(text: str) -> frozenset[str]:
    """A text's stems and numbers: stems leave out numbers of one digit, and "Level 2" is not "Level 3"."""
    return frozenset((*stems(text), *re.findall(r"\d+", text)))


def _lines_above(text: str, start: int) -> Iterator[Span]:
    """The lines above the one in which `start` is, upwards, stripped."""
    end = text.rfind("\n", 0, start)
    while end >= 0:
        before = text.rfind("\n", 0, end)
        yield strip(text, before + 1, end)
        end = before
