"""Tables without rules: short pieces of text that stand below each other in columns."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import fmean

from index.formats.pieces import Line, Table, Word, marker

# In sizes of the letters: how far apart rows may be, and the lines of a cell.
ROW_GAP, LINE_GAP = 1.6, 0.6
# Two columns of prose are no table: its cells have fewer words in the middle, or one of them has no more than a few.
CELL_WORDS, FEW_WORDS = 5.0, 3


def unruled_tables(words: Sequence[Word]) -> list[Table]:
    """The tables among the words of a page."""
    found = []
    run: list[Line] = []
    for line in [*_lines(words), None]:
        if run and line and _goes_on(run, line):
            run.append(line)
            continue
        several = [one for one in run if len(one.cells) > 1]
        if len(several) > 1 and 2 * sum(map(_tabular, run)) > len(several) and (table := _table(run)):
            found.append(table)
        run = [line] if line and _tabular(line) else []
    return found


def _goes_on(run: Sequence[Line], line: Line) -> bool:
    """Whether a line is another row of the table, or goes on with cells of the last: none of its cells lies in two columns."""
    gap = (line.top - run[-1].bottom) / line.size
    if gap > (ROW_GAP if _tabular(line) else LINE_GAP) or marker(line):
        return False
    return len(_columns([*run, line])) >= len(_columns(run))


def _lines(words: Sequence[Word]) -> Iterator[Line]:
    """The words that stand on one line, whatever the order in which they were written."""
    line: list[Word] = []
    for word in sorted(words, key=lambda word: (round(word.bottom), word.x0)):
        if line and word.bottom - line[0].bottom > 0.4 * word.size:
            yield Line(tuple(sorted(line, key=lambda one: one.x0)))
            line = []
        line.append(word)
    if line:
        yield Line(tuple(sorted(line, key=lambda one: one.x0)))


def _tabular(line: Line) -> bool:
    counts = [len(cell.words) for cell in line.cells]
    return len(counts) > 1 and not marker(line) and (fmean(counts) <= CELL_WORDS or min(counts) <= FEW_WORDS)


def _table(run: Sequence[Line]) -> Table | None:
    columns = _columns(run)
    if len(columns) < 2:
        return None
    rows: list[list[str]] = []
    for number, line in enumerate(run):
        if not number or _parted(run, number):
            rows.append([""] * len(columns))
        by_order = not number and len(line.cells) == len(columns)  # a header may stand in the middle of its columns
        for place, cell in enumerate(line.cells):
            column = place if by_order else _column(columns, cell)
            rows[-1][column] = f"{rows[-1][column]} {cell.text}".strip()
    box = (columns[0][0], run[0].top, columns[-1][1], max(line.bottom for line in run))
    return Table(tuple(map(tuple, rows)), *box) if len(rows) > 1 else None


def _column(columns: Sequence[tuple[float, float]], cell: Line) -> int:
    """The column that a cell lies in or, of a header's, comes nearest to."""
    return min(range(len(columns)), key=lambda place: max(columns[place][0] - cell.x0, cell.x0 - columns[place][1], 0.0))


def _columns(run: Sequence[Line]) -> list[tuple[float, float]]:
    """From where to where each column reaches: cells that stand below each other overlap. Those of a header need not, if there
    are as many as the rows below it have."""
    below = _reaches(run[1:])
    return below if len(below) == len(run[0].cells) > 1 else _reaches(run)


def _reaches(run: Sequence[Line]) -> list[tuple[float, float]]:
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((cell.x0, cell.x1) for line in run for cell in line.cells):
        if columns and x0 <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _parted(run: Sequence[Line], number: int) -> bool:
    """Whether a line begins a row: where some gaps are wide and some narrow, the narrow ones part the lines of cells."""
    gaps = [below.top - above.bottom for above, below in pairwise(run)]
    narrow, wide = min(gaps), max(gaps)
    return wide - narrow < 0.25 * run[number].size or gaps[number - 1] > (narrow + wide) / 2
