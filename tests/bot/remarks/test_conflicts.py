"""Figures of several sources that differ are pointed out, and others are not."""

import pytest

from bot.answer import Evidence
from bot.remarks.conflicts import conflict_remark
from index.blocks import Span

DATED = {"published": "2024-05"}


@pytest.fixture
def remark_on(make_document):
    """The remark on texts of the documents Board, Site and Blog; `metadata` goes to each of them, a dictionary each."""

    def remark_on(*texts, metadata=(DATED, DATED, DATED)):
        return conflict_remark(
            [
                Evidence(make_document(text, f"{name}.md", **{"publisher": name} | data), (), Span(0, len(text)))
                for name, text, data in zip(("Board", "Site", "Blog"), texts, metadata, strict=False)
            ]
        )

    return remark_on


@pytest.mark.parametrize(
    ("one", "other", "first", "second"),
    [
        pytest.param(
            "The average salary of an engineer is $114,121.",
            "An engineer's average salary is $112,500.",
            "average salary, $114,121",
            "average salary, $112,500",
            id="average salaries",
        ),
        pytest.param(
            "The average base salary of nurses is around $146,085.",
            "According to a survey, the average salary of nurses is $112,500 a year.",
            "average base salary, around $146,085",
            "average salary, $112,500 a year",
            id="a mark of one source",
        ),
        pytest.param("Nurses earn $50 an hour.", "Nurses earn $60 per hour.", "$50 an hour", "$60 per hour", id="pay an hour"),
        pytest.param("Nurses earn 50,000 euros.", "Nurses earn €60k.", "50,000 euros", "€60k", id="spellings of a currency"),
        pytest.param(
            "Nurses earn $50,000 to $60,000.",
            "Nurses earn $70,000–$80,000.",
            "$50,000 to $60,000",
            "$70,000–$80,000",
            id="ranges",
        ),
        pytest.param(
            "Nurses earn between $50,000 and $60,000.",
            "Nurses earn at least $70,000.",
            "between $50,000 and $60,000",
            "at least $70,000",
            id="an open range",
        ),
        pytest.param(
            "Bookkeepers in South Harbour earn £30,200.",
            "In South Harbour bookkeepers earn £35,500.",
            "£30,200 (in South Harbour)",
            "£35,500 (in South Harbour)",
            id="the same place",
        ),
        pytest.param(
            "In 2023 nurses earned $50,000.",
            "Nurses earned $60,000 in 2023.",
            "$50,000 (in 2023)",
            "$60,000 (in 2023)",
            id="the same year",
        ),
        pytest.param(
            "Newly qualified nurses earn $50,000.",
            "Newly qualified nurses earn $60,000.",
            "newly qualified, $50,000",
            "newly qualified, $60,000",
            id="the same level",
        ),
        pytest.param(
            "Demand for engineers grew by 344%.",
            "Demand for engineers grew by 40 percent.",
            "demand, 344%",
            "demand, 40 percent",
            id="growth",
        ),
        pytest.param(
            "Demand for nurses rose by 5%.", "Demand for nurses fell by 5%.", "demand, 5%", "demand, 5% (fell)", id="direction"
        ),
        pytest.param(
            "Job postings for nurses are expected to grow by 5% by 2030.",
            "Job postings for nurses are expected to rise by 9% by 2030.",
            "job postings expected, 5% (by 2030)",
            "job postings expected, 9% (by 2030)",
            id="forecasts",
        ),
        pytest.param(
            "Training as a florist takes 6 months.",
            "Training as a florist takes 9 months.",
            "6 months",
            "9 months",
            id="duration",
        ),
        pytest.param(
            "Training as a florist takes 6 weeks.",
            "Training as a florist takes nine months.",
            "6 weeks",
            "nine months",
            id="duration in other units",
        ),
        pytest.param(
            "A bootcamp takes 4–6 weeks.",
            "A bootcamp takes about 12 weeks.",
            "4–6 weeks",
            "about 12 weeks",
            id="courses in general",
        ),
        pytest.param(
            "Springboard's bootcamp lasts 6 months.",
            "Springboard's bootcamp lasts 9 months.",
            "6 months",
            "9 months",
            id="one school's course",
        ),
        pytest.param(
            "The fee of Springboard's bootcamp is $9,900.",
            "The fee of Springboard's bootcamp is $12,000.",
            "fee, $9,900",
            "fee, $12,000",
            id="one school's fee",
        ),
        pytest.param(
            "A shift of nurses lasts 8 hours.", "A shift of nurses lasts 12 hours.", "8 hours", "12 hours", id="hours"
        ),
        pytest.param(
            "It takes five steps to become an engineer.",
            "To become an engineer it takes seven steps.",
            "five steps",
            "seven steps",
            id="steps",
        ),
        pytest.param(
            "There are 1,200 openings for nurses.",
            "There are 900 openings for nurses.",
            "1,200 openings",
            "900 openings",
            id="openings",
        ),
        pytest.param("68% of engineers have a degree.", "54% of engineers have a degree.", "68%", "54%", id="shares"),
        pytest.param(
            "Nurses work nights. Nurses earn $50,000.",
            "Nurses earn $60,000. They like it.",
            "$50,000",
            "$60,000",
            id="among other sentences",
        ),
    ],
)
def test_differing_figures_are_told_with_their_sources(remark_on, one, other, first, second):
    assert remark_on(one, other) == f"The sources differ: Board (May 2024) speaks of {first}; Site (May 2024) of {second}."


