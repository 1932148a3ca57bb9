"""How a question is shown in training."""

import random

import pytest

from index.candidates import Candidate
from index.fakes import HashingEmbedder
from tuning.groups import Group
from tuning.neighbours import neighbours
from tuning.present import FROM_NEIGHBOUR, beside, presented, stories, told, typed

BAKERS = Candidate("Bakers", "Pay", "", tuple(f"Fact {number} of bakers." for number in range(8)))
PILOTS = Candidate("Pilots", "Pay", "", tuple(f"Fact {number} of pilots." for number in range(8)))
ASKED = Group("What do bakers earn in a year?", BAKERS, (2,), "bakers")
OTHER = Group("What do pilots earn?", PILOTS, (1,), "pilots")


def views(count=400):
    rng = random.Random(3)
    return [presented(ASKED, [OTHER], rng) for _ in range(count)]


def test_an_answer_is_where_its_sentence_went():
    for view in views():
        assert {view.candidate.sentences[place] for place in view.answer} <= {"Fact 2 of bakers."}


def test_without_an_answer_the_sentence_is_gone():
    for view in views():
        assert bool(view.answer) == ("Fact 2 of bakers." in view.candidate.sentences)


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(lambda view: len(view.candidate.sentences) == 8 and view.answer, id="whole"),
        pytest.param(lambda view: len(view.candidate.sentences) == 7 and not view.answer, id="without the answer"),
        pytest.param(lambda view: view.candidate.sentences == PILOTS.sentences, id="elsewhere"),
        pytest.param(lambda view: len(view.candidate.sentences) < 7 and view.answer, id="in part"),
    ],
)
def test_every_kind_of_view_occurs(kind):
    assert any(kind(view) for view in views())


def test_the_same_seed_shows_the_same():
    assert views(20) == views(20)


def test_a_question_is_typed_with_the_same_words_or_letters():
    rng = random.Random(5)
    for _ in range(200):
        assert sorted(typed(ASKED.question, rng).lower().rstrip("?")) == sorted(ASKED.question.lower().rstrip("?"))


def test_neighbours_are_of_other_sources():
    found = neighbours([ASKED], [ASKED, OTHER], HashingEmbedder())
    assert found[0][0].candidate == PILOTS


def test_the_nearest_sentence_of_a_neighbour_comes_first():
    asked = Group("Fact 6 of pilots.", BAKERS, (), "bakers")
    ((near, *_),) = neighbours([asked], [OTHER], HashingEmbedder())
    assert near.nearest[0] == 6


def test_what_is_shown_beside_answers_nothing():
    (near,) = neighbours([ASKED], [OTHER], HashingEmbedder())
    (view,) = beside(ASKED, near, 1, random.Random(1))
    assert view.answer == ()
    assert len(view.candidate.sentences) == FROM_NEIGHBOUR
    assert set(view.candidate.sentences) <= set(PILOTS.sentences)


def test_questions_come_to_name_what_they_are_about_and_behind_stories():
    rng = random.Random(2)
    questions = [told(ASKED, "Bakers", ["I am lost."], rng).question for _ in range(100)]
    assert any("I am lost." in question for question in questions)
    assert any(question == "Bakers: What do bakers earn in a year?" for question in questions)
    assert ASKED.question in questions


def test_stories_are_what_stands_before_a_question():
    told_first = Group("My father was a baker for forty years. What do bakers earn?", BAKERS, (2,), "bakers")
    assert stories([told_first, ASKED]) == ["My father was a baker for forty years."]
