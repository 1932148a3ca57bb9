"""What occupations are paid, read from the tables of the Occupational Employment and Wage Statistics (OEWS).

By the U.S. Bureau of Labor Statistics, in the public domain. Covers: the national and the state table of one year, .csv or
.xlsx, detailed occupations, all industries. Does not cover: cities, regions and single industries.
Columns and signs: https://www.bls.gov/oes/tables.htm, sheet "Field Descriptions".
"""

import csv
import io
import math
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from index.errors import DocumentError
from index.occupations.tables import check_columns, check_size, decode

# "#" in a table: the survey publishes no higher wages than these.
TOP_HOURLY, TOP_ANNUAL = 115.0, 239_200.0
TOP_CODED = math.inf
UNPUBLISHED = ("", "*", "**")
# An area's type in our tables and in the official ones; territories count as states.
NATIONAL, STATES = ("N", "1"), ("S", "2", "3")
# Official tables are named national_M2025_dl.xlsx: the May of which year they are of is said nowhere in them.
YEAR = re.compile(r"_M(?P<year>20\d\d)(?!\d)")
CODE_FORM = re.compile(r"\d\d-\d{4}")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
KINDS = ("AREA_TYPE", "O_GROUP")
NAMES = ("AREA_TITLE", "OCC_CODE", "OCC_TITLE")
JOBS = "TOT_EMP"
ANNUAL = ("A_PCT10", "A_MEDIAN", "A_PCT90")
HOURLY = ("H_PCT10", "H_MEDIAN", "H_PCT90")

Amount = float | None
"""In dollars; TOP_CODED is TOP_HOURLY or TOP_ANNUAL or more; None is not published."""


@dataclass(frozen=True)
class Wages:
    """A tenth earns less than `low`, half less than `median`, a tenth more than `high`."""

    low: Amount
    median: Amount
    high: Amount

    @property
    def published(self) -> bool:
        return (self.low, self.median, self.high) != (None, None, None)


@dataclass(frozen=True)
class Pay:
    """Of an occupation in one area; some have only one of the two kinds of wages."""

    area: str
    jobs: int | None
    annual: Wages
    hourly: Wages

    @property
    def published(self) -> bool:
        return self.jobs is not None or self.annual.published or self.hourly.published


@dataclass
class PaidOccupation:
    """A detailed occupation of the survey; `states` in order of their names."""

    code: str
    title: str
    national: Pay | None = None
    states: list[Pay] = field(default_factory=list)


@dataclass(frozen=True)
class Survey:
    """The occupations of the survey in May of `year` by their codes, and the rows that were passed over."""

    year: int
    occupations: Mapping[str, PaidOccupation]
    passed_over: tuple[str, ...] = ()

    @cached_property
    def states(self) -> tuple[str, ...]:
        return tuple(sorted({pay.area for occupation in self.occupations.values() for pay in occupation.states}))

    @property
    def is_national(self) -> bool:
        return any(occupation.national for occupation in self.occupations.values())


def read_oews(paths: Sequence[Path]) -> Survey:
    """Read the tables of one year.

    Raises DocumentError for a file that is missing, damaged, of another layout, of another year than the others, or without
    the country and the states.
    """
    years = {path: _year(path) for path in paths}
    if len(set(years.values())) != 1:
        named = ", ".join(f"{path.name} of {year}" for path, year in years.items())
        raise DocumentError(f"wage tables of one year are imported together: {named or 'none given'}")
    occupations: dict[str, PaidOccupation] = {}
    passed_over: list[str] = []
    for path in paths:
        before = len(passed_over)
        taken = 0
        for number, row in _rows(path):
            if row["O_GROUP"] == "detailed" and row["AREA_TYPE"] in NATIONAL + STATES and _all_industries(row):
                problem = _take(row, occupations)
                taken += not problem
                if problem:
                    passed_over.append(f"{path.name}, line {number}: {problem}")
        if not taken:
            bad = f" ({passed_over[before]})" if passed_over[before:] else ""
            raise DocumentError(
                f"{path}: has no detailed occupations of the country or its states{bad}; use the national or the state table"
            )
    for occupation in occupations.values():
        occupation.states.sort(key=lambda pay: pay.area)
    return Survey(years[paths[0]], dict(sorted(occupations.items())), tuple(passed_over))


