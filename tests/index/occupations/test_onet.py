"""Occupations as the tables of O*NET describe them."""

import pytest

from index.errors import DocumentError
from index.occupations.onet import Requirement, Technology


def test_an_occupation_has_what_its_tables_say(make_onet):
    one = make_onet().occupations[-1]
    assert (one.code, one.soc, one.title, one.description) == (
        "29-1292.00", "29-1292", "Dental Hygienists", "Clean teeth & gums.",
    )  # fmt: skip
    assert (one.core_tasks, one.other_tasks) == (("Scale teeth.",), ("Order floss.",))
    assert one.technologies[1] == Technology("Microsoft Excel", "Spreadsheet software", hot=True, in_demand=True)
    assert one.related == ("Chief Executives", "Buyers, Farm Products")
    assert one.also_called == ("Oral Hygienist", "Registered Dental Hygienist (RDH)")
    assert one.zone
    assert (one.zone.name, one.zone.training) == ("Job Zone Three: Medium Preparation Needed", "A year or two.")
    assert one.requirements == (
        Requirement("Required Level of Education", (("Associate's Degree", 62.4), ("Bachelor's Degree", 30.0))),
    )
    assert (one.skills, one.interests) == (("Active Listening", "Speaking"), ("Realistic", "Social"))


def test_occupation_data_alone_is_enough(make_onet):
    names = (
        "taskstatements", "technologyskills", "relatedoccupations", "alternatetitles", "jobzones", "jobzonereference",
        "educationtrainingandexperience", "educationtrainingandexperiencecategories", "skills", "interests",
    )  # fmt: skip
    onet = make_onet(**dict.fromkeys(names))
    assert [one.code for one in onet.occupations] == ["11-1011.00", "11-1011.03", "13-1021.00", "29-1292.00"]
    assert (onet.found, len(onet.absent), onet.passed_over) == (("Occupation Data.txt",), 10, ())


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        pytest.param("taskstatements", "99-9999.00\t1\tFly.\tCore", "'99-9999.00' is not in Occupation Data", id="occupation"),
        pytest.param("relatedoccupations", "29-1292.00\t99-9999.00\tx\t1", "'99-9999.00' is not in", id="related"),
        pytest.param("relatedoccupations", "29-1292.00\t11-1011.00\tx\tfirst", "Index is 'first', not a number", id="order"),
        pytest.param("occupationdata", "../../etc\tBad\tBad.", "'../../etc' is no O*NET-SOC code", id="code"),
        pytest.param("occupationdata", "29-1292.00\tTwice\tBad.", "or there twice", id="code twice"),
        pytest.param("skills", "29-1292.00\t1\tSpeaking\tIM\t\tN\tN", "Data Value is empty", id="value"),
    ],
)
def test_a_bad_row_is_named_and_changes_nothing_else(make_onet, table, row, said):
    good, bad = make_onet(), make_onet(added={table: row})
    assert (bad.occupations, len(bad.passed_over)) == (good.occupations, 1)
    assert said in bad.passed_over[0]


def test_a_table_of_another_layout_is_refused(make_onet):
    with pytest.raises(DocumentError, match=r"Skills\.txt: has no column Element Name"):
        make_onet(skills=["O*NET-SOC Code\tSkill"])


def test_the_official_tables_are_read_whole(official_onet):
    occupations = {one.code: one for one in official_onet.occupations}
    assert (len(occupations), official_onet.passed_over) == (1016, ())
    assert sum(len(one.core_tasks) + len(one.other_tasks) for one in occupations.values()) == 18_796
    assert sum(len(one.technologies) for one in occupations.values()) == 32_627
    assert sum(len(one.related) for one in occupations.values()) == 18_460
    assert occupations["11-1011.00"].related[:2] == ("General and Operations Managers", "Public Relations Managers")
