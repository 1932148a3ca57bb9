"""How old a source is, and of which region, said where it matters."""

from datetime import date

import pytest

from bot.answer import Citation, Evidence
from bot.remarks.dating import called, date_remark, spoken_date, stated_region, years
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


OLD = "These figures are from a source of 2018; ask for newer figures before you decide."


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        pytest.param("Bakers earn £24,000 a year.", OLD, id="pay"),
        pytest.param("| Fee | £9 |", OLD, id="a fee in a table"),
        pytest.param("The course costs 45 euros.", OLD, id="a currency's name"),
        pytest.param("Tuition comes to 2,400 for both terms.", OLD, id="a number of thousands"),
        pytest.param("The hall has 120 places.", OLD, id="a number of three digits"),
        pytest.param("Grants cover 60% of it.", OLD, id="a share"),
        pytest.param("8 per cent leave.", OLD, id="a share in words"),
        pytest.param("Apply by 31 July.", OLD, id="a month"),
        pytest.param("It was founded in 1998.", OLD, id="a year"),
        pytest.param("Bakers knead dough.", None, id="no figure"),
        pytest.param("Step 3 is the maths check.", None, id="a small number"),
        pytest.param("You may march on.", None, id="words that months are called"),
    ],
)
def test_which_figures_grow_old(cite, quote, said):
    assert date_remark([cite(1, quote, published="2018")], TODAY, 2) == said


@pytest.mark.parametrize(
    ("quote", "metadata", "remark"),
    [
        pytest.param(
            PAY,
            {"published": "2018-03-05"},
            "These figures are from a source of March 2018; ask for newer figures before you decide.",
            id="figures",
        ),
        pytest.param(PAY, {}, "These figures are undated; ask for newer figures before you decide.", id="undated"),
        pytest.param(
            PAY,
            {"published": "last spring"},
            "These figures are undated; ask for newer figures before you decide.",
            id="no ISO date",
        ),
        pytest.param(
            PAY,
            {"published": "2018", "region": "United States"},
            "These figures are from a source of 2018; ask for newer figures before you decide. It is about the United States.",
            id="old, of a region",
        ),
        pytest.param(PAY, {"published": "2025-06-01", "region": "Ostermere"}, "It is about Ostermere.", id="region alone"),
        pytest.param(
            PAY,
            {"published": "2018", "region": "not stated (figures in US dollars)"},
            "These figures are from a source of 2018; ask for newer figures before you decide.",
            id="region not stated",
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
