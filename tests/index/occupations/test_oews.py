"""What occupations are paid, as the wage tables say."""

import json
import random
from dataclasses import asdict

import pytest

from index.errors import DocumentError
from index.occupations.oews import TOP_CODED, Pay, Wages, read_oews, survey_from

NOTHING = Wages(None, None, None)
HEADER = "AREA,AREA_TITLE,AREA_TYPE,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,H_PCT10,H_MEDIAN,H_PCT90,A_PCT10,A_MEDIAN,A_PCT90"


def test_an_occupation_has_its_pay_in_the_country_and_the_states(oews_files):
    survey = read_oews(oews_files)
    assert (survey.year, list(survey.occupations), survey.states, survey.passed_over) == (
        2025, ["11-1011", "13-1020", "27-2011", "29-1292"], ("Alabama", "Guam", "Wyoming"), (),
    )  # fmt: skip
    hygienists = survey.occupations["29-1292"]
    assert hygienists.national == Pay("National", 222740, Wages(74880, 98100, 126050), Wages(36, 47.16, 60.6))
    assert hygienists.states == [
        Pay("Alabama", 3200, Wages(42000, 61000, TOP_CODED), Wages(20, 29.33, 38)),
        Pay("Guam", None, NOTHING, NOTHING),
        Pay("Wyoming", None, Wages(60000, 80000, 99000), Wages(30, 40.5, 50)),
    ]
    assert [pay.published for pay in hygienists.states] == [True, False, True]
    assert survey.occupations["13-1020"].national == Pay("National", 500, Wages(40000, 50000, 60000), NOTHING)


@pytest.mark.parametrize("which", [0, 1], ids=["national", "states"])
def test_one_table_is_enough(oews_files, which):
    survey = read_oews([oews_files[which]])
    assert (survey.is_national, len(survey.states)) == ((True, 0), (False, 3))[which]


def test_a_survey_is_kept_as_json(oews_files):
    survey = read_oews(oews_files)
    assert survey_from(json.loads(json.dumps(asdict(survey)))) == survey


def test_an_official_workbook_is_read(tmp_path, oews_files):
    """It has titles in capitals, more columns, numbers for the kinds of areas, and rows of single industries."""
    openpyxl = pytest.importorskip("openpyxl")
    kinds = {"N": 1, "S": 2}
    paths = []
    for path in oews_files:
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        for line in path.read_text(encoding="utf-8").replace('"', "").replace("All ", "").splitlines():
            values = line.split(",")
            if line == HEADER:
                sheet.append([*values, "I_GROUP"])
                continue
            values[2] = kinds[values[2]]
            values[6:] = [float(value) if value.replace(".", "").isdecimal() else value for value in values[6:]]
            sheet.append([*values, "cross-industry"])
            sheet.append([*values, "3-digit"])
        paths.append(tmp_path / f"{path.stem}_dl.xlsx")
        workbook.save(paths[-1])
    assert read_oews(paths) == read_oews(oews_files)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param("1,Ohio,S,29-1292,Dental Hygienists,detailed,1,1,much,1,1,1,1", "H_MEDIAN is 'much'", id="figure"),
        pytest.param("1,Ohio,S,29-1292,Dental Hygienists,detailed,#,1,1,1,1,1,1", "TOT_EMP is '#'", id="jobs"),
        pytest.param("1,Ohio,S,../etc,Dental Hygienists,detailed,1,1,1,1,1,1,1", "or a SOC code", id="code"),
        pytest.param("1,,S,29-1292,Dental Hygienists,detailed,1,1,1,1,1,1,1", "it lacks an area", id="area"),
        pytest.param("1,Guam,S,29-1292,Dental Hygienists,detailed,1,1,1,1,1,1,1", "in Guam is there twice", id="twice"),
    ],
)
def test_a_bad_row_is_named_and_changes_nothing_else(oews_files, row, said):
    good = read_oews(oews_files)
    with oews_files[1].open("a") as file:
        file.write(f"{row}\n")
    bad = read_oews(oews_files)
    assert bad.occupations == good.occupations
    (named,) = bad.passed_over
    assert named.startswith("state_M2025.csv, line 6: ")
    assert said in named


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        pytest.param("x.csv", "", "the year is not in its name; name it as downloaded", id="no year"),
        pytest.param("oes_M2025.zip", "", "is neither .csv nor .xlsx; give the table itself", id="archive"),
        pytest.param("state_M2025.csv", "", "has no column AREA_TYPE", id="empty"),
        pytest.param("state_M2025.csv", "<html>", "has no column AREA_TYPE", id="web page"),
        pytest.param("state_M2025_dl.xlsx", "<html>", "is no workbook that can be read", id="no workbook"),
        pytest.param("city_M2025.csv", f"{HEADER}\n9,Akron,4,29-1292,X,detailed,1,1,1,1,1,1,1",
                     "has no detailed occupations of the country or its states; use", id="cities"),
        pytest.param("state_M2025.csv", f"{HEADER}\n9,Ohio,S,29-1292,X,detailed,1,1,1,1,1,1,x",
                     r"states \(state_M2025.csv, line 2: A_PCT90 is 'x', not a number\); use", id="nothing good"),
    ],
)  # fmt: skip
def test_another_file_is_refused(tmp_path, name, text, said):
    (tmp_path / name).write_text(text)
    with pytest.raises(DocumentError, match=said):
        read_oews([tmp_path / name])


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DocumentError, match="there is no such file; check the path"):
        read_oews([tmp_path / "state_M2025.csv"])


def test_tables_of_two_years_are_refused(tmp_path, oews_files):
    older = tmp_path / "national_M2024_dl.csv"
    older.write_bytes(oews_files[0].read_bytes())
    with pytest.raises(DocumentError, match=r"of one year are imported together: national_M2024_dl\.csv of 2024, state_M2025"):
        read_oews([older, oews_files[1]])


def test_every_published_figure_is_the_tables(official_wages):
    """Figures drawn by chance, compared with the rows as csv reads them."""
    paths, rows = official_wages
    survey = read_oews(paths)
    detailed = [row for row in rows if row["O_GROUP"] == "detailed"]
    assert (len(survey.occupations), len(survey.states), survey.passed_over) == (830, 54, ())
    assert len(detailed) == sum(1 + len(one.states) for one in survey.occupations.values())
    for row in random.Random(1).sample(detailed, 500):
        one = survey.occupations[row["OCC_CODE"]]
        pay = next(pay for pay in [one.national, *one.states] if pay and pay.area == row["AREA_TITLE"])
        read = (pay.jobs, pay.annual.low, pay.annual.median, pay.hourly.median, pay.hourly.high)
        columns = ("TOT_EMP", "A_PCT10", "A_MEDIAN", "H_MEDIAN", "H_PCT90")
        assert read == tuple({"*": None, "#": TOP_CODED}.get(row[name]) or number(row[name]) for name in columns)


def number(text):
    return None if text == "*" else float(text)
