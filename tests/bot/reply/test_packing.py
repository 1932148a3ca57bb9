"""Passages are packed whole, as many as fit, and nothing is cut."""

import pytest

from bot.errors import ModelError
from bot.models.fakes import ScriptedModel
from bot.models.model import ModelCard
from bot.reply.packing import TURN_TOKENS, messages, pack
from bot.reply.passages import quoted

TEXT = "\n\n".join(f"Passage {name} has exactly six words." for name in ("one", "two", "three"))
RANKS = {"Passage one": 0.92, "Passage two": 0.91, "Passage three": 0.9}
# With its label and its number.
WORDS_OF_PASSAGE = 6 + 2 + 8
MAX_TOKENS = 100
EMPTY = messages("reply", quotes=[], question="Q?", before="")
# What everything but the passages takes.
FIXED = MAX_TOKENS + sum(TURN_TOKENS + len(message.content.split()) for message in EMPTY)


@pytest.fixture
def packed(make_result):
    """The messages and the passages that a model with so much context gets."""

    async def packed(context):
        model = ScriptedModel(card=ModelCard("small", 1, context))
        return await pack(model, "reply", "Q?", quoted([make_result(TEXT, RANKS)]), MAX_TOKENS)

    return packed


@pytest.mark.parametrize(
    ("room", "count"),
    [
        pytest.param(1000, 3, id="all fit"),
        pytest.param(3 * WORDS_OF_PASSAGE, 3, id="all just fit"),
        pytest.param(3 * WORDS_OF_PASSAGE - 1, 2, id="the last is dropped"),
        pytest.param(WORDS_OF_PASSAGE, 1, id="only the best"),
    ],
)
async def test_as_many_of_the_best_as_fit_are_packed(packed, room, count):
    _, passages = await packed(FIXED + room)
    assert [passage.text.split()[1] for passage in passages] == ["one", "two", "three"][:count]


async def test_what_is_packed_is_what_the_model_reads(packed):
    (*_, last), passages = await packed(FIXED + 2 * WORDS_OF_PASSAGE)
    assert last.content == (
        "[1] (A guide) Passage one has exactly six words.\n[2] (A guide) Passage two has exactly six words.\n\nQuestion: Q?"
    )
    assert len(passages) == 2


async def test_instructions_and_examples_come_first_and_are_always_the_same(packed):
    sent, _ = await packed(4096)
    assert sent[:-1] == EMPTY[:-1]
    assert [message.fixed for message in sent] == [True] * (len(sent) - 1) + [False]


async def test_a_context_without_room_for_a_passage_is_an_error(packed):
    with pytest.raises(ModelError, match=r"small has a context of \d+ tokens, too few for one passage; raise WAYMARK_CONTEXT"):
        await packed(FIXED + WORDS_OF_PASSAGE - 1)
