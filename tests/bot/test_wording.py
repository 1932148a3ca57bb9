"""Small talk is answered in our own words; whatever may be a question is not."""

import pytest

from bot.wording import ASK_A_PERSON, REFUSALS, WHAT_I_AM, refusal_text, small_talk

HELLO, WELCOME, GOODBYE = "Hello!", "You're welcome.", "Goodbye"


@pytest.mark.parametrize(
    ("message", "beginning"),
    [
        ("hi", HELLO),
        ("Hello there!", HELLO),
        ("Good morning", HELLO),
        ("thanks", WELCOME),
        ("Thank you very much!", WELCOME),
        ("OK thanks, that helps", WELCOME),
        ("Thanks, that is what I wanted to know.", WELCOME),
        ("danke", WELCOME),
        ("bye", GOODBYE),
        ("See you tomorrow!", GOODBYE),
        ("Who are you?", WHAT_I_AM),
        ("What are you", WHAT_I_AM),
        ("So, are you a robot?", WHAT_I_AM),
        ("Are you human?", WHAT_I_AM),
    ],
)
def test_small_talk_is_answered(message, beginning):
    assert (small_talk(message) or "").startswith(beginning)


@pytest.mark.parametrize(
    "message",
    [
        "Hi, what is the pay?",
        "hello how do I become an engineer",
        "Thanks, and what is the pay?",
        "thank you, what skills do I need",
        "Thanks a lot. how long does it take",
        "cheers, can I do it without a degree",
        "Is thanking people important at work?",
        "Who is hiring AI engineers?",
        "What are your sources for the pay of engineers?",
        "What do machine learning engineers do?",
    ],
)
def test_what_may_be_a_question_is_searched(message):
    assert small_talk(message) is None


@pytest.mark.parametrize("reason", REFUSALS)
def test_a_refusal_says_why_and_where_else_to_ask(reason):
    assert refusal_text(reason, ()) == f"{REFUSALS[reason]} {ASK_A_PERSON}"


def test_a_refusal_names_what_is_covered():
    assert "They do cover: Pay; Degree." in refusal_text("not_covered", ["Pay", "Degree"])
