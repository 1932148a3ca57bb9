"""The seam between Waymark and a chat model: what an answer needs from one, whichever it is."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from bot.errors import ModelError


@dataclass(frozen=True)
class Message:
    """One turn of a prompt."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Choice:
    """Lets a model answer only with "none" or up to `at_most` different-looking numbers from 1 to `options`.

    Rendered for each back end: as a GBNF grammar for llama.cpp, as a JSON schema for OpenAI-compatible servers. Both
    hold nothing but numbers, because larger grammars are slow or crash (llama.cpp#4218, #12597).
    """

    options: int
    at_most: int

    def gbnf(self) -> str:
        numbers = " | ".join(f'"{number}"' for number in range(1, self.options + 1))
        return f'root ::= "none" | n ("," n){{0,{self.at_most - 1}}}\nn ::= {numbers}\n'

    def json_schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {
                "passages": {
                    "type": "array",
                    "items": {"type": "integer", "enum": list(range(1, self.options + 1))},
                    "maxItems": self.at_most,
                }
            },
            "required": ["passages"],
            "additionalProperties": False,
        }

    def check(self, numbers: Sequence[int]) -> tuple[int, ...]:
        """The numbers without repetitions. Raises ModelError if one is out of range or there are too many."""
        if len(numbers) > self.at_most or any(not 1 <= number <= self.options for number in numbers):
            raise ModelError(f"the model chose {list(numbers)} from {self.options} passages; its server ignores the grammar")
        return tuple(dict.fromkeys(numbers))


@dataclass(frozen=True)
class ModelCard:
    """What is known of a model: `parameters` is None where a server does not tell."""

    name: str
    parameters: int | None
    context_tokens: int


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


class ChatModel(Protocol):
    """A chat model. Errors are ModelError and its kinds."""

    async def start(self) -> ModelCard:
        """Load or reach the model. May be called again: it then answers at once."""
        ...

    async def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has, or never fewer where the back end cannot count."""
        ...

    def stream(self, messages: Sequence[Message], max_tokens: int) -> AsyncGenerator[str | Usage]:
        """The most likely completion in pieces, and at last its usage. Closing the generator stops the model."""
        ...

    async def choose(self, messages: Sequence[Message], choice: Choice) -> tuple[tuple[int, ...], Usage]:
        """The numbers that the model chooses; none is an empty tuple."""
        ...

    async def close(self) -> None:
        """Free what the model holds."""
        ...