@pytest.mark.parametrize(
    ("one", "other", "first", "second"),
    [
        pytest.param(
            "The base pay of nurses is $134,472.",
            "The total compensation of nurses is $215,000 to $397,000 a year.",
            "base pay, $134,472",
            "total compensation, $215,000 to $397,000 a year",
            id="base and total",
        ),
        pytest.param(
            "The average salary of nurses is $70,000.",
            "The median salary of nurses is $60,000.",
            "average salary, $70,000",
            "median salary, $60,000",
            id="average and median",
        ),
        pytest.param(
            "The starting salary of nurses is $50,000.",
            "The salary of nurses is $60,000.",
            "starting salary, $50,000",
            "salary, $60,000",
            id="starting",
        ),
        pytest.param(
            "In 2023 a nurse's salary was $70,000.",
            "In 2025 a nurse's salary was $75,000.",
            "salary, $70,000 (in 2023)",
            "salary, $75,000 (in 2025)",
            id="years",
        ),
        pytest.param(
            "Job postings for nurses grew by 344% between 2015 and 2018.",
            "Job postings for nurses grew by almost 75 percent over four years.",
            "job postings, 344% (between 2015 and 2018)",
            "job postings, almost 75 percent (over four years)",
            id="spans of years",
        ),
        pytest.param(
            "Demand for nurses grew by 5%.",
            "Demand for nurses is expected to grow by 9%.",
            "demand, 5%",
            "demand expected, 9%",
            id="past and forecast",
        ),
        pytest.param("Nurses earn $40 an hour.", "Nurses earn $70,000 a year.", "$40 an hour", "$70,000 a year", id="periods"),
        pytest.param(
            "Nurses in Kent earn £30,000.",
            "Nurses in Devon earn £35,000.",
            "£30,000 (in Kent)",
            "£35,000 (in Devon)",
            id="places",
        ),
        pytest.param(
            "Part-time training as a florist takes 18 months.",
            "Full-time training as a florist takes 9 months.",
            "part-time, 18 months",
            "full-time, 9 months",
            id="part-time and full-time",
        ),
    ],
)
def test_figures_of_other_things_are_said_to_measure_other_things(remark_on, one, other, first, second):
    assert remark_on(one, other) == (
        f"The sources measure different things: Board (May 2024) speaks of {first}; Site (May 2024) of {second}."
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # They agree
        pytest.param("The salary of nurses is $70,000.", "The salary of nurses is $70,000.00.", id="the same value"),
        pytest.param("The salary of nurses is $70,000.", "The salary of nurses is 70 thousand dollars.", id="in words"),
        pytest.param("Nurses earn from $60,000 to $80,000.", "Nurses earn $70,000.", id="inside a range"),
        pytest.param("Nurses earn $60,000–$80,000.", "Nurses earn $75,000 to $90,000.", id="ranges that overlap"),
        pytest.param("Nurses earn at least $60,000.", "Nurses earn $70,000.", id="above the least"),
        pytest.param("Nurses earn up to $80,000.", "Nurses earn $70,000.", id="below the most"),
        pytest.param("Nurses earn about $70,000.", "Nurses earn $71,200.", id="about"),
        pytest.param("Training as a florist takes 6 months.", "Training as a florist takes 24 weeks.", id="other units"),
        pytest.param("Training as a florist takes one year.", "Training as a florist takes 12 months.", id="a year"),
        pytest.param("Training as a florist takes six months.", "Training as a florist takes 6 months.", id="number words"),
        pytest.param("Demand for nurses grew by 40%.", "Demand for nurses grew by 40 per cent.", id="per cent"),
        # Other quantities
        pytest.param("The florist training takes 6 months.", "The florist training costs £600.", id="time and money"),
        pytest.param("Nurses earn $70,000.", "Nurses pay a fee of $600.", id="pay and a fee"),
        pytest.param("Demand for nurses grew by 40%.", "40% of nurses are in demand.", id="growth and share"),
        pytest.param("The salary of nurses is $70,000.", "The salary of nurses is £55,000.", id="other currencies"),
        pytest.param("Nurses earn $70,000.", "Nurses earn a bonus of 5%.", id="money and share"),
        pytest.param(
            "Training as a nurse takes 3 years.", "A nurse needs 5 years of experience.", id="training and experience"
        ),
        pytest.param("Training as a nurse takes 3 years.", "Nurses are at least 18 years old.", id="training and age"),
        pytest.param("Training as a nurse takes 3 years.", "Nurses work 38 hours a week.", id="training and hours"),
        pytest.param(
            "Training as a florist takes 60 hours.", "Training as a florist takes 6 months.", id="hours of work and months"
        ),
        pytest.param("Demand for nurses grew by 5 percentage points.", "Demand for nurses grew by 9%.", id="percentage points"),
        pytest.param("Salaries of nurses rose by 5%.", "Salaries of plumbers rose by 9%.", id="growth of others"),
        pytest.param("It takes five steps to become a nurse.", "The course has seven modules.", id="other counts"),
        # Other subjects
        pytest.param("Nurses earn $70,000.", "Plumbers earn $60,000.", id="other occupations"),
        pytest.param("Dental nurses earn $70,000.", "Nurses earn $60,000.", id="a special kind"),
        pytest.param("Nurses at Mercy Hospital earn $70,000.", "Nurses earn $60,000.", id="an employer"),
        pytest.param("68% of nurses have a degree.", "20% of nurses work nights.", id="shares of other things"),
        pytest.param("40% of nurses leave.", "60% of nurses start at night.", id="shares told by plain verbs"),
        pytest.param("There are 1,200 openings for nurses.", "There are 900 openings for cooks.", id="openings of others"),
        pytest.param("The salary is $70,000.", "The salary is $60,000.", id="nobody is named"),
        pytest.param(
            "Kestrel's garden course costs £890.", "Larkfield's garden course costs £1,140.", id="courses of two schools"
        ),
        pytest.param("The garden course costs £890.", "The garden course costs £1,140.", id="each school's own fee"),
        pytest.param("The garden course takes 6 months.", "The garden course takes 9 months.", id="each school's own course"),
        pytest.param("Our Python course lasts 6 weeks.", "Our Python course lasts 9 weeks.", id="a subject is no owner"),
        pytest.param("It takes 6 months. Nurses train.", "It takes 9 months. Nurses train.", id="it"),
        # Too much or too little in a sentence
        pytest.param("Nurses earn $70,000, or $90,000 at night.", "Nurses earn $60,000.", id="two figures"),
        pytest.param("Nurses earn $70,000 and $90,000.", "Nurses earn $60,000.", id="a pair"),
        pytest.param("Nurses earn $70,000 if they work nights.", "Nurses earn $60,000.", id="a condition"),
        pytest.param("Nurses never earn $70,000.", "Nurses earn $60,000.", id="a denial"),
        pytest.param("Nurses earn $80,000 after 5 years.", "Nurses earn $60,000.", id="after some years"),
        pytest.param("Nurses older than 50 earn $80,000.", "Nurses earn $60,000.", id="an age"),
        pytest.param("Nurses earn $15 extra an hour.", "Nurses earn $40 an hour.", id="an extra"),
        pytest.param("Nurses earn $20,000 more.", "Nurses earn $60,000.", id="a difference"),
        pytest.param("Some nurses earn $80,000.", "Nurses earn $60,000.", id="some"),
        pytest.param("Nurses can earn $80,000.", "Nurses earn $60,000.", id="a possibility"),
        pytest.param("As a nurse she earned $70,000.", "A nurse earned $60,000.", id="a story"),
        pytest.param("Do nurses earn $70,000?", "Nurses earn $60,000.", id="a question"),
        pytest.param("Nurses earn $50 an hour.", "Nurses earn $60,000.", id="a period of one"),
        pytest.param("Nurses earn $60,000.", "Nurses earn $5,000.", id="perhaps a month's"),
        pytest.param("Nurses work nights.", "Nurses work days.", id="no figures"),
        pytest.param("Nurses earn $60,000.", "Nurses earn well.", id="one figure"),
        pytest.param("Nurses trained in 2015.", "Nurses trained in 2018.", id="years"),
        pytest.param("Training takes 3 years after school.", "Training takes 2 years after school.", id="a point in time"),
    ],
)
def test_what_is_no_conflict(remark_on, one, other):
    assert remark_on(one, other) is None


