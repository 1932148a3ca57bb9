"""How old a source is, and of which region, said where it matters."""

from datetime import date

import pytest

from bot.answer import Citation, Evidence
from bot.remarks.dating import called, date_remark, expires, spoken_date, stated_region, years
from index.blocks import Span

TODAY = date(2026, 3, 1)
PAY = "Pay is £20,000."
TASKS = "Bakers knead dough."


@pytest.fixture
def cite(make_document):
    def cite(number, quote, **metadata):
        document = make_document(quote, f"{number}.md", **metadata)
        return Citation(number, Evidence(document, (), Span(0, len(quote))))

    return cite


@pytest.mark.parametrize(
    "quote",
    [
        # Pay
        "Bakers earn £24,000 a year.",
        "The average salary was 112,500.",
        "Drivers are paid 28 crowns an hour.",
        "Total compensation runs from $215,000 to $397,000 a year.",
        "No adult may earn less than the minimum wage.",
        "| Fee | £1,380 |",
        # Prices and fees
        "The course costs 450 euros.",
        "A day ticket is $12.",
        "The fee rose to 80 pounds.",
        "The kilometre is refunded at 18 cents.",
        "Guidance is free of charge.",
        "There is a discount of 15 percent on the fees.",
        "Tuition comes to 2,400 for both terms.",
        # Demand and numbers of jobs
        "Demand grew by 344% between 2015 and 2018.",
        "There are 1,200 openings a year.",
        "Welders are in high demand.",
        "There is a shortage of nurses.",
        "The job market is tight.",
        "Job postings for engineers have doubled.",
        "The market is expected to be worth 200 billion by 2029.",
        "68% of people who work as bakers earned a degree.",
        "Unemployment among translators is low.",
        "Demand for interpreters fell.",
        # Certificates and exams
        "The most popular certification is Amazon's.",
        "You need the chainsaw licence.",
        "The state exam takes place in spring.",
        "The certificate is valid for 3 years.",
        "Applicants must hold a first-aid certificate.",
        "The exam costs extra.",
        "Amazon's certification is the most popular choice.",
        "Amazon has a certification in machine learning.",
        # Programmes and their dates
        "Springboard's bootcamp comes with mentors.",
        "The course comes with a job guarantee.",
        "The next course starts on 16 September.",
        "The training takes six months.",
        "Grants cover 60% of the fee.",
        "The Machine Learning Engineering Career Track is online.",
        "The evening course has 24 lessons.",
        "The workshop is held on Mondays.",
        # Deadlines and opening hours
        "Apply by 31 July.",
        "Applications close on 30 June.",
        "The application deadline is in spring.",
        "The office opens at 9.",
        "The centre is closed on Fridays.",
        "| Tuesday | 9.00 to 16.00 |",
        "It starts on 1 September.",
        # Laws
        "The law requires a criminal record check.",
        "Carers are protected by law.",
        "You are legally required to wear a helmet.",
        "The Gas Safety Act 1998 applies.",
        "Foreign cooks need visas.",
        # Versions of software
        "Learn Python 3.8 first.",
        "The tool needs version 2 of the library.",
        "Install the latest version.",
    ],
)
def test_what_may_soon_be_otherwise(quote):
    assert expires(quote)


@pytest.mark.parametrize(
    "quote",
    [
        # What a job is like
        "Bakers knead dough.",
        "They work with two colleagues.",
        "You will talk to people all day.",
        "The work is hard in winter.",
        "Turbines are 80 metres high.",
        "Movers lift 50 pounds and more.",
        "She manages a budget of £200,000.",
        "The job demands patience.",
        "It is demanding work.",
        "Guides walk 20 kilometres a day.",
        "You have to meet deadlines.",
        "Analysts spend 80% of their time on cleaning data.",
        "Drivers must pay attention for 8 hours.",
        "Nurses have to be ready at night.",
        "Chefs often start at dawn.",
        "Careful work pays off.",
        # What words mean
        "Machine learning is a branch of artificial intelligence.",
        "MLOps is short for machine learning operations.",
        "A licence is a permission.",
        "Supply and demand set a price.",
        "Version control keeps track of changes.",
        "A salary is what an employer pays.",
        "An apprenticeship joins work and school.",
        # How something is done
        "Python is easy to learn.",
        "Ask a friend to read your letter.",
        "A good CV has two pages.",
        "There are seven steps to the job.",
        "She learnt the trade from her father.",
        "Say what you have done, not what you are.",
        "Say that you cut costs by $20,000.",
        "Practise on old exams.",
        "Try to sleep before the exam.",
        "Be open about gaps in your CV.",
        "Apply what you have learnt.",
        "Pay attention to the third question.",
        "Pay somebody a compliment 3 times.",
        "Choose a course that fits your goal.",
        "A job guarantee makes a course better.",
        "Springboard published the article on June 13, 2021.",
        "Her pay rose after 2019.",
        "A portfolio shows what you can do.",
        "Step 7 is to take an online course.",
        "Do not act in haste.",
        "Learn languages such as Python and R.",
        # Names of things
        "He works for a law firm.",
        "The law of large numbers helps.",
        "Her in-laws run a bakery.",
        "A bachelor's degree opens doors.",
        "Figure 2.1 shows the parts.",
        "Her father was a postman.",
    ],
)
def test_what_grows_old_slowly(quote):
    assert not expires(quote)


