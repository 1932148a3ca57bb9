"""The three ways to answer, behind one interface, and which one fits a model."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.answer import Reason, Statement
from bot.models.model import NO_TOKENS, Message, ModelCard, Usage
from bot.settings import Tier
from bot.tiers.passages import Passage
from index.search import SearchResult

# Models from this size on phrase answers that mostly pass the guards.
WRITES_FROM_PARAMETERS = 1_000_000_000


@dataclass(frozen=True)
class Outcome:
    """How a tier ended: `reason` if it had nothing to say, and what it read, got and dropped on the way."""

    reason: Reason | None = None
    packed: tuple[Passage, ...] = ()
    prompt: tuple[Message, ...] = ()
    raw: str = ""
    dropped: tuple[str, ...] = ()
    usage: Usage = NO_TOKENS


class Composer(Protocol):
    """A tier: turns what was found into statements, each with its evidence, and at last an Outcome."""

    def compose(self, question: str, result: SearchResult) -> AsyncGenerator[Statement | Outcome]: ...


def default_tier(card: ModelCard) -> Tier:
    """`write` from a billion parameters on, and for servers that do not tell; `extract` below.

    Measured with the bundled 135 M model on the fact questions by `make facts`: evals/FACTS.md has the figures of all
    three tiers.
    """
    if card.parameters is None or card.parameters >= WRITES_FROM_PARAMETERS:
        return "write"
    return "extract"


def word_for_word(passages: Sequence[Passage]) -> list[Statement]:
    """The passages as they stand in the documents, one paragraph each."""
    return [statement for number, passage in enumerate(passages) for statement in passage.statements(number)]
