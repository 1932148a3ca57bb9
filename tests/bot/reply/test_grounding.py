"""A sentence that a model wrote is shown only if the quotes say it, of the same thing, and do not deny it."""

import pytest

from bot.reply.grounding import Sources, without_bare_opening

NORTH = ("Plumbing at North College › Fees", "The fee is £940. The course takes 30 weeks, with two evenings a week.")
SOUTH = ("Plumbing at South College › Fees", "The fee is £715. The course takes 24 weeks.")
EXAM = (
    "Tidewell reviews › Project management",
    "It is fine, except that the exam at the end isn't included. It was £95 on top.",
)
OWN = ("Web design › Certificate", "To be clear, it's our own certificate and not a national qualification.")
NEED = ("Bell founding › Before you begin", "You need: a steady hand; good hearing; a clean bench")
SHARE = ("Career track › Contents", "Production engineering makes up 50% of the track. Engineers also clean data sets.")
GUEST = ("Ropes › Dress", "Guests wear blue. Helpers never wear blue.")
PAY = ("Machine operators › Pay", "Beginners earn €2,100 a month; after five years they earn €2,600.")
PRICES = ("Lorry school › Prices", "Item: Theory, classroom · Price: €310; Item: Theory, online · Price: €240")
EXAMS = ("Rope schools › Exams", "Oak has an exam in splicing. Elm has courses for beginners.")
ALL = [NORTH, SOUTH, EXAM, OWN, NEED, SHARE, GUEST, PAY, PRICES, EXAMS]


def case(sentence, *rest, id=None):
    return pytest.param(sentence, *rest, id=id or sentence)


@pytest.mark.parametrize(
    ("sentence", "question", "homes"),
    [
        case("The fee is £715.", "What does plumbing at South College cost?", (1,), id="word for word"),
        case("At South College the plumbing course costs £715.", "plumbing south college price", (1,)),
        case("It is £715.", "What does plumbing at South College cost?", (1,), id="the question says of what"),
        case("Plumbing at North College takes thirty weeks.", "how long is it at north", (0,), id="a number in words"),
        case("No, the exam isn't included; it is £95 on top.", "Is the exam included?", (2,)),
        case("It is the provider's own certificate and not a national qualification.", "", (3,)),
        case("You need a steady hand, good hearing and a clean bench.", "", (4,), id="a list in one sentence"),
        case("You need: 1. a steady hand; 2. good hearing; 3. a clean bench.", "", (4,), id="a list that is counted"),
        case("Helpers never wear blue.", "", (6,), id="a denial kept"),
        case("After five years they earn €2,600 a month.", "and after five years?", (7,)),
        case("Online theory costs €240.", "price of online theory", (8,), id="a table's row"),
    ],
)
def test_what_a_quote_says_stands_on_it(sentence, question, homes):
    assert Sources(ALL, question).homes(sentence) == (homes, "")


@pytest.mark.parametrize(
    ("sentence", "question", "problem"),
    [
        case("The fee is £725.", "", "725 stands in no quote", id="a figure that nobody gave"),
        case("The fee at Harbour College is £715.", "", "Harbour stands in no quote", id="a name that nobody gave"),
        case("Plumbing at South College costs £940.", "price at south college", "940 is said of something else"),
        case("It is £940.", "What does plumbing at South College cost?", "940 is said of something else"),
        case("Beginners earn €2,600.", "pay of beginners", "2600 is said of something else", id="of the same sentence"),
        case("Online theory costs €310.", "price of online theory", "310 is said of something else", id="of another row"),
        case("Plumbing at South College takes 24 months.", "", "24 is said of something else", id="another unit"),
        case("Beginners earn £2,100 a month.", "", "2100 is said of something else", id="another currency in a quote's words"),
        case("Later beginners earn after five years.", "", "", id="an order that the quote has"),
        case("Beginners earn: 2. €2,600.", "pay of beginners", "2600 is said of something else", id="a count before a figure"),
        case("Plumbing at South College takes at most 24 weeks.", "", "", id="a limit that the quote leaves open"),
        case("The exam is included.", "Is the exam included?", "denies what the quote says, or the other way round"),
        case("It is a national qualification.", "", "denies what the quote says, or the other way round"),
        case("Oak has an exam in splicing, while Elm does not.", "", "denies what the quote says", id="what is only named"),
        case(
            "Oak has an exam in splicing, while engineers do not.",
            "",
            "denies what the quote says",
            id="what another quote only names",
        ),
        case("Guests never wear blue.", "", "denies what the quote says, or the other way round", id="a denial added"),
        case(
            "50% of your hours go into cleaning data sets.", "how much time is cleaning data", "is put together", id="a bridge"
        ),
        case("£940.", "What does plumbing at South College cost?", "940 is said of something else", id="a bare figure"),
        case("Yes.", "Is the exam included?", "says nothing of the quotes", id="a bare yes"),
        case("North College is cheaper: the fee is £940.", "", "compares what no quote compares"),
        case("Dentists pull teeth.", "", "says nothing of the quotes", id="nothing of it is known"),
        case("Your mentor polishes bells and rides bicycles daily.", "", "is in other words than the quotes"),
    ],
)
def test_what_no_quote_says_does_not(sentence, question, problem):
    assert Sources(ALL, question).homes(sentence)[1].startswith(problem)


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        pytest.param("No, the fee is not refunded.", "No, the fee is not refunded.", id="no before a denial"),
        pytest.param("No, only adults pay.", "No, only adults pay.", id="no before a limit"),
        pytest.param("No, the fee is £715.", "The fee is £715.", id="no before neither"),
        pytest.param("Yes, the fee is £715.", "Yes, the fee is £715.", id="yes"),
        pytest.param("Yes, the fee is not refunded.", "The fee is not refunded.", id="yes before a denial"),
        pytest.param("Now the fee is £715.", "Now the fee is £715.", id="neither"),
        pytest.param("No.", "No.", id="nothing more"),
    ],
)
def test_a_yes_or_no_is_shown_if_what_follows_bears_it_out(sentence, shown):
    assert without_bare_opening(sentence) == shown


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        pytest.param("They will not: the fee is £715.", "The fee is £715.", id="no in other words"),
        pytest.param("No, you can't: the fee is £715.", "The fee is £715.", id="no twice"),
        pytest.param("It does not matter: you need a steady hand.", "You need a steady hand.", id="a judgement"),
        pytest.param("At North College: the fee is £940.", "At North College: the fee is £940.", id="of the quotes"),
        pytest.param("You must not: use a phone.", "You must not: use a phone.", id="an order"),
        pytest.param("You can: bring a friend.", "You can: bring a friend.", id="what leads into a list"),
        pytest.param("The fee is £715.", "The fee is £715.", id="no colon"),
    ],
)
def test_what_is_judged_before_a_colon_goes(sentence, shown):
    assert Sources(ALL, "").without_verdict(sentence) == shown


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        pytest.param("If you fail, you pay for one more try.", "says 'you pay' for 'we pay'", id="the learner in our place"),
        pytest.param("If you fail, we pay for one more try.", "", id="as it is said"),
        pytest.param("If you fail again, you pay it.", "", id="both pay"),
    ],
)
def test_the_learner_does_not_do_what_we_do(sentence, problem):
    text = "If you fail, we pay for one more try." + (" If you fail again, you pay it." if "again" in sentence else "")
    assert Sources([("Tests", text)], "").homes(sentence)[1] == problem