@pytest.mark.parametrize(
    ("quote", "metadata", "remark"),
    [
        pytest.param(
            PAY,
            {"published": "2018-03-05"},
            "These figures are of March 2018; ask for newer figures before you decide.",
            id="figures",
        ),
        pytest.param(
            "You need the chainsaw licence.",
            {"published": "2018"},
            "This information is of 2018; ask for newer information before you decide.",
            id="no figures",
        ),
        pytest.param(
            "In 2019 pay was £20,000.",
            {"published": "2021-06"},
            "These figures are from a source of June 2021; ask for newer figures before you decide.",
            id="figures of another year",
        ),
        pytest.param(
            "In 2021 pay was £20,000.",
            {"published": "2021-06"},
            "These figures are of June 2021; ask for newer figures before you decide.",
            id="figures of the same year",
        ),
        pytest.param(PAY, {}, "These figures are undated; ask for newer figures before you decide.", id="undated"),
        pytest.param(
            "In 2019 pay was £20,000.",
            {},
            "These figures are undated; ask for newer figures before you decide.",
            id="undated figures of a year",
        ),
        pytest.param(
            "The office opens at 9.",
            {},
            "This information is undated; ask for newer information before you decide.",
            id="undated time",
        ),
        pytest.param(
            PAY,
            {"published": "last spring"},
            "These figures are undated; ask for newer figures before you decide.",
            id="no ISO date",
        ),
        pytest.param(
            PAY,
            {"published": "2018", "region": "United States"},
            "These figures are of 2018; ask for newer figures before you decide. It is about the United States.",
            id="old, of a region",
        ),
        pytest.param(PAY, {"published": "2025-06-01", "region": "Ostermere"}, "It is about Ostermere.", id="region alone"),
        pytest.param(
            "The law requires a check.",
            {"published": "2025-06-01", "region": "Kent"},
            "It is about Kent.",
            id="region of a law",
        ),
        pytest.param(
            PAY,
            {"published": "2018", "region": "not stated (figures in US dollars)"},
            "These figures are of 2018; ask for newer figures before you decide.",
            id="region not stated",
        ),
        pytest.param(
            "Welders are in demand.",
            {"published": "2018", "region": "Kent"},
            "This information is of 2018; ask for newer information before you decide.",
            id="region of other facts",
        ),
    ],
)
def test_a_remark_on_one_source(cite, quote, metadata, remark):
    assert date_remark([cite(1, quote, **metadata)], TODAY, 2) == remark


@pytest.mark.parametrize(
    ("published", "quote"),
    [
        pytest.param("2025-06-01", PAY, id="new enough"),
        pytest.param("2024-03-01", PAY, id="just new enough"),
        pytest.param("2024", PAY, id="perhaps new enough"),
        pytest.param("2027", PAY, id="of the future"),
        pytest.param("2010-06-01", TASKS, id="does not expire"),
        pytest.param(None, TASKS, id="undated, does not expire"),
        pytest.param(None, "Step 3 is the maths check.", id="undated, a figure that does not age"),
        pytest.param(None, "You need the chainsaw licence.", id="undated, no figure"),
        pytest.param(None, "Welders are in demand.", id="undated demand without a figure"),
    ],
)
def test_nothing_is_said_where_age_does_not_matter(cite, published, quote):
    assert date_remark([cite(1, quote, published=published)], TODAY, 2) is None


def test_no_region_is_told_that_the_quote_names(cite):
    quote = "Bakers in Kent earn £20,000."
    assert date_remark([cite(1, quote, published="2025-06", region="Kent")], TODAY, 2) is None


def test_no_region_is_told_that_the_name_has(cite):
    assert date_remark([cite(1, PAY, publisher="Kent College", published="2025-06", region="Kent")], TODAY, 2) is None


BOARD = {"publisher": "Board", "published": "2018-03"}


