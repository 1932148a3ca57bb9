"""Spreadsheets: each sheet a heading and its tables, with values as a person sees them."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.dimensions import ColumnDimension, DimensionHolder
from openpyxl.worksheet.worksheet import Worksheet

from index.errors import DocumentError
from index.formats.archive import check_archive
from index.formats.reading import Reading
from index.formats.text import decoded

# Far more than a document's; a cell that was filled by mistake may stand a million rows below.
MOST_CELLS = 2_000_000
DELIMITERS = ",;\t|"
CURRENCY = re.compile(r"[£€$¥]")
DECIMALS = re.compile(r"0\.(0+)")

Row = Sequence[str]


def read_workbook(path: Path) -> Reading:
    """Raises DocumentError for what is no workbook."""
    check_archive(path)
    try:
        workbook = openpyxl.load_workbook(path, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, EOFError) as error:
        # openpyxl lets what it stumbles over through as it is.
        raise DocumentError(f"is damaged ({type(error).__name__}: {error}); open it and save it anew") from error
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    parts = [part for sheet in sheets for part in (f"# {sheet.title}", *_tables(list(_rows(sheet))))]
    about = workbook.properties
    return Reading("\n\n".join(parts) + "\n", about.title or "", about.creator if about.title and about.creator else "")


def read_csv(raw: bytes) -> Reading:
    """Raises DocumentError for what is no text."""
    text, guessed = decoded(raw)
    try:
        dialect: type[csv.Dialect] | str = csv.Sniffer().sniff(text[:8192], DELIMITERS)
    except csv.Error:
        dialect = "excel"
    try:
        rows = [[" ".join(cell.split()) for cell in row] for row in csv.reader(io.StringIO(text), dialect)]
    except csv.Error as error:
        raise DocumentError(f"is no table ({error}); save it anew as CSV") from error
    return Reading("\n\n".join(_tables(rows)) + "\n", note=f"read as {guessed}" if guessed else "")


def _rows(sheet: Worksheet) -> Iterator[Row]:
    """The rows as they look: what is merged stands in each row that it spans. Raises DocumentError for a sheet without end."""
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        size = f"{sheet.max_row} rows and {sheet.max_column} columns"
        raise DocumentError(f"has a sheet of {size} ({sheet.title}); delete what is empty, or save it as CSV")
    above = {
        (row, area.min_col): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row + 1, area.max_row + 1)
    }
    columns = [number for number in range(1, sheet.max_column + 1) if not _is_hidden(sheet.column_dimensions, number)]
    for number in range(1, sheet.max_row + 1):
        if not sheet.row_dimensions[number].hidden:
            yield [_shown(sheet.cell(*above.get((number, column), (number, column)))) for column in columns]


def _is_hidden(columns: "DimensionHolder[str, ColumnDimension]", number: int) -> bool:
    """Columns of one width share an entry, that of the first."""
    return any(one.hidden and (one.min or 0) <= number <= (one.max or 0) for one in columns.values())


def _shown(cell: Cell | MergedCell) -> str:
    """A value in the cell's own format, as far as that says what it is: money, shares and decimals;
    days always like 3 September 2026, so that nobody takes the day for the month."""
    value: Any = cell.value
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        moment = f" {value:%H:%M}" if isinstance(value, datetime) and value.time() != time() else ""
        return f"{value.day} {value:%B %Y}{moment}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return " ".join(str(value if value is not None else "").split())
    form = cell.number_format.split(";")[0]
    decimals = DECIMALS.search(form)
    places = len(decimals[1]) if decimals else 0
    if "%" in form:
        return f"{value * 100:.{places}f}%"
    if form == "General":
        return f"{value:.10g}"
    money = CURRENCY.search(form)
    return f"{money[0] if money else ''}{value:{',' if ',' in form else ''}.{places}f}"


def _tables(rows: Sequence[Row]) -> Iterator[str]:
    """Tables in Markdown: rows between empty ones. What stands alone above a header is said before it."""
    table: list[Row] = []
    for row in [*rows, ()]:
        if any(row):
            table.append(row)
            continue
        while table and sum(map(bool, table[0])) == 1:
            yield next(filter(None, table.pop(0)))
        if table:
            yield _table(table)
        table = []


def _table(rows: Sequence[Row]) -> str:
    width = max(map(len, rows))
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    columns = [column for column in range(width) if any(row[column] for row in filled)]
    lines = [f"| {' | '.join(row[column].replace('|', chr(92) + '|') for column in columns)} |" for row in filled]
    return "\n".join([lines[0], f"|{' --- |' * len(columns)}", *lines[1:]])
