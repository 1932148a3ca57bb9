"""What stands on a page of a PDF: words, lines of them, and tables."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

BULLET = re.compile(r"\(cid:\d+\)|[•●▪■◦○‣·»*–\uf0b7\uf0a7-]")
NUMBER = re.compile(r"\d{1,2}[.)]")
# In sizes of the letters: a gap that is wider than those between words.
COLUMN_GAP = 0.9


@dataclass(frozen=True)
class Word:
    """Coordinates in points from the page's upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool

    def follows(self, other: "Word") -> bool:
        """Whether it stands on the same line, to the right."""
        return abs(self.bottom - other.bottom) < 0.4 * max(self.size, other.size) and self.x0 >= other.x0


@dataclass(frozen=True)
class Line:
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """That of most of its letters."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[round(word.size, 1)] += len(word.text)
        return sizes.most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @property
    def cells(self) -> tuple["Line", ...]:
        """Its parts between gaps that are wider than those between words."""
        parts: list[list[Word]] = [[self.words[0]]]
        for before, word in pairwise(self.words):
            if word.x0 - before.x1 > COLUMN_GAP * word.size:
                parts.append([])
            parts[-1].append(word)
        return tuple(Line(tuple(part)) for part in parts)


@dataclass(frozen=True)
class Table:
    """Its first row is its header."""

    rows: tuple[tuple[str, ...], ...]
    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, word: Word) -> bool:
        middle = (word.top + word.bottom) / 2
        return self.x0 <= (word.x0 + word.x1) / 2 <= self.x1 and self.top <= middle <= self.bottom


Piece = Line | Table


def marker(line: Line) -> str:
    """The Markdown of a list item's mark: "-" or its number; empty for any other line."""
    first = line.words[0].text
    if len(line.words) < 2:
        return ""
    if BULLET.fullmatch(first):
        return "-"
    if NUMBER.fullmatch(first):
        return first
    # A number that stands alone before a text, not before the cells of a row.
    alone = len(line.cells) == 2 and len(line.cells[0].words) == 1 and len(line.cells[1].words) > 2
    return f"{first}." if alone and re.fullmatch(r"\d{1,2}", first) else ""
