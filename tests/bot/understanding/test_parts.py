"""A message with several questions is taken apart, each with the message behind it; a message with one question stays whole."""

import pytest

from bot.understanding.parts import MOST_PARTS, Part, parts


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        pytest.param("What does it cost and when does it start?", ["What does it cost", "when does it start?"], id="and"),
        pytest.param("how much is it n where do i take it", ["how much is it", "where do i take it"], id="typed in a hurry"),
        pytest.param(
            "How old must I be, and by when must I apply?", ["How old must I be", "by when must I apply?"], id="by when"
        ),
        pytest.param("how do i join and is it free", ["how do i join", "is it free"], id="yes or no"),
        pytest.param("What does it cost; how long is it?", ["What does it cost;", "how long is it?"], id="semicolon"),
        pytest.param("How long is it? What does it cost?", ["How long is it?", "What does it cost?"], id="sentences"),
        pytest.param(
            "Hi! How long is it? I work. When does it start?", ["How long is it?", "When does it start?"], id="a story"
        ),
        pytest.param("Do bakers or cooks earn more?", ["Do bakers", "cooks earn more?"], id="a comparison"),
        pytest.param("Is it longer than the day course?", ["Is it longer", "the day course?"], id="than"),
    ],
)
def test_several_questions_are_searched_each_with_the_message_behind_it(message, asked):
    assert parts(message) == tuple(Part(one, f"{one} {message}") for one in asked)


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("What does the web design course cost?", id="one question"),
        pytest.param("web design course price", id="no question word"),
        pytest.param("Do I need maths and physics?", id="and between things"),
        pytest.param("I am 17. My father drives a bus. Can I apply?", id="a story"),
        pytest.param("Tell me who teaches there.", id="a clause"),
        pytest.param("Which courses cost less than £300?", id="against a figure"),
        pytest.param("Are there 5 or more places?", id="or more"),
        pytest.param("", id="nothing"),
    ],
)
def test_one_question_stays_whole(message):
    assert parts(message) == (Part(message, message),)


def test_no_more_than_a_few_are_searched():
    assert len(parts("How long is it? " * 9)) == MOST_PARTS