def test_undated_sources_and_regions_are_told(remark_on):
    metadata = ({"known_as": "jobs board", "region": "Kent"}, {"published": "2021", "region": "Devon"})
    assert remark_on("Nurses earn £30,000.", "Nurses earn £35,000.", metadata=metadata) == (
        "The sources measure different things: the jobs board (Kent, undated) speaks of £30,000; Site (Devon, 2021) of £35,000."
    )


def test_a_region_not_stated_is_none(remark_on):
    metadata = ({"region": "not stated"}, {"region": "Devon"})
    assert remark_on("Nurses earn £30,000.", "Nurses earn £35,000.", metadata=metadata).startswith("The sources differ: ")


def test_what_the_documents_are_about_stands_for_a_subject(remark_on):
    nurse = {"occupation": "Nurse"}
    assert remark_on("The average salary is $70,000.", "The average salary is $60,000.", metadata=(nurse, nurse))


def test_documents_about_other_occupations_do_not_differ(remark_on):
    metadata = ({"occupation": "Nurse"}, {"occupation": "Cook"})
    assert remark_on("The average salary is $70,000.", "The average salary is $60,000.", metadata=metadata) is None


def test_what_is_measured_may_differ_in_sentences_that_share_the_occupation(remark_on):
    nurse = {"occupation": "Nurse"}
    remark = remark_on(
        "A nurse in full-time work had a median base pay of £29,400.",
        "The average nurse among our members earned £34,600.",
        metadata=(nurse, nurse),
    )
    assert remark.startswith("The sources measure different things: ")


