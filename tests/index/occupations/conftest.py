"""Small invented tables in the official layouts, and the official ones where they are."""

import csv
from pathlib import Path

import pytest

from index.occupations.onet import OCCUPATIONS, OPTIONAL, read_onet
from index.occupations.tables import read_members

SHARED = Path(__file__).resolve().parents[3] / "../shared"
ONET = {
    "Occupation Data.txt": [
        "O*NET-SOC Code\tTitle\tDescription",
        "29-1292.00\tDental Hygienists\tClean teeth & gums.",
        "11-1011.00\tChief Executives\tDirect firms.",
        "11-1011.03\tChief Sustainability Officers\tSave energy.",
        "13-1021.00\tBuyers, Farm Products\tBuy milk.",
    ],
    "Task Statements.txt": [
        "O*NET-SOC Code\tTask ID\tTask\tTask Type",
        "29-1292.00\t2\tOrder floss.\tSupplemental",
        "29-1292.00\t1\tScale teeth.\tCore",
        "11-1011.00\t3\tTalk.\t",
    ],
    "Technology Skills.txt": [
        "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand",
        "29-1292.00\tZed Sheets\t1\tSpreadsheet software\tN\tN",
        "29-1292.00\tMicrosoft Excel\t1\tSpreadsheet software\tY\tY",
        "29-1292.00\tC*Tooth\t2\tMedical software\tN\tY",
    ],
    "Related Occupations.txt": [
        "O*NET-SOC Code\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex",
        "29-1292.00\t13-1021.00\tSupplemental\t10",
        "29-1292.00\t11-1011.00\tPrimary-Short\t9",
    ],
    "Alternate Titles.txt": [
        "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)",
        "29-1292.00\tOral Hygienist\tn/a\t01",
        "29-1292.00\tRegistered Dental Hygienist (RDH)\tRDH\t01",
    ],
    "Job Zones.txt": ["O*NET-SOC Code\tJob Zone\tDate\tDomain Source", "29-1292.00\t3\tAug-23\tAnalyst"],
    "Job Zone Reference.txt": [
        "Job Zone\tName\tExperience\tEducation\tJob Training\tExamples\tSVP Range",
        "3\tJob Zone Three: Medium Preparation Needed\tSome is needed.\tMost train at college.\tA year or two.\tx\ty",
    ],
    "Education, Training, and Experience.txt": [
        "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tCategory\tData Value\tRecommend Suppress",
        "29-1292.00\t2.D.1\tRequired Level of Education\tRL\t5\t62.4\tN",
        "29-1292.00\t2.D.1\tRequired Level of Education\tRL\t6\t30\tN",
        "29-1292.00\t2.D.1\tRequired Level of Education\tRL\t7\t3.9\tN",
        "29-1292.00\t2.D.1\tRequired Level of Education\tRL\t8\t50\tY",
    ],
    "Education, Training, and Experience Categories.txt": [
        "Element ID\tElement Name\tScale ID\tCategory\tCategory Description",
        "2.D.1\tRequired Level of Education\tRL\t5\tAssociate's Degree",
        "2.D.1\tRequired Level of Education\tRL\t6\tBachelor's Degree",
        "2.D.1\tRequired Level of Education\tRL\t7\tMaster's Degree",
        "2.D.1\tRequired Level of Education\tRL\t8\tDoctoral Degree",
    ],
    "Skills.txt": [
        "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tRecommend Suppress\tNot Relevant",
        "29-1292.00\t1\tSpeaking\tIM\t3.5\tN\tN",
        "29-1292.00\t2\tActive Listening\tIM\t4.1\tN\tN",
        "29-1292.00\t3\tScience\tIM\t2.9\tN\tN",
        "29-1292.00\t4\tWriting\tIM\t4.5\tY\tN",
        "29-1292.00\t5\tMathematics\tLV\t5\tN\tN",
    ],
    "Interests.txt": [
        "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value",
        "29-1292.00\t1\tSocial\tOI\t6.3",
        "29-1292.00\t2\tRealistic\tOI\t6.4",
        "29-1292.00\t3\tArtistic\tOI\t1.2",
        "29-1292.00\t4\tFirst Interest High-Point\tIH\t1",
    ],
}
OEWS_HEADER = "AREA,AREA_TITLE,AREA_TYPE,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,H_PCT10,H_MEDIAN,H_PCT90,A_PCT10,A_MEDIAN,A_PCT90"
NATIONAL = [
    OEWS_HEADER,
    "0,National,N,00-0000,All Occupations,major,9,1,1,1,1,1,1",
    "0,National,N,29-1292,Dental Hygienists,detailed,222740,36.00,47.16,60.6,74880,98100,126050",
    "0,National,N,11-1011,Chief Executives,detailed,204350,36.39,#,#,75700,#,#",
    "0,National,N,13-1020,Buyers and Purchasing Agents,detailed,500,*,*,*,40000,50000,60000",
    '0,National,N,27-2011,"Actors",detailed,55000,16.50,29.05,143.68,*,*,*',
]
STATES = [
    OEWS_HEADER,
    "2,Wyoming,S,29-1292,Dental Hygienists,detailed,*,30,40.5,50,60000,80000,99000",
    "1,Alabama,S,29-1292,Dental Hygienists,detailed,3200,20,29.33,38,42000,61000,#",
    "3,Guam,S,29-1292,Dental Hygienists,detailed,**,*,*,*,*,*,*",
    "1,Alabama,S,27-2011,Actors,detailed,40,10,20.25,#,*,*,*",
]


@pytest.fixture
def onet_folder(tmp_path):
    return _written(tmp_path / "onet", ONET)


@pytest.fixture
def oews_files(tmp_path):
    tables = {"national_M2025.csv": NATIONAL, "state_M2025.csv": STATES}
    return [_written(tmp_path / "oews", tables) / name for name in tables]


def _written(folder, tables):
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        (folder / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def make_onet():
    """What is read of the invented tables; some may be replaced, left out if they are None, or have a row added."""

    def make(added=None, **replaced):
        names = {"".join(part for part in name.removesuffix(".txt").lower() if part.isalpha()): name for name in ONET}
        tables = {**ONET, **{names[key]: rows for key, rows in replaced.items()}}
        for key, row in (added or {}).items():
            tables[names[key]] = [*tables[names[key]], row]
        return read_onet({name: "\n".join(rows).encode() for name, rows in tables.items() if rows is not None})

    return make


@pytest.fixture(scope="session")
def official():
    """The folder of official tables, which are no part of the repository."""

    def official(kind):
        folder = SHARED / kind
        if not folder.is_dir():
            pytest.skip(f"the official tables are not here: {folder} does not exist")
        return folder

    return official


@pytest.fixture(scope="session")
def official_onet(official):
    return read_onet(read_members(official("onet"), OCCUPATIONS.file, [table.file for table in OPTIONAL]))


@pytest.fixture(scope="session")
def official_wages(official):
    """The paths of the official wage tables, and their rows as csv reads them."""
    paths = [official("oews") / name for name in ("national_M2025.csv", "state_M2025.csv")]
    rows = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    return paths, rows
