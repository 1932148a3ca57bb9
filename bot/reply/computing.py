"""What no sentence says and a table does: which row has the most or the least, how far two are apart, how many there are.

Computed over the cells of one whole table, each figure as its cell has it, and only where it is plain which column is meant:
the one of the kind that the question asks for, or the one that it names. In doubt nothing is said; the rows are quoted anyway.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.answer import Evidence, Statement
from bot.orders.instructions import is_instruction
from bot.reply.figures import Figure, find_figures, plain
from bot.reply.passages import Passage
from index.blocks import Span
from index.documents import Document
from index.lexical import stems
from index.tables import cells, header_of, naming, rows_below

# What is asked for the most or the least of: money, time, or "" for what the column's title has to say.
MOST = {
    "money": r"(?:pays?|paid|earns?)(?: \w+)? (?:best|most|more|better)|(?:best|most|better|highest)[ -](?:paid|paying)"
    r"|dearest|dearer|(?:most|more) expensive|costs? (?:the )?(?:most|more)|how much more",
    "time": r"longest|longer|takes? (?:the )?(?:most|more) time",
    "": r"highest|higher|largest|larger|biggest|bigger|greatest|greater|the most",
}
LEAST = {
    "money": r"(?:pays?|paid|earns?)(?: \w+)? (?:least|less|worst)|(?:worst|lowest|least)[ -](?:paid|paying)|cheapest|cheaper"
    r"|(?:least|less) expensive|costs? (?:the )?(?:least|less)|how much less",
    "time": r"shortest|shorter|quickest|quicker|fastest|takes? (?:the )?(?:least|less) time",
    "": r"lowest|lower|smallest|smaller|fewest|fewer|the least",
}
EXTREMES = [
    (kind, most, re.compile(rf"\b(?:{words[kind]})\b"))
    for kind in MOST
    for most, words in ((True, MOST), (False, LEAST))
]  # fmt: skip
DIFFERENCE = re.compile(r"\bhow (?:much|many)\b|\bdifference\b|\bby how\b")
HOW_MANY = re.compile(
    r"\bhow many(?: different)? ([\w-]+)(?: \w+)? (?:are there|do you (?:have|offer|run)|can i choose|to choose)\b"
)
# More than a given figure: no question that an order of the rows answers.
THAN = re.compile(r"\b(?:more|less|longer|higher|lower|larger|fewer|cheaper) than (?:an? )?\d")
# So many rows of a column have to hold a figure, and at the most so many are named as equal.
FILLED = 0.6
MOST_EQUAL = 3
# A cell of more words tells when its figure holds, which is lost in an order: "fee of the first attempt, up to €260".
MOST_WORDS = 2
WORD = re.compile(r"[^\W\d_]+")
# A time's unit in days.
DAYS = dict(zip(stems("hours days weeks months years"), (Decimal(1) / 24, *map(Decimal, (1, 7, 30, 365))), strict=True))


@dataclass(frozen=True)
class Column:
    """The figures under one title by their rows, all of one kind; time in days."""

    position: int
    title: str
    kind: str
    values: dict[Span, Decimal]


@dataclass(frozen=True)
class Table:
    """A whole table: the passage's document, and the places of its header and of the rows that give no orders."""

    document: Document
    section: tuple[str, ...]
    header: Span
    rows: tuple[Span, ...]

    def cell(self, row: Span, position: int) -> str:
        found = cells(self.document.text, row)
        return self.document.plain(found[position]) if position < len(found) else ""

    def name(self, row: Span) -> str:
        return self.cell(row, 0)

    def columns(self) -> list[Column]:
        """Those that hold figures of one kind."""
        titles = range(1, len(cells(self.document.text, self.header)))
        return [column for position in titles if (column := self._column(position))]

    def _column(self, position: int) -> Column | None:
        found = {row: find_figures(plain(self.cell(row, position))) for row in self.rows}
        if any(len(WORD.findall(self.cell(row, position))) > MOST_WORDS for row, figures in found.items() if figures):
            return None
        figures = {row: cell[0][2] for row, cell in found.items() if len(cell) == 1 and len(cell[0][2].values) == 1}
        kinds = {figure.kind for figure in figures.values()}
        if len(figures) < max(2, FILLED * len(self.rows)) or len(kinds) > 1:
            return None
        values = {row: _value(figure) for row, figure in figures.items()}
        return Column(position, self.cell(self.header, position), kinds.pop(), values)

    def said(self, text: str, rows: Sequence[Span]) -> Statement:
        return Statement(text, tuple(Evidence(self.document, self.section, span) for span in (self.header, *rows)))


