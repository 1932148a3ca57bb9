"""Figures with their units and limits."""

from decimal import Decimal

import pytest

from bot.reply.figures import Figure, find_figures, plain


def case(text, *rest, id=None):
    return pytest.param(text, *rest, id=id or text)


def figure(*values, **rest):
    return Figure(tuple(map(Decimal, values)), **rest)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        case("no figure at all", []),
        case("6 months", [figure(6, unit="month")]),
        case("six months", [figure(6, unit="month")]),
        case("€890 a place", [figure(890, unit="euro")]),
        case("890 euros", [figure(890, unit="euro")]),
        case("4 to 6 weeks", [figure(4, 6, unit="week")]),
        case("4–6 weeks", [figure(4, 6, unit="week")]),
        case("between 4 and 6 weeks", [figure(4, 6, unit="week")]),
        case("4 exams and 6 papers", [figure(4, unit="exam"), figure(6, unit="paper")]),
        case(
            "2,300 in 2010 to 1,450 in 2023",
            [figure(2300), figure(2010), figure(1450), figure(2023)],
            id="years and counts",
        ),
        case("at least 5 years", [figure(5, unit="year", limit="at least")]),
        case("5 years or more", [figure(5, unit="year", limit="at least")]),
        case("no more than £500", [figure(500, unit="pound", limit="at most")]),
        case("no later than 5 days", [figure(5, unit="day", limit="at most")]),
        case("more than 5 days", [figure(5, unit="day", limit="more than")]),
        case("about 40 people", [figure(40, limit="about")]),
        case("spread over 5 days", [figure(5, unit="day")], id="over as in through"),
        case("until 15 July", [figure(15, unit="juli")]),
        case("the 2022 survey", [figure(2022)], id="a year counts nothing"),
        case("on the 20th", [figure(20)], id="an ordinal counts nothing"),
    ],
)
def test_figures_have_units_and_limits(text, found):
    assert [figure for _, _, figure in find_figures(plain(text))] == found


@pytest.mark.parametrize(
    ("text", "inherited"),
    [
        case("60, 125 and 200 hours", ["hour", "hour", ""]),
        case("1,480 marks for members and 1,760 for guests", ["", "mark"]),
        case("six in ten learners for 18 months", ["", "", ""]),
        case("grade 11 brings €300", ["", ""]),
        case("300 euros in 2024 and 400 in 2025", ["", "", "euro", ""], id="not a year"),
    ],
)
def test_a_bare_figure_inherits_a_unit(text, inherited):
    assert [figure.inherited for _, _, figure in find_figures(plain(text))] == inherited


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        case("€5", "money"),
        case("5 francs", "money"),
        case("5 weeks", "time"),
        case("on 5 May", "date"),
        case("in 2024", "year"),
        case("a fee of 1,950 euros", "money", id="no year"),
        case("2024 euros", "money"),
        case("5 apples", "appl"),
        case("5", ""),
    ],
)
def test_figures_of_one_kind_can_be_taken_for_each_other(text, kind):
    assert [figure.kind for _, _, figure in find_figures(plain(text))] == [kind]


def test_the_month_may_is_no_permission():
    assert plain("You may start in May") == "you may start in maymonth"