def survey_from(data: Mapping[str, Any]) -> Survey:
    """A Survey from what asdict makes of it. Raises KeyError or TypeError for anything else."""
    occupations = {
        code: PaidOccupation(
            code,
            one["title"],
            _pay_from(one["national"]) if one["national"] else None,
            [_pay_from(pay) for pay in one["states"]],
        )
        for code, one in data["occupations"].items()
    }
    return Survey(data["year"], occupations, tuple(data["passed_over"]))


def _pay_from(data: Mapping[str, Any]) -> Pay:
    return Pay(data["area"], data["jobs"], Wages(**data["annual"]), Wages(**data["hourly"]))


def _year(path: Path) -> int:
    found = YEAR.search(path.name)
    if not found:
        raise DocumentError(f"{path}: the year is not in its name; name it as downloaded, such as national_M2025_dl.xlsx")
    return int(found["year"])


def _all_industries(row: Mapping[str, str]) -> bool:
    return row.get("I_GROUP", "cross-industry") == "cross-industry"


def _take(row: Mapping[str, str], occupations: dict[str, PaidOccupation]) -> str:
    """Add a row to its occupation; returns what is wrong with it, if something is."""
    area, code, title = (row[column] for column in NAMES)
    if not area or not title or not CODE_FORM.fullmatch(code):
        return "it lacks an area, a title or a SOC code"
    try:
        jobs = _amount(row, JOBS)
        pay = Pay(area, None if jobs is None else int(jobs), _wages(row, ANNUAL), _wages(row, HOURLY))
    except ValueError as error:
        return str(error)
    occupation = occupations.setdefault(code, PaidOccupation(code, title))
    if row["AREA_TYPE"] in NATIONAL and not occupation.national:
        occupation.national = pay
    elif row["AREA_TYPE"] in STATES and all(area != other.area for other in occupation.states):
        occupation.states.append(pay)
    else:
        return f"{code} in {area} is there twice"
    return ""


def _wages(row: Mapping[str, str], columns: tuple[str, str, str]) -> Wages:
    return Wages(*(_amount(row, column) for column in columns))


def _amount(row: Mapping[str, str], column: str) -> Amount:
    """Raises ValueError for what is neither a number nor a sign of the survey."""
    value = row[column].replace(",", "")
    if value in UNPUBLISHED:
        return None
    if value == "#" and column != JOBS:
        return TOP_CODED
    if not NUMBER.fullmatch(value):
        raise ValueError(f"{column} is {value!r}, not a number")
    return float(value)


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows with their numbers, by the names of the columns in capitals, stripped."""
    lines = _lines(path)
    header = [name.strip().upper() for name in next(lines, [])]
    check_columns(str(path), header, (*KINDS, *NAMES, JOBS, *ANNUAL, *HOURLY))
    for number, line in enumerate(lines, start=2):
        values = [value.strip() for value in line]
        yield number, dict(zip(header, values + [""] * (len(header) - len(values)), strict=False))


def _lines(path: Path) -> Iterator[list[str]]:
    if not path.is_file():
        raise DocumentError(f"{path}: there is no such file; check the path")
    if path.suffix.lower() == ".xlsx":
        return _workbook(path)
    if path.suffix.lower() == ".csv":
        return _comma_separated(path)
    raise DocumentError(f"{path}: is neither .csv nor .xlsx; give the table itself, out of its zip archive")


def _comma_separated(path: Path) -> Iterator[list[str]]:
    check_size(str(path), path.stat().st_size)
    reader = csv.reader(io.StringIO(decode(str(path), path.read_bytes()), newline=""))
    try:
        yield from reader
    except csv.Error as error:
        raise DocumentError(f"{path}, line {reader.line_num}: {error}; download it anew") from error


def _workbook(path: Path) -> Iterator[list[str]]:
    """The rows of a workbook's first sheet."""
    from openpyxl import load_workbook  # here, because few need it
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                check_size(f"{path}, {member.filename}", member.file_size)
        workbook = load_workbook(path, read_only=True, data_only=True)
        try:
            for row in workbook.worksheets[0].iter_rows(values_only=True):
                yield ["" if value is None else str(value) for value in row]
        finally:
            workbook.close()
    except (zipfile.BadZipFile, InvalidFileException, ParseError, OSError, KeyError, IndexError, ValueError) as error:
        raise DocumentError(f"{path}: is no workbook that can be read ({error}); download it anew") from error
