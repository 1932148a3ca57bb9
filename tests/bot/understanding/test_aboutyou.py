"""bot.understanding.aboutyou: what a learner says helps to understand and to choose, is told, and changes no fact."""

from dataclasses import replace

import pytest

from bot.answer import Citation, Evidence
from bot.understanding.aboutyou import LONGEST, NOBODY, REGION_ADVANCE, AboutYou
from index.documents import Metadata

GOAL = AboutYou(goal="a nurse")
WANTED = "How do I become a nurse?"
BECAUSE = "Because you said that you want to become a nurse, I looked for that."


@pytest.mark.parametrize(
    ("about", "question", "searched_with"),
    [
        pytest.param(GOAL, "How do I start?", WANTED, id="names nothing"),
        pytest.param(GOAL, "How long does it take?", WANTED, id="points at something"),
        pytest.param(GOAL, "What are the best programming languages for machine learning engineers?", "", id="names its own"),
        pytest.param(NOBODY, "How do I start?", "", id="nothing said"),
        pytest.param(AboutYou(background="a cook"), "How do I start?", "", id="no question of where one comes from"),
        pytest.param(AboutYou(background="a cook"), "Can I change my career to this?", "I am a cook.", id="a change"),
        pytest.param(
            AboutYou("a nurse", "a cook"), "is it too late for me?", f"I am a cook. {WANTED}", id="goal and background"
        ),
    ],
)
def test_what_a_question_is_searched_with(about, question, searched_with):
    assert about.refers_to(question)[0] == searched_with


def test_the_use_of_a_goal_is_told():
    assert GOAL.refers_to("How do I start?")[1] == (BECAUSE,)


def test_what_is_not_used_is_not_told():
    assert GOAL.refers_to("What is the salary of a machine learning engineer at Google?")[1] == ()


@pytest.mark.parametrize(
    ("said", "about"),
    [
        pytest.param({}, NOBODY, id="nothing"),
        pytest.param({"goal": None, "other": "x"}, NOBODY, id="nothing that we ask for"),
        pytest.param({"goal": "  a\n nurse "}, GOAL, id="white space"),
        pytest.param({"hours": 5}, AboutYou(hours="5"), id="a number"),
        pytest.param({"region": "x" * 500}, AboutYou(region="x" * LONGEST), id="too long"),
    ],
)
def test_what_a_form_holds(said, about):
    assert AboutYou.of(said) == about


@pytest.fixture
def two_regions(make_result):
    """The best hit from nowhere, the second from Kent, far less than REGION_ADVANCE behind."""
    result = make_result("Pay is high.\n\nRent is low.", {"Pay": 0.5, "Rent": 0.5 - REGION_ADVANCE / 2})
    first, second = result.hits
    document = replace(second.document, metadata=Metadata("Kent's guide", region="Kent, UK"))
    return replace(result, hits=(first, replace(second, document=document)))


def cite(hit):
    return Citation(1, Evidence(hit.document, (), hit.chunk.span))


@pytest.mark.parametrize(
    ("region", "first"),
    [("kent", "Rent is low."), ("Wales", "Pay is high."), ("", "Pay is high.")],
    ids=["own", "other", "none"],
)
def test_sources_of_the_learners_region_come_first(two_regions, region, first):
    assert AboutYou(region=region).nearer(two_regions).hits[0].text == first


def test_no_sentence_is_changed(two_regions):
    nearer = AboutYou(region="Kent").nearer(two_regions)
    assert {hit.text for hit in nearer.hits} == {hit.text for hit in two_regions.hits}


def test_the_region_is_told_where_it_mattered(two_regions):
    about = AboutYou(region="Kent")
    assert about.told(two_regions, [cite(two_regions.hits[1])]) == (
        "Because you said that you are in Kent, sources from there come first.",
    )
    assert about.told(two_regions, [cite(two_regions.hits[0])]) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [("It takes 6 months.", True), ("It takes long.", False), ("Ten pay 5 euros.", False)],
    ids=["a duration", "no figure", "no duration"],
)
def test_the_learners_time_is_told_beside_durations(make_result, text, told):
    result = make_result(text, {text[:3]: 0.5})
    assert bool(AboutYou(hours="5").told(result, [cite(result.hits[0])])) == told
