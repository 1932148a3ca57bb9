"""What stands on which side; each case is judged by the guards as a whole."""

import pytest

from bot.reply.guards import check


def case(sentence, source, id=None):
    return pytest.param(sentence, source, id=id or sentence)


PAY = "The harbour pays more than the airport."
PERCENT = "Records managers start on about 10 percent more than librarians."
HIRE = "The agency hires the interpreters in spring."
ENGLISH = "Questions about contracts are answered by Mrs Oderbolz."
OLDER = "Most plumbers are older than most roofers."
TEST = "Results are posted on the first Monday of June."
NAMED = "The Union of Pharmacy Staff advises technicians."
SEASON = "The site is open from 1 April to 15 October."
GAP = "The gap between men and women shrank from 11 to 8 percent."
REASON = "The main reason is automatic storage."


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        case("Yes, the harbour pays more than the airport.", PAY),
        case("Records managers start on roughly 10 percent more than librarians.", PERCENT),
        case("In spring the agency hires the interpreters.", HIRE),
        case("Interpreters are hired by the agency in spring.", HIRE, id="passive"),
        case("Mrs Oderbolz answers questions about contracts.", ENGLISH, id="active"),
        case("Most plumbers are older than most roofers.", OLDER),
        case("On the first Monday of June results are posted.", TEST),
        case("The site is open from 1 April to 15 October, no longer.".removesuffix(", no longer."), SEASON, id="a season"),
        case("The gap between men and women shrank from 11 to 8 percent.", GAP),
        case("Automatic storage is the main reason.", REASON, id="subject and complement"),
    ],
)
def test_another_order_that_says_the_same_stands(sentence, source):
    assert check(sentence, [source]).problem == ""


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        case("The airport pays more than the harbour.", PAY, id="more turned round"),
        case("The harbour pays less than the airport.", PAY, id="more becomes less"),
        case("Librarians start on about 10 percent more than records managers.", PERCENT, id="percent more turned round"),
        case("The interpreters hire the agency in spring.", HIRE, id="who hires whom"),
        case("Most roofers are older than most plumbers.", OLDER, id="older turned round"),
        case("Results are posted on the first June of Monday.", TEST, id="day and month swapped"),
        case("The site is open from 15 April to 1 October.", SEASON, id="days swapped"),
        case("The site is open from 1 October to 15 April.", SEASON, id="months swapped"),
        case("The gap between men and women shrank from 8 to 11 percent.", GAP, id="from and to swapped"),
        case("The gap between men and women shrank by 8 percent.", GAP, id="to becomes by"),
        case("The airport pays more.", PAY, id="the second side as the first"),
        case("The gap between men and women grew from 11 to 8 percent.", GAP, id="another direction"),
    ],
)
def test_sides_that_changed_are_refused(sentence, source):
    assert check(sentence, [source]).source is None
