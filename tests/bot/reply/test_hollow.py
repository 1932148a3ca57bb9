"""Sentences that say nothing; each case is judged by the guards as a whole."""

import pytest

from bot.reply.guards import check

ADVICE = "According to the careers site, future engineers should also learn Java."
FEE = "The digital certificate costs €5."
BAND = "That makes 22,800 marks, and so they are in Band B."
LESSONS = "The course has lessons in statistics, such as Bayes rule, likelihood and networks."
EXAM = "The exam has a question on each passage that you read."


def case(*values, id):
    return pytest.param(*values, id=id)


@pytest.mark.parametrize(
    ("sentence", "source", "problem"),
    [
        case("The passage is about the careers site.", ADVICE, "speaks of the prompt", id="about the passage"),
        case("The question asks for the digital certificate.", FEE, "speaks of the prompt", id="about the question"),
        case("The digital certificate is a digital certificate.", FEE, "says the same twice", id="nothing new of a thing"),
        case(
            "Future engineers should learn Java, so future engineers should learn.", ADVICE, "says the same twice",
            id="once more",
        ),
        case("You pay €5.", FEE, "shares only 1 of 3 words with the source", id="who pays what for what"),
        case("What you get there is 22,800 marks.", BAND, "shares only 1 of 4 words with the source", id="of something else"),
        case(
            "Here are just a few of the many lessons in statistics.", LESSONS, "shares only 2 of 6 words with the source",
            id="talk about what is said",
        ),
    ],
)  # fmt: skip
def test_a_sentence_that_says_nothing_is_refused(sentence, source, problem):
    assert check(sentence, [source]).problem == problem


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        case("The exam has a question on each passage.", EXAM, id="a source that speaks of passages"),
        case("The careers site says that future engineers should also learn Java.", ADVICE, id="in other words"),
        case("Band 5 is £29,970 and band 6 is £37,338.", "Band 5 is £29,970 and band 6 is £37,338.", id="as often as it"),
    ],
)
def test_a_sentence_that_says_something_stands(sentence, source):
    assert check(sentence, [source]).problem == ""
