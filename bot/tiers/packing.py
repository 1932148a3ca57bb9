"""Fit passages into a model's context, so that nothing is ever cut off silently."""

from collections.abc import Sequence

from bot.errors import ModelError
from bot.models.model import ChatModel, Message
from bot.tiers.passages import Passage
from prompts import render

# A chat template's marks around the two messages.
TEMPLATE_TOKENS = 64


async def pack(
    model: ChatModel, prompt: str, question: str, passages: Sequence[Passage], max_tokens: int
) -> tuple[list[Message], tuple[Passage, ...]]:
    """The messages of `prompt` with as many passages, best first, as fit beside `max_tokens` to write; and those.

    The instructions come first and never change, so that a model evaluates them once.
    Raises ModelError if not even the first passage fits.
    """
    card = await model.start()
    instructions = render(prompt)
    fixed, *sizes = await model.count_tokens(
        [instructions + render("question", passages=[], question=question), *(passage.text for passage in passages)]
    )
    room = card.context_tokens - max_tokens - TEMPLATE_TOKENS - fixed
    packed: list[Passage] = []
    for passage, size in zip(passages, sizes, strict=True):
        room -= size + 8  # its number and line ends
        if room < 0:
            break
        packed.append(passage)
    if not packed:
        raise ModelError(
            f"{card.name} has a context of {card.context_tokens} tokens, too few for one passage; raise WAYMARK_CONTEXT"
        )
    user = render("question", passages=[passage.text for passage in packed], question=question)
    return [Message("system", instructions), Message("user", user)], tuple(packed)