def computed(question: str, passages: Sequence[Passage]) -> Statement | None:
    """What the first table among the passages says when it is computed over; None if nothing plain is asked of it."""
    table = next((found for passage in passages if (found := _table(passage))), None)
    asked = plain(question)
    if not table or THAN.search(asked):
        return None
    if any(figure.kind == "money" for *_, figure in find_figures(asked)):
        return None  # what somebody gets who has £20,000 depends on that
    if many := HOW_MANY.search(asked):
        return _counted(table, many[1])
    kind, most = next(((kind, most) for kind, most, words in EXTREMES if words.search(asked)), ("none", False))
    column = _meant(table.columns(), kind, asked)
    if not column:
        return None
    rows = _meant_rows(table, column, question)
    if DIFFERENCE.search(asked):
        return _difference(table, column, rows) if len(rows) == 2 else None
    return _extreme(table, column, rows, most=most) if len(rows) > 1 else None  # one row is quoted


def _extreme(table: Table, column: Column, rows: Sequence[Span], *, most: bool) -> Statement | None:
    best = (max if most else min)(column.values[row] for row in rows)
    found = [row for row in rows if column.values[row] == best]
    if len(found) > MOST_EQUAL or len(found) == len(rows):
        return None
    names, figure = _listed([table.name(row) for row in found]), table.cell(found[0], column.position)
    if len(rows) == 2:
        (other,) = set(rows) - set(found)
        compared = f"{table.name(other)}: {table.cell(other, column.position)}"
        return table.said(f"{names}: {figure} ({column.title}), {'more' if most else 'less'} than {compared}.", [*found, other])
    which = "highest" if most else "lowest"
    return table.said(f"{names}: {figure} ({column.title}), the {which} listed.", found)


def _difference(table: Table, column: Column, rows: Sequence[Span]) -> Statement | None:
    """Of two rows; only of money by its sign, for other units are written in many ways."""
    low, high = sorted(rows, key=lambda row: column.values[row])
    figures = [table.cell(row, column.position) for row in (high, low)]
    signs = {re.sub(r"[\d,. ]+", "", figure) for figure in figures}
    if len(signs) > 1 or not signs <= set("$€£"):
        return None
    more = f"{signs.pop()}{column.values[high] - column.values[low]:,f}"
    compared = " and ".join(f"{figure} ({table.name(row)})" for row, figure in zip((high, low), figures, strict=True))
    return table.said(f"{column.title}: {compared}: {more} apart.", rows)


def _counted(table: Table, things: str) -> Statement | None:
    """How many rows there are, if these are the things that are asked for."""
    if stems(things) != stems(table.name(table.header)):
        return None
    names = [table.name(row) for row in table.rows]
    return table.said(f"{len(names)}: {_listed(names)}.", table.rows)


def _table(passage: Passage) -> Table | None:
    text = passage.document.text
    header = header_of(text, passage.sentences[-1]) if passage.chunk.kind == "table" else None
    if not header or is_instruction(header.of(text)):
        return None
    rows = tuple(row for row in rows_below(text, header) if not is_instruction(row.of(text)))
    return Table(passage.document, passage.chunk.headings, header, rows)


def _meant(columns: Sequence[Column], kind: str, asked: str) -> Column | None:
    """The one column of the kind; of several the one that the question names, or the first if they order the rows alike."""
    said = set(stems(asked))
    of_kind = [column for column in columns if not kind or column.kind == kind]
    shared = [len(said & set(stems(column.title))) for column in of_kind]
    meant = [column for column, count in zip(of_kind, shared, strict=True) if count == max(shared)]
    if not meant or (not kind and not max(shared)) or (len(meant) > 1 and not _alike(meant)):
        return None
    return meant[0]


def _alike(columns: Sequence[Column]) -> bool:
    ends = [[end(column.values, key=column.values.__getitem__) for end in (min, max)] for column in columns]
    return all(end == ends[0] for end in ends)


def _meant_rows(table: Table, column: Column, question: str) -> list[Span]:
    """Those that the question names or, if it names fewer than two, those that share most words with it: all of them, of a
    question that names none."""
    asked, words = naming(question), _words(question)
    named = [row for row in column.values if _words(table.name(row)) in words]
    shared = {row: len(naming(table.name(row)) & asked) for row in column.values}
    return named if len(named) > 1 else [row for row, count in shared.items() if count == max(shared.values())]


def _words(text: str) -> str:
    return " ".join(["", *re.findall(r"\w+", text.lower()), ""])


def _value(figure: Figure) -> Decimal:
    return figure.values[0] * DAYS.get(figure.unit, Decimal(1)) if figure.kind == "time" else figure.values[0]


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
