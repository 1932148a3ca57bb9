"""Fit quotes into a model's context, so that nothing is ever cut off silently."""

from collections.abc import Sequence

from bot.errors import ModelError
from bot.models.model import ChatModel, Message
from bot.reply.passages import Passage
from prompts import render

# A chat template's marks around a turn.
TURN_TOKENS = 8


async def pack(
    model: ChatModel, prompt: str, question: str, passages: Sequence[Passage], max_tokens: int, before: str = ""
) -> tuple[list[Message], tuple[Passage, ...]]:
    """The messages of `prompt` with as many passages, best first, as fit beside `max_tokens` to write; and those. `before` is
    what the question refers to.

    Raises ModelError if not even the first passage fits.
    """
    card = await model.start()
    empty = messages(prompt, quotes=[], question=question, before=before)
    sizes = await model.count_tokens([*(message.content for message in empty), *(f"{p.label} {p.text}" for p in passages)])
    room = card.context_tokens - max_tokens - sum(sizes[: len(empty)]) - TURN_TOKENS * len(empty)
    packed: list[Passage] = []
    for passage, size in zip(passages, sizes[len(empty) :], strict=True):
        room -= size + 8  # its number and line ends
        if room < 0:
            break
        packed.append(passage)
    if not packed:
        raise ModelError(
            f"{card.name} has a context of {card.context_tokens} tokens, too few for one passage; raise WAYMARK_CONTEXT"
        )
    return messages(prompt, quotes=packed, question=question, before=before), tuple(packed)


def messages(prompt: str, **values: object) -> list[Message]:
    """A prompt's turns. All but the last are the same for every question."""
    *fixed, last = (Message(role, content) for role, content in render(prompt, **values))  # type: ignore[arg-type]
    return [*(Message(one.role, one.content, fixed=True) for one in fixed), last]
