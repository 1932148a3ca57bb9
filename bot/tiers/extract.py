"""The extract tier: the best passages word for word. No model takes part."""

from collections.abc import AsyncGenerator

from bot.answer import Statement
from bot.tiers.composer import Outcome, word_for_word
from bot.tiers.passages import choose_passages
from index.search import SearchResult


class Extract:
    """A Composer that quotes."""

    async def compose(self, question: str, result: SearchResult) -> AsyncGenerator[Statement | Outcome]:  # noqa: ARG002
        passages = choose_passages(result)
        for statement in word_for_word(passages):
            yield statement
        yield Outcome(reason=None if passages else "not_covered", packed=tuple(passages))