@pytest.mark.parametrize(
    ("others", "remark"),
    [
        pytest.param(
            [(TASKS, {"publisher": "Site"})],
            "What Board says is of March 2018; ask for newer figures before you decide.",
            id="one",
        ),
        pytest.param(
            [(PAY, {"known_as": "blog", "published": "2019"})],
            "What Board (March 2018) and the blog (2019) say may be out of date; ask for newer figures before you decide.",
            id="two",
        ),
        pytest.param(
            [(PAY, {"publisher": "Site"}), (PAY, {})],
            "What Board (March 2018), Site (undated) and “A guide” (undated) say may be out of date; "
            "ask for newer figures before you decide.",
            id="undated ones, too",
        ),
    ],
)
def test_old_sources_among_several_are_named_in_one_line(cite, others, remark):
    sources = [cite(1, PAY, **BOARD), *(cite(number, quote, **data) for number, (quote, data) in enumerate(others, start=2))]
    assert date_remark(sources, TODAY, 2) == remark


def test_an_undated_source_among_several_is_named(cite):
    sources = [cite(1, PAY, known_as="jobs board"), cite(2, PAY, published="2025-06")]
    assert date_remark(sources, TODAY, 2) == "What the jobs board says is undated; ask for newer figures before you decide."


def test_nothing_is_said_again_of_a_source_that_a_remark_names(cite):
    sources = [cite(1, PAY, **BOARD), cite(2, PAY, publisher="Site")]
    said = "The sources differ: Board (March 2018) speaks of £20,000."
    assert date_remark(sources, TODAY, 2, said) == "What Site says is undated; ask for newer figures before you decide."


@pytest.mark.parametrize(
    ("regions", "remark"),
    [
        pytest.param(("Kent", "Kent"), "A and B are about Kent.", id="one"),
        pytest.param(("Kent", "Devon"), "A is about Kent; B is about Devon.", id="two"),
        pytest.param((None, "Devon"), "B is about Devon.", id="one stated"),
    ],
)
def test_regions_of_several_sources(cite, regions, remark):
    sources = [
        cite(name, PAY, publisher=name, published="2025-06", region=region) for name, region in zip("AB", regions, strict=True)
    ]
    assert date_remark(sources, TODAY, 2) == remark


def test_a_source_is_named_once(cite):
    one = cite(1, PAY, publisher="Board")
    assert date_remark([one, one, cite(2, TASKS)], TODAY, 2).count("Board") == 1


def test_without_sources_there_is_nothing_to_say():
    assert date_remark([], TODAY, 2) is None


@pytest.mark.parametrize(
    ("published", "age"),
    [
        pytest.param("2024-03-01", 2.0, id="a day"),
        pytest.param("2024-03-01 10:00:00", 2.0, id="a day and a time"),
        pytest.param("2024", 1.2, id="a year counts from its end"),
        pytest.param("2025-02", 1.0, id="a month counts from its end"),
        pytest.param("last spring", None, id="no date"),
        pytest.param("2018-13", None, id="no month"),
        pytest.param("2018-02-30", None, id="no day"),
        pytest.param(None, None, id="none"),
    ],
)
def test_the_age_of_a_document(cite, published, age):
    found = years(cite(1, "Pay.", published=published).evidence.document, TODAY)
    assert found == (age and pytest.approx(age, abs=0.05))


@pytest.mark.parametrize(
    ("published", "spoken"),
    [
        pytest.param("2018-03-05", "March 2018", id="day"),
        pytest.param("2018-12", "December 2018", id="month"),
        pytest.param("2018", "2018", id="year"),
        pytest.param("2018-13", "2018-13", id="no month"),
        pytest.param("", "", id="none"),
    ],
)
def test_dates_are_spoken(published, spoken):
    assert spoken_date(published) == spoken


@pytest.mark.parametrize(
    ("metadata", "name"),
    [
        pytest.param({"known_as": "jobs board", "publisher": "Board Ltd"}, "the jobs board", id="as people say"),
        pytest.param({"known_as": "the jobs board"}, "the jobs board", id="with its article"),
        pytest.param({"publisher": "Springboard"}, "Springboard", id="publisher"),
        pytest.param({}, "“A guide”", id="title"),
    ],
)
def test_what_a_document_is_called(make_document, metadata, name):
    assert called(make_document("Text.", **metadata)) == name


@pytest.mark.parametrize("region", [None, "not stated", "Not stated (figures in US dollars)", "unknown"])
def test_a_region_left_open_is_none(make_document, region):
    assert stated_region(make_document("Text.", region=region)) is None
