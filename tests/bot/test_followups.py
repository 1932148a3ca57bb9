"""Which questions need the one before, and what they then refer to."""

import pytest

from bot.followups import referent, refers_back, standalone

PAY = ("user", "What is the pay in machine learning?")


def case(text, answer):
    return pytest.param(text, answer, id=text)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        case("and Google?", True),
        case("Or with a master's degree from a good university?", True),
        case("What about the salary?", True),
        case("How about mathematics?", True),
        case("why?", True),
        case("Why not Java or another language?", True),
        case("Pay?", True),
        case("Tell me more", True),
        case("which of those are tools?", True),
        case("How long does it take?", True),
        case("How much do they earn?", True),
        case("Is that enough?", True),
        case("Can you explain that?", True),
        case("Who else offers these?", True),
        case("What does the former cost, and what the latter?", True),
        case("What is the third stage in Springboard's plan?", False),
        case("How long does it take to become an ML engineer?", False),
        case("Is it hard to learn Python?", False),
        case("Is it possible to become an engineer without a degree?", False),
        case("What does a machine learning engineer do?", False),
        case("Why is Python so popular in this field of work among all of the engineers?", False),
        case("Does Springboard say that a degree is needed?", False),
        case("Which companies offer certifications?", False),
        case("What do engineers use at their work, and what is it that they build with the help of data?", False),
    ],
)
def test_a_question_refers_back_or_stands_alone(question, expected):
    assert refers_back(question) is expected


@pytest.mark.parametrize(
    ("question", "history", "expected"),
    [
        pytest.param("And in Europe?", [PAY], PAY[1], id="the question before"),
        pytest.param("And in Europe?", [PAY, ("assistant", "It is $146,085.")], PAY[1], id="answers are not searched"),
        pytest.param("What does an engineer do?", [PAY], "", id="stands alone"),
        pytest.param("And in Europe?", [], "", id="nothing came before"),
        pytest.param("And in Europe?", [("assistant", "Hello!")], "", id="nothing was asked before"),
        pytest.param("And later?", [PAY, ("user", "And in Europe?")], f"{PAY[1]} And in Europe?", id="a chain"),
        pytest.param("And later?", [PAY, ("user", "Who wrote the text?")], "Who wrote the text?", id="the end of a chain"),
        pytest.param("And in Europe?", [PAY, ("user", "Thanks!")], PAY[1], id="small talk is passed over"),
        pytest.param("And in Europe?", [PAY, ("user", "😀")], PAY[1], id="what has no words is passed over"),
        pytest.param("And in Europe?", [PAY, ("user", "\ud800\x00")], PAY[1], id="what is no text is passed over"),
        pytest.param("And in Europe?", [PAY, ("user", "so " * 9_000)], PAY[1], id="what is endless is passed over"),
    ],
)
def test_a_follow_up_refers_to_what_was_asked(question, history, expected):
    assert referent(question, history) == expected


def test_a_chain_goes_back_three_questions():
    history = [PAY, *(("user", f"And {place}?") for place in ("Europe", "Asia", "Africa"))]
    assert referent("And there?", history) == "And Europe? And Asia? And Africa?"


@pytest.mark.parametrize(
    ("refers_to", "whole"),
    [pytest.param("", "And Asia?", id="alone"), pytest.param(PAY[1], f"{PAY[1]} And Asia?", id="follow-up")],
)
def test_the_standalone_question_is_shown_in_words(refers_to, whole):
    assert standalone("And Asia?", refers_to) == whole
