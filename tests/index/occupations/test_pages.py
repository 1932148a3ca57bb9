"""A document for each occupation."""

import pytest

from index.loading import load_document
from index.occupations.oews import read_oews
from index.occupations.pages import ONET_ATTRIBUTION, pages
from index.split import split_document

HYGIENISTS = "29-1292.00-dental-hygienists.md"
PAY = """\
## Pay

In May 2025 dental hygienists in the United States earned $98,100 a year in the middle (median), $47.16 an hour; \
a tenth earned less than $74,880 and a tenth earned more than $126,050. \
There were about 222,740 jobs of dental hygienists in the United States in May 2025.

Pay of dental hygienists by state in May 2025:

| State | Median a year | Lowest tenth | Highest tenth | Median an hour | Jobs |
| --- | --- | --- | --- | --- | --- |
| Alabama | $61,000 | $42,000 | $239,200 or more | $29.33 | 3,200 |
| Guam | not published | not published | not published | not published | not published |
| Wyoming | $80,000 | $60,000 | $99,000 | $40.50 | not published |
"""


@pytest.fixture
def made(make_onet, oews_files):
    return pages(make_onet(), read_oews(oews_files))


def test_each_occupation_has_a_page_and_pay_without_one_too(made):
    assert list(made) == [
        "11-1011.00-chief-executives.md", "11-1011.03-chief-sustainability-officers.md",
        "13-1021.00-buyers-farm-products.md", HYGIENISTS, "27-2011-actors.md",
    ]  # fmt: skip


def test_a_page_says_what_the_tables_say(made):
    body = made[HYGIENISTS].split("---\n", 2)[2]
    assert (
        body
        == f"""
# Dental Hygienists

## What they do

Clean teeth & gums.

## Also called

Dental hygienists are also called:

- Oral Hygienist; Registered Dental Hygienist (RDH)

## Tasks

Core tasks of dental hygienists:

- Scale teeth.

Further tasks of dental hygienists:

- Order floss.

## Software and tools

Software and tools of dental hygienists (hot: often asked for in job postings; in demand: in postings for this job):

- Medical software: C\\*Tooth (in demand)
- Spreadsheet software: Microsoft Excel (hot, in demand), Zed Sheets

## Education and training

Job Zone Three: Medium Preparation Needed.

Most train at college.

Some is needed.

A year or two.

What those asked say that dental hygienists need, with the share of them:

- Required Level of Education: Associate's Degree (62%), Bachelor's Degree (30%)

## Skills

The skills that matter most to dental hygienists, the most important first: active listening, speaking.

## Interests

The work of dental hygienists suits people of these interests, the strongest first: realistic, social.

## Related occupations

Occupations like dental hygienists, the closest first:

- Chief Executives; Buyers, Farm Products

{PAY}"""
    )


def test_front_matter_carries_the_attribution(tmp_path, made):
    (tmp_path / HYGIENISTS).write_text(made[HYGIENISTS], encoding="utf-8")
    data = load_document(tmp_path / HYGIENISTS, HYGIENISTS).metadata
    assert (data.title, data.occupation, data.region, data.published) == (
        "Dental Hygienists", "Dental hygienist", "United States", "2025-05",
    )  # fmt: skip
    assert data.publisher == "O*NET and U.S. Bureau of Labor Statistics"
    assert data.source == (
        f"{ONET_ATTRIBUTION} Occupational Employment and Wage Statistics, May 2025, U.S. Bureau of Labor Statistics."
    )
    assert data.licence == "CC BY 4.0 (O*NET); public domain (U.S. Bureau of Labor Statistics)"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("11-1011.03-chief-sustainability-officers.md",
                     "the wider group “Chief Executives”, to which 2 occupations of O*NET belong", id="several of one code"),
        pytest.param("11-1011.00-chief-executives.md",
                     "earned $239,200 or more a year in the middle (median), $115.00 or more an hour; a tenth earned less than "
                     "$75,700 and a tenth earned $239,200 or more.", id="top-coded"),
        pytest.param("13-1021.00-buyers-farm-products.md",
                     "In May 2025 buyers and purchasing agents in the United States earned $50,000 a year in the middle "
                     "(median); a tenth", id="counted under a code of the survey's own, by the year alone"),
        pytest.param("27-2011-actors.md",
                     "In May 2025 actors in the United States earned $29.05 an hour in the middle (median); a tenth earned "
                     "less than $16.50 and a tenth earned more than $143.68.", id="by the hour alone"),
        pytest.param("27-2011-actors.md",
                     "| State | Median an hour | Lowest tenth | Highest tenth | Jobs |\n| --- | --- | --- | --- | --- |\n"
                     "| Alabama | $20.25 | $10.00 | $115.00 or more | 40 |", id="states by the hour"),
        pytest.param("27-2011-actors.md", "publisher: \"U.S. Bureau of Labor Statistics\"\n", id="publisher of pay alone"),
        pytest.param("11-1011.00-chief-executives.md", "Tasks of chief executives:\n\n- Talk.", id="tasks that nobody rated"),
    ],
)  # fmt: skip
def test_pay_is_told_as_it_is_published(made, name, said):
    assert said in made[name]


def test_either_import_alone_makes_pages(make_onet, oews_files):
    described, paid = pages(make_onet(), None), pages(None, read_oews(oews_files))
    assert (len(described), "## Pay" in described[HYGIENISTS], "published" in described[HYGIENISTS]) == (4, False, False)
    assert list(paid)[-1] == "29-1292-dental-hygienists.md"
    assert paid["29-1292-dental-hygienists.md"].endswith(f"# Dental Hygienists\n\n{PAY}")


@pytest.fixture(scope="module")
def official_pages(official_onet, official_wages):
    return pages(official_onet, read_oews(official_wages[0]))


def test_the_official_tables_make_a_page_an_occupation(official_pages):
    with_pay = [name for name, text in official_pages.items() if "\n## Pay\n" in text]
    assert (len(official_pages), len(with_pay)) == (1016, 995)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (HYGIENISTS, "earned $98,100 a year in the middle (median), $47.16 an hour; a tenth earned less than $74,880 and"),
        ("27-2011.00-actors.md", "earned $29.05 an hour in the middle"),
        ("25-2021.00-elementary-school-teachers-except-special-education.md", "earned $63,970 a year in the middle (median);"),
        ("31-1121.00-home-health-aides.md", "the wider group “Home Health and Personal Care Aides”, to which 2 occupations"),
    ],
)
def test_official_figures_are_told(official_pages, name, said):
    assert said in official_pages[name]


def test_lines_of_official_pages_are_cited_whole(official_pages, make_document):
    document = make_document(official_pages["15-1252.00-software-developers.md"])
    cited = {span for chunk in split_document(document) for span in chunk.sentences}
    items = [item for block in document.blocks if block.kind == "list" for item in block.items]
    assert items
    assert set(items) <= cited
