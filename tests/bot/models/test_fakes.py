"""The shipped fake of the seam."""

import pytest

from bot.errors import ModelCrashed, ModelError
from bot.models.fakes import ScriptedModel
from bot.models.model import Message, Usage

ASKED = [Message("system", "Be brief."), Message("user", "What is two and two?")]


async def test_the_fake_streams_its_script_and_then_its_usage(collect):
    *pieces, usage = await collect(ScriptedModel("Two and two are four.").stream(ASKED, 10))
    assert ("".join(pieces), len(pieces), usage) == ("Two and two are four.", 5, Usage(7, 5))


async def test_the_fake_remembers_what_it_was_sent(collect):
    model = ScriptedModel("Four.")
    await collect(model.stream(ASKED, 10))
    assert model.sent == [ASKED]


async def test_the_fake_fails_as_its_script_says(collect):
    with pytest.raises(ModelCrashed, match="as planned"):
        await collect(ScriptedModel(ModelCrashed("as planned")).stream(ASKED, 10))


async def test_the_fake_fails_at_the_end_of_its_script(collect):
    with pytest.raises(ModelError, match="script is at its end"):
        await collect(ScriptedModel().stream(ASKED, 10))
