"""The seam between Waymark and a chat model: what an answer needs from one, whichever it is."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True)
class Message:
    """One turn of a prompt. One that is `fixed` is the same in each prompt of its kind: worth keeping evaluated."""

    role: Literal["system", "user", "assistant"]
    content: str
    fixed: bool = False


@dataclass(frozen=True)
class ModelCard:
    """What is known of a model: `parameters` is None where a server does not tell; `tuned`: it has an adapter, which has learnt
    to reply from quotes."""

    name: str
    parameters: int | None
    context_tokens: int
    tuned: bool = False


@dataclass(frozen=True)
class Usage:
    """Tokens of one generation; `cached_tokens` of the prompt were still evaluated from an earlier one."""

    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.cached_tokens + other.cached_tokens,
        )


NO_TOKENS = Usage(0, 0)


@dataclass(frozen=True)
class Beginning:
    """How a completion may begin, by the shares of the likelihood that first tokens have.

    `last_resort` is all that is written if it has at least `last_resort_from`, and else no beginning. A word of `judging` is
    none either unless one of them has at least `sure_from`. Nothing is written if of what is then left the last resort has
    `last_resort_from` after all, or if nothing else, be it barred or not, has `least_share`.
    """

    last_resort: str
    last_resort_from: float
    least_share: float = 0.0
    judging: tuple[str, ...] = ()
    sure_from: float = 0.0


@dataclass(frozen=True)
class Begun:
    """Comes before a completion that was asked for with a Beginning: which share its last resort had, of all if a word of
    `judging` was sure enough, and else of the others."""

    last_resort_share: float


class ChatModel(Protocol):
    """A chat model. Errors are ModelError and its kinds."""

    async def start(self) -> ModelCard:
        """Load or reach the model. May be called again: it then answers at once."""
        ...

    async def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has, or never fewer where the back end cannot count."""
        ...

    def stream(
        self, messages: Sequence[Message], max_tokens: int, *, tuned: bool = False, beginning: Beginning | None = None
    ) -> AsyncGenerator[str | Usage | Begun]:
        """The most likely completion in pieces, and at last its usage; by the model with its adapter if it is to be `tuned`.
        A back end that cannot tell how likely a token is takes no notice of `beginning`.
        Closing the generator stops the model."""
        ...

    async def close(self) -> None:
        """Free what the model holds."""
        ...
