"""A right sentence made wrong: every kind of change, where it can be made and where it cannot."""

import pytest

from evals.changes import changes, figures_in

OWN = ("Bakers › Pay", "Beginners earn £1,200 a month.", "After three years they earn £1,450.", "Nights bring 25 percent.")
BESIDE = ("Butchers › Pay", "Butchers earn £1,300 a month for 38 hours a week.")
FIGURE = "another figure of the passage"
BESIDE_IT = "a figure of a passage beside it"
NEW = "a figure that stands nowhere"
SWAPPED = "two figures swapped"
UNIT = "another unit"
ADDED = "a denial added"
LOST = "a denial taken away"
TURNED = "a limit or an order turned round"


def case(kind, sentence, *made, id):
    return pytest.param(kind, sentence, list(made), id=f"{kind}: {id}")


@pytest.mark.parametrize(
    ("kind", "sentence", "made"),
    [
        case(FIGURE, "They start on £1,200.", "They start on £1,450.", id="of its kind"),
        case(FIGURE, "It takes two years.", "It takes 3 years.", id="in digits"),
        case(FIGURE, "It takes 18 months.", id="not with another unit"),
        case(FIGURE, "They earn £1,200, later £1,450.", id="none that the sentence has"),
        case(FIGURE, "They earn £1,200 to £1,300.", id="none for a range"),
        case(FIGURE, "They start at 9:30.", id="no time of day"),
        case(FIGURE, "They bake bread.", id="without a figure"),
        case(BESIDE_IT, "They start on £1,200.", "They start on £1,300.", id="of its kind"),
        case(BESIDE_IT, "Nights bring 25 percent.", id="none of its kind"),
        case(NEW, "They start on £1,200.", "They start on £1,400.", id="the nearest that no line has"),
        case(NEW, "They earn 25 percent more.", "They earn 26 percent more.", id="a small one"),
        case(NEW, "They earn £1,200 to £1,300.", id="none for a range"),
        case(SWAPPED, "First 60 and later 90 weeks.", "First 90 and later 60 weeks.", id="words between them"),
        case(SWAPPED, "Two papers of 60 and 90 minutes.", id="a mere list"),
        case(SWAPPED, "From £1,200 it rises by 25 percent.", id="of two kinds"),
        case(SWAPPED, "Days bring £90 and nights £90.", id="alike"),
        case(UNIT, "It takes two weeks.", "It takes two months.", id="of time"),
        case(UNIT, "It is a 12-week course.", "It is a 12-month course.", id="with a hyphen"),
        case(UNIT, "It costs £90.", "It costs €90.", id="a sign"),
        case(UNIT, "It costs 90 francs.", "It costs 90 euros.", id="a currency"),
        case(UNIT, "Nights bring 25%.", "Nights bring 25 points.", id="percent"),
        case(UNIT, "They have 2 weekends and a week off.", id="none that is counted"),
        case(ADDED, "You can start now.", "You cannot start now.", id="can"),
        case(ADDED, "It is free.", "It is not free.", id="is"),
        case(ADDED, "You need a licence.", "You do not need a licence.", id="a full verb"),
        case(ADDED, "It is only free in May.", id="not before only"),
        case(ADDED, "It is not free.", id="none where one is"),
        case(LOST, "You do not need a licence.", "You do need a licence.", id="not"),
        case(LOST, "No, you can't start.", "No, you can start.", id="a short form"),
        case(LOST, "No licence is asked for.", "licence is asked for.", id="no"),
        case(LOST, "It starts without a test.", "It starts with a test.", id="without"),
        case(LOST, "Not only bakers come.", id="none that denies nothing"),
        case(LOST, "It is no later than May.", id="none that limits"),
        case(LOST, "No, it is free.", id="not the answer before it"),
        case(TURNED, "It takes at least a year.", "It takes at most a year.", id="a limit"),
        case(TURNED, "Pay up to £90 before you start.", "Pay at least £90 before you start.", "Pay up to £90 after you start.",
             id="a limit and an order"),
        case(TURNED, "They answer within 30 days.", "They answer after 30 days.", id="a term"),
        case(TURNED, "Children are looked after; it is up to date.", id="words that limit nothing"),
    ],
)  # fmt: skip
def test_a_kind_of_change(kind, sentence, made):
    assert changes(sentence, OWN, BESIDE)[kind] == made


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("It costs £1,200 to £1,300 and takes twelve weeks.", ["1,200 to £1,300", "12"], id="a range and a word"),
        pytest.param("Go to B2 at 9:30 on 13.6.2021, in the 41st week of 2023/24.", [], id="no counts"),
    ],
)
def test_figures_are_found_where_they_stand(text, words):
    assert [found.words for found in figures_in(text)] == words
