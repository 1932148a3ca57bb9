"""Figures and names stand with what they are said of; each case is judged by the guards as a whole."""

import pytest

from bot.reply.guards import check


def case(sentence, source, id=None):
    return pytest.param(sentence, source, id=id or sentence)


PLACES = "Evening places cost €890, weekend places €960, because the Saturday fee includes lunch."
LIMIT = "The lifting limit is 25 kilos for men and 15 kilos for women."
STARTS = "Paid-search specialists started at $51,300 on average in 2024, social media managers at $44,900."
TALKS = "A first conversation lasts 50 minutes; follow-ups take half an hour."
LEADERS = "Team leaders earn between £43,000 and £48,500, but they must have worked at least five years on the road."
TRAINEES = "Trainees get €890 in the first year and €1,540 in the last."
LATE = "A training contract must reach the office no later than six weeks before the first working day."
SHARE = "In 2024 the company had 58 of its 70 posts filled."
MEMBERS = "It costs 1,480 marks for members of the Association and 1,760 for guests."
COURSES = "The prep course takes 4-6 weeks, the career track 6 months."
TEACHERS = "Maria Costin leads the design course, and John Pykes leads the coding course."
INTAKE = "Apply by 1 July for September or by 15 November for February."
SURVEY = "The survey asked 1,840 technicians; 62 percent of them work part-time."
RESPECTIVELY = "The theory test and the driving test cost 60 and 120 euros respectively."
GRANT = "The grant is about €3,500 a year and is paid for up to 18 months."
FORMER = "The probation is six months for employees, three for former interns."
AGE = "You must be at least 16 years old on 1 September."
FEES = "| Mode | Length | Tuition | Exam fee |\n| Full-time, day | 2 years | £4,200 per year | £380 |"
RATES = "| Task | Rate 2023 | Rate 2024 |\n| Picking by hand | €9.80 | €10.35 |"
CELL = "| | Technician school | University |\n| Length | 2 years full-time, 4 years evenings | 3.5 years |"
ROWS = f"{FEES}\n| Part-time, evening | 3 years | £2,650 per year | £380 |"
NEED = "You need:\na medical certificate\nfour safety courses\nthe exam fee of $275\ntwo references from masters"


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        case("Evening places cost €890.", PLACES),
        case("Weekend places cost €960.", PLACES),
        case("Weekend places cost €960, because the Saturday fee includes lunch.", PLACES),
        case("Weekend places cost €960 against €890 in the evening.", PLACES.replace("Evening", "In the evening,"), id="both"),
        case("The lifting limit for women is 15 kilos.", LIMIT),
        case("For men, the lifting limit is 25 kilos.", LIMIT),
        case("Social media managers started at $44,900 on average in 2024.", STARTS),
        case("In 2024, paid-search specialists started at $51,300 on average.", STARTS),
        case("A first conversation takes 50 minutes.", TALKS),
        case("Team leaders earn £43,000 to £48,500.", LEADERS),
        case("Team leaders earn up to £48,500.", LEADERS, id="the upper end, as such"),
        case("Team leaders earn at least £43,000.", LEADERS, id="the lower end, as such"),
        case("Team leaders must have worked a minimum of 5 years on the road.", LEADERS),
        case("Trainees get €890 in the first year.", TRAINEES),
        case("Trainees get €1,540 in the last year.", TRAINEES),
        case("A training contract must reach the office at most six weeks before the first working day.", LATE),
        case("58 of its 70 posts were filled in 2024.", SHARE, id="the share first"),
        case("Guests pay 1,760 marks.", MEMBERS),
        case("Members of the Association pay 1,480 marks.", MEMBERS),
        case("The prep course takes four to six weeks.", COURSES),
        case("The career track takes 6 months.", COURSES),
        case("John Pykes leads the coding course.", TEACHERS),
        case("The design course is led by Maria Costin.", TEACHERS),
        case("Apply by 15 November for February.", INTAKE),
        case("Apply by 1 July for September.", INTAKE),
        case("62 percent work part-time.", SURVEY),
        case("The survey asked 1840 technicians.", SURVEY),
        case(RESPECTIVELY, RESPECTIVELY, id="respectively, word for word"),
        case("The grant is roughly €3,500 per year.", GRANT),
        case("The grant is paid for at most 18 months.", GRANT),
        case("The probation is three months for former interns.", FORMER),
        case("You must be 16 years or older on 1 September.", AGE),
        case("The full-time mode takes 2 years.", FEES),
        case("The exam fee for the full-time mode is £380.", FEES),
        case("The full-time mode has a tuition of £4,200 a year and takes 2 years.", FEES, id="two columns"),
        case("Picking by hand was paid at €10.35 in 2024.", RATES, id="a year as title"),
        case("Technician school takes 4 years in the evenings.", CELL, id="one of two in a cell"),
        case("Full-time tuition is £4,200 per year, and part-time tuition is £2,650 per year.", ROWS, id="two rows"),
        case("You need a medical certificate and two references from masters.", NEED, id="two items"),
        case("You need four safety courses and the exam fee of $275.", NEED, id="two items with figures"),
    ],
)
def test_a_faithful_sentence_stands(sentence, source):
    assert check(sentence, [source]).problem == ""


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        case("Evening places cost €960.", PLACES, id="the other's price"),
        case("Weekend places cost €890.", PLACES, id="the other's price, second"),
        case("Places cost €890.", PLACES, id="whose price is not said"),
        case("Weekend places cost €890, evening places €960.", PLACES, id="both prices swapped"),
        case("The lifting limit for women is 25 kilos.", LIMIT, id="the other's limit"),
        case("The lifting limit is 15 kilos for men and 25 kilos for women.", LIMIT, id="both limits swapped"),
        case("The lifting limit is 15 kilos.", LIMIT, id="a limit of all"),
        case("Social media managers started at $51,300 on average in 2024.", STARTS, id="the first one's pay"),
        case("Paid-search specialists started at $44,900 on average in 2024.", STARTS, id="the second one's pay"),
        case("Paid-search specialists started at $51,300 on average in 2025.", STARTS, id="another year"),
        case("Follow-ups take 50 minutes.", TALKS, id="the time of another clause"),
        case("Team leaders earn £43,000.", LEADERS, id="a range as one value"),
        case("Team leaders earn £48,500.", LEADERS, id="a range as its upper end"),
        case("Team leaders earn at least £48,500.", LEADERS, id="the upper end as the lower"),
        case("Team leaders must have worked five years on the road.", LEADERS, id="at least is lost"),
        case("Team leaders must have worked at most five years on the road.", LEADERS, id="at least becomes at most"),
        case("Team leaders must have worked more than five years on the road.", LEADERS, id="at least becomes more than"),
        case("Team leaders must have worked at least five months on the road.", LEADERS, id="years become months"),
        case("Team leaders earn between €43,000 and €48,500.", LEADERS, id="another currency"),
        case("Crew members earn between £43,000 and £48,500.", LEADERS, id="another subject"),
        case("You earn £43,000 to £48,500 as a nurse.", LEADERS, id="a subject of one's own"),
        case("Trainees get €1,540 in the first year.", TRAINEES, id="the last year's pay"),
        case("Trainees get €890 in the last year.", TRAINEES, id="the first year's pay"),
        case("Trainees get €890 in the first month.", TRAINEES, id="another period"),
        case("A training contract must reach the office six weeks before the first working day.", LATE, id="no later is lost"),
        case(
            "A training contract must reach the office six weeks after the first working day.", LATE, id="before becomes after"
        ),
        case("70 of its 58 posts were filled in 2024.", SHARE, id="more than there are"),
        case("In 58 the company had 2024 of its 70 posts filled.", SHARE, id="a year as a count"),
        case("Members of the Association pay 1,760 marks.", MEMBERS, id="the guests' price"),
        case("Guests pay 1,480 marks.", MEMBERS, id="the members' price"),
        case("The prep course takes 6 months.", COURSES, id="the track's time"),
        case("The career track takes 6 weeks.", COURSES, id="the course's weeks"),
        case("The career track takes 4-6 weeks.", COURSES, id="the course's range"),
        case("The prep course takes 4 weeks.", COURSES, id="the range cut"),
        case("The prep course takes 6-4 weeks.", COURSES, id="the range turned round"),
        case("John Pykes leads the design course.", TEACHERS, id="another leader"),
        case("Maria Costin leads the coding course.", TEACHERS, id="another leader, second"),
        case("Apply by 1 November for February.", INTAKE, id="the day of the other date"),
        case("Apply by 15 November for September.", INTAKE, id="the date of the other intake"),
        case("Apply by 15 February for November.", INTAKE, id="months swapped"),
        case("62 percent of the technicians were asked.", SURVEY, id="percent of something else"),
        case("62 technicians work part-time.", SURVEY, id="percent as a count"),
        case("The driving test costs 60 euros.", RESPECTIVELY, id="taken apart"),
        case("The grant is €3,500 a year.", GRANT, id="about is lost"),
        case("The grant is paid for 18 months.", GRANT, id="up to is lost"),
        case("The grant is about €3,500 a month.", GRANT, id="another rate"),
        case("The probation is three months for employees.", FORMER, id="the interns' probation"),
        case("You must be 16 years old on 1 September.", AGE, id="at least is lost, of an age"),
        case("You must be at least 16 years old on 16 September.", AGE, id="another day"),
        case("The full-time mode has an exam fee of £4,200.", FEES, id="another column's figure"),
        case("The full-time mode costs £380.", FEES, id="a column that is not named"),
        case("The full-time mode costs £380.", FEES.split("\n")[1].replace("day", "day mode"), id="a row without its titles"),
        case("The tuition of the full-time mode is £380.", FEES, id="the fee as tuition"),
        case("The full-time mode takes 2 months.", FEES, id="months in a table"),
        case("Picking by hand was paid at €9.80 in 2024.", RATES, id="another year's column"),
        case("Technician school takes 2 years in the evenings.", CELL, id="the other figure of a cell"),
        case("University takes 2 years full-time.", CELL, id="another column's cell"),
        case("Full-time tuition is £2,650 per year, and part-time tuition is £4,200 per year.", ROWS, id="rows swapped"),
        case("The part-time mode takes 2 years.", ROWS, id="another row's figure"),
        case("You need four references from masters.", NEED, id="the number of another item"),
        case("You need a medical fee of $275.", NEED, id="two items mixed"),
    ],
)
def test_a_figure_or_name_of_something_else_is_refused(sentence, source):
    assert check(sentence, [source]).source is None


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Bridge guards must wear a uniform.", id="the subject of another sentence"),
        pytest.param("Ferry pilots must wear a licence.", id="the object of another sentence"),
        pytest.param("Ferry pilots need a licence and must wear a uniform.", id="two sentences as one"),
    ],
)
def test_words_of_another_sentence_are_refused(sentence):
    sources = ["Ferry pilots must wear a uniform.", "Bridge guards must have a licence."]
    assert check(sentence, sources).source is None
