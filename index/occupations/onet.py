"""Occupations as the O*NET database describes them, read from the official tab-separated tables.

O*NET is a trademark of the U.S. Department of Labor, Employment and Training Administration; the database is licensed
CC BY 4.0. Layouts: https://www.onetcenter.org/dictionary. Covers: what OPTIONAL lists. Does not cover: the other tables.
"""

import re
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from index.occupations.tables import Row, Table, decode, read_rows

CODE, TITLE, RELATED_CODE, ELEMENT = "O*NET-SOC Code", "Title", "Related O*NET-SOC Code", "Element Name"
CODE_FORM = re.compile(r"\d\d-\d{4}\.\d\d")

OCCUPATIONS = Table("Occupation Data.txt", (CODE, TITLE, "Description"))
TASKS = Table("Task Statements.txt", (CODE, "Task"), maybe_empty=("Task Type",))
TECHNOLOGIES = Table("Technology Skills.txt", (CODE, "Example", "Commodity Title", "Hot Technology", "In Demand"))
RELATED = Table("Related Occupations.txt", (CODE, RELATED_CODE, "Index"), numbers=("Index",))
ALTERNATES = Table("Alternate Titles.txt", (CODE, "Alternate Title"))
ZONES = Table("Job Zones.txt", (CODE, "Job Zone"))
ZONE_REFERENCE = Table("Job Zone Reference.txt", ("Job Zone", "Name", "Experience", "Education", "Job Training"))
EDUCATION = Table(
    "Education, Training, and Experience.txt",
    (CODE, "Element ID", ELEMENT, "Scale ID", "Category", "Data Value"),
    ("Data Value",),
    ("Recommend Suppress",),
)
CATEGORIES = Table(
    "Education, Training, and Experience Categories.txt", ("Element ID", "Scale ID", "Category", "Category Description")
)
SKILLS = Table("Skills.txt", (CODE, ELEMENT, "Scale ID", "Data Value"), ("Data Value",), ("Recommend Suppress", "Not Relevant"))
INTERESTS = Table("Interests.txt", (CODE, ELEMENT, "Scale ID", "Data Value"), ("Data Value",))
OPTIONAL = (
    TASKS, TECHNOLOGIES, RELATED, ALTERNATES, ZONES, ZONE_REFERENCE, EDUCATION, CATEGORIES, SKILLS, INTERESTS,
)  # fmt: skip

# Of scales of five and seven points: what is at least important, and the interests that characterise an occupation.
IMPORTANT, LEAST_INTEREST = 3.0, 4.0
MOST_SKILLS, MOST_INTERESTS = 10, 3
# Answers that fewer gave say little about what is needed.
LEAST_SHARE = 5.0


@dataclass(frozen=True)
class Technology:
    """`hot` ones are often asked for in job postings of all kinds, those `in_demand` in postings for the occupation."""

    name: str
    group: str
    hot: bool
    in_demand: bool


@dataclass(frozen=True)
class Zone:
    """How much preparation is needed, in the words of O*NET."""

    name: str
    education: str
    experience: str
    training: str


@dataclass(frozen=True)
class Requirement:
    """What is needed, "Required Level of Education", and the answers with the percentage of those asked who gave them."""

    name: str
    answers: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Occupation:
    """One occupation; what its tables do not say is empty. `related` are titles, the closest first."""

    code: str
    title: str
    description: str
    also_called: tuple[str, ...] = ()
    core_tasks: tuple[str, ...] = ()
    other_tasks: tuple[str, ...] = ()
    technologies: tuple[Technology, ...] = ()
    zone: Zone | None = None
    requirements: tuple[Requirement, ...] = ()
    skills: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def soc(self) -> str:
        """The code of the Standard Occupational Classification, which several occupations may share."""
        return self.code[:7]


@dataclass(frozen=True)
class Onet:
    """All occupations in order of their codes, the tables that they were read from, and the rows that were passed over."""

    occupations: tuple[Occupation, ...]
    found: tuple[str, ...]
    absent: tuple[str, ...]
    passed_over: tuple[str, ...]


