"""The select tier: the model chooses numbered passages under a grammar; they are shown word for word."""

from collections.abc import AsyncGenerator

from bot.answer import Statement
from bot.models.model import ChatModel, Choice
from bot.tiers.composer import Outcome, word_for_word
from bot.tiers.packing import pack
from bot.tiers.passages import choose_passages
from index.search import SearchResult

# What the model chooses from, and how much of it may be shown.
CANDIDATE_SENTENCES = 10
AT_MOST = 3
MAX_TOKENS = 16


class Select:
    """A Composer that quotes what the model points at. "none" is a refusal."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model

    async def compose(self, question: str, result: SearchResult) -> AsyncGenerator[Statement | Outcome]:
        passages = choose_passages(result, sentences=CANDIDATE_SENTENCES, margin=1.0)
        if not passages:
            yield Outcome(reason="not_covered")
            return
        messages, packed = await pack(self._model, "select", question, passages, MAX_TOKENS)
        numbers, usage = await self._model.choose(messages, Choice(len(packed), min(AT_MOST, len(packed))))
        for statement in word_for_word([packed[number - 1] for number in numbers]):
            yield statement
        yield Outcome(
            reason=None if numbers else "none_chosen",
            packed=packed,
            prompt=tuple(messages),
            raw=",".join(map(str, numbers)) or "none",
            usage=usage,
        )
