"""Which questions a lesson asks, and what is to be replied."""

import random

import pytest

from bot.reply.writer import LAST_RESORT
from index.candidates import Candidate
from tuning.groups import Group
from tuning.lessons import lesson, lessons, quote
from tuning.neighbours import Neighbour

FEES = Candidate("Welding", "Fees", "", ("The fee is £715.", "The exam costs £40."))
TABLE = Candidate("Welding", "Fees", "", ("| Who | Fee |", "| Adults | £715 |", "| Apprentices | – |"))
TOOLS = Candidate("Welding", "Tools", "You need:", ("a torch", "gloves"))
OTHER = Neighbour(Candidate("Plumbing", "Fees", "", ("The fee is £800.", "Ask at the desk.")), (0, 1))
GROUPS = [
    Group("what is the fee", FEES, (0,), "a", "The fee is £715."),
    Group("what does the exam cost", FEES, (1,), "a", "The exam costs £40."),
    Group("is there a discount", FEES, (), "a"),
]
PREMISES = [
    Group("why is the exam free", FEES, (1,), "a", "The exam costs £40."),
    Group("what was the fee last year", FEES, (), "a"),
]


@pytest.mark.parametrize(
    ("candidate", "places", "text"),
    [
        pytest.param(FEES, [1], "The exam costs £40.", id="prose"),
        pytest.param(TOOLS, [0, 1], "You need: a torch gloves", id="a list behind its lead-in"),
        pytest.param(TABLE, [0, 1], "Who: Adults · Fee: £715", id="a row behind its columns' titles"),
    ],
)
def test_sentences_are_quoted_as_the_bot_does(candidate, places, text):
    assert quote(candidate, places).text == text


@pytest.mark.parametrize("seed", range(12))
def test_what_the_quotes_say_is_replied_and_cited_and_all_else_is_not_stated(seed):
    one = lesson(GROUPS, [OTHER], PREMISES, random.Random(seed))
    for question, reply in one.pairs:
        group = next(group for group in (*GROUPS, *PREMISES) if group.question == question)
        told = [place for place in group.answer if FEES.sentences[place] in one.quotes]
        number = next(n for n in (1, 2) if f"[{n}] (Welding › Fees)" in one.quotes)
        assert reply == (f"{group.said} [{number}]" if told else LAST_RESORT)


def test_some_lessons_leave_sentences_out_and_some_have_neighbours():
    made = [lesson(GROUPS, [OTHER], PREMISES, random.Random(seed)).quotes for seed in range(30)]
    assert {"exam costs" in quotes for quotes in made} == {"£800" in quotes for quotes in made} == {True, False}


@pytest.mark.parametrize("seed", range(12))
def test_no_question_about_a_premise_is_left_out(seed):
    asked = {question for question, _ in lesson(GROUPS, [OTHER], PREMISES, random.Random(seed)).pairs}
    assert asked >= {premise.question for premise in PREMISES}


def test_each_passage_makes_one_lesson():
    other = [Group("how much", OTHER.candidate, (0,), "b", "The fee is £800.")]
    assert len(list(lessons([*GROUPS, *other], [[OTHER]] * 4, PREMISES, random.Random(1)))) == 2
