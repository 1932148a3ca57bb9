"""The learner's own question is found beside a CV, a letter or a vacancy."""

import pytest

from bot.understanding.pasted import question_beside

CV = "Maria Kowalska\nNurse\n2015–2023 Ward nurse, Ferrowby hospital\nLanguages: Polish, English B1\nHobbies: choir\n"
VACANCY = "Bus drivers wanted.\nWe look for calm people. Do you like people? Are you punctual?\nWrite to us by May.\nWe pay.\n"
WORRIED = "I am 52. My firm has closed. I have applied everywhere. Nobody answers. I sleep badly. I like driving."


@pytest.mark.parametrize(
    ("message", "question"),
    [
        pytest.param(f"Can I become a bus driver with this?\n\n{CV}", "Can I become a bus driver with this?", id="before"),
        pytest.param(f"{CV}\nWhich course fits me?", "Which course fits me?", id="behind"),
        pytest.param(f"{VACANCY}\n\nhow much do they pay", "how much do they pay", id="without a question mark"),
        pytest.param(f"Do I need a licence? {VACANCY}", "Do I need a licence?", id="not what the vacancy asks"),
        pytest.param(f"{WORRIED} Is it too late? What is the fee?", "Is it too late? What is the fee?", id="behind a story"),
        pytest.param(f"What is it?\n{CV}\nWhat else?", "What is it? What else?", id="before and behind"),
        pytest.param("What does it cost?", "What does it cost?", id="nothing else"),
        pytest.param(CV, "", id="nothing is asked"),
        pytest.param("", "", id="nothing at all"),
    ],
)
def test_the_question_beside_what_was_pasted(message, question):
    assert question_beside(message) == question
