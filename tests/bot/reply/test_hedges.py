"""No surer, no more general, no less bound than the source; each case is judged by the guards as a whole."""

import pytest

from bot.reply.guards import check


def case(sentence, source, id=None):
    return pytest.param(sentence, source, id=id or sentence)


MAY = "Beginners may be paid less in their first year."
MUST = "Trainees must pass a swimming test."
SHOULD = "Applicants should learn Figma first."
USUALLY = "Gardeners usually start at six in summer."
MOST = "Most firms take people with an office apprenticeship."
EXPECTED = "The board expects more jobs in logistics."
IF = "You get a permanent contract after 26 weeks if your attendance is good."
UNLESS = "The deposit is refunded unless a tool is lost."
PROVIDED = "Spouses are admitted, provided that they are registered."
NOT = "You do not need a design degree, although many job adverts mention one."
NEVER = "The fee is paid by the training company, never by the apprentice."
NOT_ONLY = "The certificate is not only useful for bakers but for cooks."
NO_LATER = "Applications must arrive no later than noon on Friday."
FREE = "The exam is oral and is held in June."
ONLY = "Drones are flown by appointment only."
BEFORE = "Apply before the summer break."
OPEN = "The drop-in desk is open in the morning."
ONE = "Applicants need at least one year of practice."
CHOICE = "With experience you could move on to:\ncost engineer at the port\ncollege lecturer in Brugga"


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        case("Yes, beginners may be paid less in their first year.", MAY),
        case("In their first year, beginners can be paid less.", MAY, id="may and can"),
        case("You have to pass a swimming test.", MUST, id="must and have to"),
        case("You should learn Figma first.", SHOULD),
        case("In summer gardeners usually start at six.", USUALLY),
        case("Gardeners often start at six in summer.", USUALLY, id="usually and often"),
        case("Most firms take people with an office apprenticeship.", MOST),
        case("More jobs in logistics are expected.", EXPECTED),
        case("If your attendance is good, you get a permanent contract after 26 weeks.", IF),
        case("You get a permanent contract after 26 weeks, provided your attendance is good.", IF),
        case("The deposit is refunded unless you have lost a tool.", UNLESS),
        case("Spouses are admitted if they are registered.", PROVIDED),
        case("No, you don't need a design degree.", NOT),
        case("No, the fee is paid by the training company, never by the apprentice.", NEVER),
        case("The fee is paid by the training company.", NEVER, id="the half that is not denied"),
        case("No, it is held in June.", FREE, id="an opening no denies nothing"),
        case("Yes: the exam is oral.", FREE, id="an opening yes"),
        case("Not yet: the exam is held in June.", FREE, id="an opening not yet"),
        case("Applications must arrive no later than noon on Friday.", NO_LATER),
        case("The certificate is not only useful for bakers but for cooks.", NOT_ONLY),
        case("Drones are flown only by appointment.", ONLY),
        case("You need at least one year of practice.", ONE),
        case("You could move on to college lecturer in Brugga.", CHOICE),
    ],
)
def test_what_is_as_sure_as_its_source_stands(sentence, source):
    assert check(sentence, [source]).problem == ""


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        case("Beginners are paid less in their first year.", MAY, id="may is lost"),
        case("Beginners must be paid less in their first year.", MAY, id="may becomes must"),
        case("Trainees may pass a swimming test.", MUST, id="must becomes may"),
        case("Trainees can pass a swimming test.", MUST, id="must becomes can"),
        case("Applicants must learn Figma first.", SHOULD, id="should becomes must"),
        case("Applicants learn Figma first.", SHOULD, id="should is lost"),
        case("Gardeners start at six in summer.", USUALLY, id="usually is lost"),
        case("Gardeners always start at six in summer.", USUALLY, id="usually becomes always"),
        case("Firms take people with an office apprenticeship.", MOST, id="most is lost"),
        case("All firms take people with an office apprenticeship.", MOST, id="most becomes all"),
        case("Every firm takes people with an office apprenticeship.", MOST, id="most becomes every"),
        case("There are more jobs in logistics.", EXPECTED, id="a forecast as a fact"),
        case("You get a permanent contract after 26 weeks.", IF, id="a condition is lost"),
        case("You always get a permanent contract after 26 weeks if your attendance is good.", IF, id="always is added"),
        case("You get a permanent contract after 26 weeks unless your attendance is good.", IF, id="if becomes unless"),
        case("The deposit is refunded.", UNLESS, id="an exception is lost"),
        case("The deposit is refunded if a tool is lost.", UNLESS, id="unless becomes if"),
        case("Spouses are admitted.", PROVIDED, id="a proviso is lost"),
        case("Yes, you need a design degree.", NOT, id="a denial is lost behind yes"),
        case("No, you need a design degree.", NOT, id="no does not stand for a denial"),
        case("The fee is paid by the apprentice.", NEVER, id="never is lost"),
        case("The fee is not paid by the training company.", NEVER, id="a denial in the wrong clause"),
        case("The exam is not oral.", FREE, id="a denial is added"),
        case("The exam is never held in June.", FREE, id="never is added"),
        case("No, the exam is not held in June.", FREE, id="a denial behind no"),
        case("The certificate is not useful for bakers but for cooks.", NOT_ONLY, id="only is lost from not only"),
        case("The exam is not only oral and is held in June.", FREE, id="not only is added"),
        case("Applications must arrive no earlier than noon on Friday.", NO_LATER, id="later becomes earlier"),
        case("Drones are flown by appointment.", ONLY, id="only is lost"),
        case("Apply after the summer break.", BEFORE, id="before becomes after"),
        case("The drop-in desk is closed in the morning.", OPEN, id="open becomes closed"),
        case("The drop-in desk is open in the evening.", OPEN, id="morning becomes evening"),
        case("Applicants need at most one year of practice.", ONE, id="at least becomes at most, of no figure"),
        case("You must become a college lecturer in Brugga.", CHOICE, id="the lead-in's could becomes must"),
        case("The drop-in desk is best in the morning.", OPEN, id="a comparison of one's own"),
        case("Yes.", FREE, id="nothing but an opening"),
    ],
)
def test_what_is_surer_than_its_source_is_refused(sentence, source):
    assert check(sentence, [source]).source is None
