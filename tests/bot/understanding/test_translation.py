"""A question is put into English, and the conversation goes on in the English that was understood."""

import pytest

from bot.errors import ModelError
from bot.models.fakes import ScriptedModel
from bot.understanding.languages import LANGUAGES
from bot.understanding.translation import Translator, in_english

SPANISH = LANGUAGES["es"]
ASKED = "¿Cuánto cuesta el curso de fontanería?"
ENGLISH = "How much does the plumbing course cost?"


@pytest.mark.parametrize(
    ("written", "english"),
    [
        pytest.param(ENGLISH, ENGLISH, id="a question"),
        pytest.param(f" {ENGLISH}\n", ENGLISH, id="white space around it"),
        pytest.param("¿Tengo que llevar algo al curso de soldadura?", "", id="still in the other language"),
        pytest.param("?", "", id="no words"),
        pytest.param("", "", id="nothing"),
    ],
)
async def test_what_the_model_writes_is_the_question_if_it_is_english(written, english):
    assert await Translator(ScriptedModel(written)).english(ASKED, SPANISH) == english


async def test_only_the_last_turn_differs_from_question_to_question():
    model = ScriptedModel(ENGLISH, ENGLISH)
    await Translator(model).english(ASKED, SPANISH)
    await Translator(model).english("Wie lange dauert er?", LANGUAGES["de"])
    (*first, asked), (*second, _) = model.sent
    assert (asked.role, asked.content, asked.fixed) == ("user", f"Spanish: {ASKED}", False)
    assert first == second
    assert all(message.fixed for message in first)


async def test_a_failing_model_is_told():
    with pytest.raises(ModelError):
        await Translator(ScriptedModel(ModelError("it is broken"))).english(ASKED, SPANISH)


UNDERSTOOD = f"I understood: “{ENGLISH}”"


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        pytest.param([], [], id="nothing said"),
        pytest.param([("user", "Pay?"), ("assistant", "£10.")], [("user", "Pay?"), ("assistant", "£10.")], id="in English"),
        pytest.param(
            [("user", ASKED), ("assistant", f"{UNDERSTOOD}\n\nIt costs £715.")],
            [("user", ENGLISH), ("assistant", "It costs £715.")],
            id="understood in English",
        ),
        pytest.param(
            [("user", "“I understood: “x”"), ("user", ASKED)],
            [("user", "“I understood: “x”"), ("user", ASKED)],
            id="never answered",
        ),
    ],
)
def test_a_conversation_goes_on_in_english(history, expected):
    assert in_english(history) == expected