def read_onet(files: Mapping[str, bytes]) -> Onet:
    """Read the tables, given by the names of their files. Raises DocumentError for one that is damaged or of another layout."""
    reader = _Reader(files)
    zones = {row["Job Zone"]: _zone(row) for row in reader.rows(ZONE_REFERENCE)}
    categories = {
        (row["Element ID"], row["Scale ID"], row["Category"]): row["Category Description"] for row in reader.rows(CATEGORIES)
    }
    tables = {table: reader.by_code(table) for table in OPTIONAL if CODE in table.filled}
    occupations = []
    for code, row in sorted(reader.titles.items()):
        tasks = tables[TASKS][code]
        core = tuple(_text(task["Task"]) for task in tasks if task["Task Type"] == "Core")
        zone = next(iter(tables[ZONES][code]), None)
        occupations.append(
            Occupation(
                code,
                _text(row[TITLE]),
                _text(row["Description"]),
                tuple(dict.fromkeys(_text(row["Alternate Title"]) for row in tables[ALTERNATES][code])),
                core,
                tuple(_text(task["Task"]) for task in tasks if task["Task Type"] != "Core"),
                tuple(map(_technology, tables[TECHNOLOGIES][code])),
                zones.get(zone["Job Zone"]) if zone else None,
                _requirements(tables[EDUCATION][code], categories),
                _highest(tables[SKILLS][code], "IM", IMPORTANT, MOST_SKILLS),
                _highest(tables[INTERESTS][code], "OI", LEAST_INTEREST, MOST_INTERESTS),
                tuple(
                    _text(reader.titles[row[RELATED_CODE]][TITLE])
                    for row in sorted(tables[RELATED][code], key=lambda row: float(row["Index"]))
                ),
            )
        )
    found = tuple(table.file for table in (OCCUPATIONS, *OPTIONAL) if table.file in files)
    absent = tuple(table.file for table in OPTIONAL if table.file not in files)
    return Onet(tuple(occupations), found, absent, tuple(reader.passed_over))


class _Reader:
    """The rows of the tables that are there. `titles` has the rows of Occupation Data by their codes."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.passed_over: list[str] = []
        self.titles: dict[str, Row] = {}
        for row in self.rows(OCCUPATIONS):
            if not CODE_FORM.fullmatch(row[CODE]) or row[CODE] in self.titles:
                self.passed_over.append(f"{OCCUPATIONS.file}: {row[CODE]!r} is no O*NET-SOC code, or there twice")
            else:
                self.titles[row[CODE]] = row

    def rows(self, table: Table) -> list[Row]:
        raw = self.files.get(table.file)
        return [] if raw is None else list(read_rows(table, decode(table.file, raw), self.passed_over))

    def by_code(self, table: Table) -> defaultdict[str, list[Row]]:
        """A table's rows by occupation. Those that name an occupation that there is not are passed over."""
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.rows(table):
            unknown = _unknown(row, self.titles)
            if unknown:
                self.passed_over.append(f"{table.file}: {unknown!r} is not in {OCCUPATIONS.file}")
            else:
                found[row[CODE]].append(row)
        return found


def _unknown(row: Row, titles: Container[str]) -> str | None:
    return next((row[column] for column in (CODE, RELATED_CODE) if column in row and row[column] not in titles), None)


def _zone(row: Row) -> Zone:
    return Zone(*(_text(row[column]) for column in ("Name", "Education", "Experience", "Job Training")))


def _technology(row: Row) -> Technology:
    return Technology(
        _text(row["Example"]), _text(row["Commodity Title"]), row["Hot Technology"] == "Y", row["In Demand"] == "Y"
    )


def _requirements(rows: Sequence[Row], categories: Mapping[tuple[str, str, str], str]) -> tuple[Requirement, ...]:
    answers: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in rows:
        category = categories.get((row["Element ID"], row["Scale ID"], row["Category"]))
        share = float(row["Data Value"])
        if category and share >= LEAST_SHARE and row["Recommend Suppress"] != "Y":
            answers[_text(row[ELEMENT])].append((_text(category), share))
    return tuple(Requirement(name, tuple(sorted(given, key=lambda answer: -answer[1]))) for name, given in answers.items())


def _highest(rows: Sequence[Row], scale: str, least: float, most: int) -> tuple[str, ...]:
    """The elements of a scale with the highest values."""
    rated = [
        (-float(row["Data Value"]), _text(row[ELEMENT]))
        for row in rows
        if row["Scale ID"] == scale and "Y" not in (row.get("Recommend Suppress"), row.get("Not Relevant"))
    ]
    return tuple(name for value, name in sorted(rated)[:most] if -value >= least)


def _text(value: str) -> str:
    return " ".join(value.split())
