"""A choice among numbered passages, for each back end, and the shipped fake of the seam."""

import json

import pytest

from bot.errors import ModelCrashed, ModelError
from bot.models.fakes import ScriptedModel
from bot.models.model import Choice, Message, Usage

ASKED = [Message("system", "Be brief."), Message("user", "What is two and two?")]


@pytest.mark.parametrize(
    ("choice", "grammar"),
    [
        pytest.param(Choice(1, 1), 'root ::= "none" | n ("," n){0,0}\nn ::= "1"\n', id="one"),
        pytest.param(Choice(3, 2), 'root ::= "none" | n ("," n){0,1}\nn ::= "1" | "2" | "3"\n', id="two of three"),
    ],
)
def test_the_grammar_allows_none_or_numbers(choice, grammar):
    assert choice.gbnf() == grammar


def test_the_schema_allows_only_numbers_in_range():
    schema = Choice(3, 2).json_schema()["properties"]["passages"]
    assert (schema["items"]["enum"], schema["maxItems"]) == ([1, 2, 3], 2)


def test_the_schema_is_json():
    schema = Choice(3, 2).json_schema()
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize(
    ("numbers", "checked"),
    [
        pytest.param([], (), id="none"),
        pytest.param([3, 1], (3, 1), id="in the model's order"),
        pytest.param([2, 2], (2,), id="repeated"),
    ],
)
def test_a_valid_choice_is_kept(numbers, checked):
    assert Choice(3, 2).check(numbers) == checked


@pytest.mark.parametrize("numbers", [[0], [4], [-1], [1, 2, 3]])
def test_an_invalid_choice_is_an_error(numbers):
    with pytest.raises(ModelError, match=r"from 3 passages; its server ignores the grammar"):
        Choice(3, 2).check(numbers)


async def test_the_fake_streams_its_script_and_then_its_usage(collect):
    *pieces, usage = await collect(ScriptedModel("Two and two are four.").stream(ASKED, 10))
    assert ("".join(pieces), len(pieces), usage) == ("Two and two are four.", 5, Usage(7, 5))


async def test_the_fake_remembers_what_it_was_sent():
    model = ScriptedModel("2")
    await model.choose(ASKED, Choice(3, 1))
    assert model.sent == [ASKED]


@pytest.mark.parametrize(("script", "numbers"), [("3,1", (3, 1)), ("none", ())])
async def test_the_fake_chooses(script, numbers):
    assert await ScriptedModel(script).choose(ASKED, Choice(3, 2)) == (numbers, Usage(7, 1))


async def test_the_fake_fails_as_its_script_says(collect):
    with pytest.raises(ModelCrashed, match="as planned"):
        await collect(ScriptedModel(ModelCrashed("as planned")).stream(ASKED, 10))


async def test_the_fake_fails_at_the_end_of_its_script(collect):
    with pytest.raises(ModelError, match="script is at its end"):
        await collect(ScriptedModel().stream(ASKED, 10))