def test_sentences_that_share_the_occupation_alone_do_not_differ(remark_on):
    nurse = {"occupation": "Nurse"}
    texts = ("The average nurse earned £29,400.", "The average nurse among our members earned £34,600.")
    assert remark_on(*texts, metadata=(nurse, nurse)) is None


def test_editions_of_one_school_differ_in_its_fee(remark_on):
    edition = {"publisher": "Aldergate", "occupation": "Childcare worker"}
    metadata = ({**edition, "published": "2023"}, {**edition, "published": "2025"})
    assert remark_on("| Fee | £1,380 |", "| Fee | £1,650 |", metadata=metadata) == (
        "The sources differ: Aldergate (2023) speaks of fee, £1,380; Aldergate (2025) of fee, £1,650."
    )


@pytest.mark.parametrize("other", ["| Exam fee | £40 |", "It costs £38.", "A polo shirt costs £14."])
def test_fees_of_one_school_for_other_things_do_not_differ(remark_on, other):
    metadata = [{"publisher": "Aldergate", "occupation": "Childcare worker"}] * 2
    assert remark_on("| Fee | £1,380 |", other, metadata=metadata) is None


def test_the_year_of_an_article_is_not_that_of_its_figures(remark_on):
    texts = ("Nurses earn $70,000, according to Board's 2024 article.", "Nurses earn $60,000 in 2019.")
    assert remark_on(*texts).startswith("The sources differ: ")


def test_a_real_difference_goes_before_other_measures(remark_on):
    remark = remark_on(
        "The base salary of nurses is $70,000.",
        "The total salary of nurses is $90,000.",
        "The base salary of nurses is $80,000.",
    )
    assert remark == (
        "The sources differ: Board (May 2024) speaks of base salary, $70,000; Blog (May 2024) of base salary, $80,000."
    )


def test_documents_that_agree_elsewhere_do_not_differ(remark_on):
    assert remark_on("Nurses earn $70,000. Nurses earn $80,000.", "Nurses earn $80,000.") is None


def test_documents_that_agree_elsewhere_do_not_differ_in_any_order(make_document):
    board, site = (make_document("Nurses earn $70,000. Nurses earn $80,000.", f"{name}.md") for name in ("board", "site"))
    places = ((board, 0, 20), (site, 21, 41), (board, 21, 41))
    assert conflict_remark([Evidence(document, (), Span(start, end)) for document, start, end in places]) is None


def test_one_document_does_not_differ_from_itself(remark_on):
    assert remark_on("The salary of nurses is $70,000. The salary of nurses is $80,000.") is None


def test_without_sources_nothing_differs():
    assert conflict_remark([]) is None
